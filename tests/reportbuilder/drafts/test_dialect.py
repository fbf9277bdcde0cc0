"""What pandoc is given of a cell it reads as JupyterLab shows it: tables under a sentence, boxes to tick."""

import pytest

from reportbuilder.drafts import markdown
from reportbuilder.drafts.dialect import as_published

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
ALTERED = {
    f"By district:\n{TABLE}": f"By district:\n\n{TABLE}",
    f"By district:\r\n{TABLE}": f"By district:\n\n{TABLE}",
    "> By district:\n> | a |\n> |---|\n> | 1 |": "> By district:\n>\n> | a |\n> |---|\n> | 1 |",
    "- By district:\n  | a |\n  |---|\n  | 1 |": "- By district:\n\n  | a |\n  |---|\n  | 1 |",
    f"One:\n{TABLE}\n\nTwo:\n{TABLE}": f"One:\n\n{TABLE}\n\nTwo:\n\n{TABLE}",
    "a | b\n--|:-:\n1 | 2\nunder it": "| a | b |\n|---|:-:|\n| 1 | 2 |\n| under it |  |",
    "- a |\n  --|\n  1 \\| 2 |": "| - a |\n|---|\n| 1 \\| 2 |",
    f"{TABLE}\n- 5 | 6": f"{TABLE}\n\n- 5 | 6",
    "> | a |\n> |---|\n> | 1 |\n> - x": "> | a |\n> |---|\n> | 1 |\n>\n> - x",
    "a ~~~b~~~ ~~c ~5~~ \\~~~d": "a \\~\\~\\~b\\~\\~\\~ ~~c \\~5~~ \\~~~d",
    "See https://example.org/a\u00a0now": "See https://example.org/a now",
    "- [x] open [x] now\n- [ ] train": "- ☑ open [x] now\n- ☐ train",
    "> 1. [X] open\n>    - [ ] train": "> 1. ☑ open\n>    - ☐ train",
}
LEFT = [
    f"By district:\n\n{TABLE}",
    f"### By district\n{TABLE}",
    TABLE,
    "a | b\nc | d",
    "- | a |\n  |---|\n  | 1 |\n- next",
    "~~a~~ and ~~https://example.org/~b~~",
    "~~a~~\n\n~~~\n~~~\n",
    "~5% to ~10%",
    "- [x]open\n- \\[x] open\n- [link](https://example.org)\n- [] open",
    "[x] open, which no list holds",
    "-\n[x] open, which stands below a list",
]


@pytest.mark.parametrize("source", ALTERED)
def test_pandoc_is_given_what_it_reads_as_jupyterlab_does(source):
    assert as_published(source) == ALTERED[source]


@pytest.mark.parametrize("source", LEFT)
def test_all_else_is_given_to_it_as_it_is_written(source):
    assert as_published(source) == source


@pytest.mark.parametrize("source", [*ALTERED, *LEFT])
def test_it_shows_what_the_cell_shows(source):
    assert markdown.read_blocks(as_published(source)) == markdown.read_blocks(source)
