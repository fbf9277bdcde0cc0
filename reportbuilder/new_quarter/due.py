"""What is due for a quarter that was started: figures and words, service by service, and by when."""

from collections.abc import Iterator

from cosmic import formatting, paths
from cosmic.definitions import Comparison
from cosmic.periods import months_before
from cosmic.record import Record
from reportbuilder.drafts.commentary import Section
from reportbuilder.new_quarter import notebook_cells


def told(held: list[Record], notebooks: dict[str, str]) -> list[str]:
    """Which figures and words are due of a quarter's records, service by service, a line each."""
    lines = []
    for service in dict.fromkeys(record.indicator.service for record in held):
        lines += ["", service]
        for record in held:
            if record.indicator.service == service:
                lines += _due(record, notebooks[record.indicator.stem])
    return lines


def _due(record: Record, notebook: str) -> Iterator[str]:
    """The lines on one indicator."""
    indicator, quarter = record.indicator, record.edition.quarter
    tags = {str(Section.COMMENTARY), str(quarter)}
    number = next(
        n for n, (_, _, cell) in enumerate(notebook_cells.cells(notebook), 1) if tags <= set(notebook_cells.tags(cell))
    )
    yield f"  {indicator.title}"
    yield from (f"    {line}" for line in _figures_due(record))
    yield f"    commentary  {paths.shown(paths.notebook(indicator.stem))}, cell {number}"


def _figures_due(record: Record) -> Iterator[str]:
    """Which figure is due, and which to set it against are not held."""
    indicator, held = record.indicator, {figure.period_end for figure in record.series}
    if indicator.in_development:
        yield "figure      none: the indicator is in development"
        return
    due = indicator.latest_due(record.edition.produced_on, record.edition.quarter.end)
    if due in held:
        following = months_before(due, -indicator.basis.months_between)
        until = formatting.month_in_full(months_before(following, -max(indicator.lag_months, 1)))
        later = formatting.month(following)
        yield f"figure      none: {formatting.month(due)} is held, and {later} is not due until {until}"
    else:
        file = paths.shown(paths.figures(indicator.stem))
        yield f"figure      {formatting.month(due)} ({indicator.basis}), in {file}"
    apart = {3 if indicator.compared_with is Comparison.PREVIOUS_QUARTER else 12}
    target = indicator.target_on(due)
    if target and target.percent_above_previous_year is not None:
        apart.add(12)
    for end in (months_before(due, months) for months in sorted(apart)):
        if end not in held:
            yield f"to compare  {formatting.month(end)} ({indicator.basis}), in the same file: it is not held"
