"""An indicator's chart; what it says in words stands in chart_words.

Guidance: Government Analysis Function, data visualisation: charts, and its colour palette.
"""

import textwrap
from contextlib import AbstractContextManager
from decimal import Decimal
from functools import cache
from pathlib import Path

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
_LABELS_PER_INCH, _SIGNS_PER_INCH = 1.2, 15
_SMALL_SHARE, _FEWEST_WHOLE = 10, 2  # a percentage up to which an axis ends short of 100; an end that has whole ticks
# Matplotlib's own defaults, whatever matplotlibrc a person has; `backend` alone may not be set for a while.
_DEFAULTS = {name: value for name, value in matplotlib.rcParamsDefault.items() if name != "backend"}


def _style() -> AbstractContextManager:
    """Have a chart drawn in the council's typeface and colours."""
    soft = brand.colour("soft")
    return matplotlib.rc_context(
        _DEFAULTS
        | {
            "font.family": [brand.read_brand().typeface, "DejaVu Sans"],
            "font.size": 10,
            "svg.hashsalt": "cosmic",
            "svg.fonttype": "path",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.edgecolor": soft,
            "text.color": soft,
            "axes.labelcolor": soft,
            "xtick.color": soft,
            "ytick.color": soft,
        }
    )


def save(record: Record, folder: Path | None = None) -> None:
    """Draw a record's chart as SVG and as PNG, and as SVG for a narrow screen: into the build folder, or another."""
    path = _place(paths.figure(record.indicator.stem), folder)
    with _style():
        canvas, narrow = _drawn(record, WIDTH), _drawn(record, NARROW_WIDTH)
        narrow.savefig(path.with_name(f"{path.name}-narrow.svg"), metadata={"Date": None})
        canvas.savefig(path.with_suffix(".svg"), metadata={"Date": None})
        canvas.savefig(path.with_suffix(".png"), dpi=200, metadata={"Software": None})


def draw(record: Record, width: float = WIDTH) -> Canvas:
    """The chart: bars where there are two figures or fewer, a line over time where there are more."""
    with _style():
        return _drawn(record, width)


def _drawn(record: Record, width: float) -> Canvas:
    _add_fonts()
    few = len(record.series) < chart_text.FEWEST_FOR_A_LINE
    canvas = Canvas(figsize=(width, BARS_HEIGHT if few else LINE_HEIGHT), layout="constrained")
    axes = canvas.add_subplot()
    if not record.series:
        _say_no_data(axes)
    elif few:
        _bars(axes, record)
    else:
        _line(axes, record)
    return canvas


def save_standing(record: Record, folder: Path | None = None) -> None:
    """Draw where a figure stands to its target, small, into the build folder or another; nothing without both."""
    if not record.current or not record.target:
        return
    path = _place(paths.standing_figure(record.indicator.stem), folder)
    with _style():
        canvas = _standing(record)
        canvas.savefig(path.with_suffix(".svg"), metadata={"Date": None})
        canvas.savefig(path.with_suffix(".png"), dpi=300, metadata={"Software": None})


def standing(record: Record) -> Canvas:
    """Draw a bar from zero to the current figure, and an upright line where the target is."""
    with _style():
        return _standing(record)


def _standing(record: Record) -> Canvas:
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
    """Where to draw: the path, or its name in another folder, which is there then."""
    path = path if folder is None else folder / path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@cache
def _add_fonts() -> None:
    """The report's own typeface before any of that name on this machine, so that a chart is the same on every one."""
    fonts = font_manager.fontManager.ttflist  # of two that fit as well, the first is taken
    others = len(fonts)
    for path in sorted(brand.read_brand().fonts.values()):
        font_manager.fontManager.addfont(path)
    fonts[:] = fonts[others:] + fonts[:others]


def _levels(record: Record) -> list[tuple[str, float, str]]:
    """The level lines: what each says, its value and its colour; the means share one, told apart by their dashes."""
    return [
        (
            f"{label} {formatting.number(value, record.indicator)}",
            float(value),
            brand.colour("orange") if label == "Target" else brand.colour("plum"),
        )
        for label, value in chart_text.levels(record)
    ]


