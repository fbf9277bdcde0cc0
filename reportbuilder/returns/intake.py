"""All that is known of the returns of one call: what they say, what is wrong, and what they change."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cosmic.record import Record
from projectfiles.errors import Fault
from reportbuilder.drafts.draft import Draft
from reportbuilder.returns.answers import Answers
from reportbuilder.returns.book import Book
from reportbuilder.returns.changes import Change
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.sender import Sender
from reportbuilder.returns.unread import Unread


@dataclass
class Return:
    """One file: what it says, by indicator, and what is wrong with it; `refused` is why nothing of it was read.

    `taken_in` is the day on which the very same file was taken in before, `unread` what stands beside its cells.
    """

    path: Path
    book: Book | None = None
    sender: Sender | None = None
    answers: dict[str, Answers] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    taken_in: date | None = None
    unread: list[Unread] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything is wrong with it."""
        return bool(self.faults or self.refused)


@dataclass
class Intake:
    """All returns of one call: their changes, the records before and after these, and what is to be written.

    `expected` is what the project holds of each indicator, `now` what it will hold once all is written. `draft` is the
    quarter's, as if all was written; None where its files have faults of their own, `unchecked`.
    """

    returns: list[Return]
    expected: dict[str, Expected] = field(default_factory=dict)
    now: dict[str, Expected] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    before: dict[str, Record] = field(default_factory=dict)
    after: dict[str, Record] = field(default_factory=dict)
    draft: Draft | None = None
    unchecked: list[Fault] = field(default_factory=list)
    contents: dict[Path, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything is wrong with any return, so that nothing is to be written."""
        return any(one.is_wrong for one in self.returns)
