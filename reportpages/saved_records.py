"""Records as plain values: what record.json contains, and what is saved of an earlier edition."""

import json
from datetime import date
from decimal import Decimal

from cosmic import editions
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.outlooks import outlook_for
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record
from cosmic.signals import chart_for, too_few

# A record holds what is true of its own quarter.
_DATED = {"targets", "reported_from", "reported_until", "replaced_by", "earlier"}
_IN_CODE = {"prefix", "own_code"}
_OF_THE_CHART = {"targets", "recorded"}  # by their periods: figures.csv has them


def to_plain(records: list[Record]) -> list[dict]:
    """Return every record whole and unrounded, in values that JSON has."""
    return json.loads(json.dumps(records, default=_to_plain))


def load_or_compute(quarter: Quarter, inputs: Inputs) -> list[dict]:
    """Return the records of a quarter's edition: as they were saved, else computed again as known on its own day."""
    return editions.load_saved_records(quarter) or to_plain(inputs.records(editions.load_edition(quarter)))


def _to_plain(value: object) -> object:
    """Return what JSON does not have as what it has; a part that has parts of its own, as a dict of them."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Indicator():
            return value.model_dump(exclude=_DATED | _IN_CODE, exclude_none=True) | {"code": value.code}
        case Record():
            shown = {name: part for name, part in vars(value).items() if name not in _OF_THE_CHART}
            name = value.edition.committee.ratings.name(value.rag)
            shown |= {"signal": _signal(value), "outlook": outlook_for(value)}
            return shown | ({"rating": name} if name != value.rag else {})
        case Edition():
            return {"quarter": str(value.quarter), "produced_on": value.produced_on}
        case _:
            return vars(value)


def _signal(record: Record) -> dict | None:
    """Return what the chart of signals tells of its newest figure; None where the figures are too few."""
    chart = chart_for(record)
    if chart is None or too_few(record):
        return None
    return {
        "of": chart.of,
        "period_end": chart.ends[-1],
        "special_cause": chart.special_cause[-1],
        "point_type": chart.point_type[-1],
        "assurance": chart.assurance,
        "mean": chart.mean[-1],
        "lower": chart.lower[-1],
        "upper": chart.upper[-1],
    }
