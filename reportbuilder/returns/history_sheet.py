"""The sheet for an indicator's earlier figures, where too few are held for the report to tell a signal."""

from xlsxwriter import Workbook

from reportbuilder.returns import layout
from reportbuilder.returns.asked import Asked
from reportbuilder.returns.layout import HISTORY
from reportbuilder.returns.page import Page
from reportbuilder.returns.styles import Styles

_WIDTHS = (26, 20, 20, 20, 80)


def write_history(book: Workbook, styles: Styles, asked: Asked) -> None:
    """Write the sheet: a row for each period that is offered, with its end, the latest first."""
    indicator = asked.indicator
    name, title = layout.history_sheet_name(indicator.code), f"{HISTORY.title}: {indicator.title}"
    page = Page(book, styles, name, title, _WIDTHS)
    page.link(layout.sheet_name(indicator.code), f"Back to {indicator.code}")
    page.skip()
    page.line(HISTORY.help)
    columns = layout.fields_for(indicator, HISTORY.columns)
    unit = next(field.help for field in columns if field.name == layout.VALUE.name)
    page.line(f"Figures: {unit[:1].lower()}{unit[1:]}")
    page.keep_in_view(page.row + 1)
    rows = [{layout.PERIOD_END.name: end} for end in asked.history]
    page.table(indicator.stem, HISTORY, columns, rows, first=0)
