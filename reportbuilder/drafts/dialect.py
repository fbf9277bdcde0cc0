"""Write the words of a cell so that pandoc, too, reads them as JupyterLab shows them.

Pandoc's reader of CommonMark takes a table right under a sentence for more of the sentence, and knows no boxes to tick.
"""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from reportbuilder.drafts import markdown

_CONTAINERS = re.compile(r"[ \t>]*")
_LINE_END = re.compile(r"\r\n?|\n")


def as_published(source: str) -> str:
    """Return a cell for pandoc: each table after an empty line, each box to tick as a character that shows it."""
    tokens = markdown.read_tokens(source)
    lines = _LINE_END.split(source)
    for number, mark in _boxes(tokens):
        lines[number] = lines[number].replace(mark, markdown.BOXES[mark], 1)
    for number in reversed(list(_tables_under_words(tokens))):
        lines.insert(number, _containers(lines[number]).rstrip())
    return "\n".join(lines)


def _boxes(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the line and the mark of each box at the start of an item."""
    for item, paragraph, words in zip(tokens, tokens[1:], tokens[2:], strict=False):
        mark = markdown.box_of(words)
        if (item.type, paragraph.type) == ("list_item_open", "paragraph_open") and mark:
            yield _start(words), mark


def _tables_under_words(tokens: list[Token]) -> Iterator[int]:
    """Yield the first line of each table that follows a paragraph without an empty line between."""
    end_of_words = None
    for token in tokens:
        if token.type == "paragraph_open" and token.map:
            end_of_words = token.map[1]
        elif token.type == "table_open" and _start(token) == end_of_words:
            yield _start(token)


def _start(token: Token) -> int:
    return token.map[0] if token.map else 0


def _containers(line: str) -> str:
    """Return what stands before a line's own words, where it goes on in a list or in a quotation."""
    match = _CONTAINERS.match(line)
    return match[0] if match else ""
