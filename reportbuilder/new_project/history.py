"""Take an indicator's figures of earlier periods into its table: new rows at its end, all else as it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cosmic import definitions, editions, record
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.figures import FigureRow, Status
from projectfiles import files, paths
from projectfiles.errors import Fault, Faults, attempt, raise_any
from reportbuilder.drafts.added_rows import with_rows
from reportbuilder.drafts.definition_faults import late_figure
from reportbuilder.drafts.figure_tables import COLUMNS, Rows, check_table, read_table
from reportbuilder.new_project.history_file import read_file
from reportbuilder.new_quarter.all_or_nothing import write_all
from savedfiles import days


@dataclass(frozen=True)
class History:
    """What a file of earlier figures adds to the table of an indicator, the oldest period first.

    `held` are the ends of its periods that the table has already, with the same figure.
    """

    indicator: Indicator
    published_on: date
    added: tuple[FigureRow, ...]
    held: tuple[date, ...]

    @property
    def table(self) -> Path:
        """Return the table of figures that gets the rows."""
        return paths.figures(self.indicator.stem)


def read_history(stem: str, file: Path, published_on: str | None) -> History:
    """Return what a file of earlier figures adds, each figure as published on a day; without one, on today.

    Raises Faults with all that is wrong with the day, the table and the rows of the file.
    """
    indicator = definitions.load_definition(stem)
    chosen, wrong_day = attempt([lambda: _read_day(published_on)])
    day = chosen[0] if chosen else date.today()
    read, wrong_rows = attempt([lambda: read_table(indicator), lambda: read_file(indicator, file, day)])
    raise_any([*wrong_day, *wrong_rows])
    held, given = read
    raise_any(_misfits(indicator, paths.shown(file), given, held))
    rows = sorted(given.values(), key=lambda row: row.period_end)
    known = {row.period_end for row in held.values()}
    added = tuple(row for row in rows if row.period_end not in known)
    return History(indicator, day, added, tuple(row.period_end for row in rows if row.period_end in known))


def write_history(history: History) -> None:
    """Add the rows to the end of the table, so that the others keep the numbers by which records name them.

    Raises Faults where the table cannot be added to, and CosmicError where it cannot be written: then nothing is
    changed.
    """
    added = [dict(row) for row in history.added]
    changed = with_rows(history.table, COLUMNS, added, {})
    wanted = [*read_table(history.indicator).values(), *history.added]
    check_table(history.indicator, history.table, changed, wanted)
    _check_inputs(history, changed)
    write_all({history.table: changed})


def list_showing(day: date) -> list[Edition]:
    """Return the editions that know what is published on a day."""
    found = [editions.load_edition(quarter) for quarter in editions.list_quarters()]
    return [edition for edition in found if edition.produced_on >= day]


def _read_day(text: str | None) -> date:
    """Return the day of publication that was typed, or today. Raises Faults for one that an older edition knows."""
    try:
        day = days.read_day(text) if text else date.today()
    except ValueError as error:
        raise Faults.at("--published-on", str(error)) from None
    finished = editions.list_quarters()[:-1]
    out = [edition for edition in list_showing(day) if edition.quarter in finished]
    if out:
        last = max(out, key=lambda edition: edition.produced_on)
        rule = f"must be after {last.produced_on}, the day of the edition of {last.quarter}, got: {day}"
        raise Faults.at("--published-on", f"{rule}; give a later day, so that this edition stays as it was")
    return day


def _misfits(indicator: Indicator, place: str, given: Rows, held: Rows) -> Iterator[Fault]:
    """Find rows of periods that the table has with another figure, and rows that are too late for the indicator."""
    table = paths.shown(paths.figures(indicator.stem))
    for number, row in given.items():
        if message := late_figure(indicator, row.period_end):
            yield Fault(f"{place}, row {number}", message)
        others = {line: other for line, other in held.items() if other.period_end == row.period_end}
        if others and not _is_held(row, others.values()):
            line, newest = max(others.items(), key=lambda entry: entry[1].published)
            rule = f"is of {row.period_end}, for which {table}, row {line}, has another figure"
            advice = "what was published is not overwritten: correct or delete this row, or revise the figure there"
            yield Fault(f"{place}, row {number}", f"{rule}, got: {_told(row, newest)}; {advice}")


def _is_held(row: FigureRow, others: Iterable[FigureRow]) -> bool:
    """Tell whether one of the others is the same figure; a row may leave out what it is worked out from."""
    is_share = row.numerator is not None
    return any(
        row.value == other.value
        and (not is_share or (row.numerator, row.denominator) == (other.numerator, other.denominator))
        for other in others
    )


def _told(row: FigureRow, other: FigureRow) -> str:
    """Return what a row and another say, without a number that is not to be shown."""
    said = [str(one.status) if one.status is Status.SUPPRESSED else _typed(one) for one in (row, other)]
    return f"{said[0]} here and {said[1]} there"


def _typed(row: FigureRow) -> str:
    worked_out = f" ({row.numerator} of {row.denominator})" if row.numerator is not None else ""
    return f"{row.status if row.value is None else row.value}{worked_out}"


def _check_inputs(history: History, changed: bytes) -> None:
    """Raise Faults where the table with its new lines does not agree with the indicator's other tables."""
    with files.as_if_written({history.table: changed}):
        record.load_inputs([history.indicator.stem])
