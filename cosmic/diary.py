"""The forecast diary: how the ranges fared that earlier editions gave for the ends of years."""

from collections.abc import Iterable
from dataclasses import dataclass

from cosmic import combining, editions
from cosmic.bases import Basis, Periods
from cosmic.definitions import Indicator
from cosmic.record import Record


@dataclass(frozen=True)
class Diary:
    """Of the ranges that earlier editions gave for a year that has ended, how many held its figure."""

    held: int
    given: int


def diary_for(record: Record) -> Diary | None:
    """Return how the ranges fared that are saved with the last editions before a record's; None where none can be told.

    Raises Faults where a saved record cannot be read.
    """
    return read_diary(editions.load_earlier_records(record.edition.quarter), record)


def read_diary(earlier: Iterable[dict], record: Record) -> Diary | None:
    """Return how ranges fared that earlier editions' records (as record.json has them) gave; None where none can tell.

    Counted are those of the same indicator in the same unit, of years that have ended and were not over when given.
    """
    indicator = record.indicator
    years = Periods.of(Basis.FINANCIAL_YEAR, year_ends=indicator.reported.year_ends)
    ended = {f"{year.period_end}": year.value for year in combining.combine(record.recorded, indicator, years)}
    own = [one for one in earlier if _is_of(indicator, one["indicator"])]
    outlooks = [outlook for one in own if (outlook := one.get("outlook")) and outlook["quarters_left"]]
    given = [(one["range"], ended[one["year_end"]]) for one in outlooks if one["range"] and one["year_end"] in ended]
    held = [one["lower"] <= value <= one["upper"] for one, value in given]
    return Diary(sum(held), len(held)) if held else None


def _is_of(indicator: Indicator, saved: dict) -> bool:
    return (saved["stem"], saved["unit"]) == (indicator.stem, indicator.unit)
