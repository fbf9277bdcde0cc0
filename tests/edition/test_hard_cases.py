"""The hard cases hold in every format: long, short, odd and many (tests/hard.py; all synthetic)."""

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pymupdf
import pytest
from docx import Document
from playwright.sync_api import sync_playwright

from cosmic import editions
from cosmic.rules import RAG
from projectfiles.errors import CosmicError
from reportbuilder.drafts.edition_files import FORMATS
from reportbuilder.publishing import export, pandoc
from reportbuilder.readback.agreement import find_disagreements
from tests import hard, pdf_checks
from tests.browser import CHROMIUM, NARROW, SWITCHES, WIDE, Seen, barriers, faults
from tests.factories import FIRST, copy_of_the_first

pytestmark = pytest.mark.slow

NAME = "cosmic-2025-26-Q1"
ONE_OF_THOSE_ALIKE = f"""() => document.querySelectorAll('section.level2[id^=cosmic-]')
    .forEach((page, place) => {{ if (place > {len(hard.CASES)}) page.remove() }})"""
TALL_LETTERS = 6  # points by which the box of an Arabic letter is higher than that of a Latin one


def margins(path):
    return pdf_checks.margins(path, TALL_LETTERS)


def outloud_(path):
    """But for lines that are the same on many pages: here they are, and none is a header (PAG-001)."""
    return [found for found in pdf_checks.outloud_(path) if not found.startswith("PAG-001")]


PDF_CHECKS = (
    pdf_checks.page_validation, outloud_, pdf_checks.headings, pdf_checks.column_heads, pdf_checks.row_heads,
    margins, pdf_checks.overlaps, pdf_checks.fonts,
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The hard edition: its folder, and the draft that it was made from."""
    root = tmp_path_factory.mktemp("hard") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(root, patch)
        read = hard.make(root)
        with ThreadPoolExecutor() as workers:
            list(
                workers.map(
                    lambda form: pandoc.make_document(form, root / f"{NAME}.{form}", read.edition, root), FORMATS
                )
            )
    return root, read


def test_the_hard_cases_are_those(made):
    _, read = made
    in_the_kinds = {RAG.SUSPENDED, RAG.NOT_DUE}  # which tests/kinds.py has
    assert {record.rag for record in read.records} == set(RAG) - in_the_kinds
    assert len(read.records) == hard.INDICATORS and max(len(its.series) for its in read.records) == hard.QUARTERS
    assert max(len(record.indicator.name) for record in read.records) == 200


@pytest.mark.browser
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_hard_page_has_no_fault_that_a_check_finds(made, width):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        seen = Seen(browser, made[0] / f"{NAME}.html", width)
        assert faults(seen, but=(barriers,)) == []
        seen.page.evaluate(ONE_OF_THOSE_ALIKE)  # axe-core takes most of a minute for all of them
        assert barriers(seen) == []
        frames = seen.page.locator("#cosmic-002 .table")  # wide tables of the commentary scroll by themselves
        assert frames.count() == 2 and frames.first.get_attribute("tabindex") == "0"
        browser.close()


@pytest.mark.parametrize("check", PDF_CHECKS)
def test_the_hard_pdf_holds(made, check):
    assert check(made[0] / f"{NAME}.pdf") == []


def test_figures_of_forty_quarters_stand_on_the_page_of_their_chart(made):
    with pymupdf.open(made[0] / f"{NAME}.pdf") as pdf:
        pages = [page.get_text() for page in pdf]
    (own,) = (text for text in pages if "Indicator CoSMIC 011" in text and "RAG Rating" in text)
    assert "Sep-15" in own and "Commentary" in own


def test_every_file_of_the_hard_edition_says_what_its_records_say(made, monkeypatch):
    root, read = made
    monkeypatch.chdir(root)
    found = list(find_disagreements(read, [root / f"{NAME}.{form}" for form in FORMATS]))
    assert [(finding.place, finding.message) for finding in found] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on the PATH to lay out the Word document")
def test_the_hard_word_document_is_laid_out_without_overlaps(made, tmp_path):
    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, made[0] / f"{NAME}.docx"], check=True, capture_output=True)
    assert pdf_checks.overlaps(tmp_path / f"{NAME}.pdf") == []
    with pymupdf.open(tmp_path / f"{NAME}.pdf") as pdf:
        wide = [page.number for page in pdf for box in page.get_bboxlog() if box[1][2] > page.rect.width - 40]
    assert wide == []


def test_a_table_of_words_is_small_in_word_even_where_it_has_one_row(made):
    tables = Document(str(made[0] / f"{NAME}.docx")).tables
    (own,) = (table for table in tables if table.cell(0, 0).text == "Without a caption")
    (figures,) = (table for table in tables if table.cell(1, 1).text == "1,234,567,890" and len(table.columns) == 6)
    assert own.cell(1, 0).paragraphs[0].style.name == "Table Text"
    assert figures.cell(1, 0).paragraphs[0].style.name == "Table Figure"


@pytest.mark.skipif(not hard.has_chinese(), reason="no font with Chinese signs (Debian's fonts-droid-fallback)")
def test_signs_that_the_reports_typeface_lacks_are_set_in_a_font_of_the_machine(made):
    with pymupdf.open(made[0] / f"{NAME}.pdf") as pdf:
        assert any(hard.CHINESE in page.get_text() for page in pdf)


def _with_a_sign(project, sign: str):
    """A build of one page whose prose holds a sign."""
    (project / "build").mkdir()
    cell = {
        "cell_type": "markdown",
        "id": "commentary",
        "metadata": {"number": 8},
        "source": f"### Words\n\nSay {sign}.",
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project / "build" / "cosmic-003.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    index = '## Page {#cosmic-003}\n\n::: {.notebook src="build/cosmic-003.ipynb"}\n:::\n'
    (project / "index.qmd").write_text(index, encoding="utf-8")
    export.metadata(editions.load_edition(FIRST), project / "build")


def test_a_sign_that_no_font_has_stops_the_build_and_is_told_with_its_cell(project_copy):
    _with_a_sign(project_copy, "\U000133f2")
    with pytest.raises(CosmicError) as told:
        pandoc.make_document("pdf", project_copy / "x.pdf", editions.load_edition(FIRST), project_copy)
    assert "U+133F2" in str(told.value) and "notebooks/cosmic-003.ipynb, cell 8" in str(told.value)
