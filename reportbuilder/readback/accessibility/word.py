"""What bars a reader from a Word document."""

import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

from reportbuilder.readback import accessibility


def barriers(path: Path) -> Iterator[str]:
    """What is wrong with a document: language, title, headings, alternative texts, tables."""
    document = Document(str(path))
    if document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}") is None:
        yield "says what language it is in"
    if not document.core_properties.title:
        yield "has a title"
    yield from accessibility.of_headings(level for p in document.paragraphs if (level := _level(p.style.name)))
    if any(not picture.get("descr") for picture in document.element.body.iter(qn("wp:docPr"))):
        yield "gives every picture an alternative text"
    for table in document.element.body.iter(qn("w:tbl")):
        if not table.xpath("./w:tr[1]/w:trPr/w:tblHeader"):
            yield "gives every table a head that is repeated on each page"


def _level(style: str) -> int | None:
    """The level of a heading by its style, the document's title being of the first."""
    named = re.fullmatch(r"Heading ([1-6])", style)
    return 1 if style == "Title" else int(named[1]) if named else None
