"""Processes that a notebook's code started and left behind, wherever they went: found and ended.

They are the kernel's descendants; or they have the folder of their run in their environment; or, where they are copies
of a kernel that is a copy itself, and so have another's environment, they have a file of that folder open.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

import psutil

from cosmic import paths
from reportbuilder.notebook_runs.fast_start import warm_processes

_OPEN = "kernel"
_ENDING = 1.0  # seconds


def mark_as_of_run(folder: str) -> None:
    """Have a file of a run's folder open in this process and in its copies, but in no program that they start."""
    with suppress(OSError):
        os.open(os.path.join(folder, _OPEN), os.O_CREAT | os.O_RDONLY)


def started_by(number: int) -> list[psutil.Process]:
    """Return the processes that one started, those that they started, and so on, but where one between has ended."""
    with suppress(psutil.Error):
        return psutil.Process(number).children(recursive=True)
    return []


def kill(processes: list[psutil.Process]) -> None:
    """Kill processes, and see them end."""
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(processes, _ENDING)


def list_running() -> set[int]:
    """Return what runs on this machine now, by number: nothing of it belongs to a run that is still to begin."""
    return set(psutil.pids())


def end_strays(folder: Path, before: set[int]) -> None:
    """Kill what belongs to a run, and came after it began, until nothing of it is left, for a second at the most."""
    until = time.monotonic() + _ENDING
    while (strays := _of_run(folder, before)) and time.monotonic() < until:
        kill(strays)


def _of_run(folder: Path, before: set[int]) -> list[psutil.Process]:
    strays = []
    for number in list_running() - before - {os.getpid()}:
        with suppress(psutil.Error, OSError):  # it has ended, or is another user's
            process = psutil.Process(number)
            if _belongs(process, folder):
                strays.append(process)
    return strays


def _belongs(process: psutil.Process, folder: Path) -> bool:
    if process.environ().get(paths.BUILD_VARIABLE) == str(folder):
        return True
    return warm_processes() is not None and any(file.path == str(folder / _OPEN) for file in process.open_files())
