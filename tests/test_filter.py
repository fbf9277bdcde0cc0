"""Commentary is untrusted: what may stand in it gets through, and all else stops the build, told with its cell."""

import html
import json
import re
import subprocess

import pypandoc
import pytest
from conftest import ROOT

INDEX = '::: {.notebook src="build/cosmic-003.ipynb"}\n:::\n\n## Next page {#next}\n'


def _published(folder, source: str, to: str = "html") -> subprocess.CompletedProcess:
    """An edition of one notebook with one prose cell."""
    cells = [{"cell_type": "markdown", "id": "commentary", "metadata": {"number": 8}, "source": source}]
    (folder / "build").mkdir()
    (folder / "build" / "cosmic-003.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (folder / "index.qmd").write_text(INDEX, encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "index.qmd", "--from", "markdown-smart", "--to", to]
    command += [f"--lua-filter={ROOT}/report/notebook.lua"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


REFUSED = {
    "<script>alert(1)</script>": "raw HTML or TeX, got: <script>",
    "<iframe src='https://example.org'></iframe>": "raw HTML or TeX, got: <iframe",
    "<img src=x onerror='alert(1)'>": "raw HTML or TeX, got: <img",
    "<div onclick='alert(1)'>x</div>": "a division",
    "<span style='position:fixed'>x</span>": "a span with attributes",
    "<!-- a note to oneself -->": "raw HTML or TeX, got: <!-- a note",
    "[x]{onclick='alert(1)'}": "a span with attributes",
    "[x]{style='position:fixed'}": "a span with attributes",
    "[x]{typst:text:fill='read(\"secret\")'}": "a span with attributes",
    "[x]{.rag .rag-green}": "a span with attributes",
    "[x](https://example.org){onclick='alert(1)'}": "a link has no attributes",
    "[x](https://example.org){typst:text:fill='red'}": "a link has no attributes",
    "### A heading {onclick='alert(1)'}": "a heading has no attributes",
    "### A heading {.unnumbered}": "a heading has no attributes",
    "### A heading {#cosmic-004}": "a heading takes no anchor, got: #cosmic-004",
    "## Another page": "a heading stands below the page's own",
    "Another page\n---": "a heading stands below the page's own",
    "---\ntitle: taken\n---": "a table has a row of column heads",
    "|   |   |\n|---|---|\n| a | b |": "a table has a row of column heads",
    "```{=html}\n<script>alert(1)</script>\n```": "raw HTML or TeX, got: <script>",
    "`<b onclick=x>`{=html}": "raw HTML or TeX, got: <b onclick",
    "```{python}\nimport os\n```": "may not contain code, got: {python} import os",
    "```\nan unclosed fence": "got: ```",
    "    four spaces": "code (lines that start with four spaces are), got: four spaces",
    "`code`": "may not contain code, got: code",
    "::: {.note}\nan unclosed division": "a division",
    "::: {.note}\na division\n:::": "a division",
    "A word.\n:::": "a division, got: :::",
    '::: {.notebook src="secret.ipynb"}\n:::': "a division",
    "\\input{secret}": "raw HTML or TeX, got: \\input{secret}",
    "\\begin{document}\nx\n\\end{document}": "raw HTML or TeX",
    "{{< include secret.md >}}": "a shortcode, got: {{<",
    "{{% include secret.md %}}": "a shortcode, got: {{%",
    "[x](javascript:alert(1))": "a link goes to https",
    "[x](JavaScript&#58;alert(1))": "a link goes to https",
    "[x](data:text/html,x)": "a link goes to https",
    "[x](file:///etc/passwd)": "a link goes to https",
    "[x](//example.org)": "a link goes to https",
    "[x](notes.html)": "a link goes to https",
    "[x](http://example.org)": "a link goes to https",
    "<javascript:alert(1)>": "a link goes to https",
    "[x](#nowhere)": "a link goes to no heading of the report, got: #nowhere",
    "![x](https://example.org/x.png)": "a picture",
    "![x](secret.png)": "a picture",
    "![x](build/figures/cosmic-003)": "a picture",
    "A note.[^1]\n\n[^1]: Here.": "a footnote",
    "| verse\n| verse": "lines that start with a bar",
    "***": "a rule",
    "Term\n\n:   meaning": "a list of definitions",
}  # fmt: skip


@pytest.mark.parametrize("payload", REFUSED)
def test_what_may_not_stand_stops_the_build_with_notebook_cell_and_reason(tmp_path, payload):
    done = _published(tmp_path, f"### Commentary\n\n{payload}")
    assert done.returncode != 0 and done.stdout == ""
    assert "notebooks/cosmic-003.ipynb, cell 8: " in done.stderr and REFUSED[payload] in done.stderr


@pytest.mark.parametrize("place", ["- an item\n\n    {}", "> a quote\n>\n> {}", "| a |\n|---|\n| {} |"])
def test_it_is_refused_wherever_it_hides(tmp_path, place):
    done = _published(tmp_path, "### Commentary\n\n" + place.format("x <b onclick='alert(1)'>y</b>"))
    assert done.returncode != 0 and "raw HTML or TeX, got: <b onclick" in done.stderr


def test_all_that_is_refused_is_told_at_once(tmp_path):
    told = _published(tmp_path, "### Commentary\n\n`code` and [x](javascript:x)\n\n***").stderr
    assert [reason in told for reason in ("may not contain code", "a link goes to https", "a rule")] == [True] * 3


WORDS = [
    "5 < 6 & 7 > 2", "a <b", "£5 and $10 or $20", "100% of {some}", "name@example.org", "a_b_c and *stars", "**bold",
    "#hashtag", "c/o 24/7", "~5%", "^up", "“quoted”, 'so' -- and … –", "Ŵyl Llŷn, Zażółć, 数字, عربى", "(@) x",
    "&lt;b&gt;",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_words_with_odd_signs_are_only_words(tmp_path, words):
    done = _published(tmp_path, f"### Commentary\n\nSay {words} here.")
    assert done.returncode == 0, done.stderr
    said = html.unescape(re.sub(r"<[^>]*>", "", done.stdout))
    assert " ".join(html.unescape(f"Say {words} here.").split()) in " ".join(said.split())


def test_what_analysts_write_gets_through(tmp_path):
    source = "### Commentary\n\nA *word*, a [link](https://example.org), <https://example.org/a>, [next](#next).\n\n"
    source += "- one\n    - nested\n\n1. first\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    done = _published(tmp_path, source)
    for mark in (
        "<em>word</em>", 'href="https://example.org"', 'href="https://example.org/a"', 'href="#next"', "<ul>", "<ol",
        "<blockquote>", 'scope="col"', 'id="cosmic-003-commentary"',
    ):  # fmt: skip
        assert mark in done.stdout, done.stderr


def test_headings_have_anchors_of_their_own_page_that_no_other_has(tmp_path):
    said = _published(tmp_path, "### Next\n\nOne.\n\n### Next\n\nTwo.\n\n### ???\n\nThree.").stdout
    assert re.findall(r'id="([^"]+)"', said) == ["cosmic-003-next", "cosmic-003-next-2", "cosmic-003-section", "next"]
