"""The wording of values, months and changes, the same on every surface."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cosmic.bases import Basis
from cosmic.combining import Figure, Unavailable
from cosmic.dated_targets import DatedTarget
from cosmic.definitions import Comparison, Direction, Indicator
from cosmic.figures import Status
from cosmic.periods import MONTHS, months_before
from cosmic.record import Record
from cosmic.rules import RAG, Change, rounded
from cosmic.targets import Interval
from cosmic.units import Unit

DIRECTIONS = {
    Direction.HIGHER: "Higher is better",
    Direction.LOWER: "Lower is better",
    Direction.MAINTAIN: "Nearer to target is better",
    Direction.CONTEXTUAL: "Contextual",
}
ARROWS = {Change.IMPROVING: "↑", Change.DECLINING: "↓", Change.NO_CHANGE: "→"}
# The heads of the current and of the previous figure, by what is compared (source: the report's pages and key).
PERIOD_HEADS = {
    Comparison.PREVIOUS_YEAR: ("Current Year", "Previous Year"),
    Comparison.PREVIOUS_QUARTER: ("Current Quarter", "Previous Quarter"),
    Comparison.PREVIOUS_MONTH: ("Current Month", "Previous Month"),
    Comparison.PREVIOUS_PERIOD: ("Current Period", "Previous Period"),
    Comparison.SAME_PERIOD: ("Current Period", "Same Period Last Year"),
}
# Of units whose numbers do not say what they are, or are few words: how a chart's subtitle names them.
UNITS = {
    Unit.PERCENT: "%",
    Unit.RATIO: "ratio",
    Unit.SCORE: "score",
    Unit.THOUSANDS: "£ thousands",
    Unit.MILLIONS: "£ millions",
}
# Source: Government Analysis Function, symbols and shorthand in tables.
SHORTHANDS = {
    Status.PROVISIONAL: "[p]",
    Status.REVISED: "[r]",
    Status.ESTIMATED: "[e]",
    Status.SUPPRESSED: "[c]",
    Status.NOT_AVAILABLE: "[x]",
    Status.NOT_YET_DUE: "[z]",
}
_WITHOUT_FIGURE = {Status.SUPPRESSED: "Suppressed", Status.NOT_YET_DUE: "Not yet due"}
NO_DATA = "No data"
NOT_SET = "Not set"


def number(value: Decimal, indicator: Indicator) -> str:
    """Return a value in its unit, thousands separated: `100,196` or `94%`."""
    return in_unit(value, indicator.unit, indicator.decimals, indicator.measured_in)


def in_unit(value: Decimal, unit: Unit, decimals: int, measured_in: str | None = None) -> str:
    """Return a value in a unit, rounded to so many decimals; `measured_in` is what a measure's number counts."""
    digits = unit.traits.around(f"{rounded(value, decimals) or abs(rounded(value, decimals)):,}")
    return f"{digits} {measured_in}" if measured_in else digits


def bare(indicator: Indicator) -> Indicator:
    """Return an indicator whose numbers are without the words of its unit, which a chart's subtitle says once."""
    is_named = indicator.unit.traits.is_named or indicator.measured_in
    return indicator.model_copy(update={"unit": Unit.COUNT, "measured_in": None}) if is_named else indicator


def between(ends: Sequence[Decimal], unit: Unit, decimals: int, measured_in: str | None = None) -> str:
    """Return a value, or the two ends of a range with the words of their unit once: `20 to 30 days`, `95% to 105%`."""
    is_named = unit.traits.is_named or measured_in
    first = [in_unit(end, Unit.COUNT if is_named else unit, decimals) for end in ends[:-1]]
    return " to ".join([*first, in_unit(ends[-1], unit, decimals, measured_in)])


def unit_named(indicator: Indicator) -> str:
    """Return the unit as a chart's subtitle says it; empty where the numbers say it themselves."""
    named = str(indicator.unit) if indicator.unit.traits.is_named else ""
    return UNITS.get(indicator.unit) or indicator.measured_in or named


def month(day: date) -> str:
    """Return the month of a day: `Jun-25`."""
    return f"{MONTHS[day.month - 1][:3]}-{day.year % 100:02}"


