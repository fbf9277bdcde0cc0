"""Where an indicator's year will end: the range of its total or its share, beside the year's own target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, log10

import numpy as np

from cosmic import combining, forecast
from cosmic.bases import Basis, Periods
from cosmic.combining import Figure
from cosmic.dated_targets import Targets
from cosmic.definitions import Combining, Direction, Indicator
from cosmic.figures import Benchmark
from cosmic.forecast import Range
from cosmic.periods import months_before
from cosmic.record import Record
from cosmic.rules import RAG
from cosmic.targets import Interval, is_by_previous_year

_WITH_A_YEAR = (Basis.MONTH, Basis.QUARTER, Basis.YEAR_TO_DATE, Basis.ROLLING_YEAR)
_DIGITS = 9  # behind which a sum in binary is noise


class Verdict(StrEnum):
    """How the range of a year lies to the year's target."""

    MEETS = "all of it meets the target"
    OPEN = "the target lies within it"
    MISSES = "none of it meets the target"


@dataclass(frozen=True)
class Outlook:
    """Where an indicator's year will end, beside its target; without a range it says why.

    `range` is of the year's total, or of its share in the unit of the indicator: rounded outwards to what is printed,
    and exact where no quarter is left. `so_far` is what the year has up to the day `until`, `due` what of a year's
    target is due by then; None where there is no such part.
    """

    year_end: date
    quarters_left: int
    range: Range | None
    target: Interval | None
    why_not: str | None
    until: date
    so_far: Decimal | None = None
    due: Interval | None = None

    @property
    def verdict(self) -> Verdict | None:
        """Return how the range lies to the target; None without the one or the other."""
        if self.range is None or self.target is None:
            return None
        low, high = (None if end is None else float(end) for end in self.target)
        lower, upper = self.range.lower, self.range.upper
        if (low is None or lower >= low) and (high is None or upper <= high):
            return Verdict.MEETS
        is_outside = (low is not None and upper < low) or (high is not None and lower > high)
        return Verdict.MISSES if is_outside else Verdict.OPEN


@lru_cache(maxsize=1024)  # every surface that shows a record asks for it
def outlook_for(record: Record) -> Outlook | None:
    """Return where the year of the current figure will end; None for what has no year to end, or is not measured now.

    Such are snapshots, figures of whole years or half-years, and what neither adds up nor is a share.
    """
    indicator, current = record.indicator, record.current
    traits, recorded = indicator.unit.traits, indicator.recorded
    has_year = recorded.basis in _WITH_A_YEAR and recorded.months_between <= 3
    can_be_made = indicator.combining is Combining.SUM or traits.times is not None
    if current is None or not (has_year and can_be_made) or record.rag in (RAG.SUSPENDED, RAG.IN_DEVELOPMENT):
        return None
    end, year_ends = _year_end(indicator, current.period_end), indicator.reported.year_ends
    year, to_date = (Periods(basis, 3, year_ends) for basis in (Basis.FINANCIAL_YEAR, Basis.YEAR_TO_DATE))
    quarters = _quarters(record)
    until = quarters[-1].period_end if quarters else current.period_end
    left = ((end.year - until.year) * 12 + end.month - until.month) // 3
    why_not = _why_not(record, quarters if left <= 4 else [])
    so_far = _so_far(record, to_date, until) if left < 4 else None
    exact = None if why_not else _range(indicator, quarters, left)
    return Outlook(
        year_end=end,
        quarters_left=left,
        range=_rounded(exact, indicator, so_far) if exact else None,
        target=_target(record, year, end),
        why_not=why_not,
        until=until,
        so_far=so_far,
        due=_target(record, to_date, until) if so_far is not None else None,
    )


def _so_far(record: Record, to_date: Periods, until: date) -> Decimal | None:
    """Return what a year has up to a day; None for a share, and for rolling years, which do not tell."""
    indicator = record.indicator
    if indicator.recorded.basis is Basis.ROLLING_YEAR or indicator.combining is not Combining.SUM:
        return None
    made = combining.combine(record.recorded, indicator, to_date)
    return next((figure.value for figure in made if figure.period_end == until), None)


def _quarters(record: Record) -> list[Figure]:
    """Return the last quarters in a row, measured in one way; of rolling years those that end with a quarter."""
    indicator = record.indicator
    quarterly = Periods(Basis.QUARTER, 3, indicator.reported.year_ends)
    if indicator.recorded.basis is Basis.ROLLING_YEAR:
        figures = [figure for figure in record.recorded if quarterly.is_period_end(figure.period_end)]
    else:
        figures = combining.combine(record.recorded, indicator, quarterly)
    for place, (earlier, later) in reversed(list(enumerate(pairwise(figures), 1))):
        is_gap = months_before(later.period_end, 3) != earlier.period_end
        if is_gap or indicator.redefined_between(earlier.period_end, later.period_end):
            return figures[place:]
    return figures


