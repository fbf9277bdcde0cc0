"""The PDF's source holds words only: whatever the words are they pass, and whatever is more than words does not."""

import json
import subprocess

import pypandoc
import pytest
import typst

from projectfiles.errors import Faults
from reportbuilder.publishing import pandoc
from reportbuilder.publishing.typst import check_source
from reportbuilder.publishing.typst_source import first_other
from tests.factories import LOOKS, WORDS

TEMPLATE = "#set text(size: $size$)\n// The words stand below.\n$body$\n"
HEAD = "#set text(size: 10pt)\n// The words stand below.\n"
READER = "commonmark+pipe_tables+autolink_bare_uris+strikeout"


def other(body: str) -> str | None:
    """What of a body is more than words."""
    return first_other(f"{HEAD}{body}\n", TEMPLATE)


def written(words: str, reader: str = READER) -> str:
    """Words as pandoc writes them for Typst, with the project's filter for both publishers."""
    command = [pypandoc.get_pandoc_path(), "--from", reader, "--to", "typst", "--wrap=none"]
    command += [f"--lua-filter={LOOKS}/typst.lua"]
    return subprocess.run(command, input=words, capture_output=True, text=True, encoding="utf-8", check=True).stdout


CONSTRUCTS = """
### A heading, *with emphasis* and [a link](#scorecard)

One *a* **b** ~~c~~ `d` ``e`f``, <https://example.org/a_b?c=1&d=%20#e>, [f](mailto:a@example.org),
[g](https://example.org/"h\\)").\\
Two.

3. three
4. four
   - five

     six

> a quotation
>
> > within another

| a | b |
|--:|:-:|
| 1 |   |
"""


@pytest.mark.parametrize("words", [CONSTRUCTS, *WORDS])
def test_what_pandoc_writes_of_words_is_words(words):
    assert other(written(words)) is None


@pytest.mark.parametrize(
    "words", ["+---+---+\n| a | b |\n+===+===+\n| 1     |\n+---+---+\n| 2 | 3 |\n|   +---+\n|   | 4 |\n+---+---+"]
)
def test_a_table_with_cells_over_several_is_words(words):
    assert other(written(words, "markdown-smart")) is None


MORE = [
    "#place(top + left)[over the page]", "#set text(fill: red)", "#show heading: none", '#import "@preview/x:1.0.0"',
    '#include "x.typ"', '#read("/build/record.json")', '#eval("1")', '#pdf.attach("/build/record.json")', "#{1}", "#1",
    "#let x = 1", "#for x in range(9) [y]", "#while true {}", "#context here()", "#sym.arrow", "#emph(place()[x])",
    "#text(fill: black); #place(top)[x]", "#block(fill: red)[x]", "#block[#set text(fill: red)\nx]", "#h(1em)",
    "#none", '#block[\n#set enum(numbering: "1.", start: 3, tight: true)\nx\n]', "#link(<x>, place()[x])",
    "#link(x)[y]", '#link("http://example.org")[x]', '#link("javascript:x")[y]', '#link("file:///x")[x]',
    '#link("x\\")[y]', "#figure(place()[x])", "#figure(kind: raw)", "#table(fill: red, [x])",
    "#table([x], ..range(9))", "#table(x => y)", "#figure(align(center)[#place()[x]])",
    '#figure(image("/build/record.json", alt: ""))', '#figure(image("/x.svg"))',
    '#figure(image("/build/figures/../record.svg", alt: "x"))', '#standing("/build/record.json")',
    '#rag("x" + read("y"))[z]', '#raw(read("x"))', '#raw("x", lang: "y")', "#quote(block: true, attribution: x)[y]",
    "#table.cell(fill: red)[x]", "text <label> text", "<label>", "= Heading <label>", "text\n<label>\n", "@reference",
    "$x$", "*strong*", "_emph_", "// a comment", "/* a comment */", "\\u{202e}", "```\nraw\n```", "`raw\nraw`",
    "] left", "[ open", "#emph[open", "#figure(align(center)[x]", "#emph[x].at(1)", "#emph[x].fields()", "#emph[x](1)",
    "#horizontalrule.at", '#raw("x").at(1)', '#standing("/build/figures/x.svg").at(1)',
    '#link("https://example.org").at(1)', "#figure([x]).at(1)", "#strip[x][y].at(1)", "#set enum(numbering: read)",
    '#set enum(numbering: "1.", start: x)',
]  # fmt: skip


