"""Check the pages of a PDF as they are printed: what is read can be seen, in its place, and nothing lies over it.

Otherwise the page that a reader sees and what its tags say (readback/pdf.py) differ; so the rule is that of surfaces.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportbuilder.findings import Finding, Rule, Severity, shorten
from reportbuilder.readback.painted.covered import find_covered
from reportbuilder.readback.painted.edges import (
    find_loose,
    find_outside,
    find_strange_footers,
    find_unread,
    footer,
    is_of_its_paper,
    table_heads,
)
from reportbuilder.readback.painted.order import find_misplaced
from reportbuilder.readback.painted.printed import Page, Thing, pages
from reportbuilder.readback.painted.visible import find_unseen

_MEND = "take what draws on the page out of the notebook that it comes from"
_EXPECTED = "pages as template.typ sets them"
_MOST, _LONGEST = 3, 80  # things that are quoted of a page, and characters of each


def find_misprints(paths: Iterable[Path]) -> Iterator[Finding]:
    """Find what an edition's PDF prints otherwise than it is read."""
    for path in (path for path in paths if path.suffix == ".pdf"):
        try:
            yield from list(_of_document(path))
        except Exception as error:  # a broken file fails in whatever way its format does, and none may pass
            yield _finding(path.name, "cannot be read page by page", [repr(error)])


def _of_document(path: Path) -> Iterator[Finding]:
    known_heads: set[str] = set()
    footers = []
    for page in pages(path):
        known_heads |= table_heads(page, page.tags)
        footers.append(footer(page))
        place = _place(path, page.number)
        if not is_of_its_paper(page):
            yield _finding(place, "is not an A4 page", [f"{page.width:.0f} by {page.height:.0f} points"])
        for fault, things in _of_page(page, known_heads).items():
            yield _finding(place, fault, [page.text_of(thing) for thing in things])
    for number in find_strange_footers(footers):
        quotes = [footers[number - 1] or "none"]
        yield _finding(_place(path, number), "does not have the footer of the other pages", quotes)


def _place(path: Path, page_number: int) -> str:
    return f"{path.name}, page {page_number}"


def _of_page(page: Page, known_heads: set[str]) -> dict[str, list[Thing]]:
    """Return the faults of a page, each with the things that have it."""
    faults: dict[str, list[Thing]] = {
        "prints outside the margins": list(find_outside(page)),
        "prints outside its place": [thing for things in find_misplaced(page) for thing in things],
        "draws outside its place": list(find_loose(page)),
        "covers what it printed before": list(find_covered(page)),
        "prints words that are not tagged as part of the text": list(find_unread(page, known_heads)),
    }
    for thing, reason in find_unseen(page):
        faults.setdefault(f"prints letters that {reason}", []).append(thing)
    return {fault: things for fault, things in faults.items() if things}


def _finding(place: str, fault: str, texts: list[str]) -> Finding:
    words = list(dict.fromkeys(text or "a shape or a picture" for text in texts))
    quote = "”, “".join(shorten(word, _LONGEST) for word in words[:_MOST])
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return Finding(
        rule=Rule.SURFACES,
        severity=Severity.ERROR,
        indicator=None,
        place=place,
        message=f"{fault}: “{quote}”{more}; {_MEND}",
        quote=quote,
        expected=_EXPECTED,
    )
