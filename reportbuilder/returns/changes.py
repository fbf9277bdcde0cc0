"""What the answers to one indicator change in the project: its figures, their parts, and the words of its notebook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic import record
from cosmic.definitions import Indicator
from cosmic.figures import PartRow
from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts.added_rows import check_rows, with_rows
from reportbuilder.drafts.figure_tables import COLUMNS
from reportbuilder.returns.answers import Answers
from reportbuilder.returns.expected import Expected, expect
from reportbuilder.returns.figure_changes import TableChanges, change_figures, change_parts
from reportbuilder.returns.word_changes import WordChanges, change_words

_PART_COLUMNS = list(PartRow.model_fields)


@dataclass(frozen=True)
class Change:
    """All that one indicator's answers change."""

    answers: Answers
    expected: Expected
    figures: TableChanges
    parts: TableChanges
    words: WordChanges

    @property
    def stem(self) -> str:
        """Return the stem of the indicator."""
        return self.expected.stem

    def __bool__(self) -> bool:
        return bool(self.figures or self.parts or self.words.changes)

    def contents(self) -> Iterator[tuple[Path, bytes]]:
        """Yield each file that changes, with its new content."""
        if self.figures:
            yield paths.figures(self.stem), _written(paths.figures(self.stem), COLUMNS, self.figures)
        if self.parts:
            yield paths.parts(self.stem), _written(paths.parts(self.stem), _PART_COLUMNS, self.parts)
        if self.words.changes:
            yield places.notebook(self.stem), self.words.notebook.encode()

    @property
    def on_the_day(self) -> Indicator:
        """Return the definition as it is at the end of the quarter."""
        return self.expected.indicator.on(self.expected.edition.quarter.end)

    def read_back(self) -> Expected:
        """Return what the project holds of the indicator, as if this was written.

        Raises Faults where its tables do not say then what they said, and what is answered.
        """
        now = expect(self.stem, self.expected.edition)
        held = [self.figures.replaced.get(number, row) for number, row in self.expected.rows.items()]
        check_rows(paths.figures(self.stem), now.rows.values(), [*held, *self.figures.added])
        if self.expected.indicator.parts:
            record.load_inputs([self.stem])  # which adds up the parts
        return now


def change(answers: Answers, expected: Expected) -> Change:
    """Return what the answers to an indicator change; what they leave empty, and what is held already, stays."""
    return Change(
        answers,
        expected,
        change_figures(answers, expected),
        change_parts(answers, expected),
        change_words(answers, expected.notebook, expected.edition.quarter),
    )


def contents_of(changes: Iterable[Change]) -> dict[Path, bytes]:
    """Return the new contents of all files that change."""
    return dict(content for one in changes for content in one.contents())


def _written(path: Path, columns: list[str], changes: TableChanges) -> bytes:
    replaced = {number: dict(row) for number, row in changes.replaced.items()}
    return with_rows(path, columns, map(dict, changes.added), replaced)
