"""The oldest versions that are allowed make the report; older ones are told in a line."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pypandoc
import pytest

from projectfiles.errors import Faults
from reportbuilder.drafts.commits import PACKAGES
from reportbuilder.publishing import floors
from tests.factories import FIRST, NAMES, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FLOORS = dict(held for held in map(floors._floor, PROJECT["dependencies"]) if held)


@pytest.fixture(autouse=True)
def _asked_anew():
    floors.stop_if_older.cache_clear()
    yield
    floors.stop_if_older.cache_clear()


@pytest.fixture
def installed(monkeypatch):
    """Have another version of an engine for the installed one."""

    def have(name: str, version: str):
        of = metadata.version
        monkeypatch.setattr(metadata, "requires", lambda _: PROJECT["dependencies"])
        monkeypatch.setattr(metadata, "version", lambda asked: version if asked == name else of(asked))
        if name == "pandoc":
            monkeypatch.setattr(pypandoc, "get_pandoc_version", lambda: version)

    return have


def test_every_package_has_its_oldest_version():
    assert set(FLOORS) == {re.split(r"[^\w.-]", held)[0] for held in PROJECT["dependencies"]}


@pytest.mark.parametrize("name, version", [("pypandoc_binary", "1.16"), ("typst", "0.14.9"), ("pandoc", "3.8.3")])
def test_an_engine_that_is_older_is_told(installed, name, version):
    installed(name, version)
    with pytest.raises(Faults, match=f"^{name}: is {version}, and the report needs .* or newer; "):
        floors.stop_if_older()


@pytest.mark.parametrize("name, version", [("pypandoc_binary", "1.17"), ("typst", "0.15"), ("pandoc", "3.10")])
def test_the_oldest_that_is_allowed_and_a_newer_one_are_taken(installed, name, version):
    installed(name, version)
    floors.stop_if_older()


@pytest.mark.slow
def test_the_oldest_versions_that_are_allowed_make_the_first_edition(project_copy, tmp_path):
    folder = tmp_path / "oldest"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    uv = subprocess.run([programs / "pip", "install", "--quiet", "uv"], capture_output=True, text=True, check=False)
    if uv.returncode:
        pytest.skip(f"no package registry answers: {uv.stderr.strip().splitlines()[-1]}")
    source = tmp_path / "source"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    command = [programs / "uv", "pip", "install", "--quiet", "--python", programs / "python"]
    subprocess.run([*command, "--resolution", "lowest-direct", source], check=True)
    for name, floor in FLOORS.items():
        asked = f"import importlib.metadata as m; print(m.version({name!r}))"
        version = subprocess.run([programs / "python", "-c", asked], capture_output=True, text=True, check=True).stdout
        assert version.startswith(floor), name
    build = [programs / "cosmic", "build", str(FIRST), "--publisher", "embedded"]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in Path("_report", str(FIRST)).iterdir()} == set(NAMES)
