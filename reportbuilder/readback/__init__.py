"""Surfaces read back: a published document or table as blocks, whatever its format."""

import csv
from pathlib import Path

from reportbuilder.readback import html, pdf, word
from reportbuilder.readback.blocks import Block, Paragraph, Table


def parse_document(path: Path) -> list[Block]:
    """What a published HTML, PDF, Word or CSV file holds. A broken file raises whatever its format does."""
    return [block for block in _READERS[path.suffix](path) if block not in _NOTHING]


def _csv(path: Path) -> list[Block]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [Table(list(csv.reader(file, strict=True)))]


_READERS = {".html": html.parse_html, ".pdf": pdf.parse_pdf, ".docx": word.parse_word, ".csv": _csv}
_NOTHING = (Paragraph(""), Table([]))
