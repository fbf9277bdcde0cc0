"""The XmR chart of Making Data Count: mean, limits, and which points are more than usual variation.

Sources: NHS England, Making Data Count; NHSRplotthedots 0.2.2, whose results it gives; see docs/explanation/signals.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import fsum

_REACH = 2.66  # mean moving ranges from the mean to a limit: 3 / 1.128
_NEAR = 2 * (_REACH / 3)
_SCREENED = 3.267  # mean moving ranges from which on a moving range is left out
_RUN = 7


class SpecialCause(StrEnum):
    """What makes a point more than usual variation, in the words of NHSRplotthedots; the first in order prevails."""

    NONE = "Common Cause"
    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_HIGH = "2 in 3 Above CL"
    TWO_LOW = "2 in 3 Below CL"
    RUN_HIGH = "7 Points Above CL"
    RUN_LOW = "7 Points Below CL"


_HIGH = {SpecialCause.ABOVE_LIMIT, SpecialCause.RISING, SpecialCause.TWO_HIGH, SpecialCause.RUN_HIGH}


class PointType(StrEnum):
    """What a point is in the light of the direction of its indicator."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Whether usual variation alone reaches a target: always, never, or now and then."""

    PASS = "consistent_pass"
    FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


class SignalRules(StrEnum):
    """Which rule of “2 of 3” holds: without points outside the limits, or, as changed in 2023, with them."""

    AT_FIRST = "making-data-count"
    OF_2023 = "making-data-count-2023"


