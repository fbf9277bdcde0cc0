"""What an HTML page may not hold: whatever is not on the lists of what the report's pages are made of."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from reportbuilder.findings import Finding
from reportbuilder.readback.safety import page_head, pictures
from reportbuilder.readback.safety.telling import FROM_WORDS, LINKS, is_safe_address, make_finding

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
_AROUND = set("skip cover committee edition produced".split())  # classes of what stands around the words
_OF_PICTURES = set("wide narrow standing".split())  # of which style.css shows some on some screens only

# What is written as Quarto and pandoc write it is read alike by every browser, and by the reader used here.
_TAG = re.compile(r'</[a-z]\w*>|<[a-z]\w*(?:\s+[a-z][\w-]*(?:="[^"]*")?)*\s*/?>', re.IGNORECASE)
_BEGINNING = "<!DOCTYPE html>"


def unsafe(path: Path) -> Iterator[Finding]:
    """Find what a page may not hold. Raises UnicodeDecodeError, or an error of lxml, where it cannot be read."""
    page = path.read_bytes().decode()
    for stray in re.findall(r"<.{0,40}", _TAG.sub("", page.removeprefix(_BEGINNING)), re.DOTALL):
        yield make_finding(path.name, "holds what is no plain element", stray, FROM_WORDS)
    root = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    yield from page_head.unsafe(path.name, root)
    names = Counter(root.xpath("//@id"))
    for element in root.iter("*"):
        for what, quote, mend in _of_element(element, names):
            yield make_finding(_place(path, element), what, quote, mend)


def _of_element(element: HtmlElement, names: Counter) -> Iterator[tuple[str, str, str]]:
    if element.tag not in _ELEMENTS:
        yield "holds an element that words cannot need", f"<{element.tag}>", FROM_WORDS
    yield from _of_attributes(element)
    yield from _of_classes(element)
    yield from _of_names(element, names)


def _place(path: Path, element: HtmlElement) -> str:
    """The line, and the part of the page by the anchor that stands above it."""
    anchors = element.xpath("ancestor-or-self::*[@id][1]/@id")
    return f"{path.name}, line {element.sourceline}" + (f", in #{anchors[0]}" if anchors else "")


def _of_attributes(element: HtmlElement) -> Iterator[tuple[str, str, str]]:
    for name, value in element.attrib.items():
        quote = f'{name}="{value}"'
        if name.startswith("on"):
            yield "holds an event handler", quote, FROM_WORDS
        elif name == "style":
            yield "holds a style of its own", quote, FROM_WORDS
        elif name not in _ATTRIBUTES | _ATTRIBUTES_OF.get(element.tag, set()):
            yield "holds an attribute that words cannot need", quote, FROM_WORDS
        elif name == "role" and value not in _ROLES:
            yield "holds a role that the report does not give", quote, FROM_WORDS
        elif name == "tabindex" and value not in ("0", "-1"):
            yield "changes the order in which the keyboard goes through the page", quote, FROM_WORDS
        elif name == "src":
            yield from ((what, its, "show the report's own charts only") for what, its in pictures.faults(value))


def _of_classes(element: HtmlElement) -> Iterator[tuple[str, str, str]]:
    held = set(element.get("class", "").split())
    forged = held & _AROUND if next(element.iterancestors("main"), None) is not None else set()
    forged |= held & _OF_PICTURES if element.tag != "img" else set()
    for name in sorted(forged):
        yield "holds a class of another part of the page", f'class="{name}"', FROM_WORDS


def _of_names(element: HtmlElement, names: Counter) -> Iterator[tuple[str, str, str]]:
    """Anchors stand once, and links lead to one of them or to a safe address."""
    name, address = element.get("id"), element.get("href")
    if name is not None and (names[name] > 1 or not name):
        yield "holds an anchor that stands twice, or has no name", f'id="{name}"', FROM_WORDS
    if address is not None and address.startswith("#"):
        if address[1:] not in names and unquote(address[1:]) not in names:
            yield "holds a link to an anchor that is not there", address, LINKS
    elif address is not None and not is_safe_address(address):
        yield "holds a link to an address that no link may have", address, LINKS
