"""What stands on a page beside what is read: the paper, its margins, the footer, and what no tag holds."""

from collections.abc import Iterator

from cosmic.surfaces.order import pieces_of
from cosmic.surfaces.printed import Box, Page, Tag, Thing

_MM = 72 / 25.4
_PAPER = (210 * _MM, 297 * _MM)  # A4
_SIDE, _TOP, _BOTTOM = 17 * _MM, 18 * _MM, 20 * _MM  # the margins of report/template.typ
_OVER = 4.0  # points by which thick lines and round letters reach past the edge that they stand on
_APART = 8.0  # points between words and the small picture that stands below them
_ABOVE = 20.0  # points by which the ground of a table's head reaches above the words in it


def is_of_its_paper(page: Page) -> bool:
    """Whether a page has the size and the way up that the template gives it."""
    width, height = _PAPER
    return page.is_upright and abs(page.width - width) < 1 and abs(page.height - height) < 1


def outside(page: Page) -> Iterator[Thing]:
    """Find what is printed outside the margins, but for the footer."""
    room = Box(_SIDE - _OVER, _BOTTOM - _OVER, page.width - _SIDE + _OVER, page.height - _TOP + _OVER)
    return (its for its in page.things if not _is_within(its.box, room) and not _is_of_footer(page, its))


def footer(page: Page) -> str:
    """Return what the footer says."""
    things = sorted((its for its in page.things if _is_of_footer(page, its)), key=lambda its: its.box.left)
    return " ".join(" ".join(map(page.said, things)).split())


def strange_footers(footers: list[str]) -> list[int]:
    """Return the numbers of the pages whose footer is not that of all: none on the cover, then the same words."""
    count = len(footers)
    words = "".join(footers[1:2]).removesuffix(f" Page 2 of {count}")
    expected = ["", *(f"{words} Page {number} of {count}" for number in range(2, count + 1))]
    return [number for number, (its, due) in enumerate(zip(footers, expected, strict=True), 1) if its != due]


def heads(page: Page, tag: Tag) -> set[str]:
    """Return the words of the heads of all tables: where a table goes on, they are printed again without a tag."""
    kids = [kid for kid in tag.kids if isinstance(kid, Tag)]
    if tag.kind == "THead":
        held = set(pieces_of(tag))
        return {page.said(thing) for thing in page.things if thing.piece in held}
    return set().union(*(heads(page, kid) for kid in kids))


def untold(page: Page, known: set[str]) -> Iterator[Thing]:
    """Find the words that are printed and not read, but for the footer and the heads of tables that go on."""
    for thing in page.things:
        if thing.piece is None and thing.is_words and not _is_of_footer(page, thing) and page.said(thing) not in known:
            yield thing


def loose(page: Page) -> Iterator[Thing]:
    """Find the shapes that stand away from the words between which they are painted: a ground or a rule stands with them.

    The rules of a table are painted before its first words, and reach down to its last.
    """
    ahead = iter([thing for thing in page.things if thing.is_words])
    before, following = None, next(ahead, None)
    for thing in page.things:
        if thing is following:
            before, following = thing, next(ahead, None)
        elif thing.size is None and thing.piece is None:
            words = [its.box for its in (before, following) if its]
            is_above = before and thing.box.top > max(its.top for its in words) + _ABOVE
            is_far = not thing.is_slight and all(-thing.box.shared(its)[1] > _APART for its in words)
            if is_above or is_far:
                yield thing


def _is_of_footer(page: Page, thing: Thing) -> bool:
    foot = Box(_SIDE - _OVER, 9 * _MM, page.width - _SIDE + _OVER, 15 * _MM)
    return thing.piece is None and thing.size is not None and _is_within(thing.box, foot)


def _is_within(box: Box, room: Box) -> bool:
    return room.left <= box.left and box.right <= room.right and room.bottom <= box.bottom and box.top <= room.top
