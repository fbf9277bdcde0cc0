"""What a table for spreadsheets may not hold: a cell that one would work out, as it does with a formula.

Source of the signs: OWASP, CSV Injection.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from reportbuilder.findings import Finding
from reportbuilder.readback.safety.telling import make_finding

_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?")


def unsafe(path: Path) -> Iterator[Finding]:
    """Find the cells that a spreadsheet would run; a plain number is none."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.reader(file, strict=True), 1):
            for cell in row:
                if cell.startswith(_STARTS) and not _NUMBER.fullmatch(cell):
                    place = f"{path.name}, row {number}"
                    yield make_finding(
                        place, "holds a cell that a spreadsheet runs as a formula", cell, "begin it with a word"
                    )
