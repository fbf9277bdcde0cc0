"""Several committees as folders of one repository: each is built as if it were alone, to the byte."""

import hashlib
import json
import shutil

import pytest

from reportbuilder.cli.main import main
from reportbuilder.drafts import commits
from tests.factories import contents, git
from tests.reportbuilder.new_project.conftest import COUNCIL

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

QUARTER = ["--quarter", "2025-26-Q1"]
SOCIAL = ["--council", "Example Borough Council", "--committee", "Social Care Committee", "--prefix", "SC"]


@pytest.fixture
def repository(cosmic, tmp_path, monkeypatch):
    """A repository with two committees, committed, as the working folder."""
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    top = tmp_path / "repository"
    top.mkdir()
    monkeypatch.chdir(top)
    git("init")
    for name, options in (("housing", COUNCIL), ("social", SOCIAL)):
        status, said, _ = cosmic("init", name, *options, *QUARTER)
        assert status == 0 and "GitHub reads workflows at the repository's top only" in said
        assert f'working-directory: "{name}"' in (top / name / ".github" / "workflows" / "report.yml").read_text()
    git("add", "-A")
    git("commit", "-m", "Two committees")
    return top


def _build(folder, monkeypatch) -> dict[str, bytes]:
    monkeypatch.chdir(folder)
    assert main(["build", "--publisher", "embedded"]) == 0
    return contents(folder / "_report" / "2025-26-Q1")


def test_each_is_built_as_if_it_were_alone(repository, tmp_path, monkeypatch):
    shutil.copytree(repository / "social", tmp_path / "alone")
    git("clone", ".", str(tmp_path / "clone"))
    _build(repository / "housing", monkeypatch)
    beside = _build(repository / "social", monkeypatch)
    monkeypatch.chdir(tmp_path / "clone")
    git("rm", "-r", "housing")
    git("commit", "-m", "Social care alone")
    assert _build(tmp_path / "clone" / "social", monkeypatch) == beside  # the commit that it names too
    alone = _build(tmp_path / "alone", monkeypatch)
    named = json.loads(beside["record.json"])
    assert named["commit"] and json.loads(alone["record.json"]) == named | {"commit": None}
    assert {**alone, "record.json": b""} == {**beside, "record.json": b""}


def test_what_one_commits_is_not_the_others_commit(repository, monkeypatch):
    first = git("rev-parse", "HEAD")
    (repository / "housing" / "data" / "benchmarks.csv").write_text("changed")
    git("commit", "-am", "Housing alone")
    assert json.loads(_build(repository / "social", monkeypatch)["record.json"])["commit"] == first


def test_an_environment_below_the_project_is_no_code_of_its_commit(repository, monkeypatch):
    social = repository / "social"
    shutil.copytree(commits.HOME / "savedfiles", social / ".venv" / "lib" / "savedfiles")
    monkeypatch.setattr(commits, "HOME", social / ".venv" / "lib")
    monkeypatch.chdir(social)
    held = {"index.qmd": hashlib.sha256((social / "index.qmd").read_bytes()).hexdigest()}
    assert list(commits.find_faults(git("rev-parse", "HEAD"), held, "any code")) == []
