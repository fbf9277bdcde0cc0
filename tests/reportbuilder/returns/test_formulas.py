"""What a sheet works out as people type is what the report will say, by LibreOffice's own reckoning."""

import csv
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from openpyxl import Workbook

from cosmic import rules
from cosmic.definitions import Direction
from cosmic.units import Unit
from reportbuilder.returns import formulas
from tests.factories import a_record, an_indicator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on the PATH to reckon"),
]
TARGETS = [
    {"value": 70},
    {"value": "0.3"},
    {"value": 0},
    {"value": "-12.5"},
    {"at_least": 60, "at_most": 80},
    {"at_least": -5, "at_most": 5},
    {"at_most": 273},
]
SCHEMES = [
    {},
    {"amber_within": "2 points"},
    {"amber_within": "0%"},
    {"amber_within": "2.5%"},
    {"amber_within": "any distance"},
    {"amber_within": "10%", "amber_only_if": "better than before"},
    {"bands": [{"rating": "Green", "from": 100}, {"rating": "Amber", "from": 90, "to": 99}]},
    {
        "bands": [{"rating": "Green", "from": 95}, {"rating": "Amber", "from": 80, "to": 94}],
        "amber_only_if": "better than before",
    },
]
VALUES = [
    "63", "62.9", "62.999", "63.001", "70", "69.99", "70.01", "0", "0.27", "0.269", "0.3", "-12.5", "-13.75", "-13.8",
    "60", "54", "53.9", "80", "88", "88.1", "5", "5.5", "5.6", "-5.5", "273", "300.3", "300.31", "66.5", "66.15",
    "1000",
]  # fmt: skip
BEFORE = Decimal(65)


def _reckon(folder: Path, rows: list[list]) -> list[list[str]]:
    """What LibreOffice makes of the rows of a sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "cells.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "csv", "--outdir", str(folder), "cells.xlsx"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120)
    with (folder / "cells.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _record(direction: str, target: dict, scheme: dict):
    """A record whose figure is rated, after one of 65."""
    keys = {
        "direction": direction,
        "unit": "score",
        "targets": [{"from": "2025-01-01", "reason": "synthetic"} | target],
    }
    own = {"rating": scheme} if scheme else {}
    days = [(date(2025, 3, 31), BEFORE), (date(2025, 6, 30), Decimal(1))]
    return a_record(an_indicator(**keys, **own), [(end, value, date(2025, 9, 17)) for end, value in days])


def test_the_rating_that_is_shown_is_the_rating_of_the_report(tmp_path):
    rows, expected = [], []
    for direction, target, scheme in product(("higher", "lower", "maintain"), TARGETS, SCHEMES):
        record = _record(direction, target, scheme)
        interval, own = record.target.interval, record.indicator.rating or record.edition.scheme
        for value in map(Decimal, VALUES):
            rows.append([float(value), formulas.rating_of(f"$A${len(rows) + 1}", record)])
            changed = rules.change(value, BEFORE, Direction(direction), True, interval)
            expected.append(rules.rag(value, interval, Direction(direction), own, changed))
    shown = [row[1] for row in _reckon(tmp_path, rows)]
    wrong = [(row, name, rag) for row, name, rag in zip(rows, shown, expected, strict=True) if name != rag]
    assert len(rows) > 5000 and wrong == []
    assert set(shown) == {"Red", "Amber", "Green"}


def test_nothing_is_shown_before_a_figure_is_typed_or_for_words(tmp_path):
    record = _record("higher", {"value": 70}, {})
    shown = _reckon(tmp_path, [["x", formulas.rating_of("$A$1", record)], ["n/a", formulas.rating_of("$A$2", record)]])
    assert [row[1] for row in shown] == ["", ""]


def test_the_share_of_two_numbers_counts_before_the_figure_that_is_typed(tmp_path):
    cases = [
        (81, None, None, "81", "fine"),
        (None, 63, 100, "63", "fine"),
        (10, 63, 100, "63", "worked out"),
        (81, 63, None, "81", "both"),
        (None, 63, 0, "", "more than 0"),
        ("n/a", None, None, "", "fine"),
        (0.815, None, None, "0.815", "type 81.5"),
        (1, None, None, "1", "fine"),
        (None, None, None, "", "fine"),
    ]
    rows = []
    for number, (value, numerator, denominator, _, _) in enumerate(cases, 1):
        cells = [f"${column}${number}" for column in "ABC"]
        share = formulas.figure_that_counts(*cells, 100)
        rows.append([value, numerator, denominator, share, formulas.advice(*cells, Unit.PERCENT, "fine")])
    for shown, (*_, counted, advice) in zip(_reckon(tmp_path, rows), cases, strict=True):
        assert shown[3] == counted
        assert advice in shown[4]


def test_no_formula_rates_what_the_report_does_not_rate_by_its_target():
    for keys in ({"direction": "contextual", "targets": []}, {"targets": []}, {"in_development": True}):
        days = [(date(2025, 6, 30), 80, date(2025, 9, 17))]
        assert formulas.rating_of("$A$1", a_record(an_indicator(**keys), days)) is None


def test_a_name_with_quotation_marks_stays_a_name():
    assert formulas.quoted('On "track"') == '"On ""track"""'
