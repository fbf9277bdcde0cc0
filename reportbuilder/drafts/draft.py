"""Read and check everything that a quarter's edition is made from, before any notebook is run."""

from dataclasses import dataclass
from itertools import chain

import pandas as pd
from nbformat import NotebookNode

from cosmic import editions, record
from cosmic.editions import Edition
from cosmic.figures import Status
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record
from projectfiles import paths
from projectfiles.errors import attempt, raise_any
from reportbuilder.drafts import notebooks, provenance, reported, snapshot
from reportbuilder.drafts.about import find_about_faults
from reportbuilder.drafts.brand_faults import find_brand_faults
from reportbuilder.drafts.definition_faults import find_definition_faults
from reportbuilder.drafts.project_faults import find_project_faults
from reportbuilder.drafts.received import Received, read_received
from reportbuilder.drafts.saved import read_saved_records
from reportbuilder.drafts.stray_files import find_stray_files, stop_on_misnamed_files
from reportbuilder.drafts.text_faults import find_text_faults


@dataclass(frozen=True)
class Draft:
    """An edition's parameters, inputs, records in the order of the report, and notebooks by their stems.

    `saved` are the records that were saved of this very edition when the next quarter was started, `left_out` the stems
    that it lacks for no other reason than that these lack them. `before` is the edition before, with the records that
    were `kept` of it, and those that its inputs now give, `recomputed`. None, or nothing, where there is none.
    `received` are the returns of the quarter that were taken in, `files` all the files that it is made from, as they
    were read: their SHA-256 by their paths.
    """

    edition: Edition
    inputs: Inputs
    records: list[Record]
    notebooks: dict[str, NotebookNode]
    saved: list[dict] | None
    left_out: list[str]
    before: Edition | None
    kept: list[dict] | None
    recomputed: list[Record]
    received: list[Received]
    files: dict[str, str]

    @property
    def figures(self) -> list[pd.DataFrame]:
        """Return the tables of figures of the edition's records: the inputs are those of the edition before, too."""
        tables = {one.stem: table for one, table in zip(self.inputs.indicators, self.inputs.figures, strict=True)}
        return [tables[record.indicator.stem] for record in self.records]

    @property
    def suppresses(self) -> bool:
        """Tell whether a figure, or a part of one, is not to be shown."""
        tables = [*self.inputs.figures, *self.inputs.parts.values()]
        return any((table["status"] == Status.SUPPRESSED).any() for table in tables)


@dataclass(frozen=True)
class _Before:
    """The edition before, and the records that were saved of it."""

    edition: Edition | None = None
    records: list[dict] | None = None


def read_draft(quarter: Quarter) -> Draft:
    """Read all that a quarter's edition is made from, each file once.

    Raises Faults with everything that is wrong in any file.
    """
    with snapshot.take([paths.settings()]):
        stop_on_misnamed_files()
        with snapshot.take(reported.list_sources(quarter)), snapshot.take(provenance.list_inputs(quarter)) as files:
            return _read(quarter, files)


def _read(quarter: Quarter, files: dict[str, str]) -> Draft:
    edition, wrong_edition = attempt([lambda: editions.load_edition(quarter)])
    inputs, wrong_inputs = attempt([lambda: _read_inputs(quarter)])
    read, wrong_notebooks = attempt([lambda: notebooks.read_notebooks(quarter)])
    saved, wrong_saved = attempt([lambda: read_saved_records(quarter)])
    before, wrong_before = attempt([lambda: _read_before(quarter)])
    brand, wrong_brand = attempt([lambda: list(find_brand_faults())])
    about, wrong_about = attempt([lambda: list(find_about_faults())])
    looks, wrong_looks = attempt([lambda: list(find_project_faults())])
    received, wrong_received = attempt([read_received])
    defined = list(find_definition_faults())
    wrong = [*wrong_edition, *wrong_inputs, *wrong_notebooks, *wrong_saved, *wrong_before]
    wrong += [*wrong_brand, *wrong_about, *wrong_looks, *wrong_received, *chain(*brand, *about, *looks), *defined]
    raise_any([*wrong, *find_stray_files()])
    raise_any(find_text_faults(edition[0], inputs[0]))
    return Draft(
        edition=edition[0],
        inputs=inputs[0],
        records=inputs[0].records(edition[0]),
        notebooks=read[0],
        saved=saved[0],
        left_out=reported.list_left_out(quarter),
        before=before[0].edition,
        kept=before[0].records,
        recomputed=inputs[0].records(before[0].edition) if before[0].edition else [],
        received=[line for line in received[0] if line.quarter == str(quarter)],
        files=files,
    )


def _read_inputs(quarter: Quarter) -> Inputs:
    return record.load_inputs(paths.stems(), *editions.with_quarter_before(quarter))


def _read_before(quarter: Quarter) -> _Before:
    before = editions.find_quarter_before(quarter)
    if before is None:
        return _Before()
    return _Before(editions.load_edition(before), read_saved_records(before))
