"""Turn the figures of a return into rows of the tables in data/figures/ and data/parts/."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd

from cosmic import figures
from cosmic.figures import FigureRow, PartRow, Status
from reportbuilder.returns.answers import Answers, Group
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.figure_rules import figure_of
from reportbuilder.returns.layout import STATUSES
from savedfiles import words

_OF_RETURN = "Return of the service"  # the source of a part or a correction that names none


@dataclass
class TableChanges:
    """Rows that a table gets at its end, and those that come in the place of others, by their numbers.

    `repeated` are those that say what an edition said already, and are left out with their notes.
    """

    added: list[FigureRow] = field(default_factory=list)
    replaced: dict[int, FigureRow] = field(default_factory=dict)
    repeated: list[FigureRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.replaced)

    @property
    def rows(self) -> list[FigureRow]:
        """Return all rows that are new, the earliest period first."""
        return sorted([*self.replaced.values(), *self.added], key=lambda row: row.period_end)


def change_figures(answers: Answers, expected: Expected) -> TableChanges:
    """Return what the table of figures gets: the figure due, its other months, revised and earlier figures.

    A row of the quarter that is being made is replaced, as no edition has used it; what an edition used stays, and the
    new row beside it is a revision.
    """
    changes = TableChanges()
    for row in _rows(answers, expected):
        number = expected.number_of_draft(row.period_end)
        if number is not None and expected.rows[number] != row:
            changes.replaced[number] = row
        elif number is None and _says_more(row, expected.newest(row.period_end)):
            changes.added.append(row)
        elif number is None:
            changes.repeated.append(row)
    changes.added.sort(key=lambda row: row.period_end)
    return changes


def change_parts(answers: Answers, expected: Expected) -> TableChanges:
    """Return what the table of the figure's parts gets."""
    changes, due, split = TableChanges(), expected.due, answers.indicator.parts
    if due is None or split is None or not answers.parts:
        return changes
    held = figures.read_parts(answers.indicator)
    names = {words.normal(name): name for name in split.names}
    for group in answers.parts:
        row = _part(group, names[words.normal(group.words("part"))], answers, expected, due)
        same = held[(held["part"] == row.part) & (held["period_end"] == due)]
        draft = same[same["published"] == row.published]
        if not draft.empty:
            if not _is_same_part(draft.iloc[0], row):
                changes.replaced[int(draft.iloc[0]["row"])] = row
        elif same.empty or not _is_same_part(same.iloc[-1], row):
            changes.added.append(row)
    return changes


def _rows(answers: Answers, expected: Expected) -> Iterator[FigureRow]:
    main, due = answers.main, expected.due
    for end, group in [(due, main), *((row.day("period_end"), row) for row in answers.months)]:
        if end is not None and group.filled & {"value", "numerator", "denominator", "status"}:
            yield _figure(group, answers, expected, end)
    for group in answers.corrections:
        if end := group.day("period_end"):
            yield _correction(group, answers, expected, end)
    for group in answers.history:
        if end := group.day("period_end"):
            yield _row(group, answers, expected, end, Status.PUBLISHED, group.words("source"), "")


def _figure(group: Group, answers: Answers, expected: Expected, end: date) -> FigureRow:
    status = STATUSES[group.words("status")]
    before = expected.published(end)
    value = figure_of(group, answers.indicator.on(end))
    if status is Status.PUBLISHED and before is not None and before.value not in (None, value):
        status = Status.REVISED
    note = "; ".join(filter(None, (group.words("status_reason"), group.words("note"))))
    return _row(group, answers, expected, end, status, group.words("source"), note)


def _correction(group: Group, answers: Answers, expected: Expected, end: date) -> FigureRow:
    held = expected.newest(end)
    source = answers.main.words("source") or (held.source if held else _OF_RETURN)
    return _row(group, answers, expected, end, Status.REVISED, source, group.words("reason"))


def _row(
    group: Group, answers: Answers, expected: Expected, end: date, status: Status, source: str, note: str
) -> FigureRow:
    return FigureRow.model_construct(
        period_end=end,
        published=expected.edition.produced_on,
        source=source,
        note=note or None,
        value=figure_of(group, answers.indicator.on(end)),
        numerator=group.number("numerator"),
        denominator=group.number("denominator"),
        status=status,
    )


def _part(group: Group, name: str, answers: Answers, expected: Expected, due: date) -> PartRow:
    main = answers.main
    value = figure_of(group, answers.indicator.on(due))
    status = STATUSES.get(main.words("status"), Status.PUBLISHED)
    if value is None:
        status = Status.NOT_AVAILABLE
    held = expected.newest(due)
    row = _row(group, answers, expected, due, status, "", main.words("status_reason") if value is None else "")
    source = main.words("source") or (held.source if held else _OF_RETURN)
    return PartRow.model_construct(**{**dict(row), "source": source, "part": name})


def _says_more(row: FigureRow, held: FigureRow | None) -> bool:
    """Tell whether a row says something else of its period than the row that is held."""
    if held is None:
        return True
    final = (Status.PUBLISHED, Status.REVISED)
    is_same_status = held.status == row.status or (held.status in final and row.status in final)
    numbers, numbers_held = (row.numerator, row.denominator), (held.numerator, held.denominator)
    has_other_numbers = row.denominator is not None and numbers != numbers_held
    return row.value != held.value or not is_same_status or has_other_numbers


def _is_same_part(held: pd.Series, row: PartRow) -> bool:
    """Tell whether a part that is held, its share worked out, is that of a row."""
    if row.denominator is not None:
        return (held["numerator"], held["denominator"]) == (row.numerator, row.denominator)
    return isinstance(held["value"], Decimal) and held["value"] == row.value
