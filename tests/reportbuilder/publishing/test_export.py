"""The scorecard as a table is safe to open in a spreadsheet: no cell of it is read as a formula."""

import csv
import itertools
import re
from dataclasses import replace

import pytest

from cosmic.rules import RAG, Change
from projectfiles import paths
from reportbuilder.drafts import draft
from reportbuilder.publishing import export
from tests.factories import FIRST, a_record, an_indicator, chart_record

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
HOSTILE = ["=HYPERLINK(A1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "a\n=1", '"=1', "',=1"]


def cells_of(records) -> list[str]:
    paths.build().mkdir(exist_ok=True)
    export.scorecard(records, paths.build())
    with (paths.build() / "scorecard.csv").open(encoding="utf-8-sig", newline="") as file:
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


@pytest.fixture
def figures() -> bytes:
    """The table of all figures of the first edition."""
    paths.build().mkdir(exist_ok=True)
    export.figures(draft.read_draft(FIRST), paths.build())
    return (paths.build() / "figures.csv").read_bytes()


def rows_of(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(table.decode("utf-8-sig").splitlines()))


def test_tables_are_marked_as_utf_8_and_end_lines_as_rfc_4180_has_it(project_copy, figures):
    export.scorecard(draft.read_draft(FIRST).records, paths.build())
    for table in (figures, (paths.build() / "scorecard.csv").read_bytes()):
        assert table.startswith(b"\xef\xbb\xbf") and table.endswith(b"\r\n")
        assert table.count(b"\n") == table.count(b"\r\n") > 10


def test_no_cell_of_the_scorecard_is_taken_for_a_day(project_copy):
    months = [cell for cell in cells_of(draft.read_draft(FIRST).records) if re.search(r"\b[A-Z][a-z]{2}[ -]\d", cell)]
    assert set(months) == {"End of Sep 2024", "End of Jun 2025"}


def test_every_figure_has_a_row_with_its_period_and_the_target_that_it_had(project_copy, figures):
    rows = {(row["code"], row["period_end"]): row for row in rows_of(figures)}
    row = rows["CoSMIC 003", "2025-06-30"]
    assert (row["period_start"], row["value"], row["target"], row["unit"]) == ("2024-07-01", "100196", "99936", "count")
    assert rows["CoSMIC 003", "2024-06-30"]["target"] == ""
    assert rows["CoSMIC 007", "2025-06-30"]["period_start"] == "2025-04-01" and len(rows) == 20


def test_figures_are_unrounded_and_those_that_are_not_available_are_among_them(project_copy):
    path = project_copy / "data" / "figures" / "cosmic-006.csv"
    head, *_ = path.read_text("utf-8").splitlines()
    added = ["2024-12-31,,,,2025-09-01,not available,synthetic,", "2025-06-30,66.7,2,3,2025-09-01,provisional,=1+1,"]
    path.write_text("\n".join([head, *added]) + "\n", encoding="utf-8")
    paths.build().mkdir(exist_ok=True)
    export.figures(draft.read_draft(FIRST), paths.build())
    rows = [row for row in rows_of((paths.build() / "figures.csv").read_bytes()) if row["code"] == "CoSMIC 006"]
    assert [(row["value"][:8], row["status"]) for row in rows] == [("", "not available"), ("66.66666", "provisional")]
    assert (rows[1]["numerator"], rows[1]["denominator"], rows[1]["source"]) == ("2", "3", "'=1+1")