def month_in_full(day: date) -> str:
    """Return the month of a day in full: `June 2025`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def year_of(day: date, year_ends: int) -> str:
    """Return the year that a day is in, by the month in which years end: `2025/26`; `2025` for calendar years."""
    if year_ends == 12:
        return str(day.year)
    year = day.year - (day.month <= year_ends)
    return f"{year}/{(year + 1) % 100:02}"


def day_in_full(day: date) -> str:
    """Return a day in full: `17 September 2025`."""
    return f"{day.day} {month_in_full(day)}"


def page_title(record: Record) -> str:
    """Return the title of an indicator's page."""
    return f"Indicator {record.indicator.title}"


def figure(figure: Figure | Unavailable | None, indicator: Indicator) -> str:
    """Return a figure's value, with the shorthand of its status if it has one, or what stands in its place."""
    if figure is None:
        return NO_DATA
    if isinstance(figure, Unavailable):
        return without_figure(figure)
    return f"{number(figure.value, indicator)} {SHORTHANDS.get(Status(figure.status), '')}".strip()


def current(record: Record) -> str:
    """Return the current figure, or why there is none, with the shorthand of that: `Suppressed [c]`."""
    if record.rag is RAG.SUSPENDED or (record.rag is RAG.NOT_DUE and not record.current):
        return f"{record.rag} {SHORTHANDS[Status.NOT_YET_DUE]}"
    return figure(record.current, record.indicator) if record.current else _without(record, record.edition.quarter.end)


def previous(record: Record) -> str:
    """Return the previous figure, or why there is none, with the shorthand of that."""
    day = record.current.period_end if record.current else record.edition.quarter.end
    if record.previous:
        return figure(record.previous, record.indicator)
    return _without(record, months_before(day, record.indicator.months_back()))


def _without(record: Record, latest: date) -> str:
    """Return why there is no figure of a period that ends by a day."""
    told = [missing for missing in record.unavailable if missing.period_end <= latest]
    return without_figure(max(told, key=lambda missing: missing.period_end)) if told else NO_DATA


def without_figure(missing: Unavailable) -> str:
    """Return what stands in the place of a figure that is not available: `Suppressed [c]`."""
    status = Status(missing.status)
    return f"{_WITHOUT_FIGURE.get(status, NO_DATA)} {SHORTHANDS[status]}"


def reason(unavailable: Unavailable) -> str:
    """Return that a figure is not available and why: `No figure for June 2025 is available. Fewer than 5.`"""
    words = f" {unavailable.note.rstrip('.')}." if unavailable.note else ""
    month = month_in_full(unavailable.period_end)
    match unavailable.status:
        case Status.SUPPRESSED:
            return f"The figure for {month} is suppressed: it is a small number.{words}"
        case Status.NOT_YET_DUE:
            return f"The figure for {month} is not yet due.{words}"
        case _:
            return f"No figure for {month} is available.{words}"


def notes(record: Record) -> list[str]:
    """Return what is to be said of an indicator's figures in sentences: a suspension, what is missing, what changed."""
    held = record.indicator.suspended_on(record.edition.quarter.end) if record.rag is RAG.SUSPENDED else None
    said = []
    if held:
        until = f" until {day_in_full(held.end)}" if held.end else ""
        said.append(f"Suspended from {day_in_full(held.start)}{until}. {held.reason.rstrip('.')}.")
    return said + [reason(missing) for missing in record.unavailable] + _why_not_compared(record)


def _why_not_compared(record: Record) -> list[str]:
    """Return why there is no comparison, unless it is that the two cover unlike months, which stand beside them."""
    current, previous = record.current, record.previous
    if record.incomparable is None or current is None:
        return []
    if previous is None:
        return [f"Not comparable. {record.incomparable}"]
    change = record.indicator.redefined_between(previous.period_end, current.period_end)
    if change is None or previous.months != current.months:
        return []
    start = day_in_full(change.start)
    return [f"Not comparable with {period(previous)}: measured in another way from {start}. {change.what.rstrip('.')}."]


def target(record: Record) -> str:
    """Return a target as its column prints it; Contextual where there is none by nature."""
    if record.indicator.direction is Direction.CONTEXTUAL:
        return DIRECTIONS[Direction.CONTEXTUAL]
    return interval(record.target, record.indicator) if record.target else NOT_SET


