"""Records as files: the scorecard for spreadsheets, the whole records for programs, the edition for the templates."""

import csv
import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from cosmic import page, project, wording
from cosmic.editions import Edition
from cosmic.performance import Record


def metadata(edition: Edition) -> None:
    """What the report's templates print of an edition; JSON, which is YAML to Quarto and to pandoc."""
    metadata = {
        "subtitle": edition.quarter.label,
        "produced": f"Produced on: {wording.day_in_full(edition.produced_on)}",
        "produced-on": edition.produced_on.isoformat(),
        "output-file": edition.name,
    }
    _write(project.build() / "edition.yml", json.dumps(metadata, indent=2, ensure_ascii=False) + "\n")


def scorecard(records: list[Record]) -> None:
    """The scorecard as a table for spreadsheets."""
    with open(project.build() / "scorecard.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(page.SCORECARD_HEADS)
        writer.writerows(page.scorecard_row(record) for record in records)


def records(held: list[Record]) -> None:
    """Every record whole, unrounded."""
    content = [_jsonable(asdict(record) | _plain(record)) for record in held]
    _write(project.build() / "record.json", json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _plain(record: Record) -> dict:
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


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
