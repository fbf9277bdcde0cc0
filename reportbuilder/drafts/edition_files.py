"""The files of an edition: their names, and values as its JSON files hold them."""

import json

from cosmic.editions import Edition

FORMATS = ("html", "pdf", "docx")
RECORD = "record.json"
SCORECARD, FIGURES = "scorecard.csv", "figures.csv"
TABLES = (SCORECARD, FIGURES, RECORD)


def edition_files(edition: Edition) -> tuple[str, ...]:
    """Return the names of an edition's files: documents, then tables."""
    return (*(f"{edition.name}.{form}" for form in FORMATS), *TABLES)


def other_files(edition: Edition) -> dict[str, str]:
    """Return the names of all files but the web page, each by what it is to a reader."""
    return {
        f"{edition.name}.pdf": "PDF",
        f"{edition.name}.docx": "Word",
        SCORECARD: "Scorecard (CSV)",
        FIGURES: "All figures (CSV)",
        RECORD: "Records (JSON)",
    }


def to_json(value: object) -> str:
    """Return values that JSON has, as a file holds them."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
