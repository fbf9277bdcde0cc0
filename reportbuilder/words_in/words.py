"""Take the words of a Word document into the cell of the quarter that is being written: shown first, then written."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import Faults
from reportbuilder import places
from reportbuilder.drafts import markdown, notebook_file
from reportbuilder.drafts.commentary import Section
from reportbuilder.new_quarter.all_or_nothing import write_all
from reportbuilder.new_quarter.notebook_text import Cell, put_value, read_cells, read_layout
from reportbuilder.words_in.as_published import check_allowed
from reportbuilder.words_in.left_out import LeftOut
from reportbuilder.words_in.reading import read_document

_MOST_TOLD = 40


@dataclass(frozen=True)
class NewWords:
    """The words of a document, and the cell that they are for: its number (from 1), its source as it is and will be."""

    notebook: Path
    text: str
    number: int
    cell: Cell
    after: str
    told: tuple[LeftOut, ...]

    @property
    def before(self) -> str:
        """Return the source of the cell as it is."""
        return self.cell.source

    @property
    def is_new(self) -> bool:
        """Tell whether writing would change the cell."""
        return self.before.strip() != self.after.strip()


def read_new_words(stem: str, file: Path, section: Section, quarter: Quarter) -> NewWords:
    """Return what a document would change in a notebook. Raises Faults with what prevents it."""
    path = places.notebook(stem)
    text, place = notebook_file.read_text(path), paths.shown(path)
    notebook_file.parse_notebook(text, place)
    number, cell = _find_cell(text, section, quarter, place)
    document = read_document(file, section)
    heading, _ = markdown.split_heading(cell.source)
    after = f"{heading}\n\n{document.markdown}" if heading else document.markdown
    check_allowed(stem, after, paths.shown(file))
    return NewWords(path, text, number, cell, after, document.told)


def _find_cell(text: str, section: Section, quarter: Quarter, place: str) -> tuple[int, Cell]:
    """Return the number and the cell that is tagged for a section of a quarter. Raises Faults where it is not one."""
    tags = {str(section), str(quarter)}
    found = [(number, cell) for number, cell in enumerate(read_cells(text), 1) if tags <= set(cell.tags)]
    if len(found) == 1 and found[0][1].content["cell_type"] == "markdown":
        return found[0]
    add = f"add a Markdown cell with these two tags and the heading “### {section.replace('-', ' ').capitalize()}”"
    remedy = "keep one of them, as Markdown" if found else add
    raise Faults.at(place, f"must have one Markdown cell tagged {section} and {quarter}, got: {len(found)}; {remedy}")


def describe(words: NewWords) -> str:
    """Return what changes line by line, and what of the document was left out, for people to read."""
    place = f"{paths.shown(words.notebook)}, cell {words.number}"
    lines = [f"{place}:", *_difference(words)] if words.is_new else [f"{place} has these words already."]
    if words.told:
        shown = [f"  {one}" for one in words.told[:_MOST_TOLD]]
        rest = len(words.told) - len(shown)
        lines += ["", "Left out, or taken in otherwise:", *shown, *([f"  and {rest} more"] if rest else [])]
    return "\n".join(lines)


def _difference(words: NewWords) -> Iterator[str]:
    before, after = words.before.splitlines(), words.after.splitlines()
    for line in difflib.ndiff(before, after):
        if not line.startswith("?"):
            yield f"  {line}".rstrip()


def write_new_words(words: NewWords) -> None:
    """Write the words into the cell; all else in the notebook stays as it is to the byte.

    Raises CosmicError where the notebook cannot be written: then nothing is changed.
    """
    lines = words.after.splitlines(keepends=True)
    source = lines if isinstance(words.cell.content["source"], list) else words.after
    write_all({words.notebook: put_value(words.text, words.cell, "source", source, read_layout(words.text))})
