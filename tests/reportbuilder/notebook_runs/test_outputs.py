"""Code cells give an edition what the calls of their page make of the record; anything else is told with its cell."""

from dataclasses import replace

import pytest

from cosmic.periods import Quarter
from projectfiles.errors import Faults
from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft
from reportbuilder.notebook_runs import papermill_task
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.publishing import publish
from tests.factories import notebook_of, save

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

SHOW = "from IPython.display import Markdown, display\ndisplay(Markdown({!r}))"
FORGED = {
    "a badge": "### Rating\n\n[Green]{.rag .rag-green}",
    "attributes": "[x]{onclick='alert(1)'}",
    "typst": '[x]{typst:text:fill="red"}',
    "a caption": '| a |\n|---|\n| 1 |\n\n: Cap {typst:text:fill="black); #place(top)[x]; #set text(fill: black"}',
    "raw HTML": "<script>alert(1)</script>",
    "a chart": '![Another](build/figures/cosmic-003){fig-alt="Target met"}',
    "plain words": "Target met.",
    "a heading": "## Another page {#another}",
}
OVER_ITS_CHART = """
from projectfiles import paths
page.chart()
path = paths.build() / "figures" / "cosmic-003.svg"
path.write_text(path.read_text().replace("#12436D", "#33A364").replace("#12436d", "#33a364"))
"""
ANOTHER_FIGURE = """
from projectfiles import paths
page.chart()
(paths.build() / "figures" / "cosmic-003-standing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
"""


def _with_code(root, source: str, stem: str = "cosmic-003"):
    """A notebook with one more code cell at its end."""
    held = notebook_of(root, stem)
    cell = {"cell_type": "code", "id": "more", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    save(root, stem, held | {"cells": [*held["cells"], cell]})
    return len(held["cells"]) + 1


def _build(root):
    read = draft.read_draft(Quarter(2025, 1))
    found = checks.run_checks(read)
    return publish.publish_edition(
        read, found, root / "_report" / "x", "embedded", lambda *_: None, RunOptions(fresh=True)
    )


@pytest.mark.parametrize("kind", FORGED)
def test_markdown_that_no_call_of_the_page_makes_stops_the_build(small_project, kind):
    number = _with_code(small_project, SHOW.format(FORGED[kind]))
    with pytest.raises(
        Faults, match=f"notebooks/cosmic-003.ipynb, cell {number}: shows what no call of its page makes"
    ):
        _build(small_project)
    assert not (small_project / "_report").exists() or not list((small_project / "_report").glob("x"))


@pytest.mark.parametrize(
    ("code", "name"), [(OVER_ITS_CHART, "cosmic-003.svg"), (ANOTHER_FIGURE, "cosmic-003-standing.svg")]
)
def test_a_figure_that_the_page_does_not_draw_stops_the_build(small_project, code, name):
    _with_code(small_project, code)
    with pytest.raises(Faults, match=f"{name} is not what its page draws"):
        _build(small_project)


def test_a_figure_that_another_notebook_draws_over_stops_the_build(small_project, monkeypatch):
    execute = papermill_task.execute

    def drawn_over(task):
        done = execute(task)
        name = "cosmic-003.svg"
        return replace(done, figures={**done.figures, name: b"<svg/>"}) if name in done.figures else done

    monkeypatch.setattr(papermill_task, "execute", drawn_over)
    with pytest.raises(Faults, match="cosmic-003.svg is not what its page draws"):
        _build(small_project)


def test_the_scorecard_shows_its_own_only(small_project):
    number = _with_code(small_project, SHOW.format("## At a glance {#at-a-glance}\n\nAll is well."), "scorecard")
    with pytest.raises(Faults, match=f"notebooks/scorecard.ipynb, cell {number}: shows what no call"):
        _build(small_project)


def test_code_that_shows_nothing_to_the_publisher_stops_nothing(small_project):
    _with_code(small_project, "import pandas as pd\nprint('seen by the analyst only')\npd.DataFrame({'a': [1]})")
    assert [path.is_file() for path in _build(small_project)] == [True] * 6


FOLDER = "import os, shutil\nfolder = os.environ['COSMIC_BUILD']\n"
ODD = {
    "a pipe among the figures": ("os.mkfifo(f'{folder}/figures/x.svg')", None),
    "a link among the figures": ("os.symlink('/etc/hosts', f'{folder}/figures/x.svg')", None),
    "a folder among the figures": ("os.mkdir(f'{folder}/figures/x')", None),
    "no figures": ("shutil.rmtree(f'{folder}/figures')", "cosmic-003.svg is not what its page draws"),
    "Markdown that is none": ("display({'text/markdown': {'a': 1}}, raw=True)", "what a notebook cannot hold"),
    "a heading twice": ("page.heading()", "shows again what cell 3 shows; delete one of them"),
    "Markdown in parts": (
        "display({'text/markdown': ['a', 'b']}, raw=True)",
        "shows what no call of its page makes: “ab”",
    ),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_a_cell_leaves_among_its_files_is_told_or_left_behind(small_project, kind):
    code, told = ODD[kind]
    _with_code(small_project, f"{FOLDER}{code}" if "folder" in code else code)
    if told is None:
        assert [path.is_file() for path in _build(small_project)] == [True] * 6
    else:
        with pytest.raises(Faults, match=told):
            _build(small_project)


def test_a_message_moves_and_colours_nothing_on_a_terminal(small_project, capsys):
    _with_code(small_project, "raise Exception('\\x1b[2J \\u202e words')")
    assert main(["build", "2025-26-Q1", "--publisher", "embedded"]) == 2
    said = capsys.readouterr().err
    assert "[U+001B][2J [U+202E] words" in said and "\x1b" not in said and "\u202e" not in said
