"""Check the answers for one figure against each other, and against the figure that was published."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cosmic.definitions import Combining, Indicator
from cosmic.figures import Status
from cosmic.rules import rounded
from cosmic.units import Unit
from reportbuilder.returns.answers import Group
from reportbuilder.returns.entries import CellFault, say_merged
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.layout import STATUSES
from reportpages import formatting

NUMBERS = ("value", "numerator", "denominator")
_HALF = Decimal("0.5")


def figure_of(group: Group, indicator: Indicator) -> Decimal | None:
    """Return the figure of some answers: the one that was typed, or else the share of its two numbers."""
    value, numerator, denominator = (group.number(name) for name in NUMBERS)
    times = indicator.unit.traits.times
    if value is None and numerator is not None and denominator and times is not None:
        share = rounded(times * numerator / denominator, max(indicator.decimals, 2))
        return Decimal(f"{share.normalize():f}")
    return value


def of_figure(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    """Yield what is wrong with a figure that is due: its numbers or the reason why there is none, status and source."""
    yield from of_numbers(group, indicator)
    status, chosen = STATUSES.get(group.words("status")), group.words("status")
    typed = [name for name in NUMBERS if name in group.filled]
    if not typed and "status" not in group.wrong and (status is None or status.has_value):
        remedy = f"choose “not available” in {cell(group, 'status')} and say why in {cell(group, 'status_reason')}"
        yield at(group, "value", f"is empty. Type the figure. If there is none, {remedy}.")
        return
    if typed and status is Status.NOT_AVAILABLE and typed[0] not in group.wrong:
        said = f"you entered “{shown(group, typed[0])}”, and “{chosen}” in {cell(group, 'status')}"
        yield at(group, typed[0], f"{said}. Keep one of them: clear this cell, or choose “final”.")
    if typed and "status" not in group.filled and not group.wrong & set(NUMBERS):
        yield at(group, "status", f"is empty, and a figure is given. Choose {listed(list(STATUSES)[:2])}.")
    if status is Status.NOT_AVAILABLE and "status_reason" not in group.filled:
        yield at(group, "status_reason", f"is empty, and “{chosen}” is chosen. Say why there is no figure.")
    if "source" in group.entries and "source" not in group.filled:
        yield at(group, "source", "is empty. Say where the figure comes from: a system, a report, a return.")


def of_revision(group: Group, indicator: Indicator, expected: Expected, end: date) -> Iterator[CellFault]:
    """Yield that a figure differs from the one that was published, and nothing says why."""
    held, value = expected.published(end), figure_of(group, indicator)
    if held is None or held.value is None or value is None or group.wrong & set(NUMBERS):
        return
    if value != held.value and "note" in group.entries and "note" not in group.filled:
        then, now = formatting.number(held.value, indicator), formatting.number(value, indicator)
        said = f"is empty, but {formatting.month(end)} was published as {then}, and is {now} here"
        yield at(group, "note", f"{said} ({cell(group, 'value')}). Say why it is revised.")


def of_numbers(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    """Yield what is wrong with a number, and between it and those that it is worked out from."""
    if indicator.unit.traits.times is None:
        yield from _of_no_share(group, indicator)
        return
    wrong = [*_of_parts_of_share(group, indicator)] or [*_of_share(group, indicator)]
    yield from wrong or _of_bounds(group, indicator)


def _of_no_share(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    """Yield that two numbers are given of a figure that is no share; else what is wrong with the figure."""
    given = [name for name in NUMBERS[1:] if name in group.filled]
    for name in given:
        if name not in group.wrong:
            said = f"you entered “{shown(group, name)}”, but a figure in {indicator.unit} is no share of two numbers"
            yield at(group, name, f"{said}. Clear this cell, and type the figure in {cell(group, 'value')}.")
    if not given:
        yield from _of_bounds(group, indicator)


def _of_parts_of_share(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    """Yield that one of the two numbers of a share is missing, or impossible."""
    value, numerator, denominator = (group.number(name) for name in NUMBERS)
    given = group.filled & set(NUMBERS[1:])
    if len(given) == 1 and not given & group.wrong:
        (name,) = given
        (other,) = set(NUMBERS[1:]) - given
        said = f"is empty, and {cell(group, name)} has a {name} (“{shown(group, name)}”)"
        yield at(group, other, f"{said}. Fill in both, or neither.")
    is_combined = indicator.reported_as and indicator.combining is Combining.WEIGHTED
    if is_combined and not given and value is not None:
        why = "by which the figures of several periods are put together"
        yield at(group, "numerator", f"is empty. Type the numerator and the denominator, {why}.")
    if denominator is not None and denominator <= 0:
        yield at(group, "denominator", f"you entered “{denominator}” where a number of more than 0 is due. Correct it.")
    elif numerator is not None and denominator is not None and numerator > denominator and _is_part(indicator):
        said = f"you entered “{numerator}”, which is more than the denominator ({denominator}"
        yield at(group, "numerator", f"{said}, {cell(group, 'denominator')}). Correct the one that is wrong.")


def _is_part(indicator: Indicator) -> bool:
    """Tell whether a numerator is a part of its denominator."""
    return indicator.unit is Unit.PERCENT and indicator.bounds[1] == 100


def _of_share(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    """Yield that a figure is not the share of its two numbers, rounded as it is."""
    value, numerator, denominator = (group.number(name) for name in NUMBERS)
    times = indicator.unit.traits.times
    if value is None or numerator is None or not denominator or times is None:
        return
    exact, decimals = times * numerator / denominator, len(f"{value:f}".partition(".")[2])
    if abs(exact - value) > _HALF.scaleb(-decimals):
        share = f"{numerator} of {denominator} is {rounded(exact, max(decimals, 2))}"
        said = f"you entered “{shown(group, 'value')}”, but {share}"
        yield at(group, "value", f"{said}. Correct what is mistyped, or leave this cell empty.")


def _of_bounds(group: Group, indicator: Indicator) -> Iterator[CellFault]:
    value, (lowest, highest) = figure_of(group, indicator), indicator.bounds
    if value is None:
        return
    name = "value" if group.has("value") else "numerator"
    what = "a percentage" if indicator.unit is Unit.PERCENT else f"this figure ({indicator.unit})"
    said = f"you entered “{shown(group, name)}”" + ("" if name == "value" else f", which gives {value}")
    if lowest is not None and value < lowest:
        yield at(group, name, f"{said}, and {what} is {lowest} at least. Correct what is mistyped.")
    if highest is not None and value > highest:
        yield at(group, name, f"{said}, and {what} is {highest} at most. Correct what is mistyped.")


def at(group: Group, name: str, message: str) -> CellFault:
    """Return a fault at the cell of a field, or at the first cell of the answers where that is gone."""
    entry = group.entries.get(name, group.first)
    return entry.fault(say_merged(entry) if entry.covered_by and entry.is_blank else message)


def cell(group: Group, name: str) -> str:
    """Return the address of a field's cell, to be named in a message."""
    return group.entries[name].cell if name in group.entries else "its cell"


def shown(group: Group, name: str) -> str:
    """Return what was entered in a field, as a message quotes it."""
    return group.entries[name].shown


def listed(names: Sequence[str]) -> str:
    """Return names as a choice: `“final” or “provisional”`."""
    quoted = [f"“{name}”" for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]
