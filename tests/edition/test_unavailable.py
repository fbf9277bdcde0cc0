"""A figure that is not available: its page says why in every format, and so does the trail of the number."""

import re
from datetime import date

import pytest

from cosmic import record
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft
from reportbuilder.readback import agreement, parse_document
from reportbuilder.readback.blocks import paragraphs
from reportpages.indicator import IndicatorPage
from tests.factories import BUILD, FIRST, an_edition

WHY = "No figure for June 2025 is available. Fewer than 5: withheld to protect residents."
ROWS = {
    "current": "2025-06-30,,,,2025-09-17,not available,Synthetic,Fewer than 5: withheld to protect residents",
    "previous": "2024-06-30,,,,2025-09-17,not available,Synthetic,The system was being changed.",
    "older": "2023-06-30,,,,2025-09-17,not available,Synthetic,Long ago",
    "later": "2025-06-30,,,,2025-09-18,not available,Synthetic,Withdrawn after the edition",
    "without a reason": "2025-06-30,,,,2025-09-17,not available,Synthetic,",
}


def _with(root, *names: str, without: str = ""):
    path = root / "data" / "figures" / "cosmic-003.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not without or without not in line[:10]]
    path.write_text("\n".join([*lines, *(ROWS[name] for name in names)]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "without", "told"),
    [
        (["current"], "2025-06-30", [WHY]),
        (["previous"], "2024-06-30", ["No figure for June 2024 is available. The system was being changed."]),
        (["without a reason"], "2025-06-30", ["No figure for June 2025 is available."]),
        (["older"], "", []),
        (["later"], "", []),
    ],
)
def test_the_page_says_why_a_figure_that_it_needs_is_missing(small_project, names, without, told):
    _with(small_project, *names, without=without)
    shown = IndicatorPage("cosmic-003", str(FIRST)).chart().plain.splitlines()
    assert [line for line in shown if line.startswith("No figure for")] == told == shown[1 : 1 + len(told)]


def test_a_figure_that_is_withdrawn_later_stays_in_the_edition_of_its_day(small_project):
    _with(small_project, "later")
    inputs = record.load_inputs(["cosmic-003"])
    before, after = (inputs.records(an_edition(date(2025, 9, day)))[0] for day in (17, 18))
    assert before.current and not before.unavailable
    assert after.current is None and after.unavailable[0].note == "Withdrawn after the edition"


def test_every_format_and_the_trail_say_why_and_nothing_is_open(small_project, capsys):
    _with(small_project, "current", without="2025-06-30")
    notebook = small_project / "notebooks" / "cosmic-003.ipynb"
    text = notebook.read_text(encoding="utf-8")
    words = re.search(r'"(This quarter has seen continued[^"]*)"', text)
    notebook.write_text(text.replace(words[1], "The service worked with its partners."), encoding="utf-8")
    assert main(BUILD) == 0
    assert "due" not in capsys.readouterr().err
    folder = small_project / "_report" / str(FIRST)
    for form in ("html", "pdf", "docx"):
        assert [text for text in paragraphs(parse_document(folder / f"cosmic-{FIRST}.{form}")) if WHY in text] == [WHY]
    assert main(["explain", "3", str(FIRST)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"Not available {WHY} data/figures/cosmic-003.csv, row 3; as of 17 September 2025" in said
    _hide_the_reason(folder / f"cosmic-{FIRST}.html")
    found = list(agreement.find_disagreements(draft.read_draft(FIRST), [folder / f"cosmic-{FIRST}.html"]))
    assert ["note on the figures" in finding.place for finding in found] == [True]


def _hide_the_reason(path):
    text = path.read_text(encoding="utf-8")
    hidden, count = re.subn(r"No\s+figure\s+for\s+June", "A figure for June", text)
    assert count == 1
    path.write_text(hidden, encoding="utf-8")
