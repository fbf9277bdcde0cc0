"""How a record's figures lie in time: which a line may join, what is missing, and the target that each period had."""

from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from cosmic.bases import Basis
from cosmic.combining import Figure
from cosmic.dated_targets import DatedTarget
from cosmic.definitions import Indicator
from cosmic.periods import months_before
from cosmic.record import Record, period_ends

FEWEST_FOR_A_LINE = 3  # figures; fewer are bars


class Step(NamedTuple):
    """A target, and the ends of the first and of the last period in a row that had it."""

    target: DatedTarget
    first: date
    last: date


def place(day: date) -> int:
    """Return where the end of a month is on the axis of time, in months."""
    return day.year * 12 + day.month


def months_shown(record: Record) -> int:
    """Return the months from the end of the first period shown to that of the last."""
    return place(record.series[-1].period_end) - place(record.series[0].period_end)


def runs(record: Record) -> list[list[Figure]]:
    """Return the figures in runs that a line may join.

    A run ends where a period is missing, where the indicator is measured in another way, and where a year to date ends.
    """
    parts: list[list[Figure]] = []
    for figure in record.series:
        if not parts or not _may_join(record.indicator, parts[-1][-1].period_end, figure.period_end):
            parts.append([])
        parts[-1].append(figure)
    return parts


def gaps(record: Record) -> list[tuple[date, date]]:
    """Return the ends of the first and of the last missing period between any two figures."""
    step = record.indicator.charted.months_between
    ends = pairwise(figure.period_end for figure in record.series)
    wide = [(earlier, later) for earlier, later in ends if place(later) - place(earlier) > step]
    return [(months_before(earlier, -step), months_before(later, step)) for earlier, later in wide]


def target_steps(record: Record) -> list[Step]:
    """Return the targets of the periods from the first figure to the last, each for as long as it held."""
    if not record.series:
        return []
    ends = period_ends(record.series, record.indicator.charted)
    same = groupby(ends, key=lambda day: record.targets[day].interval if day in record.targets else None)
    held = [list(days) for target, days in same if target]
    return [Step(record.targets[days[0]], days[0], days[-1]) for days in held]


def _may_join(indicator: Indicator, earlier: date, later: date) -> bool:
    periods = indicator.charted
    follows = place(later) - place(earlier) == periods.months_between
    is_to_date = periods.basis is Basis.YEAR_TO_DATE
    begins_again = is_to_date and periods.months_covered(later) < periods.months_covered(earlier)
    return follows and not begins_again and not indicator.redefined_between(earlier, later)
