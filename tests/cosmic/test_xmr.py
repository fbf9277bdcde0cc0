"""The XmR chart: equal to NHSRplotthedots, and each rule at its boundary."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cosmic.definitions import Direction
from cosmic.xmr import Assurance, PointType, SpecialCause, xmr

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "nhsrplotthedots_expected.json").read_text(encoding="utf-8"))["cases"]
PASSES = yaml.safe_load((HERE / "consistently_passes.yml").read_text(encoding="utf-8"))
OPTIONS = ("rebase_at", "fix_after", "screen_outliers")
EVEN = [4, 6] * 6  # mean 5, moving ranges of 2: limits -0.32 and 10.32, near ones 1.453 and 8.547
NONE = SpecialCause.NONE


def fixed(*later):
    """The special causes of points after twelve that mean and limits rest on."""
    return list(xmr([*EVEN, *later], "neutral", fix_after=12).special_cause[12:])


def named(case: dict) -> str:
    return case.get("name") or case["what"]


@pytest.mark.parametrize("case", EXPECTED, ids=named)
def test_a_chart_equals_that_of_nhsrplotthedots(case):
    chart = xmr(case["y"], case["direction"], case["target"], **{key: case[key] for key in OPTIONS})
    assert list(chart.special_cause) == case["special_cause_type"]
    assert list(chart.point_type) == case["point_type"]
    assert chart.assurance == case["assurance"]
    for ours, key in ((chart.mean, "mean"), (chart.lower, "lpl"), (chart.upper, "upl")):
        theirs = case[key] if isinstance(case[key], list) else [case[key]] * len(case["y"])
        assert list(ours) == [None if one is None else pytest.approx(one, rel=1e-9, abs=0) for one in theirs]


def test_the_oracle_has_every_special_cause_and_verdict():
    assert len(EXPECTED) == 105
    assert {cause for case in EXPECTED for cause in case["special_cause_type"]} == set(SpecialCause)
    assert {case["assurance"] for case in EXPECTED} == {*Assurance, None}


@pytest.mark.parametrize("case", PASSES, ids=named)
def test_a_target_beyond_the_limit_on_the_good_side_is_passed_consistently(case):
    own = {key: case[key] for key in OPTIONS if key in case}
    chart = xmr(case["values"], case["direction"], case["target"], **own)
    is_up = case["direction"] == "increase"
    assert chart.mean[-1] == pytest.approx(case["mean"])
    assert (chart.lower if is_up else chart.upper)[-1] == pytest.approx(case["limit"])
    assert chart.assurance is Assurance.PASS
    within = case["limit"] + (1e-6 if is_up else -1e-6)
    assert xmr(case["values"], case["direction"], within, **own).assurance is Assurance.INCONSISTENT
    other = "decrease" if is_up else "increase"
    assert xmr(case["values"], other, case["target"], **own).assurance is Assurance.FAIL


def test_there_are_twenty_consistent_passes_or_more_both_ways():
    assert len(PASSES) >= 20
    assert {case["direction"] for case in PASSES} == {"increase", "decrease"}


def test_a_point_on_a_limit_is_within_usual_variation():
    lower, upper = (xmr(EVEN, "neutral").lower[0], xmr(EVEN, "neutral").upper[0])
    assert (fixed(lower), fixed(upper)) == ([NONE], [NONE])
    assert fixed(upper + 1e-9) == [SpecialCause.ABOVE_LIMIT]
    assert fixed(lower - 1e-9) == [SpecialCause.BELOW_LIMIT]


@pytest.mark.parametrize("many, found", [(6, NONE), (7, SpecialCause.RUN_HIGH), (8, SpecialCause.RUN_HIGH)])
def test_seven_points_on_one_side_are_a_run(many, found):
    assert fixed(4, *[6] * many) == [NONE, *[found] * many]


def test_a_point_on_the_mean_breaks_a_run():
    assert fixed(4, 6, 6, 6, 5, 6, 6, 6, 6) == [NONE] * 9


@pytest.mark.parametrize("many, found", [(6, NONE), (7, SpecialCause.FALLING), (8, SpecialCause.FALLING)])
def test_seven_points_that_each_fall_are_a_trend(many, found):
    falling = [7 - 0.5 * place for place in range(many)]
    assert fixed(4, 6.9, *falling)[2:] == [found] * many


def test_an_equal_neighbour_breaks_a_trend():
    assert fixed(4.4, 4.6, 4.8, 4.9, 5.2, 5.4, 5.6) == [SpecialCause.RISING] * 7
    assert fixed(4.4, 4.6, 4.8, 4.8, 5.2, 5.4, 5.6) == [NONE] * 7


def test_a_trend_prevails_over_a_run_and_a_limit_over_both():
    rising = [4.0, 5.1, 5.3, 5.5, 5.7, 5.9, 6.1, 6.3, 11]
    assert fixed(*rising) == [*[SpecialCause.RISING] * 8, SpecialCause.ABOVE_LIMIT]


@pytest.mark.parametrize(
    "points, found",
    [
        ([9, 6, 9], [SpecialCause.TWO_HIGH, NONE, SpecialCause.TWO_HIGH]),
        ([9, 6, 6, 9], [NONE] * 4),
        ([9, 4, 9], [NONE] * 3),
        ([9, 5, 9], [NONE] * 3),
        ([9, 6, 8.5], [NONE] * 3),
        ([1, 1, 4], [SpecialCause.TWO_LOW, SpecialCause.TWO_LOW, NONE]),
    ],
)
def test_two_of_three_near_a_limit_on_one_side_are_special(points, found):
    assert fixed(4, 6, *points, 4)[2:-1] == found


def test_since_2023_a_point_outside_the_limits_counts_as_one_of_two():
    def told(rules):
        return list(xmr([*EVEN, 11, 9, 6, 4], "neutral", fix_after=12, rules=rules).special_cause[12:])

    assert told("making-data-count") == [SpecialCause.ABOVE_LIMIT, NONE, NONE, NONE]
    assert told("making-data-count-2023") == [SpecialCause.ABOVE_LIMIT, SpecialCause.TWO_HIGH, NONE, NONE]
    with pytest.raises(ValueError):
        told("western-electric")


def test_the_directions_of_definitions_are_those_of_nhsrplotthedots():
    for ours, theirs in zip(Direction, ("increase", "decrease", "neutral", "neutral"), strict=True):
        assert xmr([*EVEN, 20], ours, 0) == xmr([*EVEN, 20], theirs, 0)
    with pytest.raises(ValueError, match="higher, lower, maintain or contextual"):
        xmr(EVEN, "up")


def test_figures_that_never_vary_and_single_ones_have_no_limits():
    for values in ([5.0] * 12, [3]):
        chart = xmr(values, "higher")
        assert set(chart.lower) == set(chart.upper) == {None}
        assert set(chart.special_cause) == {NONE}
    assert xmr([], "higher").values == ()


# Whole numbers of eighths, whose sums floats hold exactly: the laws hold to the last bit.
EIGHTHS = st.lists(st.integers(-400, 400).map(lambda eighth: eighth / 8), min_size=1, max_size=40)


@given(EIGHTHS, st.integers(-50, 50))
def test_adding_a_constant_changes_no_point(values, more):
    assert xmr([value + more for value in values], "higher").special_cause == xmr(values, "higher").special_cause


@given(EIGHTHS, st.sampled_from([0.25, 2, 64]))
def test_another_unit_changes_no_point(values, times):
    assert xmr([value * times for value in values], "higher").point_type == xmr(values, "higher").point_type


@given(EIGHTHS)
def test_the_other_direction_swaps_improvement_and_concern(values):
    swapped = {PointType.IMPROVEMENT: PointType.CONCERN, PointType.CONCERN: PointType.IMPROVEMENT}
    other = [swapped.get(one, one) for one in xmr(values, "lower").point_type]
    assert list(xmr(values, "higher").point_type) == other


@given(EIGHTHS)
def test_points_after_a_rebase_are_told_as_if_they_stood_alone(values):
    whole, alone = xmr([*EVEN, *values], "higher", 5, rebase_at=[13]), xmr(values, "higher", 5)
    assert (whole.special_cause[12:], whole.lower[12:], whole.assurance) == (
        alone.special_cause,
        alone.lower,
        alone.assurance,
    )
