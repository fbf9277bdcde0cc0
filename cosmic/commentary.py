"""The prose cells of a notebook: which of them an edition takes."""

from enum import StrEnum

from nbformat import NotebookNode

from cosmic.errors import CosmicError
from cosmic.periods import Quarter


class Section(StrEnum):
    """A section that is written anew each quarter; its name is the tag of its cells."""

    COMMENTARY = "commentary"
    PATH_TO_GREEN = "path-to-green"


def select(cells: list[NotebookNode], quarter: Quarter) -> list[NotebookNode]:
    """The cells of a quarter's edition: earlier quarters' prose and empty sections are left out."""
    return [cell for cell in cells if _belongs(cell, quarter) and not _is_empty(cell)]


def faults(cells: list[NotebookNode], quarter: Quarter) -> list[tuple[int | None, str]]:
    """What is wrong with the prose cells, each with the number of its cell (from 1)."""
    found: list[tuple[int | None, str]] = []
    places: dict[Section, list[int]] = {section: [] for section in Section}
    for place, cell in enumerate(cells, 1):
        for section in _sections(cell):
            quarters = [tag for tag in _tags(cell) if tag != section]
            if cell.cell_type != "markdown":
                found.append((place, f"a cell tagged {section} is Markdown, got: {cell.cell_type}"))
            elif not _one_quarter(quarters):
                found.append((place, f"a cell tagged {section} has one tag for its quarter, got: {quarters}"))
            elif quarters == [str(quarter)]:
                places[section].append(place)
    for section, held in places.items():
        if len(held) > 1:
            found.append((held[1], f"{section} for {quarter} stands twice: also in cell {held[0]}"))
    written = [place for place in places[Section.COMMENTARY] if not _is_empty(cells[place - 1])]
    if not written:
        where = places[Section.COMMENTARY][0] if places[Section.COMMENTARY] else None
        found.append((where, f"commentary for {quarter} is missing: a Markdown cell tagged commentary and {quarter}"))
    return found


def _tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def _sections(cell: NotebookNode) -> list[Section]:
    return [section for section in Section if section in _tags(cell)]


def _one_quarter(tags: list[str]) -> bool:
    try:
        return len([Quarter.parse(tag) for tag in tags]) == 1
    except CosmicError:
        return False


def _belongs(cell: NotebookNode, quarter: Quarter) -> bool:
    return not _sections(cell) or str(quarter) in _tags(cell)


def _is_empty(cell: NotebookNode) -> bool:
    """Whether a Markdown cell says nothing below its heading."""
    lines = cell.source.strip().splitlines()
    return cell.cell_type == "markdown" and not any(line.strip() and not line.startswith("#") for line in lines)
