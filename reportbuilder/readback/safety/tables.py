"""Find what a table for spreadsheets may not hold: a cell that a spreadsheet would run as a formula.

Source of the characters: OWASP, CSV Injection.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from reportbuilder.drafts.spreadsheets import FORMULA_STARTS
from reportbuilder.findings import Finding
from reportbuilder.readback.safety.unsafe_part import make_finding

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?")


def unsafe(path: Path) -> Iterator[Finding]:
    """Find the cells that a spreadsheet would run; a plain number is none."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.reader(file, strict=True), 1):
            for cell in filter(_is_formula, row):
                fault = "holds a cell that a spreadsheet runs as a formula"
                yield make_finding(f"{path.name}, row {number}", fault, cell, "begin it with a word")


def _is_formula(cell: str) -> bool:
    return cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell)
