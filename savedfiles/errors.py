"""What is wrong with a saved file, or with a value in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_LONGEST_QUOTE = 60  # characters


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be read: what is wrong, how to mend it, and its line, row or key."""

    message: str
    line: int | None = None
    key: str = ""


class Unreadable(ValueError):
    """All that cannot be read of a file, or of a value."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))

    @classmethod
    def because(cls, message: str, line: int | None = None) -> Self:
        """Return the error of a single problem, to be raised."""
        return cls([Problem(message, line)])


def quote(text: str) -> str:
    """Return what was found, for a message: cut short where it is long, with its unseen characters shown."""
    return repr(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…")
