"""Five quarters, whose notebooks another editor saves each time: each edition has the words of its own quarter."""

import html
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from cosmic.periods import Quarter
from reportbuilder.cli.main import main
from tests.factories import FIRST, notebook_of, save
from tests.notebook_forms import FORMS

STEM = "cosmic-003"
WALK = dict(
    zip(
        ("vscode", "colab", "classic", "papermill"),
        (Quarter(2025, 2), Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 1)),
        strict=True,
    )
)
WORDS = {FIRST: "This quarter has seen continued strong progress"} | {
    quarter: f"Synthetic words of the service, number {number}." for number, quarter in enumerate(WALK.values(), 2)
}


def _write(quarter: Quarter):
    """Type what is due, as the analyst does: words below the heading that is there, and the figure."""
    held = notebook_of(Path.cwd(), STEM)
    for cell in held["cells"]:
        if {"commentary", str(quarter)} <= set(cell.get("metadata", {}).get("tags", [])):
            cell["source"] = f"{''.join(cell['source'])}\n\n{WORDS[quarter]}"
    save(Path.cwd(), STEM, held)
    with Path("data", "figures", f"{STEM}.csv").open("a", encoding="utf-8", newline="\n") as file:
        published = quarter.end + timedelta(days=20)
        file.write(f"{quarter.end},{100_000 + quarter.number},,,{published},published,synthetic,\n")


@pytest.fixture
def walked(small_project, capsys) -> Path:
    for form, quarter in WALK.items():
        for stem in (STEM, "scorecard"):
            save(small_project, stem, FORMS[form](notebook_of(small_project, stem)))
        assert main(["new", str(quarter)]) == 0, capsys.readouterr().err
        _write(quarter)
    return small_project


@pytest.mark.slow
def test_each_edition_has_its_own_words_and_the_notebook_shows_the_newest(walked, capsys):
    for quarter in WORDS:
        assert main(["build", str(quarter), "--publisher", "embedded"]) == 0, capsys.readouterr().err
        page = html.unescape((walked / "_report" / str(quarter) / f"cosmic-{quarter}.html").read_text(encoding="utf-8"))
        assert {other for other, words in WORDS.items() if words in page} == {quarter}
        assert ">Commentary</h3>" in page and "(Quarter" not in page
    held = notebook_of(walked, STEM)
    firsts = [
        "".join(cell["source"]).splitlines()[0] for cell in held["cells"] if "Commentary" in "".join(cell["source"])
    ]
    assert firsts == [
        f"### Commentary (Quarter {quarter.number}, {quarter.label[11:18]})" for quarter in [*WORDS][::-1]
    ]
    folded = [cell for cell in held["cells"] if cell.get("metadata", {}).get("jupyter")]
    assert all(str(Quarter(2026, 1)) not in json.dumps(cell["metadata"]) for cell in folded) and len(folded) == 8
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval-lax",
        "--nbval-current-env",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir=.",
    ]
    done = subprocess.run([*command, "notebooks"], cwd=walked, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "passed" in done.stdout, done.stdout[-2000:]
