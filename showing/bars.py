"""Bars from zero, one below the other, each with its own target across it."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from showing.parts import Bar, Level

_HEIGHT, _OVER = 0.6, 0.05  # of a row: a bar, and how far its target stands out
_SHORT = 6  # a bar of less than this part of the axis has its label beside it
_FOOT, _ABOVE, _LINE = 8, 2, 14  # points of type
_SMALL = (0.75, 0.14)  # inches


def draw_bars(axes: Axes, bars: Sequence[Bar], levels: Sequence[Level], numbers: Mapping[float, str]) -> None:
    """Draw bars on empty axes whose numbers are given by their values, with levels across all."""
    colours = [bar.colour for bar in bars]
    axes.barh([bar.name for bar in bars], [float(bar.value) for bar in bars], color=colours, height=_HEIGHT)
    axes.invert_yaxis()
    axes.set_xlim(0, max(numbers))
    axes.set_xticks(list(numbers), list(numbers.values()))
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    before = None
    for place, bar in enumerate(bars):
        _write_value(axes, bar, place)
        if bar.target is not None:
            _draw_target(axes, bar, place, goes_on=bar.target == before)
        before = bar.target
    for row, level in enumerate(levels, start=bars[0].target is not None):
        axes.axvline(float(level.value), color=level.colour, linestyle=level.dashes, linewidth=2)
        _name(axes, level.label, (float(level.value), 1), _LINE * row + 2 * _ABOVE, ("data", "axes fraction"))


def _write_value(axes: Axes, bar: Bar, place: int) -> None:
    """Write a value at the foot of its bar, clear of the target at its end, or beside a bar that is too short."""
    inside = float(bar.value) > axes.get_xlim()[1] / _SHORT
    look: dict[str, Any] = {"va": "center", "fontsize": 12, "fontweight": "bold"} | (
        {"color": bar.ink} if inside else {}
    )
    at = (0.0 if inside else float(bar.value), place)
    axes.annotate(bar.label, at, xytext=(_FOOT, 0), textcoords="offset points", **look)


def _draw_target(axes: Axes, bar: Bar, place: int, goes_on: bool) -> None:
    """Draw a target as an upright line across its bar, named above the first bar that had it."""
    value, edge = float(bar.target or 0), _HEIGHT / 2 + _OVER
    top = place - (1 if goes_on else edge)
    axes.plot([value, value], [top, place + edge], color=bar.target_colour, linewidth=2, clip_on=False)
    if not goes_on:
        _name(axes, bar.target_label, (value, top), _ABOVE, "data")


def _name(axes: Axes, name: str, at: tuple[float, float], offset: int, coordinates: Any) -> None:
    side = "right" if at[0] > axes.get_xlim()[1] / 2 else "left"
    look: dict[str, Any] = {"ha": side, "fontweight": "bold"}
    axes.annotate(name, at, xycoords=coordinates, xytext=(0, offset), textcoords="offset points", **look)


def draw_small_bar(value: float, target: float, end: float, colours: Mapping[str, str]) -> Canvas:
    """Draw a bar from zero on its `track`, in the `main` colour, with an upright line at its target, in `ink`."""
    canvas = Canvas(figsize=_SMALL)
    axes = canvas.add_axes((0, 0, 1, 1), xlim=(-end * 0.01, end * 1.01), ylim=(0, 1))
    axes.set_axis_off()
    axes.barh(0.5, end, height=0.5, color=colours["track"])
    axes.barh(0.5, value, height=0.5, color=colours["main"])
    axes.plot([target, target], [0, 1], color="white", linewidth=4)
    axes.plot([target, target], [0, 1], color=colours["ink"], linewidth=2)
    return canvas
