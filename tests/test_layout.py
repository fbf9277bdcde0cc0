"""The house keeps its shape: what a notebook imports is small, and tests look at no file in which people write."""

import ast
import json

import pytest

from tests.factories import FIRST_EDITION, ROOT

MOST_LINES = 3500  # of cosmic, which was ordered as a small module; what words and shows records stands elsewhere
MOST_LINES_OF_READERS = 1000


def test_what_a_notebook_imports_is_small():
    lines = [line for path in (ROOT / "cosmic").rglob("*.py") for line in path.read_text(encoding="utf-8").splitlines()]
    assert 1000 < len(lines) <= MOST_LINES


def test_what_reads_saved_files_is_small_and_knows_none_of_us():
    names: set[str] = set()
    count = 0
    for path in (ROOT / "savedfiles").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        count += len(text.splitlines())
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(str(node.module))
    assert not {name.partition(".")[0] for name in names} & {"cosmic", "prosecheck", "reportbuilder", "tests"}
    assert 400 < count <= MOST_LINES_OF_READERS


def test_a_notebook_imports_its_page_from_cosmic_and_nothing_else_of_ours():
    imported = set()
    for path in (FIRST_EDITION / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for node in ast.walk(ast.parse("".join(cell["source"]))) if cell["cell_type"] == "code" else ():
                if isinstance(node, ast.Import | ast.ImportFrom):
                    imported.add((getattr(node, "module", None), *(alias.name for alias in node.names)))
    assert imported == {("cosmic", "IndicatorPage"), ("cosmic", "ScorecardPage")}


LOOKS = {
    "opened": lambda: (ROOT / "index.qmd").read_bytes(),
    "opened by a name": lambda: open(f"{ROOT}/_quarto.yml").close(),
    "listed": lambda: list((ROOT / "data" / "indicators").glob("*.yml")),
}


@pytest.mark.parametrize("how", LOOKS)
def test_a_look_at_what_people_write_is_noticed(_no_test_reads_what_people_write, how):
    LOOKS[how]()
    assert _no_test_reads_what_people_write
    _no_test_reads_what_people_write.clear()
