"""What the tests share: a copy of the project to break, and the first edition, made once."""

import csv
import json
import multiprocessing
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cosmic.periods import Quarter
from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft
from reportbuilder.drafts.commentary import Section
from reportbuilder.publishing import publish

ROOT = Path(__file__).parent.parent
LEFT_OUT = ("cosmic", "prosecheck", "reportbuilder", "tests", ".*", "build", "_report", "*.egg-info", "requirements*")
FIRST = Quarter(2025, 1)
FIRST_DAY = "2025-09-17"
NAMES = (*(f"cosmic-{FIRST}.{form}" for form in ("html", "pdf", "docx")), "scorecard.csv", "record.json")
BUILD = ["build", str(FIRST), "--publisher", "embedded"]
STEMS = sorted(path.stem for path in (ROOT / "data" / "indicators").glob("*.yml"))


@pytest.fixture
def project_copy(tmp_path, monkeypatch) -> Path:
    """A copy of the project as the first edition left it, whatever was started since, as the working folder."""
    return copy_of_the_first(tmp_path / "project", monkeypatch)


@pytest.fixture(scope="session")
def edition(tmp_path_factory) -> Path:
    """The folder of the first edition, made by the embedded publisher from the real data."""
    output = tmp_path_factory.mktemp("edition")
    read = draft.read(FIRST)
    publish.publish_edition(read, checks.run(read), output, "embedded", lambda *_: None)
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


def git(*arguments: str) -> str:
    """What git says in the working folder, by an identity of its own."""
    identity = ["-c", "user.name=Synthetic", "-c", "user.email=synthetic@example.org"]
    return subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


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


def leave_only(folder: Path, *stems: str):
    """Take all other indicators out of a project, and all that is acknowledged."""
    gone = [stem for stem in STEMS if stem not in stems]
    for stem in gone:
        for path in (f"data/indicators/{stem}.yml", f"data/figures/{stem}.csv", f"notebooks/{stem}.ipynb"):
            (folder / path).unlink()
        _cut(folder / "index.qmd", rf'::: {{\.notebook src="build/{stem}\.ipynb"}}\n:::\n\n')
        _cut(folder / "data" / "benchmarks.csv", rf"^{stem},.*\n")
    for path in (folder / "params").glob("*.yml"):
        _cut(path, r"^acknowledged:(.|\n)*")


def _cut(path: Path, pattern: str):
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, "", text, flags=re.MULTILINE), encoding="utf-8", newline="\n")


def copy_of_the_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the project, as the first edition left it, into a folder that becomes the working folder."""
    left_out = shutil.ignore_patterns(
        ".*", "build", "_report", "tests", "cosmic", "prosecheck", "reportbuilder", "*.egg-info", "requirements*"
    )
    shutil.copytree(ROOT, folder, ignore=left_out)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    _take_back_to_the_first(folder)
    return folder


def notebook_of(root: Path, stem: str) -> dict:
    """A notebook, as its file holds it."""
    return json.loads((root / "notebooks" / f"{stem}.ipynb").read_bytes())


def save(root: Path, stem: str, notebook: dict):
    """Write a notebook back."""
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    (root / "notebooks" / f"{stem}.ipynb").write_bytes(text.encode())


def _take_back_to_the_first(folder: Path):
    """Take out the params, kept records, cells and figures of later quarters."""
    later = [path for path in (folder / "params").glob("*.yml") if path.stem != str(FIRST)]
    for path in [*later, *(folder / "data" / "records").glob("*.json")]:
        path.unlink()
    for stem in STEMS:
        held = notebook_of(folder, stem)
        first = [cell for cell in held["cells"] if _is_first(cell)]
        if first != held["cells"]:
            save(folder, stem, held | {"cells": first})
        path = folder / "data" / "figures" / f"{stem}.csv"
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        published = [row["published"] for row in csv.DictReader([head, *rows])]
        known = [row for row, day in zip(rows, published, strict=True) if day <= FIRST_DAY]
        path.write_text("\n".join([head, *known, ""]), encoding="utf-8", newline="\n")


def _is_first(cell: dict) -> bool:
    tags = cell["metadata"].get("tags", [])
    return not set(Section) & set(tags) or str(FIRST) in tags
