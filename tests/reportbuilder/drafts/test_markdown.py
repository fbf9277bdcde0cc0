"""What a reader sees of a cell is what the checks read: entities, headings, lists, quotations, tables."""

import pytest

from reportbuilder.drafts import markdown
from reportbuilder.drafts.commentary import Prose, Section


def _prose(source: str) -> Prose:
    return Prose(Section.COMMENTARY, 1, f"### Commentary\n\n{source}")


def test_marks_are_taken_away_and_entities_decoded():
    source = "A *b* **c** ~~d~~ [e](https://e.org) 5&#46;76% f&nbsp;g \\*h\\* `i` <https://e.org/j>\nk"
    assert _prose(source).paragraphs == ["A b c d e 5.76% f g *h* i https://e.org/j k"]


def test_the_items_of_a_list_are_read_one_by_one():
    assert _prose("We did:\n- one\n- two\n\nThen:\n\n1. three").paragraphs == [
        "We did:", "one", "two", "Then:", "three",
    ]  # fmt: skip


def test_headings_quotations_and_tables_are_read():
    prose = _prose("#### 5% of 100 is 6\n\n> quoted\n\n| a | b |\n|---|---|\n| 99 of 1,717 (5.76%) | c |\n\n#hashtag")
    assert prose.headings == ["5% of 100 is 6"]
    assert prose.paragraphs == ["quoted", "#hashtag"]
    assert prose.tables == [[("a", "b"), ("99 of 1,717 (5.76%)", "c")]]


def test_a_heading_needs_a_space_and_may_be_underlined():
    kinds = [block.kind.name for block in markdown.read_blocks("#no\n\n# yes\n\nyes\n---\n\n| no\n")]
    assert kinds == ["PARAGRAPH", "HEADING", "HEADING", "PARAGRAPH"]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("\n### Commentary  \n\nWords.\n\n- item\n", ("### Commentary", "Words.\n\n- item")),
        ("Commentary\n---\nWords.", ("Commentary\n---", "Words.")),
        ("### Commentary", ("### Commentary", "")),
        ("#LoveYourLibrary\n\nWords.", ("", "#LoveYourLibrary\n\nWords.")),
        ("Words.\n\n### Inside", ("", "Words.\n\n### Inside")),
        ("", ("", "")),
    ],
)
def test_a_heading_that_begins_a_cell_is_told_from_the_words_below_it(source, parts):
    assert markdown.split_heading(source) == parts


def test_a_cell_without_a_heading_of_its_own_keeps_its_first():
    assert Prose(Section.COMMENTARY, 1, "Words.\n\n#### Inside").headings == ["Inside"]


OPENINGS = {
    "### Commentary\n\nWords.": "### Commentary",
    "\n\n ###  The *year*  ###\nWords.": "### The *year*",
    "Commentary\n---": "## Commentary",
    "###Commentary": "",
    "#LoveYourLibrary drew 400": "",
    "\\### Commentary": "",
    "### ": "",
    "Words.\n\n### Below": "",
    "": "",
}


@pytest.mark.parametrize("source", OPENINGS)
def test_the_heading_of_a_cell_is_what_jupyterlab_shows_as_one(source):
    assert markdown.opening_heading(source) == OPENINGS[source]


EMPTY = {
    "": True,
    "### Commentary\n\n#### And": True,
    "#LoveYourLibrary": False,
    "### A\n\n#b": False,
    "<!-- a -->": False,
}


@pytest.mark.parametrize("source", EMPTY)
def test_a_cell_is_empty_where_it_shows_headings_only(source):
    assert markdown.is_empty(source) is EMPTY[source]


def test_a_heading_has_its_level():
    assert [block.level for block in markdown.read_blocks("### a\n\nb\n\n- c\n\n##### d")] == [3, 0, 0, 5]


def test_a_box_to_tick_is_drawn():
    assert _prose("- [x] open\n- [ ] train\n- \\[x] not").paragraphs == ["☑ open", "☐ train", "[x] not"]
    assert _prose("- > [x] quoted").paragraphs == ["[x] quoted"]


ADDRESSES = {
    "See https://example.org/_a_/~b~?c*d*e.": "See https://example.org/_a_/~b~?c*d*e.",
    "(www.example.org/_a_)": "(www.example.org/_a_)",
    "**https://example.org/a_b_**": "https://example.org/a_b_",
    "[the _page_](https://example.org/_a_)": "the page",
    "xhttps://example.org/_a_": "xhttps://example.org/a",
    "https:// _a_ and www. _b_": "https:// a and www. b",
    "https://example.org/a&amp;": "https://example.org/a&",
}


@pytest.mark.parametrize("source", ADDRESSES)
def test_the_marks_within_an_address_are_no_marks(source):
    assert [block.text for block in markdown.read_blocks(source)] == [ADDRESSES[source]]
