"""Quarters of the financial year (April to March), and the ends of months."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from projectfiles.errors import CosmicError

MONTHS = "January February March April May June July August September October November December".split()


def months_before(day: date, months: int) -> date:
    """Return the last day of the month that is so many months before the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of the financial year that starts in April of `year`; `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read `2025-26-Q1`. Raises CosmicError where the text is not a quarter, or its two years do not follow."""
        match = re.fullmatch(r"(\d{4})-(\d{2})-Q([1-4])", text, re.ASCII)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]) or not 1900 <= int(match[1]) < 9000:
            raise CosmicError(
                f"a quarter must be written like 2025-26-Q1 (two following years, Q1 to Q4), got: {text!r}"
            )
        return cls(int(match[1]), int(match[3]))

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02}-Q{self.number}"

    @property
    def start(self) -> date:
        """Return its first day."""
        return date(self.year + (self.number == 4), self.number * 3 % 12 + 1, 1)

    @property
    def end(self) -> date:
        """Return its last day."""
        return months_before(self.start, -2)

    @property
    def label(self) -> str:
        """Return its name as the report's cover prints it."""
        return f"Quarter {self.number}, {self.year}/{(self.year + 1) % 100:02} Financial Year"
