"""Find what a page prints in another order than it is read: each part is below those read before it.

Some parts the report sets side by side. What is drawn over a page (a badge from within a paragraph, say) is read in one
place and printed in another.
"""

from collections.abc import Iterator

from reportbuilder.readback.painted.boxes import Box, around
from reportbuilder.readback.painted.printed import Page, Tag, Thing

_IN_LINES = set("Span Link Reference Em Strong Quote Code Sub Note Annot".split())  # go on in the line they are in
_OF_TABLE = set("THead TBody TFoot".split())  # whose rows are the table's
_SLACK = 2.0  # points by which boxes of lines may overlap, as with raised and lowered letters
_FARTHEST = 14.0  # points between a line and the next of one paragraph, between 10 points of text

Part = Tag | list[int]  # an element, or pieces that make lines
Boxes = dict[int, Box]  # where each piece is printed


def find_misplaced(page: Page) -> Iterator[list[Thing]]:
    """Find what is printed outside its place: above what is read before it, or far from the line that it goes on."""
    things: dict[int, list[Thing]] = {}
    for thing in page.things:
        if thing.piece is not None and thing.box.right > thing.box.left:
            things.setdefault(thing.piece, []).append(thing)
    boxes = {piece: box for piece in things if (box := around(thing.box for thing in things[piece]))}
    for part in _misplaced_parts(page.tags, boxes):
        yield [thing for piece in _pieces(part) for thing in things.get(piece, ())]


def _misplaced_parts(tag: Tag, boxes: Boxes) -> Iterator[Part]:
    parts = list(_parts(tag))
    for part in parts:
        yield from _off_their_line(part, boxes) if isinstance(part, list) else _misplaced_parts(part, boxes)
    if {_kind(part) for part in parts if isinstance(part, Tag)} == {"Caption", "Figure"}:
        parts.reverse()  # a chart's words are below it, and are read first
    yield from _unstacked(parts, _is_beside(tag), boxes)


def _unstacked(parts: list[Part], is_beside: bool, boxes: Boxes) -> Iterator[Part]:
    """Find the parts that are neither below those before them nor, where that may be, wholly to their right."""
    done: Box | None = None  # the columns to the left of the current one
    column: Box | None = None
    for part in parts:
        box = around(boxes[piece] for piece in _pieces(part) if piece in boxes)
        if box is None:
            continue
        if column is None:
            column = box
        elif box.top <= column.bottom + _SLACK and (done is None or box.left >= done.right - _SLACK):
            column = column.joined(box)
        elif is_beside and box.left >= column.right - _SLACK:
            done = column if done is None else done.joined(column)
            column = box
        elif done is not None and box.top <= min(done.bottom, column.bottom) + _SLACK:
            column = done.joined(column).joined(box)
            done = None
        else:
            yield part


def _off_their_line(pieces: list[int], boxes: Boxes) -> Iterator[Part]:
    """Find the pieces of a paragraph that do not go on in the line of those before, or in the next."""
    line: Box | None = None
    for piece in (piece for piece in pieces if piece in boxes):
        box = boxes[piece]
        if line is None:
            line = box
        elif box.bottom > line.top - _SLACK or box.top < line.bottom - _FARTHEST:
            yield [piece]
        elif box.top < line.bottom:
            line = box
        else:
            line = box._replace(top=min(box.top, line.top))  # raised letters do not raise the line


def _parts(tag: Tag) -> Iterator[Part]:
    """Yield what an element is made of: elements of their own, and between them lines, with what is in these."""
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


def _kind(tag: Tag) -> str:
    """Return the kind of an element, or of the only one within it, as around a chart at the end of a page."""
    only = tag.kids[0] if len(tag.kids) == 1 else None
    return only.kind if tag.kind == "Div" and isinstance(only, Tag) else tag.kind


def _is_beside(tag: Tag) -> bool:
    """Tell whether parts of an element may be side by side, as cells, a list's mark and words, or a grid are."""
    if tag.kind != "Div":
        return tag.kind in ("TR", "LI", "Table")
    return len(tag.kids) > 1 and all(isinstance(kid, Tag) and kid.kind == "Div" for kid in tag.kids)


def _pieces(part: Part) -> Iterator[int]:
    return iter(part) if isinstance(part, list) else part.pieces()
