"""Which words of a page cannot be seen: in the colour of their ground, too small, or not printed as words are."""

from collections.abc import Iterator

from reportbuilder.readback.painted.near import Near
from reportbuilder.readback.painted.printed import Page, Thing

_SMALLEST = 4.0  # points; the report's own words have 6.8 and more
_LEAST_CONTRAST = 2.0  # to 1; the report's own words have 4.5 and more
_PAPER = (255, 255, 255)
_ALONG = (0.1, 0.5, 0.9)  # of a line: the points at which its ground is looked up


def unseen(page: Page) -> Iterator[tuple[Thing, str]]:
    """Find the words that cannot be seen, and say why not."""
    grounds = Near()
    for thing in page.things:
        if thing.size is None:
            if thing.is_filled:
                grounds.add(thing)
        elif not thing.is_slight and (reason := _reason(thing, grounds)):
            yield thing, reason


def _reason(words: Thing, grounds: Near) -> str:
    if words.hidden:
        return words.hidden
    if words.size < _SMALLEST:
        return f"are set in {words.size:.1f} points, which nobody can read"
    if words.box.right > words.box.left and any(_is_lost(words, grounds, along) for along in _ALONG):
        return "have the colour of their ground, or nearly"
    return ""


def _is_lost(words: Thing, grounds: Near, along: float) -> bool:
    left, bottom, right, top = words.box
    ground = grounds.at(left + along * (right - left), (bottom + top) / 2)
    colour = _PAPER if ground is None else ground.colour
    return colour is None or contrast(words.colour, colour) < _LEAST_CONTRAST


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: WCAG 2.2, contrast ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    red, green, blue = (_linear(part / 255) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
