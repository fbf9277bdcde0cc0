"""Test that a document that bars a reader by its structure is never published."""

import re
import shutil
from functools import partial

import pikepdf
import pytest
from docx import Document

from cosmic.editions import Acknowledgement
from reportbuilder import findings
from reportbuilder.drafts import draft
from reportbuilder.findings import OpenErrors
from reportbuilder.publishing import publish
from reportbuilder.readback.accessibility import barriers
from reportbuilder.readback.accessibility.check import find_barriers
from tests import pdf_checks, word_checks
from tests.factories import FIRST

NAME = f"cosmic-{FIRST}"


@pytest.mark.parametrize("form", publish.FORMATS)
def test_the_first_edition_bars_nobody(edition, form):
    assert barriers(edition / f"{NAME}.{form}") == []


def html(path, pattern, broken):
    page = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, broken, page, count=1)
    assert changed != page, "nothing was broken"
    path.write_text(changed, encoding="utf-8", newline="\n")


def pdf(path, edit):
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        edit(document)
        document.save(path)


def docx(path, edit):
    document = Document(str(path))
    edit(document)
    document.save(str(path))


def no_language(document):
    for default in document.styles.element.xpath("//w:rPrDefault//w:lang"):
        default.getparent().remove(default)


CONTROLS = [
    (
        "html",
        partial(html, pattern='<html lang="en-GB">', broken="<html>"),
        "has no language set; set lang in _quarto.yml",
    ),
    ("html", partial(html, pattern="<h3>RAG", broken="<h5>RAG"), "has a heading of level 5 after one of level 2"),
    ("html", partial(html, pattern="<h2>Key</h2>", broken="<h1>Key</h1>"), "has 2 titles"),
    ("html", partial(html, pattern="<main", broken="<div"), "has 0 <main> elements"),
    (
        "html",
        partial(html, pattern='( class="wide"[^>]*) alt="[^"]+"', broken=r"\1"),
        "has a picture (wide) without an alternative text",
    ),
    ("html", partial(html, pattern=' role="table"', broken=""), "has a table without role=table"),
    (
        "html",
        partial(html, pattern=' scope="row"', broken=""),
        "without a scope of col or row: “CoSMIC 001: Percentage of learners that have been retained”",
    ),
    ("html", partial(html, pattern=' scope="col"', broken=' scope="x"'), "without a scope of col or row: “KPI”"),
    ("pdf", partial(pdf, edit=pdf_checks.untagged), "is not tagged"),
    ("pdf", partial(pdf, edit=pdf_checks.without("/Lang")), "has no language set"),
    ("pdf", partial(pdf, edit=pdf_checks.no_title), "has no title"),
    ("pdf", partial(pdf, edit=pdf_checks.without("/ViewerPreferences")), "shows its file name"),
    ("pdf", partial(pdf, edit=pdf_checks.retag("/H2", "/H3")), "has a heading of level 3 after one of level 1"),
    ("pdf", partial(pdf, edit=pdf_checks.drop("/Figure", "/Alt")), "has a picture without an alternative text"),
    ("pdf", partial(pdf, edit=pdf_checks.retag("/TH", "/TD", "/THead")), "has a table without column heads"),
    ("pdf", partial(pdf, edit=pdf_checks.no_scope), "has a table without column heads"),
    ("pdf", partial(pdf, edit=pdf_checks.retag("/TH", "/TD", "/TBody")), "has a table whose rows have no heads"),
    ("docx", partial(docx, edit=no_language), "has no language set"),
    ("docx", partial(docx, edit=word_checks.no_title), "has no title"),
    ("docx", partial(docx, edit=word_checks.without("w:tblHeader")), "whose head is not repeated on each page"),
    (
        "docx",
        partial(docx, edit=word_checks.styled("Heading 3", "Heading 4")),
        "has a heading of level 4 after one of level 2",
    ),
    ("docx", partial(docx, edit=word_checks.styled("Title", "Body Text")), "has 0 titles"),
    (
        "docx",
        partial(docx, edit=word_checks.marked("wp:docPr", "descr", "")),
        "has a picture without an alternative text",
    ),
]


@pytest.mark.parametrize("form, break_it, expected", CONTROLS)
def test_each_barrier_is_found(edition, tmp_path, form, break_it, expected):
    shutil.copy(edition / f"{NAME}.{form}", tmp_path)
    break_it(tmp_path / f"{NAME}.{form}")
    found = [finding.message for finding in find_barriers([tmp_path / f"{NAME}.{form}"])]
    assert any(expected in message for message in found), found


@pytest.mark.parametrize("form", publish.FORMATS)
def test_a_file_that_cannot_be_read_is_an_error(tmp_path, form):
    (tmp_path / f"x.{form}").write_bytes(b"%PDF-1.7 \xff")
    assert list(find_barriers([tmp_path / f"x.{form}"]))


def test_no_reason_acknowledges_a_barrier(edition, tmp_path):
    (tmp_path / f"{NAME}.html").write_text("<html><p>x</p></html>", encoding="utf-8")
    found = list(find_barriers([tmp_path / f"{NAME}.html"]))
    first = draft.read_draft(FIRST).edition
    given = Acknowledgement(rule="accessibility", quote=found[0].quote, reason="no")
    acknowledged = findings.acknowledge(
        found, type(first)(first.quarter, first.produced_on, first.parameters, (given,))
    )
    with pytest.raises(OpenErrors, match="language"):
        findings.stop_on_errors(acknowledged)
