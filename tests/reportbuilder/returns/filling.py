"""Fill in returns as services do: by openpyxl, as another program would, each answer in the cell of its field."""

import shutil
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from cosmic.periods import Quarter
from reportbuilder.returns import layout, out
from reportbuilder.returns.layout import Field, Table
from tests.factories import FIRST, copy_of_the_first, leave_only

SECOND = "2025-26-Q2"
_HEADS = "period_end,value,numerator,denominator,published,status,source,note"
_MONTHS = [date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30)]

GOOD: dict[str, object] = {
    "value": 80,
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


def make_form(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose Registration Service has a return, `return.xlsx`, with every field and table there can be.

    CoSMIC 009 is kept by month, reported by quarter, and split by place; CoSMIC 008 is a percentage by quarter.
    """
    copy_of_the_first(folder, monkeypatch)
    leave_only(folder, "cosmic-008", "cosmic-009")
    first = (folder / "params" / f"{FIRST}.yml").read_text(encoding="utf-8").partition("acknowledged")[0]
    text = first.replace(str(FIRST), SECOND).replace("2025-09-17", "2025-12-17")
    (folder / "params" / f"{SECOND}.yml").write_text(text, encoding="utf-8")
    definition = folder / "data/indicators/cosmic-009.yml"
    by_month = "basis: month\nreported_as: quarter\nparts:\n  by: place\n  names: [North, South]\n"
    definition.write_text(
        definition.read_text(encoding="utf-8").replace("basis: quarter\n", by_month), encoding="utf-8"
    )
    rows = [f"{end:%Y-%m-%d},60,60,100,2025-09-17,published,Synthetic," for end in _MONTHS]
    (folder / "data/figures/cosmic-009.csv").write_text("\n".join([_HEADS, *rows, ""]), encoding="utf-8")
    (folder / "data/parts").mkdir()
    (folder / "data/parts/cosmic-009.csv").write_text(f"part,{_HEADS}\n", encoding="utf-8")
    out.send_out(Quarter.parse(SECOND), "Registration Service", None, None, date(2025, 10, 1))
    shutil.copy(folder / f"_returns/{SECOND}/cosmic-{SECOND}-registration-service.xlsx", folder / "return.xlsx")
    return folder
