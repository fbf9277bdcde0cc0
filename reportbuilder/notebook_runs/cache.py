"""Executed notebooks, kept under a digest of all that they depend on, so that only what changed is run again.

Prose is not kept: an edition takes it fresh. The store can be deleted at any time; several builds may use it at once.
"""

import base64
import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from cosmic import paths
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs import depends
from reportbuilder.notebook_runs.papermill_task import Executed

ROOM = 256 * 2**20  # bytes; an edition of two hundred indicators takes an eighth of it
_UNFINISHED = ".part"
_SEAL = ', "sha256": "'


def find(name: str, draft: Draft) -> Executed | None:
    """Return what was kept under a key.

    None where nothing was, where it is not what was kept, or where what the run read besides has changed since.
    """
    path = _path(name)
    try:
        held = _unsealed(path.read_text(encoding="utf-8"))
        if held["read"] != depends.digests(held["read"], draft):
            return None
        if held["all"] is not None and held["all"] != depends.everything(draft):
            return None
        os.utime(path)  # it is used, and goes last
        figures = {name: base64.b64decode(content) for name, content in held["figures"].items()}
        return Executed(held["shown"], figures, held["read"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(name: str, stem: str, draft: Draft, done: Executed, begun: float) -> None:
    """Keep what a notebook's run gave under its key, with a digest of its own.

    Unless what it read is not what the draft has, or was changed since the run began, in Unix time.
    """
    read = {path: digest for path, digest in done.read.items() if not depends.is_told_apart(path, draft)}
    as_read = all(draft.files.get(path, digest) == digest for path, digest in done.read.items())
    if not done.read or not as_read or any(_changed_since(path, begun) for path, digest in read.items() if digest):
        return
    held = {
        "shown": done.shown,
        "figures": {name: base64.b64encode(content).decode() for name, content in done.figures.items()},
        "read": read,
        "all": depends.everything(draft) if depends.reads_others(stem, read) else None,
    }
    with suppress(OSError):  # to keep it only saves time
        _write(_path(name), _sealed(held))
        _make_room()


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


def _changed_since(path: str, moment: float) -> bool:
    held = paths.root() / path
    return not held.is_file() or held.stat().st_mtime >= moment


def _path(name: str) -> Path:
    return paths.own("kept") / f"{name}.json"


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
    held = []
    for path in paths.own("kept").iterdir():
        with suppress(OSError):  # another build let go of it
            seen = path.stat()
            held.append((seen.st_size, seen.st_mtime, path))
    return held
