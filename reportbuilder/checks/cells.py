"""The cells of an indicator's figures and parts that an edition knows: each shown, or suppressed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from cosmic import figures, small_numbers
from cosmic.combining import Figure
from cosmic.definitions import Combining, Indicator
from cosmic.editions import Edition
from cosmic.figures import Status
from cosmic.periods import months_before
from cosmic.units import Unit
from projectfiles import paths
from reportbuilder.checks.equations import Sum
from reportbuilder.drafts.draft import Draft
from reportpages import formatting

_NUMBERS = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Cell:
    """A figure of a period, or of a part of it, with its place; of a suppressed one what its file holds, if anything.

    `terms` are the unknowns that it is a sum of: a month of a part each, or a day.
    """

    indicator: Indicator
    part: str
    period_end: date
    place: str
    is_hidden: bool
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    terms: Sum

    @property
    def name(self) -> str:
        """Return what it is of: `Jun-25`, `Disabled adaptations in Jun-25`."""
        month = formatting.month(self.period_end)
        return f"{self.part} in {month}" if self.part else month

    @property
    def is_sum(self) -> bool:
        """Tell whether it is the sum of its terms, or its numerator is."""
        return self.indicator.combining is Combining.SUM or self.numerator is not None

    @property
    def counts(self) -> set[Decimal]:
        """Return the counts that it gives away: those too small to be shown, or all where no smallest one is set."""
        smallest = self.indicator.smallest_count
        if smallest is None:
            own = self.value if self.indicator.unit is Unit.COUNT else self.numerator
            return set() if own is None else {own}
        counts = small_numbers.list_counts(self.value, self.numerator, self.denominator, self.indicator)
        return {count for count in counts if 0 < count < smallest}

    @property
    def as_figure(self) -> Figure | None:
        """Return it as the record would hold it if it were shown; None where its file has no value."""
        if self.value is None:
            return None
        periods = self.indicator.recorded
        months = periods.months_covered(self.period_end)
        return Figure(
            self.period_end, self.value, self.period_end, Status.PUBLISHED, "", None, "", 0,
            numerator=self.numerator, denominator=self.denominator, basis=periods.basis, months=months,
        )  # fmt: skip


def list_cells(draft: Draft) -> Iterator[Cell]:
    """Yield the cells of all indicators whose figures a draft has read, the total of a period before its parts.

    They are read again from their files, since no other part of the project ever holds what is suppressed.
    """
    for indicator, table in zip(draft.inputs.indicators, draft.inputs.figures, strict=True):
        split = draft.inputs.parts.get(indicator.stem)
        if not any((one["status"] == Status.SUPPRESSED).any() for one in (table, split) if one is not None):
            held = table, split
        else:
            held = figures.read_figures(indicator), figures.read_parts(indicator)
        yield from _of_table(indicator, draft.edition, table, held[0], paths.shown(paths.figures(indicator.stem)))
        for part in indicator.parts.names if indicator.parts and split is not None else ():
            own, raw = (one[one["part"] == part] for one in (split, held[1]) if one is not None)
            yield from _of_table(indicator, draft.edition, own, raw, paths.shown(paths.parts(indicator.stem)), part)


def _of_table(
    indicator: Indicator, edition: Edition, table: pd.DataFrame, held: pd.DataFrame, place: str, part: str = ""
) -> Iterator[Cell]:
    """Yield the cells of a table; `held` is the same one with all that its file holds."""
    known = figures.known_on(table, edition.produced_on)
    raw = {cells["row"]: cells for cells in held.to_dict("records")}
    for row in known[known["period_end"] <= edition.quarter.end].to_dict("records"):
        end, is_hidden = row["period_end"], row["status"] == Status.SUPPRESSED
        cells = (raw[row["row"]][name] for name in _NUMBERS)
        value, numerator, denominator = (cell if isinstance(cell, Decimal) else None for cell in cells)
        if is_hidden or value is not None:
            then = indicator.on(end)
            terms = terms_of(then, end, then.recorded.months_covered(end), part)
            where = f"{place}, row {row['row']}"
            yield Cell(then, part, end, where, is_hidden, value, numerator, denominator, terms)


def terms_of(indicator: Indicator, period_end: date, months: int, part: str) -> Sum:
    """Return the unknowns that a figure is a sum of: the months that it covers, or its day, of each of its parts."""
    ends = [months_before(period_end, ago) for ago in range(months)] or [period_end]
    parts = (part,) if part or not indicator.parts else indicator.parts.names
    kind = "in the month to" if months else "on"
    return {(name, end, kind): 1 for name in parts for end in ends}
