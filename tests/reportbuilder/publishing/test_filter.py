"""Commentary is untrusted: what may stand in it gets through, and all else stops the build, told with its cell."""

import html
import json
import re
import shutil
import subprocess
from zipfile import ZipFile

import lxml.etree
import lxml.html
import pypandoc
import pytest

from tests.factories import LOOKS, WORDS

FILTER = (LOOKS / "notebook.lua").read_text(encoding="utf-8")
INDEX = '::: {.notebook src="build/cosmic-003.ipynb"}\n:::\n\n## Next page {#next}\n'


def _published(folder, source: str, to: str = "html", lua: str | None = None) -> subprocess.CompletedProcess:
    """An edition of one notebook with one prose cell, by the project's filter or by one of other text."""
    cells = [{"cell_type": "markdown", "id": "commentary", "metadata": {"number": 8}, "source": source}]
    (folder / "build").mkdir()
    (folder / "build" / "cosmic-003.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (folder / "index.qmd").write_text(INDEX, encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "index.qmd", "--from", "markdown-smart", "--to", to]
    for part in LOOKS.glob("*.lua"):
        shutil.copyfile(part, folder / part.name)
    (folder / "notebook.lua").write_text(lua or FILTER, encoding="utf-8")
    command += ["--lua-filter=notebook.lua", f"--output={'out.docx' if to == 'docx' else '-'}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


REFUSED = {
    "<script>alert(1)</script>": "HTML (“<script>",
    "<iframe src='https://example.org'></iframe>": "HTML (“<iframe",
    "<img src=x onerror='alert(1)'>": "HTML (“<img",
    "<div onclick='alert(1)'>x</div>": "HTML (“<div",
    "<span style='position:fixed'>x</span>": "HTML (“<span",
    "<!-- a note to oneself -->": "HTML (“<!-- a note",
    "[x]{onclick='alert(1)'}": "attributes (“",
    "[x]{style='position:fixed'}": "attributes (“",
    "[x]{typst:text:fill='read(\"secret\")'}": "attributes (“",
    "[x]{.rag .rag-green}": "attributes (“",
    "[x](https://example.org){onclick='alert(1)'}": "attributes (“",
    "[x](https://example.org){typst:text:fill='red'}": "attributes (“",
    "### A heading {onclick='alert(1)'}": "attributes (“",
    "### A heading {.unnumbered}": "attributes (“",
    "### A heading {#cosmic-004}": "attributes (“{#cosmic-004}”)",
    "## Another page": "has a heading of the page's own level (“",
    "Another page\n---": "has a heading of the page's own level (“",
    "---\ntitle: taken\n---": "has a heading of the page's own level (“",
    "|   |   |\n|---|---|\n| a | b |": "has a table without column heads; fill in its first row",
    "```{=html}\n<script>alert(1)</script>\n```": "code (lines that start with four spaces are) (“<script>",
    "`<b onclick=x>`{=html}": "code (“<b onclick",
    "```{python}\nimport os\n```": "(“import os",
    "```\nan unclosed fence": "(“an unclosed fence”)",
    "    four spaces": "code (lines that start with four spaces are) (“four spaces",
    "`code`": "contains code (“code”); take it out, or write it as words",
    "::: {.note}\nan unclosed division": "a division",
    "::: {.note}\na division\n:::": "a division",
    "A word.\n:::": "a division (“:::”)",
    '::: {.notebook src="secret.ipynb"}\n:::': "a division",
    "{{< include secret.md >}}": "a shortcode (“{{<",
    "{{% include secret.md %}}": "a shortcode (“{{%",
    "[x](javascript:alert(1))": "; link to https://, to mailto: or to a heading of the report",
    "[x](JavaScript&#58;alert(1))": "; link to https://, to mailto: or to a heading of the report",
    "[x](data:text/html,x)": "; link to https://, to mailto: or to a heading of the report",
    "[x](file:///etc/passwd)": "; link to https://, to mailto: or to a heading of the report",
    "[x](//example.org)": "; link to https://, to mailto: or to a heading of the report",
    "[x](notes.html)": "; link to https://, to mailto: or to a heading of the report",
    "[x](http://example.org)": "; link to https://, to mailto: or to a heading of the report",
    "<javascript:alert(1)>": "; link to https://, to mailto: or to a heading of the report",
    "[x](https://example.org/&#10;a)": "has a link with spaces or line ends in its address",
    "[www.example.org](http://example.org)": "; link to https://, to mailto: or to a heading of the report",
    "[x](#nowhere)": "has a link to “#nowhere”, but the report has no such heading",
    "![x](https://example.org/x.png)": "a picture",
    "![x](secret.png)": "a picture",
    "![x](build/figures/cosmic-003)": "a picture",
    "A note.[^1]\n\n[^1]: Here.": "a footnote",
    "***": "a rule",
    '[x](https://example.org "a title")': "has a link with a title (“a title”)",
    ": A caption {#scorecard}": "attributes (“{#scorecard}”)",
}  # fmt: skip


@pytest.mark.parametrize("payload", REFUSED)
def test_what_may_not_stand_stops_the_build_with_notebook_cell_and_reason(tmp_path, payload):
    done = _published(tmp_path, f"### Commentary\n\n{payload}")
    assert done.returncode != 0 and done.stdout == ""
    assert "notebooks/cosmic-003.ipynb, cell 8: " in done.stderr and REFUSED[payload] in done.stderr


@pytest.mark.parametrize("place", ["- an item\n\n    {}", "> a quote\n>\n> {}", "| a |\n|---|\n| {} |"])
def test_it_is_refused_wherever_it_hides(tmp_path, place):
    done = _published(tmp_path, "### Commentary\n\n" + place.format("x <b onclick='alert(1)'>y</b>"))
    assert done.returncode != 0 and "HTML (“<b onclick" in done.stderr


def test_all_that_is_refused_is_told_at_once(tmp_path):
    told = _published(tmp_path, "### Commentary\n\n`code` and [x](javascript:x)\n\n***").stderr
    assert [reason in told for reason in ("contains code", "; link to https://", "a rule")] == [True] * 3


@pytest.mark.parametrize("words", WORDS)
def test_words_with_odd_signs_are_only_words(tmp_path, words):
    done = _published(tmp_path, f"### Commentary\n\nSay {words} here.")
    assert done.returncode == 0, done.stderr
    said = html.unescape(re.sub(r"<[^>]*>", "", done.stdout))
    assert " ".join(html.unescape(f"Say {words} here.").split()) in " ".join(said.split())


# Prose that tries to give an attribute to each element of pandoc's syntax tree that can carry some.
ELEMENTS = {
    "header": "### A heading ATTR",
    "header, setext": "A heading ATTR\n---",
    "code": "`x`ATTR",
    "code block": "```ATTR\nx\n```",
    "tildes": "~~~ ATTR\nx\n~~~",
    "link": "[x](https://example.org)ATTR",
    "reference": "[x][r]ATTR\n\n[r]: https://example.org",
    "definition": "[x]\n\n[x]: https://example.org ATTR",
    "address": "<https://example.org>ATTR",
    "image": "![x](x.png)ATTR",
    "span": "[x]ATTR",
    "division": "::: ATTR\nx\n:::",
    "paragraph": "ATTR\nx",
    "table": "| a |\n|---|\n| 1 |\nATTR",
    "caption": "| a |\n|---|\n| 1 |\n\n: A caption ATTR",
    "caption above": ": A caption ATTR\n\n| a |\n|---|\n| 1 |",
    "table's head": "| a ATTR |\n|---|\n| 1 |",
    "cell": "| a |\n|---|\n| 1 ATTR |",
    "grid table": "+-----+\n| ATTR |\n+=====+\n| 1 |\n+-----+",
    "figure": "![A figure](x.png)ATTR\n",
    "item": "- ATTR x",
    "quotation": "> ATTR\n> x",
    "emphasis": "*x*ATTR",
}
ATTRIBUTES = {
    "identifier": "{#forged}", "class": "{.forged}", "key": "{forged=1}", "handler": '{onclick="forged()"}',
    "typst": '{typst:text:fill="forged"}', "spaced": "{ .a #forged }", "bare": "{forged}", "raw": "{=forged}",
}  # fmt: skip


def _carried_html(page: str, _) -> bool:
    """Whether an attribute of the page is called forged, or has that as a word of its value."""
    attributes = [held for element in lxml.html.fromstring(page).iter() for held in element.attrib.items()]
    return any("forged" in re.split(r"[^\w-]+", f"{name} {value}") for name, value in attributes)


def _carried_typst(source: str, _) -> bool:
    """Whether code or a label of the source holds it; `\\` stands before what is only text."""
    return bool(re.search(r"(?<!\\)<forged>|(?<!\\)#[\w.]+\([^)]*forged", source))


def _carried_word(_, folder) -> bool:
    """Whether an attribute of the document is so called, or has that as a word of its value."""
    with ZipFile(folder / "out.docx") as file:
        root = lxml.etree.fromstring(file.read("word/document.xml"))
    return any("forged" in re.split(r"[^\w-]+", value) for element in root.iter() for value in element.attrib.values())


CARRIED = {"html": _carried_html, "typst": _carried_typst, "docx": _carried_word}


@pytest.mark.slow
@pytest.mark.parametrize("element", ELEMENTS)
def test_words_give_no_element_an_attribute(tmp_path, element):
    for kind, attribute in ATTRIBUTES.items():
        for form in CARRIED:
            folder = tmp_path / f"{kind}-{form}"
            folder.mkdir()
            done = _published(folder, f"### Commentary\n\n{ELEMENTS[element].replace('ATTR', attribute)}", form)
            assert done.returncode == 120 or not CARRIED[form](done.stdout, folder), (kind, form, done.stdout)


def _carrying(attribute: list) -> dict[str, dict]:
    """Every element of pandoc's syntax tree that can carry attributes, with some."""
    none, plain = ["", [], []], [{"t": "Plain", "c": [{"t": "Str", "c": "x"}]}]

    def table(where: str) -> dict:
        at = {name: attribute if name == where else none for name in ("table", "head", "row", "cell", "body", "foot")}
        row = [at["row"], [[at["cell"], {"t": "AlignDefault"}, 1, 1, plain]]]
        column = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
        head, body = [at["head"], [[none, [[none, {"t": "AlignDefault"}, 1, 1, plain]]]]], [at["body"], 0, [], [row]]
        return {"t": "Table", "c": [at["table"], [None, []], [column], head, [body], [at["foot"], []]]}

    words = [{"t": "Str", "c": "x"}]
    return {
        "Header": {"t": "Header", "c": [3, attribute, words]},
        "CodeBlock": {"t": "CodeBlock", "c": [attribute, "x"]},
        "Div": {"t": "Div", "c": [attribute, plain]},
        "Figure": {"t": "Figure", "c": [attribute, [None, []], plain]},
        "Code": {"t": "Para", "c": [{"t": "Code", "c": [attribute, "x"]}]},
        "Link": {"t": "Para", "c": [{"t": "Link", "c": [attribute, words, ["https://example.org", ""]]}]},
        "Image": {"t": "Para", "c": [{"t": "Image", "c": [attribute, words, ["x.png", ""]]}]},
        "Span": {"t": "Para", "c": [{"t": "Span", "c": [attribute, words]}]},
        **{f"Table, {where}": table(where) for where in ("table", "head", "row", "cell", "body", "foot")},
    }


@pytest.mark.parametrize("element", _carrying([]))
@pytest.mark.parametrize(
    "attribute", [["a", [], []], ["", ["a"], []], ["", [], [["a", "1"]]]], ids=["id", "class", "key"]
)
def test_an_attribute_is_refused_whatever_reader_lets_it_in(tmp_path, element, attribute):
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [_carrying(attribute)[element]]}
    lua = re.sub(r"local PROSE = '.*'", "local PROSE = 'json'", FILTER)
    done = _published(tmp_path, json.dumps(document), lua=lua)
    assert done.returncode == 120 and "notebooks/cosmic-003.ipynb, cell 8: " in done.stderr, done.stderr


def test_without_attributes_the_same_elements_of_words_pass(tmp_path):
    for element in ("Header", "Link", "Table, cell"):
        document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [_carrying(["", [], []])[element]]}
        folder = tmp_path / element
        folder.mkdir()
        lua = re.sub(r"local PROSE = '.*'", "local PROSE = 'json'", FILTER)
        done = _published(folder, json.dumps(document), lua=lua)
        assert done.returncode == 0, done.stderr


