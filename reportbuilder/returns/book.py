"""A return's workbook: its cells by the names that `returns out` gave them, or by the labels beside them."""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from projectfiles.errors import Faults
from reportbuilder.returns.entries import Entry
from reportbuilder.returns.layout import TO_MEND, Field, Table
from reportbuilder.returns.package import read_package
from savedfiles import words

_CELLS = r"\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?"
_TARGET = re.compile(rf"=?(?:'(?P<quoted>(?:[^']|'')+)'|\$?(?P<plain>[^'!]+))[!.](?P<cells>{_CELLS})")
_MARKS = {*TO_MEND, *TO_MEND.values()}  # in a row with a cell to fill
_LAST_ROW = 1_048_576  # that a sheet can have
_INSERTED = 10  # rows between a table's heads and its rows
_MOST_COLUMNS, _MOST_SEARCHED = 30, 1_000  # columns and rows in which cells of a return are looked for
_MOST_ROWS = 200  # of one table: what is offered, and rows that were inserted


@dataclass(frozen=True)
class Place:
    """Cells of a sheet: the first and the last row and column."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Book:
    """A return as it was saved: its formulas, and the values that these had."""

    file: str
    content: bytes
    formulas: Workbook
    values: Workbook
    _merged: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, Place]:
        """Return where each name of the workbook points to, in small letters; names that point to nothing are gone."""
        held = {name.casefold(): self._place(one.attr_text or "") for name, one in self.formulas.defined_names.items()}
        return {name: place for name, place in held.items() if place}

    def _place(self, target: str) -> Place | None:
        """Return the cells that a name points to; None where it points to none of this workbook."""
        found = _TARGET.fullmatch(target)
        sheet = ((found["quoted"] or "").replace("''", "'") or found["plain"]) if found else ""
        if found is None or sheet not in self.formulas.sheetnames:
            return None
        try:
            left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(found["cells"].replace("$", "")))
        except ValueError:  # beyond the last column that a sheet can have
            return None
        return Place(sheet, left, top, min(right, left + _MOST_COLUMNS), bottom) if bottom <= _LAST_ROW else None

    @cached_property
    def _lost(self) -> set[str]:
        return {name.casefold() for name in self.formulas.defined_names} - self.names.keys()

    def is_lost(self, name: str) -> bool:
        """Tell whether a name was given to cells that were deleted since."""
        return name.casefold() in self._lost

    def find(self, name: str) -> Entry | None:
        """Return the cell of a name; None where it has none."""
        place = self.names.get(name.casefold())
        return self.entry(place.sheet, place.top, place.left) if place else None

    def rows(self, name: str, sheet: str, table: Table) -> Iterator[dict[str, Entry]]:
        """Yield the rows of a table, each as its cells by the names of their fields, which its heads tell.

        Where the name of the table is gone, it is looked for on a sheet by its heads.
        """
        place = self.names.get(name.casefold()) or self._find_table(sheet, table)
        if place is None:
            return
        by_label = {words.normal(column.label): column.name for column in table.columns}
        above = self._heads_above(place, set(by_label))
        heads = {column: by_label[label] for column, label in self._labels(place, above) if label in by_label}
        for row in range(above + 1, min(place.bottom, place.top + _MOST_ROWS) + 1):
            yield {name: self.entry(place.sheet, row, column) for column, name in heads.items()}

    def _heads_above(self, place: Place, known: set[str]) -> int:
        """Return the row of a table's heads: right above its rows, but where somebody has inserted rows between."""
        for row in range(place.top - 1, max(place.top - _INSERTED, 1) - 1, -1):
            if len(known & {label for _, label in self._labels(place, row)}) > 1:
                return row
        return place.top - 1

    def _labels(self, place: Place, row: int) -> list[tuple[int, str]]:
        return [(column, self._label(place.sheet, row, column)) for column in range(place.left, place.right + 1)]

    def top(self, sheet: str) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of a sheet in which something is looked for: one far off must not make all between it."""
        if self.has_sheet(sheet):
            held = self.formulas[sheet]
            rows, columns = min(held.max_row, _MOST_SEARCHED), min(held.max_column, _MOST_COLUMNS)
            yield from held.iter_rows(max_row=rows, max_col=columns)

    def _label(self, sheet: str, row: int, column: int) -> str:
        value = self.values[sheet].cell(row, column).value if row > 0 else None
        return words.normal(value) if isinstance(value, str) else ""

    def _find_table(self, sheet: str, table: Table) -> Place | None:
        """Return where the rows of a table are, by a row of a sheet that has its heads and no others."""
        known = {words.normal(column.label) for column in table.columns}
        first = words.normal(table.columns[0].label)
        for row in self.top(sheet):
            labels = [words.normal(cell.value) if isinstance(cell.value, str) else "" for cell in row]
            held = [place for place, label in enumerate(labels, 1) if label]
            if first in labels and len(held) > 1 and {label for label in labels if label} <= known:
                top = row[0].row + 1
                return Place(sheet, held[0], top, held[-1], self._last_row(sheet, top, held[0], table))
        return None

    def _last_row(self, sheet: str, top: int, left: int, table: Table) -> int:
        """Return the last row of a table whose first column is given, or else as many rows as are offered."""
        rows = range(top, top + table.rows)
        if not table.columns[0].given:
            return rows[-1]
        filled = takewhile(lambda row: self.values[sheet].cell(row, left).value is not None, rows)
        return max(filled, default=top)

    def below(self, name: str) -> Iterator[Entry]:
        """Yield the cells that are filled in below a table's last row, in its columns, up to the first empty row."""
        place = self.names.get(name.casefold())
        row = place.bottom + 1 if place else 0
        while place and row <= place.bottom + _MOST_ROWS:
            entries = [self.entry(place.sheet, row, column) for column in range(place.left, place.right + 1)]
            filled = [one for one in entries if not one.is_blank]
            if not filled:
                return
            yield filled[0]
            row += 1

    def entry(self, sheet: str, row: int, column: int) -> Entry:
        """Return one cell."""
        cell, shown = _at(self.formulas[sheet], row, column), _at(self.values[sheet], row, column)
        merged = self._covered(sheet).get(cell.coordinate, "")
        is_formula = isinstance(cell, Cell) and cell.data_type == "f"
        value = None if isinstance(shown, MergedCell) else shown.value
        link = cell.hyperlink.target if isinstance(cell, Cell) and cell.hyperlink else None
        return Entry(
            sheet=sheet,
            cell=cell.coordinate,
            value=value,
            formula=_formula(cell.value) if is_formula else None,
            number_format=cell.number_format if isinstance(cell, Cell) else "General",
            rich=cell.value if isinstance(cell.value, CellRichText) else None,
            link=link,
            epoch=self.values.epoch,
            covered_by=merged,
        )

    def _covered(self, sheet: str) -> dict[str, str]:
        """Return the cells of a sheet that a merged one with content hides, with that one."""
        if sheet not in self._merged:
            held = self._merged[sheet] = {}
            for merged in self.formulas[sheet].merged_cells.ranges:
                first = self.formulas[sheet].cell(merged.min_row, merged.min_col)
                if first.value is not None and merged.size["rows"] * merged.size["columns"] <= 10_000:
                    others = (cell for row in merged.rows for cell in row)
                    held |= {f"{_at(self.formulas[sheet], *cell).coordinate}": first.coordinate for cell in others}
                    held.pop(first.coordinate, None)
        return self._merged[sheet]

    def has_sheet(self, name: str) -> bool:
        """Tell whether there is a sheet of a name."""
        return name in self.formulas.sheetnames

    def find_by_label(self, sheet: str, one: Field) -> Entry | None:
        """Return the cell to the right of a label in a row that is marked to be filled in; None where there is none."""
        wanted = words.normal(one.label)
        for row in self.top(sheet):
            if any(cell.value in _MARKS for cell in row):
                for cell in row:
                    if isinstance(cell.value, str) and words.normal(cell.value) == wanted:
                        return self.entry(sheet, cell.row, cell.column + 1)
        return None


def open_book(path: Path) -> Book:
    """Return the workbook of a file. Raises Faults where it cannot be read, or holds what no return may."""
    place = path.name
    content = read_package(path, place)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl leaves out, such as slicers
            formulas = load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
            values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except Exception:  # openpyxl fails in many ways on what another program has damaged
        advice = "open it in Excel or LibreOffice, save it as “Excel Workbook (.xlsx)”, and send that"
        raise Faults.at(place, f"is a workbook that cannot be read, as it is damaged; {advice}") from None
    return Book(place, content, formulas, values)


def _at(sheet: Worksheet, row: int, column: int) -> Cell | MergedCell:
    """Return a cell of a sheet, which is made for the asking where there was none."""
    return sheet.cell(row, column)


def _formula(value: object) -> str:
    if isinstance(value, ArrayFormula):
        return str(value.text)
    return "a data table" if isinstance(value, DataTableFormula) else str(value)
