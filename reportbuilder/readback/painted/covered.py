"""Find what of a page is hidden by what is painted after it: words, as a whole or in part, and charts."""

from collections.abc import Iterator

from reportbuilder.readback.painted.boxes import around
from reportbuilder.readback.painted.near import Near
from reportbuilder.readback.painted.printed import Page, Thing

_TOUCHING = 2.0  # points; letters of two lines, or of two fonts in one line, share as much
_OF_HEIGHT, _OF_AREA = 0.3, 0.3  # of a line of words; an underline hides a tenth of it, and a strike another


def find_covered(page: Page) -> Iterator[Thing]:
    """Find the words and the charts that something painted later lies over, each once."""
    yield from _words(page)
    yield from _charts(page)


def _words(page: Page) -> Iterator[Thing]:
    words = Near()
    slight_areas: dict[Thing, float] = {}
    hidden: set[Thing] = set()
    for thing in page.things:
        for earlier in words.near(thing.box):
            if earlier not in hidden and _hides(thing, earlier, slight_areas):
                hidden.add(earlier)
                yield earlier
        if thing.is_words:
            words.add(thing)


def _hides(thing: Thing, words: Thing, slight_areas: dict[Thing, float]) -> bool:
    """Tell whether a thing hides words that were painted before it; thin lines and dots do where there are many."""
    if thing.piece is not None and thing.piece == words.piece:
        return False
    width, height = thing.box.shared(words.box)
    if width <= 0 or height <= 0:
        return False
    line_width = words.box.right - words.box.left
    line_height = words.box.top - words.box.bottom
    if thing.is_slight:
        slight_areas[words] = slight_areas.get(words, 0) + width * height
        return slight_areas[words] > _OF_AREA * line_width * line_height
    return width > min(_TOUCHING, line_width / 2) and height > _OF_HEIGHT * line_height


def _charts(page: Page) -> Iterator[Thing]:
    """Find the charts that something else was painted over, each by the first of its shapes."""
    shapes: dict[int, list[int]] = {}
    for number, thing in enumerate(page.things):
        if thing.size is None and thing.piece is not None:
            shapes.setdefault(thing.piece, []).append(number)
    for numbers in shapes.values():
        whole = around(page.things[number].box for number in numbers)
        later = page.things[numbers[-1] + 1 :]
        if whole is not None and any(min(thing.box.shared(whole)) > _TOUCHING for thing in later):
            yield page.things[numbers[0]]
