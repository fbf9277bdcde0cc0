"""A year of use breaks nothing: quarters started, figures typed and revised, an indicator retired, another added."""

import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from cosmic.periods import Quarter
from reportbuilder.cli.main import main
from tests.factories import FIRST, leave_only

KEPT, RETIRED, ADDED = "cosmic-003", "cosmic-010", "cosmic-011"
QUARTERS = [Quarter(2025, 2), Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 1)]


def _add_figure(quarter: Quarter, published: str, value: int = 100_500):
    with Path("data", "figures", f"{KEPT}.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{quarter.end},{value},,,{published},published,synthetic,\n")


def _retire(stem: str):
    for path in (f"data/indicators/{stem}.yml", f"data/figures/{stem}.csv", f"notebooks/{stem}.ipynb"):
        Path(path).unlink()
    index = Path("index.qmd").read_text(encoding="utf-8")
    pages = re.sub(rf'::: {{\.notebook src="build/{stem}\.ipynb"}}\n:::\n\n', "", index)
    Path("index.qmd").write_text(pages, encoding="utf-8")


def _add(stem: str):
    """Add an indicator as people do: by copying another's files, and writing its own name into them."""
    for path in (f"data/indicators/{KEPT}.yml", f"data/figures/{KEPT}.csv"):
        shutil.copyfile(path, path.replace(KEPT, stem))
    notebook = Path("notebooks", f"{KEPT}.ipynb").read_text(encoding="utf-8")
    Path("notebooks", f"{stem}.ipynb").write_text(notebook.replace(KEPT, stem), encoding="utf-8")
    page = f'::: {{.notebook src="build/{KEPT}.ipynb"}}\n:::\n\n'
    index = Path("index.qmd").read_text(encoding="utf-8")
    Path("index.qmd").write_text(index.replace(page, page + page.replace(KEPT, stem)), encoding="utf-8")


def _write(quarter: Quarter):
    """Write the commentary of a quarter into every fresh cell."""
    for path in Path("notebooks").glob("cosmic-*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if str(quarter) in cell["metadata"].get("tags", []):
                cell["source"] = ["### Synthetic heading\n", "\n", f"Synthetic words for {quarter}."]
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@pytest.fixture
def used(project_copy, capsys) -> Path:
    leave_only(project_copy, KEPT, RETIRED)
    for quarter in QUARTERS:
        assert main(["new", str(quarter)]) == 0
        _add_figure(quarter, published=str(quarter.end + timedelta(days=20)))
        _write(quarter)
    _add_figure(FIRST, published="2026-02-01", value=100_200)
    _retire(RETIRED)
    _add(ADDED)
    return project_copy


@pytest.mark.slow
def test_after_a_year_of_use_the_notebooks_run_and_every_quarter_is_built(used, capsys):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval-lax",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir=.",
        "notebooks",
    ]
    done = subprocess.run(command, cwd=used, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "passed" in done.stdout, done.stdout[-2000:]
    for quarter in (FIRST, QUARTERS[-1]):
        assert main(["build", str(quarter), "--publisher", "embedded"]) == 0, capsys.readouterr().err
