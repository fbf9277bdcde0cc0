"""Check that no file of an edition holds what acts, fetches or hides. No reason can acknowledge that one does."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportbuilder.findings import Finding
from reportbuilder.readback.safety import unsafe
from reportbuilder.readback.safety.unsafe_part import BUILD_AGAIN, make_finding


def find_unsafe_parts(paths: Iterable[Path]) -> Iterator[Finding]:
    """Find what an edition's files may not hold, each thing once."""
    for path in paths:
        try:
            yield from list(dict.fromkeys(unsafe(path)))
        except Exception as error:  # a broken file fails in whatever way its format does, and none may pass
            yield make_finding(path.name, "cannot be checked", repr(error), BUILD_AGAIN)
