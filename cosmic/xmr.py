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
    """What makes a point more than usual variation, in the words of NHSRplotthedots."""

    NONE = "Common Cause"
    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_HIGH = "2 in 3 Above CL"
    TWO_LOW = "2 in 3 Below CL"
    RUN_HIGH = "7 Points Above CL"
    RUN_LOW = "7 Points Below CL"


# The causes of each rule for a point that is high, 1, or low, -1; of all rules that a point breaks, the first is told.
OUTSIDE = {1: SpecialCause.ABOVE_LIMIT, -1: SpecialCause.BELOW_LIMIT, 0: SpecialCause.NONE}
_IN_ORDER = (
    OUTSIDE,
    {1: SpecialCause.RISING, -1: SpecialCause.FALLING},
    {1: SpecialCause.TWO_HIGH, -1: SpecialCause.TWO_LOW},
    {1: SpecialCause.RUN_HIGH, -1: SpecialCause.RUN_LOW},
)


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
    """Whether a point outside the limits counts in the rule “2 of 3”: not at first, and since 2023 it does."""

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
class Level:
    """The mean of points, and the mean of their moving ranges, by which they vary; None where there is none."""

    mean: float
    moving_range: float | None

    def limits(self, reach: float = _REACH) -> tuple[float | None, float | None]:
        """Return the lower and the upper limit, so many mean moving ranges from the mean."""
        if reach and self.moving_range is None:
            return None, None
        width = reach * (self.moving_range or 0)
        return self.mean - width, self.mean + width

    def side(self, value: float, reach: float = _REACH) -> int:
        """Return 1 above the upper limit, -1 below the lower one, 0 on a limit, between them and without them."""
        lower, upper = self.limits(reach)
        return 0 if lower is None or upper is None else (value > upper) - (value < lower)


@dataclass(frozen=True)
class Told:
    """What is told of figures: the level that each point is held to, and its special cause."""

    levels: list[Level]
    causes: list[SpecialCause]
    is_seasonal: bool = False


def xmr(
    values: Sequence[float],
    direction: str,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    fix_after: int | None = None,
    screen_outliers: bool = True,
    rules: str = SignalRules.AT_FIRST,
) -> Chart:
    """Return the XmR chart of figures in the order of their periods.

    `direction` says which way they improve: higher or increase, lower or decrease; contextual, maintain and neutral
    are not judged. `rebase_at` are the points, counted from 1, from which on mean and limits are worked out anew.
    `fix_after` is how many points of each group mean and limits rest on. Raises ValueError for an unknown direction or
    unknown rules.
    """
    figures = [float(value) for value in values]
    starts = {0, *(place - 1 for place in rebase_at), len(figures)}
    told = Told([], [])
    for start, end in pairwise(sorted(starts)):
        group = figures[start:end]
        level = level_of([group[:fix_after]], screen_outliers)
        told.levels.extend([level] * len(group))
        told.causes.extend(causes_of(group, level, SignalRules(rules)))
    held = [(target, level) for level in told.levels[-1:] if target is not None]
    return draw(figures, told, direction, assure(held, direction))


def draw(values: Sequence[float], told: Told, direction: str, assurance: Assurance | None) -> Chart:
    """Return the chart of points of which is known what they tell."""
    limits = [level.limits() for level in told.levels]
    return Chart(
        values=tuple(values),
        mean=tuple(level.mean for level in told.levels),
        lower=tuple(lower for lower, _ in limits),
        upper=tuple(upper for _, upper in limits),
        special_cause=tuple(told.causes),
        point_type=tuple(_point_type(cause, _towards(direction)) for cause in told.causes),
        assurance=assurance,
    )


