"""Check the tables of a return: months, parts, figures that are revised, and earlier figures."""

from collections.abc import Iterator
from datetime import date

from cosmic.definitions import Combining, Indicator
from cosmic.figures import FigureRow, Status
from reportbuilder.returns.answers import Answers, Group
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.figure_rules import (
    NUMBERS,
    at,
    cell,
    figure_of,
    listed,
    of_figure,
    of_numbers,
    of_revision,
    shown,
)
from reportpages import formatting
from savedfiles import words

_WITHOUT_PERIOD = "is empty, so that nothing says which period the row is of. Type its last day, like 30/06/2025."


def of_months(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    """Yield what is wrong with the other months of the quarter; one that is missing is told where the figure is not."""
    seen: dict[date, str] = {}
    for row in answers.months:
        end = row.day("period_end")
        if end is None:
            if row.filled and "period_end" not in row.wrong:
                yield at(row, "period_end", _WITHOUT_PERIOD)
        elif row.filled and end not in expected.months:
            due = ", ".join(map(typed, sorted(expected.months)))
            said = f"you entered “{shown(row, 'period_end')}”, and the months due are {due}"
            yield at(row, "period_end", f"{said}. Correct it.")
        elif row.filled or (answers.main.has("value") and expected.newest(end) is None):
            then = answers.indicator.on(end)
            yield from [*_repeated(row, end, seen), *of_figure(row, then), *of_revision(row, then, expected, end)]


def of_parts(answers: Answers) -> Iterator[CellFault]:
    """Yield what is wrong with the parts of the figure, which are all given, or none, and add up to it."""
    split = answers.indicator.parts
    if split is None or not answers.parts:
        return
    seen: dict[str, Group] = {}
    for row in answers.parts:
        named = row.words("part")
        first = seen.setdefault(words.normal(named), row)
        if words.normal(named) not in map(words.normal, split.names):
            said = f"says “{named}”, which is no part of the figure"
            yield at(row, "part", f"{said}. The parts are {listed(split.names)}. Correct it.")
        elif first is not row:
            yield at(row, "part", f"names “{named}” again, after {cell(first, 'part')}. Keep one of the two rows.")
        else:
            yield from of_numbers(row, answers.indicator)
    missing = [name for name in split.names if words.normal(name) not in seen]
    if any(row.wrong for row in answers.parts):
        return
    if missing:
        said = f"is the last part that is filled in, and {listed(missing)} is empty"
        yield at(answers.parts[-1], "value", f"{said}. Fill in each part; type 0 where there was none.")
    else:
        yield from _of_total(answers)


def _of_total(answers: Answers) -> Iterator[CellFault]:
    """Yield that the parts do not add up to the figure."""
    names = ["value"] if answers.indicator.combining is Combining.SUM else ["numerator", "denominator"]
    first, last = answers.parts[0], answers.parts[-1]
    for name in names:
        total, numbers = answers.main.number(name), [row.number(name) for row in answers.parts]
        given = [number for number in numbers if number is not None]
        if total is not None and len(given) == len(numbers) and sum(given) != total:
            parts = f"the parts in {cell(first, name)} to {cell(last, name)} add up to {sum(given)}"
            said = f"you entered “{shown(answers.main, name)}”, but {parts}"
            yield at(answers.main, name, f"{said}. Correct what is mistyped.")


def of_correction(row: Group, indicator: Indicator, expected: Expected) -> Iterator[CellFault]:
    """Yield what is wrong with a figure that is revised: it needs one that was published, and a reason."""
    end = row.day("period_end")
    held = expected.newest(end) if end else None
    if end is None:
        if "period_end" not in row.wrong:
            yield at(row, "period_end", _WITHOUT_PERIOD)
    elif held is None:
        said = f"you entered “{shown(row, 'period_end')}”, of which no figure was published"
        yield at(row, "period_end", f"{said}. Correct it, or clear the row.")
    elif not row.filled & set(NUMBERS):
        yield at(row, "value", "is empty, and a reason is given. Type the revised figure, or clear the row.")
    else:
        yield from _of_revised(row, indicator.on(end), held, is_draft=held is not expected.published(end))


def _of_revised(row: Group, then: Indicator, held: FigureRow, *, is_draft: bool) -> Iterator[CellFault]:
    """Yield what is wrong with a revised figure, by the one that is held, which an edition used unless `is_draft`."""
    value, month = figure_of(row, then), formatting.month(held.period_end)
    yield from of_numbers(row, then)
    if value is None or row.wrong:
        return
    numbers = [row.number(name) for name in NUMBERS[1:]]
    has_other_numbers = None not in numbers and numbers != [held.numerator, held.denominator]
    if value != held.value or has_other_numbers:
        if "reason" not in row.filled:
            was = "not available" if held.value is None else formatting.number(held.value, then)
            said = f"is empty, but {month} was published as {was}, and is revised here"
            yield at(row, "reason", f"{said}. Say why it is revised.")
    elif held.status in (Status.PUBLISHED, Status.REVISED) and not is_draft:
        name = next(name for name in NUMBERS if name in row.filled)
        said = f"you entered “{shown(row, name)}”, and {month} was published as that"
        yield at(row, name, f"{said}. Type the revised figure, or clear the row.")


def of_history(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    """Yield what is wrong with the earlier figures: each of a period of its own, before the one that is due."""
    seen: dict[date, str] = {}
    for row in answers.history:
        end = row.day("period_end")
        if end is None:
            if "period_end" not in row.wrong:
                yield at(row, "period_end", _WITHOUT_PERIOD)
            continue
        then = answers.indicator.on(end)
        wrong_period = [*_of_period(row, end, then, expected), *_repeated(row, end, seen)]
        yield from wrong_period or _of_earlier(row, end, then, expected)


def _of_period(row: Group, end: date, then: Indicator, expected: Expected) -> Iterator[CellFault]:
    said = f"you entered “{shown(row, 'period_end')}”"
    if not then.recorded.is_period_end(end):
        which = f"which ends no period of the basis “{then.basis}”"
        yield at(row, "period_end", f"{said}, {which}. Type the last day of the period.")
    elif expected.due is not None and end >= expected.due:
        which = f"which is not before the period that is due ({typed(expected.due)})"
        yield at(row, "period_end", f"{said}, {which}. Give earlier periods here.")


def _of_earlier(row: Group, end: date, then: Indicator, expected: Expected) -> Iterator[CellFault]:
    if not row.filled & set(NUMBERS):
        yield at(row, "value", "is empty, and the row has other answers. Type the figure, or clear the row.")
        return
    yield from of_numbers(row, then)
    if "source" not in row.filled:
        yield at(row, "source", "is empty. Say where the figure was published or is kept.")
    held, value = expected.published(end), figure_of(row, then)
    if held and held.value is not None and value not in (None, held.value):
        was, name = formatting.number(held.value, then), next(name for name in NUMBERS if name in row.filled)
        said = f"you entered “{shown(row, name)}”, but {formatting.month(end)} was published as {was}"
        advice = "if that was wrong, say so on the indicator’s sheet, under the figures that were published before"
        yield at(row, name, f"{said}. Clear the row; {advice}.")


def typed(day: date) -> str:
    """Return a day as people here type it: `30/06/2025`."""
    return day.strftime("%d/%m/%Y")


def _repeated(row: Group, end: date, seen: dict[date, str]) -> Iterator[CellFault]:
    own = cell(row, "period_end")
    if seen.setdefault(end, own) != own:
        said = f"you entered “{shown(row, 'period_end')}” again, after {seen[end]}"
        yield at(row, "period_end", f"{said}. Keep one of the two rows.")
