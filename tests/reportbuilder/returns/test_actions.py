"""Actions go out in the return of the next quarter, and come back with how they stand."""

import json

import pytest

from cosmic.periods import Quarter
from reportbuilder.cli.main import main
from reportbuilder.drafts.actions import State, read_actions
from reportbuilder.drafts.notebooks import read_notebook
from reportbuilder.new_quarter import start
from reportbuilder.returns.layout import ACTIONS
from tests.factories import notebook_of, save
from tests.reportbuilder.returns.filling import edit, fill_row, fill_well, rows_of

pytestmark = pytest.mark.slow  # quarters are started and returns taken in for each case

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


def _told(returned, capsys) -> str:
    capsys.readouterr()
    assert main(["returns", "in", str(returned), "--yes"]) != 0
    return capsys.readouterr().err


def test_an_action_that_is_cleared_from_its_row_is_told_there(returned, project_copy, capsys):
    cells = []

    def clear(book):
        cells.append(fill_row(book, STEM, ACTIONS, 0, owner=None, what=None, due=None, state=None)["what"].coordinate)

    edit(returned, lambda book: fill_well(book, STEM), clear)
    said = "no longer has the action “two more appointments a day” (Registration, by 30/09/2025)"
    assert f"cell {cells[0]}: {said}" in _told(returned, capsys)


def test_an_action_in_other_words_or_another_row_is_not_lost(returned, project_copy, capsys):
    def move(book):
        fill_row(book, STEM, ACTIONS, 0, owner=None, what=None, due=None, state=None)
        words = "two more appointments each day"
        fill_row(book, STEM, ACTIONS, 1, owner="Registration", what=words, due="31/01/2026", state="under way")

    edit(returned, lambda book: fill_well(book, STEM), move)
    assert main(["returns", "in", str(returned), "--yes"]) == 0


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"state": "dropped"}, "is empty, and “dropped” is chosen in"),
        ({"state": None, "reason": "no funds"}, "is empty, and"),
        ({"owner": None}, "is empty, and the row has other answers. Say who sees to it"),
        ({"owner": "Registration: Ely"}, "you entered “Registration: Ely”, which cannot be told from the rest"),
        (
            {"state": "late", "reason": "no funds :)"},
            "you entered “no funds :)”, which cannot be told from the rest of the action",
        ),
        ({"owner": "Registration " * 12}, "Give a name in at most 120 characters"),
    ],
)
def test_what_could_not_be_read_again_in_the_notebook_is_told(returned, project_copy, capsys, answers, message):
    edit(returned, lambda book: fill_well(book, STEM), lambda book: fill_row(book, STEM, ACTIONS, 0, **answers))
    assert message in _told(returned, capsys)


def test_a_reason_in_brackets_is_read_again_in_the_notebook(returned, project_copy):
    closed = {"state": "dropped", "reason": "no funds (yet)"}
    edit(returned, lambda book: fill_well(book, STEM), lambda book: fill_row(book, STEM, ACTIONS, 0, **closed))
    assert main(["returns", "in", str(returned), "--yes"]) == 0
    (action,) = read_actions(read_notebook(STEM).cells, Quarter.parse(QUARTER))
    assert (action.said, action.reason) == (State.DROPPED, "no funds (yet)")


def test_words_that_are_held_stay_where_the_return_closes_an_action_alone(returned, project_copy):
    notebook = notebook_of(project_copy, STEM)
    tags = {"path-to-green", QUARTER}
    (cell,) = [one for one in notebook["cells"] if tags <= set(one["metadata"].get("tags", []))]
    cell["source"] = "".join(cell["source"]).replace("\n\n- by", "\n\nThe office is open.\n\n- by")
    save(project_copy, STEM, notebook)
    edit(returned, lambda book: fill_well(book, STEM), lambda book: fill_row(book, STEM, ACTIONS, 0, state="done"))
    assert main(["returns", "in", str(returned), "--yes"]) == 0
    assert _path_to_green(project_copy).endswith(
        "\n\nThe office is open.\n\n- by 30 September 2025, Registration: two more appointments a day (done)"
    )


def test_an_action_goes_from_quarter_to_quarter_until_it_is_closed(returned, project_copy):
    late = {"state": "late", "reason": "no room"}
    edit(returned, lambda book: fill_well(book, STEM), lambda book: fill_row(book, STEM, ACTIONS, 0, **late))
    assert main(["returns", "in", str(returned), "--yes"]) == 0
    third, fourth = "2025-26-Q3", "2025-26-Q4"
    assert main(["new", third, "--produced-on", "2026-03-17"]) == 0
    (carried,) = read_actions(read_notebook(STEM).cells, Quarter.parse(third))
    assert (carried.said, carried.reason) == (State.LATE, "no room")
    put_in_the_list(project_copy, third, f"- {OPEN.replace('(under way)', '(done)')}")
    assert main(["new", fourth, "--produced-on", "2026-06-17"]) == 0
    assert read_actions(read_notebook(STEM).cells, Quarter.parse(fourth)) == []


def put_in_the_list(root, quarter: str, item: str):
    """Write an action by hand in the place of those of a quarter."""
    notebook = notebook_of(root, STEM)
    (cell,) = [one for one in notebook["cells"] if {"path-to-green", quarter} <= set(one["metadata"].get("tags", []))]
    cell["source"] = f"### Path to Green\n\n{item}"
    save(root, STEM, notebook)
