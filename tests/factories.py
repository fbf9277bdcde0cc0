"""What the tests make: copies of the first edition to break, notebooks, records, and awkward words."""

import json
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from cosmic.committee import Committee
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.periods import Quarter, months_before
from cosmic.record import compute_record

ROOT = Path(__file__).parent.parent
LOOKS = ROOT / "_extensions" / "cosmic-report"
FIRST_EDITION = Path(__file__).parent / "edition" / "first"  # its inputs: what it was made from stays as it was
FIRST = Quarter(2025, 1)
NAMES = (*(f"cosmic-{FIRST}.{form}" for form in ("html", "pdf", "docx")), "scorecard.csv", "figures.csv", "record.json")
BUILD = ["build", str(FIRST), "--publisher", "embedded"]
STEMS = sorted(path.stem for path in (FIRST_EDITION / "data" / "indicators").glob("*.yml"))
FIGURES = ["period_end", "value", "published", "status", "source", "note", "row"]
NO_BENCHMARKS = pd.DataFrame(
    columns=["indicator", "benchmark", "period_end", "value", "published", "status", "source", "note", "row"]
)
WORDS = [
    "5 < 6 & 7 > 2", "a <b", "£5 and $10 or $20", "100% of {some}", "name@example.org", "a_b_c and *stars", "**bold",
    "#hashtag", "c/o 24/7", "~5%", "^up", "“quoted”, 'so' -- and … –", "Ŵyl Llŷn, Zażółć, 数字, عربى", "(@) x",
    "&lt;b&gt;", "\\input{secret}", "\\begin{document}", "S:\\Performance", "c. 200 people", "| a bar", ": a colon",
    "[Note]: x y", "$x^2$", "@citation", "^[a note", "[[a]]", "{some}", "{a, b}", "--- dashes ---", "H~2~O", "x^2^",
    "5+ years", "?!", "#eval(1)", "#set text(fill: red)", "$ E = m $", "// x", "/* x */", "= x", "/ Term: x", "-?x",
    "~", "@preview/x:1.0",
]  # fmt: skip


def copy_of_the_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the first edition's project into a folder that becomes the working folder."""
    shutil.copytree(FIRST_EDITION, folder, ignore=shutil.ignore_patterns("build", ".*"))
    shutil.copytree(LOOKS, folder / "_extensions" / "cosmic-report")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    return folder


def leave_only(folder: Path, *stems: str):
    """Take all other indicators out of a project, and all that is acknowledged."""
    gone = [stem for stem in STEMS if stem not in stems]
    for stem in gone:
        for path in (f"data/indicators/{stem}.yml", f"data/figures/{stem}.csv", f"notebooks/{stem}.ipynb"):
            (folder / path).unlink()
        _cut(folder / "index.qmd", rf'::: {{\.notebook src="build/{stem}\.ipynb"}}\n:::\n\n')
        _cut(folder / "data" / "benchmarks.csv", rf"^{stem},.*\n")
    for path in (folder / "params").glob("*.yml"):
        _cut(path, r"^acknowledged:(.|\n)*")


def _cut(path: Path, pattern: str):
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, "", text, flags=re.MULTILINE), encoding="utf-8", newline="\n")


def notebook_of(root: Path, stem: str) -> dict:
    """A notebook, as its file holds it."""
    return json.loads((root / "notebooks" / f"{stem}.ipynb").read_bytes())


def save(root: Path, stem: str, notebook: dict):
    """Write a notebook back."""
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    (root / "notebooks" / f"{stem}.ipynb").write_bytes(text.encode())


def git(*arguments: str) -> str:
    """What git says in the working folder, by an identity of its own."""
    identity = ["-c", "user.name=Synthetic", "-c", "user.email=synthetic@example.org"]
    return subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def a_committee(**keys) -> Committee:
    given = {"committee": "Synthetic Committee", "title": "Synthetic Report", "lang": "en-GB", "prefix": "CoSMIC"}
    return Committee.model_validate(given | keys)


def an_edition(produced_on=date(2025, 9, 17), quarter=FIRST, **keys) -> Edition:
    """An edition of a synthetic committee, whose settings are given by their keys."""
    return Edition(quarter, produced_on, {}, a_committee(**keys))


def an_indicator(**keys) -> Indicator:
    given = {
        "stem": "cosmic-999",
        "prefix": "CoSMIC",
        "name": "Synthetic",
        "service": "Tests",
        "unit": "count",
        "direction": "higher",
        "basis": "quarter",
        "compared_with": "previous quarter",
        "targets": [{"from": "2025-04-01", "value": 100, "reason": "synthetic"}],
    }
    return Indicator.model_validate(given | keys)


def a_record(indicator, rows, produced_on=date(2025, 9, 17), quarter=FIRST):
    """A record from rows of (period end, value, published)."""
    table = pd.DataFrame(
        [
            (end, Decimal(value), out, "published", "synthetic", None, row)
            for row, (end, value, out) in enumerate(rows, 2)
        ],
        columns=FIGURES,
        dtype=object,
    )
    return compute_record(indicator, an_edition(produced_on, quarter), table, NO_BENCHMARKS)


def a_gapped_record(**keys):
    """A record of a quarterly series from December 2023 to June 2025, without June 2024 and March 2025."""
    ends = [date(2023, 12, 31), date(2024, 3, 31), date(2024, 9, 30), date(2024, 12, 31), date(2025, 6, 30)]
    rows = [(end, value, date(2025, 9, 17)) for end, value in zip(ends, [510, 495, 505, 490, 320], strict=True)]
    return a_record(an_indicator(**{"direction": "contextual", "targets": []} | keys), rows)


def a_year_to_date_record(values, **keys):
    """A record of years to date, quarter by quarter up to June 2025."""
    own = {"basis": "year to date", "compared_with": "previous year", "direction": "contextual", "targets": []}
    return chart_record(len(values), value=values.__getitem__, **own | keys)


def chart_record(count: int, value=lambda place: 80 + place % 7, **keys):
    """A record with a synthetic series of quarterly figures up to June 2025."""
    end, out = date(2025, 6, 30), date(2025, 9, 17)
    rows = [(months_before(end, 3 * (count - 1 - place)), value(place), out) for place in range(count)]
    return a_record(an_indicator(**keys), rows)
