"""The scorecard as a table is safe to open in a spreadsheet: no cell of it is read as a formula."""

import csv
import itertools
from dataclasses import replace

import pytest

from cosmic import paths
from cosmic.rules import RAG, Change
from reportbuilder.drafts import draft
from reportbuilder.publishing import export
from tests.factories import FIRST, a_record, an_indicator, chart_record

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
HOSTILE = ["=HYPERLINK(A1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "a\n=1", '"=1', "',=1"]


def cells_of(records) -> list[str]:
    paths.build().mkdir(exist_ok=True)
    export.scorecard(records, paths.build())
    with (paths.build() / "scorecard.csv").open(encoding="utf-8", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_starts_like_a_formula_is_only_a_name(project_copy, name):
    cells = cells_of([a_record(an_indicator(name=name), [])])
    assert any(" ".join(name.split()) in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(STARTS_A_FORMULA)] == []


def test_no_rating_and_no_change_starts_a_formula(project_copy):
    record = chart_record(2)
    records = [replace(record, rag=rag, change=change) for rag, change in itertools.product(RAG, Change)]
    records += draft.read_draft(FIRST).records
    assert [cell for cell in cells_of(records) if cell.startswith(STARTS_A_FORMULA)] == []
