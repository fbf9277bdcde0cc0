"""Words on a chart, in points of type from its lower left corner: beside what they name, never over one another."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox

INCH, SIZE, LINE = 72, 10, 13  # points of type: an inch, letters, a line of words
_AWAY, _FOOT, _MARK = 5, 3, 3  # from a label to its point, and to the foot of its letters; half a mark
_SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)  # of a level, from its start to the middle of its name
_HALO = [withStroke(linewidth=3, foreground="white")]  # so that a label can be read upon a line


class Labels:
    """The labels of a chart's points."""

    def __init__(self, axes: Axes, frame: Bbox):
        self._axes, self._frame = axes, frame
        self._taken: list[Bbox] = []
        self._drawn: list[Bbox] = []

    def keep_clear(self, points: Iterable[tuple[float, float]]) -> None:
        """Let no label lie over some points."""
        self._taken += [Bbox.from_extents(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in points]

    def keep_off(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Let the name of a level lie over no part of a line."""
        steps = int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / _MARK) + 1
        for step in range(steps + 1):
            x, y = (one + (other - one) * step / steps for one, other in zip(start, end, strict=True))
            self._drawn.append(Bbox.from_extents(x - 1, y - 1, x + 1, y + 1))

    def put(self, text: str, at: tuple[float, float], is_peak: bool, is_needed: bool = False) -> None:
        """Write a label above a peak or below a valley, or on the other side; without room on either, not at all.

        One that is needed may also begin or end at its point.
        """
        feet, half = (at[1] + _AWAY, at[1] - _AWAY - LINE), width_of(text) / 2
        sideways = (0, half, -half) if is_needed else (0,)
        places = [(at[0] + aside, foot) for aside in sideways for foot in (feet if is_peak else feet[::-1])]
        self._put_at_first(text, places, self._taken)

    def place(self, text: str, places: Sequence[tuple[float, float]]) -> None:
        """Write words at the first of some places, by their middle and foot, where they lie over nothing."""
        self._put_at_first(text, places, self._taken)

    def name(self, text: str, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Write the name of a level above or below it, as near its middle as it lies over nothing, or not at all.

        Return whether there was room.
        """
        places = [start[0] + (end[0] - start[0]) * share for share in _SHARES]
        feet = (start[1] + _AWAY, start[1] - _AWAY - LINE)
        return self._put_at_first(text, [(x, foot) for x in places for foot in feet], self._taken + self._drawn)

    def _put_at_first(self, text: str, places: Sequence[tuple[float, float]], clear_of: Sequence[Bbox]) -> bool:
        """Write a label at the first of some places, each by its middle and its foot, where it lies over nothing."""
        half, frame = width_of(text) / 2 + 1, self._frame
        for across, foot in places:
            middle = min(max(across, frame.x0 + half), frame.x1 - half)
            box = Bbox.from_bounds(middle - half, foot, 2 * half, LINE)
            if frame.y0 < box.y0 and box.y1 < frame.y1 and not box.count_overlaps(clear_of):
                self._taken.append(box)
                look: dict[str, Any] = {"ha": "center", "va": "baseline", "path_effects": _HALO}
                write(self._axes, text, (middle, foot + _FOOT), **look)
                return True
        return False


def write(axes: Axes, text: str, at: tuple[float, float], **look: Any) -> None:
    """Write words at a place of the whole chart."""
    axes.annotate(text, at, xycoords="figure points", annotation_clip=False, fontweight="bold", **look)


def apart(middles: Sequence[float], heights: Sequence[float], top: float) -> list[float]:
    """Return the middles of labels one above the other, moved until none lies over the next, nor outside."""
    order = sorted(range(len(middles)), key=middles.__getitem__)
    moved, free = list(middles), 0.0
    for label in order:
        moved[label] = max(moved[label], free + heights[label] / 2)
        free = moved[label] + heights[label] / 2
    for label in reversed(order):
        moved[label] = min(moved[label], top - heights[label] / 2)
        top = moved[label] - heights[label] / 2
    return moved


def width_of(text: str) -> float:
    """Return how many points of type a line of bold words takes across, in the typeface that is set."""
    return _width_of(text, tuple(matplotlib.rcParams["font.family"]))


@cache
def _width_of(text: str, family: tuple[str, ...]) -> float:
    font = FontProperties(family=list(family), size=SIZE, weight="bold")
    return text_to_path.get_text_width_height_descent(text, font, False)[0]
