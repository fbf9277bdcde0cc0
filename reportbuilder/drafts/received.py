"""The list of returns that were taken in, data/returns.csv: a line for each indicator of each file."""

import hashlib
from functools import partial

from pydantic import Field

from projectfiles import files, paths
from projectfiles.errors import attempt, raise_any
from reportbuilder.drafts.added_rows import check_rows, with_rows
from savedfiles.models import Checked, Day, Text


class Received(Checked):
    """What is kept of a return for one indicator: whose it is, who answers for it, and of which file it is.

    `digest` is the SHA-256 of what was signed off: the figures and the words as the return left them in the project.
    """

    quarter: Text
    indicator: Text
    service: Text
    received: Day
    filled_in_by: Text | None
    filled_in_on: Day | None
    signed_off_by: Text | None
    signed_off_on: Day | None
    digest: Text = Field(pattern="^[0-9a-f]{64}$")
    file: Text = Field(pattern="^[0-9a-f]{64}$")


COLUMNS = list(Received.model_fields)


def read_received() -> list[Received]:
    """Return all lines of the list, in its order; none where no return was taken in. Raises Faults with wrong rows."""
    path = paths.returns()
    if files.read_content(path) is None:
        return []
    rows, wrong = files.read_table(path, COLUMNS)
    place = paths.shown(path)
    read, faults = attempt(
        partial(files.validate, Received, cells, f"{place}, row {row}", day_first=True) for row, cells in rows.items()
    )
    raise_any([*wrong, *faults])
    return read


def with_lines(received: list[Received]) -> bytes:
    """Return the content of the list with more lines at its end. Raises Faults where it would not be read with them."""
    path, held = paths.returns(), read_received()
    heads = {} if held else {path: f"{','.join(COLUMNS)}\n".encode()}
    with files.as_if_written(heads):
        content = with_rows(path, COLUMNS, map(dict, received), {})
    with files.as_if_written({path: content}):
        found, faults = attempt([read_received])
    check_rows(path, [] if faults else found[0], [*held, *received])
    return content


def digest_of_file(content: bytes) -> str:
    """Return the SHA-256 of a return's file, by which the same one is known again."""
    return hashlib.sha256(content).hexdigest()
