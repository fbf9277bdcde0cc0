"""The forecast diary: how the ranges fared that earlier editions gave for the ends of years."""

from dataclasses import dataclass

from cosmic import combining, editions
from cosmic.bases import Basis, Periods
from cosmic.record import Record


@dataclass(frozen=True)
class Diary:
    """Of the ranges that earlier editions gave for a year that has ended, how many held its figure."""

    held: int
    given: int


def diary_for(record: Record) -> Diary | None:
    """Return how the ranges fared that are saved with the editions before a record's; None where none can be told.

    Counted are those of the same indicator in the same unit, of years that have ended and were not over when given.
    Raises Faults where a saved record cannot be read.
    """
    indicator = record.indicator
    years = Periods.of(Basis.FINANCIAL_YEAR, year_ends=indicator.reported.year_ends)
    ended = {f"{year.period_end}": year.value for year in combining.combine(record.recorded, indicator, years)}
    held = []
    for saved in editions.load_earlier_records(record.edition.quarter):
        own, outlook = saved["indicator"], saved.get("outlook")
        if (own["stem"], own["unit"]) == (indicator.stem, indicator.unit) and outlook and outlook["quarters_left"]:
            held += [
                one["lower"] <= value <= one["upper"]
                for one, value in [(outlook["range"], ended.get(outlook["year_end"]))]
                if one and value is not None
            ]
    return Diary(sum(held), len(held)) if held else None
