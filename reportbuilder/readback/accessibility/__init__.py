"""What bars a reader from a published document, told by its structure: the least that every edition must hold.

A full examination is for the tests (axe-core, two checkers of PDF/UA); this one is quick enough for every build.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportbuilder.readback.accessibility import html, pdf, word


def barriers(path: Path) -> list[str]:
    """What is wrong with a document, each in a few words; files of other kinds have nothing wrong."""
    return list(dict.fromkeys(_READERS[path.suffix](path))) if path.suffix in _READERS else []


def of_headings(levels: Iterable[int]) -> Iterator[str]:
    """What is wrong with the levels of a document's headings: one title, and none skipped (WCAG 2.2, 1.3.1)."""
    held = list(levels)
    if held.count(1) != 1:
        yield f"has one title, got: {held.count(1)}"
    for last, level in zip([0, *held], held, strict=False):
        if level > last + 1:
            yield f"skips no level of heading, got: {level} behind {last}"


_READERS = {".html": html.barriers, ".pdf": pdf.barriers, ".docx": word.barriers}
