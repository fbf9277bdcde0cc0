"""How a figure compares with a mean: intervals against published values, verdicts by direction, and what bars them."""

from datetime import date
from decimal import Decimal

import pytest

from cosmic.definitions import Direction
from cosmic.means import Interval, Obstacle, Verdict, byar, compare, find_obstacle, wilson

MARCH, JUNE = date(2025, 3, 31), date(2025, 6, 30)


def _ends(interval, places):
    return [f"{end:.{places}f}" for end in (interval.low, interval.high)]


@pytest.mark.parametrize(
    "numerator, denominator, published",
    [
        (81, 263, ["0.2553", "0.3662"]),
        (15, 148, ["0.0624", "0.1605"]),
        (0, 20, ["0.0000", "0.1611"]),
        (1, 29, ["0.0061", "0.1718"]),
    ],
)
def test_intervals_of_proportions_are_those_that_newcombe_published(numerator, denominator, published):
    """Newcombe RG, Two-sided confidence intervals for the single proportion, Stat Med 1998; 17: table I, method 3."""
    assert _ends(wilson(Decimal(numerator), Decimal(denominator)), 4) == published


def test_a_proportion_of_all_ends_at_one():
    assert wilson(Decimal(20), Decimal(20)).high == 1
    assert _ends(wilson(Decimal(20), Decimal(20)), 4) == ["0.8389", "1.0000"]


@pytest.mark.parametrize(
    "count, published",
    [
        (0, ["0.000", "3.689"]),
        (1, ["0.025", "5.572"]),
        (3, ["0.619", "8.767"]),
        (5, ["1.623", "11.668"]),
        (9, ["4.115", "17.085"]),
    ],
)
def test_intervals_of_counts_below_ten_are_the_exact_ones(count, published):
    """Garwood F, Fiducial limits for the Poisson distribution, Biometrika 1936; 28: 437-442."""
    assert _ends(byar(Decimal(count)), 3) == published


@pytest.mark.parametrize(
    "count, low, high", [(10, "4.795", "18.390"), (30, "20.24", "42.83"), (100, "81.36", "121.63")]
)
def test_byars_intervals_are_within_a_fifth_of_a_per_cent_of_the_exact_ones(count, low, high):
    """The Technical Guide: within 0.2% of the exact value for numerators of 10 or more."""
    interval = byar(Decimal(count))
    assert abs(interval.low / Decimal(low) - 1) < Decimal("0.002")
    assert abs(interval.high / Decimal(high) - 1) < Decimal("0.002")
    assert interval.low != Decimal(low)


@pytest.mark.parametrize(
    "direction, below, above",
    [
        (Direction.HIGHER, Verdict.WORSE, Verdict.BETTER),
        (Direction.LOWER, Verdict.BETTER, Verdict.WORSE),
        (Direction.CONTEXTUAL, Verdict.LOWER, Verdict.HIGHER),
    ],
)
def test_a_figure_is_better_or_worse_only_where_its_interval_leaves_the_mean_out(direction, below, above):
    interval = Interval(Decimal(90), Decimal(94))
    told = {mean: compare(Decimal(92), Decimal(mean), interval, direction) for mean in ("89.9", "90", "94", "94.1")}
    assert told == {"89.9": above, "90": Verdict.SIMILAR, "94": Verdict.SIMILAR, "94.1": below}


def test_without_an_interval_a_figure_is_higher_lower_or_the_same_and_never_better():
    told = [compare(Decimal(92), Decimal(mean), None, Direction.HIGHER) for mean in (91, 92, 93)]
    assert told == [Verdict.HIGHER, Verdict.THE_SAME, Verdict.LOWER]


def test_a_mean_of_another_definition_or_period_cannot_be_compared():
    assert find_obstacle(JUNE, None, JUNE) is None
    assert find_obstacle(MARCH, None, JUNE) is Obstacle.PERIOD
    assert find_obstacle(JUNE, "All libraries, also of partners", JUNE) is Obstacle.DEFINITION
