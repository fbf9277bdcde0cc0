"""An indicator's chart; its words are in chart_text, its parts in chart_parts.

Guidance: Government Analysis Function, data visualisation: charts, and its colour palette.
"""

from contextlib import AbstractContextManager
from pathlib import Path

from matplotlib.figure import Figure as Canvas

from cosmic import paths
from cosmic.record import Record
from reportpages import brand, chart_parts, chart_text, tables
from showing import canvas as canvases
from showing.bars import draw_bars, draw_small_bar
from showing.lines import LineChart

WIDTH, NARROW_WIDTH, BARS_HEIGHT, LINE_HEIGHT = 7.0, 3.4, 1.65, 2.8  # inches; narrow is for a phone
_MEAN_HEIGHT = 0.2  # inches for the name of a mean
_MOST_NUMBERS, _CHARACTERS_PER_INCH = 5, 15


def save(record: Record, folder: Path | None = None) -> None:
    """Draw a record's chart as SVG and as PNG, and as SVG for a narrow screen: into the build folder, or another."""
    path = _place(paths.figure(record.indicator.stem), folder)
    with style():
        canvases.save_svg(draw(record, NARROW_WIDTH), path.with_name(f"{path.name}-narrow"))
        canvases.save(draw(record), path, dpi=200)


def save_standing(record: Record, folder: Path | None = None) -> None:
    """Draw how a figure compares with its target, small, into the build folder or another; nothing without both."""
    with style():
        if canvas := draw_standing(record):
            canvases.save(canvas, _place(paths.standing_figure(record.indicator.stem), folder), dpi=300)


def style() -> AbstractContextManager:
    """Have what is drawn and saved within in the council's typeface and colours, whatever a person has set."""
    own = brand.read_brand()
    return canvases.style(own.typeface, sorted(own.fonts.values()), brand.colour("soft"))


def draw(record: Record, width: float = WIDTH) -> Canvas:
    """Draw the chart: bars where there are two figures or fewer, a line over time where there are more."""
    if len(record.series) < chart_text.FEWEST_FOR_A_LINE:
        return _draw_bars(record, width)
    lines, levels = chart_parts.lines(record), chart_parts.levels(record)
    values = [point.value for line in lines for point in line.points] + [level.value for level in levels]
    canvas = Canvas(figsize=(width, LINE_HEIGHT))
    numbers = chart_parts.numbers(record, values, _MOST_NUMBERS, is_line=True)
    LineChart(lines, levels, numbers, chart_parts.names(record)).draw(canvas)
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


def _place(path: Path, folder: Path | None) -> Path:
    """Return where to draw: the path, or its name in another folder, which is made."""
    path = path if folder is None else folder / path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
