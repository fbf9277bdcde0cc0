"""The same inputs give the same bytes, wherever and whenever; an edition says what they were, and can be verified."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FIRST, copy_of_the_first, leave_only

from cosmic import provenance
from cosmic.cli import main

NAMES = (*(f"cosmic-{FIRST}.{form}" for form in ("html", "pdf", "docx")), "scorecard.csv", "record.json")
BUILD = ["build", str(FIRST), "--publisher", "embedded"]
OTHERWISE = {
    "TZ": "Pacific/Auckland",
    "LC_ALL": "C",
    "LANG": "de_DE.UTF-8",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "1",
}


def test_the_same_inputs_give_the_same_bytes_in_another_place_time_zone_locale_and_hash_seed(project_copy, tmp_path):
    """All ten indicators, every format and table, side by side."""
    other = Path(shutil.copytree(project_copy, tmp_path / "a longer name" / "é" / "project"))
    ways = [(project_copy, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}), (other, OTHERWISE)]
    building = [
        subprocess.Popen([sys.executable, "-m", "cosmic", *BUILD], cwd=folder, env=os.environ | ways)
        for folder, ways in ways
    ]
    assert [one.wait() for one in building] == [0, 0]
    here, there = (_contents(folder / "_report" / str(FIRST)) for folder, _ in ways)
    assert set(here) == set(NAMES)
    assert [name for name in NAMES if here[name] != there[name]] == []


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A small project with its edition."""
    folder = tmp_path_factory.mktemp("same") / "project"
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


def _verified(made: Path, capsys) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(["verify", str(made)])
    return status, capsys.readouterr().out.splitlines()


def test_an_edition_whose_inputs_are_as_they_were_is_verified(made, capsys):
    status, told = _verified(made, capsys)
    assert status == 0 and told == [f"{made}: is what its inputs give, to the byte"]
    assert set(_contents(made)) == set(NAMES)


def test_a_changed_input_is_named_with_the_files_that_it_changes(made, capsys):
    path = "data/figures/cosmic-003.csv"
    Path(path).write_text(Path(path).read_text("utf-8").replace(",100196,", ",100197,"), encoding="utf-8")
    status, told = _verified(made, capsys)
    assert status == 1
    assert told == [
        f"{path}: was changed since the edition was made",
        *(f"{name}: is not what the inputs give now" for name in NAMES),
    ]


def test_inputs_that_came_or_went_are_named(made, capsys):
    Path("report/synthetic.css").write_text("")
    Path("report/fonts/LICENSE.txt").unlink()
    _, told = _verified(made, capsys)
    assert "report/synthetic.css: is an input now, and was none" in told
    assert "report/fonts/LICENSE.txt: was an input, and is gone" in told


@pytest.mark.parametrize("name", NAMES)
def test_an_edited_file_is_found(made, capsys, name):
    content = (made / name).read_bytes()
    (made / name).write_bytes(content.replace(b"Quarter 1", b"Quarter 2", 1) if name != NAMES[4] else content + b" ")
    if (made / name).read_bytes() == content:
        (made / name).write_bytes(content + b"\n")
    assert _verified(made, capsys) == (1, [f"{name}: is not what the inputs give now"])


def test_other_tools_are_named(made, capsys, monkeypatch):
    tools = dict(provenance.tools()) | {"pandoc": "9.9"}
    monkeypatch.setattr(provenance, "tools", lambda: tools)
    status, told = _verified(made, capsys)
    assert status == 1 and any(line.startswith("pandoc: ") and line.endswith(", 9.9 is here now") for line in told)


@pytest.mark.parametrize("content", [None, "{", "[]", '{"edition": {"quarter": "x"}}'])
def test_a_folder_without_an_edition_is_told(small_project, tmp_path, capsys, content):
    if content is not None:
        (tmp_path / "record.json").write_text(content)
    assert main(["verify", str(tmp_path)]) in (1, 2)
    assert "record.json" in capsys.readouterr().err


def test_record_json_names_every_input_and_every_tool(made):
    held = json.loads((made / "record.json").read_text(encoding="utf-8"))
    assert held["inputs"] == provenance.inputs(FIRST)
    assert held["tools"] == provenance.tools()
    assert held["edition"] == {"quarter": str(FIRST), "produced_on": "2025-09-17"}


def _git(*arguments: str) -> str:
    identity = ["-c", "user.name=Synthetic", "-c", "user.email=synthetic@example.org"]
    return subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def test_the_commit_is_named_that_last_changed_an_input(small_project):
    inputs = provenance.inputs(FIRST)
    assert provenance.commit(inputs) is None  # no repository
    _git("init", "--quiet")
    _git("add", "--all")
    assert provenance.commit(inputs) is None  # not committed
    _git("commit", "--quiet", "--message", "one")
    first = _git("rev-parse", "HEAD")
    (small_project / "README.md").write_text("synthetic")
    _git("commit", "--all", "--quiet", "--message", "other")
    assert provenance.commit(inputs) == first != _git("rev-parse", "HEAD")
    (small_project / "index.qmd").write_text("synthetic")
    assert provenance.commit(inputs) is None  # changed since
