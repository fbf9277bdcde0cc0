"""A published PDF read back by its tags, which say exactly what stands in which cell (PDF/UA-1 asks for them)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object

from reportbuilder.pdf_tags import below, children, kids
from reportbuilder.readback.blocks import Block, Heading, Paragraph, Table, in_a_row
from reportbuilder.readback.pdf_fonts import Font

Marked = dict[tuple[int, int], str]  # the text of each piece of marked content, by the number of its page and its own
_OF_WORDS = "Tf Tj TJ ' \" BDC BMC EMC"  # ISO 32000-1, Annex A: what says something, and what says which piece it is


def parse_pdf(path: Path) -> list[Block]:
    """The blocks of a document. Raises KeyError or AttributeError where it has no tags."""
    with pikepdf.open(path) as pdf:
        fonts: dict[tuple[int, int], Font] = {}
        marked = {key: text for page in pdf.pages for key, text in _marked(page, fonts).items()}
        return list(_blocks(pdf.Root.StructTreeRoot, marked))


def _marked(page: pikepdf.Page, fonts: dict[tuple[int, int], Font]) -> Marked:
    """The text of each piece of marked content of a page; fonts are read once for all pages."""
    said: Marked = {}
    open_marks: list[int | None] = []
    font = None
    for operands, operator in pikepdf.parse_content_stream(page, _OF_WORDS):
        match str(operator):
            case "BDC" | "BMC":
                open_marks.append(_number(operands))
            case "EMC":
                open_marks.pop()
            case "Tf":
                held = page.Resources.Font[str(operands[0])]
                font = fonts[held.objgen] = fonts.get(held.objgen) or Font(held)
            case _:
                number = next((mark for mark in reversed(open_marks) if mark is not None), None)
                if number is not None:
                    key = page.obj.objgen[0], number
                    said[key] = said.get(key, "") + _said(operands[-1], font)
    return said


def _number(operands: list[Object]) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    return int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else None


def _said(shown: Object, font: Font) -> str:
    """What strings of glyphs say, with the numbers between them that move these closer or apart left out."""
    strings = shown if isinstance(shown, Array) else [shown]
    return "".join(font.text(bytes(held)) for held in strings if isinstance(held, pikepdf.String))


def _blocks(element: Object, marked: Marked) -> Iterator[Block]:
    kind = str(element.get("/S", ""))
    if re.fullmatch(r"/H[1-6]", kind):
        yield Heading(int(kind[2]), _text(element, marked))
    elif kind == "/Table":
        rows = [[_text(cell, marked) for cell in below(row, "/TH", "/TD")] for row in below(element, "/TR")]
        yield Table(rows, in_a_row(" ".join(_text(its, marked) for its in below(element, "/Caption"))))
    else:
        # The template sets the heading of the contents in a paragraph of its own.
        held = [block for child in children(element) for block in _blocks(child, marked)]
        # The caption of a table that goes over pages stands beside it, not in it.
        for caption in (_text(child, marked) for child in children(element) if child.get("/S") == "/Caption"):
            held = [replace(block, caption=caption) if isinstance(block, Table) else block for block in held]
        yield from held or ([Paragraph(_text(element, marked))] if kind == "/P" else [])


def _text(element: Object, marked: Marked) -> str:
    return in_a_row("".join(marked.get(key, "") for key in _keys(element)))


def _keys(element: Object) -> Iterator[tuple[int, int]]:
    """The marked content of an element, in reading order: a number on its own page, or with its page."""
    for kid in kids(element):
        if not isinstance(kid, Dictionary):
            yield element.Pg.objgen[0], int(kid)
        elif "/MCID" in kid:
            yield (kid if "/Pg" in kid else element).Pg.objgen[0], int(kid.MCID)
        else:
            yield from _keys(kid)
