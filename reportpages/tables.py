"""The contents of the report's tables in plain words: heads, captions and rows, the same on every surface."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cosmic.combining import Figure
from cosmic.definitions import Combining
from cosmic.figures import Benchmark
from cosmic.record import Record
from cosmic.rules import RAG
from reportpages import formatting, mean_text, signal_text

RATING = "RAG Rating"
KPI, TARGET, DIRECTION, CHANGE, UPDATED = (
    "KPI",
    "Target",
    "Direction for Improvement",
    "Change in Performance",
    "Last Updated",
)
CURRENT, PREVIOUS = "Performance (Current Period)", "Performance (Previous Period)"
VARIATION, ASSURANCE = "Variation", "Assurance"
SCORECARD_CAPTION = "Scorecard: every indicator at a glance"
PERIOD, FIGURE = "Period", "Figure"
BEHIND_CAPTION = "Figures behind the chart"
_WORDS = (KPI, DIRECTION, CHANGE, VARIATION, ASSURANCE, UPDATED, RATING, PERIOD)


class Cell(NamedTuple):
    """What a cell of a table says, and the period that it is of; empty where it is of none."""

    text: str
    period: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.period}".strip()


def scorecard_rows(records: Sequence[Record]) -> list[dict[str, Cell]]:
    """Return the rows of the scorecard, each by its heads; variation and assurance where any record has signals."""
    has_signals = any(map(signal_text.newest, records))
    return [_scorecard_row(record, has_signals) for record in records]


def _scorecard_row(record: Record, has_signals: bool) -> dict[str, Cell]:
    told = {VARIATION: Cell(signal_text.variation(record)), ASSURANCE: Cell(signal_text.assurance(record))}
    return {
        KPI: Cell(record.indicator.title),
        TARGET: target(record),
        DIRECTION: Cell(formatting.DIRECTIONS[record.indicator.direction]),
        CURRENT: current(record),
        PREVIOUS: previous(record),
        CHANGE: _change(record),
        **(told if has_signals else {}),
        UPDATED: Cell(formatting.month(record.current.period_end) if record.current else formatting.NO_DATA),
        RATING: Cell(formatting.with_sign(record)),
    }


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
        CHANGE: _change(record),
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


def _change(record: Record) -> Cell:
    """Return the change with its arrow and, where there is one, whether it is more than usual variation."""
    has_arrow = record.change in formatting.ARROWS
    return Cell(formatting.with_arrow(record.change), signal_text.beside_arrow(record) if has_arrow else "")


def _cell(text: str, figure: Figure | None) -> Cell:
    return Cell(text, formatting.period_covered(figure) if figure else "")


def _mean(record: Record, kind: Benchmark) -> Cell:
    return Cell(formatting.figure(record.benchmarks[kind], record.indicator), mean_text.period(record, kind))
