"""Write several files together: all of them, or none, even where the program is killed on the way.

What is under way is kept in a note. Before all new texts are there, the note has what to take away; from then on, what
to put into place. Whatever was cut off is undone, or finished, before the next command begins.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from projectfiles import paths
from projectfiles.errors import CosmicError
from reportbuilder import places

_NOTE = "writing.json"
_BEGUN, _COMPLETE = "begun", "complete"


def write_all(texts: Mapping[Path, str | bytes]) -> None:
    """Write each text beside its path, then rename all into place. Raises CosmicError, with every file as it was.

    A file that could not be restored is named in the error; its old text is then beside it.
    """
    new = {path: path.with_name(f".{path.name}.new") for path in texts}
    old = {path: path.with_name(f".{path.name}.old") for path in texts if path.exists()}
    begun: list[Path] = []
    lost: list[Path] = []
    note = _note_of(texts)
    try:
        _take_note(note, _BEGUN, texts)
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(new[path], text if isinstance(text, bytes) else text.encode("utf-8"))
        for path, copy in old.items():
            shutil.copy2(path, copy)
            shutil.copymode(path, new[path])
        _take_note(note, _COMPLETE, texts)
        for path in texts:
            begun.append(path)
            new[path].replace(path)
    except BaseException as error:
        lost += [path for path in begun if not _restore(path, old.get(path))]
        if not isinstance(error, OSError):
            raise
        raise CosmicError(f"could not write: {error}{_outcome(lost, old)}") from None
    finally:
        copies = [copy for path, copy in old.items() if path not in lost]
        for path in (*new.values(), *copies, *([note] if note else [])):
            with suppress(OSError):  # where nothing can be written, nothing of it is there either
                path.unlink(missing_ok=True)


def finish_interrupted() -> None:
    """Undo what a killed command had begun to write, or finish it where all of it was ready.

    Raises CosmicError where a file was changed since: then it stays, and the new text lies beside it.
    """
    note = places.scratch_folder(_NOTE)
    try:
        said = json.loads(note.read_bytes())
        files = {paths.root() / name: digest for name, digest in said["files"].items()}
        is_complete, is_at_work = said["state"] == _COMPLETE, _is_running(said["process"], said["since"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return
    if is_at_work:
        return
    new = {path: path.with_name(f".{path.name}.new") for path in files}
    changed = [path for path in files if is_complete and new[path].exists() and _digest(path) != files[path]]
    for path in (path for path in files if path not in changed):
        if is_complete and new[path].exists():
            new[path].replace(path)
        new[path].unlink(missing_ok=True)
        path.with_name(f".{path.name}.old").unlink(missing_ok=True)
    note.unlink(missing_ok=True)
    if changed:
        names = ", ".join(f"{paths.shown(path)} (its new text is in {new[path].name})" for path in changed)
        raise CosmicError(
            f"a command was cut off while it wrote, and then this was changed: {names}; keep what is right"
        )


def _note_of(files: Iterable[Path]) -> Path | None:
    """Return where a note is kept of files of the project; None for others, such as those of a project to be made."""
    try:
        top = paths.root()
    except CosmicError:
        return None
    return places.scratch_folder(_NOTE) if all(path.is_relative_to(top) for path in files) else None


def _take_note(note: Path | None, state: str, files: Iterable[Path]) -> None:
    """Keep what is under way, and by which process, with the SHA-256 that each file has until then."""
    if note is None:
        return
    digests = {path.relative_to(paths.root()).as_posix(): _digest(path) for path in files}
    said = {"state": state, "process": os.getpid(), "since": _start_of(os.getpid()), "files": digests}
    note.parent.mkdir(parents=True, exist_ok=True)
    draft = note.with_suffix(".new")
    _write(draft, json.dumps(said).encode())
    draft.replace(note)


def _is_running(process: int, since: float) -> bool:
    """Tell whether the process that took a note is still there, and not another one under its number."""
    return _start_of(process) == since


def _start_of(process: int) -> float | None:
    import psutil  # only now: few commands write, and none has to wait for it

    try:
        return psutil.Process(process).create_time()
    except psutil.Error:
        return None


def _write(path: Path, content: bytes) -> None:
    """Write a file so that its content is on the disk before anything that relies on it."""
    path.write_bytes(content)
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _restore(path: Path, copy: Path | None) -> bool:
    """Put a file back as it was; return False where that fails."""
    try:
        if copy:
            copy.replace(path)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _outcome(lost: list[Path], old: dict[Path, Path]) -> str:
    if not lost:
        return "; nothing is changed"
    places = [f"; {paths.shown(path)} could not be restored: its old text is in {old[path].name}" for path in lost]
    return "".join(places)
