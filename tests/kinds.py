"""An edition with an indicator of every kind: unit, basis, target, status. Every name, figure and word is made up."""

import csv
import json
from datetime import date
from pathlib import Path

from cosmic.definitions import Indicator
from cosmic.periods import months_before
from reportbuilder import places
from reportbuilder.drafts import draft
from tests import hard
from tests.factories import FIRST, notebook_of, save

HEADS = "period_end value numerator denominator published status source note".split()
COMMENTARY = "### Commentary\n\nAll figures on this page are made up, to see how this kind of figure is shown."
START = "2020-04-01"


def _target(**keys) -> list[dict]:
    return [{"from": START, "reason": "Made up"} | keys]


def _waves(count: int, middle: float, height: float, decimals: int = 0) -> list[str]:
    """So many values around a middle, the newest last."""
    shape = (0, 0.7, 1, 0.4, -0.5, -1, -0.6, 0.2, 0.9, 0.5, -0.3, -0.8)
    return [f"{middle + height * shape[place % 12] + height * place / 40:.{decimals}f}" for place in range(count)]


HIGHER, LOWER, MAINTAIN, CONTEXT = ({"direction": way} for way in ("higher", "lower", "maintain", "contextual"))
QUARTERLY = {"basis": "quarter", "compared_with": "previous quarter"}
MONTHLY = {"basis": "month", "compared_with": "previous month"}
TO_DATE = {"basis": "year to date", "compared_with": "same period last year"}
YEARLY = {"compared_with": "previous year"}
PROVISIONAL = {-1: "provisional", -2: "provisional", -4: "estimated", -7: "revised"}

