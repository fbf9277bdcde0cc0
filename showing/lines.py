"""Lines along an axis on which places are as far apart as they are, with the levels that they are compared with."""

import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure as Canvas
from matplotlib.transforms import Bbox

from showing.labels import INCH, LINE, Labels, apart, width_of, write
from showing.parts import FILL, Break, Level, Line, Mark, Shape

_TOP, _BOTTOM, _BESIDE = 20, 22, 8  # points of type around the axes
_OFF_AXIS = 4  # points from the upright axis, whose marks would be a minus before a label
_WRAP, _NARROW_WRAP, _NARROW = 24, 13, 5  # characters of the words on the right; inches
_EVERY = (1, 3, 6, 12, 24, 36, 60, 120)  # from a place that is named to the next: of months, the same of each year
_SMALL = (0.95, 0.24)  # inches
_MOST_LABELLED = 12  # points; where there are more, those that are needed have a label


class LineChart:
    """Lines and levels, the newest line last, along an axis from `start` to `end`; and breaks across it.

    `numbers` are the labels of the upright axis by their values, `names` those of the other by their places, the newest
    first.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        levels: Sequence[Level],
        numbers: Mapping[float, str],
        names: Mapping[float, str],
        breaks: Sequence[Break] = (),
    ):
        self._lines, self._levels, self._numbers, self._names, self._breaks = lines, levels, numbers, names, breaks
        self._between = abs(next((one - other for one, other in pairwise(names)), 1))
        half = self._between / 2
        self._start, self._end = min(names) - half, max(names) + half
        self._has_marks = max(len(line.points) for line in lines) <= _MOST_LABELLED

    def draw(self, canvas: Canvas) -> None:
        """Draw all on an empty canvas: axes, lines, and the words beside and between them."""
        self._canvas = canvas
        beside = self._words_beside()
        self._axes = canvas.add_subplot(xlim=(self._start, self._end), ylim=(min(self._numbers), max(self._numbers)))
        self._axes.set_yticks(list(self._numbers), list(self._numbers.values()))
        self._frame = self._make_room([text for text, _ in beside])
        self._name_places()
        self._draw_levels()
        self._draw_breaks()
        self._draw_lines()
        self._draw_marks()
        self._write_beside(beside)
        self._label_points()

    def _words_beside(self) -> list[tuple[str, float]]:
        """Return the words to the right of the axes, each with its height: what ends there."""
        wrap = _WRAP if self._canvas.get_figwidth() > _NARROW else _NARROW_WRAP
        ends = [(line.name, line.points[-1].value) for line in self._lines if self._ends_beside(line)]
        ends += [(level.label, level.value) for level in self._levels if level.end >= self._end]
        return [(textwrap.fill(text, wrap), float(value)) for text, value in ends if text]

    def _ends_beside(self, line: Line) -> bool:
        return line.points[-1].place == max(self._names)

    def _make_room(self, beside: list[str]) -> Bbox:
        """Set the axes clear of the words on both their sides; return where they are, in points of type."""
        width, height = self._canvas.get_size_inches() * INCH
        left = max(map(width_of, self._numbers.values())) + _BESIDE
        right = width - max((width_of(line) for text in beside for line in text.split("\n")), default=0) - 2 * _BESIDE
        self._canvas.subplots_adjust(left / width, _BOTTOM / height, right / width, 1 - _TOP / height)
        return Bbox.from_extents(left, _BOTTOM, right, height - _TOP)

    def _name_places(self) -> None:
        """Name as many places as have room, counted from the newest."""
        space = self._frame.width / (self._end - self._start) * 2 * (self._end - max(self._names))
        wide = max(map(width_of, self._names.values())) + _BESIDE
        steps = [int(step / self._between) for step in _EVERY if step % self._between == 0]
        every = next((places for places in steps if places * space >= wide), steps[-1])
        self._axes.set_xticks(list(self._names)[::every], list(self._names.values())[::every])

    def _draw_levels(self) -> None:
        """Draw each level as long as it holds, and a step up or down where the next one follows at once.

        A range is a band, parted from its ends by white, against which these can be seen. What is below zero is parted
        from what is above it.
        """
        if min(self._numbers) < 0:
            self._axes.axhline(0, color=self._axes.spines["left"].get_edgecolor(), linewidth=1)
        for level in self._levels:
            ends = (level.start, level.end)
            if level.filled_to is not None:
                both = (float(level.value), float(level.filled_to))
                self._axes.fill_between(ends, *both, color=level.colour, alpha=FILL, linewidth=0, zorder=0)
                self._axes.hlines(both, *ends, colors="white", linewidth=4.5, zorder=0.5)
        for look in dict.fromkeys((level.colour, level.dashes) for level in self._levels):
            self._draw_alike([level for level in self._levels if (level.colour, level.dashes) == look], *look)

    def _draw_alike(self, levels: Sequence[Level], colour: str, dashes: str) -> None:
        """Draw levels of one look all at once, which takes a tenth of the time of one by one."""
        values = [float(level.value) for level in levels]
        look: dict[str, Any] = {"colors": colour, "linestyles": dashes, "linewidth": 1.5}
        self._axes.hlines(values, [level.start for level in levels], [level.end for level in levels], **look)
        steps = [n for n, (one, after) in enumerate(pairwise(levels), 1) if one.end == after.start]
        places = [levels[n].start for n in steps]
        self._axes.vlines(places, [values[n - 1] for n in steps], [values[n] for n in steps], **look)

    def _draw_lines(self) -> None:
        for line in self._lines:
            marker = "o" if self._has_marks or len(line.points) == 1 else None
            look: dict[str, Any] = {"color": line.colour, "linewidth": 1.5 if line.is_background else 2.5}
            places, values = zip(*((point.place, float(point.value)) for point in line.points), strict=True)
            size = 4 if line.is_background else 5
            self._axes.plot(places, values, marker=marker, markersize=size, clip_on=False, **look)
            self._draw_hollow(line, size + 1)
        if not line.points[-1].is_hollow:
            self._axes.plot(places[-1], values[-1], marker="o", markersize=7, color=line.colour, clip_on=False)

    def _draw_breaks(self) -> None:
        for one in self._breaks:
            self._axes.axvline(one.place, color=self._axes.spines["left"].get_edgecolor(), linewidth=1, dashes=(2, 2))

    def _draw_marks(self) -> None:
        """Draw the marks of points that stand out, parted from the line by white."""
        marked = [(point.mark, point) for line in self._lines for point in line.points if point.mark]
        for mark in dict.fromkeys(mark for mark, _ in marked):
            places, values = zip(*((one.place, float(one.value)) for own, one in marked if own == mark), strict=True)
            face, edge = ("white", mark.colour) if mark.is_hollow else (mark.colour, "white")
            look: dict[str, Any] = {"markerfacecolor": face, "markeredgecolor": edge, "markeredgewidth": 1.2}
            self._axes.plot(places, values, mark.shape, markersize=9, zorder=4, clip_on=False, **look)

    def _draw_hollow(self, line: Line, size: int) -> None:
        for point in (point for point in line.points if point.is_hollow):
            look: dict[str, Any] = {"markerfacecolor": "white", "markeredgewidth": 2, "clip_on": False, "zorder": 3}
            self._axes.plot(point.place, float(point.value), "o", color=line.colour, markersize=size, **look)

    def _write_beside(self, beside: list[tuple[str, float]]) -> None:
        heights = [LINE * len(text.split("\n")) for text, _ in beside]
        middles = [self._at(self._end, value)[1] for _, value in beside]
        moved = apart(middles, heights, self._frame.y1 + _TOP)
        for (text, _), middle in zip(beside, moved, strict=True):
            write(self._axes, text, (self._frame.x1 + _BESIDE, middle), ha="left", va="center")

    def _label_points(self) -> None:
        """Label the points that need it, then former levels, then as many other points as have room."""
        box = self._frame
        labels = Labels(self._axes, Bbox.from_extents(box.x0 + _OFF_AXIS, box.y0, box.x1 + _BESIDE, box.y1 + _TOP))
        for line in self._lines if self._has_marks else ():
            labels.keep_clear(self._at(point.place, point.value) for point in line.points if not line.is_background)
        for line in self._lines:
            for before, point in pairwise(line.points):
                labels.keep_off(self._at(before.place, before.value), self._at(point.place, point.value))
        around = [(line, n) for line in self._lines if not line.is_background for n in range(len(line.points))]
        around = [(line, n) for line, n in around if not (n == len(line.points) - 1 and self._ends_beside(line))]
        for is_needed in (True, False):
            for line, number in reversed(around):
                point = line.points[number]
                if point.is_needed is is_needed and point.label and (is_needed or len(around) <= _MOST_LABELLED):
                    near = [other.value for other in line.points[max(number - 1, 0) : number + 2]]
                    is_peak = point.value * len(near) >= sum(near)
                    labels.put(point.label, self._at(point.place, point.value), is_peak, is_needed)
            if is_needed:
                self._label_former_levels(labels)

    def _label_former_levels(self, labels: Labels) -> None:
        """Name levels that end before the axis does: those that have room, and of each colour the last one anyway."""
        for one in self._breaks:
            self._name_break(labels, one)
        for level in (level for level in self._levels if level.end < self._end and level.label):
            start, end = (self._at(place, level.value) for place in (level.start, level.end))
            is_named = end[0] - start[0] > width_of(level.label) and labels.name(level.label, start, end)
            is_last = level.end == max(other.end for other in self._levels if other.colour == level.colour)
            if is_last and not is_named:
                labels.put(level.label, ((start[0] + end[0]) / 2, end[1]), is_peak=True, is_needed=True)

    def _name_break(self, labels: Labels, one: Break) -> None:
        """Write what changed at the top of a break, to its right or else to its left."""
        half, top = width_of(one.label) / 2 + _OFF_AXIS, self._frame.y1 - LINE
        across = self._at(one.place, self._axes.get_ylim()[1])[0]
        labels.place(one.label, [(across + half, top), (across - half, top)])

    def _at(self, place: float, value: object) -> tuple[float, float]:
        """Return where a value is drawn, in points of type."""
        across, up = self._axes.transData.transform((place, float(str(value)))) * INCH / self._canvas.dpi
        return across, up


def draw_small_line(values: Sequence[float], mark: Mark | None, palette: Mapping[str, str]) -> Canvas:
    """Return a line of a few values without axes, the newest with its mark or else a dot."""
    canvas = Canvas(figsize=_SMALL)
    axes = canvas.add_axes((0.02, 0.12, 0.92, 0.76))
    axes.set_axis_off()
    axes.plot(range(len(values)), values, color=palette["edge"], linewidth=1.2, clip_on=False)
    look = mark or Mark(Shape.DOT, palette["main"])
    face, edge = ("white", look.colour) if look.is_hollow else (look.colour, look.colour)
    newest: dict[str, Any] = {"markerfacecolor": face, "markeredgecolor": edge, "markersize": 5, "clip_on": False}
    axes.plot(len(values) - 1, values[-1], look.shape, **newest)
    return canvas
