"""Find what bars a reader from a published document by its structure: the least that every edition must meet.

A full examination is for the tests (axe-core, two checkers of PDF/UA); this one is quick enough for every build.
"""

from pathlib import Path

from reportbuilder.readback.accessibility import html, pdf, word
from reportbuilder.readback.accessibility.barrier import Barrier


def barriers(path: Path) -> list[Barrier]:
    """Return what bars a reader from a document, each thing once; nothing for files of other kinds."""
    find = _FINDERS.get(path.suffix)
    return list(dict.fromkeys(find(path))) if find else []


_FINDERS = {".html": html.barriers, ".pdf": pdf.barriers, ".docx": word.barriers}
