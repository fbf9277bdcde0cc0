"""The first edition, end to end, against the published report."""

import csv
import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import nbformat
import pikepdf
import pytest
from docx import Document

from tests.factories import FIRST_EDITION, ROOT, STEMS

NAME = "cosmic-2025-26-Q1"
PUBLISHED = FIRST_EDITION.parent
# "Differences from the published edition" (README): contextual indicators have no arrow.
ARROWS = {"↑": "↑ Improving", "↓": "↓ Declining"}


def _words(text: str) -> str:
    """Words in a row, free of line breaks and of hyphens at line ends."""
    return re.sub(r"\s+", " ", text)


def _squeezed(text: str) -> str:
    """Letters and digits only: what stays the same however a page breaks its lines."""
    return re.sub(r"\W+", "", text)


@pytest.fixture(scope="session")
def html(edition) -> str:
    return (edition / f"{NAME}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def texts(edition, html) -> dict[str, str]:
    """What a reader can read in each format."""
    word = [p.text for p in Document(edition / f"{NAME}.docx").element.body.iter() if p.tag.endswith("}t") and p.text]
    held = {"html": unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)), "docx": "".join(word)}
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-layout", edition / f"{NAME}.pdf", "-"]
        held["pdf"] = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        held["pdf"] = re.sub(r"^ *Communities.*Page \d+ of \d+ *$|\f", "", held["pdf"], flags=re.MULTILINE)
    return held


def test_the_scorecard_is_the_published_one_but_for_the_told_differences(edition):
    published = list(csv.reader((PUBLISHED / "published_scorecard.csv").open(encoding="utf-8")))
    made = list(csv.reader((edition / "scorecard.csv").open(encoding="utf-8-sig")))
    assert made[0] == published[0]
    for ours, theirs in zip(made[1:], published[1:], strict=True):
        change = "Contextual" if theirs[7] == "Contextual" else ARROWS[theirs[5]]
        numbers = [cell if cell.endswith("%") or not cell.isdigit() else f"{int(cell):,}" for cell in theirs[:5]]
        month, year = theirs[6].split("-")
        assert ours == [*numbers, change, f"End of {month} 20{year}", *theirs[7:]]


def test_every_sentence_of_every_notebook_stands_in_every_format(texts):
    for stem in STEMS:
        notebook = nbformat.read(FIRST_EDITION / "notebooks" / f"{stem}.ipynb", as_version=4)
        for cell in notebook.cells:
            if cell.cell_type != "markdown":
                continue
            for paragraph in cell.source.split("\n\n"):
                for form, text in texts.items():
                    assert _squeezed(paragraph) in _squeezed(text), f"{stem}, {form}"


def test_every_line_of_the_published_report_stands_in_the_edition(texts):
    """But for its tables, which the backtest of the scorecard covers, and the differences told in the README."""
    published = (PUBLISHED / "published_report.txt").read_text(encoding="utf-8")
    published = re.sub(r"<[/a-z].*?>|•|\]\(#\)|\[", " ", published)
    held = {form: _squeezed(text) for form, text in texts.items()}
    differences = ("Indicator CoSMIC 004: Number of visits made to library sites reported quarterly",)
    lines = [line for line in published.splitlines() if line.count("\t") < 2 and line not in differences]
    assert len(lines) > 200
    for line in lines:
        for form, text in held.items():
            for part in re.split(r"\t|  +", line):
                assert _squeezed(part) in text, f"{form}: {part}"


def test_the_html_has_one_title_and_a_heading_for_each_section(html):
    assert len(re.findall("<h1", html)) == 1
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.DOTALL)
    assert [_words(heading)[:22] for heading in headings[:4]] == [
        "Contents",
        "At a glance",
        "Communities, Social Mo",
        "Key",
    ]
    assert headings[-1] == "Quality of this edition"
    assert len(headings) == 5 + len(STEMS)


def test_the_html_asks_nothing_of_the_network_and_runs_no_script(html):
    assert "<script" not in html
    assert not re.findall(r'(?:src|srcset)="(?!data:)[^"]*"|url\((?!data:)(?!"data:)[^)]*\)', html)
    assert not re.findall(r'<link[^>]+href="(?!data:)', html)


def test_every_link_within_the_html_arrives(html):
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert {f"#{stem}" for stem in STEMS} <= set(re.findall(r'href="(#[^"]+)"', html))


def test_every_chart_has_its_text_alternative_with_the_figures(edition, html):
    alternatives = re.findall(r'alt="([^"]+)"', html)
    assert len(set(alternatives)) == len(STEMS)  # twice each, for wide and for narrow screens
    assert any("97,976 in Jun-24 and 100,196 in Jun-25. Target 99,936." in text for text in alternatives)
    word = [shape._inline.docPr.get("descr") for shape in Document(edition / f"{NAME}.docx").inline_shapes]
    word = [text for text in word if "RAG rating" in text or "target" not in text]  # but for the standings
    assert len(word) == len(STEMS) and all(re.search(r"\d", text) for text in word)


def test_column_heads_and_scorecard_rows_have_a_scope(html):
    assert not re.findall(r"<th\b(?![^>]*scope)[^>]*>", html)
    scorecard = html.partition('id="scorecard"')[2].partition("</table>")[0]
    assert len(re.findall(r'<th[^>]*scope="row"', scorecard)) == len(STEMS)


def test_the_pdf_is_tagged_english_titled_and_marked_pdf_ua(edition):
    with pikepdf.open(edition / f"{NAME}.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.open_metadata().get("pdfuaid:part") == "1"
        assert "Quarterly Performance Report" in pdf.open_metadata().get("dc:title")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_word_has_real_headings_and_tables(edition):
    document = Document(edition / f"{NAME}.docx")
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert [heading for heading in headings if heading.startswith("Indicator CoSMIC")][0].endswith("been retained")
    # Key, scorecard, a summary and the figures of each indicator, and the quality page's.
    assert len(document.tables) == 2 + 2 * len(STEMS) + 4


def test_record_json_says_where_each_figure_came_from(edition):
    held = json.loads((edition / "record.json").read_text(encoding="utf-8"))
    records = {record["indicator"]["stem"]: record for record in held["records"]}
    assert list(records) == STEMS
    for stem, record in records.items():
        for when in ("current", "previous"):
            held = record[when]
            with (FIRST_EDITION / held["file"]).open(encoding="utf-8") as file:
                line = file.read().splitlines()[held["row"] - 1]
            assert line.startswith(f"{held['period_end']},{held['value']},"), stem
    assert records["cosmic-009"]["shortfall"] == pytest.approx(4 / 60)
    assert records["cosmic-003"]["target"]["value"] == 99936
    assert records["cosmic-010"]["target"]["reason"]


def test_no_path_of_the_machine_and_no_code_gets_into_the_edition(edition, texts):
    held = "".join(texts.values()) + (edition / "record.json").read_text(encoding="utf-8")
    for trace in (str(ROOT), str(Path.home()), "IndicatorPage", "quarter ="):
        assert trace not in held


def test_the_notebooks_show_again_what_they_were_saved_with(first_edition):
    """By nbval: what JupyterLab shows of the first edition is what it showed when it was written.

    The scorecard has every indicator; of their pages, one of each kind of basis is run.
    """
    notebooks = [f"notebooks/{stem}.ipynb" for stem in ("scorecard", "cosmic-001", "cosmic-003", "cosmic-007")]
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "--rootdir=.", *notebooks]
    done = subprocess.run(command, cwd=first_edition, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "passed" in done.stdout, done.stdout[-2000:]
