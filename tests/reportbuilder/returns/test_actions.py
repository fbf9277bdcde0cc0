"""Actions go out in the return of the next quarter, and come back with how they stand."""

import json

import pytest

from reportbuilder.cli.main import main
from reportbuilder.new_quarter import start
from reportbuilder.returns.layout import ACTIONS
from tests.factories import notebook_of, save
from tests.reportbuilder.returns.filling import edit, fill_row, fill_well, rows_of

STEM = "cosmic-009"
QUARTER = "2025-26-Q2"
OPEN = "by 30 Sep 2025, Registration: two more appointments a day (under way)"
DONE = "by 1 July 2025, Registration: a new diary (done)"


@pytest.fixture
def returned(project_copy, monkeypatch):
    """The return of a quarter before which an action was open and one was done."""
    monkeypatch.setattr(start, "run_all", lambda notebooks, *_: (notebooks, {}))
    notebook = notebook_of(project_copy, STEM)
    (cell,) = [one for one in notebook["cells"] if "path-to-green" in one["metadata"].get("tags", [])]
    cell["source"] = f"### Path to Green\n\n- {OPEN}\n- {DONE}"
    save(project_copy, STEM, notebook)
    assert main(["new", QUARTER, "--produced-on", "2025-12-17"]) == 0
    assert main(["returns", "out", QUARTER]) == 0
    return project_copy / "_returns" / QUARTER / f"cosmic-{QUARTER}-registration-service.xlsx"


def _path_to_green(root) -> str:
    tags = {"path-to-green", QUARTER}
    (cell,) = [one for one in notebook_of(root, STEM)["cells"] if tags <= set(one["metadata"].get("tags", []))]
    return "".join(cell["source"])


def test_an_open_action_goes_out_and_one_that_is_done_does_not(returned):
    said = []
    edit(returned, lambda book: said.extend(rows_of(book, STEM, ACTIONS)))
    held = [{name: cell.value for name, cell in row.items() if cell.value is not None} for row in said]
    assert [row for row in held if row] == [
        {"owner": "Registration", "what": "two more appointments a day", "due": held[0]["due"], "state": "under way"}
    ]
    assert f"{held[0]['due']:%Y-%m-%d}" == "2025-09-30"


def test_an_untouched_return_with_actions_changes_nothing(returned, project_copy, capsys):
    before = _path_to_green(project_copy)
    capsys.readouterr()
    assert main(["returns", "in", str(returned), "--yes"]) == 0
    assert _path_to_green(project_copy) == before and "- by 30 Sep 2025" in before


def test_an_action_that_is_closed_in_the_return_is_closed_in_the_notebook(returned, project_copy, capsys):
    edit(returned, lambda book: fill_well(book, STEM), lambda book: fill_row(book, STEM, ACTIONS, 0, state="done"))
    assert main(["returns", "in", str(returned), "--yes"]) == 0
    assert _path_to_green(project_copy).endswith(
        "\n\n- by 30 September 2025, Registration: two more appointments a day (done)"
    )
    capsys.readouterr()
    main(["check", "--json"])
    assert not [one for one in json.loads(capsys.readouterr().out) if one["rule"] == "actions"]


def test_actions_that_the_return_leaves_as_they_are_stay_as_they_were_typed(returned, project_copy):
    before = _path_to_green(project_copy)
    edit(returned, lambda book: fill_well(book, STEM))
    assert main(["returns", "in", str(returned), "--yes"]) == 0
    assert _path_to_green(project_copy) == before


def test_an_action_alone_is_no_whole_return(returned, project_copy, capsys):
    before = _path_to_green(project_copy)
    edit(returned, lambda book: fill_row(book, STEM, ACTIONS, 0, state="done"))
    assert main(["returns", "in", str(returned), "--yes"]) != 0
    assert _path_to_green(project_copy) == before
