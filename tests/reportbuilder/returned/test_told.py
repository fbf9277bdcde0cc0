"""Who supplied a figure and who signed it off is told on the quality page, and to whoever asks where it comes from."""

import json
from pathlib import Path

import pytest

from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft, provenance
from reportbuilder.publishing.quality_page import make_notebook
from tests.reportbuilder.returns.conftest import SECOND
from tests.reportbuilder.returns.filling import edit, fill_well

pytestmark = pytest.mark.slow  # returns are taken in and written for each case

DEATHS, BIRTHS = "cosmic-009", "cosmic-008"


@pytest.fixture
def taken_in(sent, monkeypatch):
    """Take in one indicator's return that is signed off, and one's that is not; the working folder is the project."""
    form = sent / f"cosmic-{SECOND}-registration-service.xlsx"
    unsigned = {"signed_off_by": None, "signed_off_on": None}
    path = {"path_to_green": "More appointments."}
    edit(form, lambda book: fill_well(book, DEATHS, value=55, **path), lambda book: fill_well(book, BIRTHS, **unsigned))
    assert main(["returns", "in", str(form), "--yes"]) == 0


def _quality_page() -> str:
    read = draft.read_draft(SECOND)
    cells = make_notebook(read, checks.run_checks(read)).cells
    return "\n".join(output.data["text/plain"] for cell in cells for output in cell.outputs)


def test_the_quality_page_says_who_supplied_and_who_signed_off_each_indicator(taken_in):
    told = _quality_page()
    supplied = "Performance Lead (Registration Service), 10 October 2025"
    assert f"CoSMIC 009 | {supplied} | Head of Service, 14 October 2025\n" in told
    assert f"CoSMIC 008 | {supplied} | Not signed off\n" in told
    assert "CoSMIC 003 | No return | Not signed off\n" in told


def test_the_quality_page_says_what_changed_after_it_was_signed_off(taken_in):
    table = Path("data", "figures", f"{DEATHS}.csv")
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("2025-09-30,55", "2025-09-30,56"), encoding="utf-8")
    assert "CoSMIC 009 | " in _quality_page()
    assert "Head of Service, 14 October 2025; changed after sign-off" in _quality_page()


def test_a_project_without_returns_says_nothing_of_them(second):
    assert "Supplied by" not in _quality_page()


def test_the_list_of_returns_and_the_parts_of_figures_are_inputs_of_the_edition(taken_in):
    Path("data", "parts").mkdir()
    part = Path("data", "parts", f"{DEATHS}.csv")
    part.write_text("synthetic\n", encoding="utf-8")
    assert {"data/returns.csv", part.as_posix()} <= set(provenance.digest_inputs(SECOND))


def test_a_row_of_the_list_that_cannot_be_read_is_told_with_all_else(taken_in, capsys):
    with Path("data", "returns.csv").open("a", encoding="utf-8") as file:
        file.write("2025-26-Q2,cosmic-009,Registration Service,soon,,,,,x,y\n")
    assert main(["build", str(SECOND)]) == 2
    assert "data/returns.csv, row 4, received: must be a day" in capsys.readouterr().err


def test_explain_names_supplier_and_signature_and_the_workbook(taken_in, capsys):
    capsys.readouterr()
    assert main(["explain", "9"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "supplied by Performance Lead (Registration Service), 10 October 2025; taken in on" in told
    assert "signed off by Head of Service, 14 October 2025 SHA-256 of its workbook: " in told
    assert main(["explain", "8"]) == 0
    assert "not signed off" in " ".join(capsys.readouterr().out.split())


def test_the_status_has_it_as_json_too(taken_in, capsys):
    capsys.readouterr()
    assert main(["status", "--json"]) == 0
    told = {one["indicator"]: one["return"] for one in json.loads(capsys.readouterr().out)["indicators"]}
    assert told[DEATHS]["stage"] == "signed off" and told[BIRTHS]["stage"] == "received"
    assert told["cosmic-003"] == {
        "stage": "asked", "faults": 0, "due": "2025-12-17", "received": None, "signed_off_on": None,
        "signed_off_by": None,
    }  # fmt: skip
