"""What a notebook reads while it runs: every file of the project that it opens, with what it held then.

An IPython extension, loaded into the kernels of an edition. It listens to the interpreter's own audit events.
"""

import hashlib
import importlib.util
import json
import os
import sys
from pathlib import Path

from cosmic import paths

READ = "read.jsonl"  # in the build folder of the run: a path a line, as messages print it, and its SHA-256
_CODE = Path(__file__).parent
_READING = os.O_RDONLY | os.O_WRONLY | os.O_RDWR  # the part of the flags that tells which of these it is


def load_ipython_extension(_) -> None:
    """Begin to write down what is opened."""
    root, build, seen = paths.root(), paths.build(), set()

    def listen(event: str, arguments: tuple) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes) and _is_reading(arguments):
            path = _source(os.path.abspath(os.fsdecode(arguments[0])))
            if path not in seen:
                seen.add(path)
                if not _write_down(Path(path), root, build):
                    seen.remove(path)  # it may come

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


def _write_down(path: Path, root: Path, build: Path) -> bool:
    """Keep a file of the project in mind; what stands in hidden folders, or is drawn by the run, is none.

    Nor is the code of `cosmic`, which is told among the tools. Returns False for a file that is not there.
    """
    if path.is_relative_to(build) or not path.is_relative_to(root):
        return True
    within = path.relative_to(root)
    if any(part.startswith(".") for part in within.parts) or (path.suffix == ".py" and path.is_relative_to(_CODE)):
        return True
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    with open(build / READ, "a", encoding="utf-8") as file:
        file.write(json.dumps([within.as_posix(), digest]) + "\n")
    return digest is not None
