"""Records as plain values: what record.json says, and what is kept of an earlier edition."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from cosmic import editions, files, paths
from cosmic.errors import Fault, Faults
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record


def to_plain(held: list[Record]) -> list[dict]:
    """Every record whole and unrounded, in values that JSON has."""
    return [_jsonable(asdict(record) | _parts(record)) for record in held]


def to_json(value: object) -> str:
    """Values that JSON has, as a file holds them."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def load_or_compute(quarter: Quarter, inputs: Inputs) -> list[dict]:
    """What the edition of a quarter said: as it was kept when the next one was started, else worked out again."""
    return load_saved_records(quarter) or again(quarter, inputs)


def load_saved_records(quarter: Quarter) -> list[dict] | None:
    """The records that were kept of a quarter's edition; None where none were. Raises Faults."""
    path = paths.kept_records(quarter)
    if files.read_content(path) is None:
        return None
    try:
        held = files.read_json(path)
        stems = [record["indicator"]["stem"] for record in held]
    except (ValueError, TypeError, KeyError) as error:
        raise Faults([Fault(paths.shown(path), f"does not hold the records of an edition: {error!r}")]) from None
    if not stems:
        raise Faults([Fault(paths.shown(path), "holds no record")])
    return held


def again(quarter: Quarter, inputs: Inputs) -> list[dict]:
    """What the edition of a quarter says when it is worked out today, as known on its own day."""
    return to_plain(inputs.records(editions.load_edition(quarter)))


def _parts(record: Record) -> dict:
    """The parts of a record that are models or keyed by more than a name, as plain values."""
    indicator = record.indicator.model_dump(exclude={"targets"}) | {"code": record.indicator.code}
    edition = {"quarter": str(record.edition.quarter), "produced_on": record.edition.produced_on}
    means = {str(kind): asdict(mean) for kind, mean in record.benchmarks.items()}
    return {"indicator": indicator, "edition": edition, "benchmarks": means}


def _jsonable(value: object) -> object:
    match value:
        case dict():
            return {str(key): _jsonable(held) for key, held in value.items()}
        case list() | tuple():
            return [_jsonable(held) for held in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case _:
            return value
