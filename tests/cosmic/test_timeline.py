"""A line joins only what follows in time and is measured alike, and each period has the target of its day."""

from datetime import date
from decimal import Decimal

import pytest

from reportpages import timeline
from tests.factories import a_gapped_record, a_record, a_year_to_date_record, an_indicator, chart_record

STEPS = [{"from": "2020-04-01", "value": 80, "reason": "x"}, {"from": "2025-01-01", "value": 90, "reason": "x"}]


def values_of(record) -> list[list[int]]:
    return [[int(figure.value) for figure in run] for run in timeline.runs(record)]


def test_a_line_is_broken_where_periods_are_missing():
    record = a_gapped_record()
    assert values_of(record) == [[510, 495], [505, 490], [320]]
    assert timeline.gaps(record) == [(date(2024, 6, 30),) * 2, (date(2025, 3, 31),) * 2]


def test_nothing_is_missing_from_a_series_without_a_gap():
    assert len(timeline.runs(chart_record(40))) == 1 and timeline.gaps(chart_record(40)) == []
    assert timeline.gaps(a_record(an_indicator(), [])) == []


def test_a_gap_goes_from_its_first_period_to_its_last():
    ends = [date(2024, 3, 31), date(2025, 6, 30)]
    record = a_record(an_indicator(), [(end, 5, date(2025, 9, 17)) for end in ends])
    assert timeline.gaps(record) == [(date(2024, 6, 30), date(2025, 3, 31))]


def test_a_year_to_date_is_a_line_a_year():
    assert values_of(a_year_to_date_record([20, 45, 70, 90, 25])) == [[20, 45, 70, 90], [25]]
    assert values_of(a_year_to_date_record([90, 15])) == [[90], [15]]


def test_what_is_measured_in_another_way_is_not_joined():
    record = chart_record(4, redefined=[{"from": "2025-01-01", "what": "synthetic"}])
    assert values_of(record) == [[80, 81], [82, 83]]


@pytest.mark.parametrize(
    "start, expected",
    [("2024-12-31", [(80, 9), (90, 12)]), ("2025-01-01", [(80, 12), (90, 3)]), ("2025-03-31", [(80, 12), (90, 3)])],
)
def test_a_target_is_drawn_from_the_period_in_which_it_came_into_force(start, expected):
    record = chart_record(5, targets=[STEPS[0], STEPS[1] | {"from": start}])
    assert [(step.target.value, step.first.month) for step in timeline.target_steps(record)][-1] == expected[-1]
    assert [int(step.target.value) for step in timeline.target_steps(record)] == [80, 90]


def test_no_target_is_drawn_back_over_periods_that_had_none():
    (step,) = timeline.target_steps(chart_record(12))
    assert (step.target.value, step.first, step.last) == (100, date(2025, 6, 30), date(2025, 6, 30))


def test_a_target_by_rule_is_worked_out_for_each_period_whose_base_is_known():
    rule = [{"from": "2020-04-01", "percent_above_previous_year": 2, "reason": "x"}]
    steps = timeline.target_steps(chart_record(6, value=lambda place: 100 * (place + 1), targets=rule))
    assert [(step.target.value, step.first) for step in steps] == [
        (Decimal(102), date(2025, 3, 31)),
        (Decimal(204), date(2025, 6, 30)),
    ]
