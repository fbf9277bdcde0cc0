"""A published Word document read back."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from reportbuilder.readback.blocks import Block, Heading, Paragraph, Table, in_a_row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
_SIGNS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


def parse_word(path: Path) -> list[Block]:
    """The blocks of a document."""
    with ZipFile(path) as file:
        return list(_blocks(ElementTree.fromstring(file.read("word/document.xml"))))


def _blocks(element: ElementTree.Element) -> Iterator[Block]:
    caption = ""
    for child in element:
        if child.tag == _PARAGRAPH and _style(child) == "TableCaption":
            caption = _text(child)
        elif child.tag == _PARAGRAPH:
            yield _paragraph(child)
        elif child.tag == _TABLE:
            yield Table([[_text(cell) for cell in row.findall(_CELL)] for row in child.findall(_ROW)], caption)
            caption = ""
            # Quarto lays a captioned table out in a cell of another.
            yield from (held for cell in child.iter(_CELL) for held in _blocks(cell) if isinstance(held, Table))
        else:
            yield from _blocks(child)


def _paragraph(element: ElementTree.Element) -> Block:
    level = re.fullmatch(r"Heading([1-6])", _style(element))
    return Heading(int(level[1]), _text(element)) if level else Paragraph(_text(element))


def _style(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _text(element: ElementTree.Element) -> str:
    """What is said in an element; each of its paragraphs begins a new word."""
    said = []
    for part in element.iter():
        said.append(" " if part.tag == _PARAGRAPH else _SIGNS.get(part.tag, ""))
        said.append(part.text or "" if part.tag == f"{_W}t" else "")
    return in_a_row("".join(said))
