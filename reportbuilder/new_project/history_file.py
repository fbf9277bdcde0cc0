"""Read a file of earlier figures, as people save it, by the rules of an indicator's own table."""

import csv
import io
from datetime import date
from pathlib import Path

from cosmic import figures
from cosmic.definitions import Indicator
from cosmic.figures import FigureRow, Status
from projectfiles import files, paths
from projectfiles.errors import Faults, attempt, raise_any

COLUMNS = list(FigureRow.model_fields)
_NEEDED = ["period_end", "value", "source"]
_MAY_BE_LEFT_OUT = ["numerator", "denominator", "status", "note"]
Rows = dict[int, FigureRow]


def read_table(indicator: Indicator) -> Rows:
    """Return the rows of an indicator's table of figures, as they are typed, by their numbers. Raises Faults."""
    return _read(indicator, paths.figures(indicator.stem))


def read_file(indicator: Indicator, file: Path, published_on: date) -> Rows:
    """Return the rows of a file of earlier figures by their numbers, each as published on a day.

    A row without a status is `published`. Raises Faults with all that is wrong, each at its row and column.
    """
    typed, wrong_shapes = files.read_table(file, _NEEDED, _MAY_BE_LEFT_OUT)
    always = {"published": published_on.isoformat(), "status": str(Status.PUBLISHED)}
    whole = {number: always | {name: cell for name, cell in cells.items() if cell} for number, cells in typed.items()}
    token = files.already_read.set({file: _as_table(whole)})
    try:
        read, wrong_rows = attempt([lambda: _read(indicator, file)] if whole else [])
    finally:
        files.already_read.reset(token)
    raise_any([*wrong_shapes, *wrong_rows])
    if not read:
        raise Faults.at(paths.shown(file), "has no figures; add a row for each period")
    return read[0]


def _read(indicator: Indicator, path: Path) -> Rows:
    table = figures.read_rows(indicator, path)
    cells = table[COLUMNS].itertuples(index=False, name=None)
    rows = [FigureRow.model_construct(**dict(zip(COLUMNS, one, strict=True))) for one in cells]
    return dict(zip(table["row"], rows, strict=True))


def _as_table(rows: dict[int, dict[str, str]]) -> bytes:
    """Return rows as CSV with the columns of a table of figures, each as the row of its own number."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for number in range(2, max(rows, default=0) + 1):
        if number in rows:
            writer.writerow(rows[number])
        else:
            text.write("\n")
    return text.getvalue().encode()
