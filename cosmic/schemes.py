"""Rating schemes: how far off its target a figure may be for Amber, as a committee or an indicator has it."""

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from savedfiles import numbers, words
from savedfiles.models import Checked, chosen


class Colour(StrEnum):
    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"


class Measured(StrEnum):
    """What a tolerance is measured in."""

    PERCENT = "% of the target"
    POINTS = "points"
    ANY = "any distance"


class Tolerance(Checked):
    """How far off target a figure may be: so many per cent of its target, so many points of its own unit, or any."""

    amount: Decimal = Decimal(0)
    measured: Measured

    def __str__(self) -> str:
        if self.measured is Measured.ANY:
            return str(self.measured)
        return f"{self.amount}{'' if self.measured is Measured.PERCENT else ' '}{self.measured}"


def read_tolerance(value: object) -> object:
    """Return a tolerance that is written `10%`, `2 points` or `any distance`. Raises ValueError for all else."""
    if isinstance(value, Tolerance | dict):
        return value
    text = words.normal(str(value))
    if text == Measured.ANY:
        return Tolerance(measured=Measured.ANY)
    is_below_zero = str(value).strip().startswith(("-", "−"))
    for behind, measured in (("%", Measured.PERCENT), ("points", Measured.POINTS), ("point", Measured.POINTS)):
        if text.removesuffix(" of the target").endswith(behind) and not is_below_zero:
            amount = text.removesuffix(" of the target").removesuffix(behind)
            return Tolerance(amount=numbers.read_number(amount), measured=measured)
    raise ValueError(
        f"must be like 10% (of the target), 2 points (in the figure's unit), or any distance, got: {value!r}"
    )


class Band(Checked):
    """A rating, and from which to which share of the target it holds, in whole per cent."""

    rating: Annotated[Colour, chosen(Colour)]
    start: int = Field(alias="from")
    end: int | None = Field(default=None, alias="to")


class OnlyIf(StrEnum):
    BETTER = "better than before"


class Scheme(Checked):
    """When a figure that misses its target is Amber, or which share of its target gives which rating.

    `amber_only_if` makes Amber depend on the previous figure too. `bands` are instead of a tolerance; below all of them
    a figure is Red, above all of them it has the rating of the highest.
    """

    amber_within: Annotated[Tolerance, BeforeValidator(read_tolerance)] = Tolerance(
        amount=Decimal(10), measured=Measured.PERCENT
    )
    amber_only_if: Annotated[OnlyIf, chosen(OnlyIf)] | None = None
    bands: tuple[Band, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.bands and "amber_within" in self.model_fields_set:
            raise ValueError("must have either amber_within or bands, got both; delete one of them")
        for lower, upper in pairwise(self.ascending):
            if lower.rating is upper.rating:
                raise ValueError(f"bands must name each rating once, got: {lower.rating} twice; change one of them")
            if lower.end is None or lower.end + 1 != upper.start:
                got = f"got: {lower.rating} to {lower.end}, then {upper.rating} from {upper.start}"
                raise ValueError(f"bands must follow one another in whole per cent, {got}")
        for band in self.bands:
            if band.end is not None and band.end < band.start:
                raise ValueError(f"bands must not end before they start, got: from {band.start} to {band.end}")
        return self

    @property
    def ascending(self) -> list[Band]:
        """Return the bands, that of the lowest share of the target first."""
        return sorted(self.bands, key=lambda band: band.start)

    def __str__(self) -> str:
        condition = f", and only if {self.amber_only_if}" if self.amber_only_if else ""
        if self.bands:
            told = [f"{band.rating} from {band.start}% of the target" for band in reversed(self.ascending)]
            return f"{', '.join(told)}{condition}"
        return f"Amber within {self.amber_within}{condition}"
