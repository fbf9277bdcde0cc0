"""Each cell of a return that holds what its field does not take is told: sheet, cell, what was read, what to do."""

import re
import shutil
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from reportbuilder.returns import layout
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.layout import FIELDS, TABLES, Kind
from reportbuilder.returns.take_in import read_returns
from tests.reportbuilder.returns.filling import cell_of, rows_of, stems_in

pytestmark = pytest.mark.slow  # a workbook for each kind of cell and fault

TODAY = date(2026, 1, 5)
REMEDIES = re.compile(
    r"\b(Type|Choose|choose|Correct|Clear|Say|Fill|Keep|Set|Write|Unmerge|Shorten|Begin|Give|Put|Insert|"
    r"leave|Format|press|delete|type|begin|correct|give|make|start|use|break)\b"
)
NO_NUMBERS: dict[str, object] = {
    "not available": "n/a", "to be confirmed": "TBC", "a dash": "-", "dots": "..", "none": "None", "a star": "*",
    "confidential": "[c]", "below five": "<5", "a word": "seventy", "about": "about 50", "a tilde": "~50",
    "a short form": "1.2m", "thousands": "12k", "in brackets": "(12)", "a mark behind": "71 [p]", "an asterisk": "71*",
    "decimal comma": "71,5", "continental": "1.234,5", "two numbers": "71 of 90", "dollars": "$71", "a plus": "+71",
    "words and a number": "71 deaths", "an exponent": "7.1e3", "true": True, "a day": datetime(2025, 1, 2),
    "a time": time(10, 30), "a length of time": timedelta(hours=30), "an error": "#DIV/0!", "not found": "#N/A",
    "a broken reference": "#REF!", "a wrong value": "#VALUE!", "an unknown name": "#NAME?", "a formula": "=B1*2",
    "an array formula": "=SUM(A1:A2)", "a question mark": "?", "twenty digits": "71234567890123456789",
    "a number of 21 digits": 10**20, "a range": "71-73", "two figures": "71 (73 prov.)", "a second": "71 (73)",
    "a fraction": "71½", "a half": "½", "a letter for a digit": "7O.5", "nil": "nil", "a spilt array": "#SPILL!",
    "an error of LibreOffice": "Err:502", "an invisible character": "71\u200b", "reversed digits": "7\u202e1",
    "per cent in words": "71 per cent", "a minus behind": "71-", "a footnote": "71†", "as before": "as last quarter",
}  # fmt: skip
NO_DAYS: dict[str, object] = {
    "soon": "soon", "a day that is none": "31/02/2025", "no day": "00/10/2025", "a year alone": "2025",
    "another century": "10/10/1925", "far ahead": datetime(2525, 10, 10), "a fraction": 0.5, "true": True,
    "a time": time(10, 30), "not available": "n/a", "an error": "#VALUE!", "a formula": "=TODAY()",
    "words": "last week", "month first": "10/31/25 or so", "a negative number": -3, "a huge number": 99999999,
    "two days": "30/09/2025 or 1/10/2025", "a quarter": "Q2", "the end of a month": "end of October",
    "no year": "10 October",
    "an invisible character": "10/10/2025\u200b", "31 June": "31 June 2025", "a spilt array": "#CALC!",
}  # fmt: skip
NO_CHOICES: dict[str, object] = {
    "another word": "Definitely", "two words": "final / provisional", "a number": 1, "true": True, "a tick": "✓",
    "an error": "#N/A", "a formula": '=IF(1,"final","")', "a day": datetime(2025, 10, 10),
    "an invisible character": "final\u200b", "a word in brackets": "final (prov.)", "a spilt array": "#SPILL!",
}  # fmt: skip
NO_LINES: dict[str, object] = {
    "a number": 2025, "a day": datetime(2025, 10, 10), "true": True, "an error": "#N/A", "a formula": "=A1",
    "an equals sign": "'=cmd|' /C calc'!A0", "an at sign": "@SUM(1+1)", "a minus": "-5 on last year", "a plus": "+5",
    "a control character": "Case_x0007_system", "an invisible character": "Case\u200bsystem", "too long": "long " * 80,
    "a reversed word": "Case \u202esystem", "a symbol of one font": "\uf0b7 system",
    "ditto marks": '"', "a number as text": "2025", "a day as text": "10/10/2025", "a spilt array": "#SPILL!",
    "half a character": "Case _xD83D_ system", "an escaped control": "Case _x001B_[31m",
}  # fmt: skip
NO_TEXTS: dict[str, object] = {
    "a number": 71, "a day": datetime(2025, 10, 10), "true": True, "an error": "#NAME?", "a formula": "=5% more",
    "a shortcode": "See {{< include secret >}}.", "a division": "::: warning", "code": "```{python}",
    "a note": "Up [^1].", "attributes": "Up {.red}", "raw output": "Up {=html}", "an open link": "See http://example.org.",
    "a script": "See [x](javascript:alert(1)).", "a file": "See file:///C:/secret.", "data": "See data:text/html,x",
    "a control character": "Up_x0007_ by 2.", "a page break": "Up._x000C_Down.",
    "an invisible character": "Up\u200b by 2.",
    "a reversed word": "Up \u202eby 2.", "a symbol of one font": "\uf0b7 Up.", "a long paragraph": "Up. " * 3_000,
    "too long": "Up.\n" * 8_000, "a wide figure": "Up by \uff12.",
    "a spilt array": "#SPILL!", "an escaped override": "Up _x202E_ by 2.",
}  # fmt: skip
SHOWN_AS_DAYS = ("a fraction", "a negative number", "a huge number")  # by the format of a cell that takes a day
KINDS = {
    Kind.NUMBER: NO_NUMBERS, Kind.DAY: NO_DAYS, Kind.CHOICE: NO_CHOICES, Kind.LINE: NO_LINES, Kind.TEXT: NO_TEXTS,
}  # fmt: skip
CASES = [(kind, name) for kind, entries in KINDS.items() for name in entries]


