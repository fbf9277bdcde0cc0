"""The prose cells of a notebook: which of them an edition takes."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nbformat import NotebookNode

from cosmic.errors import CosmicError
from cosmic.periods import Quarter


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
        """The headings within the section, without their marks."""
        lines = [line for line in self.source.splitlines() if line.startswith("#")]
        return [_plain(line.lstrip("# ")) for line in lines[1:]]

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs as plain text; the items of a list each behind the words that lead up to it."""
        found: list[str] = []
        lead = ""
        for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", self.source.strip()):
            lines = [line for line in block.splitlines() if not line.startswith(("#", "|"))]
            text = _plain(" ".join(lines))
            if not text:
                continue
            if _ITEM.match(block):
                text = f"{lead} {_ITEM.sub('', text)}".strip()
            else:
                lead = text if text.endswith(":") else ""
            found.append(text)
        return found


_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_MARKUP = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|<(https?://[^>]*)>|(?<!\\)(?:\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?)])[*_](?!\w))"
)


def empty(cells: list[NotebookNode], quarter: Quarter, section: Section) -> int | None:
    """The number of a quarter's cell of a section that says nothing below its heading; None where there is none."""
    numbers = (n for n, cell in enumerate(cells, 1) if {section, str(quarter)} <= set(_tags(cell)) and _is_empty(cell))
    return next(numbers, None)


def prose(cells: list[NotebookNode], quarter: Quarter) -> list[Prose]:
    """What was written for a quarter, section by section."""
    return [
        Prose(section, number, cell.source)
        for number, cell in enumerate(cells, 1)
        for section in _sections(cell)
        if str(quarter) in _tags(cell) and not _is_empty(cell)
    ]


def _plain(markdown: str) -> str:
    """Markdown of one paragraph as the reader sees it."""
    text = _MARKUP.sub(lambda match: match[1] or match[2] or "", markdown)
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", text).split())


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
