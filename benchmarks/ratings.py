"""How published figures are rated: a year's target spread flat or by its own profile, and a council's own ratings."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

import pandas as pd

from cosmic import editions, record
from cosmic.committee import Committee
from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.figures import BenchmarkRow
from cosmic.periods import Quarter
from cosmic.rules import RAG
from projectfiles import paths

LIBRARIES = "library_visits_england_quarterly_2023-24.csv"
HART = "hart_district_council_kpis_2014-15_Q2.csv"
EXAMPLE = Path(__file__).parent.parent / "examples" / "hart"
_COLOURS = {"lg": RAG.GREEN, "la": RAG.AMBER, "lr": RAG.RED}
_COMMITTEE = {"committee": "Libraries", "title": "Visits to libraries", "lang": "en-GB", "prefix": "LIB"}
_NO_MEANS = pd.DataFrame(columns=[*BenchmarkRow.model_fields, "status"])


def library_quarters(folder: Path) -> dict[str, dict[Quarter, Decimal]]:
    """Read the visits of each library authority by quarter, in the order of the quarters."""
    visits: dict[str, dict[Quarter, Decimal]] = {}
    with open(folder / LIBRARIES, encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["quarter"]):
            visits.setdefault(row["authority"], {})[Quarter.parse(row["quarter"])] = Decimal(row["visits"])
    return visits


def count_off_target(authorities: dict[str, dict[Quarter, Decimal]], basis: str, has_profile: bool) -> int:
    """Count the authorities' quarters that are off target, where the target is the authority's own total of the year.

    It is spread flat, or by the authority's own shares of it; figures are of quarters, or of the year to date.
    """
    rated: Counter[RAG] = Counter()
    for visits in authorities.values():
        rated.update(_ratings(visits, basis, {"profile": list(visits.values())} if has_profile else {}))
    return rated.total() - rated[RAG.GREEN]


def _ratings(visits: dict[Quarter, Decimal], basis: str, spread: dict[str, list[Decimal]]) -> Iterator[RAG]:
    first, last = min(visits), max(visits)
    target = {"from": f"{first.year}-04-01", "annual": sum(visits.values()), "reason": "Its own total."} | spread
    keys = {"name": "Visits", "service": "Libraries", "unit": "count", "direction": "higher", "basis": basis}
    own = {"stem": "libraries-001", "prefix": "LIB", "compared_with": "previous quarter", "targets": [target]}
    indicator, day = Indicator.model_validate(keys | own), last.end + timedelta(days=60)
    values = visits.values() if basis == "quarter" else accumulate(visits.values())
    rest = {"published": day, "status": "published", "source": LIBRARIES, "note": None, "row": 2}
    rows = [{"period_end": quarter.end, "value": value} | rest for quarter, value in zip(visits, values, strict=True)]
    table = pd.DataFrame(rows, dtype=object)
    committee = Committee.model_validate(_COMMITTEE)
    for quarter in visits:
        yield record.compute_record(indicator, Edition(quarter, day, {}, committee), table, _NO_MEANS).rag


def compare_with_published(folder: Path) -> tuple[list[str], int]:
    """Return which of the ratings that Hart published come out otherwise in the example, and of how many.

    Left out is what has no rating of green, amber or red, or a target of zero, of which there is no share.
    """
    with open(folder / HART, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] in _COLOURS and Decimal(row["target"])]
    with chdir(EXAMPLE):
        edition = editions.load_edition(Quarter(2014, 2))
        found = {one.indicator.code: one.rag for one in record.load_inputs(paths.stems()).records(edition)}
    return [row["code"] for row in rows if found[row["code"]] is not _COLOURS[row["status"]]], len(rows)
