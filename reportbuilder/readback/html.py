"""Read the blocks of a published HTML page."""

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from reportbuilder.readback.blocks import Block, Heading, Paragraph, Table, in_a_row

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = ("th", "td")
_BLOCKS = "p table ul ol li blockquote div section details summary figure figcaption nav main header title".split()
_BREAKS = ("br", "caption", *_BLOCKS, *_HEADINGS, *_CELLS)  # before which a new word begins
_OF_WORDS = ("p", "li", "blockquote", "div")  # may hold words of their own beside blocks
_UNSEEN = ("script", "style", "svg", "template")


def parse_html(path: Path) -> list[Block]:
    """Return the blocks of a page. Raises UnicodeDecodeError or lxml's ParserError where it cannot be read."""
    return list(_blocks(parse_page(path.read_bytes().decode())))


def parse_page(page: str) -> Element:
    """Return a page as a tree of elements. Raises ParserError where it is empty."""
    # The fonts and charts within a page are larger than lxml takes without being asked to.
    return document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=True))


def text_of(element: Element) -> str:
    """Return the words that an element shows, in a row."""
    return in_a_row("".join(_words(element)))


def _own_parts(whole: Element, *kinds: str) -> list[Element]:
    """Return the elements of some kinds within a table or a row, but for those of a table nested in it."""
    return [part for part in whole.iter(*kinds) if next(part.iterancestors(str(whole.tag))) is whole]


def _blocks(element: Element) -> Iterator[Block]:
    if element.tag in _HEADINGS:
        yield Heading(_HEADINGS[str(element.tag)], text_of(element))
    elif element.tag == "nav":  # the contents: headings again
        yield from (block for block in _blocks_below(element, loose=False) if isinstance(block, Heading))
    elif element.tag == "table":
        yield from _blocks_below(element, loose=False)
        yield _table(element)
    else:
        is_in_cell = next(element.iterancestors(*_CELLS), None) is not None  # whose words are those of a table
        yield from _blocks_below(element, loose=element.tag == "p" or (element.tag in _OF_WORDS and not is_in_cell))


def _blocks_below(element: Element, loose: bool) -> Iterator[Block]:
    """Yield the blocks within an element and, where it may have such, its own words between them as paragraphs."""
    words = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or child.tag in _HEADINGS or not loose:
            yield from _paragraph(words, loose)
            words = []
            yield from _blocks(child) if _is_seen(child) else ()
        elif _is_seen(child):
            words += [" "] if child.tag in _BREAKS else []
            words += _words(child)
        words.append(child.tail or "")
    yield from _paragraph(words, loose)


def _paragraph(words: list[str], loose: bool) -> Iterator[Paragraph]:
    text = in_a_row("".join(words))
    if loose and text:
        yield Paragraph(text)


def _is_seen(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in _UNSEEN  # a comment's tag is a function


def _table(element: Element) -> Table:
    rows = [[text_of(cell) for cell in _own_parts(row, *_CELLS)] for row in _own_parts(element, "tr")]
    captions = [text_of(caption) for caption in _own_parts(element, "caption")]
    return Table(rows, captions[-1] if captions else "")


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _BREAKS:
            yield " "
        if _is_seen(child):
            yield from _words(child)
        yield child.tail or ""
