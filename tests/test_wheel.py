"""The wheel holds all that a project is made from, and works where there is no repository around it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.factories import LOOKS, ROOT
from tests.test_supply import OWN

pytestmark = pytest.mark.slow  # the package is built and installed

TEMPLATES = ROOT / "reportbuilder" / "new_project" / "template"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """The wheel of this repository's code, unpacked."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("unpacked")
    for name in (*OWN, "_extensions"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        ".",
    ]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = folder.glob("cosmic_report-*.whl")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def _held(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_it_holds_the_packages_the_looks_and_the_templates(unpacked):
    assert _held(unpacked / "cosmic-report") == _held(LOOKS)
    assert _held(unpacked / "reportbuilder" / "new_project" / "template") == _held(TEMPLATES)
    for name in OWN:
        assert {path for path in _held(ROOT / name) if path.endswith(".py")} <= set(_held(unpacked / name))
    assert not (unpacked / "tests").exists()


def test_it_makes_a_project_that_is_in_order_where_there_is_no_repository(unpacked, tmp_path):
    def cosmic(*arguments: str, folder: Path = tmp_path) -> subprocess.CompletedProcess:
        environment = os.environ | {"PYTHONPATH": str(unpacked)}
        command = [sys.executable, "-P", "-m", "reportbuilder", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)

    made = cosmic("init", "new", "--council", "Example Council", "--committee", "Housing Committee", "--prefix", "HC")
    assert made.returncode == 0, made.stderr
    assert _held(tmp_path / "new" / "_extensions" / "cosmic-report") == _held(LOOKS)
    checked = cosmic("check", folder=tmp_path / "new")
    assert (checked.returncode, checked.stdout) == (0, "0 open, 0 acknowledged, 0 to note\n"), checked.stderr
