"""What the report's tables hold, in plain words: heads, captions and rows, the same on every surface."""

from cosmic import wording
from cosmic.performance import Record

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
        wording.target(record),
        wording.DIRECTIONS[record.indicator.direction],
        wording.figure(record.current, record.indicator),
        wording.figure(record.previous, record.indicator),
        wording.change(record),
        wording.last_updated(record),
        str(record.rag),
    ]


def summary_caption(record: Record) -> str:
    """What the table of an indicator's own figures is called."""
    return f"{record.indicator.code}: performance in the {wording.month_in_full(record.edition.produced_on)} report"


def summary(record: Record) -> dict[str, str]:
    """An indicator's own table, by its heads: target, direction, figures and change, and the means where held."""
    period = wording.PERIOD_NAMES[record.indicator.compared_with]
    cells = {
        "Target": wording.target(record),
        "Direction for Improvement": wording.DIRECTIONS[record.indicator.direction],
        f"Current {period}": wording.figure(record.current, record.indicator),
        f"Previous {period}": wording.figure(record.previous, record.indicator),
        "Change in Performance": wording.change(record),
    }
    return cells | {str(kind): wording.number(mean.value, record.indicator) for kind, mean in record.benchmarks.items()}
