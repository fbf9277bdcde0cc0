"""Hold bounds to what a printed number can stand for, and to their reckoning."""

from decimal import Decimal

import pytest

from prosecheck.bounds import Bounds, exactly


@pytest.mark.parametrize(
    ("hedge", "low", "high"),
    [
        ("", "5.755", "5.765"),
        ("about", "5.184", "6.336"),
        ("nearly", "5.184", "5.76"),
        ("under", "4.32", "5.76"),
        ("just over", "5.76", "6.336"),
        ("over", "5.76", "7.2"),
    ],
)
def test_a_printed_number_lies_within_its_rounding_or_its_hedge(hedge, low, high):
    assert Bounds.printed(Decimal("5.76"), -2, False, hedge) == Bounds(Decimal(low), Decimal(high))


def test_a_whole_count_is_exact_and_words_are_near():
    assert Bounds.printed(Decimal(99), None, False, "") == exactly(99)
    assert Bounds.printed(Decimal(50), None, True, "") == Bounds(Decimal(47), Decimal(53))


def test_bounds_are_reckoned_with_at_their_ends():
    one, other = Bounds(Decimal(1), Decimal(2)), Bounds(Decimal(4), Decimal(5))
    assert one + other == Bounds(Decimal(5), Decimal(7))
    assert other - one == Bounds(Decimal(2), Decimal(4))
    assert one / other == Bounds(Decimal("0.2"), Decimal("0.5"))
    assert (one - other).size() == Bounds(Decimal(2), Decimal(4))
    assert Bounds(Decimal(-1), Decimal(2)).size() == Bounds(Decimal(0), Decimal(2))
    assert one.meets(Bounds(Decimal(2), Decimal(3))) and not one.meets(other)


def test_bounds_that_touch_at_an_end_overlap_only_where_one_is_exact():
    printed = [Bounds.printed(Decimal(percent), 0, False, "") for percent in (74, 75)]
    assert printed[0].meets(printed[1]) and not printed[0].overlaps(printed[1])
    assert printed[0].overlaps(printed[0]) and printed[1].overlaps(exactly(Decimal("74.5")))
