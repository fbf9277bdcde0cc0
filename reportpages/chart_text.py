"""The words of a chart: its headline, its subtitle, its source, its text alternative and its figures.

Guidance: Government Analysis Function, data visualisation: charts. Titles are text of the page, not of a picture: a
headline that says what the figures say, a statistical subtitle that says what they are, and their source below.
"""

from datetime import date

from cosmic.bases import Basis
from cosmic.definitions import Indicator
from cosmic.figures import Status
from cosmic.record import Record
from cosmic.rules import RAG
from cosmic.signals import RecordChart
from reportpages import formatting, mean_text, signal_parts, signal_text, tables, timeline
from reportpages.timeline import FEWEST_FOR_A_LINE

_MOST_SOURCES = _MOST_TARGETS = _MOST_SPANS = 3
_TARGET = "Target"
_BASES = {
    Basis.MONTH: "by month",
    Basis.QUARTER: "by quarter",
    Basis.HALF_YEAR: "by half-year",
    Basis.ROLLING_YEAR: "rolling 12 months",
    Basis.YEAR_TO_DATE: "year to date",
    Basis.SNAPSHOT: "at the end of the month",
    Basis.ACADEMIC_YEAR: "by academic year",
    Basis.CALENDAR_YEAR: "by calendar year",
    Basis.FINANCIAL_YEAR: "by financial year",
}
_JUDGED = (RAG.GREEN, RAG.AMBER, RAG.RED)
_WITHOUT = {Status.SUPPRESSED: "Suppressed for this quarter", Status.NOT_YET_DUE: "Not yet due for this quarter"}
_SET_ASIDE = {RAG.SUSPENDED: "Suspended", RAG.NOT_DUE: "Not due this quarter"}


def headline(record: Record) -> str:
    """Return how the figure compares with target and with the previous one, and what signal it gives, if any.

    Like `On target: 94% in Sep-24 against a target of 92%, up from 93% in Sep-23; within usual variation`.
    """
    told = _comparison(record)
    signal = signal_text.in_short(record) if record.rag not in _SET_ASIDE else ""
    return f"{told}; {signal}" if signal else told


def _comparison(record: Record) -> str:
    current, previous = record.current, record.previous
    if record.rag in _SET_ASIDE:
        return _with_last_figure(record, _SET_ASIDE[record.rag])
    if current is None:
        statuses = [Status(missing.status) for missing in record.unavailable[-1:]]
        said = [_WITHOUT[status] for status in statuses if status in _WITHOUT]
        return _with_last_figure(record, said[0]) if said else "No data for this quarter"
    standing = formatting.in_words(record, current)
    if record.rag in _JUDGED:
        standing = f"{formatting.standing(record)}: {standing} against a target of {formatting.target_in_words(record)}"
    if previous is None:
        return standing
    if record.comparable is False:
        return f"{standing}, not comparable with {formatting.in_words(record, previous)}"
    if current.value == previous.value:
        return f"{standing}, the same as in {formatting.period_in_words(record, previous)}"
    way = "up" if current.value > previous.value else "down"
    return f"{standing}, {way} from {formatting.in_words(record, previous)}"


def _with_last_figure(record: Record, words: str) -> str:
    last = record.current or next(reversed(record.series), None)
    return f"{words}: the last figure is {formatting.in_words(record, last)}" if last else words


def subtitle(record: Record) -> str:
    """Return what the figures are: name, unit, basis and the periods shown."""
    named = formatting.unit_named(record.indicator)
    unit = f" ({named})" if named else ""
    ends = [formatting.month(figure.period_end) for figure in record.series]
    between = " and " if len(ends) < FEWEST_FOR_A_LINE else " to "
    periods = f", {between.join(dict.fromkeys([ends[0], ends[-1]]))}" if ends else ""
    return f"{record.indicator.name}{unit}, {_BASES[record.indicator.charted.basis]}{periods}"


def source(record: Record) -> str:
    """Return the service, where its figures were published, the newest first; and how far they can be relied on."""
    figures = [*reversed(record.series), *record.benchmarks.values()]
    published = list(dict.fromkeys(figure.source for figure in figures))
    sources = [record.indicator.service, *published[:_MOST_SOURCES]]
    if len(published) > _MOST_SOURCES:
        sources.append(f"and {len(published) - _MOST_SOURCES} earlier")
    return ". ".join([f"Source: {'; '.join(sources)}", *_unsettled(record), *_missing(record)])


