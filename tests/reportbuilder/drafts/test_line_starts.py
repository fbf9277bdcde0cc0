"""A sign at the start of a line that is not printed, or does nothing, is told; true lists and quotations are not."""

import pytest

from reportbuilder.drafts.line_starts import find_misread
from tests.factories import FIRST_EDITION, STEMS, notebook_of

LOST = {
    ">90% of members renewed.": ">90% of members renewed.",
    "> 90% of members": "> 90% of members",
    ">=5 of them": ">=5 of them",
    "> £5 a head": "> £5 a head",
    "+ 5 points on the year": "+ 5 points on the year",
    "- 5": "- 5",
    "* 5 = provisional": "* 5 = provisional",
    "It rose by\n- 5 points\nin June": "- 5 points",
    "+ 5 points\n+ 3 points": "+ 5 points",
    "+ 5 points\n- 3 points": "+ 5 points",
}
BULLETS = [
    "•\tOpen\n•\tTrain", "• Open", "The actions:\n• Open\n• Train", "o\tOpen\no\tTrain", "o   Open", "– open\n– train",
    "·\tOpen", "§\tOpen", "Ø\tOpen", "▪ Open", "-\u00a0Open\n-\u00a0Train", "*\u202fOpen",
]  # fmt: skip
TABLES = ["Library\tVisits\nMill Road\t5,000", "| a | b |\n| 1 | 2 |", "a\tb\tc\n1\t2\t3"]
ALONE = [
    "- 5 libraries reopened\n- 3 closed",
    "* 5 libraries\n* three more",
    "1. 5 libraries",
    "1. one\n1. two",
    "3. one\n4. two",
    "- Libraries:\n  - 5 reopened",
    "- one",
    "> “90 members said so.”",
    "> A quotation\n> 90 of them",
    "\\>90% of members, \\+ 5, \\- 5",
    "-5%, –5%, −5 and +5",
    "> All is well.\n\n— A. Person, Ely",
    "– 5 points, or − 5 points",
    "− 5 points",
    "The library\n– which reopened – is open",
    "A\ttab",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a | b",
    "C:\\\\Users and S:\\Performance",
    "\\\\\\\\server\\share",
]


@pytest.mark.parametrize("words", LOST)
def test_a_sign_before_a_number_that_is_taken_away_is_told_with_its_line(words):
    first, *_ = find_misread(f"### Commentary\n\n{words}")
    assert first.message.startswith(f"“{LOST[words][0]}” before a number at the start of a line")
    assert first.quote == LOST[words] and f"\\{LOST[words]}" in first.expected


@pytest.mark.parametrize("words", BULLETS)
def test_a_bullet_that_makes_no_list_is_told(words):
    (told,) = find_misread(f"### Commentary\n\n{words}")
    assert "at the start of a line makes no list" in told.message and "“- ”" in told.expected


@pytest.mark.parametrize("words", TABLES)
def test_a_table_that_is_none_is_told(words):
    (told,) = find_misread(f"### Commentary\n\n{words}")
    assert "|---|---|" in told.expected


@pytest.mark.parametrize("words", ALONE)
def test_what_is_printed_as_it_looks_is_left_alone(words):
    assert list(find_misread(f"### Commentary\n\n{words}")) == []


def test_an_item_that_is_counted_otherwise_is_told():
    (told,) = find_misread("3. one\n5. two\n6. three")
    assert told.message.startswith("the item 5 is printed as 4") and told.quote == "5. two"


def test_a_backslash_that_is_not_printed_is_told():
    (told,) = find_misread("It is on \\\\server\\share.")
    assert told.quote == "\\\\server\\share." and "\\\\\\\\server" in told.expected


def test_nothing_of_the_first_edition_is_told():
    for stem in [*STEMS, "scorecard"]:
        for cell in notebook_of(FIRST_EDITION, stem)["cells"]:
            assert list(find_misread("".join(cell["source"]))) == [] or cell["cell_type"] == "code"
