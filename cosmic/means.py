"""What a mean says of itself, whether a figure can be compared with it, and how the figure compares.

Source of the comparison: Fingertips (Office for Health Improvement and Disparities), which calls a figure similar to a
benchmark where the figure's own 95% interval includes the benchmark, else better or worse by the direction of the
indicator, and higher or lower where that has none. Public Health Data Science, Technical Guide: Confidence Intervals
(2018); APHO Technical Briefing 3, Commonly used public health statistics and their confidence intervals (2008).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cosmic.definitions import Direction

_Z = Decimal("1.959963984540054")  # of a normal distribution, for 95%
_TAIL = Decimal("0.025")
_FEWEST_FOR_BYAR = 10
_STEPS = 64  # halvings of what the end of an interval may be


class Kind(StrEnum):
    """How a mean was made of its authorities: each counts alike, or as it has people or cases, or the middle one."""

    OF_AUTHORITIES = "mean of authorities"
    POOLED = "pooled"
    MEDIAN = "median"


class Obstacle(StrEnum):
    """Why a figure cannot be compared with a mean."""

    DEFINITION = "another definition"
    PERIOD = "another period"


class Verdict(StrEnum):
    """How a figure compares with a mean."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    THE_SAME = "the same"


@dataclass(frozen=True)
class Interval:
    """The 95% confidence interval of a figure, in its unit."""

    low: Decimal
    high: Decimal

    def times(self, factor: Decimal) -> "Interval":
        """Return it in another unit, to the millionth."""
        low, high = ((factor * end).quantize(Decimal("0.000001")).normalize() for end in (self.low, self.high))
        return Interval(low, high)


@dataclass(frozen=True)
class Mean:
    """A mean with all that it says of itself, and how the current figure compares with it.

    `neighbours` names the list of authorities, which stood on the day `as_at`; `definition` says how it differs from
    that of the indicator. `interval` is that of the current figure; `rating` is what that figure would be rated if the
    mean were its target, where a mean of this benchmark is. None where there is no such thing.
    """

    benchmark: str
    kind: Kind | None
    period_end: date
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    coverage: str | None
    neighbours: str | None
    authorities: tuple[str, ...]
    as_at: date | None
    definition: str | None
    published: date
    source: str
    note: str | None
    file: str
    row: int
    obstacle: Obstacle | None
    interval: Interval | None
    verdict: Verdict | None
    rating: str | None = None


def find_obstacle(mean_end: date, definition: str | None, figure_end: date) -> Obstacle | None:
    """Return why a mean, of the period that ends on a day, cannot be compared with a figure; None where it can."""
    if definition:
        return Obstacle.DEFINITION
    return Obstacle.PERIOD if mean_end != figure_end else None


def compare(value: Decimal, mean: Decimal, interval: Interval | None, direction: Direction) -> Verdict:
    """Return how a figure compares with a mean, which is taken as exact.

    Without an interval nobody can say whether they differ by more than chance: it is higher, lower or the same.
    """
    if interval and interval.low <= mean <= interval.high:
        return Verdict.SIMILAR
    if value == mean:
        return Verdict.THE_SAME
    is_higher = value > mean
    if not interval or direction not in (Direction.HIGHER, Direction.LOWER):
        return Verdict.HIGHER if is_higher else Verdict.LOWER
    return Verdict.BETTER if is_higher == (direction is Direction.HIGHER) else Verdict.WORSE


def wilson(numerator: Decimal, denominator: Decimal) -> Interval:
    """Return the Wilson score interval of a proportion, from 0 to 1.

    Source: Wilson EB, Probable inference, the law of succession, and statistical inference, J Am Stat Assoc 1927;
    22: 209-212; the Technical Guide, appendix 3.
    """
    middle, scale = 2 * numerator + _Z**2, 2 * (denominator + _Z**2)
    half = _Z * (_Z**2 + 4 * numerator * (1 - numerator / denominator)).sqrt()
    return Interval(max(Decimal(0), (middle - half) / scale), min(Decimal(1), (middle + half) / scale))


def byar(count: Decimal) -> Interval:
    """Return the interval of a count by Byar's method, below 10 by the exact one, as the Technical Guide has it.

    Source: Breslow NE, Day NE, Statistical methods in cancer research, volume II, IARC 1987, page 69; the Technical
    Guide, appendices 1 and 2.
    """
    if count < _FEWEST_FOR_BYAR:
        return _exact(int(count))
    above = count + 1
    low = count * (1 - 1 / (9 * count) - _Z / (3 * count.sqrt())) ** 3
    return Interval(low, above * (1 - 1 / (9 * above) + _Z / (3 * above.sqrt())) ** 3)


def _exact(count: int) -> Interval:
    """Return the exact interval of a Poisson count: at its ends, the count begins to lie in a tail of 2.5%."""
    low = _find_end(lambda mean: 1 - _up_to(count - 1, mean) < _TAIL) if count else Decimal(0)
    return Interval(low, _find_end(lambda mean: _up_to(count, mean) > _TAIL))


def _find_end(is_below: Callable[[Decimal], bool]) -> Decimal:
    low, high = Decimal(0), Decimal(3 * _FEWEST_FOR_BYAR)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return low


def _up_to(count: int, mean: Decimal) -> Decimal:
    """Return the probability of so many cases or fewer, where so many are expected."""
    term = total = (-mean).exp()
    for number in range(1, count + 1):
        term = term * mean / number
        total += term
    return total
