"""Copies of a warm process, over the fork server of the standard library.

Each copy leads a process group of its own, ends with the process that asked for it, and is ended with all that it
started.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from reportbuilder.endings import ENDINGS
from reportbuilder.notebook_runs.surroundings import OWN, added_to_environment

_PRELOAD = ["reportbuilder.notebook_runs.warm.preload"]
_LONGEST = 70  # bytes of the folder for temporary files; a socket in it adds 33, and may have 103 on macOS
_MARK = "cosmic"  # a file that tells our folder for the fork server's socket from other programs'
_hiding = threading.Lock()


def can_fork() -> bool:
    """Tell whether this machine can copy a warm process, and talk to it by files; Windows cannot.

    Nor can another where temporary files lie so deep that a socket among them has too long a path.
    """
    is_short = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST
    return is_short and "forkserver" in multiprocessing.get_all_start_methods()


def warm_up() -> None:
    """Have the fork server import what its copies need, while this process does other things."""
    from multiprocessing import forkserver, resource_tracker, util

    _context()
    with suppress(OSError):
        Path(util.get_temp_dir(), _MARK).touch()
    with added_to_environment(OWN):
        resource_tracker.ensure_running()  # started later, it would let the signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # the fork server starts with them blocked
    try:
        with suppress(OSError), added_to_environment(OWN):
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def list_left_folders() -> Iterator[Path]:
    """Yield the folders among the temporary files in which our fork servers have their sockets, or had them."""
    return (mark.parent for mark in Path(tempfile.gettempdir()).glob(f"pymp-*/{_MARK}"))


def start(target: Callable[..., None], *arguments: object) -> BaseProcess | None:
    """Start a copy of the warm process that calls `target`; None where none can be had."""
    process = _context().Process(target=_lead, args=(target, arguments), daemon=True)
    try:
        with _without_main():
            process.start()
    except (OSError, EOFError, AssertionError, RuntimeError):  # the last two: in a process that may have no children
        return None
    return process


def end_all() -> None:
    """Kill every copy that still runs, and all that it started."""
    for process in multiprocessing.active_children():
        if process.pid is not None:
            with suppress(OSError):  # it has ended by itself
                os.killpg(process.pid, signal.SIGKILL)


def _lead(target: Callable[..., None], arguments: tuple) -> None:
    """Lead a group of one's own, which Ctrl-C does not reach, and end with the process that asked for this one."""
    multiprocessing.current_process().daemon = False  # it may start processes
    os.setsid()
    for ending in ENDINGS - {signal.SIGINT}:
        signal.signal(ending, signal.SIG_DFL)  # the fork server ignores it
    sys.excepthook = sys.__excepthook__
    try:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    except RuntimeError:  # the system allows no more threads: whoever asked sees this copy end
        os._exit(1)
    target(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os.killpg(0, signal.SIGKILL)


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the program that runs: a copy would import it again, and has no use for it."""
    with _hiding:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
