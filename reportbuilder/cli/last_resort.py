"""Tell in a line what no one foresaw: what was being done, what happened, at which file, and what to report."""

import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from types import TracebackType

from projectfiles import paths
from projectfiles.errors import CosmicError
from reportbuilder.places import scratch_folder

_LONGEST = 200  # characters
_OF_THE_MACHINE = {
    "can't start new thread": "this account may start no more processes; end others, or allow more (ulimit -u)",
    "MemoryError": "there is not enough memory; end other programs, or allow more (ulimit -v)",
}


def describe(error: BaseException, command: str) -> str:
    """Return what happened as a line for people, after all that is known of it was written into a file."""
    said = " ".join(str(error).split())[:_LONGEST]
    for sign, meaning in _OF_THE_MACHINE.items():
        if sign in f"{type(error).__name__}: {said}":
            return f"{command} failed: {meaning}"
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    file = _file_in_hand(error)
    at = f" at {file}" if file else ""
    return f"{command} failed{at} ({what}); this is a fault of the program: report it, with {_write(error)}"


def describe_system(error: OSError) -> str:
    """Return what the system refused as a line for people, with the file where it names one."""
    reason = error.strerror or str(error) or type(error).__name__
    names = [_shown(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes | Path)]
    return f"{' and '.join(names)}: {reason}" if names else reason


def _file_in_hand(error: BaseException) -> str:
    """Return the file of the project that was worked on last; "" where none is known."""
    with suppress(CosmicError, OSError, ValueError):
        root, found = paths.root(), ""
        for value in _held(error.__traceback__):
            if isinstance(value, Path) and value.is_relative_to(root) and value.is_file():
                found = value.relative_to(root).as_posix()
        return found
    return ""


def _held(trace: TracebackType | None) -> Iterator[object]:
    """Yield what was in hand when an error arose, that of the innermost call last."""
    while trace:
        yield from list(trace.tb_frame.f_locals.values())
        trace = trace.tb_next


def _write(error: BaseException) -> str:
    """Write all that is known of an error into a file, and return its path; beside the other scratch, if possible."""
    text = "\n".join(
        [
            f"command: {' '.join(map(ascii, sys.argv))}",
            f"version: cosmic-report {metadata.version('cosmic-report')}, Python {platform.python_version()}",
            f"system: {platform.platform()}",
            "",
            "".join(traceback.format_exception(error)),
        ]
    )
    content = text.encode("utf-8", "backslashreplace")
    for folder in _folders():
        with suppress(OSError, CosmicError):
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"cosmic-fault-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
            path.write_bytes(content)
            return _shown(path)
    sys.stderr.write(content.decode("utf-8"))
    return "what stands above"


def _folders() -> Iterator[Path]:
    with suppress(CosmicError, OSError):
        yield scratch_folder("faults")
    with suppress(OSError):
        yield Path(tempfile.gettempdir())


def _shown(path: object) -> str:
    """Return a path as messages print it, even where there is no project."""
    name = Path(os.fsdecode(path) if isinstance(path, bytes) else str(path))
    with suppress(CosmicError, OSError):
        return paths.shown(name)
    return str(name)
