"""Check the answers of a return against each other and against what is held: what each cell alone cannot show."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cosmic.definitions import Combining, Indicator
from cosmic.figures import Status
from cosmic.rules import rounded
from cosmic.units import Unit
from reportbuilder.drafts.commentary import Section
from reportbuilder.returns.answers import Answers, Group
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.layout import STATUSES
from reportpages import formatting
from savedfiles import words

_HALF = Decimal("0.5")
_DAY = "%d/%m/%Y"
_FIGURE = ("value", "numerator", "denominator")


def find_faults(answers: Answers, expected: Expected, today: date) -> Iterator[CellFault]:
    """Yield what is wrong between the answers of one indicator; a cell that is wrong by itself hides what follows."""
    if answers.is_untouched:
        return
    yield from _of_main(answers, expected)
    yield from _of_months(answers, expected)
    yield from _of_parts(answers, expected)
    for row in answers.corrections:
        yield from _of_correction(row, answers.indicator, expected)
    yield from _of_history(answers, expected)
    for row in answers.actions:
        yield from _of_action(row)
    yield from _of_signing(answers.main, expected, today)


def figure_of(group: Group, indicator: Indicator) -> Decimal | None:
    """Return the figure of some answers: the one that was typed, or else the share of its two numbers."""
    value, numerator, denominator = (group.number(name) for name in _FIGURE)
    times = indicator.unit.traits.times
    if value is None and numerator is not None and denominator and times is not None:
        share = rounded(times * numerator / denominator, max(indicator.decimals, 2))
        return Decimal(f"{share.normalize():f}")
    return value


def _of_main(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    main, due = answers.main, expected.due
    if due is not None and "value" in main.entries:
        is_held = expected.newest(due) is not None
        if not is_held or main.filled & {*_FIGURE, "status"}:
            yield from _of_figure(main, answers.indicator.on(due))
            yield from _of_revision(main, answers.indicator.on(due), expected, due)
    if "commentary" in main.entries and "commentary" not in main.filled | main.wrong:
        if Section.COMMENTARY not in expected.words:
            yield _at(main, "commentary", "is empty. Say here what changed and why, for councillors and the public.")


def _of_figure(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    """Yield what is wrong with a figure that is due: its number or the reason why there is none, status and source."""
    yield from _of_number(group, indicator)
    status = STATUSES.get(group.words("status"))
    has_figure = bool(group.filled & set(_FIGURE))
    if not has_figure and "status" not in group.wrong and (status is None or status.has_value):
        yield _at(group, "value", f"is empty. Type the figure. {_without_figure(group)}")
        return
    if has_figure and status is Status.NOT_AVAILABLE:
        first = next(name for name in _FIGURE if name in group.filled)
        if first not in group.wrong:
            said = f"you entered “{group.entries[first].shown}” here, and “{group.words('status')}” in "
            yield _at(group, first, f"{said}{_cell(group, 'status')}. Keep one of them: clear this cell, or choose “final”.")
    if has_figure and "status" not in group.filled and not group.wrong & set(_FIGURE):
        yield _at(group, "status", f"is empty, and a figure is given. Choose {_listed(list(STATUSES)[:2])}.")
    if status is Status.NOT_AVAILABLE and "status_reason" not in group.filled:
        yield _at(group, "status_reason", f"is empty, and “{group.words('status')}” is chosen. Say why there is no figure.")
    if "source" in group.entries and "source" not in group.filled:
        yield _at(group, "source", "is empty. Say where the figure comes from: a system, a report, a return.")


def _of_number(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    """Yield what is wrong with a number, and between it and those that it is worked out from."""
    value, numerator, denominator = (group.number(name) for name in _FIGURE)
    traits = indicator.unit.traits
    parts = group.filled & {"numerator", "denominator"}
    if parts and traits.times is None:
        for name in sorted(parts - group.wrong, reverse=True):
            said = f"you entered “{group.entries[name].shown}”, but a figure in {indicator.unit} is no share of two numbers"
            yield _at(group, name, f"{said}. Clear this cell, and type the figure in {_cell(group, 'value')}.")
        return
    if len(parts) == 1 and not parts & group.wrong:
        (given,) = parts
        (other,) = {"numerator", "denominator"} - parts
        yield _at(group, other, f"is empty, and {_cell(group, given)} has a {given}. Fill in both, or neither.")
    weighted = indicator.reported_as and indicator.combining is Combining.WEIGHTED
    if weighted and not parts and value is not None:
        message = "is empty. Type the numerator and the denominator, by which the figures of several periods are put together."
        yield _at(group, "numerator", message)
    if denominator is not None and denominator <= 0:
        yield _at(group, "denominator", f"you entered “{denominator}” where a number of more than 0 is due. Correct it.")
        return
    is_share = indicator.unit is Unit.PERCENT and indicator.bounds[1] == 100
    if numerator is not None and denominator is not None and is_share and numerator > denominator:
        said = f"you entered “{numerator}”, which is more than the denominator in {_cell(group, 'denominator')} ({denominator})"
        yield _at(group, "numerator", f"{said}. Correct the one that is wrong.")
        return
    if value is not None and numerator is not None and denominator is not None and traits.times is not None:
        exact = traits.times * numerator / denominator
        decimals = len(f"{value:f}".partition(".")[2])
        if abs(exact - value) > _HALF.scaleb(-decimals):
            share = rounded(exact, max(decimals, 2))
            said = f"you entered “{group.entries['value'].shown}”, but {numerator} of {denominator} is {share}"
            yield _at(group, "value", f"{said}. Correct what is mistyped, or leave this cell empty.")
            return
    yield from _of_bounds(group, indicator)


def _of_bounds(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    value, (lowest, highest) = figure_of(group, indicator), indicator.bounds
    name = "value" if group.has("value") else "numerator"
    if value is None:
        return
    what = "a percentage" if indicator.unit is Unit.PERCENT else f"this figure ({indicator.unit})"
    said = f"you entered “{group.entries[name].shown}”" + ("" if name == "value" else f", which gives {value}")
    if lowest is not None and value < lowest:
        yield _at(group, name, f"{said}, and {what} is {lowest} at least. Correct what is mistyped.")
    if highest is not None and value > highest:
        yield _at(group, name, f"{said}, and {what} is {highest} at most. Correct what is mistyped.")


def _of_revision(group: Group, indicator: Indicator, expected: Expected, end: date) -> Iterator[CellFault]:
    """Yield that a figure differs from the one that was published, and nothing says why."""
    held, value = expected.published(end), figure_of(group, indicator)
    if held is None or value is None or group.wrong & set(_FIGURE) or "note" in group.filled or held.value in (None, value):
        return
    if "note" in group.entries:
        then, now = (formatting.number(one, indicator) for one in (held.value, value) if one is not None)
        said = f"is empty, but {formatting.month(end)} was published as {then}, and {_cell(group, 'value')} now gives {now}"
        yield _at(group, "note", f"{said}. Say here why it is revised.")


def _of_months(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    asked = set(expected.months)
    seen: dict[date, str] = {}
    for row in answers.months:
        end = row.day("period_end")
        if end is None and row.filled and "period_end" not in row.wrong:
            yield _at(row, "period_end", "is empty, so that nothing says which month the row is of. Type the month’s last day.")
        elif end is not None and end not in asked:
            yield _at(row, "period_end", f"you entered “{end.strftime(_DAY)}”, and the months due are {_days(asked)}. Correct it.")
        elif end is not None and (row.filled or (answers.main.has("value") and expected.newest(end) is None)):
            yield from _repeated(row, end, seen)
            yield from _of_figure(row, answers.indicator.on(end))
            yield from _of_revision(row, answers.indicator.on(end), expected, end)


def _of_parts(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    """Yield what is wrong with the parts of the figure, which are all given, or none, and add up to it."""
    split = answers.indicator.parts
    if split is None or not answers.parts:
        return
    seen: dict[str, Group] = {}
    for row in answers.parts:
        named = row.words("part")
        if words.normal(named) not in map(words.normal, split.names):
            if "part" not in row.wrong:
                yield _at(row, "part", f"says “{named}”, which is no part of the figure. The parts are {_listed(split.names)}.")
            continue
        if words.normal(named) in seen:
            yield _at(row, "part", f"names “{named}” again, after {_cell(seen[words.normal(named)], 'part')}. Keep one of them.")
        seen.setdefault(words.normal(named), row)
        yield from _of_number(row, answers.indicator)
    last = answers.parts[-1]
    missing = [name for name in split.names if words.normal(name) not in seen]
    if missing:
        yield _at(last, "value", f"is one of the parts, and {_listed(missing)} is empty. Fill in each part; type 0 for none.")
        return
    names = ["value"] if answers.indicator.combining is Combining.SUM else ["numerator", "denominator"]
    for name in names:
        total, numbers = answers.main.number(name), [row.number(name) for row in answers.parts]
        given = [number for number in numbers if number is not None]
        if total is not None and len(given) == len(numbers) and sum(given) != total:
            said = f"you entered “{answers.main.entries[name].shown}”, but the parts add up to {sum(given)}"
            yield _at(answers.main, name, f"{said} ({_cell(answers.parts[0], name)} to {_cell(last, name)}). Correct what is mistyped.")


def _of_correction(row: Group, indicator: Indicator, expected: Expected) -> Iterator[CellFault]:
    end = row.day("period_end")
    if end is None:
        if "period_end" not in row.wrong:
            yield _at(row, "period_end", "is empty, so that nothing says which period is revised. Type its last day.")
        return
    held = expected.newest(end)
    if held is None:
        yield _at(row, "period_end", f"you entered “{end.strftime(_DAY)}”, of which no figure was published. Correct it, or clear the row.")
        return
    if not row.filled & set(_FIGURE):
        yield _at(row, "value", "is empty, and a reason is given. Type the revised figure, or clear the row.")
        return
    yield from _of_number(row, indicator.on(end))
    value = figure_of(row, indicator.on(end))
    if "reason" not in row.filled and value is not None and value != held.value and not row.wrong:
        then = "not available" if held.value is None else formatting.number(held.value, indicator.on(end))
        said = f"is empty, but {formatting.month(end)} was published as {then}, and is revised here"
        yield _at(row, "reason", f"{said}. Say why it is revised.")


def _of_history(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    seen: dict[date, str] = {}
    for row in answers.history:
        end = row.day("period_end")
        if end is None:
            if "period_end" not in row.wrong:
                yield _at(row, "period_end", "is empty. Type the last day of the period that the row is of, like 30/06/2025.")
            continue
        then = answers.indicator.on(end)
        if not then.recorded.is_period_end(end):
            yield _at(row, "period_end", f"you entered “{end.strftime(_DAY)}”, which ends no period of the basis {then.basis}. Type the period’s last day.")
            continue
        if expected.due is not None and end >= expected.due:
            yield _at(row, "period_end", f"you entered “{end.strftime(_DAY)}”, which is not before the figure due for {expected.due.strftime(_DAY)}. Give earlier periods here.")
            continue
        yield from _repeated(row, end, seen)
        if not row.filled & set(_FIGURE):
            yield _at(row, "value", "is empty, and the row has other answers. Type the figure, or clear the row.")
            continue
        yield from _of_number(row, then)
        if "source" not in row.filled:
            yield _at(row, "source", "is empty. Say where the figure was published or is kept.")
        held, value = expected.newest(end), figure_of(row, then)
        if held and held.value is not None and value is not None and held.value != value:
            was = formatting.number(held.value, then)
            yield _at(row, "value", f"you entered “{row.entries['value'].shown or value}”, but {formatting.month(end)} was published as {was}. Clear the row; if that was wrong, give it on the indicator’s sheet, under figures that were published before.")


def _of_action(row: Group) -> Iterator[CellFault]:
    needed = {"what": "Say what will be done", "owner": "Say who sees to it", "due": "Type the day by which it is done"}
    for name, remedy in needed.items():
        if name not in row.filled:
            yield _at(row, name, f"is empty, and the row has other answers. {remedy}, or clear the row.")
    if row.words("state") == "dropped" and "reason" not in row.filled:
        yield _at(row, "reason", "is empty, and the action is dropped. Say why.")


def _of_signing(main: Group, expected: Expected, today: date) -> Iterator[CellFault]:
    ended = expected.due or expected.edition.quarter.end
    for name in ("filled_in_by", "filled_in_on"):
        if name in main.entries and name not in main.filled:
            what = "Type the name and post of who filled it in." if name.endswith("by") else "Type the day, like 17/09/2025."
            yield _at(main, name, f"is empty. {what}")
    for name in ("filled_in_on", "signed_off_on"):
        day = main.day(name)
        if day and day > today:
            yield _at(main, name, f"you entered “{day.strftime(_DAY)}”, which is still to come (today is {today.strftime(_DAY)}). Correct the day.")
        elif day and day < ended and "value" in main.filled:
            yield _at(main, name, f"you entered “{day.strftime(_DAY)}”, when the period was not over ({ended.strftime(_DAY)}). Correct the day.")
    by, on = "signed_off_by" in main.filled, "signed_off_on" in main.filled
    if by != on:
        name, other = ("signed_off_on", "signed_off_by") if by else ("signed_off_by", "signed_off_on")
        if other not in main.wrong:
            yield _at(main, name, f"is empty, and {_cell(main, other)} is filled in. Fill in both, or neither until it is signed off.")
    filled, signed = main.day("filled_in_on"), main.day("signed_off_on")
    if filled and signed and signed < filled:
        yield _at(main, "signed_off_on", f"you entered “{signed.strftime(_DAY)}”, before it was filled in ({filled.strftime(_DAY)}, {_cell(main, 'filled_in_on')}). Correct the day that is wrong.")


def _repeated(row: Group, end: date, seen: dict[date, str]) -> Iterator[CellFault]:
    cell = _cell(row, "period_end")
    if seen.setdefault(end, cell) != cell:
        yield _at(row, "period_end", f"you entered “{end.strftime(_DAY)}” again, after {seen[end]}. Keep one of the two rows.")


def _without_figure(group: Group) -> str:
    return (
        f"If there is none, choose “not available” in {_cell(group, 'status')} and say why in {_cell(group, 'status_reason')}."
    )


def _at(group: Group, name: str, message: str) -> CellFault:
    """Return a fault at the cell of a field, or at the first cell of the answers where that is gone."""
    return group.entries.get(name, group.first).fault(message)


def _cell(group: Group, name: str) -> str:
    return group.entries[name].cell if name in group.entries else "its cell"


def _listed(names: list[str] | tuple[str, ...]) -> str:
    quoted = [f"“{name}”" for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def _days(ends: set[date]) -> str:
    return ", ".join(end.strftime(_DAY) for end in sorted(ends))
