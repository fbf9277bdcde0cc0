"""A signature stands under figures and words as they were: what changes them shows, and nothing else does."""

from pathlib import Path

import pytest

from cosmic import definitions, editions
from cosmic.periods import Quarter
from reportbuilder.drafts import commentary
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.figure_tables import read_table
from reportbuilder.drafts.notebooks import read_notebook
from reportbuilder.returned.digest import digest_answers
from tests.reportbuilder.returns.filling import SECOND, make_form

DEATHS, TABLE, PARTS = "cosmic-009", "data/figures/cosmic-009.csv", "data/parts/cosmic-009.csv"  # kept by month
MONTHS = "2025-09-30,50,30,60,{day},published,System,\n2025-08-31,40,20,50,2025-12-17,published,System,\n"
SHARES = "North,2025-09-30,50,15,30,{day},published,System,\nSouth,2025-09-30,50,15,30,2025-12-17,published,System,\n"


@pytest.fixture
def signed(tmp_path, monkeypatch):
    """Return the digest of an indicator that is kept by month and split in parts; the working folder is its project."""
    make_form(tmp_path / "project", monkeypatch)
    _add(TABLE, MONTHS.format(day="2025-12-17"))
    _add(PARTS, SHARES.format(day="2025-12-17"))
    words = {Section.COMMENTARY: "First words.\n\n- an item"}

    def digest(**others: str) -> str:
        said = {**words, **{Section[name.upper()]: text for name, text in others.items()}}
        edition = editions.load_edition(Quarter.parse(SECOND))
        indicator = definitions.load_definition(DEATHS)
        return digest_answers(indicator, edition, read_table(indicator).values(), said)

    return digest


def _add(path: str, rows: str) -> None:
    with Path(path).open("a", encoding="utf-8", newline="") as file:
        file.write(rows)


def _edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TABLE, "2025-09-30,50,30,60", "2025-09-30,55,33,60"),
        (TABLE, "2025-08-31,40,20,50", "2025-08-31,42,21,50"),
        (TABLE, "2025-09-30,50,30,60,2025-12-17,published", "2025-09-30,50,30,60,2025-12-17,provisional"),
        (PARTS, "South,2025-09-30,50,15,30", "South,2025-09-30,60,18,30"),
    ],
    ids=["the figure", "another month of the quarter", "how final it is", "a part of it"],
)
def test_a_change_of_the_figure_shows(signed, path, old, new):
    before = signed()
    _edit(path, old, new)
    assert signed() != before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TABLE, "2025-09-30,50,30,60", "2025-09-30,50,30.0,60.00"),
        (TABLE, "2025-04-30,60,60,100", "2025-04-30,61,61,100"),
        (PARTS, "South,2025-09-30,50,15,30", "South,2025-09-30,50,15.0,30"),
    ],
    ids=["the same number typed otherwise", "a month of another quarter", "the same part typed otherwise"],
)
def test_what_is_no_change_of_the_figure_does_not_show(signed, path, old, new):
    before = signed()
    _edit(path, old, new)
    assert signed() == before


def test_a_row_that_is_published_later_than_the_edition_is_none_of_it(signed):
    before = signed()
    _add(TABLE, "2025-09-30,55,33,60,2025-12-18,revised,System,Revised\n")
    assert signed() == before


def test_other_words_show_and_spaces_at_the_ends_of_lines_do_not(signed):
    assert signed(commentary="First words.  \n\n- an item\n") == signed()
    assert signed(commentary="First word.\n\n- an item") != signed()
    assert signed(path_to_green="More.") != signed()
    assert signed(path_to_green="First words.\n\n- an item", commentary="") != signed()


def test_words_count_without_the_heading_that_names_the_quarter_in_a_notebook_alone(signed):
    notebook = read_notebook(DEATHS)
    quarter = Quarter.parse(SECOND)
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"][:2]
    for cell, heading in zip(cells, ("### Commentary", "### Commentary (Quarter 2, 2025/26)"), strict=True):
        cell.metadata["tags"] = ["commentary", SECOND]
        cell.source = f"{heading}\n\nThe words."
    first, second = ([cell] for cell in cells)
    assert commentary.read_words(first, quarter) == commentary.read_words(second, quarter)
    assert commentary.read_words(cells, quarter) == {Section.COMMENTARY: "The words.\n\nThe words."}
    first[0].source = "#LoveYourLibrary is no heading."
    assert commentary.read_words(first, quarter) == {Section.COMMENTARY: first[0].source}
