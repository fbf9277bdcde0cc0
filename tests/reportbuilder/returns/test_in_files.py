"""A file that is no return of this quarter, or is not safe to open, is refused before it is parsed, and says why."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from reportbuilder.returns import layout, package
from reportbuilder.returns.book import open_book
from reportbuilder.returns.layout import Field, Item, Kind
from reportbuilder.returns.take_in import read_returns
from tests.reportbuilder.returns.filling import cell_of, fill_well
from tests.reportbuilder.returns.test_in_rules import PLAIN, TODAY, WHOLE, _whole

pytestmark = pytest.mark.slow  # a workbook for each way to spoil one


@pytest.fixture
def good(form, monkeypatch, tmp_path) -> Path:
    """A return that is filled in well."""
    monkeypatch.chdir(form)
    book = load_workbook(form / "return.xlsx")
    _whole(book)
    fill_well(book, PLAIN)
    book.save(tmp_path / "return.xlsx")
    return tmp_path / "return.xlsx"


def _refused(*paths: Path) -> list[str]:
    found = read_returns(paths, TODAY).returns
    assert not any(one.faults for one in found)
    return found[-1].refused


def _with_part(path: Path, name: str, content: bytes, **replaced: bytes) -> Path:
    """The same package with another part, or with parts of which others have other content."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, old.read(item) if item != name else content)
        if name not in old.namelist():
            new.writestr(name, content)
    return path


