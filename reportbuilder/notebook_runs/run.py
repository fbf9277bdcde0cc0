"""Run the notebooks for a quarter, side by side: notebooks/ + params/ → a build folder."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nbformat import NotebookNode

from cosmic import paths
from cosmic.errors import gather
from reportbuilder.drafts import commentary, provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding
from reportbuilder.notebook_runs import cache, depends, outputs, pool
from reportbuilder.notebook_runs.papermill_task import Executed, Task, execute, sweep, task
from reportbuilder.notebook_runs.pool import Means
from reportbuilder.publishing import export, quality_page

_EMPTY = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}
Progress = Callable[[int, int, str], None]


def run(
    draft: Draft,
    findings: list[Finding],
    build: Path,
    means: Means,
    progress: Progress,
    publisher: str = "embedded",
) -> None:
    """Run the notebooks of a quarter and leave in an empty folder all that a publisher needs.

    That is the executed notebooks and their figures, the quality page, the edition's metadata and its tables, which
    name the publisher. Raises Faults where cells fail, of all notebooks at once, each with its notebook and its number,
    and Changed where a notebook read another content of a file than the draft has.
    """
    executed = _executed(draft, means, progress)
    inputs = provenance.with_read(draft.files, [done.read for done in executed.values()])
    outputs.check(draft, executed)
    for stem, done in executed.items():
        _leave(_page(draft, stem, done), build / f"{stem}.ipynb")
        for name, figure in done.figures.items():
            (build / "figures").mkdir(exist_ok=True)
            (build / "figures" / name).write_bytes(figure)
    export.metadata(draft.edition, build)
    export.scorecard(draft.records, build)
    export.record(draft.edition, draft.records, inputs, publisher, build)
    _leave(quality_page.notebook(draft, findings, inputs), build / f"{paths.QUALITY}.ipynb")


def _executed(draft: Draft, means: Means, progress: Progress) -> dict[str, Executed]:
    """Every notebook executed, in the order of the report: as it was kept, else run now, however that is shared out."""
    stems = [paths.SCORECARD, *(record.indicator.stem for record in draft.records)]
    tasks = {stem: task(draft, stem, means.time_limit) for stem in stems}
    keys = {stem: depends.key(task, draft) for stem, task in tasks.items()}
    held = {} if means.fresh else {stem: cache.find(key, draft) for stem, key in keys.items()}
    held = {stem: found for stem, found in held.items() if found}
    progress(len(held), len(stems), "kept" if held else stems[0])
    due = [stem for stem in stems if stem not in held]
    begun = time.time()
    ran = _ran([tasks[stem] for stem in due], means, lambda done, stem: progress(len(held) + done, len(stems), stem))
    for stem, done in ran.items() if means.keep else ():
        cache.keep(keys[stem], stem, draft, done, begun)
    return {stem: held.get(stem) or ran[stem] for stem in stems}


def _ran(tasks: list[Task], means: Means, progress: Callable[[int, str], None]) -> dict[str, Executed]:
    """What the tasks' notebooks gave, side by side; the faults of all of them are raised together."""
    if not tasks:
        return {}
    sweep()
    with pool.executor(means) as workers:
        waiting = [workers.submit(execute, task) for task in tasks]

        def result(number: int) -> tuple[str, Executed]:
            done = waiting[number].result()
            progress(number + 1, tasks[number].stem)
            return tasks[number].stem, done

        return dict(gather(lambda number=number: result(number) for number in range(len(tasks))))


def _page(draft: Draft, stem: str, done: Executed) -> NotebookNode:
    """What an edition takes of a notebook: its prose as it is written now, and what its code cells gave.

    Each cell carries the number that the analyst sees.
    """
    notebook, shown = draft.notebooks[stem], iter(done.shown)
    numbers = {cell.id: number for number, cell in enumerate(notebook.cells, 1)}
    cells = commentary.select(notebook.cells, draft.edition.quarter)
    return NotebookNode(_EMPTY, cells=[_cell(cell, numbers[cell.id], shown) for cell in cells])


def _cell(cell: NotebookNode, number: int, shown: Iterator[list[str]]) -> dict:
    """A cell for the publisher. Not by nbformat, which would check every one of cells that were checked when read."""
    held = dict(cell) | {"metadata": {"number": number}}
    if cell.cell_type != "code":
        return held
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": markdown}} for markdown in next(shown)
    ]
    return held | {"execution_count": None, "outputs": outputs}


def _leave(notebook: NotebookNode, path: Path) -> None:
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
