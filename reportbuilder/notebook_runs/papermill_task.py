"""Run one notebook's code by papermill in a kernel of its own, wherever an executor puts it.

What goes in and what comes out are plain values, so that another process, or another machine that sees the project's
folder, can do the work.
"""

import json
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, ValidationError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from projectfiles import paths
from projectfiles.errors import CosmicError, Fault, Faults
from reportbuilder import places
from reportbuilder.drafts import commentary
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs import kernels, strays
from reportbuilder.notebook_runs.fast_start import warm_processes
from reportbuilder.notebook_runs.surroundings import OWN

_PREFIX = "cosmic-run-"
_OURS = (f"{_PREFIX}*", "cosmic-verify-*")
_TALKERS = ("papermill", "traitlets")
_QUOTED = 200  # characters
_DAY = 24 * 60 * 60  # seconds
_open: dict[Path, set[int]] = {}  # the folders of runs, each with what ran before it began
_changing = threading.Lock()


@dataclass(frozen=True)
class Task:
    """A notebook's code cells to run: as JSON, with their numbers as the analyst sees them by their ids.

    `place` is how messages name the notebook, `folder` where its kernel works; `time_limit` is in seconds, for a cell.
    """

    stem: str
    place: str
    folder: str
    code: str
    numbers: dict[str, int]
    parameters: dict[str, str]
    time_limit: int


@dataclass(frozen=True)
class Executed:
    """What an edition takes of a run: the Markdown that each code cell gave, in order, and the figures by name."""

    shown: list[list[str]]
    figures: dict[str, bytes]


@dataclass(frozen=True)
class Shown:
    """What JupyterLab would save of a run: the code cells with their outputs, and the figures by name."""

    cells: list[NotebookNode]
    figures: dict[str, bytes]


def temporary_folder() -> tempfile.TemporaryDirectory:
    """Return a folder among the system's temporary files that is deleted when it is left."""
    return tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)


def clear_runs() -> None:
    """End what all runs started, and delete their folders, those too that are being made."""
    with _changing:
        folders = list(_open)
    for folder in folders:
        _clear(folder)


@contextmanager
def _run_folder() -> Iterator[Path]:
    """Have a folder for one run, whose path is short enough for a kernel's sockets. Raises Stopped."""
    with _changing:
        kernels.raise_if_stopped()
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        _open[folder] = strays.list_running()
    try:
        yield folder
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    with _changing:
        if folder in _open:
            strays.end_strays(folder, _open[folder])
            shutil.rmtree(folder, ignore_errors=True)
            del _open[folder]


def sweep_old_folders() -> None:
    """Delete what runs that were killed left among the system's temporary files, once it is a day old."""
    temporary, processes = Path(tempfile.gettempdir()), warm_processes()
    left = processes.list_left_folders() if processes else ()
    for folder in [*chain.from_iterable(map(temporary.glob, _OURS)), *left]:
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _DAY:
                shutil.rmtree(folder)


def make_task(draft: Draft, stem: str, time_limit: int) -> Task:
    """Return the task of running a notebook of a draft; `time_limit` is in seconds, for a cell."""
    return task_of(stem, draft.notebooks[stem], places.notebook(stem).parent, draft.edition.parameters, time_limit)


def task_of(stem: str, notebook: NotebookNode, folder: Path, parameters: dict[str, str], time_limit: int) -> Task:
    """Return the task of running a notebook in a folder."""
    numbers = {cell.id: number for number, cell in enumerate(notebook.cells, 1)}
    cells = [
        NotebookNode(cell, outputs=[], execution_count=None, metadata={"tags": commentary.read_tags(cell)})
        for cell in code_cells(notebook)
    ]
    code = json.dumps(NotebookNode(notebook, cells=cells))
    return Task(stem, paths.shown(places.notebook(stem)), str(folder), code, numbers, parameters, time_limit)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the cells that are run: all code but the parameters that an earlier run by papermill left."""
    return [cell for _, cell in number_code_cells(notebook)]


def number_code_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """Return the cells that are run, with their numbers as the analyst sees them."""
    numbered = enumerate(notebook.cells, 1)
    return [
        (number, cell)
        for number, cell in numbered
        if cell.cell_type == "code" and commentary.INJECTED not in commentary.read_tags(cell)
    ]


def execute(task: Task) -> Executed:
    """Run a notebook's code. Raises Faults, with the notebook and the number of the cell that fails, hangs or dies."""
    with _run_folder() as folder:
        notebook = _run(task, folder)
        figures = _figures(folder / "figures")
    shown = [_markdown(cell) for cell in code_cells(notebook) if cell.id in task.numbers]
    _check_anchor(shown, task)
    return Executed(shown, figures)


