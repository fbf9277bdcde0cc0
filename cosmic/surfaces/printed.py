"""What a page of a PDF prints, in the order in which it is painted, and the tags in which it is read; by PDFium.

Lengths are in points, from the page's lower left corner.
"""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_DEPTH, _HEIGHT = 0.2, 0.7  # of a font's size: how far letters reach below and above the line that they stand on
_THIN, _DOT = 2.2, 2.5  # points, with what PDFium adds around a line
_PLAIN = 0  # the way of printing letters that fills them


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: "Box") -> tuple[float, float]:
        """Return the width and the height of what both cover; one of them is not above 0 where they lie apart."""
        width = min(self.right, other.right) - max(self.left, other.left)
        return width, min(self.top, other.top) - max(self.bottom, other.bottom)

    def holds(self, across: float, up: float) -> bool:
        """Say whether a point lies within."""
        return self.left <= across <= self.right and self.bottom <= up <= self.top


def around(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box around several, None around none."""
    sides = list(zip(*boxes, strict=True))
    return Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])) if sides else None


@dataclass(eq=False, slots=True)
class Thing:
    """A thing that is printed: letters of one line in one font, or a shape (a picture counts as one).

    `piece` is the marked content that it belongs to, None where it is no part of what is read. `size` is that of
    letters, None for a shape; `hidden` says in words why letters cannot be seen. What is `slight` is as thin as a rule, or
    as small as one of the dots that lead to the numbers of the contents.
    """

    box: Box
    piece: int | None
    colour: tuple[int, ...] | None
    is_filled: bool
    size: float | None
    hidden: str
    is_slight: bool
    handle: object

    @property
    def is_words(self) -> bool:
        """Whether it is letters that take room; a space takes none, and a dot says nothing."""
        return self.size is not None and not self.is_slight and self.box.right > self.box.left


@dataclass(frozen=True)
class Tag:
    """An element of what is read: its kind, and in their order the elements and pieces within it."""

    kind: str
    kids: list["Tag | int"]


class Page:
    """A page, as long as its document is open."""

    def __init__(self, number: int, page: pypdfium2.PdfPage):
        self.number = number
        self._page = page
        self.width, self.height = page.get_size()
        self.is_upright = page.get_rotation() == 0
        handles = (raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page)))
        self.things = [_thing(handle) for handle in handles]

    @cached_property
    def tags(self) -> Tag:
        """Return what is read of the page."""
        tree = raw.FPDF_StructTree_GetForPage(self._page)
        try:
            tops = (raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree)))
            return Tag("", [_tag(top) for top in tops if top])
        finally:
            raw.FPDF_StructTree_Close(tree)

    @cached_property
    def _texts(self) -> pypdfium2.PdfTextPage:
        return self._page.get_textpage()

    def said(self, thing: Thing) -> str:
        """Return the letters of a thing, without the spaces around them."""
        if thing.size is None:
            return ""
        size = raw.FPDFTextObj_GetText(thing.handle, self._texts, None, 0)
        text = (raw.FPDF_WCHAR * (size // 2 + 1))()
        raw.FPDFTextObj_GetText(thing.handle, self._texts, text, size)
        return bytes(text)[: max(0, size - 2)].decode("utf-16-le", "replace").strip(" \0")


def pages(path: Path) -> Iterator[Page]:
    """Read a document page by page. Raises PdfiumError where it cannot be read."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            yield Page(number, page)


def _thing(handle: object) -> Thing:
    piece = raw.FPDFPageObj_GetMarkedContentID(handle)
    make = _letters if raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_TEXT else _shape
    return make(handle, _bounds(handle), piece if piece >= 0 else None)


def _shape(handle: object, box: Box, piece: int | None) -> Thing:
    is_path = raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_PATH
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    is_filled = not is_path or (raw.FPDFPath_GetDrawMode(handle, fill, stroke) and fill.value != 0)
    colour = _colour(handle) if is_path and is_filled else None
    is_thin = min(box.right - box.left, box.top - box.bottom) < _THIN
    return Thing(box, piece, colour, bool(is_filled), None, "", is_thin, handle)


def _letters(handle: object, box: Box, piece: int | None) -> Thing:
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    raw.FPDFTextObj_GetFontSize(handle, size)
    height = size.value * min(abs(matrix.a), abs(matrix.d))
    is_straight = matrix.b == matrix.c == 0 and matrix.a > 0 and matrix.d > 0
    line = Box(box.left, matrix.f - _DEPTH * height, box.right, matrix.f + _HEIGHT * height) if is_straight else box
    colour = _colour(handle)
    is_dot = piece is None and max(box.right - box.left, box.top - box.bottom) < _DOT
    return Thing(line, piece, colour, True, height, _hidden(handle, is_straight, colour), is_dot, handle)


def _hidden(handle: object, is_straight: bool, colour: tuple[int, ...] | None) -> str:
    if not is_straight:
        return "are set at a slant, or as in a mirror"
    if raw.FPDFTextObj_GetTextRenderMode(handle) != _PLAIN or colour is None:
        return "are not printed plainly"
    if raw.FPDFPageObj_HasTransparency(handle) or colour[3] < 255:
        return "are transparent"
    if raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(handle)) > 0:
        return "are cut off"
    return ""


def _bounds(handle: object) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(handle, *sides)
    return Box(*(side.value for side in sides))


def _colour(handle: object) -> tuple[int, ...] | None:
    """The colour that fills a thing, and how much it covers of what lies below, from 0 to 255; None: no plain one."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(part.value for part in parts) if raw.FPDFPageObj_GetFillColor(handle, *parts) else None


def _tag(element: object) -> Tag:
    kind = ctypes.create_string_buffer(64)
    size = raw.FPDF_StructElement_GetType(element, kind, 64)
    kids: list[Tag | int] = []
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, n)
        piece = -1 if child else raw.FPDF_StructElement_GetChildMarkedContentID(element, n)
        kids += [_tag(child)] if child else [piece] if piece >= 0 else []
    return Tag(bytes(kind)[: max(0, size - 2)].decode("utf-16-le"), kids)
