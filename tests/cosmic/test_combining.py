"""Figures of several periods as one: what a quarter, a year to date or a year is made of."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cosmic.bases import Basis, Frequency, Periods, terms
from cosmic.periods import Quarter, months_before
from cosmic.record import compute_record
from tests.factories import NO_BENCHMARKS, an_edition, an_indicator

JUN_25 = date(2025, 6, 30)
COLUMNS = "period_end value numerator denominator published status source note row".split()


def months(count: int, end: date = JUN_25) -> list[date]:
    return [months_before(end, ago) for ago in range(count - 1, -1, -1)]


FIRST_QUARTER = Quarter(2025, 1)


def record(indicator, rows, quarter=FIRST_QUARTER):
    """A record from rows of (period end, value or numerator and denominator)."""
    cells = []
    for row, (end, *numbers) in enumerate(rows, 2):
        value, *share = [Decimal(number) for number in numbers]
        top, bottom = (value, share[0]) if share else (None, None)
        times = indicator.unit.traits.times or 1
        value = times * top / bottom if share else value
        cells.append((end, value, top, bottom, end, "published", "synthetic", None, row))
    table = pd.DataFrame(cells, columns=COLUMNS, dtype=object)
    return compute_record(indicator, an_edition(months_before(quarter.end, -1), quarter), table, NO_BENCHMARKS)


def test_a_quarter_of_counts_is_the_sum_of_its_months_and_its_chart_is_by_month():
    indicator = an_indicator(basis="month", reported_as="quarter", compared_with="previous quarter")
    made = record(indicator, [(end, 10 * place) for place, end in enumerate(months(6), 1)])
    assert (made.current.value, made.previous.value) == (40 + 50 + 60, 10 + 20 + 30)
    assert (made.current.basis, made.current.months) == (Basis.QUARTER, 3)
    assert len(made.series) == 6 and {figure.basis for figure in made.series} == {Basis.MONTH}
    assert made.current.arithmetic == "40 (row 5) + 50 (row 6) + 60 (row 7)"


def test_a_quarter_of_percentages_is_all_numerators_over_all_denominators_and_no_mean_of_percentages():
    indicator = an_indicator(unit="percent", basis="month", reported_as="quarter", compared_with="previous quarter")
    made = record(indicator, [(end, *share) for end, share in zip(months(3), [(1, 2), (0, 1), (97, 97)], strict=True)])
    assert made.current.value == 98  # of 100; the mean of 50%, 0% and 100% is 50%
    assert (made.current.numerator, made.current.denominator) == (98, 100)


def test_a_quarter_that_lacks_a_month_has_no_figure():
    indicator = an_indicator(basis="month", reported_as="quarter", compared_with="previous quarter")
    made = record(indicator, [(end, 1) for end in months(3) if end.month != 5])
    assert made.current is None and str(made.rag) == "No data"


def test_of_months_without_more_the_quarter_reports_the_last_one_beside_the_month_before():
    indicator = an_indicator(basis="month", compared_with="previous month")
    made = record(indicator, [(end, place) for place, end in enumerate(months(5), 1)])
    assert (made.current.value, made.previous.value) == (5, 4)


def test_a_running_total_gives_each_quarter_its_own_value():
    indicator = an_indicator(basis="year to date", reported_as="quarter", compared_with="previous quarter")
    ends = [date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31), date(2025, 3, 31), JUN_25]
    made = record(indicator, list(zip(ends, [10, 25, 45, 70, 12], strict=True)))
    assert [figure.value for figure in made.series] == [10, 15, 20, 25, 12]


def test_quarters_make_a_year_to_date_that_begins_again_in_april():
    indicator = an_indicator(basis="quarter", reported_as="year to date", compared_with="same period last year")
    ends = [date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31), date(2025, 3, 31), JUN_25]
    made = record(indicator, list(zip(ends, [1, 2, 4, 8, 16], strict=True)))
    assert [figure.value for figure in made.series] == [1, 3, 7, 15, 16]
    assert (made.current.value, made.previous.value) == (16, 1)


def test_a_year_to_date_without_last_years_same_months_is_compared_with_nothing_and_says_why():
    indicator = an_indicator(basis="year to date", compared_with="same period last year")
    made = record(indicator, [(date(2025, 3, 31), 90), (JUN_25, 15)])
    assert made.previous is None and str(made.change) == "Not comparable"
    assert made.incomparable == "There is no figure for the same period of last year."


LENGTHS = st.sampled_from([Basis.MONTH, Basis.QUARTER, Basis.HALF_YEAR, Basis.YEAR_TO_DATE])


@given(LENGTHS, st.sampled_from([Frequency.MONTH, Frequency.QUARTER]), st.integers(1, 12), st.integers(0, 23))
def test_the_periods_that_make_another_cover_exactly_its_months(basis, frequency, year_ends, ago):
    recorded = Periods.of(basis, frequency if basis is Basis.YEAR_TO_DATE else None, year_ends)
    end = recorded.find_last_end(months_before(JUN_25, ago))
    for wanted in (3, 6, 12):
        if wanted % recorded.months_between:
            continue
        covered: dict[date, int] = {}
        for sign, day in terms(recorded, end, wanted):
            for back in range(recorded.months_covered(day)):
                month = months_before(day, back)
                covered[month] = covered.get(month, 0) + sign
        assert {month for month, count in covered.items() if count} == {months_before(end, b) for b in range(wanted)}
        assert set(covered.values()) <= {0, 1}


@given(st.lists(st.integers(1, 500), min_size=12, max_size=12))
def test_a_figure_made_of_months_is_their_sum_by_whichever_road(values):
    rows = list(zip(months(12, date(2026, 3, 31)), values, strict=True))
    last = Quarter(2025, 4)
    year = record(an_indicator(basis="month", reported_as="year to date", compared_with="previous year"), rows, last)
    rolling = an_indicator(basis="month", reported_as="rolling 12 months", compared_with="previous year")
    assert year.current.value == record(rolling, rows, last).current.value == sum(values)


@pytest.mark.parametrize(
    ("basis", "quarter", "lag", "rag"),
    [
        ("financial year", 4, 0, "Green"),
        ("financial year", 1, 0, "Not due"),
        ("financial year", 3, 0, "Not due"),
        ("financial year", 1, 3, "Green"),
        ("financial year", 2, 3, "Not due"),
        ("half-year", 2, 0, "Green"),
        ("half-year", 3, 0, "Not due"),
        ("calendar year", 3, 0, "Green"),
        ("calendar year", 4, 0, "Not due"),
        ("quarter", 1, 0, "Green"),
    ],
)
def test_a_quarter_in_which_nothing_falls_due_says_so_with_the_last_figure(basis, quarter, lag, rag):
    target = [{"from": "2020-04-01", "value": 100, "reason": "synthetic"}]
    indicator = an_indicator(basis=basis, compared_with="previous year", lag_months=lag, targets=target)
    of = Quarter(2025, quarter)
    end = indicator.reported.find_last_end(months_before(of.end, lag))
    made = record(indicator, [(end, 120)], of)
    assert str(made.rag) == rag and made.current.value == 120
    assert str(record(indicator.model_copy(update={"when_not_due": "repeat"}), [(end, 120)], of).rag) == "Green"


def test_a_suspended_indicator_is_not_judged_and_says_why():
    held = [{"from": "2025-04-01", "until": "2025-12-31", "reason": "The system is being replaced."}]
    made = record(an_indicator(suspended=held), [(date(2025, 3, 31), 100), (JUN_25, 120)])
    assert (str(made.rag), made.set_aside) == ("Suspended", "The system is being replaced.")
    assert str(made.change) == "No data"
    assert str(record(an_indicator(suspended=held), [(date(2026, 3, 31), 120)], Quarter(2025, 4)).rag) == "Green"
