"""Read the blocks of a published PDF by its tags, which say exactly which text is in which cell (PDF/UA-1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object

from reportbuilder.pdf_tags import below, children, kids
from reportbuilder.readback.blocks import Block, Heading, Paragraph, Table, in_a_row
from reportbuilder.readback.pdf_fonts import Font

PieceKey = tuple[int, int]  # of a piece of marked content: the object number of its page, and its own number on that
Pieces = dict[PieceKey, str]
_APART = ("/P", "/Div")  # elements that no word goes across
# The operators that show text, choose a font, or begin and end a piece. Source: ISO 32000-1, Annex A.
_OPERATORS = "Tf Tj TJ ' \" BDC BMC EMC"


def parse_pdf(path: Path) -> list[Block]:
    """Return the blocks of a document. Raises KeyError or AttributeError where it has no tags."""
    with pikepdf.open(path) as pdf:
        fonts: dict[tuple[int, int], Font] = {}
        pieces: Pieces = {}
        for page in pdf.pages:
            pieces |= _PageReader(page, fonts).read()
        return list(_blocks(pdf.Root.StructTreeRoot, pieces))


@dataclass
class _PageReader:
    """A reader of the text of each piece of marked content of a page; fonts are read once for all pages."""

    page: pikepdf.Page
    fonts: dict[tuple[int, int], Font]
    pieces: Pieces = field(default_factory=dict)
    open_marks: list[int | None] = field(default_factory=list)
    font: Font | None = None

    def read(self) -> Pieces:
        for instruction in pikepdf.parse_content_stream(self.page, _OPERATORS):
            operands = list(instruction.operands)
            match str(instruction.operator):
                case "BDC" | "BMC":
                    self.open_marks.append(_piece_number(operands))
                case "EMC":
                    self.open_marks.pop()
                case "Tf":
                    self._choose_font(str(operands[0]))
                case _:
                    self._add(operands[-1])
        return self.pieces

    def _choose_font(self, name: str) -> None:
        source = self.page.Resources.Font[name]
        if source.objgen not in self.fonts:
            self.fonts[source.objgen] = Font(source)
        self.font = self.fonts[source.objgen]

    def _add(self, shown: Object) -> None:
        """Add shown text to the innermost piece that is open; text in no piece is no part of what is read."""
        number = next((mark for mark in reversed(self.open_marks) if mark is not None), None)
        if number is not None:
            key = self.page.obj.objgen[0], number
            self.pieces[key] = self.pieces.get(key, "") + self._text(shown)

    def _text(self, shown: Object) -> str:
        """Return the text of strings of glyphs, without the numbers between them, which only move them."""
        if self.font is None:
            raise ValueError("the page shows text before it chooses a font")
        strings = list(shown) if isinstance(shown, Array) else [shown]
        return "".join(self.font.text(bytes(part)) for part in strings if isinstance(part, pikepdf.String))


def _piece_number(operands: list[Object]) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    return int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else None


def _blocks(element: Object, pieces: Pieces) -> Iterator[Block]:
    kind = str(element.get("/S", ""))
    if re.fullmatch(r"/H[1-6]", kind):
        yield Heading(int(kind[2]), _text(element, pieces))
    elif kind == "/Table":
        yield _table(element, pieces)
    else:
        # The template sets the heading of the contents in a paragraph of its own.
        blocks = _blocks_below(element, pieces)
        yield from blocks
        if kind == "/P" and not blocks:
            yield Paragraph(_text(element, pieces))


def _blocks_below(element: Object, pieces: Pieces) -> list[Block]:
    blocks = [block for child in children(element) for block in _blocks(child, pieces)]
    # The caption of a table that goes over pages is beside it, not in it.
    for child in children(element):
        if child.get("/S") == "/Caption":
            caption = _text(child, pieces)
            blocks = [replace(block, caption=caption) if isinstance(block, Table) else block for block in blocks]
    return blocks


def _table(element: Object, pieces: Pieces) -> Table:
    rows = [[_text(cell, pieces) for cell in below(row, "/TH", "/TD")] for row in below(element, "/TR")]
    captions = [_text(caption, pieces) for caption in below(element, "/Caption")]
    return Table(rows, in_a_row(" ".join(captions)))


def _text(element: Object, pieces: Pieces) -> str:
    return in_a_row("".join(_words(element, pieces)))


def _words(element: Object, pieces: Pieces) -> Iterator[str]:
    """Yield the text of an element's pieces in reading order; each paragraph in it begins a new word.

    A piece is a number on the element's page, or one with its page.
    """
    for kid in kids(element):
        if not isinstance(kid, Dictionary):
            yield pieces.get((element.Pg.objgen[0], int(kid)), "")
        elif "/MCID" in kid:
            page = kid.Pg if "/Pg" in kid else element.Pg
            yield pieces.get((page.objgen[0], int(kid.MCID)), "")
        else:
            around = " " if kid.get("/S") in _APART else ""
            yield from (around, *_words(kid, pieces), around)
