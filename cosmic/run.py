"""Run the notebooks for a quarter by papermill: notebooks/ + params/ → build/."""

import shutil
from collections.abc import Callable

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from cosmic import commentary, export, project, quality
from cosmic.draft import Draft
from cosmic.editions import Edition
from cosmic.errors import Fault, Faults
from cosmic.findings import Finding

Progress = Callable[[int, int, str], None]


def run(draft: Draft, findings: list[Finding], progress: Progress) -> None:
    """Run the notebooks of a quarter and leave in build/ all that a publisher needs, the quality page with it.

    Raises Faults where a cell fails, with its notebook and its number.
    """
    shutil.rmtree(project.build(), ignore_errors=True)
    project.build().mkdir()
    stems = [project.SCORECARD, *project.stems()]
    for done, stem in enumerate(stems):
        progress(done, len(stems), stem)
        _execute(stem, draft.edition)
    progress(len(stems), len(stems), "done")
    export.metadata(draft.edition)
    export.scorecard(draft.records)
    export.records(draft.records)
    nbformat.write(quality.notebook(draft, findings), project.build() / f"{project.QUALITY}.ipynb")


def _execute(stem: str, edition: Edition) -> None:
    """Run one notebook in the notebooks' folder and keep what an edition takes of it."""
    path = project.notebook(stem)
    notebook = nbformat.read(path, as_version=4)
    numbers = {cell.id: number for number, cell in enumerate(notebook.cells, 1)}
    notebook.cells = commentary.select(notebook.cells, edition.quarter)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    try:
        executed = papermill.execute_notebook(
            notebook,
            None,
            edition.parameters,
            progress_bar=False,
            cwd=path.parent,
            extra_arguments=["--log-level=ERROR"],
        )
    except (PapermillExecutionError, DeadKernelError) as error:
        raise Faults([_cell_fault(error, project.shown(path), notebook, numbers)]) from None
    _check_anchor(executed, stem, project.shown(path))
    _strip(executed, numbers)
    nbformat.write(executed, project.build() / f"{stem}.ipynb")


def _cell_fault(error: Exception, place: str, notebook, numbers: dict[str, int]) -> Fault:
    """Which cell failed, numbered as the analyst sees them, and how."""
    if isinstance(error, DeadKernelError):
        return Fault(place, "the kernel died")
    source = error.source.strip()
    failed = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip() == source]
    cell = f", cell {numbers[failed[0].id]}" if failed else ""
    return Fault(f"{place}{cell}", f"`{source}` failed with {error.ename}: {error.evalue}")


def _check_anchor(notebook, stem: str, place: str) -> None:
    """A copied notebook that still shows another indicator is a fault."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    anchors = [line for output in outputs for line in output.get("data", {}).get("text/markdown", "").splitlines()]
    if not any(line.endswith(f"{{#{stem}}}") for line in anchors):
        raise Faults([Fault(place, f"shows no heading of {stem}; does it name another indicator?")])


def _strip(notebook, numbers: dict[str, int]) -> None:
    """Take out timestamps, machine paths and papermill's own notes; cells keep the number that the analyst sees."""
    notebook.metadata.pop("papermill", None)
    notebook.cells = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    for cell in notebook.cells:
        cell.metadata = {"number": numbers[cell.id]}
