"""Put the words of a return into the cells of a notebook that are tagged for its quarter."""

from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import Faults
from reportbuilder import places
from reportbuilder.drafts import cell_headings, commentary, markdown
from reportbuilder.drafts.actions import without_actions
from reportbuilder.drafts.commentary import STANDING_HEADINGS, Section, Standing
from reportbuilder.new_quarter import notebook_cells
from reportbuilder.new_quarter.notebook_text import Cell, put_value, read_cells, read_layout
from reportbuilder.returns.action_items import as_item
from reportbuilder.returns.answers import Answers


@dataclass(frozen=True)
class WordChange:
    """Words of a page that a return changes: what they were, and what they are to be, as Markdown below a heading."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class WordChanges:
    """A notebook's text with the words of a return, and what changes by them."""

    notebook: str
    changes: list[WordChange]


def change_words(answers: Answers, notebook: str, quarter: Quarter) -> WordChanges:
    """Return a notebook with the words of a return; what the return leaves empty stays as it is.

    Raises Faults where the notebook has several cells for words that the return gives.
    """
    changes = []
    place = paths.shown(places.notebook(answers.indicator.stem))
    for section in Section:
        cell = _find(notebook, section, quarter)
        then = markdown.split_heading(cell.source)[1] if cell else ""
        said = path_to_green(answers, then) if section is Section.PATH_TO_GREEN else answers.main.words("commentary")
        if said and then != said:
            _stop_on_several(notebook, section, quarter, place)
            changes.append(WordChange(cell_headings.default_heading(section), then, said))
            notebook = _with_section(notebook, section, quarter, said)
    if links := answers.main.words("links"):
        cell = _find_links(notebook)
        then = markdown.split_heading(cell.source)[1] if cell else ""
        if then != links:
            changes.append(WordChange(STANDING_HEADINGS[1], then, links))
            notebook = _with_links(notebook, cell, quarter, links)
    return WordChanges(notebook, changes)


def path_to_green(answers: Answers, held: str) -> str:
    """Return the path to green as Markdown: its words, or else those that are held, and its actions as a list."""
    said = answers.main.words("path_to_green")
    if not said and answers.has_same_actions:
        return ""
    said = said or without_actions(held)
    actions = "\n".join(map(as_item, answers.actions))
    return "\n\n".join(filter(None, (said, actions)))


def _find(notebook: str, section: Section, quarter: Quarter) -> Cell | None:
    return next(_find_all(notebook, section, quarter), None)


def _find_all(notebook: str, section: Section, quarter: Quarter) -> Iterator[Cell]:
    tags = {str(section), str(quarter)}
    return (cell for cell in read_cells(notebook) if tags <= set(cell.tags))


def _stop_on_several(notebook: str, section: Section, quarter: Quarter, place: str) -> None:
    """Raise Faults where words would take the place of those in one of several cells, and the others would stay."""
    count = len(list(_find_all(notebook, section, quarter)))
    if count > 1:
        message = f"has {count} cells tagged {section} and {quarter}, and the return gives the words of one"
        raise Faults.at(place, f"{message}; put all of them into the first, and delete the others")


def _with_section(notebook: str, section: Section, quarter: Quarter, said: str) -> str:
    cell = _find(notebook, section, quarter)
    if cell is not None:
        return _put(notebook, cell, said)
    heading = f"### {cell_headings.default_heading(section)}"
    return _with_section(notebook_cells.add_cell(notebook, section, quarter, heading), section, quarter, said)


def _put(notebook: str, cell: Cell, said: str) -> str:
    """Return a notebook with other words below the heading of a cell."""
    heading, _ = markdown.split_heading(cell.source)
    lines = "\n\n".join(filter(None, (heading, said))).splitlines(keepends=True)
    return put_value(notebook, cell, "source", lines, read_layout(notebook))


def _find_links(notebook: str) -> Cell | None:
    """Return the cell of useful links that began last: tagged for them, or else under their heading."""
    found = None
    for cell in read_cells(notebook):
        heading = (markdown.read_heading(cell.source) or "").casefold()
        is_links = Standing.LINKS in cell.tags or (not cell.tags and heading == STANDING_HEADINGS[1].casefold())
        if cell.content["cell_type"] == "markdown" and is_links and (found is None or _start(found) <= _start(cell)):
            found = cell
    return found


def _start(cell: Cell) -> str:
    """Return the quarter from which a cell of links holds; "" for the first."""
    return next((tag for tag in cell.tags if commentary.is_quarter(tag)), "")


def _with_links(notebook: str, held: Cell | None, quarter: Quarter, said: str) -> str:
    """Return a notebook with other useful links from a quarter on; earlier editions keep those that they had."""
    if held is not None and _start(held) == str(quarter):
        return _put(notebook, held, said)
    heading = markdown.split_heading(held.source)[0] if held else ""
    lines = f"{heading or f'### {STANDING_HEADINGS[1]}'}\n\n{said}".splitlines(keepends=True)
    tags = [str(Standing.LINKS), str(quarter)]
    after = held or _above_path_to_green(list(read_cells(notebook)))
    notebook = notebook_cells.insert_cell(notebook, after, tags, lines)
    if held is not None and not held.tags:
        metadata = held.content.get("metadata", {}) | {"tags": [str(Standing.LINKS)]}
        notebook = put_value(notebook, held, "metadata", metadata, read_layout(notebook))
    return notebook


def _above_path_to_green(cells: list[Cell]) -> Cell:
    """Return the cell below which useful links go: the last one above the path to green."""
    first = next((place for place, cell in enumerate(cells) if Section.PATH_TO_GREEN in cell.tags), len(cells))
    return cells[max(first - 1, 0)]
