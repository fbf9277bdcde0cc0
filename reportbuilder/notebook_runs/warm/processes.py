"""Warm processes: copies of one that has imported what notebooks import, in place of fresh ones.

Over the fork server of the standard library. Each copy leads a group of its own, ends with the process that asked for
it, and is ended with all that it started.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from reportbuilder.endings import ENDINGS

_PRELOAD = ["reportbuilder.notebook_runs.warm.preload"]
_LONGEST = 70  # bytes of the folder for temporary files; a socket in it adds 33, and may have 103 on macOS
_OURS = "cosmic"  # a file that tells our folder for the fork server's socket from other programs'
_hiding = threading.Lock()


def can_fork() -> bool:
    """Whether this machine can copy a warm process, and talk to it by files; Windows cannot.

    Nor can another where temporary files lie so deep that a socket among them has too long a path.
    """
    is_short = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST
    return is_short and "forkserver" in multiprocessing.get_all_start_methods()


def warm_up() -> None:
    """Have the fork server import what its copies need, while others still work."""
    from multiprocessing import forkserver, resource_tracker, util

    _context()
    with suppress(OSError):
        Path(util.get_temp_dir(), _OURS).touch()
    resource_tracker.ensure_running()  # which would let them through again
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # the fork server is born with it
    try:
        with suppress(OSError):
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def list_left_folders() -> Iterator[Path]:
    """Yield the folders among the temporary files in which fork servers of ours have their sockets, or had them."""
    return (mark.parent for mark in Path(tempfile.gettempdir()).glob(f"pymp-*/{_OURS}"))


def start(target: Callable, *arguments: object) -> BaseProcess | None:
    """A copy of the warm process that calls `target`; None where there is none to be had."""
    try:
        process = _context().Process(target=_lead, args=(target, arguments), daemon=True)
        with _without_main():
            process.start()
    except (OSError, EOFError, AssertionError, RuntimeError):  # the last two: in a process that may have no children
        return None
    return process


def end_all() -> None:
    """Kill every copy that still runs, and all that it started."""
    for process in multiprocessing.active_children():
        with suppress(OSError):  # it has ended by itself
            os.killpg(process.pid, signal.SIGKILL)


def _lead_group() -> None:
    """Lead a group of one's own, which Ctrl-C does not reach, and end with the process that asked for this one."""
    multiprocessing.current_process().daemon = False  # it may start processes
    os.setsid()
    for ending in ENDINGS - {signal.SIGINT}:
        signal.signal(ending, signal.SIG_DFL)  # the fork server has it ignored
    sys.excepthook = sys.__excepthook__
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _lead(target: Callable, arguments: tuple) -> None:
    _lead_group()
    target(*arguments)


def _end_with_parent() -> None:
    multiprocessing.parent_process().join()
    os.killpg(0, signal.SIGKILL)


def _context() -> BaseContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the program that runs, which a copy would import again: it is no part of what the copies do."""
    with _hiding:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
