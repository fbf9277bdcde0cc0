"""The numbers of an axis are round, hold all values, and never look alike."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showing import axis

VALUES = st.lists(st.decimals(0, 10**9, places=3), min_size=1, max_size=6)


@pytest.mark.parametrize(
    "values, decimals, expected",
    [
        ([0, 1], 0, [0, 1]),  # not 0, 0.2, 0.4, which a count would print as 0 0 0 1 1 1
        ([0], 0, [0, 1]),
        ([0, 2], 0, [0, 1, 2]),
        ([0, 4], 0, [0, 1, 2, 3, 4]),
        ([0, 6], 0, [0, 2, 4, 6]),
        ([0, 1], 1, [0, Decimal("0.2"), Decimal("0.4"), Decimal("0.6"), Decimal("0.8"), 1]),
        ([0, 498], 0, [0, 100, 200, 300, 400, 500]),
    ],
)
def test_numbers_are_whole_where_the_indicator_is(values, decimals, expected):
    assert axis.ticks(axis.bar_ends([*map(Decimal, values)], False), decimals, 5) == expected


@given(VALUES, st.integers(0, 4), st.booleans(), st.sampled_from([axis.bar_ends, axis.line_ends]))
def test_every_value_is_between_the_ends_and_no_two_numbers_are_printed_alike(values, decimals, is_percent, ends):
    values = [value % 100 for value in values] if is_percent else values
    numbers = axis.ticks(ends(values, is_percent), decimals, 5)
    assert numbers[0] <= min(values) and max(values) <= numbers[-1] and 2 <= len(numbers) <= 7
    printed = [f"{number:.{axis.decimals_of(numbers, decimals)}f}" for number in numbers]
    assert len(set(printed)) == len(printed) and not (is_percent and numbers[-1] > 100)


@given(VALUES, st.booleans())
def test_bars_start_at_zero(values, is_percent):
    assert axis.bar_ends(values, is_percent)[0] == 0


@pytest.mark.parametrize("low, is_from_zero", [(49, True), (50, True), (51, False)])
def test_a_line_starts_at_zero_unless_all_of_it_is_in_the_upper_half(low, is_from_zero):
    assert (axis.line_ends([Decimal(low), Decimal(100)], False)[0] == 0) is is_from_zero


def test_a_ripple_is_no_wave():
    low, high = axis.line_ends([Decimal(1000), Decimal(1001)], False)
    assert high - low >= 100
