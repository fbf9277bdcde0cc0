"""Words of a cell become Markdown that shows them as they were typed, whatever they look like."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportbuilder.drafts import cell_faults, dialect, markdown
from reportbuilder.returns import prose
from reportbuilder.returns.entries import Entry, Unusable
from reportbuilder.returns.prose import read_prose
from tests.factories import LOOKS, WORDS

_PIECES = st.sampled_from([
    *"*_`~[]()<>&#|!\\{}=+:-.\"'/^$@", "**", "1. ", "- ", "• ", "\n", "\n\n", "  ", "\t", "word", "two words", "5%",
    "&amp;", "https://example.org/a_b", "www.example.org", "name@example.org", "[x](https://example.org)", "| a | b |",
    "---", "x]",
])  # fmt: skip
_MARK = re.compile(r"^(?:[•●◦○▪■‣·∙]\s*|[-–—*]\s+|\d{1,3}[.)]\s+)(?=\S)")


def _seen(text: str) -> str:
    """What a reader sees of words that were typed: without marks of lists, of bold and of links, and without spaces."""
    lines = [_MARK.sub("", line.strip()) for line in text.split("\n")]
    return "".join("".join(lines).split())


@pytest.mark.parametrize("text", WORDS)
def test_awkward_words_are_shown_as_they_were_typed(text):
    written = read_prose(Entry("Sheet", "C1", text))
    assert _shown(written) == _seen(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=12).map("".join))
def test_any_words_are_shown_as_they_were_typed_or_told(text):
    entry = Entry("Sheet", "C1", text)
    if entry.is_blank:
        return
    try:
        written = read_prose(entry)
    except Unusable as error:
        assert str(error).endswith(".")
        return
    plain = re.sub(r"(?<!!)\[([^\[\]\n]+)\]\((?:https://|mailto:)[^\s<>()]*\)", r"\1", text)
    bare = str.maketrans("", "", "*[]()\\")
    shown, typed = (said.translate(bare).replace("&amp;", "&") for said in (_shown(written), _seen(plain)))
    assert shown == typed  # an entity within an address is what the address has
    assert not list(cell_faults.find_faults(written))
    kinds = {token.type for token in markdown.read_tokens(dialect.as_published(written))}
    assert not kinds & {"fence", "code_block", "html_block", "heading_open", "hr", "table_open", "blockquote_open"}


def _shown(written: str) -> str:
    return "".join("".join(block.text for block in markdown.read_blocks(written)).split())


def test_every_mark_that_an_edition_refuses_is_told_at_its_cell():
    source = (LOOKS / "allowed_content.lua").read_text(encoding="utf-8")
    listed = re.search(r"local MARKS = {(.*?)\n}", source, re.DOTALL)
    assert listed and len(re.findall(r"\['", listed[1])) == len(prose._MARKS)
    for sample in ("{{<", "{{%", ":::", "```", "[^1]", "{#id", "{.red", "{=html", "{key="):
        with pytest.raises(Unusable, match="for the report’s program. Write it as plain words"):
            read_prose(Entry("Sheet", "C1", f"Up {sample} more"))
