"""An indicator's chart; its words are in chart_text.

Guidance: Government Analysis Function, data visualisation: charts, and its colour palette.
"""

import textwrap
from contextlib import AbstractContextManager
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cosmic import brand, formatting, paths
from cosmic.definitions import Unit
from cosmic.pages import chart_text
from cosmic.record import Record

_WHITE = "#FFFFFF"
WIDTH, NARROW_WIDTH, BARS_HEIGHT, LINE_HEIGHT = 7.0, 3.4, 1.8, 2.8  # inches; narrow is for a phone
STANDING_WIDTH, STANDING_HEIGHT = 0.75, 0.14
_LABELS_PER_INCH, _CHARACTERS_PER_INCH = 1.2, 15
_SMALL_SHARE, _FEWEST_WHOLE = 10, 2  # a percentage up to which an axis ends short of 100; an end that has whole ticks
# Matplotlib's own defaults, whatever matplotlibrc a person has; `backend` alone may not be set for a while.
_DEFAULTS: dict[Any, Any] = {name: value for name, value in matplotlib.rcParamsDefault.items() if name != "backend"}
_SOFT = ("axes.edgecolor", "text.color", "axes.labelcolor", "xtick.color", "ytick.color")


class _Level(NamedTuple):
    label: str
    value: float
    colour: str


def save(record: Record, folder: Path | None = None) -> None:
    """Draw a record's chart as SVG and as PNG, and as SVG for a narrow screen: into the build folder, or another."""
    path = _place(paths.figure(record.indicator.stem), folder)
    with style():
        draw(record, NARROW_WIDTH).savefig(path.with_name(f"{path.name}-narrow.svg"), metadata={"Date": None})
        _save(draw(record), path, dpi=200)


def save_standing(record: Record, folder: Path | None = None) -> None:
    """Draw how a figure compares with its target, small, into the build folder or another; nothing without both."""
    with style():
        if canvas := draw_standing(record):
            _save(canvas, _place(paths.standing_figure(record.indicator.stem), folder), dpi=300)


