"""Code cells give an edition what the calls of their page make of the record; anything else is told with its cell."""

import pytest
from conftest import notebook_of, save

from cosmic import checks, draft, publish
from cosmic.errors import Faults
from cosmic.executors import Means
from cosmic.periods import Quarter

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
from cosmic import project
page.chart()
path = project.build() / "figures" / "cosmic-003.svg"
path.write_text(path.read_text().replace("#12436D", "#33A364").replace("#12436d", "#33a364"))
"""
ANOTHER_FIGURE = """
from cosmic import project
page.chart()
(project.build() / "figures" / "cosmic-003-standing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
"""


def _with_code(root, source: str, stem: str = "cosmic-003"):
    """A notebook with one more code cell at its end."""
    held = notebook_of(root, stem)
    cell = {"cell_type": "code", "id": "more", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    save(root, stem, held | {"cells": [*held["cells"], cell]})
    return len(held["cells"]) + 1


def _build(root):
    read = draft.read(Quarter(2025, 1))
    found = checks.run(read)
    return publish.publish(read, found, root / "_report" / "x", "embedded", lambda *_: None, Means(fresh=True))


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
    with pytest.raises(Faults, match=f"its code cells draw {name} otherwise than its page does"):
        _build(small_project)


def test_the_scorecard_shows_its_own_only(small_project):
    number = _with_code(small_project, SHOW.format("## At a glance {#at-a-glance}\n\nAll is well."), "scorecard")
    with pytest.raises(Faults, match=f"notebooks/scorecard.ipynb, cell {number}: shows what no call"):
        _build(small_project)


def test_code_that_shows_nothing_to_the_publisher_stops_nothing(small_project):
    _with_code(small_project, "import pandas as pd\nprint('seen by the analyst only')\npd.DataFrame({'a': [1]})")
    assert [path.is_file() for path in _build(small_project)] == [True] * 5
