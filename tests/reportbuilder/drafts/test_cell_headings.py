"""A section has its own heading, with a space after the hashes; the quarter in it stands in the notebook alone."""

import pytest
from nbformat import NotebookNode

from projectfiles.errors import Faults
from reportbuilder.drafts import cell_headings, commentary
from reportbuilder.drafts.draft import read_draft
from tests.factories import FIRST, notebook_of, save

WORDS = "\n\nMembership held up well in every district."


def _told(source: str, tags=("commentary", "2025-26-Q1")) -> list[str]:
    cell = NotebookNode(cell_type="markdown", metadata=NotebookNode(tags=list(tags)), source=source)
    return list(cell_headings.find_faults(cell, FIRST))


HASHES = "“{}” prints its hashes; put a space after them: “{}”"
NONE = "has no heading, so its words would stand under the one above; begin it with a line such as “### Commentary”"
OTHER = "is tagged commentary, but its heading is “{}”; correct the one or the other"
WRONG = {
    f"###Commentary{WORDS}": HASHES.format("###Commentary", "### Commentary"),
    f"###\u00a0Commentary{WORDS}": HASHES.format("###\u00a0Commentary", "### Commentary").replace(
        "a space", "an ordinary space in place of the one"
    ),
    f"\n\n###Commentary{WORDS}": HASHES.format("###Commentary", "### Commentary"),
    f"### Commentary{WORDS}\n####Outlook\n\nWords.": HASHES.format("####Outlook", "#### Outlook"),
    WORDS: NONE,
    f"**Commentary**{WORDS}": NONE,
    f"> ### Commentary{WORDS}": NONE,
    f"- ### Commentary{WORDS}": NONE,
    f"\\### Commentary{WORDS}": NONE,
    f"#LoveYourLibrary{WORDS}": NONE,
    f"### Path to Green{WORDS}": OTHER.format("Path to Green"),
    f"### **useful links**{WORDS}": OTHER.format("useful links"),
    f"### Commentary (Quarter 2, 2025/26){WORDS}": "is tagged commentary and 2025-26-Q1, but its heading says "
    "Quarter 2, 2025/26; correct the one or the other",
}  # fmt: skip


@pytest.mark.parametrize("source", WRONG, ids=lambda source: source.strip()[:20])
def test_a_heading_that_is_none_or_another_is_told(source):
    assert _told(source) == [WRONG[source]]


RIGHT = [
    "### Commentary", "#### What the service says", "### Commentary (Quarter 1, 2025/26)", "### Commentary (draft)",
    "### Commentary ###", "\n### *Commentary*", "### Commentary\r",
]  # fmt: skip


@pytest.mark.parametrize("heading", RIGHT)
def test_a_heading_of_its_own_is_left_alone(heading):
    assert _told(heading + WORDS) == []
    assert _told(f"{heading}{WORDS}\n\n#LoveYourLibrary is a hashtag, and so is #1.\n\n#### More\n\nWords.") == []


def test_a_standing_cell_needs_no_section_but_its_hashes_are_looked_at():
    assert _told(f"Words alone.{WORDS}", ["every-quarter"]) == []
    assert _told(f"##Method{WORDS}", ["every-quarter"]) == [HASHES.format("##Method", "## Method")]


def test_a_cell_too_long_to_be_read_is_told_as_that_alone(small_project):
    held = notebook_of(small_project, "cosmic-003")
    held["cells"][7]["source"] = "### Commentary\n\n" + "word " * 1_000_000
    save(small_project, "cosmic-003", held)
    with pytest.raises(Faults) as told:
        read_draft(FIRST)
    assert [(fault.place, fault.message[:24]) for fault in told.value.faults] == [
        ("notebooks/cosmic-003.ipynb, cell 8", "has 5,000,016 characters")
    ]


def test_a_heading_without_words_is_told_once_with_its_cell(small_project):
    held = notebook_of(small_project, "cosmic-003")
    held["cells"][9]["source"] = "### "
    save(small_project, "cosmic-003", held)
    with pytest.raises(Faults) as told:
        read_draft(FIRST)
    assert [str(fault).partition(": ")[2].partition(" (")[0] for fault in told.value.faults] == [
        "has a heading without words"
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_quarter_in_a_heading_is_printed_in_no_edition(small_project, ends):
    held = notebook_of(small_project, "cosmic-003")
    before = commentary.select_cells(read_draft(FIRST).notebooks["cosmic-003"].cells, FIRST)
    for number in (7, 9):
        lines = held["cells"][number]["source"]
        held["cells"][number]["source"] = [cell_headings.with_quarter(lines[0].rstrip(), FIRST) + ends, *lines[1:]]
    assert held["cells"][7]["source"][0] == f"### Commentary (Quarter 1, 2025/26){ends}"
    save(small_project, "cosmic-003", held)
    after = commentary.select_cells(read_draft(FIRST).notebooks["cosmic-003"].cells, FIRST)
    assert [cell.source.replace("\r", "") for cell in after] == [cell.source for cell in before]


def test_the_quarter_is_put_into_a_heading_once():
    first = cell_headings.with_quarter("### Commentary", FIRST)
    assert cell_headings.with_quarter(first, FIRST) == first


def test_the_notebook_and_the_cell_are_named(small_project):
    held = notebook_of(small_project, "cosmic-003")
    held["cells"][7]["source"] = "###Commentary\n\nMembership held up well."
    save(small_project, "cosmic-003", held)
    with pytest.raises(Faults, match="notebooks/cosmic-003.ipynb, cell 8: “###Commentary” prints its hashes"):
        read_draft(FIRST)
