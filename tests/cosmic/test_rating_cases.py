"""The table of ratings that an officer signs: each row, worked out from a definition and figures."""

import re
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
import yaml

from cosmic.periods import Quarter, months_before
from cosmic.record import compute_record
from reportpages import formatting
from tests.factories import FIGURES, NO_BENCHMARKS, ROOT, an_edition, an_indicator

TABLE = ROOT / "docs" / "reference" / "ratings-by-example.md"
HEADS = "number unit direction basis quarter target scheme figure previous printed rating change why".split()
ROWS = [
    dict(zip(HEADS, (cell.strip() for cell in line.strip("|").split("|")), strict=True))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
START, ENGLAND = "2024-04-01", Decimal(71)


def as_written(cell: str) -> dict:
    """What a definition has between the signs of code; YAML's flow style needs its braces."""
    plain = cell.strip("`")
    return yaml.load(plain if plain.startswith("{") else f"{{{plain}}}", yaml.BaseLoader) if plain else {}


def record_of(row: dict):
    """The record of a row's indicator in its quarter."""
    target = as_written(row["target"])
    indicator = an_indicator(
        unit=row["unit"],
        decimals=0,
        direction=row["direction"],
        basis=row["basis"],
        compared_with="previous year",
        when_not_due="repeat",
        targets=[target | {"from": START, "reason": "synthetic"}] if target else [],
        **({"rating": as_written(row["scheme"])} if row["scheme"] else {}),
    )
    quarter = Quarter(2025, int(row["quarter"][1]))
    end = indicator.reported.find_last_end(quarter.end)
    values = [(months_before(end, 12), row["previous"]), (end, row["figure"])]
    rows = [(day, Decimal(value), day, "published", "synthetic", None, 2) for day, value in values if value]
    table = pd.DataFrame(rows, columns=FIGURES, dtype=object)
    mean = ("cosmic-999", "England Mean", date(2025, 3, 31), ENGLAND, date(2025, 4, 1), "published", "x", None, 2)
    means = pd.DataFrame([mean], columns=NO_BENCHMARKS.columns, dtype=object)
    return compute_record(indicator, an_edition(months_before(quarter.end, -2), quarter), table, means)


def test_the_table_has_every_kind_of_target_scheme_and_direction():
    assert len(ROWS) >= 60
    written = " ".join(row["target"] + row["scheme"] for row in ROWS)
    for kind in "value at_least at_most annual profile milestones no_worse_than bands amber_only_if points".split():
        assert kind in written
    assert {row["direction"] for row in ROWS} == {"higher", "lower", "maintain", "contextual"}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['number']} {row['why']}" for row in ROWS])
def test_a_row_of_the_table_is_what_the_report_says(row):
    record = record_of(row)
    printed = "" if record.target is None and row["direction"] != "contextual" else formatting.target(record)
    assert (printed, str(record.rag), str(record.change)) == (row["printed"], row["rating"], row["change"])
