"""Fill in returns as services do: by openpyxl, as another program would, each answer in the cell of its field."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from reportbuilder.returns import layout
from reportbuilder.returns.layout import Field, Table

GOOD: dict[str, object] = {
    "value": 71,
    "status": "final",
    "source": "Registration system",
    "commentary": "The service registered more deaths in time.",
    "filled_in_by": "Performance Lead",
    "filled_in_on": datetime(2025, 10, 10),
    "signed_off_by": "Head of Service",
    "signed_off_on": datetime(2025, 10, 14),
}
FIELDS = {field.name: field for field in layout.FIELDS}
TABLES = {table.name: table for table in layout.TABLES}


def cell_of(book: Workbook, stem: str, field: str | Field) -> Cell:
    """The cell of a field, by its name."""
    one = FIELDS[field] if isinstance(field, str) else field
    ((sheet, place),) = book.defined_names[layout.cell_name(stem, one)].destinations
    return book[sheet][place.replace("$", "")]


def rows_of(book: Workbook, stem: str, table: Table) -> list[dict[str, Cell]]:
    """The rows of a table, each as its cells by the names of their fields, which its heads tell."""
    ((sheet, place),) = book.defined_names[layout.table_name(stem, table)].destinations
    labels = {column.label: column.name for column in table.columns}
    block = book[sheet][place.replace("$", "")]
    heads = [book[sheet].cell(block[0][0].row - 1, one.column).value for one in block[0]]
    return [{labels[head]: one for head, one in zip(heads, row, strict=True)} for row in block]


def fill(book: Workbook, stem: str, **answers: object) -> None:
    """Fill in the cells of an indicator; those of fields that the sheet has not are left out."""
    for name, answer in answers.items():
        if layout.cell_name(stem, FIELDS[name]) in book.defined_names:
            cell_of(book, stem, name).value = answer


def fill_well(book: Workbook, stem: str, **others: object) -> None:
    """Fill in an indicator so that nothing is wrong, but for other answers that are given."""
    fill(book, stem, **{**GOOD, **others})


def fill_row(book: Workbook, stem: str, table: Table, row: int, **answers: object) -> dict[str, Cell]:
    """Fill in a row of a table, counted from 0, and return its cells."""
    cells = rows_of(book, stem, table)[row]
    for name, answer in answers.items():
        cells[name].value = answer
    return cells


def edit(path: Path, *edits: Callable[[Workbook], object]) -> Path:
    """Open a workbook, edit it, and save it in its place."""
    book = load_workbook(path)
    for one in edits:
        one(book)
    book.save(path)
    return path


def stems_in(book: Workbook) -> list[str]:
    """The stems of the indicators that a return asks for."""
    ((sheet, place),) = book.defined_names[layout.item_name(layout.Item.INDICATORS)].destinations
    return str(book[sheet][place.replace("$", "")].value).split()


def ends(first: date, count: int) -> Iterable[datetime]:
    """The ends of so many quarters, the latest first."""
    for ago in range(count):
        months = first.year * 12 + first.month - 1 - 3 * ago
        year, month = divmod(months, 12)
        day = 31 if month + 1 in (3, 12) else 30
        yield datetime(year, month + 1, day)