@pytest.mark.parametrize("body", MORE)
def test_what_is_more_than_words_is_found(body):
    """By itself, in a sentence, in a heading and in a table."""
    for around in ("{}", "Words, and {} words.", "== Words {} words\n<words>", "#table(\n  columns: 1,\n  [{}],\n)"):
        assert other(around.format(body)) is not None


@pytest.mark.parametrize(
    "template", ["$body$", "$size$$body$", "other words\n$body$"], ids=["none", "no words", "others"]
)
def test_a_source_whose_template_is_not_known_is_more_than_words(template):
    assert first_other(f"{HEAD}Words.", template) is not None
    assert first_other(f"{HEAD}Words.", TEMPLATE) is None


def test_words_of_the_template_in_the_body_hide_nothing():
    forged = "// The words stand below.\n"
    assert other(f"#place(top)[x]\n{forged}Words.").startswith("#place")


METHODS = [
    "*x*.at(str.from-unicode(97), default: range(9))", "**x**.fields()", "~~x~~.func()",
    "[x](https://example.org).at(1)", "<https://example.org>.at(1)", "[*x*](#scorecard).at(1)", "*x*.Next", "*x*(1)",
    "*x*. Next", "> *x*.at(1)", "*x*\n.at(1)",
]  # fmt: skip


@pytest.mark.parametrize("words", METHODS)
def test_words_right_behind_others_are_printed(tmp_path, words):
    """Where Typst would take them for a part of the call before, and run what stands in their brackets."""
    source = written(words)
    assert other(source) is None
    (tmp_path / "x.typ").write_text(source.replace("<scorecard>", '"https://example.org"'), encoding="utf-8")
    typst.compile(tmp_path / "x.typ", output=tmp_path / "x.pdf")
    printed = subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True).stdout
    said = (
        words.translate(str.maketrans("", "", "*~<>"))
        .replace("[x](https://example.org)", "x")
        .replace("[x](#scorecard)", "x")
    )
    assert "".join(said.split()) == "".join(printed.split())


def test_more_than_words_is_told_with_its_cell(tmp_path):
    build = tmp_path / "build"
    build.mkdir()
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {"number": 8}, "source": "Forged: top, over the page."},
        {"cell_type": "markdown", "id": "b", "metadata": {"number": 9}, "source": "Words."},
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (build / "cosmic-003.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (tmp_path / "template.typ").write_text(TEMPLATE, encoding="utf-8")
    told = {
        "#top[Forged over the page]": "notebooks/cosmic-003.ipynb, cell 8",
        "#place(top)[Unknown]": "the PDF's source",
        "#1": "the PDF's source",
    }
    for body, place in told.items():
        (build / "edition.typ").write_text(f"{HEAD}Words. {body}", encoding="utf-8")
        with pytest.raises(Faults) as raised:
            check_source(build / "edition.typ", tmp_path / "template.typ")
        assert str(raised.value) == f"{place}: would be read as code in the PDF, near “{body}”; write it in plain words"


def test_the_embedded_publisher_looks_before_it_sets(tmp_path, monkeypatch):
    """At what pandoc has written, and with the report's own template."""
    seen = []
    monkeypatch.setattr(pandoc, "_pandoc", lambda *_: seen.append("written"))
    monkeypatch.setattr(pandoc, "typeset", lambda *_: seen.append("set"))
    monkeypatch.setattr(pandoc, "check_source", lambda *paths: seen.extend(path.name for path in paths))
    pandoc._pdf(tmp_path / "x.pdf", type("Edition", (), {"produced_on": None}), tmp_path, 1)
    assert seen == ["written", "edition.typ", "template.typ", "set"]
