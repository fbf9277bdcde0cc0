"""Run All shows the quarter that is being written: its parameter and the saved outputs are those of the new quarter."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cosmic.periods import Quarter
from reportbuilder.cli.main import main
from reportbuilder.drafts.draft import read_draft
from reportbuilder.new_quarter import notebook_cells
from reportbuilder.new_quarter.notebook_text import read_cells
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import run_notebooks
from tests.factories import FIRST, copy_of_the_first, leave_only, notebook_of, save
from tests.notebook_forms import FORMS

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

SECOND = Quarter(2025, 2)
STEMS = ("cosmic-003", "scorecard")


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Path:
    """A project with one indicator and the second quarter started, for what only reads."""
    folder = tmp_path_factory.mktemp("started") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(folder, patch)
        leave_only(folder, "cosmic-003")
        assert main(["new", str(SECOND)]) == 0
    return folder


def _shown(project: Path, stem: str) -> list[str]:
    """What JupyterLab shows of a notebook's code cells as they are saved."""
    outputs = [output for cell in notebook_of(project, stem)["cells"] for output in cell.get("outputs", [])]
    return ["".join(output["data"]["text/html"]) for output in outputs]


@pytest.mark.parametrize("stem", STEMS)
def test_the_first_thing_that_is_shown_says_the_quarter(started, first_edition, stem):
    assert "<p>Quarter 2, 2025/26 Financial Year" in _shown(started, stem)[0]
    assert "<p>Quarter 1, 2025/26 Financial Year" in _shown(first_edition, stem)[0]


def test_where_figures_are_missing_that_is_shown(started):
    heading, summary, rating, chart = _shown(started, "cosmic-003")
    assert "No data" in summary and "No data" in rating and "No data for this quarter" in chart
    assert '<img src="../build/figures/cosmic-003.svg"' in chart
    assert (started / "build/figures/cosmic-003.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_run_all_shows_again_what_was_saved(started, tmp_path):
    notebooks = [f"notebooks/{stem}.ipynb" for stem in STEMS]
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "--rootdir=.", *notebooks]
    copy = shutil.copytree(started, tmp_path / "project")
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "passed" in done.stdout, done.stdout[-2000:]


def test_an_older_quarter_is_still_made_of_the_same_notebooks(started, monkeypatch):
    monkeypatch.chdir(started)
    shown = run_notebooks(read_draft(FIRST), RunOptions(keep=False), lambda *_: None)["cosmic-003"].shown
    assert "September 2025" in shown[2][0] and "No data" not in shown[3][0]


def test_nothing_is_left_behind_but_the_chart_that_jupyterlab_shows(started, first_edition):
    made = {path.relative_to(started).as_posix() for path in started.rglob("*") if path.is_file()}
    held = {path.relative_to(first_edition).as_posix() for path in first_edition.rglob("*") if path.is_file()}
    held = {name for name in held if not name.startswith("build/")}  # where a notebook was run by hand
    assert made - held == {"params/2025-26-Q2.yml", "data/records/2025-26-Q1.json", "build/figures/cosmic-003.svg"}


def test_a_cell_that_fails_is_told_and_nothing_is_changed(small_project, capsys):
    held = notebook_of(small_project, "cosmic-003")
    held["cells"][4]["source"] = "page.rga()"
    save(small_project, "cosmic-003", held)
    before = {path: path.read_bytes() for path in small_project.rglob("*") if path.is_file()}
    assert main(["new", str(SECOND)]) == 2
    assert "notebooks/cosmic-003.ipynb, cell 5: `page.rga()` failed with AttributeError" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in small_project.rglob("*") if path.is_file()} == before


SETTINGS = {
    'quarter = "2025-26-Q1"': 'quarter = "2025-26-Q2"',
    "quarter='2025-26-Q1'  # “é”": "quarter='2025-26-Q2'  # “é”",
    '# quarter = "2025-26-Q1"\nquarter: str = "2025-26-Q1"': '# quarter = "2025-26-Q1"\nquarter: str = "2025-26-Q2"',
    'quarter = ""\nx = ""': 'quarter = "2025-26-Q2"\nx = ""',
    '%matplotlib inline\nquarter = "old"': '%matplotlib inline\nquarter = "2025-26-Q2"',
    'quarter = "a"\nquarter = "b"\nlast_quarter = "c"': 'quarter = "a"\nquarter = "2025-26-Q2"\nlast_quarter = "c"',
    'x = "2025-26-Q1"': 'x = "2025-26-Q1"',
}


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("source", SETTINGS)
def test_only_the_value_of_the_parameter_is_changed(source, ascii_only):
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"], "name": source}, "source": source}
    more = {"cell_type": "code", "metadata": {}, "source": source}
    text = json.dumps({"cells": [more, cell, more], "nbformat": 4}, ensure_ascii=ascii_only, indent=1)
    changed = notebook_cells.set_quarter(text, SECOND)
    assert json.loads(changed)["cells"] == [more, cell | {"source": SETTINGS[source]}, more]
    old, new = (json.dumps(part, ensure_ascii=ascii_only) for part in (source, SETTINGS[source]))
    assert changed == text[: text.index('"parameters"')] + text[text.index('"parameters"') :].replace(
        f'"source": {old}', f'"source": {new}', 1
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_notebook_of_any_editor_is_made_the_new_quarters(small_project, form):
    save(small_project, "cosmic-003", FORMS[form](notebook_of(small_project, "cosmic-003")))
    text = notebook_cells.read_notebook_text("cosmic-003", SECOND)
    changed = notebook_cells.fold_sections(notebook_cells.set_quarter(text, SECOND))
    shown = [cell for cell in read_draft(FIRST).notebooks["cosmic-003"].cells if cell.cell_type == "code"]
    shown = [cell for cell in shown if "injected-parameters" not in cell.metadata.tags]
    for number, cell in enumerate(shown):
        cell.outputs, cell.execution_count = [], number
    held = json.loads(notebook_cells.with_outputs(changed, shown))
    code = [cell for cell in held["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in code]
    assert all("2025-26-Q1" not in source for source in sources)
    assert [cell["execution_count"] for cell in code if "# Parameters" not in cell["source"][0]] == list(range(6))
    folded = [cell for cell in held["cells"] if cell.get("metadata", {}).get("jupyter")]
    assert ["".join(cell["source"]).splitlines()[0] for cell in folded] == [
        "### Commentary (Quarter 1, 2025/26)",
        "### Path to Green (Quarter 1, 2025/26)",
    ]
    assert len(held["cells"]) == len(list(read_cells(text)))
