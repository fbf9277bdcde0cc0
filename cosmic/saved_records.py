"""Records as plain values: what record.json contains, and what is saved of an earlier edition."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from cosmic import editions, files, paths
from cosmic.errors import Faults
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record


def to_plain(records: list[Record]) -> list[dict]:
    """Return every record whole and unrounded, in values that JSON has."""
    return [_to_plain_values(_to_dict(record)) for record in records]


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


def _to_dict(record: Record) -> dict:
    """Return a record as a dict; its models, and what has keys other than names, as dicts too."""
    edition = record.edition
    return asdict(record) | {
        "indicator": record.indicator.model_dump(exclude={"targets"}) | {"code": record.indicator.code},
        "edition": {"quarter": str(edition.quarter), "produced_on": edition.produced_on},
        "benchmarks": {str(kind): asdict(mean) for kind, mean in record.benchmarks.items()},
    }


def _to_plain_values(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): _to_plain_values(part) for key, part in value.items()}
        case list() | tuple():
            return [_to_plain_values(part) for part in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case _:
            return value
