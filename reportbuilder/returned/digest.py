"""Say what a signature stands under: an indicator's figures and words in a quarter, as one SHA-256."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from cosmic import figures
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.figures import FigureRow
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.due_periods import due_in, other_months
from reportbuilder.drafts.figure_tables import COLUMNS, find_newest

_IS_OF_PUBLICATION = {"published"}  # which is the day of the edition, and says nothing of the figure


def digest_answers(
    indicator: Indicator, edition: Edition, rows: Iterable[FigureRow], words: Mapping[Section, str]
) -> str:
    """Return the SHA-256 of an indicator's figure, its parts and its words in an edition, as they now stand.

    `rows` are those of its table of figures. A figure of a quarter that is kept by month counts with all its months.
    Raises Faults where the table of parts cannot be read.
    """
    due = due_in(edition, indicator)
    said = list(_figures(indicator, edition, list(rows), due)) if due else []
    said += [f"{section}: {_plain(text)}" for section, text in sorted(words.items())]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _figures(indicator: Indicator, edition: Edition, rows: list[FigureRow], due: date) -> Iterator[str]:
    for end in (due, *other_months(indicator, due)):
        if row := find_newest(rows, end, edition.produced_on):
            yield from _values(dict(row))
    parts = figures.read_parts(indicator)
    newest = parts[(parts["period_end"] == due) & (parts["published"] <= edition.produced_on)]
    last = newest.sort_values("published").drop_duplicates("part", keep="last").sort_values("part")
    for part in last[["part", *COLUMNS]].to_dict("records"):
        yield from _values({str(name): value for name, value in part.items()})


def _values(row: Mapping[str, object]) -> Iterable[str]:
    """Return the values of a row, a number the same however it is typed: 81.5 and 81.50."""
    return [_value(value) for name, value in row.items() if name not in _IS_OF_PUBLICATION]


def _value(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _plain(text: str) -> str:
    """Return words without the spaces at the ends of lines, which editors take away by themselves."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
