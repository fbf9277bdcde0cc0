"""A quarter before it is run: everything that its edition is made from, read and checked."""

from dataclasses import dataclass

from nbformat import NotebookNode

from cosmic import editions, paths, record, saved_records
from cosmic.editions import Edition
from cosmic.errors import gather
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record
from reportbuilder.drafts import notebooks, provenance, snapshot


@dataclass(frozen=True)
class Draft:
    """An edition's parameters, inputs, records in the order of the report, and notebooks by their stems.

    `before` is the edition before this one, `kept` what was kept of its records; None where there is none. `files` are
    all that it is made from, as they were read: their SHA-256 by their paths.
    """

    edition: Edition
    inputs: Inputs
    records: list[Record]
    notebooks: dict[str, NotebookNode]
    before: Edition | None
    kept: list[dict] | None
    files: dict[str, str]


def read_draft(quarter: Quarter) -> Draft:
    """Read all that a quarter's edition is made from, each file once.

    Raises Faults with everything that is wrong in any file.
    """
    with snapshot.take(provenance.list_inputs(quarter)) as files:
        edition, inputs, held, before = gather(
            [
                lambda: editions.load_edition(quarter),
                lambda: record.load_inputs(paths.stems()),
                lambda: notebooks.read_notebooks(quarter),
                lambda: _before(quarter),
            ]
        )
    return Draft(edition, inputs, inputs.records(edition), held, *before, files)


def _before(quarter: Quarter) -> tuple[Edition | None, list[dict] | None]:
    """The edition before, and what was kept of its records."""
    before = editions.find_quarter_before(quarter)
    return (editions.load_edition(before), saved_records.load_saved_records(before)) if before else (None, None)
