"""The period that a figure covers, and when one ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cosmic.periods import months_before


class Basis(StrEnum):
    """The period that a figure covers: a snapshot is of a single day, and covers none."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    ROLLING_YEAR = "rolling 12 months"
    YEAR_TO_DATE = "year to date"
    SNAPSHOT = "snapshot"
    ACADEMIC_YEAR = "academic year"
    CALENDAR_YEAR = "calendar year"
    FINANCIAL_YEAR = "financial year"


class Frequency(StrEnum):
    """How often there is a figure."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}
_YEARS = (Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR, Basis.FINANCIAL_YEAR)
_OWN_LENGTHS = {Basis.MONTH: 1, Basis.QUARTER: 3, Basis.HALF_YEAR: 6} | dict.fromkeys(_YEARS, 12)
_YEAR_ENDS = {Basis.CALENDAR_YEAR: 12, Basis.ACADEMIC_YEAR: 9}
_MARCH = 3


@dataclass(frozen=True)
class Periods:
    """The periods of an indicator's figures: what each covers, how many months lie between them, and when a year ends.

    `year_ends` is the month in which the year ends of which they are a part, 1 to 12.
    """

    basis: Basis
    months_between: int
    year_ends: int

    @classmethod
    def of(cls, basis: Basis, frequency: Frequency | None = None, year_ends: int | None = None) -> "Periods":
        """Return the periods of a basis: as often as it ends, and quarterly where it may end at any time."""
        between = MONTHS[frequency] if frequency else _OWN_LENGTHS.get(basis, MONTHS[Frequency.QUARTER])
        return cls(basis, between, year_ends or _YEAR_ENDS.get(basis, _MARCH))

    @property
    def parts_a_whole(self) -> bool:
        """Tell whether these periods follow one another without a gap or an overlap, as months do."""
        return _OWN_LENGTHS.get(self.basis) == self.months_between

    def is_period_end(self, day: date) -> bool:
        """Tell whether a figure can end on a day: the last of a month, so many months from the end of its year."""
        return (day.month - self.year_ends) % self.months_between == 0 and day == months_before(day, 0)

    def months_covered(self, period_end: date) -> int:
        """Return how many months a figure covers; none for a snapshot."""
        match self.basis:
            case Basis.YEAR_TO_DATE:
                return (period_end.month - self.year_ends - 1) % 12 + 1
            case Basis.SNAPSHOT:
                return 0
            case _:
                return _OWN_LENGTHS.get(self.basis, 12)

    def find_last_end(self, day: date) -> date:
        """Return the last end of a period that is not after a day."""
        end = day if day == months_before(day, 0) else months_before(day, 1)
        while not self.is_period_end(end):
            end = months_before(end, 1)
        return end


def terms(recorded: Periods, end: date, months: int) -> Iterator[tuple[int, date]]:
    """Yield the recorded periods that make so many months up to an end: each with 1 to be added, or -1 to be taken off.

    Four quarters make a year. A running total less that of three months before makes a quarter.
    """
    covered = recorded.months_covered(end)
    if months <= 0 or covered == 0:
        return
    yield 1, end
    if covered > months:
        yield -1, months_before(end, months)
    else:
        yield from terms(recorded, months_before(end, covered), months - covered)
