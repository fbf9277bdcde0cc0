"""The definitions of indicators, read from data/indicators/ and checked."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from cosmic import units
from cosmic.bases import Basis, Frequency, Periods
from cosmic.committee import Committee, read_committee
from cosmic.periods import MONTHS, Quarter, months_before
from cosmic.schemes import Measured, Scheme, Tolerance
from cosmic.targets import Target
from cosmic.units import Traits, Unit
from projectfiles import files, paths
from projectfiles.errors import CosmicError, Fault, Faults, attempt
from savedfiles import words
from savedfiles.models import Checked, Day, Percentage, SignedNumber, Text, chosen, name_keys

MOST_DECIMALS = 4
_TYPED_IN_UNIT = ("value", "annual", "at_least", "at_most")


class Direction(StrEnum):
    """Which way a figure improves; a contextual indicator is not judged (source: the report's key).

    One that is to be maintained is better the nearer it is to its target.
    """

    HIGHER = "higher"
    LOWER = "lower"
    MAINTAIN = "maintain"
    CONTEXTUAL = "contextual"


class Comparison(StrEnum):
    """Which figure is an indicator's previous one.

    Without the same months of last year, a year to date that is compared with the `previous year` is set beside the
    whole of it, and one that is compared with the `same period last year` beside nothing.
    """

    PREVIOUS_MONTH = "previous month"
    PREVIOUS_QUARTER = "previous quarter"
    PREVIOUS_PERIOD = "previous period"
    PREVIOUS_YEAR = "previous year"
    SAME_PERIOD = "same period last year"


class Combining(StrEnum):
    """How the figures of several periods make one: added, or their numerators over their denominators."""

    SUM = "sum"
    WEIGHTED = "weighted mean"


class NotDue(StrEnum):
    """What a quarter says in which no figure falls due: so, or the last figure with its rating once more."""

    SAY_SO = "say so"
    REPEAT = "repeat"


def quarter_name(value: object) -> Quarter:
    """Return a quarter as a definition names it. Raises ValueError unless it is written like 2025-26-Q1."""
    try:
        return Quarter.parse(str(value))
    except CosmicError as error:
        raise ValueError(str(error)) from None


QuarterName = Annotated[Quarter, BeforeValidator(quarter_name)]


def month_number(value: object) -> int:
    """Return a month by its name, 1 to 12. Raises ValueError for what is none."""
    return MONTHS.index(words.choose(str(value), MONTHS)) + 1


MonthName = Annotated[int, BeforeValidator(month_number)]
UnitName = Annotated[Unit, chosen(Unit, units.LIKELY)]
DirectionName = Annotated[Direction, chosen(Direction)]
BasisName = Annotated[Basis, chosen(Basis)]
Code = Annotated[Text, Field(max_length=20, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./_-]*$")]
ComparisonName = Annotated[Comparison, chosen(Comparison)]
FrequencyName = Annotated[Frequency, chosen(Frequency)]
CombiningName = Annotated[Combining, chosen(Combining)]
NotDueName = Annotated[NotDue, chosen(NotDue)]


class Redefinition(Checked):
    """The day from which an indicator is measured in another way, and what changed.

    Figures before and after it are not compared, unless it says that they are comparable.
    """

    start: Day = Field(alias="from")
    what: Text
    comparable: bool = False


class Rebase(Checked):
    """The day from which its owner has decided that usual variation is worked out anew, and why."""

    start: Day = Field(alias="from")
    reason: Text


class Suspension(Checked):
    """From which day to which an indicator is not measured, and why."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="until")
    reason: Text


class Parts(Checked):
    """What an indicator's figure is split by, such as type of grant, and the names of its parts in their order."""

    by: Text
    names: Annotated[tuple[Text, ...], Field(min_length=2)]


class Earlier(Checked):
    """What a definition said otherwise up to a quarter, that quarter included."""

    until: QuarterName
    name: Text | None = None
    service: Text | None = None
    unit: UnitName | None = None
    measured_in: Text | None = None
    lowest: SignedNumber | None = None
    highest: SignedNumber | None = None
    decimals: int | None = Field(default=None, ge=0, le=MOST_DECIMALS)
    direction: DirectionName | None = None
    basis: BasisName | None = None
    frequency: FrequencyName | None = None
    year_ends: MonthName | None = None
    reported_as: BasisName | None = None
    combined_by: CombiningName | None = None
    compared_with: ComparisonName | None = None
    lag_months: int | None = Field(default=None, ge=0, le=36)
    tolerance: Percentage | None = None
    rating: Scheme | None = None
    in_development: bool | None = None


class Indicator(Checked):
    """One KPI. Its stem (`ht-003`) gives its code and the names of its files; percentages are 0 to 100.

    The code is `prefix` and number, but for an indicator that has a code of its own.
    """

    stem: str = Field(pattern=f"^{paths.STEM}$")
    prefix: str
    own_code: Code | None = Field(default=None, alias="code")
    name: Text
    service: Text
    unit: UnitName
    measured_in: Text | None = None
    lowest: SignedNumber | None = None
    highest: SignedNumber | None = None
    decimals: int = Field(default=0, ge=0, le=MOST_DECIMALS)
    direction: DirectionName
    basis: BasisName
    frequency: FrequencyName | None = None
    year_ends: MonthName | None = None
    reported_as: BasisName | None = None
    combined_by: CombiningName | None = None
    compared_with: ComparisonName
    lag_months: int = Field(default=0, ge=0, le=36)
    when_not_due: NotDueName = NotDue.SAY_SO
    tolerance: Percentage | None = None
    rating: Scheme | None = None
    in_development: bool = False
    suspended: tuple[Suspension, ...] = ()
    redefined: tuple[Redefinition, ...] = ()
    rebased: tuple[Rebase, ...] = ()
    targets: tuple[Target, ...]
    parts: Parts | None = None
    smallest_count: int | None = Field(default=None, ge=1)
    reported_from: QuarterName | None = None
    reported_until: QuarterName | None = None
    replaced_by: Text | None = None
    earlier: tuple[Earlier, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _let_values_have_their_signs(cls, keys: Any) -> Any:
        """Take from a target's values the signs that only repeat its unit: `92%` is 92 where the unit is percent."""
        keys = name_keys(cls, keys)
        unit = words.normal(str(keys.get("unit"))) if isinstance(keys, dict) else ""
        known = {words.normal(unit): unit for unit in Unit}
        if unit in known and isinstance(keys.get("targets"), list):
            keys["targets"] = [_without_signs(name_keys(Target, one), known[unit].traits) for one in keys["targets"]]
        return keys

    @property
    def code(self) -> str:
        """Return its code as the report prints it: `HT 003`."""
        return self.own_code or f"{self.prefix} {self.stem.rpartition('-')[2]}"

    @property
    def title(self) -> str:
        """Return its code and name, the same on every surface."""
        return f"{self.code}: {self.name}"

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the lowest and the highest value that a figure can have: the definition's own, or its unit's."""
        traits = self.unit.traits
        return (
            traits.lowest if self.lowest is None else self.lowest,
            traits.highest if self.highest is None else self.highest,
        )

    @property
    def recorded(self) -> Periods:
        """Return the periods of the figures in its file."""
        return Periods.of(self.basis, self.frequency, self.year_ends)

    @property
    def reported(self) -> Periods:
        """Return the periods of the figures that the report gives."""
        if self.reported_as is None:
            return self.recorded
        own = Periods.of(self.reported_as, year_ends=self.year_ends)
        return own if own.parts_a_whole else Periods(self.reported_as, self.recorded.months_between, own.year_ends)

    @property
    def charted(self) -> Periods:
        """Return the periods of its chart: those reported, but months where a quarter is made of them."""
        is_finer = self.recorded.months_between < self.reported.months_between
        return self.recorded if is_finer and self.recorded.parts_a_whole else self.reported

    @property
    def combining(self) -> Combining:
        """Return how the figures of several periods make one."""
        return self.combined_by or (Combining.SUM if self.unit.traits.adds_up else Combining.WEIGHTED)

    def months_back(self) -> int:
        """Return how many months before the current figure the previous one ends."""
        match self.compared_with:
            case Comparison.PREVIOUS_MONTH:
                return 1
            case Comparison.PREVIOUS_QUARTER:
                return 3
            case Comparison.PREVIOUS_PERIOD:
                return self.reported.months_between
            case _:
                return 12

    def with_scheme(self, usual: Scheme) -> "Indicator":
        """Return the definition with its rating scheme: its own, or the committee's usual one."""
        own = self.rating or usual
        if self.tolerance is not None:
            own = Scheme(amber_within=Tolerance(amount=self.tolerance, measured=Measured.PERCENT))
        is_share = not own.bands and own.amber_within.measured is Measured.PERCENT
        return self.model_copy(update={"rating": own, "tolerance": own.amber_within.amount if is_share else None})

    def is_due_in(self, quarter: Quarter) -> bool:
        """Tell whether a figure falls due in a quarter: a period that ended so many months before, by its lag."""
        ends = (months_before(quarter.end, self.lag_months + ago) for ago in range(3))
        return any(self.reported.is_period_end(end) for end in ends)

    def on(self, day: date) -> "Indicator":
        """Return the definition as it was on a day, without what was redefined or rebased later."""
        said: dict = {
            "redefined": tuple(change for change in self.redefined if change.start <= day),
            "rebased": tuple(rebase for rebase in self.rebased if rebase.start <= day),
        }
        for entry in sorted(self.earlier, key=lambda entry: entry.until, reverse=True):
            if day <= entry.until.end:
                said |= {name: getattr(entry, name) for name in entry.model_fields_set - {"until"}}
        return self.model_copy(update=said)

    def target_on(self, day: date) -> Target | None:
        """Return the target in force on a day: the last one to have started, unless it has ended."""
        started = [target for target in self.targets if target.start <= day]
        latest = max(started, key=lambda target: target.start, default=None)
        return latest if latest and (latest.end is None or day <= latest.end) else None

    def suspended_on(self, day: date) -> Suspension | None:
        """Return the suspension that holds on a day, if there is one."""
        held = (one for one in self.suspended if one.start <= day and (one.end is None or day <= one.end))
        return next(held, None)

    def redefined_between(self, earlier: date, later: date) -> Redefinition | None:
        """Return the last redefinition between the ends of two periods that parts them; None where they compare."""
        changes = [one for one in self.redefined if earlier < one.start <= later and not one.comparable]
        return max(changes, key=lambda change: change.start, default=None)

    def is_rebased_between(self, earlier: date, later: date) -> bool:
        """Tell whether usual variation is worked out anew between the ends of two periods."""
        is_decided = any(earlier < rebase.start <= later for rebase in self.rebased)
        return is_decided or self.redefined_between(earlier, later) is not None


def load_definition(stem: str) -> Indicator:
    """Return the definition of an indicator, as it is now. Raises Faults with each wrong key and value of its file."""
    return _load(stem, read_committee())


def load_definitions(stems: Iterable[str]) -> tuple[list[Indicator], list[Fault]]:
    """Return the definitions of indicators that can be read, in order, and all that is wrong with the others."""
    committees, faults = attempt([read_committee])
    if faults:
        return [], faults
    return attempt(partial(_load, stem, committees[0]) for stem in stems)


def _load(stem: str, own: Committee) -> Indicator:
    path = paths.definition(stem)
    if stem.partition("-")[0] != own.stem:
        rule = f"must begin with {own.stem}-, as the prefix in {paths.shown(paths.settings())} is {own.prefix}"
        remedy = f"rename it, its figures and its notebook to {own.stem}-{stem[-3:]}, or mend the prefix"
        raise Faults.at(paths.shown(path), f"{rule}; {remedy}")
    return files.read_model(path, Indicator, stem=stem, prefix=own.prefix)


def _without_signs(target: Any, traits: Traits) -> Any:
    """Return what was read of a target, the values that are words without their unit's signs."""
    if not isinstance(target, dict):
        return target
    typed = {key: value for key, value in target.items() if key in _TYPED_IN_UNIT and isinstance(value, str)}
    return target | {key: traits.without(value) for key, value in typed.items()}
