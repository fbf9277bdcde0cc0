"""A sheet of a return, written from top to bottom: words to read, cells to fill with what they accept, and tables."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from reportbuilder.returns import formulas, layout, validations
from reportbuilder.returns.layout import Field, Table
from reportbuilder.returns.styles import Styles

MARKS, LABELS, CELLS, HELP = range(4)  # the columns
_LINE, _AROUND, _HIGHEST = 14.5, 3, 409  # points: a line, what is above and below all of them, and Excel's most
_ROW_OF_TABLE = 2 * _LINE + _AROUND
_TITLE, _HEADING = 26, 20
_LETTERS = 1.1  # of ordinary words in the width of a digit
_PROTECTED = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
Cell = str | date | None


class Page:
    """A sheet that is being written; `row` is the next free one, counted from 0."""

    def __init__(self, book: Workbook, styles: Styles, name: str, title: str, widths: Sequence[int]):
        self.book, self.styles, self.name, self.widths = book, styles, name, widths
        self.sheet: Worksheet = book.add_worksheet(name)
        self.row = 0
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width, styles.plain)
        self.sheet.write_string(0, 0, title, styles.title)
        self.sheet.set_row(0, _TITLE)
        self.sheet.freeze_panes(1, 0)
        self.row = 1
        self._set_up_print()
        self.sheet.protect("", _PROTECTED)

    def _set_up_print(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        self.sheet.repeat_rows(0)
        self.sheet.set_footer(f"&L{self.name.replace('&', '&&')}&RPage &P of &N")
        self.sheet.hide_gridlines(2)

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def heading(self, text: str, below: str = "") -> None:
        """Write a heading after an empty row, with words below it."""
        self.skip()
        self.sheet.write_string(self.row, MARKS, text, self.styles.heading)
        self.sheet.set_row(self.row, _HEADING)
        self.row += 1
        if below:
            self.line(below)

    def line(self, text: str) -> None:
        """Write words that run over the whole width."""
        self.sheet.write_string(self.row, MARKS, text, self.styles.plain)
        self.row += 1

    def link(self, sheet: str, text: str, column: int = MARKS) -> None:
        """Write a link to another sheet, and stay on the row."""
        self.sheet.write_url(self.row, column, f"internal:{quote_sheet(sheet)}!A1", self.styles.link, text)

    def read(self, label: str, paragraphs: str | Sequence[str]) -> None:
        """Write words to read, each paragraph on a row of its own, with their label beside the first."""
        for number, text in enumerate([paragraphs] if isinstance(paragraphs, str) else paragraphs):
            self.sheet.write_string(self.row, LABELS, label if number == 0 else "", self.styles.label)
            self.sheet.write_string(self.row, CELLS, text, self.styles.text)
            self.make_room({LABELS: label if number == 0 else "", CELLS: text})
            self.row += 1

    def make_room(self, texts: dict[int, str], height: int = 0) -> None:
        """Make the row high enough for the texts of its columns, since not every program does that by itself."""
        lines = max(_count_lines(text, self.widths[column]) for column, text in texts.items())
        self.sheet.set_row(self.row, min(max(height, lines * _LINE + _AROUND), _HIGHEST))

    def fill(self, stem: str, field: Field, note: str = "", height: int = 0) -> str:
        """Write a cell to fill with its mark, label and help, under its name, and return its address.

        `note` is a formula that gives the help, where it depends on what is typed; `height` is in points.
        """
        self._mark(self.row, field.optional)
        self.sheet.write_blank(self.row, CELLS, None, self.styles.fills[field.kind])
        self.sheet.data_validation(self.row, CELLS, self.row, CELLS, validations.validate(field))
        return self._beside(stem, field, note, height)

    def work_out(self, stem: str, field: Field, formula: str, note: str = "") -> str:
        """Write a cell that works itself out, as `fill` does one to fill; it is empty until something is typed."""
        self.sheet.write_formula(self.row, CELLS, formula, self.styles.givens[field.kind], "")
        return self._beside(stem, field, note)

    def colour(self, red: str, amber: str, green: str) -> None:
        """Have the cell of this row show the colour of the rating that it names."""
        for name, ground in zip((red, amber, green), self.styles.grounds, strict=True):
            rule = {"type": "cell", "criteria": "==", "value": formulas.quoted(name), "format": ground}
            self.sheet.conditional_format(self.row, CELLS, self.row, CELLS, rule)

    def _beside(self, stem: str, field: Field, note: str, height: int = 0) -> str:
        """Write label and help beside this row's cell, name it, go to the next row, and return its address."""
        self.make_room({LABELS: field.label, HELP: field.help}, height)
        self.sheet.write_string(self.row, LABELS, field.label, self.styles.label)
        if note:
            self.sheet.write_formula(self.row, HELP, note, self.styles.text, field.help)
        else:
            self.sheet.write_string(self.row, HELP, field.help, self.styles.text)
        self.define(layout.cell_name(stem, field), self.row, CELLS)
        self.row += 1
        return f"{self.quoted_name}!{_address(self.row - 1, CELLS)}"

    def table(
        self, stem: str, table: Table, columns: Sequence[Field], rows: Sequence[Mapping[str, Cell]], first: int = LABELS
    ) -> None:
        """Write a table of cells to fill under its name; `rows` have what is given in each, by the fields' names."""
        last = first + len(columns) - 1
        top, end = self.row + 1, self.row + len(rows)
        name = layout.table_name(stem, table)
        heads = [{"header": field.label, "header_format": self.styles.head} for field in columns]
        marked_up = {"name": f"t{name[1:]}", "columns": heads, "autofilter": False, "style": None}
        self.sheet.add_table(self.row, first, end, last, marked_up)
        self.sheet.set_row(self.row, _ROW_OF_TABLE)
        for column, field in enumerate(columns, first):
            self._fill_column(top, column, field, [given.get(field.name) for given in rows])
        if first:
            for row in range(top, end + 1):
                self.sheet.set_row(row, _ROW_OF_TABLE)
                self._mark(row, table.optional)
        self.define(name, top, first, end, last)
        self.row = end + 1

    def _fill_column(self, top: int, column: int, field: Field, given: Sequence[Cell]) -> None:
        """Write the cells of a table's column, with what is given in them, and what those to fill accept."""
        style = (self.styles.givens if field.given else self.styles.fills)[field.kind]
        for row, held in enumerate(given, top):
            if isinstance(held, date):
                self.sheet.write_datetime(row, column, held, style)
            elif held is not None:
                self.sheet.write_string(row, column, held, style)
            else:
                self.sheet.write_blank(row, column, None, style)
        if not field.given:
            self.sheet.data_validation(top, column, top + len(given) - 1, column, validations.validate(field))

    def _mark(self, row: int, is_optional: bool) -> None:
        mark = layout.IF_NEEDED if is_optional else layout.FILL_IN
        self.sheet.write_string(row, MARKS, mark, self.styles.mark)

    def define(self, name: str, *corners: int) -> None:
        """Give a cell, or a block by its first and last, a name by which the whole workbook knows it."""
        rows, columns = corners[::2], corners[1::2]
        cells = [_address(row, column) for row, column in zip(rows, columns, strict=True)]
        self.book.define_name(name, f"={self.quoted_name}!{':'.join(cells)}")

    @property
    def quoted_name(self) -> str:
        """Return the sheet's name as a formula has it."""
        return quote_sheet(self.name)


def quote_sheet(name: str) -> str:
    """Return the name of a sheet as formulas and links have it."""
    escaped = name.replace("'", "''")
    return f"'{escaped}'"


def _count_lines(text: str, width: int) -> int:
    """Return on how many lines words stand in a column, of so many digits width."""
    return sum(max(1, len(textwrap.wrap(line, int(width * _LETTERS)))) for line in text.split("\n"))


def _address(row: int, column: int) -> str:
    return xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
