"""Write several files together: all of them, or none."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from projectfiles import paths
from projectfiles.errors import CosmicError


def write_all(texts: Mapping[Path, str | bytes]) -> None:
    """Write each text beside its path, then rename all into place. Raises CosmicError, with every file as it was.

    A file that could not be restored is named in the error; its old text is then beside it.
    """
    new = {path: path.with_name(f".{path.name}.new") for path in texts}
    old = {path: path.with_name(f".{path.name}.old") for path in texts if path.exists()}
    begun: list[Path] = []
    lost: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new[path].write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        for path, copy in old.items():
            shutil.copy2(path, copy)
            shutil.copymode(path, new[path])
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
        for path in (*new.values(), *copies):
            path.unlink(missing_ok=True)


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
