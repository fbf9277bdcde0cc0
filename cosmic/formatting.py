"""How values, months and changes are worded, the same on every surface."""

from datetime import date
from decimal import Decimal

from cosmic.definitions import Basis, Comparison, Direction, Indicator, Unit
from cosmic.record import Figure, Record
from cosmic.rules import Change, rounded

DIRECTIONS = {
    Direction.HIGHER: "Higher is better",
    Direction.LOWER: "Lower is better",
    Direction.CONTEXTUAL: "Contextual",
}
ARROWS = {Change.IMPROVING: "↑", Change.DECLINING: "↓", Change.NO_CHANGE: "→"}
PERIOD_NAMES = {Comparison.PREVIOUS_YEAR: "Year", Comparison.PREVIOUS_QUARTER: "Quarter"}
NO_DATA = "No data"


def number(value: Decimal, indicator: Indicator) -> str:
    """A value in its unit, thousands separated: `100,196` or `94%`."""
    return in_unit(value, indicator.unit, indicator.decimals)


def in_unit(value: Decimal, unit: Unit, decimals: int) -> str:
    """A value in a unit, rounded to so many decimals."""
    digits = f"{rounded(value, decimals):,}"
    return f"{digits}%" if unit is Unit.PERCENT else digits


def share(value: Decimal) -> str:
    """A share of something, to one decimal: `6.7%`."""
    return f"{rounded(100 * value, 1)}%"


def month(day: date) -> str:
    """`Jun-25`."""
    return f"{_MONTHS[day.month - 1][:3]}-{day.year % 100:02}"


def month_in_full(day: date) -> str:
    """`June 2025`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def day_in_full(day: date) -> str:
    """`17 September 2025`."""
    return f"{day.day} {month_in_full(day)}"


def page_title(record: Record) -> str:
    """What an indicator's page is called."""
    return f"Indicator {record.indicator.title}"


def figure(held: Figure | None, indicator: Indicator) -> str:
    """A figure's value, or that there is none."""
    return number(held.value, indicator) if held else NO_DATA


def target(record: Record) -> str:
    """A target as its column prints it; Contextual where there is none by nature."""
    if record.indicator.direction is Direction.CONTEXTUAL:
        return "Contextual"
    return number(record.target.value, record.indicator) if record.target else "Not set"


def change(record: Record) -> str:
    """The word, after its arrow where there is one: up means improving, whichever way the number moved."""
    return with_arrow(record.change)


def with_arrow(change: Change) -> str:
    """A change's word, after its arrow where there is one."""
    return f"{ARROWS.get(change, '')} {change}".strip()


def last_updated(record: Record) -> str:
    """The month of the current figure."""
    return month(record.current.period_end) if record.current else NO_DATA


def period(record: Record, held: Figure) -> str:
    """The period of a figure as a chart or its text names it."""
    if record.indicator.basis is Basis.YEAR_TO_DATE:
        months = Basis.YEAR_TO_DATE.months_covered(held.period_end)
        return f"{month(held.period_end)} ({months} months)"
    return month(held.period_end)


def in_words(record: Record, held: Figure) -> str:
    """A figure with its period: `15 in Jun-25 (3 months)`."""
    return f"{number(held.value, record.indicator)} in {period(record, held)}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
