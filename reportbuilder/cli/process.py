"""Put right what this process was started with, where that would break what it does."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from projectfiles import paths
from projectfiles.errors import CosmicError, Fault, raise_any

_OWN = 0o700  # what this account may do with its own files
_FOLDERS = (
    "data",
    "data/indicators",
    "data/figures",
    "data/records",
    "params",
    "notebooks",
    "_extensions/cosmic-report",
)
_STREAMS = ("stdin", "stdout", "stderr")


def make_sound() -> None:
    """Open the streams that are closed, and let this account use the files that it makes, whatever its umask."""
    for number, name in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # or the next file would have this number, and be written into
            os.set_inheritable(number, True)
        if getattr(sys, name) is None:
            mode = "r" if number == 0 else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    os.umask(os.umask(0) & ~_OWN)


def check_folder(*, needs_project: bool = True) -> None:
    """Raise CosmicError where this folder is gone, its path cannot be written down, or it has no project to work on."""
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise CosmicError("the folder that you are in was deleted; go to the project's folder") from None
    try:
        str(here).encode("utf-8")
    except UnicodeEncodeError:
        shown = os.fsencode(here).decode("utf-8", "replace")
        raise CosmicError(f"the path of this folder is not UTF-8, got: {shown}; rename the folder") from None
    if needs_project:
        raise_any(_unusable())


def _unusable() -> Iterator[Fault]:
    """Find the folders of the project that are none, or that this account may not look into."""
    for name in _FOLDERS:
        path = paths.root() / name
        if os.path.lexists(path) and not path.is_dir():
            yield Fault(f"{name}/", "is not a folder; move away what has its name")
        elif path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            yield Fault(f"{name}/", "may not be looked into by this account; allow it to be read")
