"""Run the cases in plain words: each sentence has the verdict that a careful reader gives it.

Where prosecheck does not come to it, the case says what is found instead, so that the list of these is short and known.
"""

from pathlib import Path

import pytest
import yaml

import prosecheck
from prosecheck import Verdict, check_text

FILES = sorted((Path(prosecheck.__file__).parent / "cases").glob("*.yml"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['sentence']}")
    for file in FILES
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def _verdict(found: set[Verdict], wanted: str) -> str:
    """Return the worst verdict found; where no claim is wanted, what is right or unexplained is none to mind."""
    worst = next((str(one) for one in (Verdict.WRONG, Verdict.UNEXPLAINED, Verdict.RIGHT) if one in found), "no claim")
    return wanted if wanted == "no claim" and worst != "wrong" else worst


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_its_verdict(case):
    claims = check_text(case["sentence"])
    told = [f"{claim.verdict}: {claim.message}" for claim in claims]
    found = _verdict({claim.verdict for claim in claims}, case["verdict"])
    assert found == case.get("found", case["verdict"]), f"{case['sentence']}\nbecause {case['why']}\n{told}"


def test_a_case_that_does_not_come_out_is_missed_and_never_a_false_alarm():
    missed = [case.values[0] for case in CASES if "found" in case.values[0]]
    assert all(case["found"] not in ("wrong", case["verdict"]) for case in missed)
    assert len(missed) * 7 < len(CASES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_kind_has_twenty_cases_or_more_of_every_verdict(file):
    cases = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert len(cases) >= 20
    assert {"right", "wrong", "no claim"} <= {case["verdict"] for case in cases} <= {*map(str, Verdict), "no claim"}
    assert all(case.keys() - {"found"} == {"sentence", "verdict", "why"} for case in cases)
