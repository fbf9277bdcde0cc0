"""Targets: what a definition says that a figure is to reach, in force from a day until the next one starts."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from savedfiles import words
from savedfiles.models import Checked, Day, Number, Percentage, SignedNumber, Text, chosen, read_number

_KINDS = (
    "value",
    "percent_above_previous_year",
    "percent_below_previous_year",
    "annual",
    "at_least",
    "at_most",
    "milestones",
    "no_worse_than",
)
_BESIDE_EACH_OTHER = (
    {"value", "percent_above_previous_year"},
    {"value", "percent_below_previous_year"},
    {"at_least", "at_most"},
)
_QUARTERS, _MONTHS = 4, 12


class Peer(StrEnum):
    """Whose figure a figure is to be no worse than."""

    PREVIOUS_YEAR = "previous year"
    ENGLAND = "England Mean"
    NEIGHBOURS = "Statistical Neighbours Mean"


class Spread(StrEnum):
    """How a target for a year is spread over its months, where no shares are given."""

    FLAT = "flat"
    PAST_YEARS = "past years"


class Interval(NamedTuple):
    """What a figure is to lie within: at least `low`, at most `high`, in its own unit; None where it is open."""

    low: Decimal | None
    high: Decimal | None


class Milestone(Checked):
    """A value that is to be reached by a day, from which on it is the target."""

    by: Day
    value: SignedNumber


def read_profile(value: object) -> object:
    """Return how a year's target is spread: the name of a spread, or shares. Raises ValueError for all else."""
    if isinstance(value, list | tuple):
        return tuple(read_number(share) for share in value)
    return words.choose(str(value), Spread)


class Target(Checked):
    """A target, in force from a day until the next one starts, or until it ends.

    It is a value; a floor, a ceiling, or a range; a total for a year, spread over its months; milestones; or a rule by
    the figure of a year before or by a mean. Where a value is given beside a percentage on the previous year, the value
    is the target, and the checks compare it with the rule.
    """

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="until")
    value: SignedNumber | None = None
    percent_above_previous_year: Percentage | None = None
    percent_below_previous_year: Percentage | None = None
    annual: Number | None = None
    profile: Annotated[Spread | tuple[Decimal, ...], BeforeValidator(read_profile)] | None = None
    at_least: SignedNumber | None = None
    at_most: SignedNumber | None = None
    milestones: tuple[Milestone, ...] = ()
    no_worse_than: Annotated[Peer, chosen(Peer)] | None = None
    reason: Text

    @model_validator(mode="after")
    def _check(self) -> Self:
        if faults := [*self._contradictions(), *self._wrong_shares()]:
            raise ValueError("; ".join(faults))
        return self

    def _contradictions(self) -> Iterator[str]:
        said = [name for name in _KINDS if getattr(self, name) not in (None, ())]
        if not said:
            yield f"must have one of {', '.join(_KINDS)}"
        elif len(said) > 1 and set(said) not in _BESIDE_EACH_OTHER:
            yield f"must say in one way what is to be reached, got: {', '.join(said)}; keep the one that is meant"
        if self.end and self.end < self.start:
            yield f"must not end before it starts, got: from {self.start} until {self.end}"
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            yield f"at_least must not be above at_most, got: {self.at_least} and {self.at_most}; swap them"
        for earlier, later in pairwise(self.milestones):
            if later.by <= earlier.by:
                yield f"milestones must be in the order of their days, got: {earlier.by}, then {later.by}"

    def _wrong_shares(self) -> Iterator[str]:
        if self.profile is not None and self.annual is None:
            yield "a profile spreads the target of a year, and there is none; give it as annual, or delete profile"
        if self.shares and len(self.shares) not in (_QUARTERS, _MONTHS):
            yield f"profile must have {_QUARTERS} shares, of quarters, or {_MONTHS}, of months, got: {len(self.shares)}"
        total = sum(self.shares)
        if self.shares and (not total or total not in (100, self.annual)):
            yield f"the shares of profile must total 100, or as amounts the annual target, got: {total}; correct them"

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """Return the shares of a year that are given, from its first month or quarter on, in per cent or as amounts."""
        return self.profile if isinstance(self.profile, tuple) else ()

    @property
    def own_values(self) -> list[Decimal]:
        """Return the values that are typed in the unit of the figure, such as may be impossible in it."""
        typed = [self.value, self.at_least, self.at_most, *(milestone.value for milestone in self.milestones)]
        return [value for value in typed if value is not None]

    def milestone_on(self, day: date) -> Milestone | None:
        """Return the milestone that was last to be reached by a day."""
        return max((one for one in self.milestones if one.by <= day), key=lambda one: one.by, default=None)

    def milestone_after(self, day: date) -> Milestone | None:
        """Return the milestone that is next to be reached after a day."""
        return min((one for one in self.milestones if one.by > day), key=lambda one: one.by, default=None)


def is_by_previous_year(target: Target) -> bool:
    """Tell whether a target follows from the figure of a year before."""
    rules = (target.percent_above_previous_year, target.percent_below_previous_year)
    return target.no_worse_than is Peer.PREVIOUS_YEAR or any(rule is not None for rule in rules)


def share_of_year(shares: tuple[Decimal, ...], last_month: int, months: int) -> Fraction:
    """Return which share of a year's target is due in so many months up to a month of that year; 1 is all of it.

    `shares` are of four quarters or of twelve months; `last_month` counts from 1, the first of the year. A quarter's
    share is that of its months together. Flat shares are a twelfth for each month (source: the report's key, “Pro Rata
    Target”), which no decimal is. Raises ValueError where the months begin or end within a quarter whose months have no
    shares of their own.
    """
    width = _MONTHS // len(shares)
    first = last_month - months
    if last_month % width or first % width:
        raise ValueError(f"profile has shares of quarters; give {_MONTHS} shares, of months")
    return Fraction(sum(shares[max(first, 0) // width : last_month // width])) / Fraction(sum(shares))
