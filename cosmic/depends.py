"""What a notebook's run depends on, as digests: what is told of it before it runs, and what it was seen to read."""

import hashlib
import json
import platform
import sys
from functools import cache
from pathlib import Path

from cosmic import project, provenance
from cosmic.editions import Edition
from cosmic.execute import Task


def key(task: Task, edition: Edition) -> str:
    """A digest of what a notebook's run depends on by itself.

    That is its code, its parameters, the edition's day, its indicator's definition, figures and benchmarks, the code of
    `cosmic`, and what is installed.
    """
    notebook = json.loads(task.code)
    cells = [(cell["source"], sorted(cell["metadata"].get("tags", []))) for cell in notebook["cells"]]
    own = [_content(project.definition(task.stem)), _content(project.figures(task.stem)), _benchmarks(task.stem)]
    edition_of = str(edition.quarter), edition.produced_on.isoformat(), task.parameters
    fonts = sorted(path.name for path in (project.root() / "report" / "fonts").glob("*"))
    kernel = notebook["metadata"].get("kernelspec", {}).get("name")
    return _digest([task.stem, cells, kernel, edition_of, own, fonts, provenance.code(), _installed()])


def is_told_apart(path: str) -> bool:
    """Whether a run depends on a part of a file only, which the key holds, or `everything`."""
    return path == "data/benchmarks.csv" or path.startswith(("params/", "data/records/"))


def reads_others(stem: str, read: list[str]) -> bool:
    """Whether a run reads more of data/ than its own indicator's: then it depends on all, on what is not there too."""
    own = (project.shown(project.definition(stem)), project.shown(project.figures(stem)))
    return stem == project.SCORECARD or any(path.startswith("data/") and path not in own for path in read)


def everything(edition: Edition) -> str:
    """A digest of all that is in data/, and of the other quarters' params files."""
    own = project.params() / f"{edition.quarter}.yml"
    paths = [*(project.root() / "data").rglob("*"), *project.params().glob("*.yml")]
    held = sorted(project.shown(path) for path in paths if path.is_file() and path != own)
    return _digest([digests(held), [path.stem for path in sorted(project.params().glob("*.yml"))]])


def _benchmarks(stem: str) -> list[str]:
    """The rows of an indicator, under the table's head."""
    lines = (_content(project.benchmarks()) or "").splitlines()
    return [line for line in lines[1:] if stem in line] + lines[:1]


def _content(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.is_file() else None


def digests(paths: list[str] | dict) -> dict[str, str | None]:
    held = {path: project.root() / path for path in paths}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None for name, path in held.items()
    }


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _installed() -> list[str]:
    """Every distribution with its version, and Python's own, as a kernel of this process finds them."""
    held = {path.name for entry in sys.path if entry for path in Path(entry).glob("*.dist-info")}
    return [platform.python_version(), *sorted(held)]
