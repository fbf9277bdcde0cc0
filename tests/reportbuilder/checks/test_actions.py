"""Actions from one quarter to the next: what is neither there again nor closed is told, and so is what is late."""

import json
from pathlib import Path

import pytest

from reportbuilder.checks.actions import match_actions
from reportbuilder.cli.main import main
from reportbuilder.drafts.actions import Action, read_item
from reportbuilder.new_quarter import start
from tests.factories import notebook_of, save

STEM = "cosmic-003"
SUNDAYS = "by 30 Sep 2025, Libraries: open Rock Road on Sundays"
KIOSKS = "by 31 March 2026, Libraries: replace the kiosks of all branches"


def put(root, quarter: str, *items: str):
    """Write actions below what the path to green of a quarter says."""
    notebook = notebook_of(root, STEM)
    for cell in notebook["cells"]:
        if {"path-to-green", quarter} <= set(cell["metadata"].get("tags", [])):
            words = "".join(cell["source"]).split("\n\n- by", maxsplit=1)[0]
            cell["source"] = "\n\n".join([words, "\n".join(f"- {item}" for item in items)])
    save(root, STEM, notebook)


@pytest.fixture
def second(small_project, capsys, monkeypatch):
    """Start the second quarter with actions in the first; returns what of actions is found, as (severity, message)."""
    monkeypatch.setattr(start, "run_all", lambda notebooks, *_: (notebooks, {}))
    put(small_project, "2025-26-Q1", SUNDAYS, KIOSKS, "by 1 July 2025, Libraries: leaflets (done)")
    assert main(["new", "2025-26-Q2", "--produced-on", "2025-12-17"]) == 0

    def found(*items: str | None):
        if items:
            put(small_project, "2025-26-Q2", *filter(None, items))
        capsys.readouterr()
        main(["check", "--json"])
        told = json.loads(capsys.readouterr().out)
        return [(one["severity"], one["message"]) for one in told if one["rule"] == "actions"]

    return found


def test_a_new_quarter_goes_on_with_what_is_open_and_nothing_is_lost(second, small_project):
    tags = {"path-to-green", "2025-26-Q2"}
    cells = notebook_of(small_project, STEM)["cells"]
    (cell,) = [one for one in cells if tags <= set(one["metadata"].get("tags", []))]
    assert "".join(cell["source"]).endswith(f"\n\n- {SUNDAYS}\n- {KIOSKS}")
    assert second() == [("note", "the action is late: it was due by 30 September 2025")]


def test_an_action_that_is_gone_without_a_word_is_told(second):
    assert second(KIOSKS) == [("warning", "this action of the last edition is neither here again nor closed")]


@pytest.mark.parametrize("closed", [f"{SUNDAYS} (done)", f"{SUNDAYS} (dropped: no funds)"])
def test_an_action_that_is_closed_is_not_told(second, closed):
    assert second(closed, KIOSKS) == []


def test_an_action_in_other_words_is_the_same_and_a_later_day_is_noted(second):
    later = "by 31 January 2026, Libraries: open Rock Road and Ely on Sundays"
    moved = "the action’s day has moved from 30 September 2025 to 31 January 2026"
    assert second(later, KIOSKS) == [("note", moved)]


def test_one_action_does_not_stand_for_two_of_the_last_edition(second):
    assert ("warning", "this action of the last edition is neither here again nor closed") in second(
        f"{SUNDAYS} (done)"
    )


def _actions(*items: str) -> list[Action]:
    return [found for item in items if isinstance(found := read_item(item), Action)]


@pytest.mark.parametrize("one", [SUNDAYS, f"{SUNDAYS} from May"])
def test_each_action_is_at_most_one_of_the_last_edition(one):
    last = [*_actions(SUNDAYS), *_actions(SUNDAYS.replace("30", "29"))]
    assert _kept(last, _actions(one)) == 1
    assert _kept(last, _actions(one, one.replace("30", "28"))) == 2


def _kept(last: list[Action], own: list[Action]) -> int:
    return sum(now is not None for _, now in match_actions(last, own))


def test_of_two_actions_with_the_same_words_the_one_of_the_same_owner_goes_on():
    last = _actions(SUNDAYS, SUNDAYS.replace("Libraries:", "Archives:"))
    own = _actions(f"{SUNDAYS} (done)".replace("Libraries:", "Archives:"))
    assert match_actions(last, own) == [(last[0], None), (last[1], own[0])]


def test_of_two_actions_that_are_the_same_to_the_letter_one_that_is_left_out_is_missed():
    (last,) = _actions(SUNDAYS)
    assert [now for _, now in match_actions([last, last], [last])] == [last, None]


def test_actions_without_other_words_may_go_on_as_they_are(small_project, capsys, monkeypatch):
    monkeypatch.setattr(start, "run_all", lambda notebooks, *_: (notebooks, {}))
    notebook = notebook_of(small_project, STEM)
    notebook["cells"][-1]["source"] = f"### Path to Green\n\n- {KIOSKS}"
    save(small_project, STEM, notebook)
    assert main(["new", "2025-26-Q2", "--produced-on", "2025-12-17"]) == 0
    with Path("data", "figures", f"{STEM}.csv").open("a", encoding="utf-8") as file:
        file.write("2025-09-30,100500,,,2025-12-10,published,synthetic,\n")
    capsys.readouterr()
    main(["check", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert not [one for one in told if "same words as last quarter" in one["message"]]


def test_an_action_is_dropped_for_a_reason(second):
    assert second(f"{SUNDAYS} (dropped)", KIOSKS) == [("warning", "the action is dropped without a reason")]


def test_an_action_without_an_owner_is_told(second):
    told = second(f"{SUNDAYS} (done)", KIOSKS, "by 1 May 2026: open Ely")
    assert told == [("warning", "the action does not say whose it is, so it cannot be followed up")]
