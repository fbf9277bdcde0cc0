"""Run notebooks in a copy of the project that is as it will be, so that they show the quarter that is started."""

import shutil
from pathlib import Path

from cosmic.periods import Quarter
from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import notebook_file, provenance
from reportbuilder.new_quarter.notebook_cells import with_outputs
from reportbuilder.notebook_runs import papermill_task
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress, run_in_their_folders

_SHOWN = ".svg"  # the form of charts that JupyterLab shows


def run_all(
    notebooks: dict[str, str], others: dict[Path, str], last: Quarter, options: RunOptions, progress: Progress
) -> tuple[dict[str, str], dict[Path, str]]:
    """Return the texts of notebooks, by stem, with what Run All shows once `others` are written too; and its charts.

    The project itself is only read. Raises Faults where a cell fails.
    """
    texts = others | {places.notebook(stem): text for stem, text in notebooks.items()}
    with papermill_task.temporary_folder() as name:
        copy = Path(name).resolve()
        _copy_project(copy, texts, last)
        tasks = []
        for stem, text in notebooks.items():
            notebook = notebook_file.parse_notebook(text, paths.shown(places.notebook(stem)))
            tasks.append(papermill_task.task_of(stem, notebook, copy / "notebooks", {}, options.time_limit))
        shown = run_in_their_folders(tasks, options, progress)
    charts = {
        paths.figure(stem).with_suffix(_SHOWN): shown[stem].figures[f"{stem}{_SHOWN}"].decode()
        for stem in shown
        if f"{stem}{_SHOWN}" in shown[stem].figures
    }
    return {stem: with_outputs(text, shown[stem].cells) for stem, text in notebooks.items()}, charts


def _copy_project(folder: Path, texts: dict[Path, str], last: Quarter) -> None:
    """Copy all that a page is made from, some files with new texts."""
    root = paths.root()
    held = {*provenance.list_inputs(last), *(root / "data").rglob("*"), *paths.params().glob("*")}
    for path in (path for path in held if path.is_file()):
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    for path, text in texts.items():
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(text.encode())
