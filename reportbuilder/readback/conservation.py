"""Check that a document shows the words of each prose cell as JupyterLab shows them: none lost, added or changed."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from cosmic.periods import Quarter
from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity, shorten
from reportbuilder.readback import parse_document
from reportbuilder.readback.blocks import Block, Table, runs_both_ways, sections
from reportpages import formatting

_DOCUMENTS = (".html", ".pdf", ".docx")
_QUOTED = 120  # characters
_BEFORE = 4  # words that are quoted before those that differ
_FAR, _IN_A_ROW, _NEAR = 200, 4, 1_000  # words, words, letters: how far to look for what follows a difference
_UNSEEN = str.maketrans("", "", "\u200b\u2060")  # where long words may break in a PDF, or may not
_MEND = "write this more simply; if that does not help, tell who looks after the project"


class Word(NamedTuple):
    """A word as it is compared, and as it is quoted."""

    letters: str
    quoted: str


@dataclass
class Stretch:
    """The words of prose cells with nothing between them, each word with the place of its cell."""

    words: list[Word] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    ends_page: bool = False

    def add(self, source: str, cell: str) -> None:
        """Add the words of a cell."""
        words = [word for block in markdown.read_blocks(source) for text in block.parts for word in _words(text)]
        self.words += words
        self.cells += [cell] * len(words)


def find_altered_words(draft: Draft, documents: Iterable[Path]) -> Iterator[Finding]:
    """Find where documents differ from the words of the cells that they are made from; other files are left alone."""
    for path in documents:
        if path.suffix in _DOCUMENTS:
            with suppress(Exception):  # a broken file is told by the check of what its records say
                yield from list(_of_document(draft, parse_document(path), path))


def _of_document(draft: Draft, blocks: Sequence[Block], path: Path) -> Iterator[Finding]:
    titles = {record.indicator.stem: formatting.page_title(record) for record in draft.records}
    for stem, notebook in draft.notebooks.items():
        pages = sections(blocks, titles[stem]) if stem in titles else [blocks]
        stretches = list_stretches(notebook.cells, draft.edition.quarter, paths.shown(places.notebook(stem)))
        if stretches and stem in titles:
            stretches[-1].ends_page = notebook.cells[-1].cell_type == "markdown"
        if stretches and len(pages) == 1:  # else the page itself is told as missing, or as there twice
            yield from compare(stretches, pages[0], path, stem if stem in titles else None)


def list_stretches(cells: Sequence[NotebookNode], quarter: Quarter, notebook: str) -> list[Stretch]:
    """Return the prose of a notebook that is published, parted where a code cell stands between."""
    stretches = [Stretch()]
    published = commentary.published_prose(cells, quarter)
    for number, cell in enumerate(cells, 1):
        if cell.cell_type == "code":
            stretches.append(Stretch())
        elif number in published:
            stretches[-1].add(cell.source, f"{notebook}, cell {number}")
    return [stretch for stretch in stretches if stretch.words]


def compare(
    stretches: Iterable[Stretch], page: Sequence[Block], document: Path, indicator: str | None
) -> Iterator[Finding]:
    """Find the first difference of each stretch from a page, on which they follow one another.

    Where a page of a PDF breaks its lines cannot be told from no space: there only the letters are compared.
    """
    text = _Text([word for part in _parts(page) for word in _words(part)], document.suffix != ".pdf")
    start = 0
    for stretch in stretches:
        place = text.find(stretch.words, start)
        if place is None or (stretch.ends_page and place.end < text.end):
            yield _difference(stretch, text, start, document, indicator)
        else:
            start = place.end


class _Place(NamedTuple):
    """Where words stand in a row of letters."""

    start: int
    end: int


class _Text:
    """The words of a page in one row, to find others in."""

    def __init__(self, words: list[Word], has_spaces: bool):
        self._gap = " " if has_spaces else ""
        self._words = words
        self._ends = list(accumulate(len(self._gap + word.letters) for word in words))
        self._row = self._in_a_row(words)
        self.end = len(self._row) - len(self._gap)

    def _in_a_row(self, words: Sequence[Word]) -> str:
        return "".join(self._gap + word.letters for word in words) + self._gap

    def find(self, words: Sequence[Word], start: int) -> _Place | None:
        """Return where words stand first, from a place on; None where they do not."""
        row = self._in_a_row(words)
        found = self._row.find(row, start)
        return None if found < 0 else _Place(found, found + len(row) - len(self._gap))

    def quote(self, start: int, end: int) -> str:
        """Return the words between two places, as a reader sees them."""
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, end)
        return _quote(self._words[first : last + 1]) if start < end else ""


def _difference(stretch: Stretch, text: _Text, start: int, document: Path, indicator: str | None) -> Finding:
    """Return the words of a stretch that a page lacks, and what stands in their place."""
    words = stretch.words
    same = _most(len(words), lambda count: text.find(words[:count], start) is not None)
    before, rest = text.find(words[:same], start), words[same:]
    begin = before.end if same and before else start
    lost, end = _up_to_what_follows(rest, text, begin)
    if end is None:
        end = text.end if stretch.ends_page else begin
    shown = text.quote(begin, end) if same else ""
    return Finding(
        Rule.SURFACES,
        Severity.ERROR,
        indicator=indicator,
        place=stretch.cells[min(same, len(words) - 1)],
        message=f"{document.name} {_told(_quote(lost), shown, _quote(words[max(0, same - _BEFORE) : same]))}; {_MEND}",
        quote=shown,
        expected=_quote(lost),
    )


def _up_to_what_follows(rest: list[Word], text: _Text, begin: int) -> tuple[list[Word], int | None]:
    """Return the words before the first that a page does show, a few in a row, and the place of these on it."""
    for count in range(min(_FAR, len(rest))):
        following = rest[count : count + _IN_A_ROW]
        place = text.find(following, begin)
        if place and (place.start - begin < _NEAR or count + len(following) == len(rest)):
            return rest[:count], place.start
    return rest, None


def _told(lost: str, shown: str, before: str) -> str:
    place = f", after “{before}”" if before else ""
    if lost and shown:
        return f"shows “{shown}” in place of “{lost}”{place}"
    return f"does not show “{lost}”{place}" if lost else f"shows “{shown}”, which no cell has{place}"


def _most(count: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest number up to a count for which something holds, that holds for every smaller one too."""
    return bisect_left(range(1, count + 1), True, key=lambda number: not holds(number))


def _quote(words: Sequence[Word]) -> str:
    return shorten(" ".join(word.quoted for word in words), _QUOTED)


def _parts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block.text


def _words(text: str) -> list[Word]:
    """Return the words of a text; one that runs from right to left is compared whole, in whatever order it is set."""
    text = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    if runs_both_ways(text):
        return [Word("".join(sorted("".join(text.split()))), text)]
    return [Word(word, word) for word in text.split()]
