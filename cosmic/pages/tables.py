"""The contents of the report's tables in plain words: heads, captions and rows, the same on every surface."""

from collections.abc import Iterable
from typing import NamedTuple

from cosmic import formatting
from cosmic.record import Figure, Record

RATING = "RAG Rating"
KPI, TARGET, DIRECTION, CHANGE, UPDATED = (
    "KPI",
    "Target",
    "Direction for Improvement",
    "Change in Performance",
    "Last Updated",
)
CURRENT, PREVIOUS = "Performance (Current Period)", "Performance (Previous Period)"
SCORECARD_HEADS = (KPI, TARGET, DIRECTION, CURRENT, PREVIOUS, CHANGE, UPDATED, RATING)
SCORECARD_CAPTION = "Scorecard: every indicator at a glance"
BEHIND_HEADS = ("Period", "Figure")
BEHIND_CAPTION = "Figures behind the chart"
_WORDS = (KPI, DIRECTION, CHANGE, UPDATED, RATING, "Period")


class Cell(NamedTuple):
    """What a cell of a table says, and the period that it is of; empty where it is of none."""

    text: str
    period: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.period}".strip()


def scorecard_row(record: Record) -> dict[str, Cell]:
    """Return one row of the scorecard by its heads."""
    cells = (
        Cell(record.indicator.title),
        Cell(formatting.target(record)),
        Cell(formatting.DIRECTIONS[record.indicator.direction]),
        _figure(record, record.current),
        _figure(record, record.previous),
        Cell(formatting.with_arrow(record.change)),
        Cell(formatting.month(record.current.period_end) if record.current else formatting.NO_DATA),
        Cell(str(record.rag)),
    )
    return dict(zip(SCORECARD_HEADS, cells, strict=True))


def summary_caption(record: Record) -> str:
    """Return the caption of the table of an indicator's own figures."""
    return f"{record.indicator.code}: performance in the {formatting.month_in_full(record.edition.produced_on)} report"


def summary(record: Record) -> dict[str, Cell]:
    """Return an indicator's own table by its heads: code, target, direction, figures and change, and any means."""
    name = formatting.PERIOD_NAMES[record.indicator.compared_with]
    cells = {
        KPI: Cell(record.indicator.code),
        TARGET: Cell(formatting.target(record)),
        DIRECTION: Cell(formatting.DIRECTIONS[record.indicator.direction]),
        f"Current {name}": _figure(record, record.current),
        f"Previous {name}": _figure(record, record.previous),
        CHANGE: Cell(formatting.with_arrow(record.change)),
    }
    return cells | {str(kind): _figure(record, mean) for kind, mean in record.benchmarks.items()}


def numbers(heads: Iterable[str]) -> set[str]:
    """Return those of a table's heads below which there are numbers."""
    return {head for head in heads if head not in _WORDS}


def _figure(record: Record, figure: Figure | None) -> Cell:
    period = formatting.period_covered(record.indicator, figure.period_end) if figure else ""
    return Cell(formatting.figure(figure, record.indicator), period)
