"""Find what bars a reader from an HTML page."""

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from reportbuilder.readback.accessibility.barrier import LOOKS, Barrier
from reportbuilder.readback.accessibility.headings import check_headings
from reportbuilder.readback.html import parse_page, text_of

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LANDMARKS = ("main", "nav", "header")


def barriers(path: Path) -> Iterator[Barrier]:
    """Find what is wrong with a page: language, pictures, tables, headings, landmarks."""
    page = parse_page(path.read_bytes().decode())
    if not page.get("lang"):
        yield Barrier("has no language set", "set lang in _quarto.yml")
    yield from _of_pictures(page)
    yield from _of_tables(page)
    yield from check_headings(_LEVELS[str(heading.tag)] for heading in page.iter(*_LEVELS))
    yield from _of_landmarks(page)


def _of_pictures(page: Element) -> Iterator[Barrier]:
    for picture in page.iter("img"):
        if "alt" not in picture.attrib:
            which = picture.get("class") or "of no class"
            yield Barrier(f"has a picture ({which}) without an alternative text", LOOKS)


def _of_tables(page: Element) -> Iterator[Barrier]:
    """Find tables that are none to a screen reader where their rows are laid out as cards, and heads of no scope."""
    for table in page.iter("table"):
        if table.get("role") != "table" and not _is_framed(table):
            yield Barrier("has a table without role=table, which a phone lays out as cards", LOOKS)
    for head in page.iter("th"):
        text = text_of(head)
        if text and head.get("scope") not in ("col", "row"):
            yield Barrier(f"has a table head without a scope of col or row: “{text}”", LOOKS)


def _is_framed(table: Element) -> bool:
    """Tell whether a table scrolls in a frame, as those of the commentary do, and so stays one at any width."""
    return any("table" in frame.get("class", "").split() for frame in table.iterancestors("div"))


def _of_landmarks(page: Element) -> Iterator[Barrier]:
    for landmark in _LANDMARKS:
        count = len(list(page.iter(landmark)))
        if count != 1:
            yield Barrier(f"has {count} <{landmark}> elements, must have one", LOOKS)
