"""The pages of a PDF as they are printed: what is read can be seen, in its place, and nothing is drawn over it.

The page that a reader sees and what its tags say (readback/pdf.py) would disagree otherwise: it is told as that.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportbuilder.findings import Finding, Rule, Severity
from reportbuilder.readback.painted.covered import covered
from reportbuilder.readback.painted.edges import footer, heads, is_of_its_paper, loose, outside, strange_footers, unread
from reportbuilder.readback.painted.order import misplaced
from reportbuilder.readback.painted.printed import Page, Thing, pages
from reportbuilder.readback.painted.visible import unseen

_MEND = "take what draws out of the words that this page is made from"
_EXPECTED = "pages as template.typ sets them"
_MOST, _LONGEST = 3, 80  # things that are quoted of a page, and signs of each


def find_misprints(paths: Iterable[Path]) -> Iterator[Finding]:
    """Find what an edition's PDF prints otherwise than it is read."""
    for path in (path for path in paths if path.suffix == ".pdf"):
        try:
            yield from list(_of_document(path))
        except Exception as error:  # a broken file fails in whatever way its format does, and none may pass
            yield _finding(path.name, "cannot be read page by page", [repr(error)])


def _of_document(path: Path) -> Iterator[Finding]:
    known: set[str] = set()
    footers = []
    for page in pages(path):
        known |= heads(page, page.tags)
        footers.append(footer(page))
        place = f"{path.name}, page {page.number}"
        if not is_of_its_paper(page):
            yield _finding(place, "is not an upright A4 page", [f"{page.width:.0f} by {page.height:.0f} points"])
        for fault, things in _of_page(page, known).items():
            yield _finding(place, fault, [page.said(thing) for thing in things])
    for number in strange_footers(footers):
        place = f"{path.name}, page {number}"
        yield _finding(place, "has not the footer of the other pages", [footers[number - 1] or "none"])


def _of_page(page: Page, known: set[str]) -> dict[str, list[Thing]]:
    """What is wrong with a page, each fault with the things that it is about."""
    found = [
        *(("prints outside the margins", thing) for thing in outside(page)),
        *(("prints outside its place", thing) for things in misplaced(page) for thing in things),
        *(("draws outside its place", thing) for thing in loose(page)),
        *(("covers what it printed before", thing) for thing in covered(page)),
        *(("prints what is no part of what is read", thing) for thing in unread(page, known)),
        *((f"prints letters that {reason}", thing) for thing, reason in unseen(page)),
    ]
    faults: dict[str, list[Thing]] = {}
    for fault, thing in found:
        faults.setdefault(fault, []).append(thing)
    return faults


def _finding(place: str, fault: str, said: list[str]) -> Finding:
    words = list(dict.fromkeys(its or "a shape or a picture" for its in said))
    quote = "”, “".join(its if len(its) <= _LONGEST else f"{its[:_LONGEST]}…" for its in words[:_MOST])
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    message = f"{fault}: “{quote}”{more}; {_MEND}"
    return Finding(
        Rule.SURFACES, Severity.ERROR, indicator=None, place=place, message=message, quote=quote, expected=_EXPECTED
    )