PARTS = [
    ("xl/vbaProject.bin", b"x", "holds macros"),
    ("xl/macrosheets/sheet1.xml", b"<x/>", "holds macros"),
    ("xl/activeX/activeX1.xml", b"<x/>", "holds macros"),
    ("xl/externalLinks/externalLink1.xml", b"<x/>", "has links to other workbooks"),
    ("xl/connections.xml", b"<x/>", "has links to other workbooks or sources of data"),
    ("xl/worksheets/bomb.xml", b" " * 9_000_000, "holds a part of 9 MB unpacked"),
    ("xl/styles.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "declares entities"),
    ("xl/sharedStrings.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>".encode("utf-16"), "declares entities"),
    ("xl/workbook.xml", b"<workbook", "is a workbook that cannot be read"),
    ("Index/Document.iwa", b"x", "is a Numbers document"),
    ("content.xml", b"<x/>", "is an OpenDocument spreadsheet"),
    ("word/document.xml", b"<x/>", "is a Word document"),
    ("xl/embeddings/oleObject1.bin", b"x", "holds another file within it"),
    ("xl/ExternalLinks/externalLink1.xml", b"<x/>", "has links to other workbooks"),
    ("xl/drawings/vmlDrawing1.vml", b"<!DOCTYPE x><x/>", "declares entities"),
    ("xl/styles2.xml", b"<x>" + b"<y/>" * package._MOST_MARKS + b"</x>", "has far too many rows"),
    (
        "xl/workbook.xml",
        b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
        "is saved as “Strict Open XML Spreadsheet”",
    ),
]
HARMLESS = {
    "settings of a printer": ("xl/printerSettings/printerSettings12.bin", b"x"),
    "a property of an add-in": ("xl/customProperty1.bin", b"x"),
    "a drawn logo": ("xl/media/image1.svg", b"<!DOCTYPE svg><svg/>"),
    "a path that leads out": ("../../../evil.xml", b"<x/>"),
}


@pytest.mark.parametrize(("name", "content", "said"), PARTS, ids=[name for name, *_ in PARTS])
def test_a_part_that_no_return_holds_is_refused(good, name, content, said):
    (message,) = _refused(_with_part(good, name, content))
    assert message.startswith(said) and ";" in message


@pytest.mark.parametrize("name", HARMLESS)
def test_a_part_that_nothing_of_a_return_refers_to_is_left_alone(good, name):
    (found,) = read_returns([_with_part(good, *HARMLESS[name])], TODAY).returns
    assert not found.is_wrong


OTHER_FILES = {
    "a spreadsheet of Excel 97": (b"\xd0\xcf\x11\xe0" + bytes(600), "has a password, or is of Excel 97"),
    "a PDF": (b"%PDF-1.7", "is a PDF"),
    "a table": (b"a,b\n1,2\n", "is no workbook, or is damaged"),
    "nothing": (b"", "is empty (0 bytes)"),
    "a cut-off workbook": (b"PK\x03\x04" + bytes(50), "is no workbook, or is damaged"),
    "a large file": (bytes(package.BIGGEST * 10**6 + 1), "is larger than 5 MB"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_another_kind_of_file_is_refused(good, name):
    content, said = OTHER_FILES[name]
    good.write_bytes(content)
    (message,) = _refused(good)
    assert message.startswith(said) and ";" in message


COVERING = {
    "merged cells": b'<mergeCells><mergeCell ref="J200:XFD1048576"/></mergeCells>',
    "in small letters": b'<mergeCells><mergeCell ref="j200:xfd1048576"/></mergeCells>',
    "with dollars": b'<mergeCells><mergeCell ref="$J$200:$XFD$1048576"/></mergeCells>',
    "with a letter by its code": b'<mergeCells><mergeCell ref="&#74;200:XFD1048576"/></mergeCells>',
    "whole columns": b'<mergeCells><mergeCell ref="A:XFD"/></mergeCells>',
    "one by one": b"<mergeCells>" + b'<mergeCell ref="J200:K200"/>' * 1_001 + b"</mergeCells>",
    "links": b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", COVERING)
def test_cells_that_cover_a_whole_sheet_are_refused_before_they_take_room(good, name, encoding):
    content = zipfile.ZipFile(good).read("xl/worksheets/sheet2.xml")
    merged = content.replace(b"<dataValidations", COVERING[name] + b"<dataValidations", 1)
    _with_part(good, "xl/worksheets/sheet2.xml", merged.decode().encode(encoding))
    assert _refused(good)[0].startswith("merges more than 100,000 cells")


@pytest.mark.parametrize("name", ["~$return.xlsx", ".~lock.return.xlsx#"])
def test_what_a_program_keeps_beside_an_open_workbook_is_told(good, tmp_path, name):
    (tmp_path / name).write_bytes(b"Someone")
    assert _refused(tmp_path / name)[0].startswith("is what a program keeps beside a workbook that is open; close that")


def test_a_cell_far_off_makes_no_rows_between(good):
    def edits(book: Workbook) -> None:
        book.defined_names.clear()
        book["CoSMIC 008"]["XFD1048576"] = 1

    (found,) = read_returns([_edited(good, edits)], TODAY).returns
    assert not found.is_wrong


def test_a_label_that_is_looked_for_in_vain_makes_no_rows(good):
    book = open_book(good)
    sheet = book.formulas["CoSMIC 008"]
    before = sheet.dimensions
    assert book.find_by_label("CoSMIC 008", Field("other", "A label that is not there", Kind.LINE)) is None
    assert sheet.dimensions == before


def test_a_missing_file_and_a_folder_are_told(good, tmp_path):
    assert _refused(tmp_path / "gone.xlsx") == ["is not there; correct its name"]
    assert _refused(tmp_path)[0].startswith("is a folder")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes")
def test_a_pipe_is_told_and_not_waited_for(good, tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert _refused(tmp_path / "pipe.xlsx")[0].startswith("is no file but a device or a pipe")


def test_many_parts_are_refused(good):
    with zipfile.ZipFile(good, "a") as archive:
        for number in range(600):
            archive.writestr(f"docProps/{number}.txt", "")
    assert "parts, as no return has" in _refused(good)[0]


def test_a_part_that_is_longer_than_it_says_is_refused(good):
    content = good.read_bytes()
    name = b"xl/worksheets/sheet1.xml"
    at = content.rindex(name) - 46 + 24  # the length that the directory of the package gives
    good.write_bytes(content[:at] + (10).to_bytes(4, "little") + content[at + 4 :])
    assert _refused(good)


IDENTITY = [
    (Item.QUARTER, "2025-26-Q1", "is for Quarter 1, 2025/26"),
    (Item.QUARTER, "2025-26-Q3", "start 2025-26-Q3 first"),
    (Item.QUARTER, "", "does not say which quarter"),
    (Item.QUARTER, "soon", "does not say which quarter"),
    (Item.TEMPLATE, "0", "is of template 0, and this program reads template 1"),
    (Item.COMMITTEE, "Another Council, Its Committee (XY)", "is a return to “Another Council, Its Committee (XY)”"),
    (Item.INDICATORS, "cosmic-008 cosmic-999", "have no definition here (cosmic-999)"),
]


@pytest.mark.parametrize(("item", "text", "said"), IDENTITY)
def test_another_quarters_councils_or_templates_return_is_refused(good, item, text, said):
    def edits(book: Workbook) -> None:
        ((sheet, place),) = book.defined_names[layout.item_name(item)].destinations
        book[sheet][place.replace("$", "")].value = text

    (message,) = _refused(_edited(good, edits))
    assert said in message and ";" in message


def _edited(path: Path, *edits: Callable[[Workbook], object]) -> Path:
    book = load_workbook(path)
    for one in edits:
        one(book)
    book.save(path)
    return path


def test_a_definition_that_changed_since_is_noted_and_the_return_read(good, form):
    def edits(book: Workbook) -> None:
        ((sheet, place),) = book.defined_names[layout.item_name(Item.DIGEST)].destinations
        book[sheet][place.replace("$", "")].value = "0" * 64

    (found,) = read_returns([_edited(good, edits)], TODAY).returns
    assert not found.is_wrong and found.sender and found.sender.is_outdated


def test_a_sheet_that_was_deleted_is_told(good):
    def edits(book: Workbook) -> None:
        del book["CoSMIC 008"]
        for name in [name for name in book.defined_names if "cosmic_008" in name]:
            book.defined_names[name] = DefinedName(name, attr_text="#REF!")

    (message,) = _refused(_edited(good, edits))
    assert message.startswith("has no sheet “CoSMIC 008” any more")


def test_a_row_that_was_deleted_is_told(good):
    def edits(book: Workbook) -> None:
        source = cell_of(book, PLAIN, "source")
        name = layout.cell_name(PLAIN, layout.SOURCE)
        book.defined_names[name] = DefinedName(name, attr_text="#REF!")
        source.parent.delete_rows(source.row)

    (found,) = read_returns([_edited(good, edits)], TODAY).returns
    assert ("CoSMIC 008", "A1", True) in [
        (one.sheet, one.cell, "“Source” was deleted" in one.message) for one in found.faults
    ]


def test_two_returns_for_one_indicator_are_told_at_the_second(good, tmp_path):
    other = _edited(good.rename(tmp_path / "first.xlsx"), lambda book: None)
    second = tmp_path / "second.xlsx"
    book = load_workbook(other)
    fill_well(book, PLAIN, value=81)
    book.save(second)
    first, last = read_returns([other, second], TODAY).returns
    assert not first.is_wrong
    assert {fault.sheet for fault in last.faults} == {"CoSMIC 008", "CoSMIC 009"}
    assert "CoSMIC 008 is answered here, and in first.xlsx too" in last.faults[0].message


def test_one_file_given_twice_is_told(good, tmp_path):
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(good.read_bytes())
    assert _refused(good, copy) == ["is the same file as return.xlsx; give it once"]


def test_a_return_without_names_is_read_by_its_labels(good):
    def edits(book: Workbook) -> None:
        book.defined_names.clear()

    (found,) = read_returns([_edited(good, edits)], TODAY).returns
    assert not found.is_wrong
    assert found.answers[PLAIN].main.number("value") == 80
    assert len(found.answers[WHOLE].parts) == 2 and len(found.answers[WHOLE].months) == 2
