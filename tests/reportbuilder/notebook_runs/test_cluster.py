"""The notebooks run on a Dask cluster as they do here; a cluster that is not to be had is told."""

import sys

import pytest

from reportbuilder.cli.main import main
from tests.factories import FIRST, leave_only, notebook_of, save

pytestmark = pytest.mark.slow

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster():
    """A scheduler on this machine with two worker processes."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running


def _contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def project(project_copy):
    leave_only(project_copy, "cosmic-003", "cosmic-010")
    return project_copy


def _build(output: str, *options: str) -> int:
    return main(["build", str(FIRST), "--publisher", "embedded", "--fresh", "--output", output, *options])


# A cell that tells by whom its kernel was started, and waits until another's has told it too.
MEETING = """
import os, pathlib, time
open(f"../by-{os.getppid()}", "w").close()
until = time.monotonic() + 60
while len(list(pathlib.Path("..").glob("by-*"))) < 2 and time.monotonic() < until:
    time.sleep(0.05)
page.heading()
"""


def test_an_edition_that_two_workers_run_is_the_same_as_one_from_here(project, cluster, capsys):
    for stem in ("scorecard", "cosmic-003"):  # the first two to run
        notebook = notebook_of(project, stem)
        (cell,) = (cell for cell in notebook["cells"] if "".join(cell["source"]) == "page.heading()")
        cell["source"] = MEETING
        save(project, stem, notebook)
    assert _build("there", "--scheduler", cluster.scheduler_address) == 0
    assert len(list(project.glob("by-*"))) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("[")]
    assert _build("here") == 0
    assert _contents(project / "there") == _contents(project / "here")
    assert said[:4] == ["[0/3] scorecard", "[1/3] scorecard", "[2/3] cosmic-003", "[3/3] cosmic-010"]


def test_a_cell_that_fails_on_a_worker_is_told_as_here(project, cluster, capsys):
    path = project / "notebooks" / "cosmic-003.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("page.heading()", "page.haeding()"), encoding="utf-8")
    assert _build("there", "--scheduler", cluster.scheduler_address) == 2
    assert "notebooks/cosmic-003.ipynb, cell 3: `page.haeding()` failed with" in capsys.readouterr().err
    assert not (project / "there").exists()


def test_a_scheduler_that_does_not_answer_is_told(project, capsys, monkeypatch):
    monkeypatch.setattr("reportbuilder.notebook_runs.pool._CONNECTING", 1)
    assert _build("there", "--scheduler", "tcp://127.0.0.1:9") == 2
    said = capsys.readouterr().err
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in said and "Traceback" not in said


def test_what_is_to_be_installed_is_told(project, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert _build("there", "--scheduler", "tcp://127.0.0.1:9") == 2
    assert "pip install -e '.[cluster]'" in capsys.readouterr().err
