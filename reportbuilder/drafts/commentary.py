"""Find the prose cells of a notebook, and which of them belong to an edition."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress, groupby

from nbformat import NotebookNode

from cosmic.periods import Quarter
from projectfiles.errors import CosmicError
from reportbuilder.drafts import markdown
from reportbuilder.drafts.markdown import Block, Kind


class Section(StrEnum):
    """A section that is written again each quarter; its name is the tag of its cells."""

    COMMENTARY = "commentary"
    PATH_TO_GREEN = "path-to-green"


class Standing(StrEnum):
    """A section that stands until it is written anew; its name is the tag of its cells."""

    DESCRIPTION = "description"
    LINKS = "links"


EVERY_QUARTER = "every-quarter"  # the tag of words that hold in each quarter
NOTE = "note"  # the tag of words that stand in the notebook alone
INJECTED = "injected-parameters"  # the tag of the cell that papermill puts in
_MARKS = {Kind.HEADING: "# ", Kind.ITEM: "- ", Kind.PARAGRAPH: ""}
_NOTE_MARK = re.compile(r"\[?\^\w{1,3}\]?|(?<=[\d%.,;:)])[⁰¹²³⁴-⁹]+")  # of a footnote, which no number is
STANDING_HEADINGS = ("Indicator Description", "Useful Links")  # of cells that need no tag: they hold in each quarter


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
        """Return the paragraphs, and the items of lists, as plain text."""
        blocks = markdown.read_blocks(self.source)
        return [block.text for block in blocks if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.text]

    @property
    def tables(self) -> list[list[tuple[str, ...]]]:
        """Return the tables, each as the cells of its rows, of which the first is its head."""
        kinds = groupby(markdown.read_blocks(self.source), key=lambda block: block.kind)
        return [[row.cells for row in rows] for kind, rows in kinds if kind is Kind.ROW]

    @property
    def text(self) -> str:
        """Return the words below the section's own heading as one text, with its headings, lists and tables.

        So a claim is read among the items and rows around it: `# heading`, `- item`, `| cell | cell |`.
        """
        blocks = markdown.read_blocks(self.source)
        within = blocks[1:] if blocks and blocks[0].kind is Kind.HEADING else blocks
        lines: list[str] = []
        before = None
        for block in within:
            is_part = block.kind in (Kind.ITEM, Kind.ROW) and block.kind is before
            lines += [_line(block)] if is_part else ["", _line(block)]
            before = block.kind
        return _NOTE_MARK.sub("", "\n".join(lines).strip())


def _line(block: Block) -> str:
    """Return a block on a line that shows its kind; what the report does not accept has no line."""
    if block.kind is Kind.ROW:
        return f"| {' | '.join(cell.replace('|', '¦') for cell in block.cells)} |"
    words = block.text.lstrip("|# ")  # such as the sign of a hashtag, which makes no heading
    return f"{_MARKS[block.kind]}{words}" if block.kind in _MARKS else ""


def find_empty_cell(cells: list[NotebookNode], quarter: Quarter, section: Section) -> int | None:
    """Return the number (from 1) of a quarter's cell of a section without words below its heading; None without one."""
    for number, cell in enumerate(cells, 1):
        if {section, str(quarter)} <= set(read_tags(cell)) and is_empty(cell):
            return number
    return None


def read_prose(cells: list[NotebookNode], quarter: Quarter) -> list[Prose]:
    """Return what was written for a quarter, in the order of the cells."""
    return [
        Prose(section, number, cell.source)
        for number, cell in enumerate(cells, 1)
        for section in read_sections(cell)
        if str(quarter) in read_tags(cell) and not is_empty(cell)
    ]


def read_words(cells: list[NotebookNode], quarter: Quarter) -> dict[Section, str]:
    """Return what was written for a quarter below its headings, by section; cells of one section together."""
    said: dict[Section, str] = {}
    for prose in read_prose(cells, quarter):
        _, words = markdown.split_heading(prose.source)  # which names the quarter in a notebook and not in an edition
        said[prose.section] = "\n\n".join(filter(None, (said.get(prose.section), words)))
    return said


def select_cells(cells: list[NotebookNode], quarter: Quarter) -> list[NotebookNode]:
    """Return the cells of a quarter's edition: other quarters' prose and empty sections are left out."""
    return [cell for cell in compress(cells, mark_own(cells, quarter)) if not is_empty(cell)]


def published_prose(cells: Sequence[NotebookNode], quarter: Quarter) -> dict[int, NotebookNode]:
    """Return the Markdown cells of a quarter's edition by their numbers in the notebook (from 1)."""
    own = compress(enumerate(cells, 1), mark_own(cells, quarter))
    return {number: cell for number, cell in own if cell.cell_type == "markdown" and not is_empty(cell)}


def mark_own(cells: Sequence[NotebookNode], quarter: Quarter) -> list[bool]:
    """Tell of each cell of a notebook whether it belongs to a quarter's edition.

    Code does; and so do words with the quarter's tag, or of every quarter. Of a section that stands, the last cell to
    have begun holds: it is tagged with the quarter from which it does, or with none if it does from the first.
    """
    holding: dict[Standing, str] = {}
    for cell in cells:
        for standing in read_standing(cell):
            start = read_start(cell)
            if holding.get(standing, "") <= start <= str(quarter):
                holding[standing] = start
    return [
        _belongs(cell, quarter) and all(read_start(cell) == holding.get(one) for one in read_standing(cell))
        for cell in cells
    ]


def read_tags(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return cell.metadata.get("tags", [])


def read_sections(cell: NotebookNode) -> list[Section]:
    """Return the sections that a cell is tagged for; cell_tags sees to it that there is one at most."""
    return [section for section in Section if section in read_tags(cell)]


def read_standing(cell: NotebookNode) -> list[Standing]:
    """Return the sections that stand until they are written anew for which a cell is tagged."""
    return [standing for standing in Standing if standing in read_tags(cell)]


def read_start(cell: NotebookNode) -> str:
    """Return the quarter from which a standing cell holds, which sorts as its name does; "" for the first."""
    return next((tag for tag in read_tags(cell) if is_quarter(tag)), "")


def is_quarter(tag: str) -> bool:
    """Tell whether a tag names a quarter."""
    try:
        return bool(Quarter.parse(tag))
    except CosmicError:
        return False


def _belongs(cell: NotebookNode, quarter: Quarter) -> bool:
    """Tell whether a cell belongs to a quarter by its tags; what papermill put in for its own quarter does not."""
    tags = read_tags(cell)
    if cell.cell_type == "code":
        return INJECTED not in tags
    if cell.cell_type == "raw" or NOTE in tags:
        return False
    return not read_sections(cell) or str(quarter) in tags


def is_empty(cell: NotebookNode) -> bool:
    """Tell whether a Markdown cell has no words below its heading."""
    return cell.cell_type == "markdown" and markdown.is_empty(cell.source)