def alternative(record: Record) -> str:
    """Return the chart in words: the figures, what is missing, and how they compare with targets and means."""
    if not record.series:
        return f"{record.indicator.title}. No data to show."
    points = [formatting.in_words(record, figure) for figure in record.series]
    figures = " and ".join(points)
    if len(points) >= FEWEST_FOR_A_LINE and record.indicator.charted.basis is Basis.YEAR_TO_DATE:
        figures = _year_by_year(record)
    elif len(points) >= FEWEST_FOR_A_LINE:
        values = [figure.value for figure in record.series]
        highest, lowest = (points[values.index(extreme)] for extreme in (max(values), min(values)))
        figures = f"from {points[0]} to {points[-1]} over {len(points)} figures; highest {highest}, lowest {lowest}"
    sentences = [f"{record.indicator.name}: {figures}."]
    sentences += [f"{told}." for told in _unsettled(record)] + _missing(record)
    compared = levels(record, record.indicator)
    sentences += [f"{label} {value}." for label, value in compared]
    sentences += _former_targets(record)
    if compared:
        sentences.append(f"RAG rating: {formatting.rating(record)}.")
    sentences += signal_text.in_full(record)
    return " ".join(sentences)


def heads(record: Record) -> tuple[str, ...]:
    """Return the column heads of the figures behind the chart, with the words of their unit if it has any.

    There is a target beside each figure where they had several.
    """
    return (tables.PERIOD, _figure_head(record), *([_TARGET] if _has_targets(record) else []))


def variation_heads(record: Record) -> tuple[str, ...]:
    """Return the column heads of the figures behind a chart of signals that are not those of the page's chart."""
    return (tables.PERIOD, f"Single {_figure_head(record)[0].lower()}{_figure_head(record)[1:]}")


def variation_rows(record: Record, chart: RecordChart) -> list[list[str]]:
    """Return the figures behind a chart of signals that are not those of the page's chart, each with its mark."""
    indicator = formatting.bare(record.indicator)
    values = [formatting.number(signal_parts.exact(value), indicator) for value in chart.values]
    points = zip(chart.ends, values, chart.point_type, strict=True)
    told = [[formatting.month(end), _marked(figure, signal_text.mark(kind))] for end, figure, kind in points]
    return told + [[*level] for level in signal_text.levels(record, chart)]


def variation_headline(chart: RecordChart) -> str:
    """Return the heading of a chart of signals that shows other figures than the page's chart."""
    return f"{tables.VARIATION} by single {chart.of}"


def variation_subtitle(record: Record, chart: RecordChart) -> str:
    """Return what the figures of a chart of signals are."""
    first, last = (formatting.month(end) for end in (chart.ends[0], chart.ends[-1]))
    return f"{record.indicator.name}, by single {chart.of}, {first} to {last}"


def variation_alternative(record: Record, chart: RecordChart) -> str:
    """Return a chart of signals in words."""
    values = [formatting.number(signal_parts.exact(value), record.indicator) for value in chart.values]
    ends = (
        f"from {values[0]} in {formatting.month(chart.ends[0])} to {values[-1]} in {formatting.month(chart.ends[-1])}"
    )
    told = [f"{record.indicator.name}, by single {chart.of}: {ends} over {len(values)} figures."]
    return " ".join(told + signal_text.in_full(record))


def _figure_head(record: Record) -> str:
    is_named = formatting.bare(record.indicator) is not record.indicator
    return f"{tables.FIGURE} ({formatting.unit_named(record.indicator)})" if is_named else tables.FIGURE


def rows(record: Record) -> list[list[str]]:
    """Return the figures behind the chart: each period with its figure, or why it has none; then levels."""
    indicator, is_wide = formatting.bare(record.indicator), _has_targets(record)
    shown = [(f.period_end, formatting.period(f), formatting.figure(f, indicator)) for f in record.series]
    shown += [(first, _span(first, last), formatting.NO_DATA) for first, last in _gaps(record)]
    after = [one for one in record.unavailable if not shown or one.period_end > record.series[-1].period_end]
    shown += [(one.period_end, formatting.month(one.period_end), formatting.without_figure(one)) for one in after]
    chart = signal_parts.of_page(record)
    marks = dict(zip(chart.ends, map(signal_text.mark, chart.point_type), strict=True)) if chart else {}
    told = [
        [name, _marked(figure, marks.get(day, "")), _target_of(record, day, indicator)]
        for day, name, figure in sorted(shown)
    ]
    compared = [[*level, ""] for level in levels(record, indicator) if not (is_wide and level[0] == _TARGET)]
    compared += [[*level, ""] for level in signal_text.levels(record, chart)] if chart else []
    return [row if is_wide else row[:2] for row in told + compared]


