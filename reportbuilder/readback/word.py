"""Read the blocks of a published Word document.

The elements are those of python-docx. Its own walk (Document.iter_inner_content, row.cells) leaves out the contents and
the tables inside cells, and repeats a merged cell; so the walk is written here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from lxml.etree import _Element as Element

from reportbuilder.readback.blocks import Block, Heading, Paragraph, Table, in_a_row

_TEXT, _PARAGRAPH = qn("w:t"), qn("w:p")
_CHARACTERS = {_PARAGRAPH: " ", qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}


def parse_word(path: Path) -> list[Block]:
    """Return the blocks of a document. Raises BadZipFile, KeyError or XMLSyntaxError where it cannot be read."""
    with ZipFile(path) as file:
        return list(_blocks(parse_xml(file.read("word/document.xml"))))


def _blocks(element: Element) -> Iterator[Block]:
    caption = ""
    for child in element.iterchildren():
        if isinstance(child, CT_P) and child.style == "TableCaption":
            caption = _text(child)
        elif isinstance(child, CT_P):
            yield _paragraph(child)
        elif isinstance(child, CT_Tbl):
            yield Table([[_text(cell) for cell in row.tc_lst] for row in child.tr_lst], caption)
            caption = ""
            yield from _nested_tables(child)
        else:
            yield from _blocks(child)


def _paragraph(element: CT_P) -> Block:
    level = re.fullmatch(r"Heading([1-6])", element.style or "")
    return Heading(int(level[1]), _text(element)) if level else Paragraph(_text(element))


def _nested_tables(table: CT_Tbl) -> Iterator[Table]:
    """Yield the tables inside a table's cells: Quarto lays a captioned table out in a cell of another."""
    for cell in table.xpath(".//w:tc[.//w:tbl]"):
        for block in _blocks(cell):
            if isinstance(block, Table):
                yield block


def _text(element: Element) -> str:
    """Return the words of an element; each of its paragraphs begins a new word."""
    parts = element.iter(_TEXT, *_CHARACTERS)
    return in_a_row("".join(part.text or "" if part.tag == _TEXT else _CHARACTERS[part.tag] for part in parts))
