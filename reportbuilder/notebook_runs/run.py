"""Run the notebooks of a quarter, side by side, or take what their last runs gave where nothing has changed."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from projectfiles import paths
from projectfiles.errors import gather
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs import cache, outputs, papermill_task, pool
from reportbuilder.notebook_runs.papermill_task import Executed, Shown, Task
from reportbuilder.notebook_runs.pool import RunOptions

Progress = Callable[[int, int, str], None]


def run_notebooks(draft: Draft, options: RunOptions, progress: Progress) -> dict[str, Executed]:
    """Return what every notebook gives, in the order of the report: as it was kept, else run now.

    All of it has passed the check of outputs, what is kept for the next time too. Raises Faults where cells fail, of
    all notebooks at once, each with its notebook and its number, and where outputs are not those of the page's calls.
    """
    stems = [paths.SCORECARD, *(record.indicator.stem for record in draft.records)]
    tasks = {stem: papermill_task.make_task(draft, stem, options.time_limit) for stem in stems}
    keys = {stem: cache.key(task, draft) for stem, task in tasks.items()}
    if draft.suppresses:
        cache.forget_others(keys.values())
    kept = {} if options.fresh else _kept(keys)
    progress(len(kept), len(stems), "kept" if kept else stems[0])
    missing = [tasks[stem] for stem in stems if stem not in kept]
    ran = _run_side_by_side(
        papermill_task.execute, missing, options, lambda done, stem: progress(len(kept) + done, len(stems), stem)
    )
    executed = {stem: kept.get(stem) or ran[stem] for stem in stems}
    outputs.check_outputs(draft, executed)
    if options.keep:
        for stem, result in ran.items():
            cache.keep(keys[stem], result)
    return executed


def _kept(keys: dict[str, str]) -> dict[str, Executed]:
    found = {stem: cache.find(key) for stem, key in keys.items()}
    return {stem: result for stem, result in found.items() if result}


def run_in_their_folders(tasks: list[Task], options: RunOptions, progress: Progress) -> dict[str, Shown]:
    """Return what each notebook gives in JupyterLab; nothing is kept. Raises Faults as `run_notebooks` does."""
    return _run_side_by_side(
        papermill_task.run_in_its_folder, tasks, options, lambda done, stem: progress(done, len(tasks), stem)
    )


def _run_side_by_side(
    run: Callable[[Task], Any],
    tasks: list[Task],
    options: RunOptions,
    progress: Callable[[int, str], None],
) -> dict[str, Any]:
    """Return what each task's notebook gives; the faults of all of them are raised together."""
    if not tasks:
        return {}
    papermill_task.sweep_old_folders()
    with pool.open_pool(options) as workers:
        waiting = [workers.submit(run, task) for task in tasks]
        numbered = zip(range(1, len(tasks) + 1), tasks, waiting, strict=True)
        return dict(gather(partial(_result, number, task, future, progress) for number, task, future in numbered))


def _result(number: int, task: Task, future: Future[Any], progress: Callable[[int, str], None]) -> tuple[str, Any]:
    """Wait for a task's result, and report it as done. Raises what it raises."""
    result = future.result()
    progress(number, task.stem)
    return task.stem, result
