"""Hold what the writer is told to one sentence: what is printed, what its numbers give, and the likely slip."""

import ast
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import prosecheck
from prosecheck import Known, Verdict, check_text
from prosecheck.claims import reckoned
from prosecheck.judging import claims_of
from prosecheck.kinds import put
from prosecheck.passages import Mention, passages
from prosecheck.quantities import Kind, read_quantities


def _told(sentence: str, verdict: Verdict) -> list[str]:
    return [claim.message for claim in check_text(sentence) if claim.verdict is verdict]


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "Complaints fell from 455 to 412, a reduction of 10.4%.",
            "10.4% is printed, but from 455 to 412 is 9.5%: it was worked out on the later figure",
        ),
        (
            "Of 1,717 births, 99 (5.76%) were registered after 42 days.",
            "5.76% is printed, but 99 of 1,717 is 5.77%: it was cut off, not rounded",
        ),
        ("Of 1,717 births, 99 (6.8%) were registered late.", "6.8% is printed, but 99 of 1,717 is 5.8%"),
        ("Performance of 92% was above the target of 94%.", "“above” is printed, but 92% is below 94%"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(sentence, message):
    assert _told(sentence, Verdict.WRONG) == [message]


def test_a_wrong_claim_has_the_number_that_would_be_right_and_its_place():
    (claim,) = check_text("In short, of 1,717 births, 99 (5.76%) were late.")
    assert (claim.kind, claim.expected) == ("share", "5.77%")
    assert claim.quote == "1,717 births, 99 (5.76%)" and claim.start == len("In short, of ")


def test_a_right_claim_says_what_gives_it():
    assert "99 of 1,717 is 5.77%" in _told("Of 1,717 births, 99 (5.77%) were late.", Verdict.RIGHT)


def test_an_unexplained_claim_is_a_question():
    sentence = "We held 12 fairs, 8 markets and 24 concerts, 45 events in total."
    (message,) = [claim.message for claim in check_text(sentence) if claim.verdict is not Verdict.RIGHT]
    assert message in (
        "no figure here gives 45: what is it from? (12, 8 and 24 would add up to 44)",
        "45 is printed, but 12, 8 and 24 add up to 44",
    )


@pytest.mark.parametrize(
    ("sentence", "printed", "says"),
    [
        ("There were 1,428 births, 149 fewer (9.4%).", "9.4%", "149 fewer, at 1,428, makes it 9.4%"),
        (
            "The rate fell from 85% to 56%, a drop of 29 percentage points.",
            "29 percentage points",
            "to 56% is 29 percentage points",
        ),
        ("The 5 teams closed 250 cases, an average of 50 each.", "50", "250 for each of 5 is 50"),
        ("There were 1,200 visits in the quarter, 400 a month.", "400", "1,200 in 3 months is 400 a month"),
        ("There were 318 thefts among 240,000 people, 1.33 per 1,000.", "1.33", "is 1.33 per 1,000"),
        (
            "Of 100 places 40 went to boys and 35 to girls; the remaining 25 are free.",
            "25",
            "100 less 40 and 35 leaves 25",
        ),
        ("Of 1,717 births, 99 (5.77%) were late, and the other 94.23% in time.", "94.23%", "all but 5.77% is 94.23%"),
        ("Nearly 1,000 people (1,043) took part.", "1,000", "1,043 is not nearly 1,000"),
    ],
)
def test_each_relation_says_in_plain_words_what_it_gives(sentence, printed, says):
    (candidates,) = [
        found
        for passage in passages(sentence)
        for claim, found in claims_of(passage)
        if isinstance(claim, Mention) and claim.quantity.printed == printed
    ]
    assert any(says in put(one, printed) for one in candidates)


def test_what_is_worked_out_in_minutes_and_seconds_is_printed_with_few_decimals():
    _, (quantity,) = read_quantities("It took 12 minutes and 20 seconds.")
    assert reckoned(quantity.bounds.times(quantity.size), quantity) == "12.33 minutes"


def test_a_figure_of_the_record_explains_a_number_that_would_be_wrong():
    wrong = "Of 1,717 births, 99 (5.6%) were registered late."
    assert Verdict.WRONG in {claim.verdict for claim in check_text(wrong)}
    of_all = (Known(Decimal(1768), name="births and stillbirths"),)
    assert Verdict.WRONG not in {claim.verdict for claim in check_text(wrong, of_all)}


@pytest.mark.parametrize("sentence", ["There were 412 complaints, down 12%.", "Visits numbered 20, 8% up."])
def test_a_figure_of_the_record_alone_makes_nothing_wrong(sentence):
    before = check_text(sentence)
    record = (Known(Decimal(455), name="complaints"), Known(Decimal("8.8"), Kind.PERCENT, name="visits"))
    assert [claim for claim in check_text(sentence, record) if claim not in before] == []


def test_the_reader_stands_on_the_standard_library_alone_but_for_its_training():
    files = [file for file in Path(prosecheck.__file__).parent.rglob("*.py") if file.name != "train.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= {"prosecheck", *sys.stdlib_module_names}
    assert not {name for name in names if name.startswith("prosecheck.train")}
