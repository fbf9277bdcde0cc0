"""Words that try to forge the page do nothing but stand there, in every format, or stop the build."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import lxml.html
import pikepdf
import pymupdf
import pytest

from projectfiles.errors import CosmicError
from reportbuilder import checks
from reportbuilder.drafts import draft
from reportbuilder.publishing import publish
from tests.factories import FIRST, notebook_of, save

pytestmark = pytest.mark.slow

NAME = f"cosmic-{FIRST}"
SECRET = "only-in-this-file"
PLACE = "#place(top + left, dy: -180mm)[Target met: GREEN 999,999]"
# Text of other Markdowns or of Typst: printed as it stands.
INERT = [
    PLACE,
    '#raw(read("/build/record.json"))',
    '#pdf.attach("/build/record.json")',
    "#set text(fill: white)",
    '#show heading: it => [x]',
    "#eval(\"1\")",
    '#import "@preview/cetz:0.3.4"',
    "#while true {}",
    "#range(1000000000)",
    "#{ let x = 1 }",
    "$ sum_(i=1)^n $",
    "@scorecard",
    "12-?34",
    "5-?76% and -? alone",
    "*x*.at(1)",
    "#link(\"file:///etc/passwd\")[x]",
    "/* a comment */ // and one more",
    "\\input{secret.tex} \\write18{id} \\href{file:///x}{y}",
    "= Not a heading",
    "+ 1 not a sum",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "=HYPERLINK(\"https://example.org\")",
    "%PDF-1.7 endstream endobj",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "]]&gt; &lt;/w:t&gt;",
]  # fmt: skip
# What would reach the page through attributes, HTML, links or pictures: told, and nothing is published.
STOPPED = {
    "a caption": '| a |\n|---|\n| 1 |\n\n: Cap {typst:text:fill="black); ' + PLACE + '; #set text(fill: black"}',
    "a caption's handler": "| a |\n|---|\n| 1 |\n\n: Cap {onclick='alert(1)'}",
    "a caption's identifier": "| a |\n|---|\n| 1 |\n\n: Cap {#scorecard}",
    "a link's identifier": "[the page](https://example.org){#scorecard}",
    "a span": "[x]{style='position:fixed;inset:0'}",
    "a division": "::: {.chart}\nx\n:::",
    "a link to a file": "[x](file:///etc/passwd)",
    "a script's address": "[x](javascript:alert(1))",
    "an encoded address": "[x](java&#115;cript:alert(1))",
    "a picture": "![x](build/figures/cosmic-003.svg)",
    "a picture of the web": "![x](https://example.org/x.png)",
    "HTML": "<b onmouseover=alert(1)>x</b>",
    "a form": "<form action='https://example.org'><input type=checkbox></form>",
    "raw Typst": "```{=typst}\n#place(top)[x]\n```",
    "raw Word": "`<w:p/>`{=openxml}",
    "a page": "## At a glance {#at-a-glance}",
    "a rating": "### RAG Rating\n\nGreen",
}


@pytest.fixture(params=["embedded", "quarto"])
def publisher(request) -> str:
    if request.param == "quarto" and not shutil.which("quarto"):
        pytest.skip("needs a real Quarto")
    return request.param


def _commentary(root: Path, words: str):
    held = notebook_of(root, "cosmic-003")
    for cell in held["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"] = f"### Commentary\n\n{words}\n"
    save(root, "cosmic-003", held)


def _build(root: Path, publisher: str) -> Path:
    read = draft.read_draft(FIRST)
    return publish.publish_edition(read, checks.run_checks(read), root / "_report" / "x", publisher, lambda *_: None)[
        0
    ].parent


def test_code_in_words_is_printed_as_it_stands(small_project, publisher):
    (small_project / "secret.tex").write_text(SECRET, encoding="utf-8")
    _commentary(small_project, "\n\n".join(f"Words {words} here." for words in INERT))
    folder = _build(small_project, publisher)
    with pymupdf.open(folder / f"{NAME}.pdf") as pdf:
        on_paper = " ".join("\n".join(page.get_text() for page in pdf).split())
    with ZipFile(folder / f"{NAME}.docx") as word:
        xml = word.read("word/document.xml").decode()
    page = lxml.html.fromstring((folder / f"{NAME}.html").read_bytes()).find("body").text_content()
    in_word = lxml.html.fromstring(re.sub(r"</w:p>", " ", xml).encode()).text_content()
    for surface in (on_paper, page, in_word):
        said = "".join(surface.split()).replace("\u200b", "").replace("\u2212", "-")
        for words in INERT:
            expected = lxml.html.fromstring(f"<p>{words}</p>" if "&" in words else "<p/>").text_content() or words
            expected = re.sub(r"\\(?=\\)", "", expected).replace("*x*", "x")
            assert "".join(f"Words {expected} here.".split()) in said, words
        assert SECRET not in said
    with pikepdf.open(folder / f"{NAME}.pdf") as pdf:
        assert "/Names" not in pdf.Root or "/EmbeddedFiles" not in pdf.Root.Names


@pytest.mark.parametrize("kind", STOPPED)
def test_what_would_forge_a_page_stops_the_build(small_project, kind):
    _commentary(small_project, f"Words.\n\n{STOPPED[kind]}")
    with pytest.raises(CosmicError) as told:
        _build(small_project, "embedded")
    assert "003" in str(told.value) and not (small_project / "_report" / "x").exists()


def test_quarto_stops_at_the_same(small_project, publisher):
    if publisher == "embedded":
        pytest.skip("the embedded publisher's are above")
    _commentary(small_project, "Words.\n\n" + "\n\n".join(STOPPED[kind] for kind in list(STOPPED)[:8]))
    with pytest.raises(CosmicError):
        _build(small_project, "quarto")
    assert not (small_project / "_report" / "x").exists()


def test_quarto_itself_says_which_words(small_project, publisher):
    if publisher == "embedded":
        pytest.skip("the embedded publisher's are above")
    _commentary(small_project, f"Words.\n\n{STOPPED['a caption']}")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = ["quarto", "render", "--profile", str(FIRST)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PATH": path})
    assert done.returncode != 0 and "notebooks/cosmic-003.ipynb, cell" in done.stderr
