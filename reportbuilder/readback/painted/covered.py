"""What of a page is hidden by what is painted after it: words, as a whole or in part, and charts."""

from collections.abc import Iterator

from reportbuilder.readback.painted.boxes import around
from reportbuilder.readback.painted.near import Near
from reportbuilder.readback.painted.printed import Page, Thing

_TOUCHING = 2.0  # points; letters of two lines, or of two fonts in one, share as much
_OF_HEIGHT, _OF_AREA = 0.3, 0.3  # of a line of words; an underline hides a tenth of it, and a strike another


def covered(page: Page) -> Iterator[Thing]:
    """Find the words and the charts that something painted later lies over, each once."""
    words, areas, told = Near(), {}, set()
    for thing in page.things:
        for other in words.to(thing.box):
            if other not in told and _hides(thing, other, areas):
                told.add(other)
                yield other
        if thing.is_words:
            words.add(thing)
    yield from _charts(page)


def _hides(thing: Thing, words: Thing, areas: dict[Thing, float]) -> bool:
    """Whether a thing hides words that were painted before it; thin lines and dots do where there are many."""
    if thing.piece is not None and thing.piece == words.piece:
        return False
    width, height = thing.box.shared(words.box)
    if width <= 0 or height <= 0:
        return False
    long, high = words.box.right - words.box.left, words.box.top - words.box.bottom
    if thing.is_slight:
        areas[words] = areas.get(words, 0) + width * height
        return areas[words] > _OF_AREA * long * high
    return width > min(_TOUCHING, long / 2) and height > _OF_HEIGHT * high


def _charts(page: Page) -> Iterator[Thing]:
    """Find the charts that something else was painted over, each by the first of its shapes."""
    shapes: dict[int, list[int]] = {}
    for place, thing in enumerate(page.things):
        if thing.size is None and thing.piece is not None:
            shapes.setdefault(thing.piece, []).append(place)
    for places in shapes.values():
        whole = around(page.things[place].box for place in places)
        after = page.things[max(places) + 1 :]
        if any(min(thing.box.shared(whole)) > _TOUCHING for thing in after):
            yield page.things[min(places)]
