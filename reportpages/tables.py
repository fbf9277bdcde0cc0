"""The contents of the report's tables in plain words: heads, captions and rows, the same on every surface."""

from collections.abc import Iterable
from typing import NamedTuple

from cosmic.combining import Figure
from cosmic.definitions import Combining
from cosmic.figures import Benchmark
from cosmic.record import Record
from cosmic.rules import RAG
from reportpages import formatting, mean_text

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
PERIOD, FIGURE = "Period", "Figure"
BEHIND_CAPTION = "Figures behind the chart"
_WORDS = (KPI, DIRECTION, CHANGE, UPDATED, RATING, PERIOD)


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
        target(record),
        Cell(formatting.DIRECTIONS[record.indicator.direction]),
        current(record),
        previous(record),
        Cell(formatting.with_arrow(record.change)),
        Cell(formatting.month(record.current.period_end) if record.current else formatting.NO_DATA),
        Cell(formatting.with_sign(record)),
    )
    return dict(zip(SCORECARD_HEADS, cells, strict=True))


def summary_caption(record: Record) -> str:
    """Return the caption of the table of an indicator's own figures."""
    return f"{record.indicator.code}: performance in the {formatting.month_in_full(record.edition.produced_on)} report"


def summary(record: Record) -> dict[str, Cell]:
    """Return an indicator's own table by its heads: code, target, direction, figures and change, and any means."""
    current_head, previous_head = formatting.PERIOD_HEADS[record.indicator.compared_with]
    cells = {
        KPI: Cell(record.indicator.code),
        TARGET: target(record),
        DIRECTION: Cell(formatting.DIRECTIONS[record.indicator.direction]),
        current_head: current(record),
        previous_head: previous(record),
        CHANGE: Cell(formatting.with_arrow(record.change)),
    }
    means = {str(kind): _mean(record, kind) for kind in record.benchmarks}
    return cells | means


def numbers(heads: Iterable[str]) -> set[str]:
    """Return those of a table's heads below which there are numbers."""
    return {head for head in heads if head not in _WORDS}


def has_standing(record: Record) -> bool:
    """Tell whether a figure is set beside its target in a small picture."""
    return bool(record.current and record.target) and record.rag is not RAG.SUSPENDED


def parts(record: Record) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """Return the heads of the table of an indicator's parts, and its rows, the last one of all; no rows without parts.

    Figures that are weighted means are no sum of their parts.
    """
    own, indicator = record.indicator.parts, record.indicator
    if own is None:
        return (), []
    rows = [
        [Cell(part.name), *(Cell(formatting.figure(one, indicator)) for one in (part.current, part.previous))]
        for part in record.parts
    ]
    name = "Total" if indicator.combining is Combining.SUM else "All"
    heads = (own.by[0].upper() + own.by[1:], *formatting.PERIOD_HEADS[indicator.compared_with])
    return heads, [*rows, [Cell(name), current(record), previous(record)]]


def parts_caption(record: Record) -> str:
    """Return the caption of the table of an indicator's parts: `By type of grant`."""
    return f"By {record.indicator.parts.by}" if record.indicator.parts else ""


def target(record: Record) -> Cell:
    """Return the target, with what it is where it was worked out."""
    return Cell(formatting.target(record), formatting.rule(record.target, record.indicator) if record.target else "")


def current(record: Record) -> Cell:
    """Return the current figure, with its period."""
    return _cell(formatting.current(record), record.current if record.rag is not RAG.SUSPENDED else None)


def previous(record: Record) -> Cell:
    """Return the previous figure, with its period."""
    return _cell(formatting.previous(record), record.previous)


def _cell(text: str, figure: Figure | None) -> Cell:
    return Cell(text, formatting.period_covered(figure) if figure else "")


def _mean(record: Record, kind: Benchmark) -> Cell:
    return Cell(formatting.figure(record.benchmarks[kind], record.indicator), mean_text.period(record, kind))
