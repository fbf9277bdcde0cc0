"""Figures that nothing explains are asked about apart and stop nothing; what is right can be listed."""

import json

import pytest
import yaml

from prosecheck import Claim, Verdict
from reportbuilder.checks import commentary
from reportbuilder.cli.main import main
from reportbuilder.findings import underline
from tests.factories import FIRST

ASKED = "no figure here gives 12%: of what is it?"
SENTENCE = "Of 1,717 visits, a share of 12% was by children."
CELLS = 17  # of commentary and path to green in the first edition


@pytest.fixture
def reader(project_copy, monkeypatch):
    """Let the reader of prose find what a test says in each cell."""
    params = project_copy / "params" / f"{FIRST}.yml"

    def finds(verdict: Verdict, message: str = ASKED):
        claim = Claim("share", verdict, "12%", message, "", SENTENCE, SENTENCE.index("12%"))
        monkeypatch.setattr(commentary, "check_text", lambda *_, **__: (claim,))
        held = yaml.safe_load(params.read_text(encoding="utf-8"))
        held["acknowledged"] = [one for one in held["acknowledged"] if one["rule"] != "commentary arithmetic"]
        params.write_text(yaml.safe_dump(held), encoding="utf-8")

    return finds


def _said(capsys, *options: str) -> tuple[int, str]:
    capsys.readouterr()
    return main(["check", *options]), capsys.readouterr().out


def test_what_nothing_explains_is_asked_after_the_findings_with_its_words_underlined(project_copy, reader, capsys):
    reader(Verdict.UNEXPLAINED)
    status, said = _said(capsys)
    findings, heading, questions = said.partition("Figures that nothing in the text explains")
    assert status == 0 and heading and "12%" not in findings
    asked = (
        f"  notebooks/cosmic-003.ipynb, cell 8\n    {SENTENCE}\n{' ' * (4 + SENTENCE.index('12%'))}^^^\n    {ASKED}\n"
    )
    assert asked in questions
    assert questions.rstrip().endswith(f"0 open, 7 acknowledged, 0 to note, {CELLS} unexplained")


def test_what_nothing_explains_is_a_note_of_its_own_rule_for_programs(project_copy, reader, capsys):
    reader(Verdict.UNEXPLAINED)
    found = [one for one in json.loads(_said(capsys, "--json")[1]) if one["rule"] == "unexplained figures"]
    assert {one["severity"] for one in found} == {"note"}
    assert found[0]["sentence"][found[0]["start"] :].startswith(found[0]["quote"])


def test_what_nothing_explains_takes_no_acknowledgement(project_copy, reader, capsys):
    reader(Verdict.UNEXPLAINED)
    params = project_copy / "params" / f"{FIRST}.yml"
    entry = {"rule": "unexplained figures", "indicator": "cosmic-003", "quote": "12%", "reason": "It is."}
    held = yaml.safe_load(params.read_text(encoding="utf-8"))
    params.write_text(yaml.safe_dump(held | {"acknowledged": [*held["acknowledged"], entry]}), encoding="utf-8")
    status, said = _said(capsys)
    assert status == 1 and "no finding matches this acknowledgement: unexplained figures" in said


def test_a_wrong_claim_is_told_with_its_sentence_and_a_line_under_its_words(project_copy, reader, capsys):
    reader(Verdict.WRONG)
    status, said = _said(capsys)
    carets = " " * (14 + SENTENCE.index("12%")) + "^^^"
    assert status == 1 and f"    in        {SENTENCE}\n{carets}\n    found     {ASKED}\n" in said


@pytest.mark.parametrize("message", ["", "12% is 206 of 1,717"])
def test_what_is_right_is_listed_where_that_is_asked_for(project_copy, reader, capsys, message):
    reader(Verdict.RIGHT, message)
    assert "12%" not in _said(capsys)[1]
    status, said = _said(capsys, "--right")
    told = said.partition("Claims that are right\n")[2]
    assert status == 0 and f"  notebooks/cosmic-003.ipynb, cell 8\n    {SENTENCE}\n" in told
    assert told.count("^^^") == CELLS and told.count("206 of 1,717") == CELLS * bool(message)


def test_that_nothing_is_right_is_said_too(project_copy, reader, capsys):
    reader(Verdict.UNEXPLAINED)
    assert _said(capsys, "--right")[1].endswith("Claims that are right\n  none\n")


@pytest.mark.parametrize("start", [0, 30, 150, 297])
def test_of_a_long_sentence_the_part_around_the_words_is_shown(start):
    sentence = "x" * start + "12%" + "x" * (297 - start)
    shown, carets = underline(sentence, start, "12%")
    assert shown[carets.index("^") :][: carets.count("^")] == "12%"
    assert 123 <= len(shown) <= 125
    assert (shown.startswith("…"), shown.endswith("…")) == (start > 60, start < 237)
