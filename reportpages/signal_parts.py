"""A chart's signals as parts of a picture: mean and limits, marks of special causes, and breaks between definitions."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from cosmic.bases import Basis
from cosmic.definitions import Indicator
from cosmic.record import Record
from cosmic.signals import RecordChart, chart_for
from cosmic.xmr import PointType
from reportpages import brand, formatting, timeline
from showing.parts import Break, Level, Mark, Shape

_DASHES, _SOLID = ":", "-"
_APART = 0.01  # of a month: between what holds up to a break and what holds after it
_MARKS = {
    PointType.IMPROVEMENT: (Shape.UP, "main", False),
    PointType.CONCERN: (Shape.DOWN, "red", False),
    PointType.NEUTRAL_HIGH: (Shape.UP, "ink", True),
    PointType.NEUTRAL_LOW: (Shape.DOWN, "ink", True),
}


class Limits(NamedTuple):
    """The mean of a chart and its limits, these as far as a figure can go, from the end of one period to another's."""

    mean: Decimal
    lower: Decimal
    upper: Decimal
    first: date
    last: date


def marks(chart: RecordChart | None) -> dict[date, Mark]:
    """Return the marks of the points that are more than usual variation, by the ends of their periods."""
    if chart is None:
        return {}
    kinds = zip(chart.ends, chart.point_type, strict=True)
    looks = {end: _MARKS[kind] for end, kind in kinds if kind in _MARKS}
    return {end: Mark(shape, brand.colour(colour), hollow) for end, (shape, colour, hollow) in looks.items()}


def limits(record: Record, chart: RecordChart) -> list[Limits]:
    """Return the mean and the limits of a chart, each for as long as they held."""
    rows = zip(chart.ends, chart.mean, chart.lower, chart.upper, strict=True)
    held = [(key, [row[0] for row in run]) for key, run in groupby(rows, key=lambda row: row[1:])]
    return [
        Limits(exact(mean), _within(lower, record.indicator), _within(upper, record.indicator), ends[0], ends[-1])
        for (mean, lower, upper), ends in held
        if lower is not None and upper is not None
    ]


def of_page(record: Record) -> RecordChart | None:
    """Return the chart of signals of the figures that the page's own chart shows, as one line in time."""
    chart, charted = chart_for(record), record.indicator.charted.basis
    return chart if chart and chart.of is charted and charted is not Basis.YEAR_TO_DATE else None


def beside_page(record: Record) -> RecordChart | None:
    """Return the chart of signals of other figures, such as the single quarters of a running total."""
    return None if of_page(record) else chart_for(record)


def levels(record: Record, chart: RecordChart) -> list[Level]:
    """Return mean and limits as levels along the axis of time; those of the newest figure have labels."""
    held, half, colour = limits(record, chart), months_between(chart) / 2, brand.colour("edge")
    bare = formatting.bare(record.indicator)
    means, lows, highs = [], [], []
    for one, after in zip_longest(held, held[1:]):
        is_apart = after and record.indicator.is_rebased_between(one.last, after.first)
        start, end = timeline.place(one.first) - half, timeline.place(one.last) + half - (_APART if is_apart else 0)
        name = "" if after else f"Mean {formatting.number(one.mean, bare)}"
        usual = "" if after else f"Usual variation {in_words(one, bare)}"
        means.append(Level(name, one.mean, start, end, colour, _SOLID))
        lows.append(Level(usual, one.lower, start, end, colour, _DASHES, one.upper))
        highs.append(Level("", one.upper, start, end, colour, _DASHES))
    return [*lows, *highs, *means]


def breaks(indicator: Indicator, ends: Sequence[date], months: int) -> Iterator[Break]:
    """Yield where an indicator was measured in another way, or its owner had limits worked out anew.

    `ends` are those of its periods, so many months apart.
    """
    for earlier, later in pairwise(ends):
        if indicator.is_rebased_between(earlier, later):
            redefined = indicator.redefined_between(earlier, later)
            yield Break(timeline.place(later) - months / 2, "New definition" if redefined else "New baseline")


def months_between(chart: RecordChart) -> int:
    """Return the months from one period of a chart to the next."""
    return min(timeline.place(later) - timeline.place(earlier) for earlier, later in pairwise(chart.ends))


def in_words(one: Limits, indicator: Indicator) -> str:
    """Return the limits as a range: `75% to 93%`."""
    return formatting.between([one.lower, one.upper], indicator.unit, indicator.decimals, indicator.measured_in)


def exact(value: float) -> Decimal:
    """Return a number of a chart as figures are, by the fewest digits that tell it from all others."""
    return Decimal(repr(value))


def _within(limit: float, indicator: Indicator) -> Decimal:
    """Return a limit, or the lowest or highest value that a figure can have where it lies beyond that."""
    lowest, highest = indicator.bounds
    value = exact(limit)
    value = value if lowest is None else max(value, lowest)
    return value if highest is None else min(value, highest)
