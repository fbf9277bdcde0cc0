"""The rules of the report's key: RAG, change, targets, and what counts as current and previous."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cosmic.definitions import Direction
from cosmic.periods import Quarter
from cosmic.rules import RAG, Change, change, rag, shortfall
from tests.factories import a_record, an_indicator

HIGHER, LOWER, CONTEXTUAL = Direction
FIRST = Quarter(2025, 1)


@pytest.mark.parametrize(
    "direction, current, expected",
    [
        (HIGHER, "101", RAG.GREEN),
        (HIGHER, "100", RAG.GREEN),
        (HIGHER, "99.99", RAG.AMBER),
        (HIGHER, "90.01", RAG.AMBER),
        (HIGHER, "90", RAG.AMBER),
        (HIGHER, "89.99", RAG.RED),
        (LOWER, "99", RAG.GREEN),
        (LOWER, "100", RAG.GREEN),
        (LOWER, "100.01", RAG.AMBER),
        (LOWER, "109.99", RAG.AMBER),
        (LOWER, "110", RAG.AMBER),
        (LOWER, "110.01", RAG.RED),
    ],
)
def test_off_target_by_ten_per_cent_is_amber_and_by_more_is_red(direction, current, expected):
    assert rag(Decimal(current), Decimal(100), direction) is expected


def test_the_tolerance_can_be_agreed_for_one_indicator():
    assert rag(Decimal(95), Decimal(100), HIGHER, tolerance=Decimal(5)) is RAG.AMBER
    assert rag(Decimal("94.99"), Decimal(100), HIGHER, tolerance=Decimal(5)) is RAG.RED


@given(st.decimals("0.1", "1000000", places=3), st.sampled_from([HIGHER, LOWER]))
def test_exactly_ten_per_cent_off_is_amber_for_every_target(target, direction):
    off = target / 10 if direction is LOWER else -target / 10
    assert rag(target + off, target, direction) is RAG.AMBER


@given(st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
def test_a_better_figure_is_never_rated_worse(one, other, target):
    order = [RAG.RED, RAG.AMBER, RAG.GREEN]
    worse, better = sorted((one, other))
    assert order.index(rag(worse, target, HIGHER)) <= order.index(rag(better, target, HIGHER))
    assert order.index(rag(better, target, LOWER)) <= order.index(rag(worse, target, LOWER))


def test_without_figure_or_target_there_is_never_a_colour():
    assert rag(None, Decimal(1), HIGHER) is RAG.NO_DATA
    assert rag(Decimal(1), None, HIGHER) is RAG.BASELINE
    assert rag(Decimal(1), Decimal(1), CONTEXTUAL) is RAG.CONTEXTUAL
    assert rag(None, None, HIGHER, in_development=True) is RAG.IN_DEVELOPMENT


def test_a_zero_target_is_met_or_missed_without_tolerance():
    assert rag(Decimal(0), Decimal(0), LOWER) is RAG.GREEN
    assert rag(Decimal("0.01"), Decimal(0), LOWER) is RAG.RED
    assert shortfall(Decimal(1), Decimal(0), LOWER) is None


def test_the_shortfall_is_relative_to_the_target():
    assert shortfall(Decimal(56), Decimal(60), HIGHER) == Decimal(4) / 60
    assert shortfall(Decimal(237), Decimal(273), LOWER) == 0


@pytest.mark.parametrize(
    "current, previous, direction, comparable, expected",
    [
        (2, 1, HIGHER, True, Change.IMPROVING),
        (1, 2, HIGHER, True, Change.DECLINING),
        (2, 1, LOWER, True, Change.DECLINING),
        (1, 2, LOWER, True, Change.IMPROVING),
        (1, 1, LOWER, True, Change.NO_CHANGE),
        (1, 2, CONTEXTUAL, True, Change.CONTEXTUAL),
        (1, 2, HIGHER, False, Change.NOT_COMPARABLE),
        (1, None, HIGHER, True, Change.NO_DATA),
        (None, 1, HIGHER, True, Change.NO_DATA),
    ],
)
def test_change_is_judged_in_the_light_of_direction(current, previous, direction, comparable, expected):
    values = [None if value is None else Decimal(value) for value in (current, previous)]
    assert change(*values, direction, comparable) is expected


JUN_25, MAR_25, JUN_24, SEP_24 = date(2025, 6, 30), date(2025, 3, 31), date(2024, 6, 30), date(2024, 9, 30)
ON_TIME, LATER = date(2025, 9, 17), date(2025, 12, 1)


def test_an_edition_takes_figures_as_known_on_its_day():
    rows = [(JUN_25, 110, ON_TIME), (JUN_25, 50, LATER)]
    assert a_record(an_indicator(), rows).current.value == 110
    revised = a_record(an_indicator(), rows, produced_on=LATER)
    assert (revised.current.value, revised.rag) == (50, RAG.RED)


def test_a_figure_of_a_later_quarter_is_not_current():
    rows = [(JUN_25, 110, ON_TIME), (date(2025, 9, 30), 1, date(2025, 10, 1))]
    assert a_record(an_indicator(), rows, produced_on=LATER).current.value == 110


def test_last_quarters_figure_is_no_current_figure_of_a_quarterly_indicator():
    record = a_record(an_indicator(), [(MAR_25, 110, ON_TIME)])
    assert (record.current, record.rag, record.change) == (None, RAG.NO_DATA, Change.NO_DATA)
    assert record.previous.value == 110


def test_a_yearly_figure_stays_current_for_its_year_and_its_lag():
    yearly = {"basis": "academic year", "compared_with": "previous year", "targets": []}
    rows = [(SEP_24, 94, ON_TIME)]
    for lag, number, is_current in ((0, 1, True), (0, 2, False), (6, 3, True), (6, 4, False)):
        record = a_record(an_indicator(**yearly, lag_months=lag), rows, quarter=Quarter(2025, number))
        assert (record.current is not None) is is_current, (lag, number)


def test_a_target_by_rule_is_worked_out_from_last_years_figure_and_rounded():
    target = [{"from": "2025-04-01", "percent_above_previous_year": 2, "reason": "growth"}]
    record = a_record(an_indicator(targets=target), [(JUN_24, 97976, ON_TIME), (JUN_25, 100196, ON_TIME)])
    assert record.target.value == 99936
    assert "97976" in record.target.arithmetic and "row 2" in record.target.arithmetic


def test_a_target_is_in_force_from_its_day_until_it_ends():
    targets = [
        {"from": "2025-04-01", "until": "2025-06-29", "value": 1, "reason": "first"},
        {"from": "2025-07-01", "value": 2, "reason": "second"},
    ]
    indicator = an_indicator(targets=targets)
    in_force = {
        day: indicator.target_on(day) for day in (date(2025, 3, 31), date(2025, 4, 1), JUN_25, date(2025, 7, 1))
    }
    assert [target and int(target.value) for target in in_force.values()] == [None, 1, None, 2]
    assert a_record(indicator, [(JUN_25, 5, ON_TIME)]).rag is RAG.BASELINE


def test_three_months_of_a_running_total_are_not_comparable_with_twelve():
    running = an_indicator(basis="year to date", compared_with="previous year")
    whole_year = a_record(running, [(MAR_25, 90, ON_TIME), (JUN_25, 15, ON_TIME)])
    assert (whole_year.previous.value, whole_year.change) == (90, Change.NOT_COMPARABLE)
    same_months = a_record(running, [(JUN_24, 10, ON_TIME), (MAR_25, 90, ON_TIME), (JUN_25, 15, ON_TIME)])
    assert (same_months.previous.value, same_months.change) == (10, Change.IMPROVING)