def level_of(stretches: Sequence[Sequence[float]], screen_outliers: bool = True) -> Level:
    """Return the level of points in unbroken stretches, without the largest moving ranges (source: Nelson 1982)."""
    ranges = [abs(later - earlier) for stretch in stretches for earlier, later in pairwise(stretch)]
    if ranges and screen_outliers:
        most = _SCREENED * mean(ranges)
        ranges = [one for one in ranges if one < most]
    return Level(mean([value for stretch in stretches for value in stretch]), mean(ranges) if ranges else None)


def mean(values: Sequence[float]) -> float:
    """Return the mean as exactly as a float can be, so that a point on it is known to be on it."""
    about = fsum(values) / len(values)
    return about + fsum([*values, *[-about] * len(values)]) / len(values)


def assure(held: Sequence[tuple[float, Level]], direction: str) -> Assurance | None:
    """Return on which side of the limits every target lies that a level is held to; one on a limit is between them."""
    towards = _towards(direction)
    sides = {level.side(target) * towards for target, level in held}
    if not sides or towards == 0:
        return None
    if len(sides) > 1 or sides == {0}:
        return Assurance.INCONSISTENT
    return Assurance.FAIL if sides == {1} else Assurance.PASS


def causes_of(values: Sequence[float], level: Level, rules: SignalRules) -> list[SpecialCause]:
    """Return the special cause of each point of an unbroken stretch, by the first of the rules that it breaks."""
    sides, outside, near = ([level.side(value, reach) for value in values] for reach in (0, _REACH, _NEAR))
    if rules is SignalRules.AT_FIRST:
        near = [side if not beyond else 0 for side, beyond in zip(near, outside, strict=True)]
    rows = zip(outside, _trends(values), _two_of_three(sides, near), _runs(sides, _RUN), strict=True)
    broken = [[rule[way] for rule, way in zip(_IN_ORDER, row, strict=True) if way] for row in rows]
    return [causes[0] if causes else SpecialCause.NONE for causes in broken]


def _runs(signs: Sequence[int], length: int) -> list[int]:
    """Return the signs of which so many in a row are equal, and 0 for all others."""
    found = [0] * len(signs)
    for start in range(len(signs) - length + 1):
        if abs(sum(signs[start : start + length])) == length:
            found[start : start + length] = signs[start : start + length]
    return found


def _trends(values: Sequence[float]) -> list[int]:
    """Return the way of the trend that each point is part of; where one trend turns into another, of the second."""
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]
    kept = _runs(steps, _RUN - 1)
    is_part = [any(kept[max(place - 1, 0) : place + 1]) for place in range(len(values))]
    ways = []
    for place, part in enumerate(is_part):
        step = place if is_part[place + 1 : place + 2] == [True] else place - 1
        ways.append((1 if steps[step] > 0 else -1) if part else 0)
    return ways


def _two_of_three(sides: Sequence[int], near: Sequence[int]) -> list[int]:
    """Return the side of each near point that has another near one among three in a row on that side of the mean."""
    found = [0] * len(sides)
    for start in range(len(sides) - 2):
        three = slice(start, start + 3)
        if abs(sum(sides[three])) == 3 and abs(sum(near[three])) >= 2:
            found[three] = [was or now for was, now in zip(found[three], near[three], strict=True)]
    return found


def _point_type(cause: SpecialCause, towards: int) -> PointType:
    if cause is SpecialCause.NONE:
        return PointType.COMMON_CAUSE
    is_high = any(cause is rule[1] for rule in _IN_ORDER)
    if towards == 0:
        return PointType.NEUTRAL_HIGH if is_high else PointType.NEUTRAL_LOW
    return PointType.IMPROVEMENT if is_high == (towards > 0) else PointType.CONCERN


def _towards(direction: str) -> int:
    """Return 1 where higher is better, -1 where lower is, 0 where neither is."""
    match direction:
        case "higher" | "increase":
            return 1
        case "lower" | "decrease":
            return -1
        case "maintain" | "contextual" | "neutral":
            return 0
    raise ValueError(f"a direction must be higher, lower, maintain or contextual, got: {direction!r}")
