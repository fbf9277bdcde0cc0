"""Records as plain values: what record.json contains, and what is saved of an earlier edition."""

import json
from datetime import date
from decimal import Decimal

from cosmic import editions, files, paths
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.errors import Faults
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record


def to_plain(records: list[Record]) -> list[dict]:
    """Return every record whole and unrounded, in values that JSON has."""
    return json.loads(json.dumps(records, default=_to_plain))


def load_or_compute(quarter: Quarter, inputs: Inputs) -> list[dict]:
    """Return the records of a quarter's edition: as they were saved, else computed again as known on its own day."""
    return load_saved_records(quarter) or to_plain(inputs.records(editions.load_edition(quarter)))


def load_saved_records(quarter: Quarter) -> list[dict] | None:
    """Return the saved records of a quarter's edition; None where none were saved. Raises Faults."""
    path = paths.kept_records(quarter)
    if files.read_content(path) is None:
        return None
    try:
        records = files.read_json(path)
        stems = [record["indicator"]["stem"] for record in records]
    except (ValueError, TypeError, KeyError) as error:
        raise Faults.at(paths.shown(path), f"does not contain the records of an edition: {error!r}") from None
    if not stems:
        raise Faults.at(paths.shown(path), "contains no record")
    return records


def _to_plain(value: object) -> object:
    """Return what JSON does not have as what it has; a part that has parts of its own, as a dict of them."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Indicator():
            return value.model_dump(exclude={"targets"}) | {"code": value.code}
        case Edition():
            return {"quarter": str(value.quarter), "produced_on": value.produced_on}
        case _:
            return vars(value)
