"""Find what bars a reader from a Word document."""

import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from reportbuilder.readback.accessibility.barrier import LOOKS, Barrier
from reportbuilder.readback.accessibility.headings import check_headings


def barriers(path: Path) -> Iterator[Barrier]:
    """Find what is wrong with a document: language, title, headings, pictures, tables."""
    document = Document(str(path))
    if document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}") is None:
        yield Barrier("has no language set", "set it in the styles of reference.docx")
    if not document.core_properties.title:
        yield Barrier("has no title", "set title in _quarto.yml")
    yield from check_headings(_levels(document))
    for picture in document.element.body.iter(qn("wp:docPr")):
        if not picture.get("descr"):
            yield Barrier("has a picture without an alternative text", LOOKS)
    for table in document.element.body.iter(qn("w:tbl")):  # document.tables leaves out those inside cells
        if not table.xpath("./w:tr[1]/w:trPr/w:tblHeader"):
            yield Barrier("has a table whose head is not repeated on each page", LOOKS)


def _levels(document: Word) -> Iterator[int]:
    """Yield the level of each heading by its style, the document's title being of the first."""
    for paragraph in document.paragraphs:
        style = paragraph.style
        if style is None or style.name is None:
            continue
        named = re.fullmatch(r"Heading ([1-6])", style.name)
        if named:
            yield int(named[1])
        elif style.name == "Title":
            yield 1