def test_what_analysts_write_gets_through(tmp_path):
    source = "### Commentary\n\nA *word*, a [link](https://example.org), <https://example.org/a>, [next](#next).\n\n"
    source += "- one\n    - nested\n\n1. first\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    done = _published(tmp_path, source)
    for mark in (
        "<em>word</em>", 'href="https://example.org"', 'href="https://example.org/a"', 'href="#next"', "<ul>", "<ol",
        "<blockquote>", 'scope="col"', 'id="cosmic-003-commentary"',
    ):  # fmt: skip
        assert mark in done.stdout, done.stderr


@pytest.mark.parametrize(("words", "address"), [
    ("www.example.org", "https://www.example.org"),
    ("<HTTPS://example.org/A>", "HTTPS://example.org/A"),
    ("[x](hTTps://example.org)", "hTTps://example.org"),
])  # fmt: skip
def test_an_address_may_be_written_as_people_do(tmp_path, words, address):
    done = _published(tmp_path, f"### Commentary\n\nSee {words} for more.")
    assert done.returncode == 0 and f'href="{address}"' in done.stdout, done.stderr


def test_words_under_a_heading_of_the_pages_own_name_are_set_as_words(tmp_path):
    table = "| a |\n|---|\n| 1 |"
    said = _published(tmp_path, f"### Commentary\n\n{table}\n\n### RAG Rating\n\nGreen\n\nMore.", "typst").stdout
    assert "Green" in said and "#strip[" not in said and said.count("[") == said.count("]")


def test_no_heading_takes_an_anchor_that_another_has(tmp_path):
    said = _published(tmp_path, "### Chart\n\n### Next\n\n### Next 2\n\n### Next\n\n### Next").stdout
    anchors = re.findall(r'id="([^"]+)"', said)
    assert len(set(anchors)) == len(anchors) == 6 and "cosmic-003-chart" not in anchors


def test_headings_have_anchors_of_their_own_page_that_no_other_has(tmp_path):
    said = _published(tmp_path, "### Next\n\nOne.\n\n### Next\n\nTwo.\n\n### ???\n\nThree.").stdout
    assert re.findall(r'id="([^"]+)"', said) == ["cosmic-003-next", "cosmic-003-next-2", "cosmic-003-section", "next"]
