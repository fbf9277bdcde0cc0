"""The first sheet of a return: what is asked, by when, whom to ask, how to fill it in, and what is still to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook

from cosmic.editions import Edition
from cosmic.ratings import RAG
from reportbuilder.returns import layout
from reportbuilder.returns.asked import Asked
from reportbuilder.returns.formulas import is_any_of, quoted
from reportbuilder.returns.page import CELLS, HELP, LABELS, Page
from reportbuilder.returns.styles import Styles
from reportpages import formatting

_WIDTHS = (4, 27, 84, 46)
_STEPS = (
    f"Open each sheet below. Cells to fill have a thick border, a pale ground, and “{layout.FILL_IN}” to their left. "
    f"Those with “{layout.IF_NEEDED}” may stay empty.",
    "The Tab key goes to the next cell to fill, Shift+Tab back. All other cells are locked, without a password: "
    "to check the spelling in Excel, choose Review, Unprotect Sheet.",
    "Type a percentage as 81.5 for 81.5%. Or type its two numbers, numerator and denominator: the share is worked out.",
    "If there is no figure, choose “not available” from the list, and say why below it.",
    "Alt+Enter (in LibreOffice Ctrl+Enter) starts a new line within a cell. Where words run out of sight, drag the "
    "lower edge of their row down. Paste words as text, without pictures.",
    "Leave the sheets, their names and their order as they are. Save as an Excel workbook (.xlsx), and send it back.",
)


@dataclass(frozen=True)
class Sent:
    """What is asked of one indicator, and the addresses of its sheet's cells by the names of their fields."""

    asked: Asked
    addresses: dict[str, str]


def start_cover(book: Workbook, styles: Styles, edition: Edition, service: str) -> Page:
    """Make the sheet, before all others."""
    title = f"{service}: figures and words for {edition.quarter.label.removesuffix(' Financial Year')}"
    return Page(book, styles, layout.COVER, title, _WIDTHS)


def write_cover(page: Page, edition: Edition, due: date, sent: list[Sent]) -> None:
    """Write the sheet, when those that it tells of are written."""
    committee = edition.committee
    page.heading("What is asked")
    page.read("For", f"{committee.title}, {committee.name}")
    page.read("What", "The figure, and the words to it, of each indicator that is listed below.")
    page.read("Please send it back by", formatting.day_in_full(due))
    page.read("Questions", committee.contact or "Please ask whoever sent you this workbook.")
    page.heading("How to fill it in")
    for number, step in enumerate(_STEPS, 1):
        page.read(f"Step {number}", step)
    page.heading("The sheets, and what each still needs")
    _write_sheets(page, sent)


def _write_sheets(page: Page, sent: list[Sent]) -> None:
    """Write a row for each sheet: a link to it, its indicator, and what is still to fill in."""
    count = sum(1 + bool(one.asked.history) for one in sent)
    said = "A row for each sheet: a link to it, its indicator, and what is still to fill in there."
    heads = ("Sheet", "Indicator", "Still to fill in")
    page.mark_up("t__sheets", "The sheets of this workbook", said, heads, LABELS, page.row + count)
    page.row += 1
    for one in sent:
        indicator = one.asked.indicator
        page.link(layout.sheet_name(indicator.code), indicator.code, LABELS)
        page.sheet.write_string(page.row, CELLS, indicator.name, page.styles.text)
        formula, now = _still_to_fill(one)
        page.sheet.write_formula(page.row, HELP, formula, page.styles.text, now)
        page.make_room({CELLS: indicator.name, HELP: now})
        page.row += 1
        if one.asked.history:
            page.link(layout.history_sheet_name(indicator.code), f"History {indicator.code}", LABELS)
            page.sheet.write_string(page.row, CELLS, "Its earlier figures, if you have them", page.styles.text)
            page.row += 1


def _still_to_fill(sent: Sent) -> tuple[str, str]:
    """Return the formula of what a sheet still needs, and what it gives for one that is empty."""
    needed = list(_needed(sent))
    parts = [f"IF({condition},{quoted(f'{name}, ')},{quoted('')})" for name, condition, _ in needed]
    joined = "&".join(parts)
    formula = f"=IF({joined}={quoted('')},{quoted('nothing')},LEFT({joined},LEN({joined})-2))"
    return formula, ", ".join(name for name, _, is_missing_at_first in needed if is_missing_at_first)


def _needed(sent: Sent) -> Iterator[tuple[str, str, bool]]:
    """Yield what a sheet needs: its name, the condition that it is missing, and whether it is at first."""
    at, asked = sent.addresses, sent.asked
    if asked.due and not asked.is_held:
        status = at[layout.STATUS.name]
        counted = at.get(layout.WORKED_OUT.name, at[layout.VALUE.name])
        has_none = is_any_of(status, ["not available", "suppressed"])
        yield "figure", f'AND({counted}="",NOT({has_none}))', True
        yield "final or not", f'{status}=""', True
        yield "why it is not available", f'AND({status}="not available",{at[layout.STATUS_REASON.name]}="")', False
        yield "source", f'{at[layout.SOURCE.name]}=""', True
    yield "commentary", f'{at[layout.COMMENTARY.name]}=""', True
    if layout.RATING.name in at:
        ratings = asked.record.edition.committee.ratings
        is_off = is_any_of(at[layout.RATING.name], [ratings.name(RAG.RED), ratings.name(RAG.AMBER)])
        yield "path to green", f'AND({is_off},{at[layout.PATH_TO_GREEN.name]}="")', False
    for field in layout.SIGNING_FIELDS:
        yield field.label.lower(), f'{at[field.name]}=""', True
