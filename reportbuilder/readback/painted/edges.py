"""Find what is on a page beside what is read: the paper, its margins, the footer, and what no tag names."""

from collections.abc import Iterator

from reportbuilder.readback.painted.boxes import Box
from reportbuilder.readback.painted.printed import Page, Tag, Thing

_MM = 72 / 25.4
_PAPER = (210 * _MM, 297 * _MM)  # A4
_SIDE, _TOP, _BOTTOM = 17 * _MM, 18 * _MM, 20 * _MM  # the margins of template.typ
_FOOT = (9 * _MM, 15 * _MM)  # from the lower edge: where its footer is
_OVER = 4.0  # points by which thick lines and round letters reach past the edge that they stand on
_APART = 16.0  # points from words to the lowest of the small picture below them
_ABOVE = 20.0  # points by which the background of a table's head reaches above the words in it


def is_of_its_paper(page: Page) -> bool:
    """Tell whether a page is the whole of a sheet of the template's size, upright or, for a wide table, sideways."""
    size = sorted((page.width, page.height))
    has_its_size = all(abs(own - paper) < 1 for own, paper in zip(size, _PAPER, strict=True))
    return page.is_plain and page.corner == (0, 0) and has_its_size


def find_outside(page: Page) -> Iterator[Thing]:
    """Find what is printed outside the margins, but for the footer."""
    room = Box(_SIDE - _OVER, _BOTTOM - _OVER, page.width - _SIDE + _OVER, page.height - _TOP + _OVER)
    return (thing for thing in page.things if not thing.box.is_within(room) and not _is_of_footer(page, thing))


def footer(page: Page) -> str:
    """Return the words of the footer, from left to right."""
    things = [thing for thing in page.things if _is_of_footer(page, thing)]
    things.sort(key=lambda thing: thing.box.left)
    return " ".join(" ".join(map(page.text_of, things)).split())


def find_strange_footers(footers: list[str]) -> list[int]:
    """Return the numbers of the pages whose footer is not that of all: none on the cover, then the same words."""
    count = len(footers)
    words = "".join(footers[1:2]).removesuffix(f" Page 2 of {count}")
    expected = ["", *(f"{words} Page {number} of {count}" for number in range(2, count + 1))]
    pairs = zip(footers, expected, strict=True)
    return [number for number, (text, expected_text) in enumerate(pairs, 1) if text != expected_text]


def table_heads(page: Page, tag: Tag) -> set[str]:
    """Return the words in the heads of tables: where a table goes on, they are printed again and not read again."""
    if tag.kind == "THead":
        pieces = set(tag.pieces())
        return {page.text_of(thing) for thing in page.things if thing.piece in pieces}
    return set().union(*(table_heads(page, kid) for kid in tag.kids if isinstance(kid, Tag)))


def find_unread(page: Page, known_heads: set[str]) -> Iterator[Thing]:
    """Find the words that are printed and not read, but for the footer and the known heads of tables."""
    for thing in page.things:
        is_untagged = thing.piece is None and thing.is_words
        if is_untagged and not _is_of_footer(page, thing) and page.text_of(thing) not in known_heads:
            yield thing


def find_loose(page: Page) -> Iterator[Thing]:
    """Find the shapes that lie away from the words between which they are painted, and pictures that are no charts.

    A background or a rule belongs to its words; those of a table are painted before its first words, and reach down to
    its last.
    """
    words = iter([thing for thing in page.things if thing.is_words])
    previous, following = None, next(words, None)
    for thing in page.things:
        if thing is following:
            previous, following = thing, next(words, None)
        elif thing.size is None and thing.piece is None and _is_loose(thing, previous, following):
            yield thing


def _is_loose(shape: Thing, previous: Thing | None, following: Thing | None) -> bool:
    words = [thing.box for thing in (previous, following) if thing]
    is_above = previous is not None and shape.box.top > max(box.top for box in words) + _ABOVE
    is_far = not shape.is_slight and all(shape.box.shared(box)[1] < -_APART for box in words)
    return is_above or is_far or shape.colour is None


def _is_of_footer(page: Page, thing: Thing) -> bool:
    bottom, top = _FOOT
    foot = Box(_SIDE - _OVER, bottom, page.width - _SIDE + _OVER, top)
    return thing.piece is None and thing.size is not None and thing.box.is_within(foot)
