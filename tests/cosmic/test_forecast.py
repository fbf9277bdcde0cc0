"""The range of a year's total: what it is of, what it follows from, and the laws that it keeps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cosmic.forecast import LEAST, LEVELS, Range, forecast, year_end

SEASONAL = [100, 200, 300, 400] * 4
VALUES = st.lists(st.floats(-1e6, 1e6), min_size=LEAST, max_size=30)
COUNTS = st.lists(st.integers(0, 10_000).map(float), min_size=LEAST, max_size=30)
LEFT = st.integers(1, 4)


def ends(one: Range) -> list[float]:
    return [one.lower, one.middle, one.upper]


def test_a_year_of_which_no_quarter_is_left_is_its_exact_total():
    assert year_end([*SEASONAL, 1.5, 2.5, 3.5, 4.5], 0) == Range(12, 12, 12)


@pytest.mark.parametrize("left", [1, 2, 3, 4])
def test_the_same_season_every_year_ends_as_every_year(left):
    values = SEASONAL[: 16 - left]
    assert year_end(values, left).middle == pytest.approx(1000)


def test_a_steady_growth_goes_on_more_slowly_as_theta_has_it():
    values = [100 + 10 * place for place in range(16)]
    on, same = sum(100 + 10 * place for place in range(16, 20)), sum(values[-4:])
    assert same < year_end(values, 4).middle < on


@given(VALUES, LEFT)
def test_the_middle_lies_within_the_range(values, left):
    assert sorted(ends(got := year_end(values, left))) == ends(got)


@given(VALUES, LEFT, st.sampled_from([0.001, 0.5, 1000]))
def test_values_in_thousands_have_their_range_in_thousands(values, left, times):
    got = year_end([value * times for value in values], left)
    size = max(map(abs, values), default=0)
    assert ends(got) == pytest.approx(
        [end * times for end in ends(year_end(values, left))], rel=1e-6, abs=1e-6 * size * times
    )


@given(VALUES, LEFT, st.sampled_from(LEVELS[1:]))
def test_a_higher_level_is_never_narrower(values, left, level):
    lower = year_end(values, left, LEVELS[LEVELS.index(level) - 1])
    higher = year_end(values, left, level)
    assert higher.lower <= lower.lower and higher.upper >= lower.upper


def test_19_of_20_need_about_twice_the_width_of_8_in_10_and_5_of_10_about_half():
    values = list(1000 + np.random.default_rng(7).normal(0, 50, 16))
    widths = [(got := year_end(values, 4, level)).upper - got.lower for level in (0.5, 0.8, 0.95)]
    assert widths == pytest.approx([widths[1] / 2, widths[1], widths[1] * 2], rel=0.1)


@given(COUNTS, LEFT)
def test_counts_never_end_below_what_is_counted_already(values, left):
    assert year_end(values, left).lower >= sum(values[len(values) - 4 + left :])


def test_values_that_can_be_below_zero_may_end_below_what_there_is_so_far():
    values = [50.0, -60, 40, -55, 45, -50, 60, -40, 55]
    assert year_end(values, 3).lower < 55


def test_the_nearer_the_end_of_a_year_the_narrower_its_range():
    noise = np.random.default_rng(1).normal(0, 20, 24)
    values = [1000 + one for one in noise]
    widths = [(got := year_end(values[: 24 - left], left)).upper - got.lower for left in (4, 3, 2, 1)]
    assert widths == sorted(widths, reverse=True)


def test_a_series_that_jumps_about_has_a_wider_range_than_a_quiet_one():
    noise = np.random.default_rng(2).normal(0, 1, 16)
    quiet, wild = (year_end(list(1000 + size * noise), 4) for size in (5, 50))
    assert wild.upper - wild.lower > 5 * (quiet.upper - quiet.lower)


def test_a_season_that_chance_could_have_made_is_not_forecast_and_a_plain_one_is():
    noise = np.random.default_rng(3).normal(0, 50, 12)
    by_chance, plain = forecast(1000 + noise), forecast(1000 + np.array([-200, 0, 0, 200] * 3) + noise / 10)
    assert np.ptp(by_chance) < 50 and 380 < np.ptp(plain) < 420


def test_what_lies_more_than_six_years_back_changes_nothing():
    values = list(1000 + np.random.default_rng(4).normal(0, 50, 24))
    assert year_end([1.0, 9e6, *values], 2) == year_end(values, 2)


@pytest.mark.parametrize("count", [0, 7])
def test_fewer_than_8_quarters_have_no_range(count):
    with pytest.raises(ValueError, match=f"needs 8 quarterly values, got: {count}; give earlier quarters too"):
        year_end([1.0] * count, 4)
    assert year_end([1.0] * 8, 4).middle == 4


@pytest.mark.parametrize("left", [-1, 5, 1.5])
def test_a_year_has_four_quarters(left):
    with pytest.raises(ValueError, match="quarters_left must be a whole number from 0 to 4"):
        year_end(SEASONAL, left)


@pytest.mark.parametrize(("level", "is_known"), [(0.49, False), (0.5, True), (0.85, True), (0.95, True), (0.96, False)])
def test_a_level_is_one_that_the_widths_were_learnt_for_or_between_them(level, is_known):
    if is_known:
        assert year_end(SEASONAL, 4, level)
    else:
        with pytest.raises(ValueError, match="level must be a share from 0.5 to 0.95"):
            year_end(SEASONAL, 4, level)


def test_a_missing_value_is_told():
    with pytest.raises(ValueError, match="every value must be a number"):
        year_end([*SEASONAL, float("nan")], 4)


def test_of_years_of_mere_chance_about_eight_in_ten_end_within_their_range():
    chance = np.random.default_rng(5)
    held = 0
    for _ in range(400):
        values = 1000 * (1 + 0.1 * chance.standard_normal(20))
        got = year_end(values[:16], 4)
        held += got.lower <= values[16:].sum() <= got.upper
    assert 0.7 < held / 400 < 0.95


def test_a_series_takes_less_than_20_milliseconds():
    import timeit

    values = list(1000 + np.random.default_rng(6).normal(0, 50, 24))
    year_end(values, 4)
    assert min(timeit.repeat(lambda: year_end(values, 1), number=1, repeat=5)) < 0.02
