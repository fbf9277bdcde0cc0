"""Check the tags of cells: by them an edition tells its own quarter's words from those of other quarters.

The rules are stated in docs/reference/files-and-columns.md, under Notebooks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from nbformat import NotebookNode

from cosmic.periods import Quarter
from projectfiles.errors import CosmicError
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.commentary import EVERY_QUARTER, NOTE, STANDING_HEADINGS, Section, Standing

_FORMS = (  # in which people write a quarter
    re.compile(r"(?P<year>(?:19|20)\d\d)\W?(?:\d\d)?[\W_]*Q(?:uarter)?[\W_]*(?P<number>[1-4])(?!\d)", re.IGNORECASE),
    re.compile(r"Q(?:uarter)?[\W_]*(?P<number>[1-4])[\W_]*(?P<year>(?:19|20)\d\d)(?:\W?\d\d(?!\d))?", re.IGNORECASE),
)
_ALONE = (EVERY_QUARTER, *Standing)  # tags that need no quarter
_ALIKE = 0.6  # of difflib's ratio, for which 1 is the same word


def find_faults(
    cells: Sequence[NotebookNode], quarter: Quarter, quarters: Sequence[Quarter]
) -> Iterator[tuple[int, str]]:
    """Find cells whose tags leave open which edition their words are for, each with its number (from 1).

    `quarter` is the one whose edition is made, `quarters` are those that have a params file.
    """
    first: dict[frozenset[str], int] = {}
    dated = {markdown.read_heading(cell.source): one for cell in cells for one in commentary.read_standing(cell)}
    for number, cell in enumerate(cells, 1):
        sections, tags = commentary.read_sections(cell), frozenset(commentary.read_tags(cell))
        standing = commentary.read_standing(cell)
        if cell.cell_type != "markdown":
            message = f"a cell tagged {sections[0]} must be Markdown, got: {cell.cell_type}" if sections else None
        elif message := _wrong_tags(cell, quarters):
            message += _remedy(cell, quarter, quarters)
        elif (sections or standing) and first.setdefault(tags, number) != number:
            message = f"is another cell tagged {_joined(sorted(tags))}, after cell {first[tags]}; keep one of them"
        elif not tags and (twin := dated.get(markdown.read_heading(cell.source))):
            message = f"has the heading of a cell tagged {twin}, and no tag: both would be published; tag it {twin} too"
        if message:
            yield number, message


def _wrong_tags(cell: NotebookNode, quarters: Sequence[Quarter]) -> str | None:
    """Return what is wrong with the tags of a Markdown cell; None where nothing is."""
    tags = set(commentary.read_tags(cell))
    if NOTE in tags or (len(tags) == 1 and tags <= set(_ALONE)) or _is_dated(tags):
        return None
    if not tags:
        is_standing = _plain(markdown.read_heading(cell.source) or "") in map(_plain, STANDING_HEADINGS)
        return (
            None if is_standing or not cell.source.strip() else "has no tag, so every quarter's edition would print it"
        )
    others = tags.difference(Section)
    if len(tags) != 2 or len(others) != 1:
        return f"must be tagged with a section and a quarter, got: {_joined(commentary.read_tags(cell))}"
    (other,) = others
    if other not in map(str, quarters):
        why = "which has no file in params/" if _parse(other) else "which is not a quarter"
        return f"is tagged {_joined([other])}, {why}"
    return None


def _is_dated(tags: set[str]) -> bool:
    """Tell whether the tags are those of a standing section and of the quarter from which it holds."""
    others = tags.difference(Standing)
    return len(tags) == 2 and len(others) == 1 and all(map(commentary.is_quarter, others))


def _remedy(cell: NotebookNode, quarter: Quarter, quarters: Sequence[Quarter]) -> str:
    """Return how to put the tags of a Markdown cell right, with those that were likely meant."""
    likely = _likely_tags(cell, quarter, quarters)
    remedy = f"; tag it {_joined(likely)}"
    return remedy if commentary.read_tags(cell) else f"{remedy}, or {EVERY_QUARTER} if it is right in each"


@dataclass(frozen=True)
class _Meant:
    """What a text of tags says of a quarter, and its other words."""

    quarter: Quarter | None
    rest: str


def _likely_tags(cell: NotebookNode, quarter: Quarter, quarters: Sequence[Quarter]) -> list[str]:
    """Return the tags that were likely meant; the heading and the edition's quarter say what the tags do not."""
    meant = _read_quarter(" ".join(commentary.read_tags(cell)))
    near: str | None = next(iter(commentary.read_sections(cell)), None)
    near = near or _nearest(meant.rest, [*Section, *_ALONE, NOTE])
    near = near or _nearest(markdown.read_heading(cell.source) or "", list(Section))
    if near in {*_ALONE, NOTE} and meant.quarter is None:
        return [str(near)]
    section = near if near in set(Section) else Section.COMMENTARY
    of = meant.quarter if meant.quarter in quarters else quarter
    return [str(section), str(of)]


def _read_quarter(text: str) -> _Meant:
    for form in _FORMS:
        if found := form.search(text):
            quarter = Quarter(int(found["year"]), int(found["number"]))
            return _Meant(quarter, f"{text[: found.start()]} {text[found.end() :]}")
    return _Meant(None, text)


def _nearest(text: str, words: Sequence[str]) -> str | None:
    """Return the word that a text is most like, as a whole or one of its parts; None where it is like none."""
    for part in [text, *re.split(r"[\s,;]+", text)]:
        if near := get_close_matches(_plain(part), words, 1, _ALIKE):
            return near[0]
    return None


def _plain(text: str) -> str:
    """Return a text as tags are written: small letters, with hyphens between its words."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def _parse(text: str) -> Quarter | None:
    try:
        return Quarter.parse(text)
    except CosmicError:
        return None


def _joined(tags: Sequence[str]) -> str:
    return " and ".join(" ".join(tag.split()) for tag in tags)
