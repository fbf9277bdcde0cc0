"""A return as it is seen and typed into: at its first cell, on a laptop's screen, with nothing cut off."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportbuilder.returns import layout, number_formats, out, text_sizes
from tests.factories import FIRST, an_indicator
from tests.reportbuilder.returns.conftest import PRODUCED_ON, REGISTRATION, SECOND, cell, named, opened

SCREEN = 1_320  # pixels of a laptop's 1,366 that Excel leaves for columns
STEM = "cosmic-009"
SHEET = "CoSMIC 009"
LONG = " ".join(f"Sentence {number} says that more deaths were registered in time." for number in range(100))


def _visible(book):
    return [sheet for sheet in book if sheet.sheet_state == "visible"]


def _selected(sheet) -> str:
    return next(one.activeCell for one in sheet.sheet_view.selection if one.pane == "bottomLeft")


def _rules(book):
    return [rule for sheet in book for rule in sheet.data_validations.dataValidation]


def _with_last_words(project: Path, *sources: str) -> None:
    """Put other words into the notebook's cells of the first quarter: the commentary, and the path to green."""
    path = project / f"notebooks/{STEM}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = {
        tag: one
        for one in notebook["cells"]
        for tag in one["metadata"].get("tags", [])
        if str(FIRST) in one["metadata"]["tags"]
    }
    for tag, source in zip(("commentary", "path-to-green"), sources, strict=False):
        cells[tag]["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_a_sheet_opens_at_its_first_cell_to_fill(book):
    for stem, sheet in (("cosmic-008", "CoSMIC 008"), (STEM, SHEET)):
        assert _selected(book[sheet]) == cell(book, layout.cell_name(stem, layout.VALUE)).coordinate
        figures = named(book, layout.table_name(stem, layout.HISTORY))
        assert _selected(book[f"History {sheet}"]) == figures[0][1].coordinate, "its day is given"


def test_links_at_the_top_go_to_the_first_cell_of_each_part(book):
    links = {one.value: one.hyperlink.location for one in book[SHEET][2] if one.hyperlink}
    first = {"Go to the figure": layout.VALUE, "Go to the words": layout.COMMENTARY}
    first["Go to who signs it off"] = layout.FILLED_IN_BY
    for text, field in first.items():
        assert links[text] == f"'{SHEET}'!{cell(book, layout.cell_name(STEM, field)).coordinate}"


@pytest.mark.parametrize("name", ["book", "form"])
def test_all_columns_are_seen_on_a_laptop_s_screen(name, request):
    held = request.getfixturevalue(name)
    book = held if name == "book" else load_workbook(held / "return.xlsx")
    for sheet in _visible(book):
        last = sheet.max_column
        alike = [one for one in sheet.column_dimensions.values() if one.min <= last]
        columns = [one.width for one in alike for _ in range(one.min, min(one.max, last) + 1)]
        assert len(columns) == last and 7 * sum(columns) <= SCREEN, sheet.title


def test_no_row_to_read_is_lower_than_its_words(second):
    _with_last_words(second, f"{LONG}\n\nThe end.", "Seven more days a week are open.")
    out.send_out(SECOND, "Registration Service", None, None, PRODUCED_ON)
    sheet = opened((second / REGISTRATION).read_bytes())[SHEET]
    words = [
        (row[2], sheet.row_dimensions[row[2].row].height) for row in sheet.iter_rows() if isinstance(row[2].value, str)
    ]
    told = [one for one in words if one[0].alignment.wrap_text]
    too_low = [one.value for one, height in told if height and height < text_sizes.find_height(one.value, 54)]
    assert too_low == []
    assert all(len(text_sizes.wrap(one.value, 54)) <= text_sizes.MOST_LINES for one, _ in told)
    assert LONG in " ".join(str(one.value) for one, _ in told)


def test_an_action_that_goes_on_is_read_whole(second):
    what = "open many more appointments at all of the offices, " * 4
    _with_last_words(second, "More were registered.", f"- by 30 Sep 2025, Registration: {what}and say so.")
    out.send_out(SECOND, "Registration Service", None, None, PRODUCED_ON)
    book = opened((second / REGISTRATION).read_bytes())
    row = named(book, layout.table_name(STEM, layout.ACTIONS))[0]
    said = next(one for one in row if isinstance(one.value, str) and what[:20] in one.value)
    assert book[SHEET].row_dimensions[said.row].height >= text_sizes.find_height(said.value, 54)
    due = next(one for one in row if one.is_date)
    assert due.number_format == "d mmm yyyy", "a longer one is #### in a narrow column"


def test_a_row_for_one_line_grows_with_what_is_typed(book):
    for field in (layout.SOURCE, layout.NOTE, layout.STATUS_REASON, layout.FILLED_IN_BY):
        one = cell(book, layout.cell_name(STEM, field))
        assert one.alignment.wrap_text and one.parent.row_dimensions[one.row].height is None


def test_what_was_said_last_time_stands_right_above_the_words_to_fill_in(book):
    said = [row[0].row for row in book[SHEET].iter_rows() if row[0].value == "To read: what was said last time"]
    figure, words = (cell(book, layout.cell_name(STEM, field)).row for field in (layout.VALUE, layout.COMMENTARY))
    assert figure < said[0] < words


def test_the_heads_of_a_history_stay_in_view_and_are_on_each_page(book):
    sheet = book[f"History {SHEET}"]
    top = named(book, layout.table_name(STEM, layout.HISTORY))[0][0].row
    assert sheet.freeze_panes == f"A{top}"
    assert sheet.print_title_rows == f"$1:${top - 1}"


def test_words_may_be_made_bold_and_links_put_in_on_a_locked_sheet(book):
    for sheet in _visible(book):
        assert sheet.protection.sheet
        assert not sheet.protection.formatCells and not sheet.protection.insertHyperlinks, "False is: not forbidden"


def test_what_excel_says_of_a_cell_is_whole_and_says_what_to_do(book):
    for rule in _rules(book):
        assert 0 < len(rule.promptTitle) <= 32 and rule.prompt.endswith(".") and len(rule.prompt) <= 255
        assert rule.error.endswith(".") and len(rule.error) <= 255
        assert re.search(r"Type |Shorten|choose|In |A number|How many|Out of|More than", rule.error)


@pytest.mark.parametrize(
    ("unit", "typed", "worked_out"),
    [
        ("percent", "[>=1000]#,##0;[<=-1000]-#,##0;General", '0.0#"%"'),
        ("count", "[>=1000]#,##0;[<=-1000]-#,##0;General", "0.0#"),
        ("£", '[>=1000]"£"#,##0;[<=-1000]-"£"#,##0;"£"General', '"£"0.0#'),
        ("£m", '[>=1000]"£"#,##0"m";[<=-1000]-"£"#,##0"m";"£"General"m"', '"£"0.0#"m"'),
        ("days", "[>=1000]#,##0;[<=-1000]-#,##0;General", '0.0#" days"'),
    ],
)
def test_a_number_shows_its_currency_and_its_thousands_and_no_digit_that_is_typed_is_lost(unit, typed, worked_out):
    indicator = an_indicator(unit=unit)
    assert number_formats.as_typed(indicator) == typed
    assert number_formats.as_worked_out(indicator).split(";")[2] == worked_out


def test_no_letters_are_smaller_than_11_points(sent):
    for path in sent.iterdir():
        with zipfile.ZipFile(path) as held:
            styles = held.read("xl/styles.xml").decode()
        sizes = {float(size) for size in re.findall(r'<sz val="([\d.]+)"', styles)}
        assert min(sizes) >= 11


def test_each_table_says_in_words_what_it_is_for_whoever_does_not_see_it(sent):
    for form in sent.glob("*.xlsx"):
        with zipfile.ZipFile(form) as held:
            tables = [held.read(name).decode() for name in held.namelist() if name.startswith("xl/tables/")]
        assert tables and all(re.search('altText="[^"]+" altTextSummary="[^"]+"', table) for table in tables)
