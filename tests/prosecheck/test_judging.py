"""Hold the reader to the laws of rounding: what is truly rounded is right, and what is one off is always found."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from prosecheck import Verdict, check_text
from prosecheck.judging import judge
from prosecheck.passages import Mention, passages
from prosecheck.relations import Cue

LAW = settings(derandomize=True, deadline=None)
COUNTS = st.one_of(st.integers(2, 300), st.integers(2, 200_000))
PLACES = st.integers(0, 4)
STEPS = st.sampled_from([-1, 1])


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


def _verdicts(sentence: str) -> set[Verdict]:
    return {claim.verdict for claim in check_text(sentence)}


def _found(sentence: str, printed: str) -> set[Verdict]:
    """Return the verdicts on a sentence; a number that other operands than those meant do give is none to be found."""
    weighed = [pair for _, one in judge(passages(sentence)) if _printed(one.claim) == printed for pair in one.weighed]
    assume(not any(candidate.holds for _, candidate in weighed))
    return _verdicts(sentence)


def _printed(claim: Mention | Cue) -> str:
    return claim.quantity.printed if isinstance(claim, Mention) else ""


QUESTIONED = {Verdict.WRONG, Verdict.UNEXPLAINED}
SHARES = (
    "Of {whole:,} births, {part:,} ({share}%) took place at home.",
    "{part:,} of {whole:,} births, or {share}%, took place at home.",
    "{part:,} out of {whole:,} births took place at home, a rate of {share}%.",
    "We saw {share}% of families ({part:,} of {whole:,}).",
    "At home took place {part:,} ({share}%) of {whole:,} births.",
)


@LAW
@pytest.mark.parametrize("shape", SHARES)
@given(part=COUNTS, whole=COUNTS, places=PLACES, is_last=st.booleans())
@example(part=99, whole=1717, places=2, is_last=True)
def test_a_share_truly_rounded_is_right(shape, part, whole, places, is_last):
    assume(part <= whole)
    share = _fair(Fraction(100 * part, whole), places)[-1 if is_last else 0]
    assert _verdicts(shape.format(whole=whole, part=part, share=share)) == {Verdict.RIGHT}


@LAW
@pytest.mark.parametrize("shape", SHARES[:3])
@given(part=COUNTS, whole=COUNTS, places=PLACES, step=STEPS)
@example(part=99, whole=1717, places=2, step=-1)
def test_a_share_one_off_in_its_last_place_is_always_wrong(shape, part, whole, places, step):
    share = _one_off(Fraction(100 * part, whole), places, step)
    assume(part <= whole and share >= 0)
    assert Verdict.WRONG in _found(shape.format(whole=whole, part=part, share=share), f"{share}%")


@LAW
@pytest.mark.parametrize("shape", SHARES[3:])
@given(part=COUNTS, whole=COUNTS, places=PLACES, step=STEPS)
def test_a_share_that_words_leave_open_is_always_questioned_where_it_is_one_off(shape, part, whole, places, step):
    share = _one_off(Fraction(100 * part, whole), places, step)
    assume(part <= whole and share >= 0)
    assert _found(shape.format(whole=whole, part=part, share=share), f"{share}%") & QUESTIONED


CHANGES = (
    "Complaints {went} from {base:,} to {now:,}, {a_change} of {change}%.",
    "Complaints {went} by {change}% from {base:,} to {now:,}.",
    "There were {now:,} complaints, {up} from {base:,} last year, {a_change} of {change}%.",
)
DIFFERENCES = (
    "Complaints {went} by {change:,} from {base:,} to {now:,}.",
    "Complaints {went} from {base:,} to {now:,}, {a_change} of {change:,}.",
    "There were {now:,} complaints, {change:,} {more} than the {base:,} last year.",
)


def _changed(shape: str, base: int, now: int, change: Decimal | int) -> str:
    rose = dict(went="rose", a_change="an increase", up="up", more="more")
    fell = dict(went="fell", a_change="a decrease", up="down", more="fewer")
    return shape.format(base=base, now=now, change=change, **(rose if now > base else fell))


@LAW
@pytest.mark.parametrize("shape", CHANGES)
@given(base=COUNTS, now=COUNTS, places=PLACES, is_last=st.booleans())
def test_a_change_truly_rounded_is_right(shape, base, now, places, is_last):
    assume(base != now)
    change = _fair(Fraction(100 * abs(now - base), base), places)[-1 if is_last else 0]
    assert _verdicts(_changed(shape, base, now, change)) == {Verdict.RIGHT}


@LAW
@pytest.mark.parametrize("shape", CHANGES)
@given(base=COUNTS, now=COUNTS, places=PLACES, step=STEPS)
def test_a_change_one_off_in_its_last_place_is_always_wrong(shape, base, now, places, step):
    change = _one_off(Fraction(100 * abs(now - base), base), places, step)
    assume(base != now and change >= 0)
    assert Verdict.WRONG in _found(_changed(shape, base, now, change), f"{change}%")


@LAW
@pytest.mark.parametrize("shape", DIFFERENCES)
@given(base=COUNTS, now=COUNTS)
def test_a_true_difference_is_never_questioned(shape, base, now):
    assume(base != now)
    assert not _verdicts(_changed(shape, base, now, abs(now - base))) & QUESTIONED


@LAW
@pytest.mark.parametrize("shape", DIFFERENCES)
@given(base=COUNTS, now=COUNTS, step=STEPS)
def test_a_difference_one_off_is_always_questioned(shape, base, now, step):
    change = abs(now - base) + step
    assume(base != now and change > 0)
    assert _found(_changed(shape, base, now, change), f"{change:,}") & QUESTIONED


SUMS = (
    "We held {0:,} fairs, {1:,} markets and {2:,} concerts, {total:,} events in total.",
    "We held {0:,} fairs, {1:,} markets and {2:,} concerts, {total:,} events altogether.",
    "There were {total:,} cases, made up of {0:,} grievances, {1:,} appeals and {2:,} complaints.",
    "Grievances ({0:,}), appeals ({1:,}) and complaints ({2:,}) add up to {total:,}.",
)
PARTS = st.tuples(COUNTS, COUNTS, COUNTS)


@LAW
@pytest.mark.parametrize("shape", SUMS)
@given(parts=PARTS)
def test_a_true_sum_is_never_questioned(shape, parts):
    assert not _verdicts(shape.format(*parts, total=sum(parts))) & QUESTIONED


@LAW
@pytest.mark.parametrize("shape", SUMS)
@given(parts=PARTS, step=STEPS)
def test_a_sum_one_off_is_always_questioned(shape, parts, step):
    total = sum(parts) + step
    assume(total not in (*parts, *(sum(parts) - one for one in parts)))  # else two of the parts explain it
    assert _found(shape.format(*parts, total=sum(parts) + step), f"{sum(parts) + step:,}") & QUESTIONED


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
def test_reading_any_text_never_raises_and_a_claim_stands_where_it_says(text):
    for claim in check_text(text):
        assert claim.sentence[claim.start :].startswith(claim.quote)


@pytest.mark.parametrize(
    "sentence",
    [
        "There were 318 thefts in a borough of 240,000 people, giving 1.33 per 1,000.",
        "Of 100 places, 40 were taken by boys, 35 by girls and the remaining 25 were free.",
    ],
)
def test_what_a_right_number_is_worked_out_from_is_itself_in_no_doubt(sentence):
    assert {judgement.verdict for _, judgement in judge(passages(sentence))} == {Verdict.RIGHT, None}


@pytest.mark.parametrize("sentence", ["There were 412 complaints.", "", "Complaints fell by 12% on last year."])
def test_a_number_that_nothing_here_can_give_is_no_claim(sentence):
    assert check_text(sentence) == ()
