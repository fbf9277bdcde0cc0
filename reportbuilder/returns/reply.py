"""Write a return back for whoever filled it in: each fault marked at its cell, and a sheet that lists them."""

import io
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportbuilder.new_quarter.all_or_nothing import write_all
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.intake import Return
from reportbuilder.returns.layout import AUTHOR, TO_MEND
from reportbuilder.returns.mend_sheet import SHEET, is_of_reply, read_list, write_list
from reportbuilder.returns.page import MARKS

_MARKS_AGAIN = {mark: own for own, mark in TO_MEND.items()}
_MOST_ROWS, _MOST_COLUMNS = 1_000, 30  # in which an earlier reply can have put its comments
_WIDE, _LINE, _CHARACTERS = 360, 18, 50  # pixels of a comment, and characters on a line of it


def write_replies(returns: list[Return]) -> dict[Path, Path]:
    """Write the reply to each return that has faults, beside it, and return their paths by those of the returns.

    A file that is there already is never written over. Raises CosmicError where one cannot be written.
    """
    replies = {one.path: (_free(one.path), one) for one in returns if one.book and one.faults}
    write_all({path: make_reply(one.book.content, one.faults) for path, one in replies.values() if one.book})
    return {file: path for file, (path, _) in replies.items()}


def make_reply(content: bytes, faults: list[CellFault]) -> bytes:
    """Return a return's workbook with its faults in it; those of an earlier reply are taken out."""
    book = load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
    _clear(book)
    by_cell = defaultdict(list)
    for fault in faults:
        by_cell[fault.sheet, fault.cell].append(fault.message)
    for (sheet, cell), messages in by_cell.items():
        shown = _shown(book[sheet], cell)
        _comment(shown, messages)
        _mark(book[sheet], shown.row)
    if faults:
        write_list(book, [replace(fault, message=_sentence(fault.message)) for fault in faults])
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = False
    book.active = 0
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _clear(book: Workbook) -> None:
    """Take out what an earlier reply has put in."""
    listed = read_list(book)
    if SHEET in book.sheetnames:
        del book[SHEET]
    for sheet in book.worksheets:
        for row in sheet.iter_rows(
            max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)
        ):
            for cell in row:
                if cell.comment and is_of_reply(cell, listed):
                    cell.comment = None
                if cell.value in _MARKS_AGAIN:
                    cell.value = _MARKS_AGAIN[cell.value]


def _mark(sheet: Worksheet, row: int) -> None:
    """Say in the place of “fill in” that this row is to be mended, for who does not see the corner of a comment."""
    cell = sheet.cell(row, MARKS + 1)
    cell.value = TO_MEND.get(cell.value, cell.value)


def _shown(sheet: Worksheet, place: str) -> Cell:
    """Return a cell, or the one that it is merged with: the others have no comment."""
    cell = sheet[place]
    if isinstance(cell, MergedCell):
        first = next(merged for merged in sheet.merged_cells.ranges if place in merged)
        return sheet.cell(first.min_row, first.min_col)
    return cell


def _comment(cell: Cell, messages: list[str]) -> None:
    text = "\n\n".join(map(_sentence, messages))
    if cell.comment:
        text = f"{text}\n\n{cell.comment.text}"
    cell.comment = Comment(text, AUTHOR, width=_WIDE, height=_LINE * (2 + len(text) // _CHARACTERS))


def _sentence(message: str) -> str:
    """Return a message that stands for itself, without its cell in front of it."""
    whole = f"this cell {message}" if _goes_on(message) else message
    return f"{whole[:1].upper()}{whole[1:]}"


def _goes_on(message: str) -> bool:
    """Tell whether a message needs its cell in front of it to be a sentence."""
    return message.startswith(("is ", "has ", "holds ", "shows ", "begins ", "contains ", "gives ", "says ", "names "))


def _free(path: Path) -> Path:
    """Return a path beside a return that no file has yet."""
    free, number = path.with_name(f"{path.stem} - to mend.xlsx"), 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} - to mend {number}.xlsx")
    return free
