"""An indicator's chart; its words are in chart_text, its parts in chart_parts.

Guidance: Government Analysis Function, data visualisation: charts, and its colour palette.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from matplotlib.figure import Figure as Canvas

from cosmic.record import Record
from cosmic.signals import RecordChart
from projectfiles import paths
from reportpages import brand, chart_parts, signal_parts, signal_text, tables, timeline
from reportpages.pictures import SPARK, STANDING, VARIATION
from showing import canvas as canvases
from showing.bars import draw_bars, draw_small_bar
from showing.lines import LineChart, draw_small_line

WIDTH, NARROW_WIDTH, BARS_HEIGHT, LINE_HEIGHT = 7.0, 3.4, 1.65, 2.8  # inches; narrow is for a phone
_MEAN_HEIGHT = 0.2  # inches for the name of a mean
_MOST_NUMBERS, _CHARACTERS_PER_INCH = 5, 15


def save(record: Record, folder: Path | None = None) -> None:
    """Draw a record's charts as SVG and as PNG, and as SVG for a narrow screen: into the build folder, or another."""
    with style():
        _save_wide_and_narrow(partial(draw, record), _place(paths.figure(record.indicator.stem), folder))
        if chart := signal_parts.beside_page(record):
            path = _place(paths.figure(record.indicator.stem, VARIATION), folder)
            _save_wide_and_narrow(partial(draw_variation, record, chart), path)


def _save_wide_and_narrow(drawing: Callable[[float], Canvas], path: Path) -> None:
    canvases.save_svg(drawing(NARROW_WIDTH), path.with_name(f"{path.name}-narrow"))
    canvases.save(drawing(WIDTH), path, dpi=200)


def save_small(record: Record, folder: Path | None = None) -> None:
    """Draw the small pictures of the scorecard, into the build folder or another.

    They are how a figure compares with its target, if it has one, and its last figures, where these give signals.
    """
    with style():
        for canvas, kind in ((draw_standing(record), STANDING), (draw_spark(record), SPARK)):
            if canvas:
                canvases.save(canvas, _place(paths.figure(record.indicator.stem, kind), folder), dpi=300)


def style() -> AbstractContextManager:
    """Have what is drawn and saved within in the council's typeface and colours, whatever a person has set."""
    own = brand.read_brand()
    return canvases.style(own.typeface, sorted(own.fonts.values()), brand.colour("soft"))


def draw(record: Record, width: float = WIDTH) -> Canvas:
    """Draw the chart: bars where there are two figures or fewer, a line over time where there are more."""
    if len(record.series) < timeline.FEWEST_FOR_A_LINE:
        return _draw_bars(record, width)
    lines, levels = chart_parts.lines(record), chart_parts.levels(record)
    values = [point.value for line in lines for point in line.points] + [level.value for level in levels]
    canvas = Canvas(figsize=(width, LINE_HEIGHT))
    numbers = chart_parts.numbers(record, values, _MOST_NUMBERS, is_line=True)
    LineChart(lines, levels, numbers, chart_parts.names(record), chart_parts.breaks(record)).draw(canvas)
    return canvas


def draw_variation(record: Record, chart: RecordChart, width: float = WIDTH) -> Canvas:
    """Draw the chart of signals of a record whose own chart shows other figures, such as running totals."""
    line, levels = chart_parts.variation_line(record, chart), signal_parts.levels(record, chart)
    values = [point.value for point in line.points] + [level.value for level in levels]
    canvas = Canvas(figsize=(width, LINE_HEIGHT))
    numbers = chart_parts.numbers(record, values, _MOST_NUMBERS, is_line=True)
    breaks = list(signal_parts.breaks(record.indicator, chart.ends, signal_parts.months_between(chart)))
    LineChart([line], levels, numbers, chart_parts.variation_names(chart), breaks).draw(canvas)
    return canvas


def _draw_bars(record: Record, width: float) -> Canvas:
    bars, means = chart_parts.bars(record), chart_parts.means(record)
    canvas = Canvas(figsize=(width, BARS_HEIGHT + _MEAN_HEIGHT * len(means)), layout="constrained")
    if not bars:
        axes = canvas.add_subplot()
        axes.set_axis_off()
        axes.text(0.5, 0.5, "No data", ha="center", va="center", fontsize=16, fontweight="bold")
        return canvas
    values = [*(bar.value for bar in bars), *(mean.value for mean in means)]
    values += [value for bar in bars for value, _ in bar.targets]
    most = min(_MOST_NUMBERS, int(_CHARACTERS_PER_INCH * width / (max(len(bar.label) for bar in bars) + 2)))
    draw_bars(canvas, bars, means, chart_parts.numbers(record, values, most, is_line=False))
    return canvas


def draw_standing(record: Record) -> Canvas | None:
    """Draw a bar from zero to the current figure, and an upright line at its target, or at both its ends; or None."""
    if not tables.has_standing(record) or not record.current or not record.target:
        return None
    current, ends = record.current.value, record.target.ends
    numbers = chart_parts.numbers(record, [current, *ends], _MOST_NUMBERS, is_line=False)
    palette = brand.read_brand().palette
    return draw_small_bar(float(current), list(map(float, ends)), (min(numbers), max(numbers)), palette)


def draw_spark(record: Record) -> Canvas | None:
    """Draw the last figures of a record as a small line, with the mark of the newest; None without signals."""
    chart = signal_text.newest(record)
    if chart is None:
        return None
    mark = signal_parts.marks(chart).get(chart.ends[-1])
    return draw_small_line(chart.values[-signal_text.MOST_IN_SPARK :], mark, brand.read_brand().palette)


def _place(path: Path, folder: Path | None) -> Path:
    """Return where to draw: the path, or its name in another folder, which is made."""
    path = path if folder is None else folder / path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
