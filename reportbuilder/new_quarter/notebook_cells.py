"""Find the cells of a notebook in its text, and add cells to it.

Every other cell stays as it is to the byte, which nbformat.write would not do: it lays the whole notebook out again.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat

from cosmic import files, paths
from cosmic.errors import Fault, Faults, raise_any
from cosmic.periods import Quarter
from reportbuilder import places
from reportbuilder.drafts import markdown
from reportbuilder.drafts.commentary import Section

_WHITE_SPACE = " \t\r\n"
_BETWEEN = re.compile(r"[ \t\r\n,:]*")
_MOST_OF_AN_ERROR = 200  # characters


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook, with the positions of its start and end in the notebook's text."""

    start: int
    end: int
    content: dict

    @property
    def tags(self) -> list[str]:
        """Return its tags."""
        return self.content["metadata"].get("tags", [])

    @property
    def heading(self) -> str:
        """Return the heading with which it begins, as Markdown; "" where it begins with none."""
        return markdown.opening_heading("".join(self.content["source"]))


def read_notebook_text(stem: str, quarter: Quarter) -> str:
    """Return the text of an indicator's notebook. Raises Faults if it is none, or has cells of the quarter already."""
    path = places.notebook(stem)
    place, text = paths.shown(path), files.read_text(path)
    try:
        nbformat.validate(nbformat.reads(text, as_version=4))
    except Exception as error:  # nbformat raises many kinds, for anything that is no notebook
        reason = str(error).splitlines()[0][:_MOST_OF_AN_ERROR]
        raise Faults([Fault(place, f"is not a notebook: {reason}")]) from None
    cells = list(read_cells(text))
    if not cells:
        raise Faults([Fault(place, "has no cells (of notebook format 4)")])
    message = f"is tagged {quarter} already; delete it, or its tag"
    raise_any(
        Fault(f"{place}, cell {number}", message) for number, cell in enumerate(cells, 1) if str(quarter) in cell.tags
    )
    return text


def find_headings(notebooks: dict[str, str], last: Quarter) -> dict[tuple[str, Section], str]:
    """Return the heading of each notebook's sections in the last quarter, by stem and section.

    Where a notebook has none, it is the one that most other notebooks have.
    """
    headings: dict[tuple[str, Section], str] = {}
    for section in Section:
        own = {stem: heading for stem, text in notebooks.items() if (heading := _heading(text, section, last))}
        usual = Counter(own.values()).most_common(1)
        default = usual[0][0] if usual else f"### {section.replace('-', ' ').capitalize()}"
        for stem in notebooks:
            headings[stem, section] = own.get(stem, default)
    return headings


def _heading(text: str, section: Section, quarter: Quarter) -> str:
    """Return the heading of a notebook's section in a quarter; "" where it has none."""
    heading = ""
    for cell in read_cells(text):
        if {section, str(quarter)} <= set(cell.tags) and cell.heading:
            heading = cell.heading
    return heading


def add_cell(text: str, section: Section, quarter: Quarter, heading: str) -> str:
    """Return a notebook's text with a new cell of a section above the section's other cells."""
    cells = list(read_cells(text))
    comma = text[cells[0].end : cells[1].start] if len(cells) > 1 else ","
    content = _new_cell(section, quarter, heading, cells)
    body = _laid_out(content, comma, text[cells[0].start :], text.isascii())
    below = _cell_below(section, cells)
    if below is None:
        end = cells[-1].end
        return f"{text[:end]}{comma}{body}{text[end:]}"
    return f"{text[: below.start]}{body}{comma}{text[below.start :]}"


def _new_cell(section: Section, quarter: Quarter, heading: str, cells: list[Cell]) -> dict:
    ids = {cell.content.get("id") for cell in cells}
    cell: dict = {"cell_type": "markdown"}
    if ids != {None}:  # notebooks before format 4.5 have no ids
        cell["id"] = _free_id(f"{section}-{quarter}".lower(), ids)
    return cell | {"metadata": {"tags": [str(section), str(quarter)]}, "source": [heading]}


def _free_id(name: str, ids: set[str | None]) -> str:
    free, number = name, 1
    while free in ids:
        number += 1
        free = f"{name}-{number}"
    return free


def _cell_below(section: Section, cells: list[Cell]) -> Cell | None:
    """Return the cell that a new one goes above: the first of its section or of a later one; None for the end."""
    sections = list(Section)
    for other in sections[sections.index(section) :]:
        for cell in cells:
            if other in cell.tags:
                return cell
    return None


def _laid_out(content: dict, comma: str, text: str, ascii_only: bool) -> str:
    """Return a cell as JSON, laid out as the first cell, with which `text` starts.

    `comma` is all that separates two cells, white space included.
    """
    inner = text[1 : len(text) - len(text[1:].lstrip(_WHITE_SPACE))]
    if "\n" not in inner:
        separators = (",", ":") if comma == "," else (", ", ": ")
        return json.dumps(content, ensure_ascii=ascii_only, separators=separators)
    margin = comma.rpartition("\n")[2] if "\n" in comma else ""
    step = inner.rpartition("\n")[2].removeprefix(margin)
    lines = json.dumps(content, indent=step, ensure_ascii=ascii_only)
    line_end = "\r\n" if "\r\n" in inner else "\n"
    return lines.replace("\n", line_end + margin)


def read_cells(text: str) -> Iterator[Cell]:
    """Yield the cells of a notebook's text in their order; none where it has no list of cells."""
    decode = json.JSONDecoder().raw_decode
    at = _find_cells(text)
    while at is not None and text[at] != "]":
        content, end = decode(text, at)
        yield Cell(at, end, content)
        at = _skip(text, end)


def _find_cells(text: str) -> int | None:
    """Return the position of the first cell, or of the end of an empty list of cells."""
    decode = json.JSONDecoder().raw_decode
    at = _skip(text, text.index("{") + 1)
    while text[at] != "}":
        key, end = decode(text, at)
        value = _skip(text, end)
        if key == "cells":
            return _skip(text, value + 1)
        at = _skip(text, decode(text, value)[1])
    return None


def _skip(text: str, at: int) -> int:
    """Return the position of the next value after white space, commas and colons."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at
