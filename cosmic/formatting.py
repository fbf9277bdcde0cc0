"""The wording of values, months and changes, the same on every surface."""

from datetime import date
from decimal import Decimal

from cosmic.definitions import Basis, Comparison, Direction, Indicator, Unit
from cosmic.periods import months_before
from cosmic.record import Figure, Record, Unavailable
from cosmic.rules import Change, rounded

DIRECTIONS = {
    Direction.HIGHER: "Higher is better",
    Direction.LOWER: "Lower is better",
    Direction.CONTEXTUAL: "Contextual",
}
ARROWS = {Change.IMPROVING: "↑", Change.DECLINING: "↓", Change.NO_CHANGE: "→"}
PERIOD_NAMES = {Comparison.PREVIOUS_YEAR: "Year", Comparison.PREVIOUS_QUARTER: "Quarter"}
NO_DATA = "No data"
NOT_SET = "Not set"
_MONTHS = "January February March April May June July August September October November December".split()


def number(value: Decimal, indicator: Indicator) -> str:
    """Return a value in its unit, thousands separated: `100,196` or `94%`."""
    return in_unit(value, indicator.unit, indicator.decimals)


def in_unit(value: Decimal, unit: Unit, decimals: int) -> str:
    """Return a value in a unit, rounded to so many decimals."""
    digits = f"{rounded(value, decimals):,}"
    return f"{digits}%" if unit is Unit.PERCENT else digits


def month(day: date) -> str:
    """Return the month of a day: `Jun-25`."""
    return f"{_MONTHS[day.month - 1][:3]}-{day.year % 100:02}"


def month_in_full(day: date) -> str:
    """Return the month of a day in full: `June 2025`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def financial_year(day: date) -> str:
    """Return the financial year of a day, April to March: `2025/26`."""
    year = day.year - (day.month < 4)
    return f"{year}/{(year + 1) % 100:02}"


def day_in_full(day: date) -> str:
    """Return a day in full: `17 September 2025`."""
    return f"{day.day} {month_in_full(day)}"


def page_title(record: Record) -> str:
    """Return the title of an indicator's page."""
    return f"Indicator {record.indicator.title}"


def figure(figure: Figure | None, indicator: Indicator) -> str:
    """Return a figure's value, or that there is none."""
    return number(figure.value, indicator) if figure else NO_DATA


def reason(unavailable: Unavailable) -> str:
    """Return that a figure is not available and why: `No figure for June 2025 is available. Fewer than 5.`"""
    words = f" {unavailable.note.rstrip('.')}." if unavailable.note else ""
    return f"No figure for {month_in_full(unavailable.period_end)} is available.{words}"


def target(record: Record) -> str:
    """Return a target as its column prints it; Contextual where there is none by nature."""
    if record.indicator.direction is Direction.CONTEXTUAL:
        return DIRECTIONS[Direction.CONTEXTUAL]
    return number(record.target.value, record.indicator) if record.target else NOT_SET


def with_arrow(change: Change) -> str:
    """Return a change, after its arrow where it has one: up means improving, whichever way the number moved."""
    return f"{ARROWS.get(change, '')} {change}".strip()


def period(record: Record, figure: Figure) -> str:
    """Return the period of a figure as a chart or its text names it: `Jun-25`, of a year to date with its months."""
    if record.indicator.basis is Basis.YEAR_TO_DATE:
        months = Basis.YEAR_TO_DATE.months_covered(figure.period_end)
        return f"{month(figure.period_end)} ({months} months)"
    return month(figure.period_end)


def period_covered(indicator: Indicator, period_end: date) -> str:
    """Return the period that a figure covers, in words: `Apr to Jun 2025`, `12 months to Jun 2025`."""
    start, end = months_before(period_end, indicator.basis.months_covered(period_end) - 1), month_and_year(period_end)
    first = _MONTHS[start.month - 1][:3] if start.year == period_end.year else month_and_year(start)
    match indicator.basis:
        case Basis.ROLLING_YEAR:
            return f"12 months to {end}"
        case Basis.ACADEMIC_YEAR:
            return f"Academic year to {end}"
        case Basis.YEAR_TO_DATE:
            return f"Year to date, {first} to {end}"
        case _:
            return f"{first} to {end}"


def month_and_year(day: date) -> str:
    """Return the month of a day and its year: `Jun 2025`."""
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"


def in_words(record: Record, figure: Figure) -> str:
    """Return a figure with its period: `15 in Jun-25 (3 months)`."""
    return f"{number(figure.value, record.indicator)} in {period(record, figure)}"
