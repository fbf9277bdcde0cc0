"""What no published file may hold: what acts, what fetches, and what hides or adds to the words.

A file is measured by what the report itself is made of: whatever is not on its list is told. This is the second wall;
the first one (notebook.lua) keeps such things out of commentary before a document is made.
"""

from collections.abc import Iterator
from pathlib import Path

from reportbuilder.findings import Finding
from reportbuilder.readback.safety import html, pdf, tables, word


def unsafe(path: Path) -> Iterator[Finding]:
    """Find what a file may not hold; files of other kinds hold nothing that acts."""
    return _READERS[path.suffix](path) if path.suffix in _READERS else iter(())


_READERS = {".html": html.unsafe, ".pdf": pdf.unsafe, ".docx": word.unsafe, ".csv": tables.unsafe}
