"""Make the workbook that a service fills in: its cover, a sheet for each indicator, and what it says of itself."""

import io
from dataclasses import dataclass
from datetime import date, datetime, time

from xlsxwriter import Workbook

from cosmic.editions import Edition
from reportbuilder.returns import layout
from reportbuilder.returns.asked import Asked
from reportbuilder.returns.cover_sheet import Sent, start_cover, write_cover
from reportbuilder.returns.history_sheet import write_history
from reportbuilder.returns.identity import identify
from reportbuilder.returns.indicator_sheet import write_indicator
from reportbuilder.returns.page import quote_sheet
from reportbuilder.returns.styles import Styles

_AS_TYPED = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


@dataclass(frozen=True)
class Return:
    """What a service is asked for in a quarter, and by when."""

    edition: Edition
    service: str
    due: date
    asked: list[Asked]


def make_workbook(asked_for: Return) -> bytes:
    """Return the workbook as the content of an .xlsx file: of the same inputs the same bytes."""
    content, edition = io.BytesIO(), asked_for.edition
    book = Workbook(content, _AS_TYPED)
    book.set_properties(_properties(asked_for))
    styles = Styles(book)
    cover = start_cover(book, styles, edition, asked_for.service)
    sent = []
    for asked in asked_for.asked:
        sent.append(Sent(asked, write_indicator(book, styles, asked)))
        if asked.history:
            write_history(book, styles, asked)
    write_cover(cover, edition, asked_for.due, sent)
    _write_hidden(book, asked_for)
    book.close()
    return content.getvalue()


def _properties(asked_for: Return) -> dict:
    edition = asked_for.edition
    return {
        "title": f"{asked_for.service}: return for {edition.quarter.label}",
        "subject": edition.committee.title,
        "author": edition.committee.name,
        "created": datetime.combine(edition.produced_on, time()),  # not of this minute, for the same bytes twice
    }


def _write_hidden(book: Workbook, asked_for: Return) -> None:
    """Write the hidden sheet, by which the return is known again: what each cell is, and the cell beside it."""
    sheet = book.add_worksheet(layout.HIDDEN_SHEET)
    stems = [asked.indicator.stem for asked in asked_for.asked]
    texts = list(book.str_table.string_table)  # all that the other sheets hold: this one is the last
    for row, (item, text) in enumerate(identify(asked_for.edition, asked_for.service, stems, texts).items()):
        sheet.write_string(row, 0, item)
        sheet.write_string(row, 1, text)
        book.define_name(layout.item_name(item), f"={quote_sheet(layout.HIDDEN_SHEET)}!$B${row + 1}")
    sheet.protect()
    sheet.hide()
