"""Actions of a path to green: read in the forms in which people write them, and carried on until they are closed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from nbformat import v4

from reportbuilder.drafts.actions import Action, Misread, State, carry_open, read_actions, read_item
from tests.factories import FIRST

DAY = date(2025, 9, 30)


def _cells(source: str, section: str = "path-to-green"):
    return [v4.new_markdown_cell(source, metadata={"tags": [section, str(FIRST)]})]


@pytest.mark.parametrize(
    "text",
    [
        "by 30 Sep 2025, Libraries: open on Sundays",
        "By 30 September 2025, Libraries: open on Sundays",
        "by 30/09/2025 – Libraries: open on Sundays",
        "by 2025-09-30; Libraries: open on Sundays",
        "by the end of September 2025, Libraries: open on Sundays",
        "by end of Sep 2025, Libraries: open on Sundays",
        "by end September 2025, Libraries: open on Sundays",
        "by September 2025, Libraries: open on Sundays",
        "by 30/9/25, Libraries: open on Sundays",
        "by Tuesday, 30 September 2025, Libraries: open on Sundays",
        "by September 30, 2025, Libraries: open on Sundays",
        "by 30 Sep 2025 - Libraries: open on Sundays",
        "☐ by 30 Sep 2025, Libraries: open on Sundays",
    ],
)
def test_an_action_is_read_however_its_day_is_written(text):
    action = read_item(text)
    assert isinstance(action, Action)
    assert (action.due, action.owner, action.what, action.said) == (DAY, "Libraries", "open on Sundays", None)


@pytest.mark.parametrize(
    ("behind", "said", "reason"),
    [
        ("(done)", State.DONE, ""),
        ("(Completed 12 October).", State.DONE, "12 October"),
        ("(in progress)", State.UNDER_WAY, ""),
        ("(dropped: no funds)", State.DROPPED, "no funds"),
        ("(cancelled – no room)", State.DROPPED, "no room"),
        ("(dropped: no funds (yet))", State.DROPPED, "no funds (yet)"),
        ("(dropped)", State.DROPPED, ""),
        ("(overdue)", State.LATE, ""),
    ],
)
def test_a_state_in_brackets_at_the_end_is_how_it_stands(behind, said, reason):
    action = read_item(f"by 30 Sep 2025, Libraries: open on Sundays (all year) {behind}")
    assert isinstance(action, Action)
    assert (action.what, action.said, action.reason) == ("open on Sundays (all year)", said, reason)


def test_a_ticked_box_says_that_it_is_done():
    action = read_item("☑ by 30 Sep 2025, Libraries: open on Sundays")
    assert isinstance(action, Action) and action.said is State.DONE


@pytest.mark.parametrize(
    "text",
    [
        "open on Sundays by 30 September 2025",
        "by working with schools: more visits",
        "by then, Libraries: open",
        "By 12% more, as planned: visits",
        "by 40000: visits",
        "by marketing, and posters: visits",
        "by novels in 12 languages: visits",
        "a note: by 30 Sep 2025",
        "",
    ],
)
def test_what_does_not_begin_with_by_and_a_day_is_no_action(text):
    assert read_item(text) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("by 31 September 2025, Libraries: open", "gives no day that exists"),
        ("by 30 September, Libraries: open", "gives no day that exists, with its year"),
        (
            "by end of March, Libraries: open",
            "“by end of March, Libraries” gives no day that exists, with its year and a comma",
        ),
        ("by 30 Sep 2025 Libraries: open", "and a comma behind it"),
        ("by March – Libraries: open", "gives no day"),
        ("by autumn 2025, Libraries: open", "gives no day"),
        ("by end of 2025, Libraries: open", "gives no day"),
        ("by 30 September 2025: open", "does not say whose it is"),
        ("by 30 September 2025, Libraries:", "does not say what is to be done"),
    ],
)
def test_what_is_meant_as_an_action_and_is_none_is_told(text, message):
    found = read_item(text)
    assert isinstance(found, Misread) and message in found.message


@pytest.mark.parametrize(("after", "state"), [(-1, State.UNDER_WAY), (0, State.UNDER_WAY), (1, State.LATE)])
def test_an_action_is_late_from_the_day_after_its_own(after, state):
    action = read_item("by 30 Sep 2025, Libraries: open on Sundays")
    assert isinstance(action, Action) and action.state_on(DAY + timedelta(after)) is state


@pytest.mark.parametrize(("said", "state"), [("done", State.DONE), ("dropped: no funds", State.DROPPED)])
def test_what_is_closed_is_never_late(said, state):
    action = read_item(f"by 30 Sep 2025, Libraries: open on Sundays ({said})")
    assert isinstance(action, Action) and action.state_on(date.max) is state


def test_actions_are_items_of_the_quarters_path_to_green_alone():
    item = "- by 30 Sep 2025, **Libraries:** open on *Sundays*"
    assert [one.what for one in read_actions(_cells(f"### Path to Green\n\n{item}"), FIRST)] == ["open on Sundays"]
    assert read_actions(_cells(f"### Commentary\n\n{item}", "commentary"), FIRST) == []
    assert read_actions(_cells(f"### Path to Green\n\n{item[2:]}"), FIRST) == []


def test_open_actions_are_carried_as_they_were_typed_with_what_belongs_to_them():
    source = """### Path to Green

Words of the quarter.

1. by 30 Sep 2025, Libraries: open on *Sundays*
   in every branch
   - Ely first
2. by 1 Oct 2025, Libraries: new kiosks (done)
3. by 31 September 2025, Libraries: nobody can read this day
4. something else
"""
    first, second = carry_open(source)
    assert first == "- by 30 Sep 2025, Libraries: open on *Sundays*\n   in every branch\n   - Ely first"
    assert second == "- by 31 September 2025, Libraries: nobody can read this day"


def test_an_action_within_another_goes_on_with_it_and_once():
    within = "- by 30 Sep 2025, Libraries: open on Sundays\n  - by 1 May 2025, Ely: keys"
    assert carry_open(within) == [within]
    assert carry_open(within.replace("Sundays", "Sundays (done)")) == ["- by 1 May 2025, Ely: keys"]


WORDS = some.text(some.characters(categories=["L", "N", "Zs"], include_characters=".,-*_#>"), max_size=30)
ACTIONS = some.builds(
    "{} by {} {} 2025, {}: {} {}".format,
    some.sampled_from(["-", "*", "  -", "1.", "> -"]),
    some.integers(1, 28),
    some.sampled_from(["Sep", "October"]),
    some.sampled_from(["Libraries", "Archives, Ely"]),
    WORDS,
    some.sampled_from(["", "(done)", "(under way)", "(dropped: no funds)"]),
)


@given(some.lists(ACTIONS, max_size=5))
def test_every_open_action_is_carried_and_no_other(items):
    source = "### Path to Green\n\n" + "\n\nWords between.\n\n".join(items)
    open_ones = [action for action in read_actions(_cells(source), FIRST) if not action.is_closed]
    again = read_actions(_cells("### Path to Green\n\n" + "\n".join(carry_open(source))), FIRST)
    assert [(one.due, one.owner, one.what) for one in again] == [(one.due, one.owner, one.what) for one in open_ones]
