"""Write the words of a cell so that pandoc, too, reads them as JupyterLab shows them.

Pandoc's reader of CommonMark takes a table right under a sentence for more of the sentence, ends a table at a row
without a bar but not at a list or a quotation, strikes out between four tildes, lets
an address go on after a no-break space, and knows no boxes to tick.
"""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from reportbuilder.drafts import markdown
from reportbuilder.drafts.pipe_tables import PipeTable, read_tables

_BEFORE = re.compile(r"[ \t>]*")  # what stands before the words of a line within a list or a quotation
_SPACE_AFTER_ADDRESS = re.compile(r"(?<![(<])((?:https?://|www\.)[^\s<]*)[^\S \t\r\n]")  # of another width, or no-break
_TILDES = re.compile(r"\\.|(?:https?://|www\.)\S*|~+")  # after what leaves them as they are
_CODE = ("fence", "code_block")


def as_published(source: str) -> str:
    """Return a cell for pandoc: its tables apart, and with a bar around each row; its boxes to tick as characters."""
    source = _SPACE_AFTER_ADDRESS.sub(r"\1 ", source)
    if "~~" in source:
        source = _with_plain_tildes(source)
    tokens = markdown.read_tokens(source)
    lines = markdown.split_lines(source)
    for number, mark in _boxes(tokens):
        lines[number] = lines[number].replace(mark, markdown.BOXES[mark], 1)
    under_words = set(_starts_under_words(tokens))
    for table in reversed(read_tables(tokens)):
        above = [_before(lines[table.start]).rstrip()] if table.start in under_words else []
        lines[table.start : table.end] = [*above, *table.written(lines), *_gap_below(table, lines)]
    return "\n".join(lines)


def _with_plain_tildes(source: str) -> str:
    """Return a cell with a backslash before each tilde that is no part of a pair, nor of an address or of code."""
    lines = markdown.split_lines(source)
    code = {n for token in markdown.read_tokens(source) if token.type in _CODE and token.map for n in range(*token.map)}
    for number in set(range(len(lines))) - code:
        lines[number] = _TILDES.sub(_escaped, lines[number])
    return "\n".join(lines)


def _escaped(found: re.Match) -> str:
    is_plain = found[0][0] == "~" and found[0] != "~~"
    return found[0].replace("~", "\\~") if is_plain else found[0]


def _gap_below(table: PipeTable, lines: list[str]) -> Iterator[str]:
    """Yield an empty line where the block that holds a table goes on right below it."""
    for below in lines[table.end : table.end + 1]:
        goes_on = not table.is_nested or len(_before(below)) >= len(_before(lines[table.end - 1]))
        if goes_on and below.strip(" \t>"):
            yield _before(below).rstrip() if table.is_nested else ""


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
