"""What the report's tables hold, in plain words: heads, captions and rows, the same on every surface."""

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
    """One row of the scorecard."""
    return [
        record.indicator.title,
        formatting.target(record),
        formatting.DIRECTIONS[record.indicator.direction],
        formatting.figure(record.current, record.indicator),
        formatting.figure(record.previous, record.indicator),
        formatting.change(record),
        formatting.last_updated(record),
        str(record.rag),
    ]


def summary_caption(record: Record) -> str:
    """What the table of an indicator's own figures is called."""
    return f"{record.indicator.code}: performance in the {formatting.month_in_full(record.edition.produced_on)} report"


def summary(record: Record) -> dict[str, str]:
    """An indicator's own table, by its heads: target, direction, figures and change, and the means where held."""
    period = formatting.PERIOD_NAMES[record.indicator.compared_with]
    cells = {
        "Target": formatting.target(record),
        "Direction for Improvement": formatting.DIRECTIONS[record.indicator.direction],
        f"Current {period}": formatting.figure(record.current, record.indicator),
        f"Previous {period}": formatting.figure(record.previous, record.indicator),
        "Change in Performance": formatting.change(record),
    }
    return cells | {
        str(kind): formatting.number(mean.value, record.indicator) for kind, mean in record.benchmarks.items()
    }