def interval(target: DatedTarget | Interval, indicator: Indicator) -> str:
    """Return what a figure is to lie within: `92%`, `95% to 105%`, `At most 10` where no direction says so."""
    low, high = target.low, target.high
    ends = tuple(dict.fromkeys(end for end in (low, high) if end is not None))
    printed = between(ends, indicator.unit, indicator.decimals, indicator.measured_in)
    better = {Direction.HIGHER: low, Direction.LOWER: high}.get(indicator.direction)
    if better is not None or (low is not None and high is not None):
        return printed
    return f"At least {printed}" if low is not None else f"At most {printed}"


def target_in_words(record: Record) -> str:
    """Return the target as a sentence has it: `at most 10`."""
    return target(record).replace("At ", "at ", 1)


def named_ends(target: DatedTarget, indicator: Indicator) -> list[tuple[Decimal, str]]:
    """Return each end of what a figure is to lie within, with its name: `Target 92%`, or `At least 20 days`."""
    if target.value is None:
        names = ("At least", "At most")
        return [(end, f"{name} {number(end, indicator)}") for name, end in zip(names, target.ends, strict=True)]
    printed = interval(target, indicator)
    return [(target.value, printed if printed.startswith("At ") else f"Target {printed}")]


def rule(target: DatedTarget, indicator: Indicator) -> str:
    """Return in a few words what a target that was worked out is, or which milestone follows; empty for any other."""
    if target.following:
        value, day = target.following
        return f"{number(value, indicator)} by {month(day)}"
    return target.rule or ""


def rating(record: Record) -> str:
    """Return a rating by the name that the committee gives it, as a sentence has it: `On track`."""
    return record.edition.committee.ratings.name(record.rag)


def standing(record: Record) -> str:
    """Return how a figure that is judged stands to its target; its rating, where bands call Green what misses it."""
    is_on, is_green = record.shortfall == 0, record.rag is RAG.GREEN
    if is_on is not is_green:
        return rating(record)
    return "On target" if is_on else "Off target"


def with_sign(record: Record) -> str:
    """Return a rating as badges and tables print it, after its sign where the committee gives it one."""
    return record.edition.committee.ratings.printed(record.rag)


def with_arrow(change: Change) -> str:
    """Return a change, after its arrow where it has one: up means improving, whichever way the number moved."""
    return f"{ARROWS.get(change, '')} {change}".strip()


def period(figure: Figure) -> str:
    """Return the period of a figure as a chart or its text names it: `Jun-25`, of a year to date with its months."""
    if figure.basis is Basis.YEAR_TO_DATE:
        months = "1 month" if figure.months == 1 else f"{figure.months} months"
        return f"{month(figure.period_end)} ({months})"
    return month(figure.period_end)


def period_covered(figure: Figure) -> str:
    """Return the period that a figure covers, in words: `Apr to Jun 2025`, `12 months to Jun 2025`, `30 June 2025`."""
    day, end = figure.period_end, month_and_year(figure.period_end)
    start = months_before(day, figure.months - 1)
    first = MONTHS[start.month - 1][:3] if start.year == day.year else month_and_year(start)
    match figure.basis:
        case Basis.SNAPSHOT:
            return day_in_full(day)
        case Basis.MONTH:
            return end
        case Basis.ROLLING_YEAR:
            return f"12 months to {end}"
        case Basis.ACADEMIC_YEAR | Basis.CALENDAR_YEAR | Basis.FINANCIAL_YEAR:
            return f"{figure.basis.capitalize()} to {end}"
        case Basis.YEAR_TO_DATE:
            return f"Year to date, {first} to {end}" if figure.months > 1 else f"Year to date, {end}"
        case _:
            return f"{first} to {end}"


def month_and_year(day: date) -> str:
    """Return the month of a day and its year: `Jun 2025`."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def in_words(record: Record, figure: Figure) -> str:
    """Return a figure with its period: `15 in Jun-25 (3 months)`."""
    return f"{number(figure.value, record.indicator)} in {period_in_words(record, figure)}"


def period_in_words(record: Record, figure: Figure) -> str:
    """Return the period of a figure as a chart names it, or all of it where the chart has other periods."""
    return period(figure) if figure.basis is record.indicator.charted.basis else period_covered(figure)
