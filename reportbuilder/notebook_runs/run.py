"""Run the notebooks of a quarter, side by side, or take what their last runs gave where nothing has changed."""

from collections.abc import Callable

from cosmic import paths
from cosmic.errors import gather
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs import cache, outputs, papermill_task, pool
from reportbuilder.notebook_runs.papermill_task import Executed, Task
from reportbuilder.notebook_runs.pool import RunOptions

Progress = Callable[[int, int, str], None]


def run_notebooks(draft: Draft, means: RunOptions, progress: Progress) -> dict[str, Executed]:
    """Return what every notebook gives, in the order of the report: as it was kept, else run now.

    All of it has passed the check of outputs, what is kept for the next time too. Raises Faults where cells fail, of
    all notebooks at once, each with its notebook and its number, and where outputs are not those of the page's calls.
    """
    stems = [paths.SCORECARD, *(record.indicator.stem for record in draft.records)]
    tasks = {stem: papermill_task.make_task(draft, stem, means.time_limit) for stem in stems}
    keys = {stem: cache.key(task, draft) for stem, task in tasks.items()}
    kept = {} if means.fresh else _kept(keys)
    progress(len(kept), len(stems), "kept" if kept else stems[0])
    due = [tasks[stem] for stem in stems if stem not in kept]
    ran = _ran(due, means, lambda done, stem: progress(len(kept) + done, len(stems), stem))
    executed = {stem: kept.get(stem) or ran[stem] for stem in stems}
    outputs.check_outputs(draft, executed)
    for stem, done in ran.items() if means.keep else ():
        cache.keep(keys[stem], done)
    return executed


def _kept(keys: dict[str, str]) -> dict[str, Executed]:
    found = {stem: cache.find(key) for stem, key in keys.items()}
    return {stem: done for stem, done in found.items() if done}


def _ran(tasks: list[Task], means: RunOptions, progress: Callable[[int, str], None]) -> dict[str, Executed]:
    """What the tasks' notebooks gave, side by side; the faults of all of them are raised together."""
    if not tasks:
        return {}
    papermill_task.sweep_old_folders()
    with pool.open_pool(means) as workers:
        waiting = [workers.submit(papermill_task.execute, task) for task in tasks]

        def result(number: int) -> tuple[str, Executed]:
            done = waiting[number].result()
            progress(number + 1, tasks[number].stem)
            return tasks[number].stem, done

        return dict(gather(lambda number=number: result(number) for number in range(len(tasks))))
