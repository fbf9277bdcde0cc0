"""The chart of an indicator that tells signal from noise, worked out as the basis of its figures asks for.

What each basis needs, and how well it does, is in docs/explanation/signals.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, sqrt
from statistics import fmean, median

from cosmic import combining
from cosmic.bases import Basis, Periods
from cosmic.combining import Figure
from cosmic.definitions import Direction
from cosmic.periods import MONTHS
from cosmic.record import Record
from cosmic.xmr import OUTSIDE, Chart, Level, SignalRules, SpecialCause, Told, assure, causes_of, draw, level_of, xmr

__all__ = ["Chart", "RecordChart", "Told", "chart_for", "tell", "too_few", "xmr"]

FEWEST = 12  # points that limits rest on (source: NHS England, Making Data Count)
_SEASONAL = 2  # how many times as much as by chance the periods of a year differ where they have a season
_FEWEST_YEARS = 3  # that a season can be told by
_DECIMALS = 6  # of what is left without its season, so that no signal comes from how numbers are kept
_SINGLE = {1: Basis.MONTH, 3: Basis.QUARTER, 6: Basis.HALF_YEAR, 12: Basis.FINANCIAL_YEAR}


@dataclass(frozen=True)
class RecordChart(Chart):
    """The chart of a record, with the ends of its periods; mean and limits follow the seasons where it is seasonal.

    `of` is what its points cover: what the page's chart does, or single quarters or months where that overlaps.
    """

    ends: tuple[date, ...]
    of: Basis
    is_seasonal: bool


def chart_for(record: Record) -> RecordChart | None:
    """Return the chart of a record's figures up to the current one; None where they are too few for limits.

    Usual variation is worked out anew from a redefinition on, and from a day that the owner has decided on. Of fewer
    than 12 figures since then, and of those before it, only the mean is given.
    """
    periods, figures = _points(record)
    groups = _groups(record, figures)
    if all(len(group) < FEWEST for group in groups):
        return None
    rules = record.edition.committee.signal_rules
    by_group = [_tell_group(group, periods, rules) for group in groups]
    levels = [level for one in by_group for level in one.levels]
    told = Told(levels, [cause for one in by_group for cause in one.causes])
    ends = tuple(figure.period_end for figure in figures)
    latest = 12 // periods.months_between if by_group[-1].is_seasonal else 1
    held = _held(record, ends[-latest:], levels[-latest:]) if periods == record.indicator.charted else []
    direction = record.indicator.direction
    chart = draw([float(one.value) for one in figures], told, direction, assure(held, direction))
    is_seasonal = any(one.is_seasonal for one in by_group)
    return RecordChart(**vars(chart), ends=ends, of=periods.basis, is_seasonal=is_seasonal)


def too_few(record: Record) -> str | None:
    """Return why the latest figures give no signals: `8 figures; signals need 12`; None where they do.

    Running totals cannot always be taken apart into single periods: shares only by numerators and denominators.
    """
    groups = _groups(record, _points(record)[1])
    latest = groups[-1]
    if len(latest) >= FEWEST:
        return None
    if record.recorded and not latest:
        return "Signals need figures of single periods, and these running totals cannot be taken apart into them"
    first = latest[0].period_end if len(groups) > 1 else None
    since = f" since {MONTHS[first.month - 1]} {first.year}" if first else ""
    return f"{len(latest)} figure{'' if len(latest) == 1 else 's'}{since}; signals need {FEWEST}"


def tell(values: Sequence[float], places: Sequence[int], per_year: int, overlap: int, rules: SignalRules) -> Told:
    """Return what figures tell whose `places` count periods, and skip those without a figure.

    `per_year` is how many periods make the year that they may have a season in, 1 where none is looked for; `overlap`
    how many periods on is the first that has no month in common with one.
    """
    if overlap > 1:
        return _tell_overlapping(values, places, overlap)
    season = _season(values, places, per_year)
    left = [round(value - part, _DECIMALS) for value, part in zip(values, season, strict=True)] if season else values
    stretches = _unbroken(left, places)
    level = level_of(stretches)
    if season:
        before = [value for value, place in zip(left, places, strict=True) if place <= places[-1] - per_year]
        # A season's means follow the very points that they are of, which takes some of their variation away.
        put_back = sqrt(len(left) / (len(left) - per_year))
        level = Level(level_of([before]).mean, None if level.moving_range is None else level.moving_range * put_back)
    causes = [cause for stretch in stretches for cause in causes_of(stretch, level, rules)]
    levels = [Level(level.mean + part, level.moving_range) for part in season or [0.0] * len(values)]
    return Told(levels, causes, season is not None)


def _points(record: Record) -> tuple[Periods, Sequence[Figure]]:
    """Return what is charted: periods without an overlap, where the file or a running total has them."""
    recorded, charted = record.indicator.recorded, record.indicator.charted
    if charted.parts_a_whole or charted.basis is Basis.SNAPSHOT:
        return charted, record.series
    if recorded.parts_a_whole:
        return recorded, record.recorded
    if recorded.basis is Basis.YEAR_TO_DATE:
        single = Periods(_SINGLE[recorded.months_between], recorded.months_between, recorded.year_ends)
        return single, combining.combine(record.recorded, record.indicator, single)
    return charted, record.series


def _groups(record: Record, figures: Sequence[Figure]) -> list[Sequence[Figure]]:
    """Return figures in groups that have a level each; one group of none where there are none."""
    is_new = record.indicator.is_rebased_between
    ends = [figure.period_end for figure in figures]
    starts = [place for place, (earlier, later) in enumerate(pairwise(ends), 1) if is_new(earlier, later)]
    return [figures[start:end] for start, end in pairwise([0, *starts, len(figures)])]


def _tell_group(group: Sequence[Figure], periods: Periods, rules: SignalRules) -> Told:
    values = [float(figure.value) for figure in group]
    if len(group) < FEWEST:
        return Told([Level(fmean(values), None)] * len(group), [SpecialCause.NONE] * len(group))
    ends = [figure.period_end for figure in group]
    places = [(end.year * 12 + end.month) // periods.months_between for end in ends]
    overlap = max(1, ceil(periods.months_covered(ends[-1]) / periods.months_between))
    return tell(values, places, 12 // periods.months_between if periods.parts_a_whole else 1, overlap, rules)


def _tell_overlapping(values: Sequence[float], places: Sequence[int], overlap: int) -> Told:
    """Return which points are outside limits; runs tell nothing, as each point contains most of the one before.

    Level and limits rest on the points before those that overlap with the latest. The moving range is of periods
    without an overlap; or what it would be by the changes from one to the next, if that is more. Such a change is of
    one part in so many, which the root puts right.
    """
    by_place = dict(zip(places, values, strict=True))
    baseline = {place: value for place, value in by_place.items() if place <= places[-1] - overlap}
    moving_range = 0.0
    for apart, root in ((overlap, 1), (1, sqrt(overlap))):
        moves = [abs(value - by_place[place - apart]) for place, value in baseline.items() if place - apart in by_place]
        moving_range = max(moving_range, root * fmean(moves or [0.0]))
    level = Level(fmean(list(baseline.values() or values)), moving_range or None)
    return Told([level] * len(values), [OUTSIDE[level.side(value)] for value in values])


def _season(values: Sequence[float], places: Sequence[int], per_year: int) -> list[float] | None:
    """Return by how much each point is above its year's level for its period alone; None without a season.

    A steady slope is taken out first: the median of the changes from a year before.
    """
    by_place = dict(zip(places, values, strict=True))
    changes = [value - by_place[place - per_year] for place, value in by_place.items() if place - per_year in by_place]
    slope = median(changes or [0.0]) / per_year
    periods: dict[int, list[float]] = {place % per_year: [] for place in places}
    for place, value in by_place.items():
        periods[place % per_year].append(value - slope * place)
    if per_year == 1 or len(periods) < per_year or min(map(len, periods.values())) < _FEWEST_YEARS:
        return None
    means = {period: fmean(own) for period, own in periods.items()}
    middle = fmean(list(means.values()))
    between = sum(len(periods[period]) * (own - middle) ** 2 for period, own in means.items()) / (per_year - 1)
    within = sum((value - means[period]) ** 2 for period, own in periods.items() for value in own)
    if between <= _SEASONAL * within / (len(values) - per_year - 1):
        return None
    return [means[place % per_year] - middle for place in places]


def _unbroken(values: Sequence[float], places: Sequence[int]) -> list[Sequence[float]]:
    """Return values in stretches without a gap."""
    gaps = [start for start, (earlier, later) in enumerate(pairwise(places), 1) if later != earlier + 1]
    return [values[start:end] for start, end in pairwise([0, *gaps, len(values)])]


def _held(record: Record, ends: Sequence[date], levels: Sequence[Level]) -> list[tuple[float, Level]]:
    """Return the levels that have a target for their period to reach, each beside it."""
    found = []
    for end, level in zip(ends, levels, strict=True):
        if (target := record.targets.get(end)) and level.moving_range is not None:
            bound = target.low if record.indicator.direction is Direction.HIGHER else target.high
            if bound is not None and bound == target.value:
                found.append((float(bound), level))
    return found
