"""Builds and kernels as the tests start them, and whether what they started has ended."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
from nbformat import v4, writes

from reportbuilder.notebook_runs.papermill_task import Task
from tests.factories import BUILD, FIRST, notebook_of, save

HEADING = "from IPython.display import Markdown, display\ndisplay(Markdown('## x {#synthetic}'))"


def task(folder: Path, *sources: str, time_limit: int = 60) -> Task:
    cells = [v4.new_code_cell("quarter = ''", metadata={"tags": ["parameters"]}, id="p"), v4.new_code_cell(HEADING)]
    cells += [v4.new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python", "language": "python"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    numbers = {cell.id: number for number, cell in enumerate(cells, 1)}
    quarter = {"quarter": "2025-26-Q1"}
    return Task("synthetic", "notebooks/synthetic.ipynb", str(folder), writes(notebook), numbers, quarter, time_limit)


def gone(pid: int, seconds: int = 20) -> bool:
    """Whether a process has ended, or does so soon."""
    return soon(lambda: _has_ended(pid), seconds)


def _has_ended(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def soon(holds, seconds: int = 20) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def start(project: Path, *arguments: str, **options) -> subprocess.Popen:
    """`cosmic build` of a project's first quarter, as a person starts it, in a session of its own."""
    command = [sys.executable, "-m", "reportbuilder", *BUILD, *arguments]
    pipes = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, cwd=project, text=True, start_new_session=True, **pipes, **options)


def place(project: Path) -> Path:
    return project / "_report" / str(FIRST)


def change_code(project: Path, source: str):
    """Put code into cell 3 of the indicator's notebook."""
    notebook = notebook_of(project, "cosmic-003")
    notebook["cells"][2]["source"] = f"{source}\npage.heading()"
    save(project, "cosmic-003", notebook)


def running(project: Path) -> list[psutil.Process]:
    """Processes that still work in a project, or for it."""
    found = []
    for process in psutil.process_iter():
        try:
            if (
                process.pid != os.getpid()
                and Path(process.cwd()).is_relative_to(project)
                and process.status() != psutil.STATUS_ZOMBIE
            ):
                found.append(process)
        except psutil.Error:
            continue
    return found
