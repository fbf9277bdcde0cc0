"""Find what no published file may hold: what acts, what fetches, and what hides or adds to the words.

A file is compared with what the report itself is made of: whatever is not on that list is an error. This is the second
barrier; the first (allowed_content.lua) keeps such things out of commentary before a document is made.
"""

from collections.abc import Iterator
from pathlib import Path

from reportbuilder.findings import Finding
from reportbuilder.readback.safety import html, pdf, tables, word


def unsafe(path: Path) -> Iterator[Finding]:
    """Find what a file may not hold; nothing in files of other kinds, which cannot act."""
    find = _FINDERS.get(path.suffix)
    return find(path) if find else iter(())


_FINDERS = {".html": html.unsafe, ".pdf": pdf.unsafe, ".docx": word.unsafe, ".csv": tables.unsafe}
