"""Say between which values a printed number lies, and reckon with such bounds."""

from dataclasses import dataclass
from decimal import Decimal

_ROUGHLY = Decimal("0.1")  # a fair reader's "about": a tenth either way
_LOOSELY = Decimal("0.25")  # how far "over" may lie below what it speaks of
_IN_WORDS = Decimal("0.06")  # a third, doubled: said of what is near enough
ABOUT = "about|around|approximately|approx|approx.|roughly|circa|some|close to".split("|")
BELOW = (
    "nearly|almost|not quite|just short of|not far short of|approaching|getting on for|a little under|"
    "a little less than|just under|just below|slightly under|slightly less than".split("|")
)
FAR_BELOW = "less than|fewer than|under|at most|up to|well under|no more than".split("|")
ABOVE = "just over|a little over|a little more than|just above|slightly over|slightly more than".split("|")
FAR_ABOVE = "more than|over|at least|exceeding|in excess of|well over|no fewer than|no less than".split("|")


@dataclass(frozen=True)
class Bounds:
    """A least and a most value that a number can have."""

    low: Decimal
    high: Decimal

    @classmethod
    def printed(cls, value: Decimal, place: int | Decimal | None, in_words: bool, hedge: str) -> "Bounds":
        """Return the bounds of what a number as printed can stand for.

        `place` is the exponent of its last digit where it may be rounded, or by how much it may be off; None where it
        is exact.
        """
        half = value * _IN_WORDS if in_words else Decimal(0)
        if place is not None:
            half = place if isinstance(place, Decimal) else Decimal(5).scaleb(place - 1)
        if hedge in ABOUT:
            spread = max(value * _ROUGHLY * (2 if in_words else 1), half)
            return cls(value - spread, value + spread)
        below = _ROUGHLY if hedge in BELOW else _LOOSELY if hedge in FAR_BELOW else 0
        above = _ROUGHLY if hedge in ABOVE else _LOOSELY * (2 if in_words else 1) if hedge in FAR_ABOVE else 0
        either = 0 if below or above else half
        return cls(value * (1 - below) - either, value * (1 + above) + either)

    def meets(self, other: "Bounds") -> bool:
        """Tell whether the two can be the same value."""
        return self.low <= other.high and other.low <= self.high

    def overlaps(self, other: "Bounds") -> bool:
        """Tell whether the two share more than an end: 74% as printed is not 75%, though 74.5 may be either."""
        is_exact = self.low == self.high or other.low == other.high
        return self.meets(other) if is_exact else self.low < other.high and other.low < self.high

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low - other.high, self.high - other.low)

    def __truediv__(self, other: "Bounds") -> "Bounds":
        """Divide values of zero or more; the divisor must not be zero."""
        return Bounds(self.low / other.high, self.high / max(other.low, Decimal("1e-9")))

    def times(self, factor: int | Decimal) -> "Bounds":
        """Multiply both bounds by a factor of zero or more."""
        return Bounds(self.low * factor, self.high * factor)

    def size(self) -> "Bounds":
        """Return the bounds without a sign."""
        low, high = sorted((abs(self.low), abs(self.high)))
        return Bounds(low if self.low * self.high >= 0 else Decimal(0), high)


def exactly(value: Decimal | int) -> Bounds:
    """Return the bounds of a value that is not in doubt."""
    return Bounds(Decimal(value), Decimal(value))


def exponent_of(value: Decimal) -> int:
    """Return the exponent of the last digit of a finite number: -2 for 5.76; raise ValueError for any other."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"a printed number must be finite, got: {value}")
    return exponent
