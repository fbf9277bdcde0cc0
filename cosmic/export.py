"""Records as files: the scorecard for spreadsheets, the whole records for programs, the edition for the templates."""

import csv
import json
from pathlib import Path

from cosmic import page, project, wording
from cosmic import records as in_json
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
    _write(project.build() / "record.json", in_json.text(held))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
