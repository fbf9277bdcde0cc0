"""Furnish a build folder with all that a publisher needs: executed notebooks, figures, tables and metadata."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import commentary, dialect
from reportbuilder.drafts.action_table import show_actions
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding
from reportbuilder.notebook_runs.papermill_task import Executed
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress, run_notebooks
from reportbuilder.publishing import export, key_page, quality_page
from reportpages.scorecard import ScorecardContent

_EMPTY = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def furnish(
    draft: Draft,
    findings: list[Finding],
    build: Path,
    options: RunOptions,
    progress: Progress,
    publisher: str = "embedded",
) -> None:
    """Run the notebooks of a quarter, and put into an empty folder all that a publisher needs.

    That is the executed notebooks and their figures, the pages of key and quality, the edition's metadata and its
    tables, which name the publisher. Raises Faults as `run_notebooks` does.
    """
    executed = run_notebooks(draft, options, progress)
    executed[paths.SCORECARD] = _with_actions(draft, executed[paths.SCORECARD])
    (build / "figures").mkdir()
    for stem, result in executed.items():
        _write(_page(draft, stem, result), build / f"{stem}.ipynb")
        for name, figure in result.figures.items():
            (build / "figures" / name).write_bytes(figure)
    for stem in paths.stems():
        if stem not in executed:  # index.qmd names the pages of all editions: this one says nothing there
            _write(NotebookNode(_EMPTY, cells=[]), build / f"{stem}.ipynb")
    export.metadata(draft.edition, build)
    export.scorecard(draft.records, build)
    export.figures(draft, build)
    export.record(draft, publisher, build)
    _write(key_page.make_notebook(draft), build / f"{places.KEY}.ipynb")
    _write(quality_page.make_notebook(draft, findings), build / f"{places.QUALITY}.ipynb")


def _with_actions(draft: Draft, scorecard: Executed) -> Executed:
    """Return the scorecard's page with the edition's actions behind what is to be seen at a glance, or at its end.

    They stand in the words of all notebooks, which a kernel does not read.
    """
    table = show_actions(draft)
    if table is None or not scorecard.shown:
        return scorecard
    glance = ScorecardContent(draft.edition, draft.inputs, draft.records).glance().markdown
    place = next((number for number, shown in enumerate(scorecard.shown) if glance in shown), len(scorecard.shown) - 1)
    shown = [*scorecard.shown[:place], [*scorecard.shown[place], table.markdown], *scorecard.shown[place + 1 :]]
    return replace(scorecard, shown=shown)


def _page(draft: Draft, stem: str, result: Executed) -> NotebookNode:
    """Return what an edition takes of a notebook: its prose as it is written now, and what its code cells gave.

    Each cell carries the number that the analyst sees.
    """
    notebook, shown = draft.notebooks[stem], iter(result.shown)
    numbers = {cell.id: number for number, cell in enumerate(notebook.cells, 1)}
    cells = commentary.select_cells(notebook.cells, draft.edition.quarter)
    return NotebookNode(_EMPTY, cells=[_cell(cell, numbers[cell.id], shown) for cell in cells])


def _cell(cell: NotebookNode, number: int, shown: Iterator[list[str]]) -> dict:
    """Return a cell for the publisher. Not by nbformat, which would check again what was checked when it was read."""
    page_cell = dict(cell) | {"metadata": {"number": number}}
    if cell.cell_type == "markdown":
        return page_cell | {"source": dialect.as_published(cell.source)}
    if cell.cell_type != "code":
        return page_cell
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": markdown}} for markdown in next(shown)
    ]
    return page_cell | {"execution_count": None, "outputs": outputs}


def _write(notebook: NotebookNode, path: Path) -> None:
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
