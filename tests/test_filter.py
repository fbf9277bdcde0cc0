"""Commentary is untrusted: what it contains is shown as text or refused, never run."""

import json
import re
import subprocess

import pypandoc
import pytest
from conftest import ROOT

INDEX = '::: {.notebook src="build/cosmic-003.ipynb"}\n:::\n\n## Next page {#next}\n'


def _published(folder, source: str, to: str = "html") -> subprocess.CompletedProcess:
    """An edition of one notebook with one prose cell."""
    cells = [{"cell_type": "markdown", "id": "commentary", "metadata": {}, "source": source}]
    (folder / "build").mkdir()
    (folder / "build" / "cosmic-003.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (folder / "index.qmd").write_text(INDEX, encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "index.qmd", "--from", "markdown-smart", "--to", to]
    command += [f"--lua-filter={ROOT}/report/notebook.lua"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<iframe src='https://example.org'></iframe>",
        "<div onclick='alert(1)'>x</div>",
        "[x]{onclick='alert(1)'}",
        "[x]{style='position:fixed'}",
        "[x]{typst:text:fill='read(\"secret\")'}",
        "```{=html}\n<script>alert(1)</script>\n```",
        "`<b onclick=x>`{=html}",
        "```{python}\nimport os\n```",
        "$\\href{javascript:x}{y}$",
        "\\input{secret}",
        "{{< include secret.md >}}",
        '::: {.notebook src="secret.ipynb"}\n:::',
        "---\ntitle: taken\n---",
    ],
)
def test_what_could_run_is_shown_as_text(tmp_path, payload):
    done = _published(tmp_path, f"### Commentary\n\n{payload}")
    assert done.returncode == 0, done.stderr
    assert not re.search(
        r"<(script|iframe|div (?!class=.table)|b|span|title|code [^>]*python)\b|<[^>]* (onclick|style)=", done.stdout
    )
    assert '<h2 id="next">Next page</h2>' in done.stdout


@pytest.mark.parametrize(
    "payload, reason",
    [
        ("[x](javascript:alert(1))", "a link goes to https"),
        ("[x](data:text/html,x)", "a link goes to https"),
        ("[x](file:///etc/passwd)", "a link goes to https"),
        ("![x](https://example.org/x.png)", "a picture is one of the report's own figures"),
        ("![x](secret.png)", "a picture is one of the report's own figures"),
        ("## Another page", "a heading stands below the page's own"),
        ("A note.[^1]\n\n[^1]: Here.", "may not contain a Note"),
    ],
)
def test_what_may_not_stand_stops_the_build_and_names_the_cell(tmp_path, payload, reason):
    done = _published(tmp_path, f"### Commentary\n\n{payload}")
    assert done.returncode != 0
    assert "notebooks/cosmic-003.ipynb, cell 1" in done.stderr and reason in done.stderr


@pytest.mark.parametrize("unclosed", ["```\ncode", "::: {.note}\ntext", "<!-- comment", "**bold"])
def test_an_unclosed_fence_cannot_swallow_the_next_page(tmp_path, unclosed):
    assert '<h2 id="next">Next page</h2>' in _published(tmp_path, f"### Commentary\n\n{unclosed}").stdout


def test_what_analysts_write_gets_through(tmp_path):
    source = "### Commentary\n\nA *word*, a [link](https://example.org).\n\n- one\n    - nested\n\n"
    source += "| a | b |\n|---|---|\n| 1 | 2 |\n"
    said = _published(tmp_path, source).stdout
    for mark in ("<em>word</em>", 'href="https://example.org"', "<ul>", 'scope="col"', 'id="cosmic-003-commentary"'):
        assert mark in said


def test_headings_cannot_take_another_pages_anchor(tmp_path):
    assert said_ids(_published(tmp_path, "### Next {#next}").stdout) == {"cosmic-003-next-next", "next"}


def said_ids(html: str) -> set[str]:
    return {part.split('"')[0] for part in html.split('id="')[1:]}
