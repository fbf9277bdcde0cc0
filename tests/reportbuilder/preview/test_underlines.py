"""The words of a finding are underlined where the page shows them, whatever marks and spaces it has there."""

import pytest

from reportbuilder.findings import Finding, Rule, Severity
from reportbuilder.preview.underlines import underline_findings

PAGE = '<section id="a-1" class="level2 indicator"><h3>Words</h3><p>{}</p></section>'
OTHER = '<section id="a-2" class="level2 indicator"><p>99 (5.7%) of 1,717.</p></section>'
WRONG = '<mark class="error" title="is &quot;5.8%&quot;">'


def _finding(sentence: str, quote: str, **other) -> Finding:
    told = dict(indicator="a-1", place="", message='is "5.8%"', expected="", sentence=sentence)
    what = (other.pop("rule", Rule.ARITHMETIC), other.pop("severity", Severity.ERROR))
    return Finding(*what, **told | other, quote=quote, start=sentence.find(quote))


@pytest.mark.parametrize(
    ("shown", "underlined"),
    [
        ("In all 99 (5.7%) of 1,717.", "In all «99 (5.7%)» of 1,717."),
        ("In all 99\n(5.7%) of 1,717.", "In all «99\n(5.7%)» of 1,717."),
        ("In all 99 (<strong>5.7%</strong>) of 1,717.", "In all «99 (»<strong>«5.7%»</strong>«)» of 1,717."),
        ("In all <em>99 (5.7%) of</em> 1,717.", "In all <em>«99 (5.7%)» of</em> 1,717."),
        ("In all 99&nbsp;(5&#46;7%) of 1,717.", "In all «99&nbsp;(5&#46;7%)» of 1,717."),
        ("In all 98 (5.7%) of 1,717.", "In all 98 (5.7%) of 1,717."),
    ],
)
def test_the_words_are_underlined_in_their_own_section(shown, underlined):
    finding = _finding("In all 99 (5.7%) of 1,717.", "99 (5.7%)")
    due = underlined.replace("«", WRONG).replace("»", "</mark>")
    assert underline_findings(OTHER + PAGE.format(shown) + OTHER, [finding]) == OTHER + PAGE.format(due) + OTHER


def test_the_second_of_two_like_sentences_is_left_alone():
    page = PAGE.format("Up 5%. Up 5%.")
    assert underline_findings(page, [_finding("Up 5%.", "5%")]).count("<mark") == 1


def test_the_cells_of_a_row_are_underlined_one_by_one():
    page = PAGE.format("<table><tr><td>Ely</td><td>99 of 1,717</td>\n<td>5.7%</td></tr></table>")
    made = underline_findings(page, [_finding("Ely | 99 of 1,717 | 5.7%", "99 of 1,717 | 5.7%")])
    assert f"<td>Ely</td><td>{WRONG}99 of 1,717</mark></td>\n<td>{WRONG}5.7%</mark></td>" in made


@pytest.mark.parametrize(
    ("other", "is_underlined"),
    [
        ({"rule": Rule.UNEXPLAINED, "severity": Severity.NOTE}, True),
        ({"severity": Severity.WARNING}, False),
        ({"acknowledged": "As published."}, False),
        ({"indicator": "a-3"}, False),
        ({"indicator": None}, False),
    ],
)
def test_open_errors_and_questions_are_underlined_and_nothing_else(other, is_underlined):
    page = PAGE.format("Up 5%.")
    assert ("<mark" in underline_findings(page, [_finding("Up 5%.", "5%", **other)])) is is_underlined
