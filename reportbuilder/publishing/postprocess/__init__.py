"""Mend in the finished files what the publishers' engines leave undone; the same for both publishers."""

from pathlib import Path

from cosmic.editions import Edition
from reportbuilder.publishing.postprocess import html, pdf, word


def finish(path: Path, edition: Edition) -> None:
    """Finish a document in place; other files are left as they are."""
    if path.suffix in _FINISHERS:
        _FINISHERS[path.suffix](path, edition.produced_on)


_FINISHERS = {".html": html.finish, ".pdf": pdf.finish, ".docx": word.finish}
