"""What the tests share: a copy of the project to break, and the first edition, made once."""

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft
from reportbuilder.publishing import publish
from tests.factories import BUILD, FIRST, ROOT, copy_of_the_first, leave_only

NEEDED = {"browser": ("chromium", "google-chrome"), "quarto": ("quarto",)}  # programs, any of them, by marker
LIVE = tuple(str(ROOT / name) for name in ("data", "params", "notebooks", "index.qmd", "_quarto.yml", "_brand.yml"))
LOOKING = ("open", "os.listdir", "os.scandir")
looked_at: list[str] = []


def _listen(event: str, arguments: tuple) -> None:
    if event in LOOKING and isinstance(arguments[0], str | os.PathLike):
        path = os.fspath(arguments[0])
        if isinstance(path, str) and path.startswith(LIVE):
            looked_at.append(path)


sys.addaudithook(_listen)
# A shell has what it runs in the background ignore Ctrl-C, and so would all that tests start, and stop.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_runtest_setup(item: pytest.Item):
    """Skip a test whose marker names a program that this machine does not have."""
    for marker, programs in NEEDED.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, programs)):
            pytest.skip(f"needs {programs[0]} on the PATH")


@pytest.fixture(autouse=True)
def _no_test_reads_what_people_write():
    """Fail a test that looks at a file of the live project: a user who changes one must never break a test."""
    looked_at.clear()
    yield looked_at
    assert looked_at == []


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory) -> Path:
    """A project as the first edition left it, for what only reads."""
    with pytest.MonkeyPatch.context() as patch:
        return copy_of_the_first(tmp_path_factory.mktemp("first") / "project", patch)


@pytest.fixture(autouse=True)
def _in_the_first_edition(first_edition, monkeypatch):
    """Have it for the working folder: no test reads the project in which people write."""
    monkeypatch.chdir(first_edition)
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)


@pytest.fixture
def project_copy(tmp_path, monkeypatch) -> Path:
    """A copy of the project as the first edition left it, whatever was started since, as the working folder."""
    return copy_of_the_first(tmp_path / "project", monkeypatch)


@pytest.fixture(scope="session")
def edition(first_edition, tmp_path_factory) -> Path:
    """The folder of the first edition, made by the embedded publisher from the real data."""
    output = tmp_path_factory.mktemp("edition")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(first_edition)
        read = draft.read_draft(FIRST)
        publish.publish_edition(read, checks.run_checks(read), output, "embedded", lambda *_: None)
    return output


@pytest.fixture
def small_project(project_copy) -> Path:
    """The same with one indicator, cosmic-003, for what is built again and again."""
    leave_only(project_copy, "cosmic-003")
    return project_copy


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """A project with one indicator, cosmic-003, and its edition."""
    folder = tmp_path_factory.mktemp("built") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(folder, patch)
        leave_only(folder, "cosmic-003")
        assert main(BUILD) == 0
    return folder


@pytest.fixture
def made(built, tmp_path, monkeypatch) -> Path:
    """The edition of a copy of that project, which is the working folder."""
    folder = shutil.copytree(built, tmp_path / "project")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    return folder / "_report" / str(FIRST)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for the sockets of kernels."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(params=["warm", "ordinary"])
def kind(request, monkeypatch) -> str:
    """Both kinds of kernel; the ordinary one is what a machine that cannot fork falls back to."""
    if request.param == "ordinary":
        monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    return request.param