# What a definition says, its last values, the newest last, and their statuses by place where not published.
CASES: list[tuple[dict, list, dict]] = [
    ({"name": "Income from lettings, by month, a quarter's sum", "unit": "£", **HIGHER, **MONTHLY,
      "compared_with": "previous quarter", "reported_as": "quarter", "targets": _target(annual="720000")},
     _waves(36, 60000, 9000), PROVISIONAL),
    ({"name": "Days from claim to decision", "unit": "days", **MAINTAIN, **QUARTERLY,
      "targets": _target(at_least="20", at_most="30")}, _waves(12, 25, 8), {-1: "estimated"}),
    ({"name": "Variance from budget, by month", "unit": "£000s", **LOWER, **TO_DATE, "frequency": "month",
      "targets": _target(value="0"), "rating": {"amber_within": "50 points"}},
     [*_waves(12, -5, 60), *_waves(12, -20, 40), "30", "-12", "-45"], {}),
    ({"name": "Net cost of the service", "unit": "£m", "decimals": 1, **HIGHER, **YEARLY, "basis": "financial year",
      "when_not_due": "repeat", "targets": _target(value="-2")}, ["-3.4", "-2.2"], {}),
    ({"name": "Hours out of service in a month", "unit": "hours", "decimals": 1, **MAINTAIN, **MONTHLY,
      "targets": _target(at_most="10")}, _waves(40, 8, 4, 1), {-1: "provisional", -2: "provisional"}),
    ({"name": "Minutes to answer a call, on a day", "unit": "minutes", "decimals": 1, **LOWER, "basis": "snapshot",
      "compared_with": "previous quarter", "targets": _target(no_worse_than="previous year")},
     _waves(14, 6, 2, 1), {}),
    ({"name": "Loans for each item held", "unit": "ratio", "decimals": 2, **HIGHER, **QUARTERLY,
      "targets": _target(value="1.5")}, ["1.42", "1.58"], {-1: "provisional"}),
    ({"name": "Residents' rating of the service", "unit": "score", "decimals": 1, **MAINTAIN, **QUARTERLY,
      "targets": _target(at_least="7")}, _waves(9, 7, 0.6, 1), {}),
    ({"name": "Visits for each thousand residents", "unit": "per 1,000", "decimals": 1, **HIGHER, "basis":
      "rolling 12 months", "compared_with": "previous year", "targets": _target(milestones=[
          {"by": "2023-09-30", "value": "410"}, {"by": "2024-09-30", "value": "440"},
          {"by": "2025-09-30", "value": "460"}])}, _waves(12, 430, 15, 1), {}),
    ({"name": "Gap between two groups of residents", "unit": "percentage points", "decimals": 1, **HIGHER,
      **QUARTERLY, "targets": _target(value="0")}, _waves(10, -1, 3, 1), {}),
    ({"name": "Waste that was recycled", "unit": "measure", "measured_in": "tonnes", **HIGHER, **TO_DATE,
      "frequency": "quarter", "year_ends": "December", "targets": _target(annual="1000", profile=[10, 20, 30, 40])},
     ["90", "290", "610", "1010", "105", "320", "640", "1040", "112", "330"], {}),
    ({"name": "Occupancy, by half-year", "unit": "percent", "highest": "150", **MAINTAIN, "basis": "half-year",
      "compared_with": "previous period", "targets": _target(at_least="95", at_most="105"), "when_not_due": "repeat"},
     ["92", "104"], {}),
    ({"name": "Events held in a calendar year", "unit": "count", **HIGHER, **YEARLY, "basis": "calendar year",
      "targets": _target(value="50")}, ["41", "44", "47", "52", "49"], {}),
    ({"name": "Young people in work or training", "unit": "percent", **HIGHER, **YEARLY, "basis": "financial year",
      "when_not_due": "repeat", "targets": _target(no_worse_than="England Mean")}, ["90", "91", "93", "92"], {}),
    ({"name": "Pupils with a place of first choice", "unit": "percent", "decimals": 1, **HIGHER, **YEARLY,
      "basis": "academic year", "targets": _target(value="92")}, ["93.1", "94.0"], {}),
    ({"name": "Satisfaction in a survey that is suspended", "unit": "percent", **HIGHER, **QUARTERLY, "suspended": [
        {"from": "2025-04-01", "until": "2025-12-31", "reason": "The survey is moved to another supplier."}],
      "targets": _target(value="80")}, [*_waves(6, 80, 4), None], {}),
    ({"name": "Incidents that are few", "unit": "count", **LOWER, **QUARTERLY, "targets": _target(value="9")},
     ["8", "11", "7", "9", "6", None], {-1: "suppressed"}),
    ({"name": "Rate that is published late", "unit": "per 100,000", "decimals": 1, **LOWER, **QUARTERLY,
      "targets": _target(at_most="120")}, [*_waves(8, 118, 9, 1), None], {-1: "not yet due"}),
    ({"name": "Grants to groups, by their type", "unit": "count", **CONTEXT, **TO_DATE, "compared_with":
      "previous year", "frequency": "quarter", "targets": [],
      "parts": {"by": "type of grant", "names": ["Enabler", "Core Fund", "Reaching Further"]}},
     ["20", "45", "70", "90", "15"], {}),
    ({"name": "Visits in the year to date, by month", "unit": "count", **HIGHER, **TO_DATE, "frequency": "month",
      "targets": _target(annual="12000")},
     [str(month * 980 + month * month * 3) for month in (*range(1, 13), *range(1, 13), *range(1, 4))],
     {-1: "provisional"}),
    ({"name": "Journeys since a new count began", "unit": "count", **HIGHER, **TO_DATE, "frequency": "quarter",
      "targets": _target(value="300")}, ["310"], {}),
    ({"name": "Weeks on the list, all below zero for a test", "unit": "score", **HIGHER, **QUARTERLY,
      "targets": _target(value="-20")}, _waves(16, -22, 3), {}),
    ({"name": "Cases open on a day, counted in another way since", "unit": "count", **LOWER, "basis": "snapshot",
      "compared_with": "previous quarter", "redefined": [{"from": "2025-04-01", "what": "Closed cases are left out."}],
      "targets": _target(value="200")}, _waves(8, 220, 30), {}),
    ({"name": "Money saved, in pounds and pence", "unit": "£", "decimals": 2, **HIGHER, **QUARTERLY,
      "targets": _target(percent_above_previous_year="2")}, ["-1234567.89", "234567.5"], {}),
]  # fmt: skip
STEMS = [f"cosmic-{number:03}" for number in range(1, len(CASES) + 1)]
PARTS = {"cosmic-019": {"Enabler": (8, 5), "Core Fund": (9, 8), "Reaching Further": (3, 2)}}
_MEANS = "indicator,benchmark,period_end,value,published,source,note\ncosmic-014,England Mean,{},{},{},Made up,\n"


