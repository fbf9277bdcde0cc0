"""No word of a notebook is lost without a message, nor printed in two versions."""

import pytest
from nbformat import NotebookNode

from reportbuilder.drafts.unpublished import find_unpublished


def _told(source: str, kind: str = "markdown", tags=()) -> list[str]:
    return list(find_unpublished(NotebookNode(cell_type=kind, metadata=NotebookNode(tags=list(tags)), source=source)))


MARKS = {
    "### Commentary\n\n<<<<<<< local\nIt rose.\n=======\nIt fell.\n>>>>>>> remote": "<<<<<<< local",
    "It rose.\n=======\nIt fell.": "=======",
    "It rose.\r\n>>>>>>> 1a2b3c4 (Write commentary)\r\n": ">>>>>>> 1a2b3c4 (Write commentary)",
    "||||||| base": "||||||| base",
    '<span style="color:red">**<<<<<<< local**</span>': "<<<<<<< local",
    '<span style="color:red">**=======**</span>': "=======",
}


@pytest.mark.parametrize("source", MARKS)
@pytest.mark.parametrize("kind", ["markdown", "code", "raw"])
def test_the_marks_of_a_merge_are_told(source, kind):
    words = f"holds two versions that could not be merged (“{MARKS[source]}”); keep one of them, and delete the marks"
    assert _told(source, kind)[0] == words


@pytest.mark.parametrize("source", ["Title\n======\n", "a ======= b", "<<<<<<<< eight", "> > > > > > > deep", "| a |"])
def test_what_only_looks_like_a_mark_is_left_alone(source):
    assert _told(source) == []


def test_the_words_of_a_raw_cell_are_told_but_not_where_they_are_a_note():
    told = ["is a raw cell, whose words are not published; make it a Markdown cell, or tag it note"]
    assert _told("words", "raw") == told
    assert _told(" \n", "raw") == _told("words", "raw", ["note"]) == []


def test_attached_pictures_are_told_by_their_names_once():
    source = "![a](attachment:map.png) and ![b](<attachment:two.png>)\n\n![a](attachment:map.png)"
    assert [message.split("(")[1].split(")")[0] for message in _told(source)] == ["map.png", "two.png"]
    assert _told(source, tags=["note"]) == []
