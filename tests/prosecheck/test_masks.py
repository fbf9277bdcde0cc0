"""Hold every mask to an example of what it blanks, and to leaving claims as they are."""

import pytest

from prosecheck.masks import NO_CLAIMS, without_non_claims
from prosecheck.quantities import read_quantities

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
