"""Write records into a folder: the scorecard for spreadsheets, all of them for programs, and what templates print."""

import csv
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from cosmic.editions import Edition
from cosmic.record import Record
from reportbuilder import places
from reportbuilder.drafts import about, commits, logo, provenance, spreadsheets, whole_records
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.edition_files import FIGURES, SCORECARD, other_files, to_json
from reportbuilder.style_sheet import style_sheet
from reportpages import brand, formatting
from showing.markup import escaped

_ADDRESS = re.compile(r"""url\(\s*["']?([^"')\s:]+)""")


def metadata(edition: Edition, folder: Path) -> None:
    """Write what the report's templates print of an edition, and the style sheet of the web page.

    The former as JSON, which is YAML to Quarto and to pandoc.
    """
    said = about.read_about(edition.committee)
    metadata: dict[str, object] = {
        "subtitle": edition.quarter.label,
        "produced": f"Produced on: {formatting.day_in_full(edition.produced_on)}",
        "produced-on": edition.produced_on.isoformat(),
        "css": "build/style.css",
        "report-files": [{"name": name, "what": what} for name, what in other_files(edition).items()],
        "report-about": [{"what": about.KEYS[key], "words": _linked(words)} for key, words in said.items()],
        "typeface": brand.read_brand().typeface,
        # Without the “#”, which templates add: Typst's writer would escape it.
        "palette": {name: colour.removeprefix("#") for name, colour in brand.read_brand().palette.items()},
    }
    if own := logo.for_covers():
        shutil.copyfile(own.file, folder / "figures" / own.name)
        metadata["report-logo"] = {"path": f"build/figures/{own.name}", "alt": escaped(own.alt)}
    _write(folder / "edition.yml", json.dumps(metadata, indent=2, ensure_ascii=False) + "\n")
    _write_style_sheet(folder)


def _linked(text: str) -> str:
    """Return words as Markdown; an address is a link."""
    address = text if text.startswith("https:") else f"mailto:{text}"
    return f"[{escaped(text)}](<{address}>)" if about.is_address(text) else escaped(text)


def _write_style_sheet(folder: Path) -> None:
    """Write the style sheet of the web page, and put the fonts beside it, and what else it names."""
    text = style_sheet()
    (folder / "fonts").mkdir(exist_ok=True)
    for file in brand.read_brand().fonts.values():
        shutil.copyfile(file, folder / "fonts" / file.name)
    for name in _ADDRESS.findall(text):
        source, target = places.looks() / name, folder / name
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    _write(folder / "style.css", text)


def scorecard(records: list[Record], folder: Path) -> None:
    """Write the scorecard as a table for spreadsheets."""
    _write_csv(folder / SCORECARD, *spreadsheets.scorecard(records))


def figures(draft: Draft, folder: Path) -> None:
    """Write all figures that an edition knows as a table for spreadsheets and programs."""
    _write_csv(folder / FIGURES, spreadsheets.FIGURES_HEADS, spreadsheets.figures_rows(draft))


def _write_csv(path: Path, heads: Sequence[str], rows: Iterable[list[str]]) -> None:
    """Write a table as RFC 4180 has it, with the mark by which Excel knows UTF-8."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(rows)


def record(draft: Draft, publisher: str, folder: Path) -> None:
    """Write every record, unrounded, and what the edition is made from: inputs by SHA-256, commit, tools, publisher."""
    edition = draft.edition
    whole = {
        "edition": {"quarter": str(edition.quarter), "produced_on": edition.produced_on.isoformat()},
        "publisher": publisher,
        "commit": commits.find_commit(draft.files),
        "tools": provenance.list_tools(),
        "inputs": draft.files,
        "records": whole_records.to_plain(draft),
    }
    _write(folder / "record.json", to_json(whole))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
