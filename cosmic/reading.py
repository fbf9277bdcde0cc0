"""What a notebook reads while it runs: every file of the project that it opens, so that none can change unnoticed.

An IPython extension, loaded into the kernels of an edition. It listens to the interpreter's own audit events.
"""

import importlib.util
import os
import sys
from pathlib import Path

from cosmic import project

READ = "read.txt"  # in the build folder of the run: a path a line, as messages print it
_READING = os.O_RDONLY | os.O_WRONLY | os.O_RDWR  # the part of the flags that tells which of these it is


def load_ipython_extension(_) -> None:
    """Begin to write down what is opened."""
    root, build, seen = project.root(), project.build(), set()

    def listen(event: str, arguments: tuple) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes) and _is_reading(arguments):
            path = _source(os.path.abspath(os.fsdecode(arguments[0])))
            if path not in seen:
                seen.add(path)
                _write_down(Path(path), root, build)

    sys.addaudithook(listen)


def _is_reading(arguments: tuple) -> bool:
    _, mode, flags = arguments
    return "r" in mode if mode else (flags & _READING) == os.O_RDONLY


def _source(path: str) -> str:
    """The source of a compiled module, by which its change is told."""
    try:
        return importlib.util.source_from_cache(path) if path.endswith(".pyc") else path
    except ValueError:
        return path


def _write_down(path: Path, root: Path, build: Path) -> None:
    """Keep a file of the project in mind; what stands in hidden folders, or is drawn by the run, is none."""
    if path.is_relative_to(build) or not path.is_relative_to(root):
        return
    within = path.relative_to(root)
    if not any(part.startswith(".") for part in within.parts):
        with open(build / READ, "a", encoding="utf-8") as file:
            file.write(f"{within.as_posix()}\n")
