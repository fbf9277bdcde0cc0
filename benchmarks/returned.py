"""Returns of the first edition's ten indicators for its next quarter, filled in with 40 earlier periods of each."""

import os
from datetime import date
from pathlib import Path

import synthetic
from openpyxl import Workbook, load_workbook

from cosmic import editions
from cosmic.periods import Quarter
from reportbuilder.returns import layout, out
from reportbuilder.returns.expected import expect

QUARTER = Quarter(2025, 2)
DAY = date(2025, 10, 10)
_ANSWERS = {
    "status": "final",
    "source": "Synthetic",
    "commentary": "Synthetic words: nothing of it is so.",
    "path_to_green": "Synthetic words: nothing of it is so.",
    "filled_in_by": "Synthetic",
    "filled_in_on": DAY,
}


def project(folder: Path) -> Path:
    """A copy of the first edition's project whose second quarter has begun."""
    synthetic.copy(folder)
    first = (folder / "params" / f"{synthetic.QUARTER}.yml").read_text(encoding="utf-8").partition("acknowledged")[0]
    second = first.replace(str(synthetic.QUARTER), str(QUARTER)).replace(str(synthetic.DAY), "2025-12-17")
    (folder / "params" / f"{QUARTER}.yml").write_text(second, encoding="utf-8")
    return folder


def send_and_fill(project: Path) -> list[Path]:
    """Send the returns of a project out and fill them in; return their files."""
    os.chdir(project)
    out.send_out(QUARTER, None, None, None, DAY)
    files = sorted((project / out.FOLDER / str(QUARTER)).glob("*.xlsx"))
    for file in files:
        book = load_workbook(file)
        for stem in str(_cells(book, layout.item_name(layout.Item.INDICATORS))[0][0].value).split():
            _fill(book, stem)
        book.save(file)
    return files


def _fill(book: Workbook, stem: str) -> None:
    """Fill in an indicator: its figure, which is the one that is held if there is one, its words, its history."""
    asked = expect(stem, editions.load_edition(QUARTER))
    held = asked.newest(asked.due) if asked.due else None
    answers = {**_ANSWERS, "value": float(held.value) if held else 80}
    for field in layout.FIELDS:
        name = layout.cell_name(stem, field)
        if field.name in answers and name in book.defined_names:
            _cells(book, name)[0][0].value = answers[field.name]
    for number, row in enumerate(_cells(book, layout.table_name(stem, layout.HISTORY))):
        _end, figure, *_, source = row
        figure.value, source.value = 70 + number % 9, "Synthetic"


def _cells(book: Workbook, name: str) -> list[tuple]:
    """The rows of the cells that have a name."""
    ((sheet, place),) = book.defined_names[name].destinations
    found = book[sheet][place]
    return list(found) if isinstance(found, tuple) else [(found,)]
