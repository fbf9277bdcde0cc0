"""The prose cells of a notebook: which of them an edition takes."""

from dataclasses import dataclass
from enum import StrEnum

from nbformat import NotebookNode

from cosmic.errors import CosmicError
from cosmic.periods import Quarter
from reportbuilder.drafts import markdown
from reportbuilder.drafts.markdown import Kind


class Section(StrEnum):
    """A section that is written anew each quarter; its name is the tag of its cells."""

    COMMENTARY = "commentary"
    PATH_TO_GREEN = "path-to-green"


@dataclass(frozen=True)
class Prose:
    """What a service wrote for a quarter in one cell, numbered from 1."""

    section: Section
    cell: int
    source: str

    @property
    def headings(self) -> list[str]:
        """Return the headings within the section, without its own."""
        found = [block for block in markdown.blocks(self.source) if block.kind is Kind.HEADING]
        own = found[:1] if markdown.blocks(self.source)[:1] == tuple(found[:1]) else []
        return [block.text for block in found[len(own) :] if block.text]

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs as plain text; the items of a list each after the words that lead up to it."""
        found: list[str] = []
        lead = ""
        for block in markdown.blocks(self.source):
            if block.kind is Kind.ITEM:
                found.append(f"{lead} {block.text}".strip())
            elif block.kind is Kind.PARAGRAPH:
                lead = block.text if block.text.endswith(":") else ""
                found.append(block.text)
        return [text for text in found if text]

    @property
    def texts(self) -> list[str]:
        """Return all that may make a claim of its own: paragraphs, headings, and the cells and rows of tables."""
        rows = [block for block in markdown.blocks(self.source) if block.kind is Kind.ROW]
        cells = [cell for row in rows for cell in (*row.cells, row.text) if cell]
        return list(dict.fromkeys([*self.paragraphs, *self.headings, *cells]))


def find_empty_cell(cells: list[NotebookNode], quarter: Quarter, section: Section) -> int | None:
    """The number of a quarter's cell of a section that says nothing below its heading; None where there is none."""
    numbers = (n for n, cell in enumerate(cells, 1) if {section, str(quarter)} <= set(_tags(cell)) and _is_empty(cell))
    return next(numbers, None)


def read_prose(cells: list[NotebookNode], quarter: Quarter) -> list[Prose]:
    """What was written for a quarter, section by section."""
    return [
        Prose(section, number, cell.source)
        for number, cell in enumerate(cells, 1)
        for section in _sections(cell)
        if str(quarter) in _tags(cell) and not _is_empty(cell)
    ]


def select_cells(cells: list[NotebookNode], quarter: Quarter) -> list[NotebookNode]:
    """The cells of a quarter's edition: earlier quarters' prose and empty sections are left out."""
    return [cell for cell in cells if belongs(cell, quarter) and not _is_empty(cell)]


def find_faults(cells: list[NotebookNode], quarter: Quarter) -> list[tuple[int | None, str]]:
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


def belongs(cell: NotebookNode, quarter: Quarter) -> bool:
    """Tell whether a cell is of a quarter's edition: it has the quarter's tag, or is no section of a quarter."""
    return not _sections(cell) or str(quarter) in _tags(cell)


def _is_empty(cell: NotebookNode) -> bool:
    """Tell whether a Markdown cell says nothing below its heading."""
    return cell.cell_type == "markdown" and all(block.kind is Kind.HEADING for block in markdown.blocks(cell.source))
