"""A year's target spread over its months: flat shares misjudge a seasonal year, and its own shares never do."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import floor

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cosmic.dated_targets import Targets
from cosmic.periods import Quarter, months_before
from cosmic.rules import RAG
from tests.factories import a_record, an_indicator

YEAR = [Quarter(2025, number) for number in (1, 2, 3, 4)]
OUT = date(2026, 6, 1)
SEASONAL = (61234, 70321, 80107, 99999)  # synthetic: more in winter
FEW = settings(deadline=None, max_examples=25)  # each is four records
VISITS = st.lists(st.integers(1, 10**7), min_size=4, max_size=4)


def ratings(values, basis, **spread) -> list[RAG]:
    """The ratings of a year's quarters, against the year's own total as its target."""
    own = {"from": "2025-04-01", "annual": sum(values), "reason": "synthetic"} | spread
    given = values if basis == "quarter" else accumulate(values)
    rows = [(quarter.end, value, OUT) for quarter, value in zip(YEAR, given, strict=True)]
    indicator = an_indicator(basis=basis, targets=[own])
    return [a_record(indicator, rows, produced_on=OUT, quarter=quarter).rag for quarter in YEAR]


def per_cents(values, decimals: int) -> list[Decimal]:
    """The shares of values in per cent, so rounded that they total 100."""
    first = [round(100 * Decimal(value) / sum(values), decimals) for value in values[:-1]]
    return [*first, 100 - sum(first)]


def a_target(day: date, **keys) -> Decimal:
    """The target of the period that ends on a day."""
    own = {key: value for key, value in keys.items() if key in ("annual", "profile")}
    others = {key: value for key, value in keys.items() if key not in own}
    indicator = an_indicator(targets=[{"from": "2025-04-01", "reason": "synthetic"} | own], **others)
    return Targets(indicator, indicator.reported, lambda _: None, lambda *_: None).on(day).value


@FEW
@given(VISITS)
@example(SEASONAL)
@pytest.mark.parametrize("basis", ["quarter", "year to date"])
def test_a_year_is_never_off_a_target_with_its_own_profile(basis, values):
    assert ratings(values, basis, profile=list(values)) == [RAG.GREEN] * 4
    assert ratings(values, basis, profile=per_cents(values, 10)) == [RAG.GREEN] * 4


@settings(deadline=None)
@given(VISITS)
@example(SEASONAL)
def test_a_profile_gives_back_each_quarter_exactly(values):
    due = [a_target(quarter.end, annual=sum(values), profile=list(values)) for quarter in YEAR]
    assert due == list(values)


@FEW
@given(VISITS)
@example(SEASONAL)
def test_a_flat_pro_rata_finds_a_seasonal_year_off_target_though_it_ends_on_it(values):
    assume(sum(values) - 4 * min(values) >= 4)  # by a visit a quarter at least, or rounding hides it
    assert set(ratings(values, "quarter")) != {RAG.GREEN}
    assert ratings(values, "year to date")[-1] is RAG.GREEN


def test_shares_in_per_cent_need_as_many_digits_as_the_year():
    assert RAG.AMBER in ratings(SEASONAL, "quarter", profile=per_cents(SEASONAL, 1))
    assert ratings(SEASONAL, "quarter", profile=per_cents(SEASONAL, 4)) == [RAG.GREEN] * 4


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 11))
@example(18, 5)
def test_so_many_twelfths_of_a_year_are_worked_out_exactly(annual, months):
    end = months_before(date(2026, 3, 31), 12 - months)
    exact = floor(Fraction(annual * months, 12) + Fraction(1, 2))
    assert a_target(end, annual=annual, basis="year to date", frequency="month") == exact


@pytest.mark.parametrize(
    ("annual", "profile"), [(1000, (10, 20, 30, 39)), (1000, (100, 200, 300, 399)), (0, (0, 0, 0, 0))]
)
def test_shares_that_total_neither_100_nor_the_annual_target_are_told(annual, profile):
    with pytest.raises(ValidationError, match="must total 100, or as amounts the annual target, got: "):
        a_target(date(2025, 6, 30), annual=annual, profile=list(profile))


@pytest.mark.parametrize(("profile", "rule"), [([10, 20, 30, 40], "profiled"), ("flat", "pro rata")])
def test_a_profiled_target_is_called_so_to_the_end_of_its_year(profile, rule):
    """By then all of it is due, as it were pro rata."""
    target = {"from": "2024-04-01", "annual": 100, "profile": profile, "reason": "synthetic"}
    indicator = an_indicator(basis="year to date", compared_with="previous year", targets=[target])
    record = a_record(indicator, [(date(2025, 3, 31), 100, date(2025, 4, 30))], quarter=Quarter(2024, 4))
    assert record.target.value == 100 and record.target.rule == rule