@pytest.fixture
def book(form, monkeypatch, tmp_path) -> tuple[Path, Workbook]:
    """A return whose first sheet has every field and table, the project's folder being the working one."""
    monkeypatch.chdir(form)
    path = shutil.copy(form / "return.xlsx", tmp_path / "return.xlsx")
    return path, load_workbook(path)


def _cells(book: Workbook, kind: Kind) -> list[Cell]:
    """Every cell of a kind that is to fill in, the first row of each table included."""
    found = []
    for stem in stems_in(book):
        found += [
            cell_of(book, stem, one)
            for one in FIELDS
            if one.kind is kind and layout.cell_name(stem, one) in book.defined_names
        ]
        for table in TABLES:
            if layout.table_name(stem, table) in book.defined_names:
                row = rows_of(book, stem, table)[0]
                found += [
                    row[one.name] for one in table.columns if one.kind is kind and not one.given and one.name in row
                ]
    return found


def _faults(path: Path, book: Workbook) -> list[CellFault]:
    book.save(path)
    (found,) = read_returns([path], TODAY).returns
    assert not found.refused
    return found.faults


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{kind.name.lower()}-{name}" for kind, name in CASES])
def test_what_a_field_does_not_take_is_told_at_every_cell_of_its_kind(book, kind, name):
    path, workbook = book
    entry = KINDS[kind][name]
    cells = _cells(workbook, kind)
    for cell in cells:
        cell.value = entry
        if name == "an equals sign":
            cell.value, cell.data_type = str(entry).removeprefix("'"), "s"
    wrong = {(cell.parent.title, cell.coordinate) for cell in cells}
    told: dict[tuple[str, str], str] = {}
    for fault in _faults(path, workbook):
        told.setdefault((fault.sheet, fault.cell), fault.message)
    assert len(cells) >= 4 and wrong <= told.keys()
    for place, message in told.items():
        assert REMEDIES.search(message), message
        assert "got:" not in message and "\n" not in message
        if place in wrong:
            assert name in SHOWN_AS_DAYS or _quoted(entry) in message
        else:
            assert message.startswith("is empty")  # what is still to be filled in; nothing follows from a wrong cell


def _quoted(entry: object) -> str:
    """What a message quotes of an entry: some of its words, or the code of a character that nobody sees."""
    if isinstance(entry, bool):
        return str(entry).upper()
    if isinstance(entry, datetime):
        return entry.strftime("%d/%m/%Y")
    text = str(entry).lstrip("'")
    if text.startswith("=") and "cmd" not in text:
        return text
    unseen = re.search(r"_x(....)_|([\u200b\u202e\uf0b7\uff12])", text)
    if unseen:
        return f"U+{unseen[1]}" if unseen[1] else f"U+{ord(unseen[2]):04X}"
    marked = re.search(r"{{<|:::|```|\[\^1\]|{\.red|{=html|http://\S+|javascript:|file:///|data:", text)
    return marked[0].rstrip(".") if marked else text[:12].split("\n")[0].strip()
