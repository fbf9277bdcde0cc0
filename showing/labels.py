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
_HALO = [withStroke(linewidth=3, foreground="white")]  # so that a label can be read upon a line


class Labels:
    """The labels of a chart's points."""

    def __init__(self, axes: Axes, frame: Bbox):
        self._axes, self._frame = axes, frame
        self._taken: list[Bbox] = []

    def keep_clear(self, points: Iterable[tuple[float, float]]) -> None:
        """Let no label lie over some points."""
        self._taken += [Bbox.from_extents(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in points]

    def put(self, text: str, at: tuple[float, float], is_peak: bool) -> None:
        """Write a label above a peak or below a valley, or on the other side; without room on either, not at all."""
        half = width_of(text) / 2 + 1
        middle = min(max(at[0], self._frame.x0 + half), self._frame.x1 - half)
        feet = (at[1] + _AWAY, at[1] - _AWAY - LINE)
        for foot in feet if is_peak else reversed(feet):
            box = Bbox.from_bounds(middle - half, foot, 2 * half, LINE)
            if self._frame.y0 < box.y0 and box.y1 < self._frame.y1 and not box.count_overlaps(self._taken):
                self._taken.append(box)
                look: dict[str, Any] = {"ha": "center", "va": "baseline", "path_effects": _HALO}
                return write(self._axes, text, (middle, foot + _FOOT), **look)


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