def stem_of(words: str) -> str:
    """The stem of the indicator whose name has some words."""
    return next(stem for stem, (keys, *_) in zip(STEMS, CASES, strict=True) if words in keys["name"])


def write(root: Path) -> None:
    """Turn a copy of the first edition's project into that of all kinds."""
    shape = notebook_of(root, "cosmic-001")
    for folder, kind in (("data/indicators", "yml"), ("data/figures", "csv"), ("notebooks", "ipynb")):
        for path in (root / folder).glob(f"cosmic-*.{kind}"):
            path.unlink()
    for stem, (keys, values, statuses) in zip(STEMS, CASES, strict=True):
        given = {"service": "Made-up Services"} | keys
        (root / "data" / "indicators" / f"{stem}.yml").write_text(json.dumps(given), encoding="utf-8")
        rows = list(_rows(Indicator.model_validate(given | {"stem": stem, "prefix": "CoSMIC"}), values, statuses))
        _write_table(root / "data" / "figures" / f"{stem}.csv", HEADS, rows)
        save(root, stem, _notebook(shape, stem))
    for stem, parts in PARTS.items():
        rows = [[name, *row] for name, both in parts.items() for row in _part_rows(both)]
        (root / "data" / "parts").mkdir(exist_ok=True)
        _write_table(root / "data" / "parts" / f"{stem}.csv", ["part", *HEADS], rows)
    (root / "data" / "benchmarks.csv").write_text(_MEANS.format("2024-03-31", 91, "2024-06-01"), encoding="utf-8")
    pages = "".join(f'::: {{.notebook src="build/{stem}.ipynb"}}\n:::\n\n' for stem in [*STEMS, places.QUALITY])
    head = (root / "index.qmd").read_text(encoding="utf-8").partition('::: {.notebook src="build/cosmic-001')[0]
    (root / "index.qmd").write_text(head + pages, encoding="utf-8")
    params = f"produced_on: 2025-09-17\nparameters:\n  quarter: {FIRST}\n"
    (root / "params" / f"{FIRST}.yml").write_text(params, encoding="utf-8")


def make(root: Path) -> draft.Draft:
    """Turn a copy of the project into that of all kinds, all but published: build/ holds what a publisher needs."""
    write(root)
    return hard.run()


def _rows(indicator: Indicator, values: list, statuses: dict) -> list[list]:
    periods = indicator.recorded
    last = periods.find_last_end(FIRST.end)
    held = []
    for place, value in enumerate(values, -len(values)):
        end = months_before(last, periods.months_between * (-1 - place))
        status = statuses.get(place, "published")
        if value is not None or place in statuses:
            held.append([end, value or "", "", "", _published(end, status), status, "Made up", ""])
    return held


def _published(end: date, status: str) -> date:
    return min(months_before(end, -2), date(2025, 9, 17)) if status != "not yet due" else date(2025, 8, 1)


def _part_rows(values: tuple[int, int]) -> list[list]:
    ends = (date(2024, 6, 30), date(2025, 6, 30))
    return [
        [end, value, "", "", months_before(end, -2), "published", "Made up", ""]
        for end, value in zip(ends, values, strict=True)
    ]


def _notebook(shape: dict, stem: str) -> dict:
    cells = [cell for cell in shape["cells"] if "path-to-green" not in cell["metadata"].get("tags", [])]
    held = json.loads(json.dumps(shape | {"cells": cells}).replace("cosmic-001", stem))
    for cell in held["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"] = COMMENTARY
    return held


def _write_table(path: Path, heads: list[str], rows: list[list]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([heads, *rows])