@dataclass(frozen=True)
class Chart:
    """A chart of figures with what it says of each, in their order; limits are None where none can be worked out.

    `mean`, `lower` and `upper` are in the unit of the values, one a point. `assurance` is None without a target.
    """

    values: tuple[float, ...]
    mean: tuple[float, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    special_cause: tuple[SpecialCause, ...]
    point_type: tuple[PointType, ...]
    assurance: Assurance | None


@dataclass(frozen=True)
class _Level:
    """The mean of a group of points, and the mean of their moving ranges; None without one that counts."""

    mean: float
    moving_range: float | None

    def limits(self, reach: float = _REACH) -> tuple[float | None, float | None]:
        if self.moving_range is None:
            return None, None
        return self.mean - reach * self.moving_range, self.mean + reach * self.moving_range

    def side(self, value: float) -> int:
        """Return 1 above the mean, -1 below it, 0 on it."""
        return (value > self.mean) - (value < self.mean)

    def is_beyond(self, value: float, reach: float = _REACH) -> bool:
        lower, upper = self.limits(reach)
        return lower is not None and upper is not None and not lower <= value <= upper


def xmr(
    values: Sequence[float],
    direction: str,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    fix_after: int | None = None,
    screen_outliers: bool = True,
    rules: str = SignalRules.AT_FIRST,
    gap_at: Sequence[int] = (),
) -> Chart:
    """Return the XmR chart of figures in the order of their periods.

    `direction` says which way they improve: higher or increase, lower or decrease; contextual, maintain or neutral are
    not judged. `rebase_at` are the points, counted from 1, from which on mean and limits are worked out anew; `gap_at`
    those before which figures are missing, which ends runs and has no moving range. `fix_after` is how many points of
    each group mean and limits rest on. Raises ValueError for an unknown direction or rules.
    """
    towards, chosen = read_direction(direction), SignalRules(rules)
    levels: list[_Level] = []
    causes: list[SpecialCause] = []
    for start, end in _stretches(rebase_at, len(values)):
        gaps = [gap - start for gap in gap_at if start < gap - 1 < end]
        group = values[start:end]
        level = _level(_unbroken(group[:fix_after], gaps), screen_outliers)
        levels += [level] * len(group)
        for stretch in _unbroken(group, gaps):
            causes += _causes(stretch, level, chosen)
    limits = [level.limits() for level in levels]
    return Chart(
        values=tuple(values),
        mean=tuple(level.mean for level in levels),
        lower=tuple(lower for lower, _ in limits),
        upper=tuple(upper for _, upper in limits),
        special_cause=tuple(causes),
        point_type=tuple(point_type(cause, towards) for cause in causes),
        assurance=assure(target, limits[-1], towards) if limits else None,
    )


def read_direction(direction: str) -> int:
    """Return 1 where higher is better, -1 where lower is, 0 where neither is. Raises ValueError for other words."""
    match direction:
        case "higher" | "increase":
            return 1
        case "lower" | "decrease":
            return -1
        case "maintain" | "contextual" | "neutral":
            return 0
    raise ValueError(f"a direction must be higher, lower, maintain or contextual, got: {direction!r}")


def point_type(cause: SpecialCause, towards: int) -> PointType:
    """Return what a point is by its special cause, where `towards` is 1, -1 or 0 as read_direction gives it."""
    if cause is SpecialCause.NONE:
        return PointType.COMMON_CAUSE
    is_high = cause in _HIGH
    if towards == 0:
        return PointType.NEUTRAL_HIGH if is_high else PointType.NEUTRAL_LOW
    return PointType.IMPROVEMENT if is_high == (towards > 0) else PointType.CONCERN


def assure(target: float | None, limits: tuple[float | None, float | None], towards: int) -> Assurance | None:
    """Return whether a target lies beyond the limits, and on which side; one on a limit does not."""
    if target is None or towards == 0:
        return None
    lower, upper = limits
    if upper is not None and target > upper:
        return Assurance.FAIL if towards > 0 else Assurance.PASS
    if lower is not None and target < lower:
        return Assurance.PASS if towards > 0 else Assurance.FAIL
    return Assurance.INCONSISTENT


def mean(values: Sequence[float]) -> float:
    """Return the mean as exactly as a float can be, so that a point on it is known to be on it."""
    many, about = len(values), fsum(values) / len(values)
    return about + fsum([*values, *[-about] * many]) / many


def _stretches(starts: Sequence[int], many: int) -> list[tuple[int, int]]:
    """Return where each stretch of so many points begins and ends, from its starts counted from 1."""
    ends = sorted({0, many} | {start - 1 for start in starts if 0 < start <= many})
    return list(pairwise(ends))


def _unbroken(group: Sequence[float], gaps: Sequence[int]) -> list[Sequence[float]]:
    return [group[start:end] for start, end in _stretches(gaps, len(group))]


def _level(stretches: Sequence[Sequence[float]], screen_outliers: bool) -> _Level:
    """Return the mean of points, and of their moving ranges, without the largest ones (Nelson 1982)."""
    ranges = [abs(later - earlier) for stretch in stretches for earlier, later in pairwise(stretch)]
    if ranges and screen_outliers:
        most = _SCREENED * mean(ranges)
        ranges = [one for one in ranges if one < most]
    return _Level(mean([value for stretch in stretches for value in stretch]), mean(ranges) if ranges else None)


def _causes(values: Sequence[float], level: _Level, rules: SignalRules) -> list[SpecialCause]:
    """Return the special cause of each point of an unbroken stretch, by the rules in their order."""
    sides = [level.side(value) for value in values]
    outside = [level.is_beyond(value) for value in values]
    near = [level.is_beyond(value, _NEAR) for value in values]
    if rules is SignalRules.AT_FIRST:
        near = [is_near and not is_out for is_near, is_out in zip(near, outside, strict=True)]
    two_of_three, trends, runs = _two_of_three(sides, near), _trends(values), _runs(sides, _RUN)
    causes = []
    for place, side in enumerate(sides):
        if outside[place]:
            causes.append(SpecialCause.ABOVE_LIMIT if side > 0 else SpecialCause.BELOW_LIMIT)
        elif trends[place] is not None:
            causes.append(SpecialCause.RISING if trends[place] == 1 else SpecialCause.FALLING)
        elif two_of_three[place]:
            causes.append(SpecialCause.TWO_HIGH if side > 0 else SpecialCause.TWO_LOW)
        elif runs[place]:
            causes.append(SpecialCause.RUN_HIGH if side > 0 else SpecialCause.RUN_LOW)
        else:
            causes.append(SpecialCause.NONE)
    return causes


def _runs(signs: Sequence[int], least: int) -> list[bool]:
    """Tell of each sign whether it is one of so many equal ones in a row, none of them 0."""
    found = [False] * len(signs)
    for start in range(len(signs) - least + 1):
        if signs[start] and signs[start : start + least].count(signs[start]) == least:
            found[start : start + least] = [True] * least
    return found


def _trends(values: Sequence[float]) -> list[int | None]:
    """Return the way each point goes that is part of a trend; one between two goes the way of the second."""
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]
    is_part = [False] * len(values)
    for start, is_run in enumerate(_runs(steps, _RUN - 1)):
        if is_run:
            is_part[start : start + 2] = [True, True]
    ways: list[int | None] = []
    for place, part in enumerate(is_part):
        goes_on = place + 1 < len(values) and is_part[place + 1]
        ways.append((steps[place] if goes_on else steps[place - 1]) if part else None)
    return ways


def _two_of_three(sides: Sequence[int], near: Sequence[bool]) -> list[bool]:
    """Tell of each near point whether it is one of two near ones among three points in a row on one side."""
    found = [False] * len(sides)
    for start in range(len(sides) - 2):
        three = slice(start, start + 3)
        if abs(sum(sides[three])) == 3 and sum(near[three]) >= 2:
            found[three] = [was or is_near for was, is_near in zip(found[three], near[three], strict=True)]
    return found
