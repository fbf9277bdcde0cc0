"""The contents of the report's tables in plain words: heads, captions and rows, the same on every surface."""

from cosmic import formatting
from cosmic.record import Record

RATING = "RAG Rating"
SCORECARD_HEADS = (
    "KPI",
    "Target",
    "Direction for Improvement",
    "Performance (Current Period)",
    "Performance (Previous Period)",
    "Change in Performance",
    "Last Updated",
    RATING,
)
SCORECARD_CAPTION = "Scorecard: every indicator at a glance"
BEHIND_HEADS = ("Period", "Figure")
BEHIND_CAPTION = "Figures behind the chart"


def scorecard_row(record: Record) -> list[str]:
    """Return one row of the scorecard."""
    return [
        record.indicator.title,
        formatting.target(record),
        formatting.DIRECTIONS[record.indicator.direction],
        formatting.figure(record.current, record.indicator),
        formatting.figure(record.previous, record.indicator),
        formatting.with_arrow(record.change),
        formatting.month(record.current.period_end) if record.current else formatting.NO_DATA,
        str(record.rag),
    ]


def summary_caption(record: Record) -> str:
    """Return the caption of the table of an indicator's own figures."""
    return f"{record.indicator.code}: performance in the {formatting.month_in_full(record.edition.produced_on)} report"


def summary(record: Record) -> dict[str, str]:
    """Return an indicator's own table by its heads: target, direction, figures and change, and any means."""
    period = formatting.PERIOD_NAMES[record.indicator.compared_with]
    cells = {
        "Target": formatting.target(record),
        "Direction for Improvement": formatting.DIRECTIONS[record.indicator.direction],
        f"Current {period}": formatting.figure(record.current, record.indicator),
        f"Previous {period}": formatting.figure(record.previous, record.indicator),
        "Change in Performance": formatting.with_arrow(record.change),
    }
    means = {str(kind): formatting.figure(mean, record.indicator) for kind, mean in record.benchmarks.items()}
    return cells | means
