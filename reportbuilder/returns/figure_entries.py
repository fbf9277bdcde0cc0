"""Read the cell of a figure: its number in the unit of its indicator, or what to do where it holds none."""

from collections.abc import Sequence
from decimal import Decimal

from cosmic.definitions import Indicator
from cosmic.units import Unit
from reportbuilder.returns.answers import Group
from reportbuilder.returns.entries import Entry, Unusable, read_number
from reportbuilder.returns.layout import VALUE, Field
from savedfiles import numbers

_NO_FIGURE_OF_ROW = "If there is no figure, leave the row empty."
_SHARES = (Unit.PERCENT, Unit.POINTS)


def read_figure(group: Group, one: Field, entry: Entry, indicator: Indicator) -> Decimal:
    """Return the number of a figure, or of its numerator or denominator. Raises Unusable."""
    traits = indicator.unit.traits
    is_figure = one.name == VALUE.name
    if entry.is_percentage and not (is_figure and indicator.unit in _SHARES):
        unit = f"is in {indicator.unit}" if is_figure else "is a plain number"
        advice = "Set the cell’s format to Number, and type the figure again."
        raise Unusable(f"is shown as a percentage (“{entry.shown}”), where what is due {unit}. {advice}")
    signs = (traits.before, traits.behind.strip(), traits.behind_one.strip()) if is_figure else ()
    try:
        return read_number(entry, signs)
    except Unusable as error:
        meaning = isinstance(entry.value, str) and numbers.find_meaning(entry.text)
        if not meaning and any(character.isdigit() for character in entry.text):
            remedy = "" if str(error).count(". ") else " Type it in plain digits, like 100196 or 71.5."
            raise Unusable(f"{error}{remedy}") from None
        raise Unusable(f"{error} {_in_digits(entry)}{without_figure(group, one)}") from None


def _in_digits(entry: Entry) -> str:
    """Return what to do where words may stand for a figure: `zero`, or `nil`."""
    meaning = numbers.find_meaning(entry.text)
    if not isinstance(entry.value, str) or meaning not in (None, numbers.EITHER):
        return ""
    return "If it is 0, type 0. " if meaning else "Type it in digits. "


def without_figure(group: Group, one: Field) -> str:
    """Return what to do where there is no figure, with the cells that say so."""
    status, reason = group.entries.get("status"), group.entries.get("status_reason")
    if not status or not reason:
        return _NO_FIGURE_OF_ROW if "period_end" in group.fields else "Type a number, or leave the cell empty."
    empty = "leave this cell empty, " if one.name == VALUE.name else "leave this cell empty too, "
    return f"If there is no figure, {empty}choose “not available” in {status.cell} and say why in {reason.cell}."


def settle_percentage(group: Group, indicator: Indicator, held: Sequence[Decimal]) -> None:
    """Read 0.815 as 81.5% where it must be that: by the two numbers, or as all figures that are held are above 1%.

    Raises Unusable where it may be either.
    """
    value, entry = group.number(VALUE.name), group.entries.get(VALUE.name)
    if indicator.unit is not Unit.PERCENT or value is None or entry is None or not 0 < value <= 1:
        return
    if entry.is_percentage or "%" in entry.text:
        return
    numerator, denominator = group.number("numerator"), group.number("denominator")
    as_share = Decimal(f"{(100 * value).normalize():f}")
    if numerator is not None and denominator:
        share = 100 * numerator / denominator
        is_share = abs(as_share - share) < abs(value - share)
    elif value < 1 and held and min(held) > 1:
        is_share = True
    else:
        said = f"you entered “{entry.shown}”, which may be {value}% or {as_share}%"
        both = f"if it is {value}%, give the numerator and the denominator too"
        raise Unusable(f"{said}. If it is {as_share}%, type {as_share}; {both}.")
    if is_share:
        group.values[VALUE.name] = as_share
