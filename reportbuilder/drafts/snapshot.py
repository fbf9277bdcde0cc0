"""Read the files that an edition is made from once each, so that a SHA-256 is that of the content that was parsed."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from projectfiles import files
from projectfiles.errors import Fault, Faults
from projectfiles.paths import shown

_CHANGED, _GONE, _CAME = "was changed", "was taken away", "was added"
_WHILE = "while the edition was being made; nothing was published: build again"


class Changed(Faults):
    """Files that did not stay the same while an edition was made from them."""


@contextmanager
def take(paths: Iterable[Path]) -> Iterator[dict[str, str]]:
    """Read files once, for all that asks for their content within; give the SHA-256 of each that exists."""
    contents = {}
    for path in paths:
        with suppress(Faults):  # which whoever needs the file will meet again, and tell with others
            if (content := files.read_content(path)) is not None:
                contents[path] = content
    with files.as_if_written(contents):
        yield _digest_all(contents)


def digest_files(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file that exists now, by its path in the project."""
    contents = {path: path.read_bytes() for path in paths if path.is_file() and os.access(path, os.R_OK)}
    return _digest_all(contents)


def stop_on_changes(then: Mapping[str, str | None], now: Mapping[str, str | None]) -> None:
    """Raise Changed where files do not have the SHA-256 that they had, or are not the same files."""
    faults = []
    for name in dict.fromkeys([*then, *now]):
        before, after = then.get(name), now.get(name)
        if before != after:
            what = _CAME if before is None else _GONE if after is None else _CHANGED
            faults.append(Fault(name, f"{what} {_WHILE}"))
    if faults:
        raise Changed(faults)


def _digest_all(contents: Mapping[Path, bytes]) -> dict[str, str]:
    return {shown(path): hashlib.sha256(content).hexdigest() for path, content in contents.items()}
