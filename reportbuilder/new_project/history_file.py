"""Read a file of earlier figures, as people save it, by the rules of an indicator's own table."""

import csv
import io
from datetime import date
from pathlib import Path

from cosmic.definitions import Indicator
from cosmic.figures import Status
from projectfiles import files, paths
from projectfiles.errors import Faults, attempt, raise_any
from reportbuilder.drafts.figure_tables import COLUMNS, Rows, read_rows

_NEEDED = ["period_end", "value", "source"]
_MAY_BE_LEFT_OUT = ["numerator", "denominator", "status", "note"]


def read_file(indicator: Indicator, file: Path, published_on: date) -> Rows:
    """Return the rows of a file of earlier figures by their numbers, each as published on a day.

    A row without a status is `published`. Raises Faults with all that is wrong, each at its row and column.
    """
    typed, wrong_shapes = files.read_table(file, _NEEDED, _MAY_BE_LEFT_OUT)
    always = {"published": published_on.isoformat(), "status": str(Status.PUBLISHED)}
    whole = {number: always | {name: cell for name, cell in cells.items() if cell} for number, cells in typed.items()}
    with files.as_if_written({file: _as_table(whole)}):
        read, wrong_rows = attempt([lambda: read_rows(indicator, file)] if whole else [])
    raise_any([*wrong_shapes, *wrong_rows])
    if not read:
        raise Faults.at(paths.shown(file), "has no figures; add a row for each period")
    return read[0]


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