def style() -> AbstractContextManager:
    """Have what is drawn and saved within in the council's typeface and colours, whatever a person has set."""
    _add_fonts()
    own = {
        "font.family": [brand.read_brand().typeface, "DejaVu Sans"],
        "font.size": 10,
        "svg.hashsalt": "cosmic",
        "svg.fonttype": "path",
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    return matplotlib.rc_context(_DEFAULTS | own | dict.fromkeys(_SOFT, brand.colour("soft")))


def draw(record: Record, width: float = WIDTH) -> Canvas:
    """Draw the chart: bars where there are two figures or fewer, a line over time where there are more."""
    few = len(record.series) < chart_text.FEWEST_FOR_A_LINE
    canvas = Canvas(figsize=(width, BARS_HEIGHT if few else LINE_HEIGHT), layout="constrained")
    axes = canvas.add_subplot()
    if not record.series:
        axes.set_axis_off()
        axes.text(0.5, 0.5, "No data", ha="center", va="center", fontsize=16, fontweight="bold")
    elif few:
        _bars(axes, record, width)
    else:
        _line(axes, record, width)
    return canvas


def draw_standing(record: Record) -> Canvas | None:
    """Draw a bar from zero to the current figure, and an upright line where the target is; None without both."""
    if not record.current or not record.target:
        return None
    current, target = float(record.current.value), float(record.target.value)
    end = _axis_end(record, max(current, target))
    canvas = Canvas(figsize=(STANDING_WIDTH, STANDING_HEIGHT))
    axes = canvas.add_axes((0, 0, 1, 1), xlim=(-end * 0.01, end * 1.01), ylim=(0, 1))
    axes.set_axis_off()
    axes.barh(0.5, end, height=0.5, color=brand.colour("track"))
    axes.barh(0.5, current, height=0.5, color=brand.colour("main"))
    axes.plot([target, target], [0, 1], color=_WHITE, linewidth=4)
    axes.plot([target, target], [0, 1], color=brand.colour("ink"), linewidth=2)
    return canvas


def _place(path: Path, folder: Path | None) -> Path:
    """Return where to draw: the path, or its name in another folder, which is made."""
    path = path if folder is None else folder / path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _save(canvas: Canvas, path: Path, dpi: int) -> None:
    canvas.savefig(path.with_suffix(".svg"), metadata={"Date": None})
    canvas.savefig(path.with_suffix(".png"), dpi=dpi, metadata={"Software": None})


@cache
def _add_fonts() -> None:
    """Put the report's own typeface before any of that name on this machine: a chart is the same on every one."""
    fonts = font_manager.fontManager.ttflist  # of two that fit as well, the first is taken
    others = len(fonts)
    for path in sorted(brand.read_brand().fonts.values()):
        font_manager.fontManager.addfont(path)
    fonts[:] = fonts[others:] + fonts[:others]


def _levels(record: Record) -> list[_Level]:
    """Return the level lines; the means share a colour, and differ by their dashes."""
    return [
        _Level(
            label=f"{name} {formatting.number(value, record.indicator)}",
            value=float(value),
            colour=brand.colour("orange" if name == "Target" else "plum"),
        )
        for name, value in chart_text.levels(record)
    ]


def _bars(axes: Axes, record: Record, width: float) -> None:
    """Draw an honest comparison of two: bars from zero, each with its value and its period."""
    values = [float(figure.value) for figure in record.series]
    labels = [formatting.number(figure.value, record.indicator) for figure in record.series]
    earlier = len(values) - 1
    colours = [brand.colour("pale")] * earlier + [brand.colour("main")]
    axes.barh([formatting.period(record, figure) for figure in record.series], values, color=colours, height=0.6)
    axes.invert_yaxis()
    end = _axis_end(record, max([*values, *(level.value for level in _levels(record))]))
    axes.set_xlim(0, end)
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        # A value stands at the foot of its bar, clear of the target line at its end, or beside a bar that is too short.
        inside = value > end / 6
        colour = _WHITE if inside and place == earlier else brand.colour("ink")
        at = (0 if inside else value, place)
        _annotate(axes, label, at, (8, 0), va="center", color=colour, fontsize=12)
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    longest = len(max(labels, key=len))
    _number_ticks(axes.xaxis, record, end, min(5, int(_CHARACTERS_PER_INCH * width / (longest + 2))))
    _label_across(axes, record, end)


def _label_across(axes: Axes, record: Record, end: float) -> None:
    """Draw target and means as upright lines, named above the bars, one row of text each so that none overlap."""
    for row, (level, dashes) in enumerate(zip(_levels(record), ("-", "--", ":"), strict=False)):
        axes.axvline(level.value, color=level.colour, linestyle=dashes, linewidth=2)
        side = "right" if level.value > end / 2 else "left"
        offset, colour = (0, 4 + 14 * row), brand.colour("soft")
        _annotate(axes, level.label, (level.value, 1), offset, ("data", "axes fraction"), ha=side, color=colour)


def _line(axes: Axes, record: Record, width: float) -> None:
    """Draw a line over time, with its last figure and the level lines named at their right ends."""
    figures, levels, main = record.series, _levels(record), brand.colour("main")
    values = [float(figure.value) for figure in figures]
    places = range(len(figures))
    axes.plot(places, values, color=main, linewidth=2.5, marker="o" if len(figures) <= 12 else None)
    axes.plot(places[-1], values[-1], color=main, marker="o", markersize=7)
    for level, dashes in zip(levels, ("--", "-.", ":"), strict=False):
        axes.axhline(level.value, color=level.colour, linestyle=dashes, linewidth=1.5)
    top = _axis_end(record, max([*values, *(level.value for level in levels)]))
    axes.set_ylim(0, top)
    axes.set_xlim(-0.3, len(figures) - 0.7)
    step = -(-len(figures) // int(width * _LABELS_PER_INCH))
    ticks = [place for place in places if (places[-1] - place) % step == 0]
    axes.set_xticks(ticks, [formatting.month(figures[place].period_end) for place in ticks])
    _number_ticks(axes.yaxis, record, top, 5)
    ends = [_Level(formatting.number(figures[-1].value, record.indicator), values[-1], main), *levels]
    for level, height in zip(ends, _apart([level.value for level in ends], top * 0.09), strict=True):
        _annotate(axes, textwrap.fill(level.label, 24), (1, height), (8, 0), ("axes fraction", "data"), va="center")


def _annotate(
    axes: Axes, text: str, at: tuple, offset: tuple[int, int], coordinates: Any = "data", **look: Any
) -> None:
    """Write a label at a point, set off by so many points of type."""
    axes.annotate(text, at, xycoords=coordinates, xytext=offset, textcoords="offset points", fontweight="bold", **look)


def _apart(heights: list[float], least: float) -> list[float]:
    """Return label heights, moved up until none is nearer to the next than `least`."""
    moved = list(heights)
    for lower, higher in pairwise(sorted(range(len(heights)), key=heights.__getitem__)):
        moved[higher] = max(moved[higher], moved[lower] + least)
    return moved


def _axis_end(record: Record, most: float) -> float:
    """Return 100 for a percentage, unless all are small; else a little more than the largest value."""
    is_large_share = record.indicator.unit is Unit.PERCENT and most > _SMALL_SHARE
    return 100 if is_large_share else most * 1.08 or 1


def _number_ticks(axis: Axis, record: Record, end: float, most: int) -> None:
    """Set round numbers in the unit of the indicator, at most so many; whole ones where the axis has room for two."""
    unit, whole = record.indicator.unit, end >= _FEWEST_WHOLE
    decimals = 0 if whole else record.indicator.decimals
    axis.set_major_locator(MaxNLocator(most, integer=whole))
    axis.set_major_formatter(FuncFormatter(lambda value, _: formatting.in_unit(Decimal(str(value)), unit, decimals)))
