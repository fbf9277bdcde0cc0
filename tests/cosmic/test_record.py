"""The rules of the report's key: RAG, change, targets, and what counts as current and previous."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cosmic.definitions import Direction
from cosmic.periods import Quarter
from cosmic.rules import RAG, Change, change, gap, rag, share_of_target, shortfall
from cosmic.schemes import Scheme
from cosmic.targets import Interval
from tests.factories import a_record, an_indicator

HIGHER, LOWER, MAINTAIN, CONTEXTUAL = Direction
FIRST = Quarter(2025, 1)
USUAL = Scheme()


def towards(value, direction):
    """The interval of a target that is one value."""
    value = Decimal(value)
    return Interval(None if direction is LOWER else value, None if direction is HIGHER else value)


def rated(current, target, direction, scheme=USUAL):
    return rag(Decimal(current), towards(target, direction), direction, scheme)


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
    assert rated(current, 100, direction) is expected


def test_the_tolerance_can_be_agreed_for_one_indicator():
    scheme = Scheme.model_validate({"amber_within": "5%"})
    assert rated(95, 100, HIGHER, scheme) is RAG.AMBER
    assert rated("94.99", 100, HIGHER, scheme) is RAG.RED


@given(st.decimals("0.1", "1000000", places=3), st.sampled_from([HIGHER, LOWER]))
def test_exactly_ten_per_cent_off_is_amber_for_every_target(target, direction):
    off = target / 10 if direction is LOWER else -target / 10
    assert rated(target + off, target, direction) is RAG.AMBER


@given(st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
def test_a_better_figure_is_never_rated_worse(one, other, target):
    order = [RAG.RED, RAG.AMBER, RAG.GREEN]
    worse, better = sorted((one, other))
    assert order.index(rated(worse, target, HIGHER)) <= order.index(rated(better, target, HIGHER))
    assert order.index(rated(better, target, LOWER)) <= order.index(rated(worse, target, LOWER))


AMOUNTS = st.decimals(-1000, 1000, places=2)
BANDS = Scheme.model_validate(
    {"bands": [{"rating": "Green", "from": 95, "to": 105}, {"rating": "Amber", "from": 85, "to": 94}]}
)


@given(AMOUNTS, AMOUNTS, st.tuples(AMOUNTS, AMOUNTS).map(sorted), st.sampled_from([USUAL, BANDS]))
def test_what_is_nearer_to_a_range_on_its_side_is_never_rated_worse(one, other, ends, scheme):
    order, target = [RAG.RED, RAG.AMBER, RAG.GREEN], Interval(*ends)
    farther, nearer = sorted((one, other), key=lambda value: -gap(value, target))
    if (farther < ends[0]) == (nearer < ends[0]):
        ratings = [order.index(rag(value, target, MAINTAIN, scheme)) for value in (farther, nearer)]
        assert ratings == sorted(ratings)


@given(AMOUNTS, st.tuples(AMOUNTS, AMOUNTS).map(sorted))
def test_within_a_range_nothing_is_missed(value, ends):
    target = Interval(*ends)
    is_within = ends[0] <= value <= ends[1]
    assert (gap(value, target) == 0) is is_within
    assert (rag(value, target, MAINTAIN, USUAL) is RAG.GREEN) is is_within
    assert shortfall(value, target) in (0, None) if is_within else gap(value, target) > 0


@given(st.decimals("0.1", 1000, places=2), st.decimals(0, 1000, places=2), st.sampled_from([HIGHER, LOWER]))
def test_a_share_of_the_target_is_a_hundred_on_it_and_less_by_the_shortfall(target, current, direction):
    interval = towards(target, direction)
    share = share_of_target(current, interval)
    assert share_of_target(target, interval) == 100
    assert (share >= 100) is (gap(current, interval) == 0)
    if share < 100:
        assert share == 100 - 100 * shortfall(current, interval)


def test_without_figure_or_target_there_is_never_a_colour():
    target = towards(1, HIGHER)
    assert rag(None, target, HIGHER, USUAL) is RAG.NO_DATA
    assert rag(Decimal(1), None, HIGHER, USUAL) is RAG.BASELINE
    assert rag(Decimal(1), target, CONTEXTUAL, USUAL) is RAG.CONTEXTUAL
    assert rag(Decimal(1), target, HIGHER, USUAL, set_aside=RAG.SUSPENDED) is RAG.SUSPENDED


def test_a_zero_target_is_met_or_missed_without_tolerance():
    assert rated(0, 0, LOWER) is RAG.GREEN
    assert rated("0.01", 0, LOWER) is RAG.RED
    assert shortfall(Decimal(1), towards(0, LOWER)) is None


def test_the_shortfall_is_relative_to_the_target():
    assert shortfall(Decimal(56), towards(60, HIGHER)) == Decimal(4) / 60
    assert shortfall(Decimal(237), towards(273, LOWER)) == 0


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
    yearly = {"basis": "academic year", "compared_with": "previous year", "targets": [], "when_not_due": "repeat"}
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
