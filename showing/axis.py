"""The numbers along an axis: round ones, and none that would be printed like another."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import cycle

_WHOLE = Decimal(100)
_SMALL_SHARE = 10  # a percentage up to which an axis of bars ends short of 100
_LEAST_SHOWN = Decimal("0.2")


def bar_ends(values: Sequence[Decimal], is_percent: bool) -> tuple[Decimal, Decimal]:
    """Return the ends of an axis of bars: zero, or the value that is furthest below it; 100 for most percentages."""
    least, most = min(*values, Decimal(0)), max(*values, Decimal(0))
    return least, _WHOLE if is_percent and most > _SMALL_SHARE else most


def line_ends(values: Sequence[Decimal], is_percent: bool) -> tuple[Decimal, Decimal]:
    """Return the ends of an axis of lines: from zero, unless all values are in the upper half of what that shows.

    It then shows a fifth of the highest value at least, or a ripple would look like a wave. Below zero it is as above.
    """
    low, high = min(values), max(values)
    if high < 0:
        mirrored = line_ends([-value for value in values], False)
        return -mirrored[1], -mirrored[0]
    if low <= high / 2:
        start, end = bar_ends(values, is_percent)
        return start + (start - end) / 8 if start < 0 else start, end
    room = max(high - low, high * _LEAST_SHOWN) / 4
    return max(low - room, Decimal(0)), min(high + room, _WHOLE) if is_percent else high + room


def ticks(ends: tuple[Decimal, Decimal], decimals: int, most: int) -> list[Decimal]:
    """Return evenly spaced round numbers from one end or below to the other or above, in so many steps at most.

    No step is smaller than so many decimals can tell apart.
    """
    low, high = ends
    step, larger = Decimal(1).scaleb(-decimals), cycle((Decimal(2), Decimal("2.5"), Decimal(2)))
    while _above(high, step) - _below(low, step) > max(most, 1):
        step *= next(larger)  # 1, 2, 5, 10 …
    first = _below(low, step)
    return [step * number for number in range(first, max(_above(high, step), first + 1) + 1)]


def decimals_of(numbers: Sequence[Decimal], decimals: int) -> int:
    """Return with how many decimals numbers are printed: none where all are whole."""
    return 0 if all(number == number.to_integral() for number in numbers) else decimals


def _below(value: Decimal, step: Decimal) -> int:
    return int((value / step).to_integral(ROUND_FLOOR))


def _above(value: Decimal, step: Decimal) -> int:
    return int((value / step).to_integral(ROUND_CEILING))
