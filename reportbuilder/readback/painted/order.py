"""Where a page prints what is read: each part below what is read before it, but for what the report sets side by side.

What is drawn over a page (a badge from within a paragraph, say) is read in one place and printed in another.
"""

from collections.abc import Iterator

from reportbuilder.readback.painted.boxes import Box, around
from reportbuilder.readback.painted.printed import Page, Tag, Thing

_IN_LINES = set("Span Link Reference Em Strong Quote Code Sub Note Annot".split())  # go on in the line they stand in
_OF_TABLE = set("THead TBody TFoot".split())  # whose rows are the table's
_SLACK = 2.0  # points by which boxes of lines may overlap, as with raised and lowered letters
_FARTHEST = 14.0  # points between a line and the next of one paragraph, between 10 points of text

Part = Tag | list[int]  # an element, or pieces that make lines


def misplaced(page: Page) -> Iterator[list[Thing]]:
    """Find what is printed outside its place: above what is read before it, or far from the line that it goes on."""
    pieces: dict[int, list[Thing]] = {}
    for thing in page.things:
        if thing.piece is not None and thing.box.right > thing.box.left:
            pieces.setdefault(thing.piece, []).append(thing)
    boxes = {piece: around(thing.box for thing in things) for piece, things in pieces.items()}
    for part in _misplaced(page.tags, boxes):
        yield [thing for piece in _pieces(part) for thing in pieces.get(piece, ())]


def _misplaced(tag: Tag, boxes: dict[int, Box]) -> Iterator[Part]:
    parts = list(_parts(tag))
    for part in parts:
        yield from _lines(part, boxes) if isinstance(part, list) else _misplaced(part, boxes)
    if {its.kind for its in parts if isinstance(its, Tag)} == {"Caption", "Figure"}:
        parts.reverse()  # a chart's words stand below it, and are read first
    yield from _stacked(parts, _is_beside(tag), boxes)


def _stacked(parts: list[Part], is_beside: bool, boxes: dict[int, Box]) -> Iterator[Part]:
    """Find the parts that stand neither below those before them nor, where that may be, wholly to their right."""
    full: Box | None = None  # the columns that are done with
    column: Box | None = None
    for part in parts:
        box = around(boxes[piece] for piece in _pieces(part) if piece in boxes)
        if box is None:
            continue
        if column is None:
            column = box
        elif box.top <= column.bottom + _SLACK and (full is None or box.left >= full.right - _SLACK):
            column = around((column, box))
        elif is_beside and box.left >= column.right - _SLACK:
            full, column = around((full or column, column)), box
        elif full is not None and box.top <= min(full.bottom, column.bottom) + _SLACK:
            full, column = None, around((full, column, box))
        else:
            yield part


def _lines(pieces: list[int], boxes: dict[int, Box]) -> Iterator[Part]:
    """Find the pieces of a paragraph that do not go on in the line of those before, or in the next."""
    line: Box | None = None
    for piece in (piece for piece in pieces if piece in boxes):
        box = boxes[piece]
        if line and (box.bottom > line.top - _SLACK or box.top < line.bottom - _FARTHEST):
            yield [piece]
            continue
        is_new = line is None or box.top < line.bottom
        line = box if is_new else box._replace(top=min(box.top, line.top))  # raised letters do not raise the line


def _parts(tag: Tag) -> Iterator[Part]:
    """What an element is made of: elements of their own, and between them lines, with what stands in these."""
    lines: list[int] = []
    for kid in tag.kids:
        if isinstance(kid, int):
            lines.append(kid)
        elif kid.kind in _IN_LINES:
            lines += kid.pieces()
        else:
            yield lines
            lines = []
            yield from _parts(kid) if kid.kind in _OF_TABLE else [kid]
    yield lines


def _is_beside(tag: Tag) -> bool:
    """Whether parts of an element may stand side by side: cells, a list's mark and words, a grid, a table's columns."""
    is_grid = len(tag.kids) > 1 and all(isinstance(kid, Tag) and kid.kind == "Div" for kid in tag.kids)
    return tag.kind in ("TR", "LI", "Table") or (tag.kind == "Div" and is_grid)


def _pieces(part: Part) -> Iterator[int]:
    return iter(part) if isinstance(part, list) else part.pieces()
