"""What the project holds that a return is read by: what is due, what is held already, and what the notebook says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cosmic import definitions, editions
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.figures import FigureRow
from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import commentary, notebook_file
from reportbuilder.drafts.actions import Action
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.due_periods import due_in, other_months
from reportbuilder.drafts.figure_tables import Rows, find_newest, read_table
from reportbuilder.returned.digest import digest_answers
from reportbuilder.returns.words import read_going_on, read_open


@dataclass(frozen=True)
class Expected:
    """What one indicator is asked in an edition: the end of the period that is due, None where no figure is.

    `rows` are those of its table of figures by their numbers, `words` what its notebook says in the quarter, by
    section, `notebook` the text of that, `actions` those that the return was sent out with, `left_open` those that the
    quarter before left open, `digest` the SHA-256 of figures and words, under which a signature stands.
    """

    indicator: Indicator
    edition: Edition
    due: date | None
    rows: Rows
    words: Mapping[Section, str]
    notebook: str
    actions: list[Action]
    left_open: list[Action]
    digest: str

    @property
    def stem(self) -> str:
        """Return the stem of its files."""
        return self.indicator.stem

    @property
    def months(self) -> list[date]:
        """Return the ends of the other months of the same quarter, where figures are kept by month."""
        return other_months(self.indicator, self.due) if self.due else []

    def published(self, end: date) -> FigureRow | None:
        """Return the row of a period that an earlier edition may have used; None where there is none."""
        out = [row for row in self._of(end) if row.published < self.edition.produced_on]
        return max(out, key=lambda row: row.published, default=None)

    def newest(self, end: date) -> FigureRow | None:
        """Return the row of a period that this edition would use now; None where there is none."""
        return find_newest(self.rows.values(), end, self.edition.produced_on)

    def number_of_draft(self, end: date) -> int | None:
        """Return the number of a period's row that no edition has used yet; None where there is none."""
        day = self.edition.produced_on
        return next(
            (number for number, row in self.rows.items() if (row.period_end, row.published) == (end, day)), None
        )

    def values_held(self) -> list[Decimal]:
        """Return all figures that the table holds."""
        return [row.value for row in self.rows.values() if row.value is not None]

    def _of(self, end: date) -> list[FigureRow]:
        return [row for row in self.rows.values() if row.period_end == end]


def expect(stem: str, edition: Edition) -> Expected:
    """Return what an indicator is asked in an edition. Raises Faults where one of its files cannot be read."""
    indicator = definitions.load_definition(stem)
    path = places.notebook(stem)
    text = notebook_file.read_text(path)
    cells = notebook_file.parse_notebook(text, paths.shown(path)).cells
    said = commentary.read_words(cells, edition.quarter)
    before = editions.find_quarter_before(edition.quarter)
    going_on, left_open = read_going_on(cells, edition.quarter, before), read_open(cells, before)
    due, rows = due_in(edition, indicator), read_table(indicator)
    digest = digest_answers(indicator, edition, rows.values(), said)
    return Expected(indicator, edition, due, rows, said, text, going_on, left_open, digest)
