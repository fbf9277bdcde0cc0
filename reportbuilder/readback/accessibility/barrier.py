"""Describe a thing in a document that bars a reader."""

from typing import NamedTuple

LOOKS = "change _extensions/cosmic-report/ back to its last version that was published"


class Barrier(NamedTuple):
    """A thing in a document that bars a reader, and how to mend it."""

    fault: str
    mend: str
