"""What a notebook's run depends on, as digests: what is told of it before it runs, and what it was seen to read."""

import hashlib
import json
import platform
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from cosmic import snapshot
from cosmic.paths import SCORECARD, benchmarks, definition, figures, params, root, shown
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs.papermill_task import Task


def key(task: Task, draft: Draft) -> str:
    """Return a digest of what a notebook's run depends on by itself, as a draft has read it.

    That is its code, its parameters, the edition's day, its indicator's definition, figures and benchmarks, the code of
    `cosmic`, and what is installed.
    """
    notebook = json.loads(task.code)
    cells = [(cell["source"], sorted(cell["metadata"].get("tags", []))) for cell in notebook["cells"]]
    own = [draft.files.get(name) for name in _own(task.stem)] + [_benchmarks(task.stem, draft)]
    edition_of = str(draft.edition.quarter), draft.edition.produced_on.isoformat(), task.parameters
    fonts = sorted(name for name in draft.files if name.startswith("report/fonts/"))
    kernel = notebook["metadata"].get("kernelspec", {}).get("name")
    return _digest([task.stem, cells, kernel, edition_of, own, fonts, provenance.code(), _installed()])


def is_told_apart(path: str, draft: Draft) -> bool:
    """Return whether a run depends on a part of a file only, which the key holds, or `everything`."""
    return path in (draft.edition.place, shown(benchmarks()))


def reads_others(stem: str, read: Iterable[str]) -> bool:
    """Return whether a run reads more of data/ than its own indicator's: then it depends on all, come or gone."""
    own = _own(stem)
    return stem == SCORECARD or any(path.startswith("data/") and path not in own for path in read)


def everything(draft: Draft) -> str:
    """Return a digest of all that is in data/, and of the other quarters' params files."""
    paths = [*(root() / "data").rglob("*"), *params().glob("*.yml")]
    names = sorted(shown(path) for path in paths if path.is_file())
    others = [name for name in names if name != draft.edition.place]
    return _digest([digests(others, draft), [path.stem for path in sorted(params().glob("*.yml"))]])


def digests(names: Iterable[str], draft: Draft) -> dict[str, str | None]:
    """Return the SHA-256 of files, as a draft has read them, else as they are now; None for one that is not there."""
    now = snapshot.digests(root() / name for name in names if name not in draft.files)
    return {name: draft.files.get(name, now.get(name)) for name in names}


def _own(stem: str) -> list[str]:
    """An indicator's definition and figures."""
    return [shown(path) for path in (definition(stem), figures(stem))]


def _benchmarks(stem: str, draft: Draft) -> list[list[str]]:
    """The rows of an indicator, wherever in the table they stand."""
    table = draft.inputs.benchmarks
    rows = table[table["indicator"] == stem].drop(columns="row")
    return [list(map(str, row)) for row in rows.itertuples(index=False)]


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _installed() -> list[str]:
    """Every distribution with its version, and Python's own, as a kernel of this process finds them."""
    held = {path.name for entry in sys.path if entry for path in Path(entry).glob("*.dist-info")}
    return [platform.python_version(), *sorted(held)]
