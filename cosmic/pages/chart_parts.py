"""A record as the parts of a chart: bars for two figures or fewer, lines for more; a year to date is a line a year."""

from dataclasses import replace
from decimal import Decimal

from cosmic import brand, formatting
from cosmic.bases import Basis
from cosmic.combining import Figure
from cosmic.pages import mean_text, timeline
from cosmic.periods import months_before
from cosmic.record import Record
from showing import axis
from showing.parts import Bar, Level, Line, Point

_WHITE = "#FFFFFF"
_YEAR_TO_DATE = {12: "to Mar", 9: "to Dec", 6: "to Sep", 3: "to Jun"}  # by months
_DASHES = ("-.", ":")
_NEWEST, _BEFORE, _EARLIER = "main", "edge", "pale"  # colours of years


def bars(record: Record) -> list[Bar]:
    """Return the figures as bars, each with the target that its period had."""
    colours = {figure.period_end: ("pale", "ink") for figure in record.series[:-1]}
    return [_bar(record, figure, *colours.get(figure.period_end, ("main", ""))) for figure in record.series]


def _bar(record: Record, figure: Figure, colour: str, ink: str) -> Bar:
    target = record.target_value_on(figure.period_end)
    return Bar(
        name=formatting.period(figure),
        value=figure.value,
        label=formatting.number(figure.value, record.indicator),
        colour=brand.colour(colour),
        ink=brand.colour(ink) if ink else _WHITE,
        target=target,
        target_label="" if target is None else f"Target {formatting.number(target, record.indicator)}",
        target_colour=brand.colour("orange"),
    )


def lines(record: Record) -> list[Line]:
    """Return the figures as lines: one for each run of them, in one colour or in that of their year."""
    runs = timeline.runs(record)
    if not _is_by_year(record):
        return [_line(record, run, _NEWEST) for run in runs]
    years = [formatting.financial_year(run[-1].period_end) for run in runs]
    *earlier, before, newest = ["", *dict.fromkeys(years)]
    colours = dict.fromkeys(earlier, _EARLIER) | {before: _BEFORE, newest: _NEWEST}
    drawn = [_line(record, run, colours[year], year) for run, year in zip(runs, years, strict=True)]
    return _with_one_name(drawn)


def _line(record: Record, run: list[Figure], colour: str, year: str = "") -> Line:
    series = record.series
    extremes = [series[0], series[-1], *(pick(series, key=lambda figure: figure.value) for pick in (max, min))]
    labels = [formatting.number(figure.value, record.indicator) for figure in run]
    labels[-1] = f"{year}: {labels[-1]}" if year else labels[-1]
    points = [
        Point(_place(record, figure), figure.value, label, figure in extremes)
        for figure, label in zip(run, labels, strict=True)
    ]
    return Line(tuple(points), brand.colour(colour), labels[-1], is_background=colour == _EARLIER)


def _with_one_name(drawn: list[Line]) -> list[Line]:
    """Return lines of which all in the background share a name, where they are several: the years that they are of."""
    background = [line for line in drawn if line.is_background]
    if len(background) < 2:
        return drawn
    years = [line.name.partition(":")[0] for line in background]
    shared = {id(line): "" for line in background} | {id(background[-1]): f"{years[0]} to {years[-1]}"}
    return [replace(line, name=shared.get(id(line), line.name)) for line in drawn]


def levels(record: Record) -> list[Level]:
    """Return what lines are compared with: means, and each period's target; of a year to date, its last year's."""
    half, newest = record.indicator.charted.months_between / 2, record.series[-1]
    shift = timeline.place(newest.period_end) - _place(record, newest)
    start, end = min(names(record)) - half, max(names(record)) + half
    targets = []
    for step in timeline.target_steps(record):
        first, last = (timeline.place(day) - shift for day in (step.first, step.last))
        label = f"Target {formatting.number(step.target, record.indicator)}"
        targets.append(Level(label, step.target, max(first - half, start), last + half, brand.colour("orange"), "--"))
    return [level for level in targets if level.end > start] + means(record, start, end)


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
    if _is_by_year(record):
        return {float(months): name for months, name in _YEAR_TO_DATE.items()}
    newest = record.series[-1].period_end
    ago = range(0, timeline.months_shown(record) + 1, record.indicator.charted.months_between)
    return {float(timeline.place(newest) - months): formatting.month(months_before(newest, months)) for months in ago}


def numbers(record: Record, values: list[Decimal], most: int, is_line: bool) -> dict[float, str]:
    """Return the numbers of an axis for values, with their labels, in so many steps at most."""
    indicator = record.indicator
    ends = axis.line_ends if is_line else axis.bar_ends
    ticks = axis.ticks(ends(values, indicator.bounds[1] == 100), indicator.decimals, most)
    decimals = axis.decimals_of(ticks, indicator.decimals)
    return {float(tick): formatting.in_unit(tick, indicator.unit, decimals) for tick in ticks}


def _is_by_year(record: Record) -> bool:
    return record.indicator.charted.basis is Basis.YEAR_TO_DATE


def _place(record: Record, figure: Figure) -> float:
    """Return where a figure is along the axis: in its own year for a year to date, else in all time."""
    return figure.months if _is_by_year(record) else timeline.place(figure.period_end)
