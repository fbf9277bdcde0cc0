"""Quarto and the embedded publisher make one edition: the same words in the same order, with the same structure.

Quarto is used where it is found. What it adds around the words (divisions, classes of its own) is no part of them.
"""

import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pikepdf
import pymupdf
import pytest
from playwright.sync_api import sync_playwright

from reportbuilder import checks
from reportbuilder.drafts import draft
from reportbuilder.publishing import publish
from tests import pdf_checks, word_checks
from tests.browser import CHROMIUM, NARROW, SWITCHES, WIDE, Seen, faults
from tests.factories import FIRST, copy_of_the_first

NAME = f"cosmic-{FIRST}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TELLING = set("h1 h2 h3 h4 p ul ol li table caption thead tbody tr th td figure img a details summary nav main".split())
ATTRIBUTES = set("id href role scope alt data-label aria-label aria-labelledby aria-hidden lang".split())
CLASSES = set("rag rag-red rag-amber rag-green cards pairs stacked standing wide narrow chart right center".split())


class _Told(HTMLParser):
    """What a page tells a reader and a screen reader: words, elements, and the attributes that these go by."""

    def __init__(self):
        super().__init__()
        self.told = []
        self._hidden = False

    def handle_starttag(self, tag, attrs):
        self._hidden = tag in ("style", "title")
        held = {name: value for name, value in attrs if name in ATTRIBUTES}
        classes = sorted(set(dict(attrs).get("class", "").split()) & CLASSES)
        if tag in TELLING or classes:
            self.told.append((tag, held, classes))

    def handle_endtag(self, tag):
        self._hidden = False

    def handle_data(self, data):
        if not self._hidden:
            self.told += data.split()


def html(path: Path) -> list:
    reader = _Told()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.told


def pdf(path: Path) -> list:
    """The words of each page, the tags in their order, and the alternative texts."""
    with pymupdf.open(path) as held:
        words = [page.get_text().split() for page in held]
    with pikepdf.open(path) as held:
        tags = [(str(tag.S), str(tag.get("/Alt", ""))) for tag in pdf_checks._elements(held.Root.StructTreeRoot)]
        facts = [str(held.Root.Lang), str(held.docinfo["/Title"]), str(held.docinfo["/CreationDate"])]
    return [*words, *tags, *facts]


def docx(path: Path) -> list:
    """The words with the styles that they are set in, the tables' parts and the pictures' alternative texts."""
    told = []
    with ZipFile(path) as file:
        document = ElementTree.fromstring(file.read("word/document.xml"))
    for part in document.iter():
        name = part.tag.rpartition("}")[2]
        if name in ("pStyle", "rStyle", "tblHeader", "cantSplit", "tr", "tc", "tbl", "instrText"):
            told.append((name, part.get(f"{W}val"), part.text))
        elif name == "t":
            told += (part.text or "").split()
        elif name == "docPr":
            told.append(part.get("descr"))
    return told


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The first edition by each publisher, from one copy of the project."""
    root = tmp_path_factory.mktemp("publishers") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(root, patch)
        before = _of_the_root(root)
        read = draft.read_draft(FIRST)
        for publisher in ("quarto", "embedded"):
            publish.publish_edition(read, checks.run_checks(read), root / publisher, publisher, lambda *_: None)
        return root, before


def _of_the_root(root: Path) -> set[str]:
    return {path.name for path in root.iterdir()}


@pytest.mark.quarto
@pytest.mark.parametrize("read", [html, pdf, docx])
def test_both_publishers_say_the_same_in_the_same_order(both, read):
    made, expected = (read(both[0] / publisher / f"{NAME}.{read.__name__}") for publisher in ("quarto", "embedded"))
    assert len(expected) > 16
    differing = [pair for pair in zip(made, expected, strict=False) if pair[0] != pair[1]]
    assert differing[:3] == [] and len(made) == len(expected)


@pytest.mark.quarto
@pytest.mark.parametrize("name", publish.TABLES)
def test_both_publishers_leave_the_same_tables(both, name):
    made, expected = ((both[0] / publisher / name).read_bytes() for publisher in ("quarto", "embedded"))
    assert made.replace(b'"publisher": "quarto"', b'"publisher": "embedded"') == expected


@pytest.mark.quarto
@pytest.mark.parametrize("check", pdf_checks.CHECKS)
def test_quartos_pdf_holds_as_well(both, check):
    assert check(both[0] / "quarto" / f"{NAME}.pdf") == []


@pytest.mark.quarto
@pytest.mark.parametrize("check", word_checks.CHECKS)
def test_quartos_word_document_holds_as_well(both, check):
    assert word_checks.faults(check, both[0] / "quarto" / f"{NAME}.docx") == []


@pytest.mark.quarto
@pytest.mark.browser
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_quartos_page_holds_as_well(both, width):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        assert faults(Seen(browser, both[0] / "quarto" / f"{NAME}.html", width)) == []
        browser.close()


@pytest.mark.quarto
def test_neither_publisher_leaves_anything_in_the_root(both):
    root, before = both
    assert _of_the_root(root) - before <= {"quarto", "embedded", "build", "_report", ".quarto", ".cosmic", ".gitignore"}
    assert not (root / "_report").exists() or not list((root / "_report").rglob("*"))


@pytest.mark.quarto
def test_quarto_render_by_itself_leaves_the_edition_and_nothing_else(both, monkeypatch):
    root, _ = both
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # as when activated
    shutil.rmtree(root / "_report", ignore_errors=True)
    done = subprocess.run(["quarto", "render", "--profile", str(FIRST)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = sorted(
        path.relative_to(root / "_report").as_posix() for path in (root / "_report").rglob("*") if path.is_file()
    )
    names = sorted([*(f"{NAME}.{form}" for form in publish.FORMATS), *publish.TABLES])
    assert made == [f"{FIRST}/{name}" for name in names]
