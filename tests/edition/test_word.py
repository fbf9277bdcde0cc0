"""Test that everyone can read the Word document, and that Word opens it without asking anything.

Each check has its controls: the published file is broken in one way, and that very check must fail.
"""

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from reportbuilder.publishing.postprocess.word import finish
from tests.word_checks import (
    CHECKS,
    alternatives,
    american_style,
    american_theme,
    asks_to_update,
    contents,
    entry_reworded,
    faults,
    footer_on_cover,
    footers,
    headings,
    language,
    larger_headings,
    marked,
    no_ground,
    no_title,
    of_another_edition,
    other_key,
    plain_table,
    properties,
    ratings,
    reworded,
    row_heads,
    scale,
    second_row_a_head,
    styled,
    table_heads,
    table_style,
    typed_page_number,
    typeface,
    undated,
    whole_rows,
    without,
    without_fonts,
)

NAME = "cosmic-2025-26-Q1"


@pytest.fixture
def path(edition, tmp_path) -> Path:
    """Copy the published document, to break it."""
    copy = tmp_path / f"{NAME}.docx"
    for name in (copy.name, "record.json"):
        (tmp_path / name).write_bytes((edition / name).read_bytes())
    return copy


@pytest.mark.parametrize("check", CHECKS)
def test_the_word_document_holds(path, check):
    assert faults(check, path) == []


def test_finishing_twice_changes_nothing(path):
    before = Document(str(path))
    finish(path, date(2025, 9, 17))
    after = Document(str(path))
    assert after.element.xml == before.element.xml
    assert after.settings.element.xml == before.settings.element.xml
    assert after.sections[0].footer._element.xml == before.sections[0].footer._element.xml


def test_word_does_not_open_it_in_an_older_mode(path):
    modes = Document(str(path)).settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']")
    assert [mode.get(qn("w:val")) for mode in modes] == ["15"]


CONTROLS = [
    ("no title", no_title, properties),
    ("another day", undated, properties),
    ("American theme", american_theme, language),
    ("American style", american_style, language),
    ("heading skipped", styled("Heading 2", "Heading 3"), headings),
    ("headings that only look like it", styled("Heading 2", "Body Text"), headings),
    ("title that is none", styled("Title", "Body Text"), headings),
    ("no contents", without("w:sdt"), contents),
    ("contents that are typed", without("w:instrText"), contents),
    (
        "contents that wait to be filled",
        without("w:sdtContent", "w:p", "w:hyperlink"),
        contents,
    ),
    ("contents reworded", entry_reworded, contents),
    ("links that lead nowhere", without("w:bookmarkStart"), contents),
    ("contents that are dirty", marked("w:fldChar", "w:dirty", "true"), contents),
    ("fields to update on opening", asks_to_update, contents),
    ("heads that are not repeated", without("w:trPr", "w:tblHeader"), table_heads),
    ("two heads", second_row_a_head, table_heads),
    ("first columns like any other", marked("w:tblLook", "w:firstColumn", "0"), row_heads),
    ("rows that may be cut", without("w:cantSplit"), whole_rows),
    ("one row that may be cut", marked("w:cantSplit", "w:val", "0"), whole_rows),
    ("a table of another style", plain_table, table_style),
    ("cells of another style", without("w:tc", "w:p", "w:pPr"), table_style),
    ("a picture without words", marked("wp:docPr", "descr", ""), alternatives),
    ("a picture named only", marked("wp:docPr", "descr", "Chart of learners"), alternatives),
    ("a picture lost", without("w:drawing"), alternatives),
    ("a rating in another's colour", reworded("Amber", "Green"), ratings),
    ("ratings without their styles", without("w:rPr", "w:rStyle"), ratings),
    ("a rating without its background", no_ground, ratings),
    ("a page number that is typed", typed_page_number, footers),
    ("a footer on the cover", footer_on_cover, footers),
    ("a footer of another edition", of_another_edition, footers),
    ("larger headings", larger_headings, scale),
    ("a font under another key", other_key, typeface),
    ("fonts that are not announced", without_fonts, typeface),
]


@pytest.mark.parametrize("edit, check", [pytest.param(edit, check, id=what) for what, edit, check in CONTROLS])
def test_each_check_finds_what_it_is_for(path, edit, check):
    document = Document(str(path))
    edit(document)
    document.save(str(path))
    assert faults(check, path)
