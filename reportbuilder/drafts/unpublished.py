"""Find what a notebook shows and no edition prints, so that no word is lost without a message."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from reportbuilder.drafts import commentary, merge_marks
from reportbuilder.drafts.commentary import NOTE

_ATTACHED = re.compile(r"\(\s*<?attachment:([^)>\s]*)")


def find_unpublished(cell: NotebookNode) -> Iterator[str]:
    """Describe what of a cell would be lost: raw words, an attached picture, one of two versions of a merge."""
    if mark := merge_marks.find_mark(cell.source):
        yield merge_marks.describe(mark)
    if NOTE in commentary.read_tags(cell):
        return
    if cell.cell_type == "raw" and cell.source.strip():
        yield f"is a raw cell, whose words are not published; make it a Markdown cell, or tag it {NOTE}"
    if cell.cell_type == "markdown":
        for name in dict.fromkeys(_ATTACHED.findall(cell.source)):
            yield f"shows an attached picture ({name}), which no edition can print; say in words what it shows"
