"""What bars a reader from a PDF (PDF/UA-1, ISO 14289-1, 7)."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from reportbuilder.pdf_tags import below, children, table_attributes
from reportbuilder.readback import accessibility


def barriers(path: Path) -> Iterator[str]:
    """What is wrong with a document: tags, language, title, headings, alternative texts, tables."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root or not pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
            yield "is tagged"
            return
        if not str(pdf.Root.get("/Lang", "")):
            yield "says what language it is in"
        if not str(pdf.docinfo.get("/Title", "")) or not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            yield "has a title, and shows it"
        elements = list(_all(pdf.Root.StructTreeRoot))
        kinds = [str(element.S) for element in elements]
        yield from accessibility.of_headings(int(kind[2]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit())
        for element, kind in zip(elements, kinds, strict=True):
            if kind == "/Figure" and not str(element.get("/Alt", "")):
                yield "gives every picture an alternative text"
            elif kind == "/Table":
                yield from _of_table(element)


def _all(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for child in children(element):
        yield child
        yield from _all(child)


def _of_table(table: pikepdf.Object) -> Iterator[str]:
    heads = [cell for part in below(table, "/THead") for cell in below(part, "/TH")]
    if not heads or any("/Scope" not in (table_attributes(cell) or {}) for cell in heads):
        yield "gives every table its column heads"
    rows = [list(below(row, "/TH", "/TD")) for body in below(table, "/TBody") for row in below(body, "/TR")]
    if len(rows) > 1 and any(str(row[0].S) != "/TH" for row in rows):
        yield "gives every row of a table its head"