def run_in_its_folder(task: Task) -> Shown:
    """Run a notebook as JupyterLab does, which shows figures of the project's build/. Raises as `execute` does."""
    with _run_folder() as folder:
        cells = code_cells(_run(task, folder))
        drawn = Path(os.path.relpath(folder, os.path.realpath(task.folder))).as_posix()
        figures = _figures(folder / "figures")
    text = json.dumps(cells).replace(f"{drawn}/", "../build/")
    return Shown([nbformat.from_dict(cell) for cell in json.loads(text)], figures)


def _run(task: Task, folder: Path) -> NotebookNode:
    """Run the notebook; return it as papermill leaves it. Raises Faults as `execute` does."""
    kernels.use_by_default()
    for name in _TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # each error is reported as a fault, with its cell
    begun: list[str] = []
    try:
        return _run_by_papermill(task, folder, lambda cell, cell_index: begun.append(cell.id))
    except (PapermillExecutionError, DeadKernelError, CellTimeoutError) as error:
        raise Faults([Fault(_place(task, begun), _reason(error, task.time_limit))]) from None
    except (RuntimeError, OSError) as error:  # jupyter_client's own word for a kernel that ends as it starts
        raise CosmicError(_not_started(task, error)) from error
    except (ValidationError, UnicodeError) as error:  # a cell displayed what no notebook can hold
        message = f"a cell displays what a notebook cannot hold ({_start(error)}); take it out"
        raise Faults([Fault(task.place, message)]) from None


def _not_started(task: Task, error: Exception) -> str:
    reason = _start(error) or type(error).__name__
    advice = "if this account may run few processes or open few files (ulimit -u, -n), allow more or try --jobs 1"
    return f"{task.place}: the kernel could not be started ({reason}); {advice}"


def _start(error: Exception) -> str:
    return str(error).partition("\n")[0][:_QUOTED]


def _figures(folder: Path) -> dict[str, bytes]:
    """Return the files that a run drew, by name; not a link, or anything else that a cell may have left there."""
    paths = sorted(folder.glob("*"))
    return {path.name: path.read_bytes() for path in paths if path.is_file() and not path.is_symlink()}


def _run_by_papermill(task: Task, folder: Path, on_cell_start: Callable) -> NotebookNode:
    """Run the notebook; return it as papermill leaves it. Its figures are drawn into the folder."""
    manager = {"connection_file": str(folder / "kernel.json"), **kernels.transport()}
    # A person's own IPython (its profile, startup files and history) has no part in an edition.
    environment = {paths.BUILD_VARIABLE: str(folder), "IPYTHONDIR": str(folder / "ipython"), **OWN}
    return papermill.execute_notebook(
        nbformat.reads(task.code, as_version=4),
        None,
        task.parameters,
        progress_bar=False,
        execution_timeout=task.time_limit,
        # Not `cwd`, for which papermill would change the folder of the whole process, of all its threads.
        resources={"metadata": {"path": task.folder}},
        on_cell_start=on_cell_start,
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=ERROR", "--HistoryManager.enabled=False"],
        config=Config(AsyncKernelManager=manager, Provisioner={"environment": environment}),
    )


def _place(task: Task, begun: list[str]) -> str:
    """Return the notebook and the cell that ran last, numbered as the analyst sees them."""
    number = task.numbers.get(begun[-1]) if begun else None
    return f"{task.place}, cell {number}" if number else task.place


def _reason(error: PapermillExecutionError | DeadKernelError | CellTimeoutError, time_limit: int) -> str:
    if isinstance(error, DeadKernelError):
        return "the kernel died; a cell used too much memory, or ended Python itself"
    if isinstance(error, CellTimeoutError):
        return f"took longer than {time_limit} seconds; make it quicker, or allow more with --time-limit"
    return f"`{error.source.strip()}` failed with {error.ename}: {error.evalue}"


def _markdown(cell: NotebookNode) -> list[str]:
    """Return what a cell gave the publisher; anything else, such as what it printed, is left out."""
    given = (output.get("data", {}).get("text/markdown") for output in cell.outputs)
    return [_text(markdown) for markdown in given if markdown is not None]


def _text(markdown: object) -> str:
    """Return Markdown as one text, whatever kind of value a cell displayed; half a character becomes “?”."""
    text = "".join(map(str, markdown)) if isinstance(markdown, list) else str(markdown)
    return text.encode("utf-8", "replace").decode("utf-8")


def _check_anchor(shown: list[list[str]], task: Task) -> None:
    """Raise Faults where a copied notebook still shows another indicator."""
    lines = [line for texts in shown for text in texts for line in text.splitlines()]
    if not any(line.endswith(f"{{#{task.stem}}}") for line in lines):
        raise Faults([Fault(task.place, f"shows no heading of {task.stem}; does its page name another indicator?")])
