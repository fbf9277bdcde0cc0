"""Processes that a notebook's code started and left running, wherever they went: found and ended.

They are descendants of the kernel; or they have the folder of their run in their environment; or, where they are copies
of a kernel that is a copy itself and so have the environment of another process, they have a file of that folder open.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

import psutil

from projectfiles import paths
from reportbuilder.notebook_runs.fast_start import warm_processes

_ENDING = 1.0  # seconds


def started_by(pid: int) -> list[psutil.Process]:
    """Return the processes that one started, and those that these started, as far as all between still run."""
    with suppress(psutil.Error):
        return psutil.Process(pid).children(recursive=True)
    return []


def kill(processes: list[psutil.Process]) -> None:
    """Kill processes, and wait for their end."""
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(processes, _ENDING)


def list_running() -> set[int]:
    """Return the numbers of all processes of this machine: none of them belongs to a run that is still to begin."""
    return set(psutil.pids())


def end_strays(folder: Path, before: set[int]) -> None:
    """Kill what belongs to a run and was started after it began, until none is left, for a second at the most."""
    until = time.monotonic() + _ENDING
    while (strays := _strays(folder, before)) and time.monotonic() < until:
        kill(strays)


def _strays(folder: Path, before: set[int]) -> list[psutil.Process]:
    strays = []
    for pid in list_running() - before - {os.getpid()}:
        with suppress(psutil.Error, OSError):  # it has ended, or is another user's
            process = psutil.Process(pid)
            if _belongs(process, folder):
                strays.append(process)
    return strays


def _belongs(process: psutil.Process, folder: Path) -> bool:
    if process.environ().get(paths.BUILD_VARIABLE) == str(folder):
        return True
    warm = warm_processes()
    return warm is not None and any(file.path == str(folder / warm.OPEN_FILE) for file in process.open_files())
