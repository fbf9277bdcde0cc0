"""Every kind of figure, target and status is told on every surface (tests/kinds.py; all made up)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright

from cosmic.definitions import Direction
from cosmic.rules import RAG
from cosmic.units import Unit
from reportbuilder.drafts import spreadsheets
from reportbuilder.drafts.edition_files import FORMATS
from reportbuilder.publishing import export, pandoc
from reportbuilder.readback import parse_document
from reportbuilder.readback.agreement import find_disagreements
from reportbuilder.readback.blocks import headings, paragraphs, sections, tables_of
from tests import kinds, pdf_checks
from tests.browser import CHROMIUM, NARROW, SWITCHES, WIDE, Seen, barriers, faults
from tests.factories import copy_of_the_first

pytestmark = pytest.mark.slow

NAME = "cosmic-2025-26-Q1"
HEADLINES = {
    "Income": "On target: £197,550 in Apr to Jun 2025 against a target of £180,000, "
    "down from £205,425 in Jan to Mar 2025",
    "Days": "On target: 21 days in Jun-25 against a target of 20 to 30 days, down from 25 days in Mar-25",
    "Variance": "On target: −£45k in Jun-25 (3 months) against a target of £0k, down from £22k in Jun-24 (3 months)",
    "Net cost": "Off target: −£2.2m in Mar-25 against a target of −£2.0m, up from −£3.4m in Mar-24",
    "Hours": "Off target: 13.5 hours in Jun-25 against a target of at most 10.0 hours, down from 15.8 hours in May-25",
    "Occupancy": "On target: 104% in Mar-25 against a target of 95% to 105%, up from 92% in Sep-24",
    "Events": "Not due this quarter: the last figure is 49 in Dec-24",
    "suspended": "Suspended: the last figure is 76% in Mar-25",
    "few": "Suppressed for this quarter: the last figure is 6 in Mar-25",
    "late": "Not yet due for this quarter: the last figure is 121.4 per 100,000 in Mar-25",
}
NOTES = {
    "suspended": "Suspended from 1 April 2025 until 31 December 2025. The survey is moved to another supplier.",
    "few": "The figure for June 2025 is suppressed: it is a small number.",
    "Journeys": "Not comparable. There is no figure for the same period of last year.",
    "another way": "Not comparable with Mar-25: measured in another way from 1 April 2025. Closed cases are left out.",
}
PARTS = [
    ["Type of grant", "Current Year", "Previous Year"],
    ["Enabler", "5", "8"],
    ["Core Fund", "8", "9"],
    ["Reaching Further", "2", "3"],
    ["Total", "15 Year to date, Apr to Jun 2025", "20 Year to date, Apr to Jun 2024"],
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The edition of all kinds: its folder, and the draft that it was made from."""
    root = tmp_path_factory.mktemp("kinds") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(root, patch)
        read = kinds.make(root)
        with ThreadPoolExecutor() as workers:
            list(
                workers.map(
                    lambda form: pandoc.make_document(form, root / f"{NAME}.{form}", read.edition, root), FORMATS
                )
            )
        export.scorecard(read.records, root)
        export.figures(read, root)
    return root, read


@pytest.fixture(params=FORMATS)
def pages(made, request):
    """What each page says in a format, by its stem."""
    root, read = made
    blocks = parse_document(root / f"{NAME}.{request.param}")
    titles = {record.indicator.stem: f"Indicator {record.indicator.title}" for record in read.records}
    return {stem: sections(blocks, title)[0] for stem, title in titles.items()}


def test_the_kinds_are_all_of_them(made):
    records = made[1].records
    assert len({record.indicator.unit for record in records}) >= len(Unit) - 7
    assert {record.indicator.direction for record in records} == set(Direction)
    assert {RAG.SUSPENDED, RAG.NOT_DUE, RAG.NO_DATA} <= {record.rag for record in records}


def test_every_file_says_what_the_records_say(made, monkeypatch):
    root, read = made
    monkeypatch.chdir(root)
    names = [*(f"{NAME}.{form}" for form in FORMATS), "scorecard.csv", "figures.csv"]
    found = list(find_disagreements(read, [root / name for name in names]))
    assert [(finding.place, finding.message) for finding in found] == []


def test_each_format_has_the_headlines_and_the_notes(pages):
    for words, headline in HEADLINES.items():
        told = [text.replace("-£", "−£") for text in headings(pages[kinds.stem_of(words)])]
        assert any(text.partition("; ")[0] == headline for text in told)  # and what signal it gives
    for words, note in NOTES.items():
        assert note in paragraphs(pages[kinds.stem_of(words)])


def test_each_format_has_the_parts_with_their_total_and_the_shorthand_of_each_status(pages):
    assert PARTS in [table.rows for table in tables_of(pages[kinds.stem_of("Grants")])]
    cells = {cell for table in tables_of(pages[kinds.stem_of("Income")]) for row in table.rows for cell in row}
    for shorthand in ("[p]", "[e]", "[r]"):
        assert any(cell.endswith(shorthand) for cell in cells)


def test_the_spreadsheets_have_numbers_and_signs(made):
    root, read = made
    rows = {cells[1]: cells for cells in spreadsheets.figures_rows(read) if cells[6] == "2025-06-30"}
    heads = dict(
        zip(spreadsheets.FIGURES_HEADS, rows[next(code for code in rows if code.endswith("003"))], strict=True)
    )
    assert heads["value"] == "-45"
    scorecard = (root / "scorecard.csv").read_text(encoding="utf-8-sig")
    assert "−£45k" in scorecard and "20 to 30 days" in scorecard and "Suppressed [c]" in scorecard


@pytest.mark.browser
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_page_has_no_fault_that_a_check_finds(made, width):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        seen = Seen(browser, made[0] / f"{NAME}.html", width)
        assert faults(seen, but=(barriers,)) == []
        browser.close()


@pytest.mark.parametrize("check", [pdf_checks.page_validation, pdf_checks.margins, pdf_checks.overlaps])
def test_the_pdf_holds(made, check):
    assert check(made[0] / f"{NAME}.pdf") == []
