"""What a cell says is one text in which a reader of claims sees its headings, lists and tables."""

import pytest

from reportbuilder.drafts.commentary import Prose, Section

CELLS = {
    "paragraphs": ("One.\n\nTwo\nlines.", "One.\n\nTwo lines."),
    "headings": ("One.\n#### Two\nThree.", "One.\n\n# Two\n\nThree."),
    "a list": (
        "We had:\n\n* 12 fairs\n* 8 markets,\n  in all\n\nOne.",
        "We had:\n\n- 12 fairs\n- 8 markets, in all\n\nOne.",
    ),
    "a numbered list": ("1. One\n2. Two", "- One\n- Two"),
    "a list in a list": ("- One\n  - Two", "- One\n- Two"),
    "a table": ("| A | B |\n|---|--:|\n| 1 | 2 |\n\nOne.", "| A | B |\n| 1 | 2 |\n\nOne."),
    "a bar in a cell": ("| A | B |\n|---|---|\n| 1 \\| 2 | 3 |", "| A | B |\n| 1 ¦ 2 | 3 |"),
    "a bar or a hash that opens a paragraph": ("| 99 came.\n\n#InTime: 5%", "99 came.\n\nInTime: 5%"),
    "entities": ("99&nbsp;(5&#46;7&percnt;)", "99 (5.7%)"),
    "emphasis and links": ("**99** of [1,717](https://example.org) _late_", "99 of 1,717 late"),
    "marks of footnotes": ("5.7%[^1] of 1,717¹ and 9.[^a]\n\n[^1]: Late.", "5.7% of 1,717 and 9."),
    "a unit": ("400 m² of it", "400 m² of it"),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_one_text_with_its_structure(cell):
    words, text = CELLS[cell]
    assert Prose(Section.COMMENTARY, 1, f"### Commentary\n\n{words}").text == text
