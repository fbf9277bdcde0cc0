"""Run the cases beside each kind of claim, and hold the reader to the laws of rounding and to its parts."""

import ast
import sys
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import prosecheck
from prosecheck import check_text, numerals
from prosecheck.bounds import Bounds, exactly
from prosecheck.masks import NO_CLAIMS, without_non_claims
from prosecheck.quantities import Kind, read_quantities

CASES = [
    pytest.param(file.stem.removesuffix("s"), case, id=f"{file.stem}: {case['sentence']}")
    for file in sorted(Path(prosecheck.__file__).parent.glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def _verdict(sentence: str, kind: str) -> str:
    claims = list(check_text(sentence))
    own = [claim.is_right for claim in claims if claim.kind == kind]
    if not claims:
        return "not checkable"
    return "wrong" if False in own else "right" if own and all(claim.is_right for claim in claims) else "another kind"


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_case_has_its_verdict(kind, case):
    told = [claim.message for claim in check_text(case["sentence"])]
    assert _verdict(case["sentence"], kind) == case["verdict"], f"{case['sentence']}\nbecause {case['why']}\n{told}"


@pytest.mark.parametrize("kind", prosecheck.KINDS, ids=lambda kind: kind.NAME)
def test_a_kind_has_twenty_cases_or_more_of_every_verdict(kind):
    cases = [case.values[1] for case in CASES if case.values[0] == kind.NAME]
    assert len(cases) >= 20
    assert {case["verdict"] for case in cases} == {"right", "wrong", "not checkable"}
    assert all(case.keys() == {"sentence", "verdict", "why"} for case in cases)


def test_the_reader_stands_on_the_standard_library_alone():
    files = Path(prosecheck.__file__).parent.glob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= {"prosecheck", *sys.stdlib_module_names}


LAW = settings(derandomize=True, deadline=None)


def _fair(exact: Fraction, places: int) -> list[Decimal]:
    """Return the fair roundings: one, or both neighbours of a tie."""
    scaled = exact * 10**places
    low = floor(scaled)
    rest = scaled - low
    roundings = [low] if rest < Fraction(1, 2) else [low + 1] if rest > Fraction(1, 2) else [low, low + 1]
    return [Decimal(value).scaleb(-places) for value in roundings]


def _one_off(exact: Fraction, places: int, step: int) -> Decimal:
    """Return a value one unit of the last place beside the fair roundings."""
    fair = _fair(exact, places)
    return (fair[-1] if step > 0 else fair[0]) + step * Decimal(1).scaleb(-places)


def _flagged(sentence: str) -> list[str]:
    return [claim.message for claim in check_text(sentence) if not claim.is_right]


def _judged(sentence: str, kind: str) -> bool:
    return any(claim.kind == kind for claim in check_text(sentence))


COUNTS = st.one_of(st.integers(2, 300), st.integers(2, 200_000))
PLACES = st.integers(0, 4)
STEPS = st.sampled_from([-1, 1])
SHARES = st.sampled_from(
    [
        "Of {whole:,} births, {part:,} ({share}%) took place at home.",
        "{part:,} of {whole:,} births, or {share}%, took place at home.",
        "{part:,} out of {whole:,} births took place at home, a rate of {share}%.",
        "We saw {share}% of families ({part:,} of {whole:,}).",
        "At home took place {part:,} ({share}%) of {whole:,} births.",
    ]
)


@LAW
@given(SHARES, COUNTS, COUNTS, PLACES, st.booleans())
@example("Of {whole:,} births, {part:,} ({share}%) took place at home.", 99, 1717, 2, True)
def test_a_share_truly_rounded_is_never_flagged(shape, part, whole, places, up):
    assume(part <= whole)
    share = _fair(Fraction(100 * part, whole), places)[-1 if up else 0]
    sentence = shape.format(whole=whole, part=part, share=share)
    assert _flagged(sentence) == [] and _judged(sentence, "share")


@LAW
@given(SHARES, COUNTS, COUNTS, PLACES, STEPS)
@example("Of {whole:,} births, {part:,} ({share}%) took place at home.", 99, 1717, 2, -1)
def test_a_share_one_off_in_its_last_place_is_always_flagged(shape, part, whole, places, step):
    share = _one_off(Fraction(100 * part, whole), places, step)
    assume(part <= whole and share >= 0)
    assert _flagged(shape.format(whole=whole, part=part, share=share))


CHANGES = st.sampled_from(
    [
        "Complaints {went} from {base:,} to {now:,}, {a_change} of {change}%.",
        "Complaints {went} by {change}% from {base:,} to {now:,}.",
        "There were {now:,} complaints, {up} from {base:,} last year, {a_change} of {change}%.",
    ]
)


def _changed(shape: str, base: int, now: int, change: Decimal | int) -> str:
    rose = dict(went="rose", a_change="an increase", up="up", more="more")
    fell = dict(went="fell", a_change="a decrease", up="down", more="fewer")
    return shape.format(base=base, now=now, change=change, **(rose if now > base else fell))


@LAW
@given(CHANGES, COUNTS, COUNTS, PLACES, st.booleans())
def test_a_change_truly_rounded_is_never_flagged(shape, base, now, places, up):
    assume(base != now)
    change = _fair(Fraction(100 * abs(now - base), base), places)[-1 if up else 0]
    sentence = _changed(shape, base, now, change)
    assert _flagged(sentence) == [] and _judged(sentence, "change")


@LAW
@given(CHANGES, COUNTS, COUNTS, PLACES, STEPS)
def test_a_change_one_off_in_its_last_place_is_always_flagged(shape, base, now, places, step):
    change = _one_off(Fraction(100 * abs(now - base), base), places, step)
    assume(base != now and change >= 0)
    assert _flagged(_changed(shape, base, now, change))


DIFFERENCES = st.sampled_from(
    [
        "Complaints {went} from {base:,} to {now:,}, {a_change} of {change:,}.",
        "Complaints {went} by {change:,} from {base:,} to {now:,}.",
        "There were {now:,} complaints, {change:,} {more} than the {base:,} last year.",
    ]
)


@LAW
@given(DIFFERENCES, COUNTS, COUNTS)
def test_a_true_difference_is_never_flagged(shape, base, now):
    assume(base != now)
    sentence = _changed(shape, base, now, abs(now - base))
    assert _flagged(sentence) == [] and _judged(sentence, "change")


@LAW
@given(DIFFERENCES, COUNTS, COUNTS, STEPS)
def test_a_difference_one_off_is_always_flagged(shape, base, now, step):
    change = abs(now - base) + step
    assume(base != now and change > 0)
    assert _flagged(_changed(shape, base, now, change))


SUMS = st.sampled_from(
    [
        "Grievances ({0:,}), appeals ({1:,}) and complaints ({2:,}) add up to {total:,}.",
        "We held {0:,} fairs, {1:,} markets and {2:,} concerts, {total:,} events in total.",
        "We held {0:,} fairs, {1:,} markets and {2:,} concerts, {total:,} events altogether.",
        "There were {total:,} cases, made up of {0:,} grievances, {1:,} appeals and {2:,} complaints.",
    ]
)
PARTS = st.tuples(COUNTS, COUNTS, COUNTS)


@LAW
@given(SUMS, PARTS)
def test_a_true_sum_is_never_flagged(shape, parts):
    sentence = shape.format(*parts, total=sum(parts))
    assert _flagged(sentence) == [] and _judged(sentence, "total")


@LAW
@given(SUMS, PARTS, STEPS)
def test_a_sum_one_off_is_always_flagged(shape, parts, step):
    assert _flagged(shape.format(*parts, total=sum(parts) + step))


WORDS = (
    "of from to than out by in per each total rose fell up down ( ) , . ; : % £ - – → more fewer target average the "
    "remaining half a third one two dozen doubled percentage points days quarter and 0 0% 0.0 1 2 12 100 1,000 0.5% "
    "between over nearly £0 £1.2m 3:1 0:1 1/2 last year ‹0› # 1e9 made up add altogether"
).split()
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.integers(0, 10**40).map(str), st.decimals(allow_nan=False).map(str), st.text())
).map(" ".join)