def _marked(figure: str, mark: str) -> str:
    """Return a figure after the mark that its point has in the chart, if any."""
    return f"{mark} {figure}".strip()


def levels(record: Record, indicator: Indicator) -> list[tuple[str, str]]:
    """Return what the newest figure is compared with, each by its name: the target that it had, and any means.

    In the unit of the record's indicator, or without its words.
    """
    ends = [figure.period_end for figure in record.series[-1:]]
    held = [step.last for step in timeline.target_steps(record) if step.last in ends]
    drawn = [(mean_text.label(record, kind), mean.value) for kind, mean in record.benchmarks.items()]
    means = [(name, formatting.number(value, indicator)) for name, value in drawn]
    means += [(name, formatting.number(mean.value, indicator)) for name, mean in mean_text.others(record)]
    return [(_TARGET, _target_of(record, day, indicator)) for day in held] + means


def _has_targets(record: Record) -> bool:
    return len({step.target.interval for step in timeline.target_steps(record)}) > 1


def _target_of(record: Record, day: date, indicator: Indicator) -> str:
    target = record.targets.get(day)
    return formatting.interval(target, indicator) if target else formatting.NOT_SET


def _former_targets(record: Record) -> list[str]:
    steps = [step for step in timeline.target_steps(record) if step.last < record.series[-1].period_end]
    told = [
        f"{_target_of(record, step.last, record.indicator)} in {_span(step.first, step.last)}"
        for step in reversed(steps)
    ]
    more = [f"and {len(told) - _MOST_TARGETS} earlier"] if len(told) > _MOST_TARGETS else []
    return [f"Target before: {', '.join(told[:_MOST_TARGETS] + more)}."] if told else []


def _year_by_year(record: Record) -> str:
    """Return the newest year to date beside those of the same months, and the full years."""
    *before, newest = record.series
    same = [figure for figure in before if figure.period_end.month == newest.period_end.month]
    year_ends = record.indicator.charted.year_ends
    full = [figure for figure in before if figure.period_end.month == year_ends and figure not in same]
    told = [formatting.in_words(record, newest)]
    for name, figures in (("the same months of earlier years", same), ("full years", full)):
        values = [formatting.number(figure.value, record.indicator) for figure in reversed(figures)]
        years = [formatting.year_of(figure.period_end, year_ends) for figure in reversed(figures)]
        pairs = [f"{value} in {year}" for value, year in zip(values, years, strict=True)]
        told += [f"{name}: {', '.join(pairs)}"] if pairs else []
    return "; ".join(told)


def _gaps(record: Record) -> list[tuple[date, date]]:
    """Return the gaps in a line; two bars are a comparison of two periods, with nothing between them."""
    return timeline.gaps(record) if len(record.series) >= FEWEST_FOR_A_LINE else []


def _unsettled(record: Record) -> list[str]:
    """Return which figures are not published as they stay, by status: `Provisional [p]: May-25 to Jun-25`."""
    told, step = [], record.indicator.charted.months_between
    for status in (Status.PROVISIONAL, Status.ESTIMATED, Status.REVISED):
        spans: list[list[date]] = []
        for day in (figure.period_end for figure in record.series if figure.status == status):
            follows = spans and timeline.place(day) - timeline.place(spans[-1][-1]) == step
            spans[-1].append(day) if follows else spans.append([day])
        more = ["and earlier"] if len(spans) > _MOST_SPANS else []
        newest = [_span(span[0], span[-1]) for span in reversed(spans[-_MOST_SPANS:])]
        told += [f"{status.capitalize()} {formatting.SHORTHANDS[status]}: {', '.join(newest + more)}"] if spans else []
    return told


def _missing(record: Record) -> list[str]:
    gaps = [_span(first, last) for first, last in _gaps(record)]
    return [f"{formatting.NO_DATA} for {', '.join(gaps)}."] if gaps else []


def _span(first: date, last: date) -> str:
    ends = [formatting.month(day) for day in (first, last)]
    return " to ".join(dict.fromkeys(ends))
