"""List what stands in a return beside its cells to fill: it is not read, so that people must be told of it."""

import html
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from zipfile import ZipFile

from openpyxl.cell.cell import Cell

from reportbuilder.findings import shorten
from reportbuilder.printable import as_printable
from reportbuilder.returns.answers import Answers
from reportbuilder.returns.book import Book
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.identity import digest_text
from reportbuilder.returns.layout import (
    COVER,
    FILL_IN,
    HISTORY,
    PUBLISHED,
    TABLES,
    TO_MEND,
    history_sheet_name,
    table_name,
)
from reportbuilder.returns.mend_sheet import is_of_reply, read_list

_MARKS = {*TO_MEND, *TO_MEND.values()}
_OF_COPIES = {FILL_IN, TO_MEND[FILL_IN]}
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


def list_unread(book: Book, answers: Iterable[Answers], sent_out: Set[str]) -> list[Unread]:
    """Return what stands beside the cells to fill: on the first sheet and those of the indicators, and in text boxes.

    `sent_out` are the digests of the texts that the workbook held when it was sent out.
    """
    read = {COVER: set[str]()} | _cells_read(book, answers)
    found = [one for sheet, cells in read.items() for one in _of_sheet(book, sheet, cells, sent_out)]
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
            hint = f"In {one.cell} stands {one.what}“{one.said}”: move it here."
            fault = replace(fault, message=f"{fault.message} {hint}")
        yield fault


def _cells_read(book: Book, answers: Iterable[Answers]) -> dict[str, set[str]]:
    """Return the cells that are read on each sheet of the indicators: those of the tables too in which nothing is."""
    cells = defaultdict(set)
    for own in answers:
        code, stem, sheet = own.indicator.code, own.indicator.stem, own.main.first.sheet
        rows = [own.main.entries]
        for table in TABLES:
            rows += book.rows(table_name(stem, table), history_sheet_name(code) if table is HISTORY else sheet, table)
        for entry in (entry for row in rows for name, entry in row.items() if name != PUBLISHED.name):
            cells[entry.sheet].add(entry.cell)
    return cells


def _of_sheet(book: Book, sheet: str, read: Set[str], sent_out: Set[str]) -> Iterator[Unread]:
    """Yield what stands on a sheet, and is neither read nor was sent out."""
    listed = read_list(book.formulas)
    for cell in (cell for row in book.top(sheet) for cell in row if isinstance(cell, Cell)):  # others are merged
        if cell.comment and not is_of_reply(cell, listed):
            yield _unread(cell, "a comment, ", cell.comment.text)
        if _is_entered(cell) and cell.coordinate not in read and not _is_sent_out(cell, sent_out):
            yield _unread(cell)


def _is_sent_out(cell: Cell, sent_out: Set[str]) -> bool:
    """Tell whether a cell is one that `returns out` writes, or a mark of a reply."""
    return not isinstance(cell.value, int | float | date) and (
        cell.value in _MARKS or digest_text(str(cell.value)) in sent_out
    )


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
