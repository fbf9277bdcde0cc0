"""A published PDF read back by its tags, which say exactly what stands in which cell (PDF/UA-1 asks for them)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, NumberObject

from cosmic.surfaces.blocks import Block, Heading, Paragraph, Table, in_a_row

Marked = dict[tuple[int, int], str]  # the text of each piece of marked content, by the number of its page and its own


def read(path: Path) -> list[Block]:
    """The blocks of a document. Raises KeyError where it has no tags."""
    reader = PdfReader(path)
    marked = {key: text for page in reader.pages for key, text in _marked(page).items()}
    return list(_blocks(reader.root_object["/StructTreeRoot"], marked))


def _marked(page: PageObject) -> Marked:
    """The text of each piece of marked content of a page."""
    said: Marked = {}
    open_marks: list[int | None] = []

    def operation(operator, operands, *_):
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if operator == b"BDC" else {}
            open_marks.append(properties.get("/MCID") if isinstance(properties, dict) else None)
        elif operator == b"EMC":
            open_marks.pop()

    def text(piece, *_):
        number = next((mark for mark in reversed(open_marks) if mark is not None), None)
        if number is not None:
            key = page.indirect_reference.idnum, number
            # What pypdf puts before a piece is its guess at the gap on the page; the line's own space ends the line,
            # or is a piece by itself.
            said[key] = said[key] + piece if said.get(key) else piece.lstrip() or piece[-1:].strip("\n")

    page.extract_text(visitor_operand_before=operation, visitor_text=text)
    return said


def _blocks(element: DictionaryObject, marked: Marked) -> Iterator[Block]:
    kind = element.get("/S", "")
    if re.fullmatch(r"/H[1-6]", kind):
        yield Heading(int(kind[2]), _text(element, marked))
    elif kind == "/Table":
        rows = [[_text(cell, marked) for cell in _within(row, ("/TH", "/TD"))] for row in _within(element, ("/TR",))]
        yield Table(rows, in_a_row(" ".join(_text(its, marked) for its in _within(element, ("/Caption",)))))
    else:
        # The template sets the heading of the contents in a paragraph of its own.
        held = [block for child in _children(element) for block in _blocks(child, marked)]
        # The caption of a table that goes over pages stands beside it, not in it.
        for caption in (_text(child, marked) for child in _children(element) if child.get("/S") == "/Caption"):
            held = [replace(block, caption=caption) if isinstance(block, Table) else block for block in held]
        yield from held or ([Paragraph(_text(element, marked))] if kind == "/P" else [])


def _within(element: DictionaryObject, kinds: tuple[str, ...]) -> Iterator[DictionaryObject]:
    """The nearest elements of some kinds below one."""
    for child in _children(element):
        if child.get("/S") in kinds:
            yield child
        else:
            yield from _within(child, kinds)


def _text(element: DictionaryObject, marked: Marked) -> str:
    return in_a_row("".join(marked.get(key, "") for key in _keys(element)))


def _keys(element: DictionaryObject) -> Iterator[tuple[int, int]]:
    """The marked content of an element, in reading order: a number on its own page, or with its page."""
    for kid in _kids(element):
        if isinstance(kid, NumberObject):
            yield element.raw_get("/Pg").idnum, kid
        elif "/MCID" in kid:
            yield (kid if "/Pg" in kid else element).raw_get("/Pg").idnum, kid["/MCID"]
        else:
            yield from _keys(kid)


def _children(element: DictionaryObject) -> Iterator[DictionaryObject]:
    return (kid for kid in _kids(element) if isinstance(kid, DictionaryObject) and "/MCID" not in kid)


def _kids(element: DictionaryObject) -> list:
    held = element.get("/K", [])
    return [kid.get_object() for kid in (held if isinstance(held, list) else [held])]
