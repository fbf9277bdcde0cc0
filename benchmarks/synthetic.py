"""Synthetic projects of any size, for measuring only: every name and value in them says that it is made up."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path

from cosmic.periods import Quarter, months_before

ROOT = Path(__file__).parent.parent
QUARTER = Quarter(2025, 1)
DAY = date(2025, 9, 17)
_COLUMNS = "period_end value numerator denominator published status source note".split()


def copy(folder: Path) -> Path:
    """Copy the first edition's project, with the looks as they are now, into a folder."""
    shutil.copytree(ROOT / "tests" / "edition" / "first", folder, ignore=shutil.ignore_patterns("build", ".*"))
    shutil.copytree(ROOT / "_extensions", folder / "_extensions")
    return folder


def project(folder: Path, indicators: int, quarters: int) -> Path:
    """A project of so many synthetic indicators, each with figures of so many quarters and a benchmark."""
    copy(folder)
    shape = (folder / "notebooks" / "cosmic-003.ipynb").read_text(encoding="utf-8")
    for kind in ("data/indicators/*.yml", "data/figures/*.csv", "notebooks/cosmic-*.ipynb", "data/records/*"):
        for path in folder.glob(kind):
            path.unlink()
    stems = [f"synthetic-{number:03}" for number in range(indicators)] if indicators < 1000 else _thousand(indicators)
    for number, stem in enumerate(stems):
        _indicator(folder, stem, number, quarters)
        (folder / "notebooks" / f"{stem}.ipynb").write_text(_notebook(shape, stem), encoding="utf-8")
    _benchmarks(folder, stems)
    _order(folder, stems)
    params = f"produced_on: {DAY}\nparameters:\n  quarter: {QUARTER}\n"
    (folder / "params" / f"{QUARTER}.yml").write_text(params, encoding="utf-8")
    return folder


def _thousand(indicators: int) -> list[str]:
    """Stems have three digits: a thousand indicators and more go by several names."""
    return [f"synthetic{'abcdefghij'[number // 1000]}-{number % 1000:03}" for number in range(indicators)]


def _indicator(folder: Path, stem: str, number: int, quarters: int) -> None:
    definition = {
        "name": f"Synthetic indicator {number}",
        "service": "Synthetic service",
        "unit": "count",
        "direction": "higher",
        "basis": "quarter",
        "compared_with": "previous quarter",
        "targets": [{"from": "2015-04-01", "value": "120", "reason": "Synthetic."}],
    }
    (folder / "data" / "indicators" / f"{stem}.yml").write_text(json.dumps(definition), encoding="utf-8")
    with open(folder / "data" / "figures" / f"{stem}.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for ago in reversed(range(quarters)):
            end, value = months_before(QUARTER.end, 3 * ago), 100 + (7 * number + 3 * ago) % 40
            rows.writerow([end, value, "", "", DAY, "published", "synthetic", ""])


def _notebook(shape: str, stem: str) -> str:
    held = json.loads(shape.replace("cosmic-003", stem))
    held["cells"] = [cell for cell in held["cells"] if "path-to-green" not in cell["metadata"].get("tags", [])]
    for cell in held["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"] = f"### Commentary\n\nSynthetic words on {stem}: nothing of it is so."
            cell["metadata"]["tags"] = ["commentary", str(QUARTER)]
    return json.dumps(held)


def _benchmarks(folder: Path, stems: list[str]) -> None:
    with open(folder / "data" / "benchmarks.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("indicator benchmark period_end value published source note".split())
        rows.writerows([stem, "England Mean", QUARTER.end, 110, DAY, "synthetic", ""] for stem in stems)


def _order(folder: Path, stems: list[str]) -> None:
    head = (folder / "index.qmd").read_text(encoding="utf-8").partition('::: {.notebook src="build/cosmic-')[0]
    pages = "".join(f'::: {{.notebook src="build/{stem}.ipynb"}}\n:::\n\n' for stem in [*stems, "quality"])
    (folder / "index.qmd").write_text(head + pages, encoding="utf-8")
