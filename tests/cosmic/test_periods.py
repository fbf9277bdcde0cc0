"""Quarters are those of the financial year, April to March."""

from datetime import date

import pytest

from cosmic.periods import Quarter, months_before
from projectfiles.errors import CosmicError


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("2025-26-Q1", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-26-Q3", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-26-Q4", date(2026, 1, 1), date(2026, 3, 31)),
        ("1999-00-Q4", date(2000, 1, 1), date(2000, 3, 31)),
    ],
)
def test_a_quarter_starts_and_ends_in_its_financial_year(text, start, end):
    quarter = Quarter.parse(text)
    assert (str(quarter), quarter.start, quarter.end) == (text, start, end)


@pytest.mark.parametrize(
    "text", ["2025-27-Q1", "2025-26-Q5", "2025-26-Q0", "2025-26", "Q1", "2025-26-q1", "2025-26-Q1 "]
)
def test_what_is_no_quarter_is_refused_with_what_was_found(text):
    with pytest.raises(CosmicError, match=repr(text)):
        Quarter.parse(text)


def test_the_label_is_the_published_covers():
    assert Quarter.parse("2025-26-Q1").label == "Quarter 1, 2025/26 Financial Year"


def test_months_before_keep_to_month_ends():
    assert months_before(date(2024, 5, 31), 3) == date(2024, 2, 29)
    assert months_before(date(2025, 2, 28), 12) == date(2024, 2, 29)
