"""Hold a claim: something that a sentence says of its own numbers, which these bear out or not."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from prosecheck.bounds import Bounds, exponent_of
from prosecheck.quantities import Kind, Quantity

_SIGNS = {
    Kind.PERCENT: "%",
    Kind.POINTS: " percentage points",
    Kind.FRACTION: "%",
    Kind.FACTOR: " times",
    Kind.RATIO: ":1",
}
_LARGE = 1000
_MOST_PLACES = 9
_ENOUGH = Context(prec=100)  # digits for anything that divides two printed numbers


class Verdict(StrEnum):
    """A verdict on a claim.

    RIGHT: other numbers give it. WRONG: its operands are sure, and nothing gives it. UNEXPLAINED: it reads as if it was
    worked out from the numbers here, and none of them give it.
    """

    RIGHT = "right"
    WRONG = "wrong"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True)
class Claim:
    """A claim in its sentence: where it is wrong or unexplained, why, and what would be right.

    `quote` is the words that make it, `sentence` the sentence that has them, in which they begin at `start`.
    """

    kind: str
    verdict: Verdict
    quote: str
    message: str = ""
    expected: str = ""
    sentence: str = ""
    start: int = 0


def reckoned(bounds: Bounds, like: Quantity) -> str:
    """Print the middle of worked-out bounds as precisely as the quantity that it should have been, with its unit."""
    sign = _SIGNS.get(like.kind, f" {like.unit}s" if like.kind in (Kind.DURATION, Kind.MEASURE) else "")
    places = {Kind.FRACTION: 1, Kind.FACTOR: 2}.get(like.kind, decimals(like.value))
    if like.value >= _LARGE and like.value % 1 == 0:
        places = 0  # of £3.2 million, which are held in pounds
    if places > _MOST_PLACES:
        places = 2  # of 12 minutes and 20 seconds, which have no last place as minutes
    value = plain((bounds.low + bounds.high) / 2 / like.size, places)
    return f"{like.unit if like.kind is Kind.MONEY else ''}{value}{sign}"


def is_cut_off(stated: Quantity, due: Bounds) -> bool:
    """Tell whether the digits beyond the last one printed were dropped, where they had to round it up."""
    exact, step = (due.low + due.high) / 2 / stated.size, Decimal(1).scaleb(exponent_of(stated.value))
    return step / 2 < exact - stated.value < step


def decimals(value: Decimal) -> int:
    """Return how many decimals a number is printed with: 2 for 5.76, none for a whole number."""
    return max(0, -exponent_of(value))


def plain(value: Decimal, places: int) -> str:
    """Print a number with so many decimals, thousands separated, halves rounded up."""
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ENOUGH):,}"
