"""Part a text into blocks, and these into sentences: paragraphs, headings, the items of lists, the rows of tables.

Blank lines part paragraphs. Marks of emphasis, links and footnotes are left to `plain`, for files of Markdown.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """A form of a block."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    HEADING = "heading"


@dataclass(frozen=True)
class Block:
    """A block of a text: its form, its words with a plain space between any two, and the list or table it is in."""

    form: Form
    text: str
    group: int


_ITEM = re.compile(r"\s*(?:[-*•▪◦‣·–]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)])\s+(?=\S)")
_RULE = re.compile(r"[\s|:=+-]+")
_MARKDOWN = (
    (r"\[\^[^\]]*\]|<!--.*?-->|</?[a-z][^>]*>", ""),
    (r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),
    (r"(\*\*|__|`)((?:.|\n(?!\s*\n))+?)\1", r"\2"),
    (r"(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)", r"\1"),
)
_ABBREVIATIONS = "e.g. i.e. vs. no. No. approx. St. Dr. Mr. Mrs. S.I. ca. cf.".split()
_ABBREVIATED = "".join(rf"(?<!\b{re.escape(word)})" for word in _ABBREVIATIONS)
_BREAK = re.compile(rf"(?:(?<=[!?])|{_ABBREVIATED}(?<=\.))[”\"’')]?\s+(?=[“\"‘'(]?[A-Z0-9£$€])")
_FRAGMENT = 4  # words
_LONGEST_JOINED = 500  # characters: a sentence with the fragments after it


def plain(markdown: str) -> str:
    """Return Markdown without its marks of emphasis, its links, footnotes and entities; its lines stay as they are."""
    for mark, kept in _MARKDOWN:
        markdown = re.sub(mark, kept, markdown)
    return html.unescape(markdown)


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order; rules and empty lines yield none."""
    group, last, lines = 0, Form.PARAGRAPH, list[str]()
    for line in [*text.splitlines(), ""]:
        form, words = _begun(line, is_first=not lines)
        if lines and (form or not line.strip()):
            yield Block(last, " ".join(" ".join(lines).split()), group)
            lines = []
        if form and (form is not last or not group):
            group, last = group + 1, form
        if words.strip():
            lines.append(words)


def _begun(line: str, is_first: bool) -> tuple[Form | None, str]:
    """Return the form that a line begins, None where it goes on or is empty, and its words without their mark."""
    if line.startswith("#"):
        return Form.HEADING, line.lstrip("#")
    if line.lstrip().startswith("|"):
        return Form.ROW, "" if _RULE.fullmatch(line) else line.strip().strip("|")
    if mark := _ITEM.match(line):
        return Form.ITEM, line[mark.end() :]
    return (Form.PARAGRAPH if line.strip() and is_first else None), line


def sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences; a fragment such as “Last year: 9,871.” goes with the one before it, if that has numbers."""
    joined = ""
    for sentence in _BREAK.split(" ".join(paragraph.split())):
        is_fragment = len(sentence.split(None, _FRAGMENT)) <= _FRAGMENT
        if is_fragment and len(joined) + len(sentence) < _LONGEST_JOINED and re.search(r"\d", joined):
            joined += f" {sentence}"
            continue
        if joined:
            yield joined
        joined = sentence
    yield joined
