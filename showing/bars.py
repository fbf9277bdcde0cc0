"""Bars from zero, one below the other, each with its own target across it."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from showing.labels import INCH, SIZE, width_of
from showing.parts import FILL, Bar, Level

_HEIGHT, _OVER = 0.6, 0.05  # of a row: a bar, and how far its target stands out
_SHORT = 6  # a bar of less than this part of the axis has its label beside it
_FOOT, _ABOVE, _LINE, _LETTERS = 8, 2, 14, 12  # points of type
_SMALL = (0.75, 0.14)  # inches


def draw_bars(canvas: Canvas, bars: Sequence[Bar], levels: Sequence[Level], numbers: Mapping[float, str]) -> None:
    """Draw bars on an empty canvas, along an axis whose numbers are given by their values, with levels across all."""
    axes = canvas.add_subplot()
    room = canvas.get_figwidth() * INCH - max(width_of(bar.name) for bar in bars) - 2 * _FOOT
    axes.set_xlim(min(numbers), max(numbers))
    axes.set_xticks(list(numbers), list(numbers.values()))
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    before = None
    for place, bar in enumerate(bars):
        face = "white" if bar.is_hollow else bar.colour
        axes.barh(
            bar.name, float(bar.value), color=face, edgecolor=bar.colour, linewidth=2 * bar.is_hollow, height=_HEIGHT
        )
        _write_value(axes, bar, place, room)
        _draw_targets(axes, bar, place, goes_on=bar.targets == before)
        before = bar.targets
    axes.invert_yaxis()
    if min(numbers) < 0:
        axes.axvline(0, color=axes.spines["bottom"].get_edgecolor(), linewidth=1)
    for row, level in enumerate(levels, start=bool(bars[0].targets)):
        axes.axvline(float(level.value), color=level.colour, linestyle=level.dashes, linewidth=2)
        _name(axes, level.label, (float(level.value), 1), _LINE * row + 2 * _ABOVE, ("data", "axes fraction"))


def _write_value(axes: Axes, bar: Bar, place: int, room: float) -> None:
    """Write a value at the foot of its bar, clear of the target at its end, or beside a bar that is too short.

    `room` is how wide the axes are, in points of type. What is beside a bar below zero is where there is more room.
    """
    (low, high), value = axes.get_xlim(), float(bar.value)
    needed = max(1 / _SHORT, (width_of(bar.label) * _LETTERS / SIZE + 2 * _FOOT) / room) * (high - low)
    inside = abs(value) > needed
    is_left = value < 0 and (inside or value - low > needed)
    look: dict[str, Any] = {"va": "center", "fontsize": _LETTERS, "fontweight": "bold"}
    look |= {"color": bar.ink} if inside else {}
    at = 0.0 if inside or (value < 0 and not is_left) else value
    offset = -_FOOT if is_left else _FOOT
    side = "right" if is_left else "left"
    axes.annotate(bar.label, (at, place), xytext=(offset, 0), textcoords="offset points", ha=side, **look)


def _draw_targets(axes: Axes, bar: Bar, place: int, goes_on: bool) -> None:
    """Draw a target as an upright line across its bar, named above the first bar that had it; a range as a band."""
    edge = _HEIGHT / 2 + _OVER
    top, foot = place - (1 if goes_on else edge), place + edge
    ends = [float(value) for value, _ in bar.targets]
    if len(ends) > 1:
        axes.fill_betweenx(
            [place - 1 + edge if goes_on else top, foot],
            min(ends),
            max(ends),
            color=bar.target_colour,
            alpha=FILL,
            linewidth=0,
            zorder=0,
        )
    for (_, label), value in zip(bar.targets, ends, strict=True):
        axes.plot([value, value], [top, foot], color=bar.target_colour, linewidth=2, clip_on=False)
        if not goes_on:
            outward = None if len(ends) == 1 else "right" if value == min(ends) else "left"
            _name(axes, label, (value, top), _ABOVE, "data", outward)


def _name(
    axes: Axes, name: str, at: tuple[float, float], offset: int, coordinates: Any, side: str | None = None
) -> None:
    side = side or ("right" if at[0] > sum(axes.get_xlim()) / 2 else "left")
    look: dict[str, Any] = {"ha": side, "fontweight": "bold"}
    axes.annotate(name, at, xycoords=coordinates, xytext=(0, offset), textcoords="offset points", **look)


def draw_small_bar(
    value: float, targets: Sequence[float], ends: tuple[float, float], colours: Mapping[str, str]
) -> Canvas:
    """Draw a bar from zero on its `track`, in the `main` colour, with an upright line at its target, in `ink`.

    A range has a line at both its ends, which are joined.
    """
    start, end = ends
    margin = (end - start) * 0.01
    canvas = Canvas(figsize=_SMALL)
    axes = canvas.add_axes((0, 0, 1, 1), xlim=(start - margin, end + margin), ylim=(0, 1))
    axes.set_axis_off()
    axes.barh(0.5, end - start, left=start, height=0.5, color=colours["track"])
    axes.barh(0.5, value, height=0.5, color=colours["main"])
    if start < 0:
        axes.plot([0, 0], [0.1, 0.9], color=colours["edge"], linewidth=1)
    for colour, width in (("white", 4), (colours["ink"], 2)):
        for target in targets:
            axes.plot([target, target], [0, 1], color=colour, linewidth=width)
    if len(targets) > 1:
        for height in (0.03, 0.97):
            axes.plot(targets, [height, height], color=colours["ink"], linewidth=1)
    return canvas
