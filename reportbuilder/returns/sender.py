"""Read what a return says of itself: whether it is one of this project, committee and quarter, and of which service."""

from collections.abc import Iterator
from dataclasses import dataclass

from cosmic import editions
from cosmic.editions import Edition
from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import CosmicError, Fault, Faults, raise_any
from reportbuilder.drafts import reported
from reportbuilder.returns.book import Book
from reportbuilder.returns.identity import digest_definitions, name_committee
from reportbuilder.returns.layout import HIDDEN_SHEET, TEMPLATE, Item, item_name

_FRESH = "ask for a fresh return (cosmic returns out), and copy the answers into it"
_LOST = (
    "does not say which quarter and committee it is for: it is no return, or a program has dropped its hidden sheet, "
    "as Numbers does; copy the answers into the workbook as it was sent out, in Excel or LibreOffice"
)


@dataclass(frozen=True)
class Sender:
    """Of which edition, service and indicators a return is; `is_outdated` says that a definition changed since.

    `texts` are the digests of those that were sent out in it.
    """

    edition: Edition
    service: str
    stems: list[str]
    is_outdated: bool
    texts: frozenset[str] = frozenset()


def read_sender(book: Book) -> Sender:
    """Return whose return a workbook is. Raises Faults where it is none of the quarter that is being made."""
    said = {item: _read(book, item) for item in Item}
    if not said[Item.QUARTER] or not said[Item.INDICATORS]:
        raise Faults.at(book.file, _LOST)
    if said[Item.TEMPLATE] != str(TEMPLATE):
        message = f"is of template {said[Item.TEMPLATE] or 'unknown'}, and this program reads template {TEMPLATE}"
        raise Faults.at(book.file, f"{message}; {_FRESH}")
    edition = _find_edition(said[Item.QUARTER], book.file)
    raise_any(Fault(book.file, message) for message in _wrong_committee(said, edition))
    stems = said[Item.INDICATORS].split()
    _stop_on_unreported(stems, edition.quarter, book.file)
    is_outdated = said[Item.DIGEST] != digest_definitions(stems)
    return Sender(edition, said[Item.SERVICE], stems, is_outdated, frozenset(said[Item.TEXTS].split()))


def _read(book: Book, item: Item) -> str:
    """Return what the hidden sheet says, by the name of its cell or else by the label beside it."""
    found = book.find(item_name(item))
    if found is None and book.has_sheet(HIDDEN_SHEET):
        for row in book.values[HIDDEN_SHEET].iter_rows(max_row=len(Item) + 5, max_col=2):
            if row[0].value == str(item):
                found = book.entry(HIDDEN_SHEET, row[0].row or 1, 2)
    return "" if found is None else found.text


def _find_edition(named: str, place: str) -> Edition:
    """Return the edition that is being made, which is that of the newest quarter."""
    quarters = editions.list_quarters()
    if not quarters:
        raise Faults.at("params/", "has no quarter; add a file such as 2025-26-Q1.yml")
    newest = quarters[-1]
    try:
        quarter = Quarter.parse(named)
    except CosmicError:
        raise Faults.at(place, _LOST) from None
    if quarter != newest:
        message = f"is for {quarter.label} ({quarter}), and the quarter that is being made is {newest}"
        advice = f"start {quarter} first (cosmic new)" if quarter > newest else "send the return of this quarter"
        history = "" if quarter > newest else "; figures of earlier quarters go in with cosmic history"
        raise Faults.at(place, f"{message}; {advice}{history}")
    return editions.load_edition(newest)


def _stop_on_unreported(stems: list[str], quarter: Quarter, place: str) -> None:
    """Raise Faults where a return is for indicators that are not known, or that the quarter does not report."""
    known, due = set(paths.stems()), set(reported.list_stems(quarter))
    if unknown := [stem for stem in stems if stem not in known]:
        raise Faults.at(place, f"is for indicators that have no definition here ({', '.join(unknown)}); {_FRESH}")
    if retired := [stem for stem in stems if stem not in due]:
        raise Faults.at(place, f"is for indicators that {quarter} does not report ({', '.join(retired)}); {_FRESH}")


def _wrong_committee(said: dict[Item, str], edition: Edition) -> Iterator[str]:
    own = name_committee(edition.committee)
    if said[Item.COMMITTEE] != own:
        yield f"is a return to “{said[Item.COMMITTEE]}”, and this project is that of “{own}”; send it to them"
