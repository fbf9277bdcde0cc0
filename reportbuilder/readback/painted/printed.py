"""Read what a page of a PDF prints, in the order in which it is painted, and its tags; by PDFium."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from reportbuilder.readback.painted.boxes import Box

_DEPTH, _HEIGHT = 0.2, 0.7  # of a font's size: how far letters reach below and above the line that they stand on
_THIN, _DOT = 2.2, 2.5  # points, with what PDFium adds around a line
_OPAQUE = 255

Colour = tuple[int, ...]  # red, green and blue, and how much is hidden of what lies below, each from 0 to 255


@dataclass(eq=False, slots=True)
class Thing:
    """A thing that is printed: letters of one line in one font, or a shape; a picture counts as a shape.

    `piece` is the marked content that it belongs to, None where it is no part of what is read. `size` is that of
    letters in points, None for a shape. `colour` fills it, None where no plain colour does. `hidden` is the reason why
    letters cannot be seen, empty where they can. A thing is slight where it is as thin as a rule, or as small as one of
    the dots that lead to the numbers of the contents.
    """

    box: Box
    piece: int | None
    colour: Colour | None
    size: float | None = None
    hidden: str = ""
    is_filled: bool = True
    is_slight: bool = False
    handle: object = None

    @property
    def is_words(self) -> bool:
        """Tell whether it is letters that take room; a space takes none, and a dot says nothing."""
        return self.size is not None and not self.is_slight and self.box.right > self.box.left


@dataclass(frozen=True)
class Tag:
    """An element of what is read: its kind, and in their order the elements and pieces within it."""

    kind: str
    kids: list["Tag | int"]

    def pieces(self) -> Iterator[int]:
        """Yield the pieces within, in the order in which they are read."""
        for kid in self.kids:
            yield from [kid] if isinstance(kid, int) else kid.pieces()


class Page:
    """A page, as long as its document is open."""

    def __init__(self, number: int, page: pypdfium2.PdfPage):
        self.number = number
        self.width, self.height = page.get_size()
        self.is_plain = page.get_rotation() == 0 and page.get_cropbox() == page.get_mediabox()
        self.corner = page.get_mediabox()[:2]
        self.tags = _tags(page)
        read = set(self.tags.pieces())
        handles = (raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page)))
        self.things = [_thing(handle, read) for handle in handles]
        self._page = page

    @cached_property
    def _text_page(self) -> pypdfium2.PdfTextPage:
        return self._page.get_textpage()

    def text_of(self, thing: Thing) -> str:
        """Return the letters of a thing, without the spaces around them; none for a shape."""
        if thing.size is None:
            return ""
        length = raw.FPDFTextObj_GetText(thing.handle, self._text_page, None, 0)  # in bytes, with an end of two
        letters = (raw.FPDF_WCHAR * (length // 2 + 1))()
        raw.FPDFTextObj_GetText(thing.handle, self._text_page, letters, length)
        return bytes(letters)[: max(0, length - 2)].decode("utf-16-le", "replace").strip()


def pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a document. Raises PdfiumError where it cannot be read."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            yield Page(number, page)


def _thing(handle: object, read: set[int]) -> Thing:
    number = raw.FPDFPageObj_GetMarkedContentID(handle)
    piece = number if number in read else None
    if raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_TEXT:
        return _words(handle, piece)
    return _shape(handle, piece)


def _shape(handle: object, piece: int | None) -> Thing:
    box = _bounds(handle)
    if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_PATH:
        return Thing(box, piece, None, handle=handle)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    if stroke.value and raw.FPDFPageObj_GetLineJoin(handle) == raw.FPDF_LINEJOIN_ROUND:
        box = _round_line(handle)
    is_thin = min(box.right - box.left, box.top - box.bottom) < _THIN
    return Thing(box, piece, _colour(handle), is_filled=fill.value != 0, is_slight=is_thin, handle=handle)


def _round_line(handle: object) -> Box:
    """Return where a line with round corners lies: PDFium adds the points that sharp corners would have."""
    matrix, width, across, up = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    raw.FPDFPageObj_GetStrokeWidth(handle, width)
    points = []
    for n in range(raw.FPDFPath_CountSegments(handle)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(handle, n), across, up)
        x, y = across.value, up.value
        points.append((matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f))
    half = width.value / 2 * max(map(abs, (matrix.a, matrix.b, matrix.c, matrix.d)))
    columns, rows = zip(*points, strict=True)
    return Box(min(columns) - half, min(rows) - half, max(columns) + half, max(rows) + half)


def _words(handle: object, piece: int | None) -> Thing:
    matrix, font_size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    raw.FPDFTextObj_GetFontSize(handle, font_size)
    ink = _bounds(handle)
    size = font_size.value * min(abs(matrix.a), abs(matrix.d))
    line = ink._replace(bottom=matrix.f - _DEPTH * size, top=matrix.f + _HEIGHT * size)
    is_straight = matrix.b == matrix.c == 0 and matrix.a > 0 and matrix.d > 0
    is_dot = piece is None and max(ink.right - ink.left, ink.top - ink.bottom) < _DOT
    colour = _colour(handle)
    return Thing(
        box=line if is_straight else ink,
        piece=piece,
        colour=colour,
        size=size,
        hidden=_hidden(handle, is_straight, colour),
        is_slight=is_dot,
        handle=handle,
    )


def _hidden(handle: object, is_straight: bool, colour: Colour | None) -> str:
    if not is_straight:
        return "are slanted or mirrored"
    if raw.FPDFTextObj_GetTextRenderMode(handle) != raw.FPDF_TEXTRENDERMODE_FILL or colour is None:
        return "are not filled with one plain colour"
    if raw.FPDFPageObj_HasTransparency(handle) or colour[3] < _OPAQUE:
        return "are transparent"
    if raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(handle)) > 0:
        return "are cut off"
    return ""


def _bounds(handle: object) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(handle, *sides)
    return Box(*(side.value for side in sides))


def _colour(handle: object) -> Colour | None:
    """Return the colour that fills a thing, None where no plain colour does."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(part.value for part in parts) if raw.FPDFPageObj_GetFillColor(handle, *parts) else None


def _tags(page: pypdfium2.PdfPage) -> Tag:
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        elements = [raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count)]
        return Tag("", [_tag(element) for element in elements if element])
    finally:
        raw.FPDF_StructTree_Close(tree)


def _tag(element: object) -> Tag:
    kind = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, kind, 64)
    kids: list[Tag | int] = []
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, n)
        piece = raw.FPDF_StructElement_GetChildMarkedContentID(element, n)
        if child:
            kids.append(_tag(child))
        elif piece >= 0:  # else something of another page, or a link's place
            kids.append(piece)
    return Tag(bytes(kind)[: max(0, length - 2)].decode("utf-16-le"), kids)
