"""Find the words of a page that cannot be seen: in the colour of their background, too small, or drawn strangely."""

from collections.abc import Iterator

from reportbuilder.readback.painted.near import Near
from reportbuilder.readback.painted.printed import Colour, Page, Thing

_SMALLEST = 4.0  # points; the report's own words have 6.8 and more
_LEAST_CONTRAST = 2.0  # to 1; the report's own words have 4.5 and more
_PAPER = (255, 255, 255)
_ALONG = (0.1, 0.5, 0.9)  # of a line: the points at which its background is looked up


def find_unseen(page: Page) -> Iterator[tuple[Thing, str]]:
    """Yield the words that cannot be seen, each with the reason, such as “are transparent”."""
    grounds = Near()
    for thing in page.things:
        if thing.size is not None:
            reason = "" if thing.is_slight else _reason(thing, thing.size, grounds)
            if reason:
                yield thing, reason
        elif thing.is_filled:
            grounds.add(thing)


def _reason(words: Thing, size: float, grounds: Near) -> str:
    if words.hidden:
        return words.hidden
    if size < _SMALLEST:
        return f"are set in {size:.1f} points, too small to read"
    takes_room = words.box.right > words.box.left
    if takes_room and any(_is_lost(words, grounds, along) for along in _ALONG):
        return "have the colour of their background, or nearly"
    return ""


def _is_lost(words: Thing, grounds: Near, along: float) -> bool:
    left, bottom, right, top = words.box
    ground = grounds.last_at(left + along * (right - left), (bottom + top) / 2)
    background = _PAPER if ground is None else ground.colour
    if background is None or words.colour is None:
        return True
    return contrast(words.colour, background) < _LEAST_CONTRAST


def contrast(colour: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: WCAG 2.2, contrast ratio."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
