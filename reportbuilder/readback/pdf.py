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
_WORDS_END = ("/P", "/Div")  # elements that no word goes across
# Source of the kinds: ISO 32000-1, 14.8.4.
# The operators that show text, choose a font, or begin and end a piece. Source: ISO 32000-1, Annex A.
_WITHIN_WORDS = "/Span /Link /Em /Strong /Code /Quote /Sub /Reference /Annot".split()
_APART = ("/Figure", "/Formula", "/Caption", "/Lbl")  # pictures, what is read with a table, and the signs of lists
_MAY_BREAK = str.maketrans("", "", "\u200b")  # which the template puts into very long words
_OPERATORS = "Tf Tj TJ ' \" BDC BMC EMC"


def parse_pdf(path: Path) -> list[Block]:
    """Return the blocks of a document. Raises KeyError or AttributeError where it has no tags."""
    with pikepdf.open(path) as pdf:
        fonts: dict[tuple[int, int], Font] = {}
        pieces: Pieces = {}
        for page in pdf.pages:
            pieces |= _PageReader(page, fonts).read()
        return list(_blocks(pdf.Root.StructTreeRoot, pieces))


@dataclass(frozen=True)
class _Mark:
    """A piece of marked content that is open: its number, and the text that stands for its glyphs, if any."""

    piece: int | None = None
    text: str | None = None


@dataclass
class _PageReader:
    """A reader of the text of each piece of marked content of a page; fonts are read once for all pages."""

    page: pikepdf.Page
    fonts: dict[tuple[int, int], Font]
    pieces: Pieces = field(default_factory=dict)
    open_marks: list[_Mark] = field(default_factory=list)
    font: Font | None = None

    def read(self) -> Pieces:
        for instruction in pikepdf.parse_content_stream(self.page, _OPERATORS):
            operands = list(instruction.operands)
            match str(instruction.operator):
                case "BDC" | "BMC":
                    self._open(_mark(operands))
                case "EMC":
                    self.open_marks.pop()
                case "Tf":
                    self._choose_font(str(operands[0]))
                case _:
                    self._add(operands[-1])
        return self.pieces

    def _open(self, mark: _Mark) -> None:
        """Open a piece; a text that is given for the glyphs within it stands in their place."""
        self.open_marks.append(mark)
        if mark.text is not None:
            self._add_text(mark.text)

    def _choose_font(self, name: str) -> None:
        source = self.page.Resources.Font[name]
        if source.objgen not in self.fonts:
            self.fonts[source.objgen] = Font(source)
        self.font = self.fonts[source.objgen]

    def _add(self, shown: Object) -> None:
        if all(mark.text is None for mark in self.open_marks):
            self._add_text(self._text(shown))

    def _add_text(self, text: str) -> None:
        """Add text to the innermost piece that is open; text in no piece is no part of what is read."""
        number = next((mark.piece for mark in reversed(self.open_marks) if mark.piece is not None), None)
        if number is not None:
            key = self.page.obj.objgen[0], number
            self.pieces[key] = self.pieces.get(key, "") + text

    def _text(self, shown: Object) -> str:
        """Return the text of strings of glyphs, without the numbers between them, which only move them."""
        if self.font is None:
            raise ValueError("the page shows text before it chooses a font")
        strings = list(shown) if isinstance(shown, Array) else [shown]
        return "".join(self.font.text(bytes(part)) for part in strings if isinstance(part, pikepdf.String))


def _mark(operands: list[Object]) -> _Mark:
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, Dictionary):
        return _Mark()
    text = properties.get("/ActualText")
    piece = int(properties.MCID) if "/MCID" in properties else None
    return _Mark(piece, None if text is None else str(text).translate(_MAY_BREAK))


def _blocks(element: Object, pieces: Pieces) -> Iterator[Block]:
    kind = str(element.get("/S", ""))
    if re.fullmatch(r"/H[1-6]", kind):
        yield Heading(int(kind[2]), _text(element, pieces))
    elif kind == "/Table":
        yield _table(element, pieces)
    elif kind not in _APART:
        yield from _captioned(element, pieces)


def _captioned(element: Object, pieces: Pieces) -> list[Block]:
    """Return the blocks within an element; the caption of a table that goes over pages is beside it, not in it."""
    blocks = list(_blocks_below(element, pieces))
    for child in children(element):
        if child.get("/S") == "/Caption":
            caption = _text(child, pieces)
            blocks = [replace(block, caption=caption) if isinstance(block, Table) else block for block in blocks]
    return blocks


def _blocks_below(element: Object, pieces: Pieces) -> Iterator[Block]:
    """Yield the blocks within an element, with its own words between them as paragraphs."""
    words: list[str] = []
    for kid in kids(element):
        if _is_of_words(kid):
            words += _words_of(kid, element, pieces)
        else:
            yield from _paragraph(words)
            words = []
            yield from _blocks(kid, pieces)
    yield from _paragraph(words)


def _is_of_words(kid: Object) -> bool:
    """Tell whether what an element holds is a part of its words: marked content, or emphasis, a link and the like."""
    return not isinstance(kid, Dictionary) or "/S" not in kid or str(kid.S) in _WITHIN_WORDS


def _paragraph(words: list[str]) -> Iterator[Paragraph]:
    text = in_a_row("".join(words))
    if text:
        yield Paragraph(text)


def _table(element: Object, pieces: Pieces) -> Table:
    rows = [[_text(cell, pieces) for cell in below(row, "/TH", "/TD")] for row in below(element, "/TR")]
    captions = [_text(caption, pieces) for caption in below(element, "/Caption")]
    return Table(rows, in_a_row(" ".join(captions)))


def _text(element: Object, pieces: Pieces) -> str:
    return in_a_row("".join(_words(element, pieces)))


def _words(element: Object, pieces: Pieces) -> Iterator[str]:
    """Yield the text of an element's pieces in reading order."""
    for kid in kids(element):
        yield from _words_of(kid, element, pieces)


def _words_of(kid: Object, element: Object, pieces: Pieces) -> Iterator[str]:
    """Yield the text of what an element holds; each paragraph in it begins a new word.

    It holds numbers of pieces on its own page, pieces with their page, and elements.
    """
    if not isinstance(kid, Dictionary):
        yield pieces.get((element.Pg.objgen[0], int(kid)), "")
    elif "/MCID" in kid:
        page = kid.Pg if "/Pg" in kid else element.Pg
        yield pieces.get((page.objgen[0], int(kid.MCID)), "")
    else:
        around = " " if kid.get("/S") in _WORDS_END else ""
        yield from (around, *_words(kid, pieces), around)
