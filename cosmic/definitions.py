"""The definitions of indicators, read from data/indicators/ and checked."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from cosmic import files, paths
from cosmic.errors import CosmicError
from cosmic.periods import Quarter, months_before

MOST_DECIMALS = 4
MOST_DIGITS, MOST_IN_FRACTION = 12, 20  # with them, arithmetic of 28 digits holds whatever is worked out


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


def iso_day(value: object) -> date:
    """Return a day as a definition or a table gives it. Raises ValueError unless it is written like 2025-06-30."""
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and len(value) == len("2025-06-30"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"must be a day written like 2025-06-30, got: {value!r}")


def plain_number(value: object) -> Decimal:
    """Return a number exactly as it is written. Raises ValueError for less than zero, for separators and for units."""
    text = str(value)
    digits, _, fraction = text.partition(".")
    if isinstance(value, bool) or not (text.isascii() and digits.isdigit() and (fraction or "0").isdigit()):
        raise ValueError(f"must be a number of zero or more in plain digits, like 100196 or 71.5, got: {value!r}")
    if len(digits) > MOST_DIGITS or len(fraction) > MOST_IN_FRACTION:
        allowed = f"{MOST_DIGITS} digits before a point and {MOST_IN_FRACTION} after it"
        raise ValueError(f"must have at most {allowed}, got: {text[:MOST_IN_FRACTION]}…")
    return Decimal(text)


def quarter_name(value: object) -> Quarter:
    """Return a quarter as a definition names it. Raises ValueError unless it is written like 2025-26-Q1."""
    try:
        return Quarter.parse(str(value))
    except CosmicError as error:
        raise ValueError(str(error)) from None


def plain_text(value: object) -> object:
    """Return words with single spaces, however a file breaks them."""
    return " ".join(value.split()) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(iso_day), Field(ge=date(1900, 1, 1), lt=date(9000, 1, 1))]
InQuarter = Annotated[Quarter, BeforeValidator(quarter_name)]
Number = Annotated[Decimal, BeforeValidator(plain_number)]
Text = Annotated[str, BeforeValidator(plain_text), Field(min_length=1, pattern=r"\S")]


class Checked(BaseModel):
    """A model of what was read from a file: unknown keys are refused, and nothing can be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Target(Checked):
    """A target, in force from a day until the next one starts, or until it ends.

    It is a value, or a rule: so many per cent above the figure of the same period a year before. Where both are given,
    the value is the target, and the checks compare it with the rule.
    """

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="until")
    value: Number | None = None
    percent_above_previous_year: Number | None = None
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

    until: InQuarter
    name: Text | None = None
    service: Text | None = None
    unit: Unit | None = None
    decimals: int | None = Field(default=None, ge=0, le=MOST_DECIMALS)
    direction: Direction | None = None
    basis: Basis | None = None
    compared_with: Comparison | None = None
    lag_months: int | None = Field(default=None, ge=0, le=36)
    tolerance: Number | None = None
    in_development: bool | None = None


class Indicator(Checked):
    """One KPI. Its stem (`cosmic-003`) gives its code and the names of its files; percentages are 0 to 100."""

    stem: str = Field(pattern=r"^[a-z]+-\d{3}$")
    name: Text
    service: Text
    unit: Unit
    decimals: int = Field(default=0, ge=0, le=MOST_DECIMALS)
    direction: Direction
    basis: Basis
    compared_with: Comparison
    lag_months: int = Field(default=0, ge=0, le=36)
    tolerance: Number = Decimal(10)
    in_development: bool = False
    redefined: tuple[Redefinition, ...] = ()
    targets: tuple[Target, ...]
    reported_from: InQuarter | None = None
    reported_until: InQuarter | None = None
    earlier: tuple[Earlier, ...] = ()

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
