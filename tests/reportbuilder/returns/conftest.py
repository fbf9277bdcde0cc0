"""What the tests of returns share: a project whose second quarter is started, and the workbooks that go out for it."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from cosmic.periods import Quarter
from reportbuilder.returns import out
from tests.factories import FIRST
from tests.reportbuilder.returns.filling import make_form

SECOND = Quarter(2025, 2)
PRODUCED_ON = date(2025, 12, 17)
REGISTRATION = f"_returns/{SECOND}/cosmic-{SECOND}-registration-service.xlsx"


@pytest.fixture
def second(project_copy) -> Path:
    """A copy of the project with a second quarter, whose figures are still to come, as the working folder."""
    first = (project_copy / "params" / f"{FIRST}.yml").read_text(encoding="utf-8").partition("acknowledged")[0]
    text = first.replace(str(FIRST), str(SECOND)).replace("2025-09-17", str(PRODUCED_ON))
    (project_copy / "params" / f"{SECOND}.yml").write_text(text, encoding="utf-8")
    return project_copy


@pytest.fixture
def sent(second) -> Path:
    """The folder with the workbooks of that quarter."""
    out.send_out(SECOND, None, None, None, PRODUCED_ON)
    return second / "_returns" / str(SECOND)


@pytest.fixture
def book(sent) -> Workbook:
    """The workbook of the Registration Service, of CoSMIC 008 and CoSMIC 009, opened."""
    return opened((sent / Path(REGISTRATION).name).read_bytes())


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def named(book: Workbook, name: str) -> list[tuple[Cell, ...]]:
    """The rows of the cells that have a name."""
    ((sheet, place),) = book.defined_names[name].destinations
    found = book[sheet][place]
    return [(found,)] if isinstance(found, Cell) else list(found)


def cell(book: Workbook, name: str) -> Cell:
    """The one cell that has a name."""
    ((found,),) = named(book, name)
    return found


def edit(path: Path, old: str, new: str):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


@pytest.fixture(scope="session")
def form(tmp_path_factory) -> Path:
    """A project with a return that has every field and table, for what only reads it."""
    with pytest.MonkeyPatch.context() as patch:
        return make_form(tmp_path_factory.mktemp("form") / "project", patch)
