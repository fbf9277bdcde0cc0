"""List what is due for a quarter that was started: figures and commentary, service by service."""

from collections.abc import Iterator
from datetime import date

from cosmic.periods import months_before
from cosmic.record import Record
from cosmic.rules import RAG
from cosmic.targets import is_by_previous_year
from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import actions
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.due_periods import latest_due
from reportbuilder.new_quarter import notebook_text
from reportpages import formatting


def list_due(records: list[Record], notebooks: dict[str, str]) -> list[str]:
    """Return what is due for a quarter's records, service by service, as lines for people to read.

    `notebooks` are the texts of the notebooks by their stems, with the quarter's cells in them.
    """
    lines = []
    for service in dict.fromkeys(record.indicator.service for record in records):
        lines += ["", service]
        for record in records:
            if record.indicator.service == service:
                lines += _of_indicator(record, notebooks[record.indicator.stem])
    return lines


def _of_indicator(record: Record, notebook: str) -> Iterator[str]:
    yield f"  {record.indicator.title}"
    for line in _figures_due(record):
        yield f"    {line}"
    place = paths.shown(places.notebook(record.indicator.stem))
    yield f"    commentary  {place}, cell {_find_cell(record, notebook, Section.COMMENTARY)[0]}"
    number, cell = _find_cell(record, notebook, Section.PATH_TO_GREEN)
    if carried := len(actions.carry_open(cell.source)):
        yield f"    actions     {carried} go{'es' * (carried == 1)} on, in cell {number}: say of each how it stands"


def _find_cell(record: Record, notebook: str, section: Section) -> tuple[int, notebook_text.Cell]:
    """Return the quarter's cell of a section, which the notebook has, and its number."""
    tags = {str(section), str(record.edition.quarter)}
    numbered = enumerate(notebook_text.read_cells(notebook), 1)
    return next((number, cell) for number, cell in numbered if tags <= set(cell.tags))


def _figures_due(record: Record) -> Iterator[str]:
    """Yield which figure is due, and which figures to compare it with are missing."""
    indicator = record.indicator
    if indicator.in_development:
        yield "figure      none: the indicator is in development"
        return
    if record.rag is RAG.SUSPENDED:
        yield f"figure      none: the indicator is suspended: {record.set_aside}"
        return
    due = latest_due(indicator, record.edition.produced_on, record.edition.quarter.end)
    recorded = {figure.period_end for figure in record.series}
    rows = {missing.period_end: missing.row for missing in record.unavailable}
    if due in rows:
        yield f"figure      none: row {rows[due]} of its file says that {formatting.month(due)} is not available"
    elif due in recorded:
        following = months_before(due, -indicator.recorded.months_between)
        until = formatting.month_in_full(months_before(following, -max(indicator.lag_months, 1)))
        present, later = formatting.month(due), formatting.month(following)
        yield f"figure      none: {present} is in the file already, and {later} is not due until {until}"
    else:
        file = paths.shown(paths.figures(indicator.stem))
        yield f"figure      {formatting.month(due)} ({indicator.basis}), in {file}"
        yield from _parts_due(record, due)
    for end in _before_in_quarter(record, due):
        if end not in recorded | rows.keys():
            yield f"figure      {formatting.month(end)} ({indicator.basis}), in the same file: it is missing"
    for end in _compared_with(record, due):
        if end not in recorded:
            yield f"to compare  {formatting.month(end)} ({indicator.basis}), in the same file: it is missing"


def _parts_due(record: Record, due: date) -> Iterator[str]:
    if parts := record.indicator.parts:
        names, file = ", ".join(parts.names), paths.shown(paths.parts(record.indicator.stem))
        yield f"parts       {formatting.month(due)} by {parts.by} ({names}), in {file}"


def _before_in_quarter(record: Record, due: date) -> list[date]:
    """Return the ends of the periods of the same three months as one that is due, latest first: those of its months."""
    return [months_before(due, ago) for ago in (1, 2) if record.indicator.charted.months_between == 1]


def _compared_with(record: Record, due: date) -> list[date]:
    """Return the ends of the periods whose figures a figure is compared with, latest first: those in the same unit."""
    months, target = {record.indicator.months_back()}, record.indicator.target_on(due)
    if target and is_by_previous_year(target):
        months.add(12)
    ends = [months_before(due, count) for count in sorted(months)]
    return [end for end in ends if record.indicator.on(end).unit is record.indicator.unit]
