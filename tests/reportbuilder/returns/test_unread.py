"""What stands beside the cells to fill is told to whoever takes the return in, and to whoever left a cell empty."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from reportbuilder.returns import preview
from reportbuilder.returns.intake import Intake, Return
from reportbuilder.returns.layout import CORRECTIONS
from reportbuilder.returns.take_in import read_returns
from tests.reportbuilder.returns.filling import cell_of, fill_well, make_form, rows_of
from tests.reportbuilder.returns.test_in_rules import PLAIN, TODAY, _whole

SHEET = "CoSMIC 008"


@pytest.fixture
def read(form, monkeypatch, tmp_path) -> Callable[..., Return]:
    """Fill in a copy of the return well, edit it further, and return what is known of it."""
    monkeypatch.chdir(form)

    def edited(*edits: Callable[[Workbook], object], save: Callable[[Path], object] = lambda path: None) -> Return:
        book = load_workbook(form / "return.xlsx")
        _whole(book)
        fill_well(book, PLAIN)
        for one in edits:
            one(book)
        path = tmp_path / "return.xlsx"
        book.save(path)
        save(path)
        return read_returns([path], TODAY).returns[0]

    return edited


def _move(book: Workbook, name: str, columns: int, rows: int) -> None:
    cell = cell_of(book, PLAIN, name)
    cell.parent.cell(cell.row + rows, cell.column + columns).value = cell.value
    cell.value = None


@pytest.mark.parametrize("columns", [-1, 1, 2, 5])
def test_an_empty_cell_is_told_with_the_figure_that_stands_beside_it(read, columns):
    (fault,) = read(lambda book: _move(book, "value", columns, 0)).faults
    assert fault.message.startswith("is empty.") and "stands “80”: move it here." in fault.message


def _over_last_words(book: Workbook) -> None:
    (heading,) = (cell for cell in book[SHEET]["A"] if str(cell.value).startswith("To read: what was said"))
    book[SHEET].cell(heading.row + 1, 3).value = "Please say this instead."


BESIDE = {
    "words over the help of a cell": lambda book: (
        cell_of(book, PLAIN, "value").offset(0, 1).__setattr__("value", "Old.")
    ),
    "words over a figure that was published": lambda book: rows_of(book, PLAIN, CORRECTIONS)[0][
        "published"
    ].__setattr__("value", "58% now"),
    "words over those of the last quarter": _over_last_words,
    "words on the first sheet": lambda book: book["Read me"].__setitem__("E10", "I am away until Friday."),
    "words beside the earlier figures": lambda book: book[f"History {SHEET}"].__setitem__("H10", "More to come."),
    "a figure on the first sheet": lambda book: book["Read me"].__setitem__("C30", 80),
    "a figure beside its cell": lambda book: book[SHEET].__setitem__("E28", 80),
    "words below the form": lambda book: book[SHEET].__setitem__("B80", "More words."),
    "words beside a cell": lambda book: book[SHEET].__setitem__("F45", "More words."),
    "a comment": lambda book: setattr(cell_of(book, PLAIN, "value"), "comment", Comment("82?", "Someone")),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_is_not_read_is_shown_before_anything_is_written(read, name):
    found = read(BESIDE[name])
    assert not found.is_wrong and len(found.unread) == 1
    assert "Not read, as it stands beside the cells to fill" in "\n".join(preview._of_return(found, Intake([found])))


def test_of_much_that_is_not_read_the_rest_is_counted(read):
    found = read(lambda book: [book[SHEET].__setitem__(f"F{row}", f"Note {row}") for row in range(60, 83)])
    assert "  and 3 more, which the workbook shows" in list(preview._of_return(found, Intake([found])))


def test_nothing_that_was_sent_out_counts_as_unread(read):
    assert read().unread == []
    assert read(lambda book: book.defined_names.clear()).unread == []


def test_a_text_box_is_not_read(read):
    def save(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as package:
            package.writestr("xl/drawings/drawing9.xml", b'<x xmlns:a="a"><a:t>It is 82 &amp; up</a:t></x>')

    assert [str(one) for one in read(save=save).unread] == ["a text box, “It is 82 & up”"]


def test_a_copy_of_a_sheet_is_told(read):
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book[SHEET]).title = "CoSMIC 008 (2)"

    (fault,) = read(copy).faults
    assert (fault.sheet, fault.cell) == ("CoSMIC 008 (2)", "A1")
    assert "is a copy, and is not read. Move its answers to the sheet that was sent out" in fault.message


def test_a_note_on_a_figure_that_stands_as_it_was_published_is_shown_as_left_out(monkeypatch, tmp_path):
    monkeypatch.chdir(make_form(tmp_path / "project", monkeypatch))
    with Path("data/figures/cosmic-008.csv").open("a", encoding="utf-8") as table:
        table.write("2025-09-30,80,,,2025-10-01,published,Synthetic,\n")
    book = load_workbook("return.xlsx")
    fill_well(book, PLAIN, note="With late cases")
    book.save(tmp_path / "return.xlsx")
    said = preview.describe(read_returns([tmp_path / "return.xlsx"], TODAY))
    assert "Sep-25 stands as it was published, so its note is left out: With late cases" in said
