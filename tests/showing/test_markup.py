"""What the project itself puts on a page is text, whatever a name, a note or a reason contains."""

import json
import re
import subprocess
from collections.abc import Callable

import pypandoc
from hypothesis import given, settings
from hypothesis import strategies as st

from showing import markup
from tests.factories import LOOKS

FILTER = (LOOKS / "notebook.lua").read_text(encoding="utf-8")
OUTPUT = "".join(re.findall(r"'([^']*)'", re.search(r"local OUTPUT = (.*?)\n\n", FILTER, re.DOTALL)[1]))
AWKWARD = [
    *"\\`*_{}[]<>()#+|$^~@\"'&!-.:=%/;,?0a1", " ", "1. ", "c. ", "(a) ", "(@) ", "- ", "+ ", "# ", "::: ", ": ", "&lt;",
    "&#46;", "&nbsp;", "![", "](", "{#a}", "{.a}", "[^1]", "^[", "http://e.org", "www.e.org", "a@b.org", "<b>", "<!--",
    "-->", "--", "---", "===", "|---|", "~~", "$x$", "\\(", "`x`", "Table: ", "Table:", "i) ", "A. ", "{{<", "% ",
    "...",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=8).map(lambda parts: " ".join("".join(parts).split()))


def _words(part: object) -> str:
    """The words of a part of pandoc's syntax tree; what is no plain word stands in it by its name."""
    if isinstance(part, list):
        return "".join(map(_words, part))
    if not isinstance(part, dict):
        return ""
    if part["t"] in ("Space", "SoftBreak"):
        return " "
    if part["t"] in ("Para", "Plain"):
        return _words(part["c"])
    return part["c"] if part["t"] == "Str" else f"<{part['t']} {_words(part.get('c', ''))}>"


def _figure(block: dict) -> dict:
    return block["c"][2][0]["c"][0]


def _body(block: dict) -> list:
    return block["c"][4][0][3]


CODE = markup.Marked("x", "`x`")
PLACES: dict[str, tuple[Callable, str, Callable]] = {
    "paragraph": (markup.paragraph, "Para", lambda block: _words(block["c"])),
    "heading": (lambda text: markup.heading(3, text, "a"), "Header", lambda block: _words(block["c"][2])),
    "cell": (lambda text: markup.table("x", "yz", [[text, "y"]]), "Table", lambda b: _words(_body(b)[0][1][0][4])),
    "head": (lambda text: markup.table("x", [text, "y"], ["zy"]), "Table", lambda b: _words(b["c"][3][1][0][1][0][4])),
    "caption": (lambda text: markup.table(text, "hi", ["zy"]), "Table", lambda block: _words(block["c"][1][1])),
    "link": (lambda text: markup.line([markup.link(text, "a")]), "Para", lambda block: _words(block["c"][0]["c"][1])),
    "line": (lambda text: markup.line([text, CODE]), "Para", lambda block: _words(block["c"][:-1])),
    "item": (lambda text: markup.ranked([[text]]), "OrderedList", lambda block: _words(block["c"][1][0])),
    "picture": (lambda text: markup.picture("p", "p", text, "x"), "Figure", lambda b: _words(_figure(b)["c"][1])),
    "alternative": (lambda text: markup.picture("p", "p", "x", text), "Figure", lambda b: _figure(b)["c"][0][2][0][1]),
}  # fmt: skip


def _blocks(markdown: str) -> list[dict]:
    command = [pypandoc.get_pandoc_path(), "--from", OUTPUT, "--to", "json"]
    done = subprocess.run(command, input=markdown, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)["blocks"]


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=20, max_size=40))
def test_text_is_shown_as_it_is_wherever_it_stands(texts):
    for place, (show, kind, words) in PLACES.items():
        blocks = _blocks("\n\n".join(f"{show(text).markdown}\n\n## mark" for text in texts))
        groups = [blocks[start : start + 2] for start in range(0, len(blocks), 2)]
        assert [group[1]["t"] for group in groups] == ["Header"] * len(texts), place
        for text, (block, _) in zip(texts, groups, strict=True):
            assert block["t"] == kind, (place, text)
            assert words(block).replace("\xa0", " ") == text, (place, text)
