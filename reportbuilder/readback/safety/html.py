"""Find what an HTML page may not hold: whatever is not on the lists of what the report's pages are made of."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml.etree import _Element as Element

from reportbuilder.drafts.edition_files import TABLES
from reportbuilder.findings import Finding
from reportbuilder.readback.html import parse_page
from reportbuilder.readback.safety import page_head, pictures
from reportbuilder.readback.safety.unsafe_part import LINKS, UnsafePart, is_safe_address, make_finding

_ELEMENTS = set(
    """html head meta title style body a header nav main section div p h1 h2 h3 h4 h5 h6 ul ol li blockquote br hr
    table caption colgroup col thead tbody tfoot tr th td figure figcaption img details summary
    span em strong b i u s del ins sub sup code pre q mark small""".split()
)
_ATTRIBUTES = set("id class lang dir title role tabindex aria-label aria-labelledby".split())
_ATTRIBUTES_OF = {
    "a": {"href"},
    "img": {"src", "alt", "aria-hidden"},
    "meta": {"charset", "name", "content", "http-equiv"},
    "style": {"type"},
    "ol": {"type", "start"},
    "col": {"span"},
    "th": {"scope", "colspan", "rowspan", "data-label"},
    "td": {"colspan", "rowspan", "data-label"},
}
_ROLES = set("table rowgroup row columnheader rowheader cell group img".split())
_AROUND = set("skip cover logo committee edition produced about files".split())  # classes of what is around the words
_OF_PICTURES = set("wide narrow standing".split())  # of which style.css shows some on some screens only

# What is written as Quarto and pandoc write it is read alike by every browser, and by the reader used here.
_TAG = re.compile(r'</[a-z]\w*>|<[a-z]\w*(?:\s+[a-z][\w-]*(?:="[^"]*")?)*\s*/?>', re.IGNORECASE)
_BEGINNING = "<!DOCTYPE html>"


def unsafe(path: Path) -> Iterator[Finding]:
    """Find what a page may not hold. Raises UnicodeDecodeError, or an error of lxml, where it cannot be read."""
    text = path.read_bytes().decode()
    for stray in re.findall(r"<.{0,40}", _TAG.sub("", text.removeprefix(_BEGINNING)), re.DOTALL):
        yield make_finding(path.name, "holds markup that is not a plain element", stray)
    page = parse_page(text)
    yield from page_head.unsafe(path.name, page)
    anchors = Counter(anchor for element in page.iter("*") if (anchor := element.get("id")) is not None)
    for element in page.iter("*"):
        for part in _of_element(element, anchors, path.stem):
            yield make_finding(_place(path, element), *part)


def _place(path: Path, element: Element) -> str:
    """Return the line, and the part of the page by the nearest anchor around it."""
    place = f"{path.name}, line {element.sourceline}"
    for around in (element, *element.iterancestors()):
        if around.get("id") is not None:
            return f"{place}, in #{around.get('id')}"
    return place


def _of_element(element: Element, anchors: Counter[str], stem: str) -> Iterator[UnsafePart]:
    if element.tag not in _ELEMENTS:
        yield UnsafePart("holds an element that text does not need", f"<{element.tag!s}>")
    for name, value in element.attrib.items():
        yield from _of_attribute(element, str(name), str(value))
    yield from _of_classes(element)
    yield from _of_anchor(element.get("id"), anchors)
    if not _is_file_link(element, stem):
        yield from _of_link(element.get("href"), anchors)


def _of_attribute(element: Element, name: str, value: str) -> Iterator[UnsafePart]:
    quote = f'{name}="{value}"'
    if name.startswith("on"):
        yield UnsafePart("holds an event handler", quote)
    elif name == "style":
        yield UnsafePart("holds a style of its own", quote)
    elif name not in _ATTRIBUTES | _ATTRIBUTES_OF.get(str(element.tag), set()):
        yield UnsafePart("holds an attribute that text does not need", quote)
    elif name == "role" and value not in _ROLES:
        yield UnsafePart("holds a role that the report does not use", quote)
    elif name == "tabindex" and value not in ("0", "-1"):
        yield UnsafePart("changes the order in which the keyboard goes through the page", quote)
    elif name == "src":
        yield from pictures.unsafe(value)


def _of_classes(element: Element) -> Iterator[UnsafePart]:
    classes = set(element.get("class", "").split())
    forged: set[str] = set()
    if next(element.iterancestors("main"), None) is not None:
        forged |= classes & _AROUND
    if element.tag != "img":
        forged |= classes & _OF_PICTURES
    for name in sorted(forged):
        yield UnsafePart("uses a class of another part of the page", f'class="{name}"')


def _of_anchor(anchor: str | None, anchors: Counter[str]) -> Iterator[UnsafePart]:
    if anchor is not None and (anchors[anchor] > 1 or not anchor):
        yield UnsafePart("repeats an anchor, or has one without a name", f'id="{anchor}"')


def _is_file_link(element: Element, stem: str) -> bool:
    """Tell whether an element of the cover links to another file of the same edition."""
    files = (f"{stem}.pdf", f"{stem}.docx", *TABLES)
    around = next(element.iterancestors(), None)
    return element.get("href") in files and around is not None and around.get("class") == "files"


def _of_link(address: str | None, anchors: Counter[str]) -> Iterator[UnsafePart]:
    if address is None:
        return
    if address.startswith("#"):
        if address[1:] not in anchors and unquote(address[1:]) not in anchors:
            yield UnsafePart("links to an anchor that does not exist", address, LINKS)
    elif not is_safe_address(address):
        yield UnsafePart("links to an address that is not allowed", address, LINKS)
