"""Write the words of a cell so that pandoc, too, reads them as JupyterLab shows them.

Pandoc's reader of CommonMark takes a table right under a sentence for more of the sentence, ends a table at a row
without a bar, and knows no boxes to tick.
"""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from reportbuilder.drafts import markdown
from reportbuilder.drafts.pipe_tables import read_tables

_BEFORE = re.compile(r"[ \t>]*")  # what stands before the words of a line within a list or a quotation


def as_published(source: str) -> str:
    """Return a cell for pandoc: its tables apart, and with a bar around each row; its boxes to tick as characters."""
    tokens = markdown.read_tokens(source)
    lines = markdown.split_lines(source)
    for number, mark in _boxes(tokens):
        lines[number] = lines[number].replace(mark, markdown.BOXES[mark], 1)
    under_words = set(_starts_under_words(tokens))
    for table in reversed(read_tables(tokens)):
        gap = [_before(lines[table.start]).rstrip()] if table.start in under_words else []
        lines[table.start : table.end] = [*gap, *table.written(lines)]
    return "\n".join(lines)


def _boxes(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the line and the mark of each box at the start of an item."""
    for item, paragraph, words in zip(tokens, tokens[1:], tokens[2:], strict=False):
        mark = markdown.box_of(words)
        if (item.type, paragraph.type) == ("list_item_open", "paragraph_open") and mark and words.map:
            yield words.map[0], mark


def _starts_under_words(tokens: list[Token]) -> Iterator[int]:
    """Yield the first line of each table that follows a paragraph without an empty line between."""
    end_of_words = None
    for token in tokens:
        if token.type == "paragraph_open" and token.map:
            end_of_words = token.map[1]
        elif token.type == "table_open" and token.map and token.map[0] == end_of_words:
            yield token.map[0]


def _before(line: str) -> str:
    match = _BEFORE.match(line)
    return match[0] if match else ""
