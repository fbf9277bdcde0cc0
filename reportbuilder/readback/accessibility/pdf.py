"""Find what bars a reader from a PDF. Source: PDF/UA-1, ISO 14289-1, 7."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Object

from reportbuilder.pdf_tags import below, descendants, table_attributes
from reportbuilder.readback.accessibility.barrier import LOOKS, Barrier
from reportbuilder.readback.accessibility.headings import check_headings


def barriers(path: Path) -> Iterator[Barrier]:
    """Find what is wrong with a document: tags, language, title, headings, pictures, tables."""
    with pikepdf.open(path) as pdf:
        if not _is_tagged(pdf.Root):
            yield Barrier("is not tagged", LOOKS)
            return
        yield from _of_document(pdf)
        elements = list(descendants(pdf.Root.StructTreeRoot))
        yield from check_headings(level for element in elements if (level := _level(element)) is not None)
        for element in elements:
            if element.S == "/Figure" and not str(element.get("/Alt", "")):
                yield Barrier("has a picture without an alternative text", LOOKS)
            elif element.S == "/Table":
                yield from _of_table(element)


def _is_tagged(catalogue: Object) -> bool:
    return "/StructTreeRoot" in catalogue and _is_set(catalogue, "/MarkInfo", "/Marked")


def _is_set(catalogue: Object, part: str, switch: str) -> bool:
    return bool(catalogue.get(part, Dictionary()).get(switch, False))


def _of_document(pdf: pikepdf.Pdf) -> Iterator[Barrier]:
    if not str(pdf.Root.get("/Lang", "")):
        yield Barrier("has no language set", "set lang in template.typ")
    if not str(pdf.docinfo.get("/Title", "")):
        yield Barrier("has no title", "set title in _quarto.yml")
    if not _is_set(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Barrier("shows its file name in place of its title", LOOKS)


def _level(element: Object) -> int | None:
    kind = str(element.S)
    return int(kind[2]) if kind[:2] == "/H" and kind[2:].isdigit() else None


def _of_table(table: Object) -> Iterator[Barrier]:
    heads = [cell for part in below(table, "/THead") for cell in below(part, "/TH")]
    if not heads or any("/Scope" not in (table_attributes(cell) or Dictionary()) for cell in heads):
        yield Barrier("has a table without column heads", LOOKS)
    rows = [list(below(row, "/TH", "/TD")) for body in below(table, "/TBody") for row in below(body, "/TR")]
    if len(rows) > 1 and any(row[0].S != "/TH" for row in rows):
        yield Barrier("has a table whose rows have no heads", LOOKS)
