"""Find the prose cells of a notebook, and which of them belong to an edition."""

from dataclasses import dataclass
from enum import StrEnum

from nbformat import NotebookNode

from cosmic.errors import CosmicError
from cosmic.periods import Quarter
from reportbuilder.drafts import markdown
from reportbuilder.drafts.markdown import Kind


class Section(StrEnum):
    """A section that is written again each quarter; its name is the tag of its cells."""

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
        blocks = markdown.read_blocks(self.source)
        within = blocks[1:] if blocks and blocks[0].kind is Kind.HEADING else blocks
        return [block.text for block in within if block.kind is Kind.HEADING and block.text]

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs as plain text; the items of a list each after the words that lead up to it."""
        texts: list[str] = []
        lead = ""
        for block in markdown.read_blocks(self.source):
            if block.kind is Kind.ITEM:
                texts.append(f"{lead} {block.text}".strip())
            elif block.kind is Kind.PARAGRAPH:
                lead = block.text if block.text.endswith(":") else ""
                texts.append(block.text)
        return [text for text in texts if text]

    @property
    def texts(self) -> list[str]:
        """Return all that may make a claim of its own: paragraphs, headings, and the cells and rows of tables."""
        rows = [block for block in markdown.read_blocks(self.source) if block.kind is Kind.ROW]
        cells = [cell for row in rows for cell in (*row.cells, row.text) if cell]
        return list(dict.fromkeys([*self.paragraphs, *self.headings, *cells]))


def find_empty_cell(cells: list[NotebookNode], quarter: Quarter, section: Section) -> int | None:
    """Return the number (from 1) of a quarter's cell of a section without words below its heading; None without one."""
    for number, cell in enumerate(cells, 1):
        if {section, str(quarter)} <= set(_tags(cell)) and _is_empty(cell):
            return number
    return None


def read_prose(cells: list[NotebookNode], quarter: Quarter) -> list[Prose]:
    """Return what was written for a quarter, in the order of the cells."""
    return [
        Prose(section, number, cell.source)
        for number, cell in enumerate(cells, 1)
        for section in _sections(cell)
        if str(quarter) in _tags(cell) and not _is_empty(cell)
    ]


def select_cells(cells: list[NotebookNode], quarter: Quarter) -> list[NotebookNode]:
    """Return the cells of a quarter's edition: earlier quarters' prose and empty sections are left out."""
    return [cell for cell in cells if belongs(cell, quarter) and not _is_empty(cell)]


def find_faults(cells: list[NotebookNode], quarter: Quarter) -> list[tuple[int, str]]:
    """Return what is wrong with the prose cells, each message with the number of its cell (from 1)."""
    faults: list[tuple[int, str]] = []
    first: dict[Section, int] = {}
    for number, cell in enumerate(cells, 1):
        for section in _sections(cell):
            quarters = [tag for tag in _tags(cell) if tag != section]
            if cell.cell_type != "markdown":
                faults.append((number, f"a cell tagged {section} must be Markdown, got: {cell.cell_type}"))
            elif not _is_one_quarter(quarters):
                message = f"a cell tagged {section} must have one other tag, a quarter such as 2025-26-Q1"
                faults.append((number, f"{message}, got: {quarters}"))
            elif quarters == [str(quarter)] and first.setdefault(section, number) != number:
                message = f"is another {section} cell for {quarter}, after cell {first[section]}; keep one of them"
                faults.append((number, message))
    return faults


def _tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def _sections(cell: NotebookNode) -> list[Section]:
    return [section for section in Section if section in _tags(cell)]


def _is_one_quarter(tags: list[str]) -> bool:
    try:
        return len([Quarter.parse(tag) for tag in tags]) == 1
    except CosmicError:
        return False


def belongs(cell: NotebookNode, quarter: Quarter) -> bool:
    """Tell whether a cell belongs to a quarter's edition: it has the quarter's tag, or belongs to no quarter."""
    return not _sections(cell) or str(quarter) in _tags(cell)


def _is_empty(cell: NotebookNode) -> bool:
    """Tell whether a Markdown cell has no words below its heading."""
    return cell.cell_type == "markdown" and markdown.is_empty(cell.source)
