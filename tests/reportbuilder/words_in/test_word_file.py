"""Documents that come from anywhere: what is none, too large or dangerous is refused in plain words."""

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from projectfiles.errors import Faults
from reportbuilder.drafts.commentary import Section
from reportbuilder.words_in import word_file
from reportbuilder.words_in.reading import read_document
from tests.reportbuilder.words_in.conftest import with_parts

BODY = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def saved(document, file) -> Path:
    document.add_paragraph("The words stay.")
    document.save(file)
    return file


def _refused(file: Path) -> str:
    with pytest.raises(Faults) as raised:
        read_document(file, Section.COMMENTARY)
    return str(raised.value)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"word/vbaProject.bin": b"x"}, "holds macros"),
        ({BODY: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "is damaged, or is no Word document"),
        ({BODY: b"<x/>"}, "is damaged, or is no Word document"),
        ({BODY: None}, "is damaged, or is no Word document"),
        ({BODY: b"<w:document"}, "is damaged, or is no Word document"),
        ({BODY: b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}, "Strict Open XML"),
        ({BODY: f"<w:document {W}><w:body/></w:document>".encode()}, "has no words for commentary"),
        ({f"custom/{n}": b"" for n in range(word_file.MOST_PARTS)}, "at most 2,000 are read"),
    ],
)
def test_what_may_not_be_opened_is_refused(saved, parts, message):
    with_parts(saved, parts)
    assert message in _refused(saved)


@pytest.mark.parametrize("size", [word_file.BIGGEST_PARTS * 10**6 + 1, 10 * word_file.BIGGEST_PARTS * 10**6])
def test_a_document_that_unpacks_to_more_than_the_limit_is_refused(saved, size):
    with_parts(saved, {"word/footnotes.xml": b" " * size})
    assert saved.stat().st_size < 1_000_000
    assert "unpacks to more than 20 MB" in _refused(saved)


def test_no_more_of_a_document_is_unpacked_than_the_limit(saved):
    with_parts(saved, {"word/footnotes.xml": b" " * (10 * word_file.BIGGEST_PARTS * 10**6)})
    tracemalloc.start()
    _refused(saved)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * word_file.BIGGEST_PARTS * 10**6


def test_pictures_do_not_count_as_words(saved):
    with_parts(saved, {"word/media/image1.png": b" " * (word_file.BIGGEST_PARTS * 10**6 + 1)})
    assert read_document(saved, Section.COMMENTARY).markdown == "The words stay."


def test_a_part_packed_as_word_packs_none_is_refused(saved):
    with_parts(saved, {}, zipfile.ZIP_LZMA)
    assert "is damaged" in _refused(saved)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"words", "is damaged"), (b"\xd0\xcf\x11\xe0 old", "has a password"), (b"PK\x03\x04", "is damaged")],
)
def test_what_is_no_document_is_told_with_how_to_save_one(file, content, message):
    file.write_bytes(content)
    assert message in _refused(file) and "Word Document (.docx)" in _refused(file)


def test_a_missing_file_is_told(file):
    assert _refused(file).endswith("the file is missing")


def test_characters_that_mislead_are_refused_with_their_place(document, file):
    document.add_paragraph("Visits \u202erose by 12")
    document.save(file)
    assert "right-to-left override" in _refused(file)


def test_tables_deep_in_one_another_end_no_program(saved):
    deep = "<w:tbl><w:tr><w:tc>" * 50 + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 50
    with_parts(saved, {BODY: f"<w:document {W}><w:body>{deep}</w:body></w:document>".encode()})
    assert read_document(saved, Section.COMMENTARY).markdown == "deep"


def test_what_would_stop_a_build_is_told_before_it_is_written(project_copy, cosmic, document, file):
    document.add_paragraph("See {{< include secret.md >}} for more.")
    document.save(file)
    status, _, error = cosmic("words", "in", "3", str(file), "--yes")
    assert status == 2 and "contains a shortcode" in error and "words.docx" in error
