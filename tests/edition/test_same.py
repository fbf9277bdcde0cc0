"""The same inputs give the same bytes, wherever and whenever; an edition says what they were."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportbuilder.drafts import commits, provenance
from tests.factories import BUILD, FIRST, NAMES, contents, git

pytestmark = pytest.mark.slow

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
        subprocess.Popen([sys.executable, "-m", "reportbuilder", *BUILD], cwd=folder, env=os.environ | ways)
        for folder, ways in ways
    ]
    assert [one.wait() for one in building] == [0, 0]
    here, there = (contents(folder / "_report" / str(FIRST)) for folder, _ in ways)
    assert set(here) == set(NAMES)
    assert [name for name in NAMES if here[name] != there[name]] == []


def test_record_json_names_every_input_and_every_tool(made):
    held = json.loads((made / "record.json").read_text(encoding="utf-8"))
    assert held["inputs"] == provenance.digest_inputs(FIRST)
    assert held["tools"] == provenance.list_tools()
    assert held["edition"] == {"quarter": str(FIRST), "produced_on": "2025-09-17"}


def test_the_commit_is_named_that_last_changed_an_input(small_project):
    inputs = provenance.digest_inputs(FIRST)
    assert commits.find_commit(inputs) is None  # no repository
    git("init", "--quiet")
    git("add", "--all")
    assert commits.find_commit(inputs) is None  # not committed
    git("commit", "--quiet", "--message", "one")
    first = git("rev-parse", "HEAD")
    (small_project / "notes.txt").write_text("synthetic")
    git("add", "--all")
    git("commit", "--all", "--quiet", "--message", "other")
    assert commits.find_commit(inputs) == first != git("rev-parse", "HEAD")
    (small_project / "index.qmd").write_text("synthetic")
    assert commits.find_commit(inputs) is None  # changed since
