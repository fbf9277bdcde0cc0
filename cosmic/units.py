"""The units in which figures are measured: what stands around their numbers, and which values they can have."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    PERCENT = "percent"
    POINTS = "percentage points"
    COUNT = "count"
    POUNDS = "£"
    THOUSANDS = "£000s"
    MILLIONS = "£m"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    RATIO = "ratio"
    SCORE = "score"
    PER_1000 = "per 1,000"
    PER_10000 = "per 10,000"
    PER_100000 = "per 100,000"
    PER_MILLION = "per million"
    MEASURE = "measure"

    @property
    def traits(self) -> "Traits":
        """Return what holds of all figures in this unit."""
        return _TRAITS[self]


@dataclass(frozen=True)
class Traits:
    """What holds of a unit: the signs around its numbers, the values that they can have, and how they are worked out.

    `times` is what a numerator over a denominator is multiplied by: 100 for a percentage; None where a figure is no
    fraction. `adds_up` says that the figures of several periods are added together: visits and pounds, not percentages.
    """

    before: str = ""
    behind: str = ""
    behind_one: str = ""
    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = None
    times: int | None = 1
    adds_up: bool = False

    @property
    def is_named(self) -> bool:
        """Tell whether its numbers are followed by words, which a chart and a range need say only once."""
        return self.behind.startswith(" ")

    def around(self, digits: str) -> str:
        """Return digits with the unit's signs: `94%`, `−£12k`, `1 day`."""
        sign, digits = ("−", digits[1:]) if digits.startswith("-") else ("", digits)
        behind = self.behind_one if self.behind_one and digits == "1" else self.behind
        return f"{sign}{self.before}{digits}{behind}"

    def without(self, text: str) -> str:
        """Return a number as it is typed without the signs that only repeat its unit: `£1.2m` is 1.2 in millions."""
        sign = "-" if text.strip().startswith(("-", "−")) else ""
        plain = text.strip().lstrip("-−").strip()
        for behind in filter(None, (self.behind, self.behind_one)):
            plain = plain.removesuffix(behind.strip())
        return sign + plain.removeprefix(self.before).strip()


def _lasting(name: str) -> Traits:
    return Traits(behind=f" {name}", behind_one=f" {name.removesuffix('s')}")


_TRAITS = {
    Unit.PERCENT: Traits(behind="%", highest=Decimal(100), times=100),
    Unit.POINTS: Traits(behind=" percentage points", behind_one=" percentage point", lowest=None, times=None),
    Unit.COUNT: Traits(times=None, adds_up=True),
    Unit.POUNDS: Traits(before="£", lowest=None, adds_up=True),
    Unit.THOUSANDS: Traits(before="£", behind="k", lowest=None, adds_up=True),
    Unit.MILLIONS: Traits(before="£", behind="m", lowest=None, adds_up=True),
    Unit.MINUTES: _lasting("minutes"),
    Unit.HOURS: _lasting("hours"),
    Unit.DAYS: _lasting("days"),
    Unit.WEEKS: _lasting("weeks"),
    Unit.MONTHS: _lasting("months"),
    Unit.YEARS: _lasting("years"),
    Unit.RATIO: Traits(),
    Unit.SCORE: Traits(lowest=None),
    Unit.PER_1000: Traits(behind=" per 1,000", times=1_000),
    Unit.PER_10000: Traits(behind=" per 10,000", times=10_000),
    Unit.PER_100000: Traits(behind=" per 100,000", times=100_000),
    Unit.PER_MILLION: Traits(behind=" per million", times=1_000_000),
    Unit.MEASURE: Traits(adds_up=True),
}

# What people write in the place of a unit's name.
LIKELY = {
    "percentage": Unit.PERCENT,
    "%": Unit.PERCENT,
    "per cent": Unit.PERCENT,
    "number": Unit.COUNT,
    "pounds": Unit.POUNDS,
    "gbp": Unit.POUNDS,
    "£k": Unit.THOUSANDS,
    "£ thousands": Unit.THOUSANDS,
    "£000": Unit.THOUSANDS,
    "£ million": Unit.MILLIONS,
    "£ millions": Unit.MILLIONS,
    "per 1000": Unit.PER_1000,
    "per 10000": Unit.PER_10000,
    "per 100000": Unit.PER_100000,
    "per 1,000,000": Unit.PER_MILLION,
}
