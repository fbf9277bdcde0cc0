"""Hold numbers in digits and words to their worth, their kind and their unit."""

from decimal import Decimal

import pytest

from prosecheck import numerals
from prosecheck.bounds import Bounds, exactly
from prosecheck.quantities import Kind, read_quantities


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("four", 4),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("twenty-one", 21),
        ("ninety nine", 99),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("three thousand", 3000),
        ("1,717", 1717),
        ("5.76", "5.76"),
    ],
)
def test_a_number_in_words_or_digits_has_its_worth(words, worth):
    assert numerals.number(words) == Decimal(worth)


@pytest.mark.parametrize(
    ("words", "times"), [("doubled", 2), ("halved", "0.5"), ("trebled", 3), ("three times", 3), ("ten-fold", 10)]
)
def test_a_factor_has_its_worth(words, times):
    assert numerals.factor(words) == Decimal(times)


@pytest.mark.parametrize(
    ("before", "words", "after", "per_cent"),
    [
        ("nearly ", "half", " of them", 50),
        ("", "three quarters", " of them", 75),
        ("", "a quarter", " of them", 25),
        ("up by ", "a quarter", "", 25),
        ("in ", "a quarter", "", None),  # three months
        ("the second ", "half", " of 2025", None),
        ("", "half", " a day", None),
        ("the ", "third", " of May", None),
    ],
)
def test_a_part_in_words_is_a_percentage_and_a_part_of_time_is_none(before, words, after, per_cent):
    assert numerals.part(words, before, after) == per_cent


@pytest.mark.parametrize(
    ("words", "kind", "value", "unit"),
    [
        ("1,717", Kind.COUNT, 1717, ""),
        ("twenty-one", Kind.COUNT, 21, ""),
        ("5.76%", Kind.PERCENT, "5.76", ""),
        ("5 per cent", Kind.PERCENT, 5, ""),
        ("3 percentage points", Kind.POINTS, 3, ""),
        ("3pp", Kind.POINTS, 3, ""),
        ("two thirds", Kind.FRACTION, 200 / Decimal(3), ""),
        ("one in five", Kind.FRACTION, 20, ""),
        ("trebled", Kind.FACTOR, 3, ""),
        ("£1.2m", Kind.MONEY, 1_200_000, "£"),
        ("4.6 days", Kind.DURATION, "4.6", "day"),
        ("26:1", Kind.RATIO, 26, ""),
        ("per 1,000", Kind.PER, 1000, ""),
    ],
)
def test_a_quantity_has_its_value_and_kind(words, kind, value, unit):
    text, (quantity,) = read_quantities(f"It was {words} then.")
    assert text == "It was ‹0› then."
    assert (quantity.kind, quantity.value, quantity.unit, quantity.printed) == (kind, Decimal(value), unit, words)


def test_a_hedge_widens_a_round_number_and_not_an_exact_one():
    (nearly,), (some,) = (read_quantities(words)[1] for words in ("nearly 60 visits", "some 61 visits"))
    assert (nearly.hedge, nearly.bounds) == ("nearly", Bounds(Decimal(54), Decimal(60)))
    assert (some.hedge, some.bounds) == ("", exactly(61))


def test_a_bare_number_takes_the_unit_of_its_partner():
    kinds = [quantity.kind for quantity in read_quantities("It rose from 71 to 78%.")[1]]
    assert kinds == [Kind.PERCENT, Kind.PERCENT]
