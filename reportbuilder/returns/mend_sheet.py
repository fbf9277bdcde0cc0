"""The first sheet of a reply: what is to be mended in a return, with a link to each cell."""

from collections.abc import Mapping

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from reportbuilder.returns import text_sizes
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.layout import AUTHOR
from reportbuilder.returns.page import quote_sheet
from reportbuilder.returns.styles import FONT, MAIN

SHEET = "To mend"
_HOW_TO = (
    "Mend each cell, save the workbook, and send it back. This sheet may stay in it.",
    "Each link goes to its cell, which has the same words as a comment, and “to mend” at the left of its row.",
)
_HEADS = ("Sheet", "Cell", "What is wrong, and what to do")
_WIDTHS = (30, 10, 110)
_MOST = 10_000  # rows of the list that are looked at
_FIRST = 2 + len(_HOW_TO) + 1  # row of the list: below the title, these lines and the heads
_MAIN = MAIN.removeprefix("#")


def write_list(book: Workbook, faults: list[CellFault]) -> None:
    """Add the sheet that lists the faults, each with a link to its cell, as the first."""
    sheet = book.create_sheet(SHEET, 0)
    _write(sheet, 1, 1, "What to put right in this return", bold=True, size=16, color=_MAIN)
    for row, words in enumerate(_HOW_TO, 2):
        _write(sheet, row, 1, words)
    for column, head in enumerate(_HEADS, 1):
        _write(sheet, _FIRST - 1, column, head, bold=True)
    for row, fault in enumerate(faults, _FIRST):
        _write(sheet, row, 1, fault.sheet, wraps=True)
        _write(sheet, row, 2, fault.cell, underline="single", color=_MAIN)
        sheet.cell(row, 2).hyperlink = f"#{quote_sheet(fault.sheet)}!{fault.cell}"
        _write(sheet, row, 3, fault.message, wraps=True)
        sheet.row_dimensions[row].height = text_sizes.find_height(fault.message, _WIDTHS[2])
    _set_up(sheet, _FIRST + len(faults) - 1)


def read_list(book: Workbook) -> dict[tuple[str, str], str]:
    """Return what an earlier reply says first of each cell, by sheet and cell; nothing where there was none."""
    listed: dict[tuple[str, str], str] = {}
    if SHEET in book.sheetnames:
        last = min(book[SHEET].max_row, _MOST)
        for sheet, cell, message in book[SHEET].iter_rows(_FIRST, last, max_col=len(_HEADS), values_only=True):
            listed.setdefault((str(sheet), str(cell)), str(message))
    return listed


def is_of_reply(cell: Cell, listed: Mapping[tuple[str, str], str]) -> bool:
    """Tell whether a cell's comment is one of an earlier reply: by its author, whom LibreOffice loses, or its words."""
    said = listed.get((cell.parent.title, cell.coordinate))
    return cell.comment.author == AUTHOR or (said is not None and cell.comment.text.startswith(said))


def _write(sheet: Worksheet, row: int, column: int, text: str, *, wraps: bool = False, **own: object) -> None:
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"  # words, even where they begin as a formula does
    cell.font = Font(**{"name": FONT["font_name"], "size": FONT["font_size"]} | own)
    cell.alignment = Alignment(wrap_text=wraps, vertical="top")


def _set_up(sheet: Worksheet, last: int) -> None:
    """Give the list its heads, which stay in view, its widths, and a page to be printed on."""
    columns = [TableColumn(id=number, name=head) for number, head in enumerate(_HEADS, 1)]
    sheet.add_table(Table(displayName="t__to_mend", ref=f"A{_FIRST - 1}:C{last}", tableColumns=columns))
    for column, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.row_dimensions[1].height = 26
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.print_title_rows = f"1:{_FIRST - 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