def _bars(axes: Axes, record: Record) -> None:
    """An honest comparison of two: bars from zero, each with its value and its period."""
    shown, width = record.series, axes.figure.get_figwidth()
    values = [float(held.value) for held in shown]
    colours = [brand.colour("pale")] * (len(shown) - 1) + [brand.colour("main")]
    axes.barh([formatting.period(record, held) for held in shown], values, color=colours, height=0.6)
    labels = [formatting.number(held.value, record.indicator) for held in shown]
    axes.invert_yaxis()
    most = max([*values, *(value for _, value, _ in _levels(record))])
    axes.set_xlim(0, _axis_end(record, most))
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        _label_bar(axes, place, value, label, _WHITE if place == len(values) - 1 else brand.colour("ink"))
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    longest = len(max(labels, key=len))
    _number_ticks(axes.xaxis, record, axes.get_xlim()[1], min(5, int(_SIGNS_PER_INCH * width / (longest + 2))))
    _label_across(axes, record)


def _label_bar(axes: Axes, place: int, value: float, label: str, colour: str) -> None:
    """A bar's value at its foot, clear of the target line at its end; beside the bar where that is too short."""
    inside = value > axes.get_xlim()[1] / 6
    axes.annotate(
        label,
        (0 if inside else value, place),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        color=colour if inside else brand.colour("ink"),
        fontweight="bold",
        fontsize=12,
    )


def _label_across(axes: Axes, record: Record) -> None:
    """Target and means as upright lines, named above the bars, one row of text each so that none overlap."""
    for row, (label, value, colour) in enumerate(_levels(record)):
        axes.axvline(value, color=colour, linestyle=("-", "--", ":")[row], linewidth=2)
        past_middle = value > axes.get_xlim()[1] / 2
        axes.annotate(
            label,
            (value, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 4 + 14 * row),
            textcoords="offset points",
            ha="right" if past_middle else "left",
            color=brand.colour("soft"),
            fontweight="bold",
        )


def _line(axes: Axes, record: Record) -> None:
    """A line over time, with its last figure and the level lines named at their right ends."""
    shown = record.series
    values = [float(held.value) for held in shown]
    places = range(len(shown))
    axes.plot(places, values, color=brand.colour("main"), linewidth=2.5, marker="o" if len(shown) <= 12 else None)
    axes.plot(places[-1], values[-1], color=brand.colour("main"), marker="o", markersize=7)
    ends = [(formatting.number(shown[-1].value, record.indicator), values[-1], brand.colour("main"))]
    for style, (label, value, colour) in zip(("--", "-.", ":"), _levels(record), strict=False):
        axes.axhline(value, color=colour, linestyle=style, linewidth=1.5)
        ends.append((label, value, colour))
    top = _axis_end(record, max(value for _, value, _ in ends + [("", max(values), "")]))
    axes.set_ylim(0, top)
    axes.set_xlim(-0.3, len(shown) - 0.7)
    step = -(-len(shown) // int(axes.figure.get_figwidth() * _LABELS_PER_INCH))
    ticks = [place for place in places if (len(shown) - 1 - place) % step == 0]
    axes.set_xticks(ticks, [formatting.month(shown[place].period_end) for place in ticks])
    _number_ticks(axes.yaxis, record, top, 5)
    for (label, _, _), height in zip(ends, _apart([value for _, value, _ in ends], top * 0.09), strict=True):
        axes.annotate(
            textwrap.fill(label, 24),
            (1, height),
            xycoords=("axes fraction", "data"),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontweight="bold",
        )


def _apart(heights: list[float], least: float) -> list[float]:
    """Label heights moved up until none is nearer to the next than `least`, in their own order."""
    moved: dict[int, float] = {}
    last = None
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        last = heights[place] if last is None else max(heights[place], last + least)
        moved[place] = last
    return [moved[place] for place in range(len(heights))]


def _axis_end(record: Record, most: float) -> float:
    """Axes start at zero; a percentage's ends at 100, unless all are small; others a little past the largest value."""
    return 100 if record.indicator.unit is Unit.PERCENT and most > _SMALL_SHARE else (most * 1.08 or 1)


def _number_ticks(axis: Axis, record: Record, end: float, most: int) -> None:
    """Round numbers in the unit of the indicator, at most so many; whole ones where the axis has room for two."""
    unit, whole = record.indicator.unit, end >= _FEWEST_WHOLE
    decimals = 0 if whole else record.indicator.decimals
    axis.set_major_locator(MaxNLocator(most, integer=whole))
    axis.set_major_formatter(FuncFormatter(lambda value, _: formatting.in_unit(Decimal(str(value)), unit, decimals)))


def _say_no_data(axes: Axes) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, "No data", ha="center", va="center", fontsize=16, fontweight="bold")
