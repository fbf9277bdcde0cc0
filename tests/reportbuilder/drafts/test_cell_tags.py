"""A cell whose tags leave open which edition it is for stops the build, with the tags that were likely meant."""

import pytest
from nbformat import NotebookNode

from cosmic.periods import Quarter
from projectfiles.errors import Faults
from reportbuilder.drafts import cell_tags, commentary
from reportbuilder.drafts.draft import read_draft
from tests.factories import FIRST, notebook_of, save

SECOND = Quarter(2025, 2)


def _cell(tags, source="### Commentary\n\nWords of a service.", kind="markdown") -> NotebookNode:
    return NotebookNode(cell_type=kind, metadata=NotebookNode(tags=list(tags)), source=source)


def _told(*cells) -> list[tuple[int, str]]:
    return list(cell_tags.find_faults(cells, SECOND, [FIRST, SECOND]))


MISSPELT = {
    ("Commentary", "2025-26-Q1"): "commentary and 2025-26-Q1",
    ("path_to_green", "2025-26-Q1"): "path-to-green and 2025-26-Q1",
    ("path-to-gren", "2025-26-Q1"): "path-to-green and 2025-26-Q1",
    ("Path to Green", "2025-26-Q1"): "path-to-green and 2025-26-Q1",
    ("comentary", "2025-26-Q2"): "commentary and 2025-26-Q2",
    ("commentary,2025-26-Q1",): "commentary and 2025-26-Q1",
    ("commentary 2025-26-Q1",): "commentary and 2025-26-Q1",
    ("path-to-green;2025-26-Q1",): "path-to-green and 2025-26-Q1",
    ("commentary-2025-26-Q1",): "commentary and 2025-26-Q1",
    ("2025-26-Q1",): "commentary and 2025-26-Q1",
    ("commentary",): "commentary and 2025-26-Q2",
    ("path-to-green",): "path-to-green and 2025-26-Q2",
    ("commentary", "2025-26-Q5"): "commentary and 2025-26-Q2",
    ("commentary", "2025-26 Q1"): "commentary and 2025-26-Q1",
    ("commentary", "2025-26-q1"): "commentary and 2025-26-Q1",
    ("commentary", "2025/26 Q1"): "commentary and 2025-26-Q1",
    ("commentary", "Q1 2025-26"): "commentary and 2025-26-Q1",
    ("commentary", "Quarter 1, 2025/26"): "commentary and 2025-26-Q1",
    ("commentary", "2025-26-Q1", "draft"): "commentary and 2025-26-Q1",
    ("commentary", "path-to-green", "2025-26-Q1"): "commentary and 2025-26-Q1",
    ("commentary", "2025-26-Q1", "2025-26-Q2"): "commentary and 2025-26-Q1",
    ("commentary", "every-quarter"): "commentary and 2025-26-Q2",
    ("every_quarter",): "every-quarter",
    ("Notes",): "note",
    ("Description",): "description",
    ("x",): "commentary and 2025-26-Q2",
}


@pytest.mark.parametrize("tags", MISSPELT, ids=" + ".join)
def test_tags_that_no_edition_knows_are_told_with_those_that_were_meant(tags):
    ((number, message),) = _told(_cell([], "", "code"), _cell(tags))
    assert number == 2 and message.endswith(f"; tag it {MISSPELT[tags]}")
    assert all(tag in message for tag in tags)


def test_the_heading_says_which_section_a_quarter_alone_is_for():
    ((_, message),) = _told(_cell(["2025-26-Q1"], "### Path to Green\n\nWords."))
    assert message.endswith("; tag it path-to-green and 2025-26-Q1")


def test_a_quarter_without_a_params_file_is_told():
    ((_, message),) = _told(_cell(["commentary", "2025-26-Q3"]))
    assert message == "is tagged 2025-26-Q3, which has no file in params/; tag it commentary and 2025-26-Q2"


def test_words_without_a_tag_are_told_unless_their_heading_is_that_of_a_standing_cell():
    ((number, message),) = _told(
        _cell([], "### Indicator Description\n\nWords."),
        _cell([], "### Useful links\n\nWords."),
        _cell([], " \n"),
        _cell([], "In Quarter 1 the branch was closed."),
    )
    assert number == 4
    assert message == (
        "has no tag, so every quarter's edition would print it; "
        "tag it commentary and 2025-26-Q2, or every-quarter if it is right in each"
    )


@pytest.mark.parametrize(
    "tags",
    [
        ["commentary", "2025-26-Q1"],
        ["2025-26-Q2", "path-to-green"],
        ["every-quarter"],
        ["description"],
        ["links"],
        ["note"],
        ["note", "x"],
    ],
)
def test_tags_that_say_all_are_left_alone(tags):
    assert _told(_cell(tags)) == []


def test_two_cells_of_one_section_and_quarter_are_told_whatever_quarter_is_made():
    ((number, message),) = _told(
        _cell(["commentary", "2025-26-Q1"]), _cell(["commentary", "2025-26-Q2"]), _cell(["2025-26-Q1", "commentary"])
    )
    assert (number, message) == (3, "is another cell tagged 2025-26-Q1 and commentary, after cell 1; keep one of them")


@pytest.mark.parametrize("kind", ["code", "raw"])
def test_a_section_is_markdown(kind):
    assert _told(_cell(["commentary", "2025-26-Q2"], "words", kind)) == [
        (1, f"a cell tagged commentary must be Markdown, got: {kind}")
    ]


def test_code_may_have_any_tags():
    assert _told(_cell(["hide-input", "nbval-skip"], "1", "code")) == []


def test_a_note_stands_in_no_edition_and_what_holds_in_every_quarter_in_each():
    note, standing = _cell(["note"]), _cell(["every-quarter"])
    assert commentary.mark_own([note, standing], SECOND) == [False, True]


def test_the_notebook_and_the_cell_are_named_and_all_is_told_at_once(small_project):
    held = notebook_of(small_project, "cosmic-003")
    held["cells"][7]["metadata"]["tags"][0] = "Commentary"
    held["cells"][9]["metadata"]["tags"][1] = "2025-26-Q9"
    save(small_project, "cosmic-003", held)
    with pytest.raises(Faults) as stopped:
        read_draft(FIRST)
    assert [fault.place for fault in stopped.value.faults] == [f"notebooks/cosmic-003.ipynb, cell {n}" for n in (8, 10)]


def test_words_without_a_tag_are_told_in_the_scorecards_notebook_too(small_project):
    held = notebook_of(small_project, "scorecard")
    held["cells"].append(
        {"cell_type": "markdown", "id": "more", "metadata": {}, "source": ["### More\n", "\n", "Words."]}
    )
    save(small_project, "scorecard", held)
    with pytest.raises(Faults, match="notebooks/scorecard.ipynb, cell 7: has no tag"):
        read_draft(FIRST)
