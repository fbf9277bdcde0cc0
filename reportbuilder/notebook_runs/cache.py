"""Executed notebooks, kept under a digest of all that they depend on, so that only what changed is run again.

Prose is not kept: an edition takes it fresh. The store can be deleted at any time; several builds may use it at once.
"""

import base64
import hashlib
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from cosmic.editions import Edition
from projectfiles import paths
from reportbuilder.drafts import provenance, snapshot
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs.papermill_task import Executed, Task
from reportbuilder.places import scratch_folder
from reportpages import brand

ROOM = 256 * 2**20  # bytes; an edition of two hundred indicators takes an eighth of it
_UNFINISHED = ".part"
_SEAL = ', "sha256": "'


def key(task: Task, draft: Draft) -> str:
    """Return a digest of what a notebook's run depends on, as a draft has read it.

    That is its code and kernel, its parameters, the edition's day and committee, all of data/, the other quarters'
    params files, the fonts of charts, the code that a notebook runs, and what is installed.
    """
    notebook = json.loads(task.code)
    cells = [(cell["source"], sorted(cell["metadata"].get("tags", []))) for cell in notebook["cells"]]
    kernel = notebook["metadata"].get("kernelspec", {}).get("name")
    edition = draft.edition
    told = [str(edition.quarter), edition.produced_on.isoformat(), task.parameters, _of_committee(edition)]
    files = _digests([path for path in _data() if paths.shown(path) != edition.place], draft)
    value = [task.stem, cells, kernel, told, files, provenance.digest_code_of_pages(), _installed()]
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _of_committee(edition: Edition) -> dict:
    """Return what pages print of a committee: its key has a page of its own."""
    return edition.committee.model_dump(mode="json", include={"name", "prefix", "ratings"})


def find(name: str) -> Executed | None:
    """Return what was kept under a key; None where nothing was, or where it is not what was kept."""
    path = _path(name)
    try:
        kept = _unsealed(path.read_text(encoding="utf-8"))
        os.utime(path)  # it is used, and goes last
        figures = {name: base64.b64decode(content) for name, content in kept["figures"].items()}
        return Executed(kept["shown"], figures)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(name: str, done: Executed) -> None:
    """Keep what a notebook's run gave under its key, with a digest of its own."""
    figures = {name: base64.b64encode(content).decode() for name, content in done.figures.items()}
    with suppress(OSError):  # to keep it only saves time
        _write(_path(name), _sealed({"shown": done.shown, "figures": figures}))
        _make_room()


def forget_others(names: Iterable[str]) -> None:
    """Let go of all but some keys: what was kept before a figure was suppressed shows it."""
    paths_kept = {_path(name) for name in names}
    for _, _, path in _held():
        if path not in paths_kept:
            path.unlink(missing_ok=True)


def _data() -> Iterator[Path]:
    """Yield the files that any page may be made of."""
    yield from (path for path in (paths.root() / "data").rglob("*") if not path.name.startswith((".", "~")))
    yield from paths.params().glob("*.yml")
    yield paths.brand()
    yield from brand.read_brand().fonts.values()


def _digests(files: list[Path], draft: Draft) -> dict[str, str]:
    """Return the SHA-256 of files, as a draft has read them, else as they are now."""
    read = {paths.shown(path): draft.files.get(paths.shown(path)) for path in files}
    now = snapshot.digest_files(paths.root() / name for name, digest in read.items() if digest is None)
    return now | {name: digest for name, digest in read.items() if digest is not None}


@cache
def _installed() -> list[str]:
    """Return every distribution with its version, and Python's own, as a kernel of this process finds them."""
    names = {path.name for entry in sys.path if entry for path in Path(entry).glob("*.dist-info")}
    return [platform.python_version(), *sorted(names)]


def _sealed(held: dict) -> str:
    """What is kept, as JSON that ends with a SHA-256 of all before it: by that it is told where it is altered."""
    text = json.dumps(held).removesuffix("}")
    return f'{text}{_SEAL}{hashlib.sha256(text.encode()).hexdigest()}"}}'


def _unsealed(text: str) -> dict:
    """What is kept. Raises ValueError where it was altered."""
    held, _, digest = text.rpartition(_SEAL)
    if digest != f'{hashlib.sha256(held.encode()).hexdigest()}"}}':
        raise ValueError("altered")
    return json.loads(f"{held}}}")


def _path(name: str) -> Path:
    return scratch_folder("kept") / f"{name}.json"


def _write(path: Path, text: str) -> None:
    """Write aside, then rename: nobody finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, suffix=_UNFINISHED)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(name, path)


def _make_room() -> None:
    """Let go what was not used for longest, and what was left unfinished a day ago."""
    taken = 0
    for size, used, path in sorted(_held(), key=lambda held: -held[1]):
        taken += size
        if taken > ROOM or (path.suffix == _UNFINISHED and time.time() - used > 24 * 60 * 60):
            path.unlink(missing_ok=True)


def _held() -> list[tuple[int, float, Path]]:
    """What the store holds: size, when it was last used, and where."""
    held: list[tuple[int, float, Path]] = []
    if not scratch_folder("kept").is_dir():
        return held
    for path in scratch_folder("kept").iterdir():
        with suppress(OSError):  # another build let go of it
            seen = path.stat()
            held.append((seen.st_size, seen.st_mtime, path))
    return held
