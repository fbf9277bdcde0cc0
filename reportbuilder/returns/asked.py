"""Work out what a return asks of an indicator: which figure is due, which others, and what the figure is rated by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from cosmic.combining import Figure
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.figures import Status
from cosmic.periods import Quarter, months_before
from cosmic.ratings import RAG
from cosmic.record import Inputs, Record, compute_record
from reportbuilder.drafts.due_periods import due_in, other_months
from reportbuilder.returns.layout import CORRECTIONS, EARLIEST_YEAR, FEW_PERIODS, HISTORY
from reportbuilder.returns.words import PageWords, read_page_words
from reportpages import formatting

_PLENTY = 10**6  # a numerator that no rule about small numbers hides


@dataclass(frozen=True)
class Asked:
    """What is asked of one indicator.

    `due` is the end of the period whose figure is asked for, None where none is; `months` are those of the other months
    of the same quarter, `history` those of earlier periods that are offered, the latest first. `foreseen` is the record
    as it will be with the figure: of it, the target and what the figure is compared with are true, and no value is.
    """

    record: Record
    foreseen: Record
    due: date | None
    months: list[date]
    history: list[date]
    words: PageWords

    @property
    def indicator(self) -> Indicator:
        """Return the definition, as it is in the quarter."""
        return self.record.indicator

    @property
    def is_held(self) -> bool:
        """Tell whether the table of figures has the figure that is due already, or says why there is none."""
        return self.due in _ends_held(self.record)

    @property
    def period_due(self) -> str:
        """Return the period whose figure is due, in words: `Apr to Jun 2025`."""
        if self.due is None:
            return "none"
        foreseen = [one for one in self.foreseen.recorded if one.period_end == self.due]
        return formatting.period_covered(foreseen[0]) if foreseen else formatting.month_in_full(self.due)

    @property
    def is_rated_as_typed(self) -> bool:
        """Tell whether the figure that is typed is the one that is rated, and not one of several that make it."""
        return self.due is not None and self.indicator.reported == self.indicator.recorded

    @property
    def last_figures(self) -> list[Figure]:
        """Return the last figures of the table that are before the one that is due, the latest first."""
        earlier = [figure for figure in self.record.recorded if self.due is None or figure.period_end < self.due]
        return earlier[: -CORRECTIONS.rows - 1 : -1]


def ask(inputs: Inputs, edition: Edition, before: Quarter | None) -> Iterator[Asked]:
    """Yield what is asked of each indicator of an edition that is due, in the order of the report.

    One that is suspended is not, nor is one without a figure in this quarter. Raises Faults where the notebook of one
    cannot be read.
    """
    tables = {one.stem: table for one, table in zip(inputs.indicators, inputs.figures, strict=True)}
    for record in inputs.records(edition):
        indicator = record.indicator
        due = due_in(edition, indicator)
        is_not_due = record.rag is RAG.NOT_DUE and due in _ends_held(record)
        if record.rag is RAG.SUSPENDED or is_not_due:
            continue
        months = _other_months(record, due) if due else []
        yield Asked(
            record=record,
            foreseen=_foresee(record, tables[indicator.stem], inputs, [due, *months]) if due else record,
            due=due,
            months=months,
            history=_history(record, due, months) if due else [],
            words=read_page_words(indicator.stem, edition.quarter, before),
        )


def _ends_held(record: Record) -> set[date]:
    figures = {figure.period_end for figure in record.recorded}
    return figures | {missing.period_end for missing in record.unavailable}


def _other_months(record: Record, due: date) -> list[date]:
    """Return the ends of the other two months of a quarter that is made of months, as far as they are missing."""
    return [end for end in other_months(record.indicator, due) if end not in _ends_held(record)]


def _history(record: Record, due: date, months: list[date]) -> list[date]:
    """Return the ends of the periods to offer: none where enough are held for a signal."""
    held = _ends_held(record) | {due, *months}
    if len(record.recorded) >= FEW_PERIODS:
        return []
    between = record.indicator.recorded.months_between
    ends = (months_before(due, between * ago) for ago in range(1, HISTORY.rows + len(held) + 1))
    offered = [end for end in ends if end not in held and end.year >= EARLIEST_YEAR and _is_alike(record, end)]
    return offered[: HISTORY.rows]


def _is_alike(record: Record, end: date) -> bool:
    """Tell whether a period was recorded then as it is now, in the same unit."""
    then = record.indicator.on(end)
    return then.unit is record.indicator.unit and then.recorded.is_period_end(end)


def _foresee(record: Record, table: pd.DataFrame, inputs: Inputs, ends: list[date]) -> Record:
    """Return the record that will be when figures of some periods are in."""
    stem, edition = record.indicator.stem, record.edition
    missing = [end for end in ends if end not in {figure.period_end for figure in record.recorded}]
    rows = [_placeholder(record, end) for end in missing]
    others = table[~table["period_end"].isin(missing)]
    foreseen = pd.DataFrame([*others.to_dict("records"), *rows], columns=table.columns, dtype=object)
    return compute_record(record.indicator, edition, foreseen, inputs.benchmarks, inputs.parts.get(stem))


def _placeholder(record: Record, end: date) -> dict:
    """Return a row for a figure that is not known, by which no target is worked out."""
    times = record.indicator.unit.traits.times
    return {
        "period_end": end,
        "published": record.edition.produced_on,
        "source": "",
        "note": None,
        "value": Decimal(times or _PLENTY),
        "numerator": Decimal(_PLENTY) if times else None,
        "denominator": Decimal(_PLENTY) if times else None,
        "status": Status.PUBLISHED,
        "row": 0,
    }
