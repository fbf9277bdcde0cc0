"""Read published documents and tables back as blocks, whatever their format."""

import csv
from functools import lru_cache
from pathlib import Path

from reportbuilder.readback import html, pdf, word
from reportbuilder.readback.blocks import Block, Paragraph, Table


def parse_document(path: Path) -> list[Block]:
    """Return the blocks of a published HTML, PDF, Word or CSV file, without those that are empty.

    A broken file raises whatever error the reader of its format raises.
    """
    return list(_parsed(path.absolute(), path.stat().st_mtime_ns))


@lru_cache(8)
def _parsed(path: Path, _changed: int) -> list[Block]:
    """Return the blocks of a file once for all checks, as long as it does not change."""
    return [block for block in _READERS[path.suffix](path) if block not in _EMPTY]


def _parse_csv(path: Path) -> list[Block]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [Table(list(csv.reader(file, strict=True)))]


_READERS = {".html": html.parse_html, ".pdf": pdf.parse_pdf, ".docx": word.parse_word, ".csv": _parse_csv}
_EMPTY = (Paragraph(""), Table([]))
