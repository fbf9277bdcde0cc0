"""What a chart says, in words: its headline, its subtitle, its source, its text alternative and its figures.

Guidance: Government Analysis Function, data visualisation: charts. Titles are text of the page, not of a picture: a
headline that says what the figures say, a statistical subtitle that says what they are, and their source below.
"""

from decimal import Decimal

from cosmic import formatting
from cosmic.definitions import Basis, Unit
from cosmic.figures import Status
from cosmic.record import Record
from cosmic.rules import RAG

FEWEST_FOR_A_LINE = 3
_MOST_SOURCES = 3
_BASES = {
    Basis.QUARTER: "by quarter",
    Basis.ROLLING_YEAR: "rolling 12 months",
    Basis.YEAR_TO_DATE: "year to date",
    Basis.ACADEMIC_YEAR: "by academic year",
}
_STANDINGS = {RAG.GREEN: "On target", RAG.AMBER: "Off target", RAG.RED: "Off target"}


def headline(record: Record) -> str:
    """How the figure stands and which way it went: `On target: 94% in Sep-24 against a target of 92%, up from …`."""
    if record.current is None:
        return "No data for this quarter"
    said = formatting.in_words(record, record.current)
    if record.rag in _STANDINGS:
        said = f"{_STANDINGS[record.rag]}: {said} against a target of {formatting.target(record)}"
    return said + _moved(record)


def subtitle(record: Record) -> str:
    """What the figures are: name, unit, basis and the periods shown."""
    unit = " (%)" if record.indicator.unit is Unit.PERCENT else ""
    ends = [formatting.month(held.period_end) for held in record.series]
    between = " and " if len(ends) < FEWEST_FOR_A_LINE else " to "
    periods = f", {between.join(dict.fromkeys([ends[0], ends[-1]]))}" if ends else ""
    return f"{record.indicator.name}{unit}, {_BASES[record.indicator.basis]}{periods}"


def source(record: Record) -> str:
    """The service whose figures they are and where they were published, the newest first; which is provisional."""
    figures = [*reversed(record.series), *record.benchmarks.values()]
    published = list(dict.fromkeys(held.source for held in figures))
    more = len(published) - _MOST_SOURCES
    told = [record.indicator.service, *published[:_MOST_SOURCES], *([f"and {more} earlier"] if more > 0 else [])]
    provisional = [formatting.month(held.period_end) for held in record.series if held.status == Status.PROVISIONAL]
    note = f". Provisional: {', '.join(provisional)}" if provisional else ""
    return f"Source: {'; '.join(told)}{note}"


def alternative(record: Record) -> str:
    """What the chart says, in words: the figures, and where they stand against target and means."""
    shown = record.series
    if not shown:
        return f"{record.indicator.title}. No data to show."
    points = [formatting.in_words(record, held) for held in shown]
    if len(points) < FEWEST_FOR_A_LINE:
        said = " and ".join(points)
    else:
        highest, lowest = (chosen(shown, key=lambda held: held.value) for chosen in (max, min))
        said = (
            f"from {points[0]} to {points[-1]} over {len(points)} figures; "
            f"highest {formatting.in_words(record, highest)}, lowest {formatting.in_words(record, lowest)}"
        )
    lines = [f"{label} {_number(value, record)}" for label, value in levels(record)]
    standing = f" RAG rating: {record.rag}." if lines else ""
    return f"{record.indicator.name}: {said}." + "".join(f" {line}." for line in lines) + standing


def rows(record: Record) -> list[list[str]]:
    """The figures behind the chart: each period with its figure, then the target and the means."""
    held = [[formatting.period(record, figure), _number(figure.value, record)] for figure in record.series]
    return held + [[label, _number(value, record)] for label, value in levels(record)]


def levels(record: Record) -> list[tuple[str, Decimal]]:
    """What the figures are held against, each with its name: the target, and the means that are held."""
    target = [("Target", record.target.value)] if record.target else []
    return target + [(str(kind), mean.value) for kind, mean in record.benchmarks.items()]


def _moved(record: Record) -> str:
    """Which way the number went, without judgement."""
    current, previous = record.current, record.previous
    if previous is None:
        return ""
    if record.comparable is False:
        return f", not comparable with {formatting.in_words(record, previous)}"
    when = formatting.period(record, previous)
    if current.value == previous.value:
        return f", the same as in {when}"
    way = "up" if current.value > previous.value else "down"
    return f", {way} from {_number(previous.value, record)} in {when}"


def _number(value: Decimal, record: Record) -> str:
    return formatting.number(value, record.indicator)
