"""What `cosmic new` says is due of figures that are not by quarter."""

from datetime import date

import pytest

from cosmic.periods import months_before
from reportbuilder.new_quarter import due
from tests.factories import a_record, an_indicator

JUN_25, KNOWN = date(2025, 6, 30), date(2025, 7, 31)
MONTHLY = {"basis": "month", "compared_with": "previous month"}


@pytest.fixture(autouse=True)
def _in_a_project(project_copy):
    """Paths are shown from the project's root."""


def told(indicator, *ends) -> str:
    rows = [(end, 1, end) for end in ends]
    return " | ".join(due._figures_due(a_record(indicator, rows, KNOWN)))


def test_each_month_of_the_quarter_that_is_missing_is_due():
    words = told(an_indicator(**MONTHLY), months_before(JUN_25, 2), months_before(JUN_25, 3))
    assert "Jun-25 (month), in data/figures/cosmic-999.csv" in words
    assert "May-25 (month), in the same file: it is missing" in words and "Apr-25" not in words


def test_parts_are_due_with_their_figure():
    parts = {"by": "type of grant", "names": ["A", "B"]}
    assert "Jun-25 by type of grant (A, B), in data/parts/cosmic-999.csv" in told(an_indicator(parts=parts))


def test_nothing_is_due_of_what_is_suspended():
    held = [{"from": "2025-04-01", "reason": "The system is being replaced."}]
    assert told(an_indicator(suspended=held)) == (
        "figure      none: the indicator is suspended: The system is being replaced."
    )


YEAR_TO_DATE = {"basis": "year to date", "frequency": "month", "compared_with": "previous quarter"}


def test_months_that_a_quarter_of_running_totals_is_not_made_of_are_not_due():
    """June's total is that of April to June; of a chart by month the others are due all the same."""
    ends = [months_before(JUN_25, ago) for ago in (6, 3, 0)]
    assert "is missing" not in told(an_indicator(**YEAR_TO_DATE, reported_as="quarter"), *ends)
    assert "May-25 (year to date), in the same file: it is missing" in told(an_indicator(**YEAR_TO_DATE), *ends)


def test_a_figure_of_another_unit_is_not_asked_for_to_compare():
    was = [{"until": "2024-25-Q4", "unit": "percent"}]
    assert "to compare" in told(an_indicator(), JUN_25) and "to compare" not in told(an_indicator(earlier=was), JUN_25)
