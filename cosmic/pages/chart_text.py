"""The words of a chart: its headline, its subtitle, its source, its text alternative and its figures.

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
    """Return how the figure compares with target and with the previous one, without judging the latter.

    Like `On target: 94% in Sep-24 against a target of 92%, up from 93% in Sep-23`.
    """
    current, previous = record.current, record.previous
    if current is None:
        return "No data for this quarter"
    standing = formatting.in_words(record, current)
    if record.rag in _STANDINGS:
        standing = f"{_STANDINGS[record.rag]}: {standing} against a target of {formatting.target(record)}"
    if previous is None:
        return standing
    if record.comparable is False:
        return f"{standing}, not comparable with {formatting.in_words(record, previous)}"
    if current.value == previous.value:
        return f"{standing}, the same as in {formatting.period(record, previous)}"
    way = "up" if current.value > previous.value else "down"
    return f"{standing}, {way} from {formatting.in_words(record, previous)}"


def subtitle(record: Record) -> str:
    """Return what the figures are: name, unit, basis and the periods shown."""
    unit = " (%)" if record.indicator.unit is Unit.PERCENT else ""
    ends = [formatting.month(figure.period_end) for figure in record.series]
    between = " and " if len(ends) < FEWEST_FOR_A_LINE else " to "
    periods = f", {between.join(dict.fromkeys([ends[0], ends[-1]]))}" if ends else ""
    return f"{record.indicator.name}{unit}, {_BASES[record.indicator.basis]}{periods}"


def source(record: Record) -> str:
    """Return the service and where its figures were published, the newest first; and which are provisional."""
    figures = [*reversed(record.series), *record.benchmarks.values()]
    published = list(dict.fromkeys(figure.source for figure in figures))
    sources = [record.indicator.service, *published[:_MOST_SOURCES]]
    if len(published) > _MOST_SOURCES:
        sources.append(f"and {len(published) - _MOST_SOURCES} earlier")
    provisional = [formatting.month(f.period_end) for f in record.series if f.status == Status.PROVISIONAL]
    note = f". Provisional: {', '.join(provisional)}" if provisional else ""
    return f"Source: {'; '.join(sources)}{note}"


def alternative(record: Record) -> str:
    """Return the chart in words: the figures, and how they compare with target and means."""
    if not record.series:
        return f"{record.indicator.title}. No data to show."
    points = [formatting.in_words(record, figure) for figure in record.series]
    figures = " and ".join(points)
    if len(points) >= FEWEST_FOR_A_LINE:
        values = [figure.value for figure in record.series]
        highest, lowest = (points[values.index(extreme)] for extreme in (max(values), min(values)))
        figures = f"from {points[0]} to {points[-1]} over {len(points)} figures; highest {highest}, lowest {lowest}"
    sentences = [f"{record.indicator.name}: {figures}."]
    sentences += [f"{label} {formatting.number(value, record.indicator)}." for label, value in levels(record)]
    if levels(record):
        sentences.append(f"RAG rating: {record.rag}.")
    return " ".join(sentences)


def rows(record: Record) -> list[list[str]]:
    """Return the figures behind the chart: each period with its figure, then the target and the means."""
    figures = [(formatting.period(record, figure), figure.value) for figure in record.series]
    return [[name, formatting.number(value, record.indicator)] for name, value in figures + levels(record)]


def levels(record: Record) -> list[tuple[str, Decimal]]:
    """Return what the figures are compared with, each by its name: the target, and any means."""
    target = [("Target", record.target.value)] if record.target else []
    return target + [(str(kind), mean.value) for kind, mean in record.benchmarks.items()]
