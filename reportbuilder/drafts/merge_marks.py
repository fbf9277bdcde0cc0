"""The marks that git and nbdime leave where they could not merge two versions of a file."""

import re
from dataclasses import dataclass

# Git's stand at the start of a line, nbdime's in Markdown cells of their own, in red.
_MARK = re.compile(r"^(?:<span[^>\n]*>)?[*`]{0,2}((?:<{7}|>{7}|\|{7}|={7})(?=[ \t\r*`]|$)[^*`\r\n]*)", re.MULTILINE)
_QUOTED = 40  # characters


@dataclass(frozen=True)
class Mark:
    """A mark of a merge: its line, from 1, and its words."""

    line: int
    words: str


def find_mark(text: str) -> Mark | None:
    """Return the first mark of a merge in a text; None where there is none."""
    found = _MARK.search(text)
    return Mark(text.count("\n", 0, found.start()) + 1, found[1].strip()[:_QUOTED]) if found else None


def describe(mark: Mark) -> str:
    """Return what is wrong, and how to put it right."""
    return f"holds two versions that could not be merged (“{mark.words}”); keep one of them, and delete the marks"
