"""Make a folder whole or not at all: beside its place, on the same file system, into which it is put in one step.

What was there stays until then, whatever happens. Another build of the same folder waits meanwhile.
"""

import glob
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from projectfiles import paths
from projectfiles.errors import CosmicError
from reportbuilder.places import scratch_folder
from reportbuilder.publishing.exchange import exchange_folders

NEW, OLD, WORK = "new", "old", "work"
OF_THE_SYSTEM = (".DS_Store", "Thumbs.db", "desktop.ini")


@contextmanager
def staged(place: Path, names: tuple[str, ...] | None = None) -> Iterator[tuple[Path, Path]]:
    """Have two empty folders: the first takes the place of `place` in the end; the second is for work on the way.

    `names` are all the files that `place` may hold, since it is replaced; None where it is this program's anyway.
    Raises CosmicError where it holds others, or where something cannot be written; nothing is changed then, nor where
    the block raises.
    """
    try:
        if names is not None:
            _check_is_own(place, names)
        place.parent.mkdir(parents=True, exist_ok=True)
        with _locked(place):
            _sweep(place)
            stage = Path(tempfile.mkdtemp(prefix=_prefix(place), dir=place.parent))
            try:
                yield _folder(stage / NEW), _folder(stage / WORK)
                _put(stage, place)
            finally:
                shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise CosmicError(f"could not write {paths.shown(place)}: {error}; {_what_stays(place)}") from None


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Lock a folder for one build; a second one says that it waits."""
    lock = FileLock(_locks() / f"{place.name}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        print(f"cosmic: another build of {paths.shown(place)} is under way; waiting for it", file=sys.stderr)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _locks() -> Path:
    """Return the folder of locks: in the project, or among the temporary files where that may not be written."""
    locks = scratch_folder("locks")
    with suppress(OSError):
        locks.mkdir(parents=True, exist_ok=True)
    return locks if os.access(locks, os.W_OK) else Path(tempfile.gettempdir())


def _sweep(place: Path) -> None:
    """Clear up after a build that was killed, and put back the folder that it had moved aside."""
    for stage in place.parent.glob(f"{glob.escape(_prefix(place))}*"):  # a folder may be called `*`
        if (stage / OLD).exists() and not place.exists():
            (stage / OLD).rename(place)
        shutil.rmtree(stage, ignore_errors=True)


def _put(stage: Path, place: Path) -> None:
    """Put the new folder into its place, and let the old one go.

    By one exchange where the system can: a reader, or a power cut, never finds the edition gone or half replaced.
    """
    if not place.exists():
        (stage / NEW).rename(place)
    elif not exchange_folders(stage / NEW, place):
        place.rename(stage / OLD)  # should we be killed here, the next build puts it back
        try:
            (stage / NEW).rename(place)
        except OSError:
            (stage / OLD).rename(place)
            raise


def _check_is_own(place: Path, names: tuple[str, ...]) -> None:
    if place.exists() and not place.is_dir():
        raise CosmicError(f"{paths.shown(place)} is a file; choose a folder for the edition (--output)")
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        if file.name not in (*names, *OF_THE_SYSTEM):
            reason = f"holds {file.name}, which is not a file of this edition; choose another folder (--output)"
            raise CosmicError(f"{paths.shown(place)} {reason}")


def _what_stays(place: Path) -> str:
    return "what was there stays as it was" if place.exists() else "nothing is left of it"


def _prefix(place: Path) -> str:
    return f".{place.name}.cosmic-"


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
