"""The files that an edition is made from, each read once: what is parsed is what its SHA-256 is taken of."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from cosmic.errors import Fault, Faults
from cosmic.paths import shown

_CHANGED, _GONE, _CAME = "was changed", "was taken away", "was added"
_WHILE = "while the edition was being made; nothing was published: build again"
_NONE: Mapping[Path, bytes] = MappingProxyType({})
_taken: ContextVar[Mapping[Path, bytes]] = ContextVar("snapshot", default=_NONE)


class Changed(Faults):
    """Files that were not the same from the beginning to the end of making an edition from them."""


@contextmanager
def take(paths: Iterable[Path]) -> Iterator[dict[str, str]]:
    """Read files once, for all that asks for their content within; gives the SHA-256 of each that is there."""
    contents = {path: path.read_bytes() for path in paths if path.is_file()}
    token = _taken.set(contents)
    try:
        yield _named({path: _sha256(content) for path, content in contents.items()})
    finally:
        _taken.reset(token)


def read_content(path: Path) -> bytes | None:
    """Return what a file holds: as it was read once, within a snapshot, else as it is now; None where there is none."""
    if path in _taken.get():
        return _taken.get()[path]
    return path.read_bytes() if path.is_file() else None


def digest_files(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file that is there now, by its path in the project."""
    return _named({path: _sha256(path.read_bytes()) for path in paths if path.is_file()})


def stop_on_changes(then: Mapping[str, str | None], now: Mapping[str, str | None]) -> None:
    """Raise Changed where files have not the SHA-256 that they had, or are not the same files."""
    told = []
    for name in dict.fromkeys([*then, *now]):
        before, after = then.get(name), now.get(name)
        if before != after:
            what = _CAME if before is None else _GONE if after is None else _CHANGED
            told.append(Fault(name, f"{what} {_WHILE}"))
    if told:
        raise Changed(told)


def _named(digests: dict[Path, str]) -> dict[str, str]:
    return {shown(path): digest for path, digest in digests.items()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
