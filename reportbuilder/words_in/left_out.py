"""Hold what of a document does not come into the notebook, or not as it stood there, so that it can be told."""

from dataclasses import dataclass

from reportbuilder.findings import shorten
from reportbuilder.printable import as_printable

_QUOTED = 80  # characters


@dataclass(frozen=True)
class LeftOut:
    """A part of a document that is left out or changed: what it is, and its own words, if it has any."""

    what: str
    words: str = ""

    def __str__(self) -> str:
        words = as_printable(" ".join(self.words.split()))
        return f"{self.what}: “{shorten(words, _QUOTED)}”" if words else self.what
