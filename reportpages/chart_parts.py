"""A record as the parts of a chart: bars for two figures or fewer, lines for more; a year to date is a line a year."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from cosmic.bases import Basis
from cosmic.combining import Figure
from cosmic.figures import Status
from cosmic.periods import MONTHS, months_before
from cosmic.record import Record
from cosmic.signals import RecordChart
from reportpages import brand, formatting, mean_text, signal_parts, timeline
from showing import axis
from showing.parts import Bar, Break, Level, Line, Mark, Point, with_one_name

_WHITE = "#FFFFFF"
_UNCERTAIN = (Status.PROVISIONAL, Status.ESTIMATED)
_DASHES, _OF_TARGETS = ("-.", ":"), "--"
_NEWEST, _BEFORE, _EARLIER = "main", "edge", "pale"  # colours of years


def bars(record: Record) -> list[Bar]:
    """Return the figures as bars, each with the target that its period had."""
    colours = {figure.period_end: ("pale", "ink") for figure in record.series[:-1]}
    return [_bar(record, figure, *colours.get(figure.period_end, ("main", ""))) for figure in record.series]


def _bar(record: Record, figure: Figure, colour: str, ink: str) -> Bar:
    indicator, is_hollow = formatting.bare(record.indicator), figure.status in _UNCERTAIN
    target = record.targets.get(figure.period_end)
    return Bar(
        name=formatting.period(figure),
        value=figure.value,
        label=formatting.figure(figure, indicator),
        colour=brand.colour(colour),
        ink=brand.colour("ink") if ink or is_hollow else _WHITE,
        targets=tuple(formatting.named_ends(target, indicator)) if target else (),
        target_colour=brand.colour("orange"),
        is_hollow=is_hollow,
    )


def lines(record: Record) -> list[Line]:
    """Return the figures as lines: one for each run of them, in one colour or in that of their year."""
    runs = timeline.runs(record)
    if not _is_by_year(record):
        marks = signal_parts.marks(signal_parts.of_page(record))
        return [_line(record, run, _NEWEST, marks=marks) for run in runs]
    years = [formatting.year_of(run[-1].period_end, record.indicator.charted.year_ends) for run in runs]
    *earlier, before, newest = ["", *dict.fromkeys(years)]
    colours = dict.fromkeys(earlier, _EARLIER) | {before: _BEFORE, newest: _NEWEST}
    drawn = [_line(record, run, colours[year], year) for run, year in zip(runs, years, strict=True)]
    return with_one_name(drawn)


def _line(
    record: Record, run: list[Figure], colour: str, year: str = "", marks: Mapping[date, Mark] = MappingProxyType({})
) -> Line:
    series = record.series
    extremes = [series[0], series[-1], *(pick(series, key=lambda figure: figure.value) for pick in (max, min))]
    newest = formatting.figure(run[-1], record.indicator)
    name = f"{year}: {newest}" if year else newest
    points = [
        Point(
            place=_place(record, figure),
            value=figure.value,
            label=formatting.figure(figure, formatting.bare(record.indicator)) if figure is not run[-1] else name,
            is_needed=figure in extremes,
            is_hollow=figure.status in _UNCERTAIN,
            mark=marks.get(figure.period_end),
        )
        for figure in run
    ]
    return Line(tuple(points), brand.colour(colour), name, is_background=colour == _EARLIER)


def levels(record: Record) -> list[Level]:
    """Return what lines are compared with: usual variation, means, and targets; of a year to date, its last year's.

    Both ends of a range are levels; the first of them says how far the range goes.
    """
    half, newest = record.indicator.charted.months_between / 2, record.series[-1]
    shift = timeline.place(newest.period_end) - _place(record, newest)
    start, end = min(names(record)) - half, max(names(record)) + half
    lows, highs = [], []
    for step in timeline.target_steps(record):
        first, last = (timeline.place(day) - shift for day in (step.first, step.last))
        (low, label), *rest = formatting.named_ends(step.target, record.indicator)
        held = Level(label, low, max(first - half, start), last + half, brand.colour("orange"), _OF_TARGETS)
        lows.append(replace(held, filled_to=rest[0][0]) if rest else held)
        highs += [replace(held, label=name, value=high) for high, name in rest]
    chart = signal_parts.of_page(record)
    usual = signal_parts.levels(record, chart) if chart else []
    return [*usual, *(level for level in lows + highs if level.end > start), *means(record, start, end)]


def breaks(record: Record) -> list[Break]:
    """Return where lines break since figures on either side do not compare."""
    ends = [figure.period_end for figure in record.series]
    parted = signal_parts.breaks(record.indicator, ends, record.indicator.charted.months_between)
    return [] if _is_by_year(record) else list(parted)


def variation_line(record: Record, chart: RecordChart) -> Line:
    """Return the figures of a chart of signals that the page's own chart does not show."""
    indicator, marks = formatting.bare(record.indicator), signal_parts.marks(chart)
    values = [signal_parts.exact(value) for value in chart.values]
    points = [
        Point(timeline.place(end), value, formatting.number(value, indicator), mark=marks.get(end))
        for end, value in zip(chart.ends, values, strict=True)
    ]
    return Line(tuple(points), brand.colour(_NEWEST), formatting.number(values[-1], record.indicator))


def variation_names(chart: RecordChart) -> dict[float, str]:
    """Return the names of all places along the axis of a chart of signals, the newest first."""
    step, first, newest = signal_parts.months_between(chart), chart.ends[0], chart.ends[-1]
    ago = range(0, timeline.place(newest) - timeline.place(first) + 1, step)
    return {float(timeline.place(newest) - months): formatting.month(months_before(newest, months)) for months in ago}


def means(record: Record, start: float = 0, end: float = 0) -> list[Level]:
    """Return the means, which share a colour and differ by their dashes, from one place along the axis to another."""
    named = zip(record.benchmarks.items(), _DASHES, strict=False)
    labels = [
        (f"{mean_text.label(record, kind)} {formatting.number(mean.value, record.indicator)}", mean, dashes)
        for (kind, mean), dashes in named
    ]
    return [Level(label, mean.value, start, end, brand.colour("plum"), dashes) for label, mean, dashes in labels]


def names(record: Record) -> dict[float, str]:
    """Return the names of all places along the axis of time, the newest first; of a year to date, those of a year."""
    periods = record.indicator.charted
    if _is_by_year(record):
        year = range(12, 0, -periods.months_between)
        return {float(months): f"to {MONTHS[(periods.year_ends + months - 1) % 12][:3]}" for months in year}
    newest = record.series[-1].period_end
    ago = range(0, timeline.months_shown(record) + 1, periods.months_between)
    return {float(timeline.place(newest) - months): formatting.month(months_before(newest, months)) for months in ago}


def numbers(record: Record, values: list[Decimal], most: int, is_line: bool) -> dict[float, str]:
    """Return the numbers of an axis for values, with their labels, in so many steps at most."""
    indicator = record.indicator
    ends = axis.line_ends if is_line else axis.bar_ends
    ticks = axis.ticks(ends(values, indicator.bounds[1] == 100), indicator.decimals, most)
    decimals = axis.decimals_of(ticks, indicator.decimals)
    return {float(tick): formatting.in_unit(tick, formatting.bare(indicator).unit, decimals) for tick in ticks}


def _is_by_year(record: Record) -> bool:
    return record.indicator.charted.basis is Basis.YEAR_TO_DATE


def _place(record: Record, figure: Figure) -> float:
    """Return where a figure is along the axis: in its own year for a year to date, else in all time."""
    return figure.months if _is_by_year(record) else timeline.place(figure.period_end)
