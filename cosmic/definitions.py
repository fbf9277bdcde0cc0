"""The definitions of indicators, read from data/indicators/ and checked."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from cosmic import files, paths
from cosmic.errors import CosmicError
from cosmic.periods import Quarter, months_before
from savedfiles import numbers, words
from savedfiles.models import Checked, Day, Number, Percentage, Text, chosen, name_keys

MOST_DECIMALS = 4


class Unit(StrEnum):
    PERCENT = "percent"
    COUNT = "count"


class Direction(StrEnum):
    """Which way a figure improves: a contextual indicator is not judged (source: the report's key)."""

    HIGHER = "higher"
    LOWER = "lower"
    CONTEXTUAL = "contextual"


class Comparison(StrEnum):
    """Which figure is an indicator's previous one."""

    PREVIOUS_QUARTER = "previous quarter"
    PREVIOUS_YEAR = "previous year"


class Basis(StrEnum):
    """The period that a figure covers."""

    QUARTER = "quarter"
    ROLLING_YEAR = "rolling 12 months"
    YEAR_TO_DATE = "year to date"
    ACADEMIC_YEAR = "academic year"

    @property
    def months_between(self) -> int:
        """Return the months from one figure to the next."""
        return 12 if self is Basis.ACADEMIC_YEAR else 3

    def is_period_end(self, day: date) -> bool:
        """Tell whether a figure can end on a day: a quarter's end, or the end of September for an academic year."""
        months = (9,) if self is Basis.ACADEMIC_YEAR else (3, 6, 9, 12)
        return day.month in months and day == months_before(day, 0)

    def months_covered(self, period_end: date) -> int:
        """Return how many months a figure covers; a year to date starts in April."""
        match self:
            case Basis.QUARTER:
                return 3
            case Basis.YEAR_TO_DATE:
                return (period_end.month - 4) % 12 + 1
            case _:
                return 12


def quarter_name(value: object) -> Quarter:
    """Return a quarter as a definition names it. Raises ValueError unless it is written like 2025-26-Q1."""
    try:
        return Quarter.parse(str(value))
    except CosmicError as error:
        raise ValueError(str(error)) from None


QuarterName = Annotated[Quarter, BeforeValidator(quarter_name)]
UnitName = Annotated[Unit, chosen(Unit, {"percentage": "percent", "%": "percent", "number": "count"})]
DirectionName = Annotated[Direction, chosen(Direction)]
BasisName = Annotated[Basis, chosen(Basis)]
ComparisonName = Annotated[Comparison, chosen(Comparison)]


class Target(Checked):
    """A target, in force from a day until the next one starts, or until it ends.

    It is a value, or a rule: so many per cent above the figure of the same period a year before. Where both are given,
    the value is the target, and the checks compare it with the rule.
    """

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="until")
    value: Number | None = None
    percent_above_previous_year: Percentage | None = None
    reason: Text

    @model_validator(mode="after")
    def _check(self) -> "Target":
        if self.value is None and self.percent_above_previous_year is None:
            raise ValueError("must have a value, or percent_above_previous_year, or both")
        if self.end and self.end < self.start:
            raise ValueError(f"must not end before it starts, got: from {self.start} until {self.end}")
        return self


class Redefinition(Checked):
    """The day from which an indicator is measured in another way, and what changed."""

    start: Day = Field(alias="from")
    what: Text


class Earlier(Checked):
    """What a definition said otherwise up to a quarter, that quarter included."""

    until: QuarterName
    name: Text | None = None
    service: Text | None = None
    unit: UnitName | None = None
    decimals: int | None = Field(default=None, ge=0, le=MOST_DECIMALS)
    direction: DirectionName | None = None
    basis: BasisName | None = None
    compared_with: ComparisonName | None = None
    lag_months: int | None = Field(default=None, ge=0, le=36)
    tolerance: Percentage | None = None
    in_development: bool | None = None


class Indicator(Checked):
    """One KPI. Its stem (`cosmic-003`) gives its code and the names of its files; percentages are 0 to 100."""

    stem: str = Field(pattern=f"^{paths.STEM}$")
    name: Text
    service: Text
    unit: UnitName
    decimals: int = Field(default=0, ge=0, le=MOST_DECIMALS)
    direction: DirectionName
    basis: BasisName
    compared_with: ComparisonName
    lag_months: int = Field(default=0, ge=0, le=36)
    tolerance: Percentage = Decimal(10)
    in_development: bool = False
    redefined: tuple[Redefinition, ...] = ()
    targets: tuple[Target, ...]
    reported_from: QuarterName | None = None
    reported_until: QuarterName | None = None
    earlier: tuple[Earlier, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _let_percentages_have_their_sign(cls, keys: Any) -> Any:
        keys = name_keys(cls, keys)
        if isinstance(keys, dict) and words.normal(str(keys.get("unit"))) == Unit.PERCENT:
            if isinstance(keys.get("targets"), list):
                keys["targets"] = [name_keys(Target, target) for target in keys["targets"]]
            for target in keys.get("targets") or ():
                if isinstance(target, dict) and isinstance(target.get("value"), str):
                    target["value"] = numbers.without_percent_sign(target["value"])
        return keys

    @property
    def code(self) -> str:
        """Return its code as the report prints it: `CoSMIC 003`."""
        return f"CoSMIC {self.stem.rpartition('-')[2]}"

    @property
    def title(self) -> str:
        """Return its code and name, the same on every surface."""
        return f"{self.code}: {self.name}"

    def on(self, day: date) -> "Indicator":
        """Return the definition as it was on a day, without what was redefined later."""
        said: dict = {"redefined": tuple(change for change in self.redefined if change.start <= day)}
        for entry in sorted(self.earlier, key=lambda entry: entry.until, reverse=True):
            if day <= entry.until.end:
                said |= entry.model_dump(exclude={"until"}, exclude_none=True)
        return self.model_copy(update=said)

    def target_on(self, day: date) -> Target | None:
        """Return the target in force on a day: the last one to have started, unless it has ended."""
        started = [target for target in self.targets if target.start <= day]
        latest = max(started, key=lambda target: target.start, default=None)
        return latest if latest and (latest.end is None or day <= latest.end) else None

    def redefined_between(self, earlier: date, later: date) -> Redefinition | None:
        """Return the last redefinition between the ends of two periods; None where both are measured alike."""
        changes = [change for change in self.redefined if earlier < change.start <= later]
        return max(changes, key=lambda change: change.start, default=None)


def load_definition(stem: str) -> Indicator:
    """Return the definition of an indicator, as it is now. Raises Faults with each wrong key and value of its file."""
    return files.read_model(paths.definition(stem), Indicator, stem=stem)
