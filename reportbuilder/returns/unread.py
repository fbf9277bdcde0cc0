"""List what stands in a return beside its cells to fill: it is not read, so that people must be told of it."""

import html
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zipfile import ZipFile

from openpyxl.cell.cell import Cell

from reportbuilder.findings import shorten
from reportbuilder.printable import as_printable
from reportbuilder.returns.answers import Answers
from reportbuilder.returns.book import Book
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.layout import (
    AUTHOR,
    COVER,
    FIELDS,
    FILL_IN,
    RATING,
    TABLES,
    TO_MEND,
    TO_READ,
    WORKED_OUT,
)
from savedfiles import words

_MARKS = {*TO_MEND, *TO_MEND.values()}
_OF_COPIES = {FILL_IN, TO_MEND[FILL_IN]}
_LABELS = {words.normal(one.label) for one in (*FIELDS, WORKED_OUT, RATING, *(c for t in TABLES for c in t.columns))}
_TEXT_BOX = re.compile(rb"<a:t>([^<]+)</a:t>")
_QUOTED = 60  # characters


@dataclass(frozen=True)
class Unread:
    """Something that nobody reads: what it is, its sheet, cell and row where it has them, and what it says."""

    what: str
    said: str
    sheet: str = ""
    cell: str = ""
    row: int = 0

    def __str__(self) -> str:
        place = f"Sheet {self.sheet}, cell {self.cell}: " if self.cell else ""
        quoted = shorten(" ".join(as_printable(self.said).split()), _QUOTED)
        return f"{place}{self.what}“{quoted}”"


def list_unread(book: Book, answers: Iterable[Answers]) -> list[Unread]:
    """Return what stands beside the cells to fill: on the sheets of the indicators and the first, and in text boxes."""
    found = [one for own in answers for one in _of_sheet(book, own)]
    if book.has_sheet(COVER):
        cells = (cell for row in book.top(COVER) for cell in row)
        found += [_unread(cell) for cell in cells if _is_entered(cell) and not isinstance(cell.value, str)]
    return [*found, *_of_text_boxes(book.content)]


def find_copies(book: Book, answers: Iterable[Answers]) -> Iterator[CellFault]:
    """Yield each sheet that asks for answers and is none that was sent out: somebody has copied one."""
    own = {one.main.first.sheet for one in answers}
    for sheet in book.formulas.sheetnames:
        if sheet not in own and any(cell.value in _OF_COPIES for row in book.top(sheet) for cell in row):
            listed = ", ".join(f"“{name}”" for name in sorted(own))
            advice = f"Move its answers to the sheet that was sent out ({listed}), and delete this one"
            yield CellFault(sheet, "A1", f"this sheet is a copy, and is not read. {advice}.")


def with_hints(faults: Iterable[CellFault], unread: Iterable[Unread]) -> Iterator[CellFault]:
    """Yield faults; one of an empty cell with what stands beside it, where it was probably meant to stand."""
    beside = {(one.sheet, one.row): one for one in reversed(list(unread))}
    for fault in faults:
        row = int(re.sub(r"\D", "", fault.cell))
        one = beside.get((fault.sheet, row))
        if one and fault.message.startswith("is empty"):
            fault = replace(
                fault, message=f"{fault.message} In {one.cell} stands {one.what}“{one.said}”: move it here."
            )
        yield fault


def _of_sheet(book: Book, answers: Answers) -> Iterator[Unread]:
    """Yield what stands on an indicator's sheet from its first cell to fill on, and is neither read nor sent out."""
    groups = [answers.main, *(row for rows in answers.tables.values() for row in rows)]
    read = {entry.cell for group in groups for entry in group.entries.values()}
    first = book.formulas[answers.main.first.sheet][answers.main.first.cell]
    is_to_read = False
    for row in book.top(answers.main.first.sheet):
        is_to_read = _goes_on(is_to_read, row[0].value)
        cells = [cell for cell in row if isinstance(cell, Cell) and cell.row >= first.row]  # others are merged with one
        for cell in cells:
            if cell.comment and cell.comment.author != AUTHOR:
                yield _unread(cell, "a comment, ", cell.comment.text)
            is_read = cell.coordinate in read or _is_sent_out(cell, cells, first.column, is_to_read)
            if _is_entered(cell) and not is_read:
                yield _unread(cell)


def _goes_on(is_to_read: bool, first: object) -> bool:
    """Tell whether a row is one of words to read, by its first cell: a heading, a mark, or nothing."""
    if not isinstance(first, str) or not first.strip() or first in _MARKS:
        return is_to_read
    return first.startswith(TO_READ)


def _is_sent_out(cell: Cell, row: list[Cell], answered: int, is_to_read: bool) -> bool:
    """Tell whether `returns out` writes such a cell into such a row, where the column `answered` has the answers.

    Left of the labels are marks and headings, right of the answers the help; the rows of tables begin with a day.
    """
    if cell.column < answered - 1 or _is_label(cell) or (is_to_read and cell.column <= answered):
        return True
    is_asked = any(other.value in _MARKS for other in row)
    if isinstance(cell.value, str):
        return cell.column <= answered + 1 and (is_asked or any(map(_is_label, row)))
    return is_asked and cell.is_date


def _is_label(cell: Cell) -> bool:
    return isinstance(cell.value, str) and words.normal(cell.value) in _LABELS


def _is_entered(cell: Cell) -> bool:
    is_blank = cell.value is None or isinstance(cell.value, str) and not cell.value.strip()
    return isinstance(cell, Cell) and not is_blank and cell.data_type != "f"


def _unread(cell: Cell, what: str = "", said: str = "") -> Unread:
    return Unread(what, said or str(cell.value), cell.parent.title, cell.coordinate, cell.row)


def _of_text_boxes(content: bytes) -> Iterator[Unread]:
    with ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.startswith("xl/drawings/"):
                said = b" ".join(_TEXT_BOX.findall(package.read(name)))
                if said.strip():
                    yield Unread("a text box, ", html.unescape(said.decode("utf-8", "replace")))
