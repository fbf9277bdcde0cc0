"""Write files all together or not at all."""

import shutil
from pathlib import Path

from cosmic import paths
from cosmic.errors import CosmicError


def write_all(made: dict[Path, str]) -> None:
    """Write files beside their places, then rename them into place: all, or none. Raises CosmicError."""
    new = {path: path.with_name(f".{path.name}.new") for path in made}
    old = {path: path.with_name(f".{path.name}.old") for path in made if path.exists()}
    begun, lost = [], []
    try:
        for path, text in made.items():
            path.parent.mkdir(exist_ok=True)
            new[path].write_bytes(text.encode("utf-8"))
        for path, copy in old.items():
            shutil.copy2(path, copy)
            shutil.copymode(path, new[path])
        for path in made:
            begun.append(path)
            new[path].replace(path)
    except BaseException as error:
        lost = [path for path in begun if not _is_put_back(path, old.get(path))]
        if not isinstance(error, OSError):
            raise
        kept = [f"; {paths.shown(path)} could not be put back: its old text is in {old[path].name}" for path in lost]
        raise CosmicError(f"could not write: {error}{''.join(kept) or '; nothing is changed'}") from None
    finally:
        for path in (*new.values(), *(copy for path, copy in old.items() if path not in lost)):
            path.unlink(missing_ok=True)


def _is_put_back(path: Path, copy: Path | None) -> bool:
    try:
        copy.replace(path) if copy else path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
