"""Read and check everything that a quarter's edition is made from, before any notebook is run."""

from dataclasses import dataclass

from nbformat import NotebookNode

from cosmic import editions, paths, record, saved_records
from cosmic.editions import Edition
from cosmic.errors import attempt, raise_any
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record
from reportbuilder.drafts import notebooks, provenance, snapshot
from reportbuilder.drafts.about import find_about_faults
from reportbuilder.drafts.brand_faults import find_brand_faults
from reportbuilder.drafts.stray_files import find_stray_files
from reportbuilder.drafts.text_faults import find_text_faults


@dataclass(frozen=True)
class Draft:
    """An edition's parameters, inputs, records in the order of the report, and notebooks by their stems.

    `before` is the edition before this one, `kept` the records that were saved of it; None where there is none. `files`
    are all the files that it is made from, as they were read: their SHA-256 by their paths.
    """

    edition: Edition
    inputs: Inputs
    records: list[Record]
    notebooks: dict[str, NotebookNode]
    before: Edition | None
    kept: list[dict] | None
    files: dict[str, str]


@dataclass(frozen=True)
class _Before:
    """The edition before, and the records that were saved of it."""

    edition: Edition | None = None
    records: list[dict] | None = None


def read_draft(quarter: Quarter) -> Draft:
    """Read all that a quarter's edition is made from, each file once.

    Raises Faults with everything that is wrong in any file.
    """
    with snapshot.take(provenance.list_inputs(quarter)) as files:
        edition, wrong_edition = attempt([lambda: editions.load_edition(quarter)])
        inputs, wrong_inputs = attempt([lambda: record.load_inputs(paths.stems())])
        read, wrong_notebooks = attempt([lambda: notebooks.read_notebooks(quarter)])
        before, wrong_before = attempt([lambda: _read_before(quarter)])
        brand, wrong_brand = attempt([lambda: list(find_brand_faults())])
        about, wrong_about = attempt([lambda: list(find_about_faults())])
        strays = find_stray_files()
        wrong = [*wrong_edition, *wrong_inputs, *wrong_notebooks, *wrong_before, *wrong_brand, *wrong_about, *strays]
        raise_any(wrong)
    raise_any([*find_text_faults(edition[0], inputs[0]), *brand[0], *about[0]])
    return Draft(
        edition=edition[0],
        inputs=inputs[0],
        records=inputs[0].records(edition[0]),
        notebooks=read[0],
        before=before[0].edition,
        kept=before[0].records,
        files=files,
    )


def _read_before(quarter: Quarter) -> _Before:
    before = editions.find_quarter_before(quarter)
    if before is None:
        return _Before()
    return _Before(editions.load_edition(before), saved_records.load_saved_records(before))
