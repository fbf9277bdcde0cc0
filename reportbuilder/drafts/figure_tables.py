"""Read a table of figures as it is typed, and tell whether it still says what it is to say."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cosmic import figures
from cosmic.definitions import Indicator
from cosmic.figures import FigureRow
from projectfiles import files, paths
from projectfiles.errors import attempt
from reportbuilder.drafts.added_rows import check_rows

COLUMNS = list(FigureRow.model_fields)
Rows = dict[int, FigureRow]


def read_table(indicator: Indicator) -> Rows:
    """Return the rows of an indicator's table of figures, as they are typed, by their numbers. Raises Faults."""
    return read_rows(indicator, paths.figures(indicator.stem))


def read_rows(indicator: Indicator, path: Path) -> Rows:
    """Return the rows of a file by the rules of an indicator's table, by their numbers. Raises Faults."""
    table = figures.read_rows(indicator, path)
    cells = table[COLUMNS].itertuples(index=False, name=None)
    rows = [FigureRow.model_construct(**dict(zip(COLUMNS, one, strict=True))) for one in cells]
    return dict(zip(table["row"], rows, strict=True))


def find_newest(rows: Iterable[FigureRow], end: date, day: date) -> FigureRow | None:
    """Return the row of a period that an edition of a day uses: the last to be published; None where there is none."""
    known = [row for row in rows if row.period_end == end and row.published <= day]
    return max(known, key=lambda row: row.published, default=None)


def check_table(indicator: Indicator, path: Path, changed: bytes, wanted: Iterable[FigureRow]) -> None:
    """Raise Faults where a table with its new rows does not say what it said and they say."""
    with files.as_if_written({path: changed}):
        found, faults = attempt([lambda: read_rows(indicator, path)])
    check_rows(path, [] if faults else found[0].values(), wanted)
