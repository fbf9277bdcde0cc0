"""Hold a claim: something that a sentence says of its own numbers, which these bear out or not."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from prosecheck.bounds import Bounds, exponent_of
from prosecheck.quantities import Kind, Quantity

_ENOUGH = Context(prec=100)  # digits for anything that divides two printed numbers


@dataclass(frozen=True)
class Claim:
    """A claim with the words that make it; where it is wrong, what is wrong with it and what would be right."""

    kind: str
    quote: str
    is_right: bool
    message: str = ""
    expected: str = ""


def reckoned(bounds: Bounds, like: Quantity) -> str:
    """Print the middle of worked-out bounds as precisely as the quantity that it should have been, with its unit."""
    sign = {Kind.PERCENT: "%", Kind.POINTS: " percentage points", Kind.FRACTION: "%", Kind.FACTOR: " times"}.get(
        like.kind, ""
    )
    places = decimals(like.value)
    if like.kind in (Kind.FRACTION, Kind.FACTOR):
        places = 1 if like.kind is Kind.FRACTION else 2
    value = plain((bounds.low + bounds.high) / 2, places)
    return f"{like.unit if like.kind is Kind.MONEY else ''}{value}{sign}"


def decimals(value: Decimal) -> int:
    """Return how many decimals a number is printed with: 2 for 5.76, none for a whole number."""
    return max(0, -exponent_of(value))


def plain(value: Decimal, places: int) -> str:
    """Print a number with so many decimals, thousands separated, halves rounded up."""
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ENOUGH):,}"
