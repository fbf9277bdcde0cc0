"""A sheet of a return, written from top to bottom: words to read, cells to fill with what they accept, and tables."""

from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from reportbuilder.returns import formulas, layout, text_sizes, validations
from reportbuilder.returns.layout import Field, Table
from reportbuilder.returns.styles import Styles

MARKS, LABELS, CELLS, HELP = range(4)  # the columns
_TITLE, _HEADING = 26, 20  # points
# What may be done to a locked sheet: reading all of it, more room for words, and bold and links in the cells to fill.
_ALLOWED = (
    "select_locked_cells", "select_unlocked_cells", "format_columns", "format_rows", "format_cells",
    "insert_hyperlinks",
)  # fmt: skip
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
        self.row = 1
        self.is_selected = False
        self._set_up_print()
        self.keep_in_view(1)
        self.sheet.protect("", dict.fromkeys(_ALLOWED, True))

    def _set_up_print(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        self.sheet.set_footer(f"&L{self.name.replace('&', '&&')}&RPage &P of &N")
        self.sheet.hide_gridlines(2)

    def keep_in_view(self, rows: int) -> None:
        """Keep the first rows in view, and print them on each page."""
        self.sheet.freeze_panes(rows, 0)
        self.sheet.repeat_rows(0, rows - 1)

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
        self._link(self.row, column, f"{quote_sheet(sheet)}!A1", text)

    def link_within(self, row: int, links: Mapping[str, str]) -> None:
        """Write links to cells of this sheet, side by side from where there are cells to fill; texts by addresses."""
        for column, (address, text) in enumerate(links.items(), CELLS):
            self._link(row, column, address.replace("$", ""), text)

    def _link(self, row: int, column: int, address: str, text: str) -> None:
        self.sheet.write_url(row, column, f"internal:{address}", self.styles.link, text)

    def read(self, label: str, paragraphs: str | Sequence[str]) -> None:
        """Write words to read, each paragraph on a row of its own, with their label beside the first."""
        whole = [paragraphs] if isinstance(paragraphs, str) else paragraphs
        for text in (part for one in whole for part in text_sizes.split(one, self.widths[CELLS])):
            if label:
                self.sheet.write_string(self.row, LABELS, label, self.styles.label)
            self.sheet.write_string(self.row, CELLS, text, self.styles.text)
            self.make_room({LABELS: label, CELLS: text})
            self.row += 1
            label = ""

    def make_room(self, texts: dict[int, str], height: float = 0) -> None:
        """Make the row high enough for the texts of its columns, of which labels are bold."""
        heights = (
            text_sizes.find_height(text, self.widths[column], is_bold=column == LABELS)
            for column, text in texts.items()
        )
        self.sheet.set_row(self.row, max(height, *heights))

    def fill(self, stem: str, field: Field, note: str = "", height: float = 0) -> str:
        """Write a cell to fill with its mark, label and help, under its name, and return its address.

        `note` is a formula that gives the help, where it depends on what is typed; `height` is in points. Without one,
        and with a help that fits on one line, the row grows when more is typed than its cell is wide.
        """
        self._mark(self.row, field.optional)
        self.sheet.write_blank(self.row, CELLS, None, self.styles.fill(field))
        self._select(self.row, CELLS)
        self.sheet.data_validation(self.row, CELLS, self.row, CELLS, validations.validate(field))
        return self._beside(stem, field, note, height)

    def work_out(self, stem: str, field: Field, formula: str, note: str = "") -> str:
        """Write a cell that works itself out, as `fill` does one to fill; it is empty until something is typed."""
        self.sheet.write_formula(self.row, CELLS, formula, self.styles.given(field), "")
        return self._beside(stem, field, note)

    def colour(self, red: str, amber: str, green: str) -> None:
        """Have the cell of this row show the colour of the rating that it names."""
        for name, ground in zip((red, amber, green), self.styles.grounds, strict=True):
            rule = {"type": "cell", "criteria": "==", "value": formulas.quoted(name), "format": ground}
            self.sheet.conditional_format(self.row, CELLS, self.row, CELLS, rule)

    def _beside(self, stem: str, field: Field, note: str, height: float = 0) -> str:
        """Write label and help beside this row's cell, name it, go to the next row, and return its address."""
        is_short = not height and text_sizes.fits(field.help, sum(self.widths[HELP:]))
        if not is_short:
            self.make_room({LABELS: field.label, HELP: field.help}, height)
        self.sheet.write_string(self.row, LABELS, field.label, self.styles.label)
        style = self.styles.aside if is_short else self.styles.text
        if note:
            self.sheet.write_formula(self.row, HELP, note, style, field.help)
        else:
            self.sheet.write_string(self.row, HELP, field.help, style)
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
        self.mark_up(f"t{name[1:]}", table.title, table.help, [field.label for field in columns], first, end)
        self._make_room_for_heads(columns, first)
        for column, field in enumerate(columns, first):
            self._fill_column(top, column, field, [given.get(field.name) for given in rows])
        if first:
            for row in range(top, end + 1):
                self._mark(row, table.optional)
            self._make_room_for_given(top, columns, rows)
        self.define(name, top, first, end, last)
        self.row = end + 1

    def mark_up(self, name: str, title: str, said: str, heads: Sequence[str], first: int, end: int) -> None:
        """Make a table of the rows from this one, with the heads, to `end`; screen readers read title and words."""
        columns = [{"header": head, "header_format": self.styles.head} for head in heads]
        alternative = {"title": title, "description": said}
        options = {"name": name, "columns": columns, "autofilter": False, "style": None, **alternative}
        self.sheet.add_table(self.row, first, end, first + len(heads) - 1, options)

    def _make_room_for_heads(self, columns: Sequence[Field], first: int) -> None:
        heights = [
            text_sizes.find_height(field.label, self.widths[column], is_bold=True)
            for column, field in enumerate(columns, first)
        ]
        self.sheet.set_row(self.row, max(heights))

    def _make_room_for_given(self, top: int, columns: Sequence[Field], rows: Sequence[Mapping[str, Cell]]) -> None:
        """Make the rows high enough in which words are given that take several lines; the others grow by themselves."""
        for row, given in enumerate(rows, top):
            heights = [
                text_sizes.find_height(words, self.widths[column])
                for column, field in enumerate(columns, LABELS)
                if isinstance(words := given.get(field.name), str)
            ]
            if heights and max(heights) > text_sizes.height_of(1):
                self.sheet.set_row(row, max(heights))

    def _fill_column(self, top: int, column: int, field: Field, given: Sequence[Cell]) -> None:
        """Write the cells of a table's column, with what is given in them, and what those to fill accept."""
        style = self.styles.given(field) if field.given else self.styles.fill(field)
        for row, held in enumerate(given, top):
            if isinstance(held, date):
                self.sheet.write_datetime(row, column, held, style)
            elif held is not None:
                self.sheet.write_string(row, column, held, style)
            else:
                self.sheet.write_blank(row, column, None, style)
        if not field.given:
            if given[0] is None:
                self._select(top, column)
            self.sheet.data_validation(top, column, top + len(given) - 1, column, validations.validate(field))

    def _select(self, row: int, column: int) -> None:
        """Have the sheet open at this cell, if it is the first to fill; the Tab key goes on from it."""
        if not self.is_selected:
            self.sheet.set_selection(row, column, row, column)
            self.is_selected = True

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


def _address(row: int, column: int) -> str:
    return xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