@LAW
@given(st.one_of(st.text(), TEXTS))
@example("9" * 6000 + "% of " + "9" * 6000 + " (1%)")
@example("It rose from 0% to 3%, a 3% increase.")
def test_reading_any_text_never_raises(text):
    for claim in check_text(text):
        assert claim.quote in " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


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


MASKED = {
    "addresses": "see https://example.org/?page=12",
    "reference numbers": "case 12345678901234567890",
    "round the clock": "open 24/7",
    "footnotes": "a survey (of the public)4",
    "dates, day first": "from 1 April to 30 June 2025",
    "dates, month first": "on May 5, 2025",
    "dates in figures": "on 05/06/2025 or 2025-06-05",
    "financial years": "in 2024/25 and FY24",
    "years": "since 2019",
    "quarters": "in Q4 and quarter 3",
    "times of day": "from 9am to 17:30",
    "measures": "a 20 mph limit",
    "telephone numbers": "call 01708 434343",
    "postcodes": "in RM3 7BN",
    "emergency lines": "call 999 or the 101 service",
    "ages": "aged 5 to 11, over-65s and 16-year-olds",
    "confidence intervals": "95% CI 3.1 to 4.2",
    "nothing at all": "for every 100 net zero",
    "scores": "out of 10 on average",
    "ratings": "homes rated 2 or lower",
    "first so many": "the top 10",
    "ranges": "10-15 staff",
    "hyphened": "a 3-bedroom house",
    "periods allowed": "within 42 days",
    "numbered things": "under section 47 and junction 29",
    "codes": "on the A127, in case FOI/1234",
    "ones that do not count": "back to square one",
    "list numbers": "1. First",
}


def test_every_mask_has_its_example():
    assert MASKED.keys() == NO_CLAIMS.keys()


@pytest.mark.parametrize("sentence", MASKED.values(), ids=MASKED)
def test_what_is_no_claim_is_blanked_in_its_place(sentence):
    blanked = without_non_claims(sentence)
    assert len(blanked) == len(sentence) and read_quantities(sentence)[1] == ()


@pytest.mark.parametrize(
    "sentence", ["99 of 1,717 births", "5.76%", "from 71 to 78%", "£1.2m", "2,019 visits", "a third of staff", "26:1"]
)
def test_what_can_be_a_claim_is_kept(sentence):
    assert without_non_claims(sentence) == sentence


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
