"""The looks of charts, the same on every machine and whatever a person has set; and how charts are saved."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure as Canvas

# Matplotlib's own defaults, whatever matplotlibrc a person has; `backend` alone may not be set for a while.
_DEFAULTS: dict[Any, Any] = {name: value for name, value in matplotlib.rcParamsDefault.items() if name != "backend"}
_SOFT = ("axes.edgecolor", "text.color", "axes.labelcolor", "xtick.color", "ytick.color")


def style(typeface: str, fonts: Sequence[Path], colour: str) -> AbstractContextManager:
    """Have what is drawn and saved within in a typeface, from its own files, with words and axes in a colour."""
    _add_fonts(tuple(fonts))
    own = {
        "font.family": [typeface, "DejaVu Sans"],
        "font.size": 10,
        "svg.hashsalt": "cosmic",
        "svg.fonttype": "path",
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    return matplotlib.rc_context(_DEFAULTS | own | dict.fromkeys(_SOFT, colour))


def save_svg(canvas: Canvas, path: Path) -> None:
    """Save a chart as SVG, to the byte the same each time."""
    canvas.savefig(path.with_suffix(".svg"), metadata={"Date": None})


def save(canvas: Canvas, path: Path, dpi: int) -> None:
    """Save a chart as SVG and as PNG, to the byte the same each time."""
    save_svg(canvas, path)
    canvas.savefig(path.with_suffix(".png"), dpi=dpi, metadata={"Software": None})


@cache
def _add_fonts(paths: tuple[Path, ...]) -> None:
    """Put typefaces before any of that name on this machine: a chart is the same on every one."""
    fonts = font_manager.fontManager.ttflist  # of two that fit as well, the first is taken
    others = len(fonts)
    for path in paths:
        font_manager.fontManager.addfont(path)
    fonts[:] = fonts[others:] + fonts[:others]