def _why_not(record: Record, quarters: Sequence[Figure]) -> str | None:
    """Return why there is no range, in a sentence; None where there is one."""
    is_share = record.indicator.combining is Combining.WEIGHTED
    is_rolling = record.indicator.recorded.basis is Basis.ROLLING_YEAR
    if is_share and not is_rolling and any(figure.denominator is None for figure in [*quarters, *record.recorded[-1:]]):
        return "The year's share needs the numerators and denominators of its quarters, which are not held."
    if (held := len(quarters)) >= forecast.LEAST:
        return None
    said = "1 quarter of figures is" if held == 1 else f"{held} quarters of figures are"
    return f"{said} held in a row; a range needs {forecast.LEAST}."


def _range(indicator: Indicator, quarters: Sequence[Figure], left: int) -> Range:
    """Return the range of the year's total, or of its share.

    The quarters left count in a share by the denominators that are to be expected. How far it may miss follows from the
    shares of single quarters: ranges of numerator and denominator put together would be too wide, as both rise and fall
    together.
    """
    values = [float(figure.value) for figure in quarters]
    if indicator.recorded.basis is Basis.ROLLING_YEAR:
        return forecast.year_end(_unrolled(values), left)
    own = forecast.year_end(values, left)
    if indicator.combining is Combining.SUM:
        return own
    weights = np.array([float(figure.denominator or 0) for figure in quarters])
    coming = forecast.forecast(weights)[:left].clip(min=0)
    shares = np.append(values[len(values) - 4 + left :], forecast.forecast(np.array(values))[:left])
    weights = np.append(weights[len(weights) - 4 + left :], coming)
    middle = float(np.average(shares, weights=weights))
    counts = float(coming.sum() / weights.sum()) / (left or 1)
    return Range(*(middle + (end - own.middle) * counts for end in (own.lower, own.middle, own.upper)))


def _unrolled(years: Sequence[float]) -> list[float]:
    """Return quarters that add up to rolling years, as if those of the first year were alike.

    How they differ within a year is not known, nor needed: each quarter's change on the year before is.
    """
    quarters = [years[0] / 4] * 4
    for before, year in pairwise(years):
        quarters.append(quarters[-4] + year - before)
    return quarters


def _rounded(exact: Range, indicator: Indicator, so_far: Decimal | None) -> Range:
    """Return a range rounded outwards, to the round number (1, 2, 5, 10, 20 …) that its width has at least 20 of."""
    if exact.lower == exact.upper:
        return Range(*[round(exact.middle, _DIGITS)] * 3)
    finest = 10.0**-indicator.decimals
    part = max((exact.upper - exact.lower) / 20, finest)
    power = 10.0 ** floor(log10(part))
    step = max(finest, max(power * times for times in (1, 2, 5) if power * times <= part * 1.000001))
    ends = (floor(exact.lower / step), round(exact.middle / step), ceil(exact.upper / step))
    lowest, highest = indicator.bounds
    least = float(so_far) if so_far is not None and so_far <= exact.lower else float("-inf")
    least = max(least, float("-inf") if lowest is None else float(lowest))
    most = float("inf") if highest is None else float(highest)
    return Range(*(min(max(round(end * step, _DIGITS), least), most) for end in ends))


def _target(record: Record, periods: Periods, end: date) -> Interval | None:
    """Return the year's target, as far as it is due in a period that ends on a day.

    A target for a single quarter's count is none of the year's; one by the year before is of any period.
    """
    indicator = record.indicator
    target = indicator.target_on(end)
    if target is None or indicator.direction is Direction.CONTEXTUAL:
        return None
    is_of_quarters = indicator.reported.parts_a_whole and indicator.combining is Combining.SUM
    if is_of_quarters or end < _year_end(indicator, end):
        if target.annual is None and not is_by_previous_year(target):
            return None
        indicator = indicator.model_copy(update={"targets": (target.model_copy(update={"value": None}),)})
    by_end = {figure.period_end: figure for figure in combining.combine(record.recorded, indicator, periods)}
    worked = Targets(indicator, periods, by_end.get, lambda peer, _: record.benchmarks.get(Benchmark(peer))).on(end)
    return worked.interval if worked else None


def _year_end(indicator: Indicator, day: date) -> date:
    """Return the last day of the year that a day is in."""
    return months_before(day, -((indicator.reported.year_ends - day.month) % 12))
