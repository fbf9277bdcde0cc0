"""Returns that people fill in rightly in their own ways are read without a fault, and say what they meant."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from reportbuilder.returns.answers import Answers
from reportbuilder.returns.layout import CORRECTIONS, HISTORY, VALUE, cell_name
from reportbuilder.returns.take_in import read_returns
from tests.reportbuilder.returns.filling import cell_of, fill_row, fill_well
from tests.reportbuilder.returns.test_in_rules import PLAIN, TODAY, WHOLE, _whole

pytestmark = pytest.mark.slow  # a workbook for each way of typing

DAY = date(2025, 10, 10)


@pytest.fixture
def read(form, monkeypatch, tmp_path) -> Callable[..., Answers]:
    """Fill in a copy of the return well, edit it further, and return the answers for CoSMIC 008."""
    monkeypatch.chdir(form)

    def edited(*edits: Callable[[Workbook], object], save: Callable[[Path], Path] = lambda path: path) -> Answers:
        book = load_workbook(form / "return.xlsx")
        _whole(book)
        fill_well(book, PLAIN, path_to_green="More appointments.")
        for one in edits:
            one(book)
        path = tmp_path / "return.xlsx"
        book.save(path)
        (found,) = read_returns([save(path)], TODAY).returns
        assert (found.refused, found.faults) == ([], [])
        assert set(found.answers) == {PLAIN, WHOLE} and not found.answers[WHOLE].is_untouched
        return found.answers[PLAIN]

    return edited


FIGURES = [  # what is typed, the cell's format, and the figure that is meant
    (81.5, "General", "81.5"), (81.5, "0.0", "81.5"), (0.815, "0.0%", "81.5"), (0.815, "0%", "81.5"),
    (0.815, "General", "81.5"), (0.815, "0.00", "81.5"), ("81.5", "General", "81.5"), ("81.5%", "General", "81.5"),
    ("81.5 %", "@", "81.5"), (" 81.5 ", "@", "81.5"), ("81.5\xa0%", "@", "81.5"), ("'81.5", "@", "81.5"),
    (81, "General", "81"), ("81", "@", "81"), (81.0, "0", "81"), (0.1 + 0.2 + 81.2, "General", "81.5"),
    (100, "General", "100"), (1, "0%", "100"), (0, "General", "0"), ("0", "@", "0"), (0.5, "0.0%", "50"),
    (0.005, "0.0%", "0.5"), (81.5, '0.0"%"', "81.5"), (81.5, "0.0\\%", "81.5"), ("81.50", "@", "81.5"),
    (99.99999, "General", "99.99999"), ("\u200981.5", "@", "81.5"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "form_of_cell", "meant"), FIGURES)
def test_a_percentage_is_read_as_it_is_meant(read, typed, form_of_cell, meant):
    def edits(book):
        cell = cell_of(book, PLAIN, "value")
        cell.value, cell.number_format = typed, form_of_cell

    assert read(edits).main.number("value") == Decimal(meant)


COUNTS = [
    (1234, "1234"),
    ("1,234", "1234"),
    ("1 234", "1234"),
    ("1\xa0234", "1234"),
    (1234.0, "1234"),
    ("'1234", "1234"),
]


@pytest.mark.parametrize(("typed", "meant"), COUNTS)
def test_a_numerator_is_read_with_what_sets_its_thousands_apart(read, typed, meant):
    answers = read(lambda book: fill_well(book, PLAIN, value=None, numerator=typed, denominator="1,500"))
    assert (answers.main.number("numerator"), answers.main.number("denominator")) == (Decimal(meant), Decimal(1500))


DAYS = [
    datetime(2025, 10, 10), datetime(2025, 10, 10, 9, 30), "10/10/2025", "10/10/25", "10.10.2025", "10-10-2025",
    "2025-10-10", "10 October 2025", "10 Oct 2025", "10th October 2025", "Friday 10 October 2025", "10 October, 2025",
    "October 10, 2025", "10-Oct-25", "2025/10/10", "20251010", " 10/10/2025 ", "10\xa0October\xa02025",
]  # fmt: skip


@pytest.mark.parametrize("typed", DAYS, ids=str)
def test_a_day_is_read_as_people_type_it(read, typed):
    assert read(lambda book: fill_well(book, PLAIN, filled_in_on=typed)).main.day("filled_in_on") == DAY


def test_a_day_that_may_be_two_is_read_with_the_day_first(read):
    answers = read(lambda book: fill_well(book, PLAIN, filled_in_on="03/11/2025", signed_off_on="04/11/2025"))
    assert answers.main.day("filled_in_on") == date(2025, 11, 3)


def test_a_day_without_its_format_is_the_days_that_excel_counts(read):
    def edits(book):
        cell = cell_of(book, PLAIN, "filled_in_on")
        cell.value, cell.number_format = 45940, "General"

    assert read(edits).main.day("filled_in_on") == DAY


@pytest.mark.parametrize("as_number", [False, True])
def test_a_workbook_that_counts_days_from_1904_is_read(read, as_number):
    def edits(book):
        book.epoch = CALENDAR_MAC_1904
        cell = cell_of(book, PLAIN, "filled_in_on")
        if as_number:
            cell.value, cell.number_format = 45940 - 1462, "General"

    assert read(edits).main.day("filled_in_on") == DAY


@pytest.mark.parametrize("typed", ["final", "Final", "FINAL", " final ", "final\n", "“final”", "final\xa0"])
def test_a_choice_is_read_in_any_case_and_with_any_spaces(read, typed):
    assert read(lambda book: fill_well(book, PLAIN, status=typed)).main.words("status") == "final"


WORDS = [  # what is typed, and the Markdown that shows it
    ("“Up” – it’s 5% more…", "“Up” – it’s 5% more…"),
    ("Up.\nDown.", "Up.\n\nDown."),
    ("Up.\r\n\r\nDown.", "Up.\n\nDown."),
    ("Up._x000D_\nDown.", "Up.\n\nDown."),
    ("• one\n• two", "- one\n- two"),
    ("- one\n- two", "- one\n- two"),
    ("1. one\n2. two", "1. one\n2. two"),
    ("1) one", "1. one"),
    ("As follows:\n- one\n  - two", "As follows:\n\n- one\n    - two"),
    ("**Up** by 2", "**Up** by 2"),
    ("See [our page](https://example.org/a_b).", "See [our page](https://example.org/a_b)."),
    ("See https://example.org/a_b.", "See https://example.org/a_b."),
    ("Write to mailto:name@example.org.", "Write to mailto:name@example.org."),
    ("<b>Up</b> & <script>", "\\<b>Up\\</b> & \\<script>"),
    ("# Up", "\\# Up"),
    ("A * B_c | d ~ e", "A \\* B_c \\| d \\~ e"),
    ("= 5% more", "\\= 5% more"),
    ("    Up", "Up"),
    ("Ŵyl Llŷn 数字 عربى", "Ŵyl Llŷn 数字 عربى"),
    ("-5% on last year", "-5% on last year"),
    ("Up _x005F_x000D_ by 2", "Up \\_x000D\\_ by 2"),
    ("Up by _x0032_", "Up by 2"),
]


@pytest.mark.parametrize(("typed", "written"), WORDS)
def test_words_keep_their_lists_bold_and_links_and_are_text_otherwise(read, typed, written):
    def edits(book):
        cell = cell_of(book, PLAIN, "commentary")
        cell.value, cell.data_type = typed, "s"

    assert read(edits).main.words("commentary") == written


def test_words_that_are_bold_in_the_cell_are_bold(read):
    rich = CellRichText("Up ", TextBlock(InlineFont(b=True), "by 5% "), TextBlock(InlineFont(i=True), "at last"), ".")
    answers = read(lambda book: fill_well(book, PLAIN, commentary=rich))
    assert answers.main.words("commentary") == "Up **by 5%** at last."


LINKS = [
    ("Our page https://example.org/a", "- [Our page](https://example.org/a)"),
    ("Our page: https://example.org/a\nOther www.example.org", None),
    ("• [Our page](https://example.org/a)", "- [Our page](https://example.org/a)"),
]


@pytest.mark.parametrize(("typed", "written"), LINKS)
def test_useful_links_are_a_name_and_an_address(read, typed, written):
    both = "- [Our page](https://example.org/a)\n- [Other](https://www.example.org)"
    assert read(lambda book: fill_well(book, PLAIN, links=typed)).main.words("links") == (written or both)


@pytest.mark.parametrize("typed", ["n/a", "none", "-", "N/A", "nil"])
@pytest.mark.parametrize("field", ["note", "links", "status_reason"])
def test_none_in_a_field_that_may_stay_empty_says_nothing(read, field, typed):
    assert not read(lambda book: fill_well(book, PLAIN, **{field: typed})).main.words(field)


def _shift(book: Workbook, sheet: str, row: int, count: int) -> None:
    """Insert rows as Excel does: the names of the cells below go with them."""
    book[sheet].insert_rows(row, count)
    for name, defined in list(book.defined_names.items()):
        ((place, cells),) = defined.destinations
        if place == sheet:
            parts = [part.split("$") for part in cells.split(":")]
            moved = [f"${column}${int(number) + count * (int(number) >= row)}" for _, column, number in parts]
            book.defined_names[name] = DefinedName(name, attr_text=f"'{sheet}'!{':'.join(moved)}")


def _rename(book: Workbook, sheet: str, name: str) -> None:
    """Rename a sheet as Excel does: the names of its cells go with it."""
    book[sheet].title = name
    for defined in book.defined_names.values():
        quoted = name.replace("'", "''")
        defined.attr_text = defined.attr_text.replace(f"'{sheet}'", f"'{quoted}'")


def _point(book: Workbook, target: str) -> None:
    """Let the name of the figure point elsewhere."""
    book.defined_names[cell_name(PLAIN, VALUE)] = DefinedName(cell_name(PLAIN, VALUE), attr_text=target)


def _hide_rows(book: Workbook) -> None:
    for row in range(30, 50):
        book["CoSMIC 008"].row_dimensions[row].hidden = True


def _merge(book: Workbook) -> None:
    cell = cell_of(book, PLAIN, "commentary")
    cell.parent.merge_cells(start_row=cell.row, end_row=cell.row, start_column=cell.column, end_column=cell.column + 2)


def _plain_formats(book: Workbook) -> None:
    for row in book["CoSMIC 008"].iter_rows():
        for cell in row:
            if not cell.is_date:
                cell.number_format = "General"


STRUCTURES: dict[str, Callable[[Workbook], object]] = {
    "rows inserted at the top": lambda book: _shift(book, "CoSMIC 008", 2, 3),
    "rows inserted among the cells": lambda book: _shift(book, "CoSMIC 008", cell_of(book, PLAIN, "source").row, 2),
    "a sheet renamed": lambda book: _rename(book, "CoSMIC 008", "Births"),
    "a name with an apostrophe": lambda book: _rename(book, "CoSMIC 008", "Births'24"),
    "a sheet hidden": lambda book: setattr(book["CoSMIC 008"], "sheet_state", "hidden"),
    "rows hidden": _hide_rows,
    "a sheet added": lambda book: book.create_sheet("Working").append(["=1+1", 2]),
    "a sheet added in front": lambda book: book.create_sheet("Working", 0),
    "sheets in another order": lambda book: book.move_sheet("CoSMIC 009", -2),
    "the cover deleted": lambda book: book.remove(book["Read me"]),
    "cells merged": _merge,
    "a comment added": lambda book: setattr(cell_of(book, PLAIN, "value"), "comment", Comment("Check", "Someone")),
    "unprotected": lambda book: book["CoSMIC 008"].protection.disable(),
    "formats cleared": _plain_formats,
    "names lost": lambda book: book.defined_names.clear(),
    "a name that points beyond the sheet": lambda book: _point(book, "'CoSMIC 008'!$ZZZZ$99999999"),
    "a name that points to a formula": lambda book: _point(book, "OFFSET('CoSMIC 008'!$C$28,0,0)"),
    "names in capitals": lambda book: [setattr(one, "name", one.name.upper()) for one in book.defined_names.values()],
    "validation removed": lambda book: book["CoSMIC 008"].data_validations.dataValidation.clear(),
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_workbook_whose_sheets_were_worked_on_is_read(read, name):
    assert read(STRUCTURES[name]).main.number("value") == 80


def test_a_history_and_a_correction_are_read(read):
    def edits(book):
        fill_row(book, PLAIN, CORRECTIONS, 0, value=82, reason="Late cases")
        for row in range(12):
            fill_row(book, PLAIN, HISTORY, row, value=70 + row, source="Old report")

    answers = read(edits)
    assert len(answers.history) == 12 and len(answers.corrections) == 1


def test_no_figure_with_its_reason_is_right(read):
    reason = {"value": None, "status": "not available", "status_reason": "The system was changed."}
    assert read(lambda book: fill_well(book, PLAIN, **reason)).main.words("status") == "not available"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_what_libreoffice_saves_is_read_with_its_formulas(read, tmp_path):
    def save(path: Path) -> Path:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
        return tmp_path / "saved" / path.name

    answers = read(lambda book: fill_well(book, PLAIN, value="=160/2", source="Registration system"), save=save)
    assert answers.main.number("value") == 80
    assert answers.main.day("filled_in_on") == DAY
