"""Whatever a notebook's file holds, it is read or told as faults; what is read can be made another quarter's."""

import json
from pathlib import Path

import pytest
from nbformat import NotebookNode

from cosmic.periods import Quarter
from projectfiles import files
from projectfiles.errors import Faults
from reportbuilder import places
from reportbuilder.drafts import commentary, notebooks
from reportbuilder.drafts.commentary import Section
from reportbuilder.new_quarter import notebook_cells
from reportbuilder.notebook_runs import papermill_task
from tests.factories import FIRST, copy_of_the_first, leave_only
from tests.mutated_notebooks import mutate

SECOND = Quarter(2025, 2)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(folder, patch)
        leave_only(folder, "cosmic-003")
    return folder


def _read(content: bytes) -> str:
    """Read a notebook as a build does, and begin to run it; return its faults, "" where there are none."""
    try:
        with files.as_if_written({places.notebook("cosmic-003"): content}):
            notebook = notebooks.read_notebooks(FIRST)["cosmic-003"]
            commentary.read_prose(notebook.cells, FIRST)
            commentary.select_cells(notebook.cells, FIRST)
            papermill_task.task_of("cosmic-003", notebook, Path.cwd(), {}, 1)
        return ""
    except Faults as told:
        return str(told)


def _start(content: bytes) -> str:
    """Make a notebook the second quarter's; return its faults."""
    try:
        with files.as_if_written({places.notebook("cosmic-003"): content}):
            text = notebook_cells.read_notebook_text("cosmic-003", SECOND)
    except Faults as told:
        return str(told)
    before = json.loads(text)["cells"]
    headings = notebook_cells.find_headings({"cosmic-003": text}, FIRST)
    text = notebook_cells.fold_sections(notebook_cells.set_quarter(text, SECOND))
    for section in Section:
        text = notebook_cells.add_cell(text, section, SECOND, headings["cosmic-003", section])
    after = json.loads(text)["cells"]
    code = [cell for cell in after if cell["cell_type"] == "code"]
    code = [cell for cell in code if "injected-parameters" not in cell.get("metadata", {}).get("tags", [])]
    shown = [NotebookNode(cell, outputs=[], execution_count=1, metadata={}, id="a") for cell in code]
    assert len(json.loads(notebook_cells.with_outputs(text, shown))["cells"]) == len(before) + 2
    return ""


def _run(seeds: range) -> dict[str, int]:
    """Try each seed; return how many were read, told and could be started. A failure names its seed."""
    counts = {"read": 0, "told": 0, "started": 0}
    for seed in seeds:
        content = mutate(seed)
        try:
            told, not_started = _read(content), _start(content)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        counts["told" if told else "read"] += 1
        counts["started"] += not not_started
        for line in f"{told}\n{not_started}".strip().splitlines():
            assert line.startswith("notebooks/cosmic-003.ipynb"), (seed, line)
    return counts


def test_some_hundred_notebooks_gone_wrong_are_read_or_told(project, monkeypatch):
    monkeypatch.chdir(project)
    counts = _run(range(200))
    assert min(counts.values()) > 10, counts


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1_000, 21_000, 2_500))
def test_twenty_thousand_notebooks_gone_wrong_are_read_or_told(first, project, monkeypatch):
    monkeypatch.chdir(project)
    assert sum(_run(range(first, first + 2_500)).values()) >= 2_500
