"""Read Markdown as JupyterLab shows it: the words of each heading, paragraph, list item and table row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportbuilder.drafts.addresses import read_addresses
from reportbuilder.drafts.strikes import read_strikes

LONGEST = 50_000  # characters of a cell; the time to read it can grow with their square
_BETWEEN_CELLS = " | "  # so that numbers side by side are not read as one sum
_NESTED = 100  # levels that the reader follows; cell_faults refuses far fewer
_LINE_END = re.compile(r"\r\n?|\n")
_OPENING = ("bullet_list_open", "ordered_list_open", "blockquote_open")
_CLOSING = ("bullet_list_close", "ordered_list_close", "blockquote_close")
BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}  # at the start of an item: a box, as JupyterLab draws it
_BOX = 4  # characters
_WORDS = ("text", "text_special", "code_inline", "html_inline")


class Kind(Enum):
    """The kinds of block that a reader sees; OTHER is what the report does not accept, such as code."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    ROW = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Block:
    """Words that belong together; `cells` has those of each cell of a table's row, `level` is a heading's."""

    kind: Kind
    text: str
    cells: tuple[str, ...] = ()
    level: int = 0

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the words of each cell, or else the text."""
        return self.cells or (self.text,)


@dataclass(frozen=True)
class Item:
    """An item of a list: the words of its first paragraph, and its lines, from `start` up to `end` (from 0)."""

    text: str
    start: int
    end: int


def read_items(source: str) -> Iterator[Item]:
    """Yield the items of a cell's lists, each before those within it; of a cell longer than LONGEST none."""
    tokens = read_tokens(source) if len(source) <= LONGEST else []
    for item, paragraph, words in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (item.type, paragraph.type) == ("list_item_open", "paragraph_open") and item.map:
            yield Item(_with_box(words), *item.map)


@lru_cache(512)
def read_blocks(source: str) -> tuple[Block, ...]:
    """Read the blocks of a cell, without marks and with entities decoded; a cell longer than LONGEST is one block."""
    if len(source) > LONGEST:
        return (Block(Kind.OTHER, source),)
    return tuple(_blocks(read_tokens(source)))


def split_lines(source: str) -> list[str]:
    """Return the lines of a cell, as markdown-it counts them."""
    return _LINE_END.split(source)


def opening_heading(source: str) -> str:
    """Return the heading with which a cell begins, as Markdown such as `### Commentary`; "" where it begins otherwise.

    A line is a heading only as JupyterLab reads it: `#LoveYourLibrary` is none.
    """
    tokens = read_tokens(source) if len(source) <= LONGEST else []
    if not tokens or tokens[0].type != "heading_open":
        return ""
    words = _on_one_line(tokens[1].content)
    return f"{'#' * _level(tokens[0])} {words}" if words else ""


def split_heading(source: str) -> tuple[str, str]:
    """Return the heading with which a cell begins, as it is typed, and the words below it; "" where it has none."""
    whole = source.strip()
    if not opening_heading(whole):
        return "", whole
    lines = split_lines(whole)
    end = (read_tokens(whole)[0].map or [0, 1])[1]  # two lines, where it is underlined
    return "\n".join(lines[:end]).rstrip(), "\n".join(lines[end:]).strip()


def is_empty(source: str) -> bool:
    """Tell whether a cell shows nothing, or nothing but headings."""
    return all(block.kind is Kind.HEADING for block in read_blocks(source))


def read_heading(source: str) -> str | None:
    """Return the words of the heading that a cell starts with; None where it starts with something else."""
    if len(source) > LONGEST:
        return None
    tokens = read_tokens(source)
    return _text(tokens[1]) if tokens and tokens[0].type == "heading_open" else None


def measure_depth(source: str) -> int:
    """Return how many lists and quotations are inside one another at the deepest point of a cell."""
    steps = [(token.type in _OPENING) - (token.type in _CLOSING) for token in read_tokens(source)]
    return max(accumulate(steps), default=0)


@lru_cache(512)
def read_tokens(source: str) -> list[Token]:
    """Return what markdown-it makes of a cell."""
    return _reader().parse(source)


@cache
def _reader() -> MarkdownIt:
    options = {"maxNesting": _NESTED, "inline_definitions": True, "store_labels": True}
    reader = MarkdownIt("commonmark", options).enable("table")
    read_strikes(reader)
    read_addresses(reader)
    return reader


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    kind, level, is_item_start = Kind.PARAGRAPH, 0, False
    cells: list[str] | None = None
    before, is_in_item = "", False
    for token in tokens:
        if token.type == "list_item_open":
            is_item_start = True
        elif token.type == "list_item_close":
            is_item_start = False
        elif token.type == "heading_open":
            kind, level, is_item_start = Kind.HEADING, _level(token), False
            is_in_item = False
        elif token.type == "paragraph_open":
            kind, level, is_item_start = Kind.ITEM if is_item_start else Kind.PARAGRAPH, 0, False
            is_in_item = before == "list_item_open"
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield Block(Kind.ROW, _BETWEEN_CELLS.join(cells or ()), tuple(cells or ()))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_text(token))
        elif token.type == "inline":
            yield Block(kind, _with_box(token) if is_in_item else _text(token), level=level)
        elif token.content or token.type == "fence":
            yield Block(Kind.OTHER, _on_one_line(token.content))
        before = token.type


def box_of(words: Token) -> str:
    """Return the mark of a box to tick with which the words of an item begin; "" where they begin otherwise."""
    mark = words.content[:_BOX]
    return mark if mark in BOXES else ""


def _with_box(words: Token) -> str:
    """Return the words of an item, of which a box to tick is one character."""
    text, mark = _text(words), box_of(words)
    return BOXES[mark] + text[len(mark) :] if mark else text


def _level(heading: Token) -> int:
    return int(heading.tag.removeprefix("h"))


def _text(token: Token) -> str:
    """Return the words of a line of Markdown as a reader sees them."""
    return _on_one_line("".join(_words(child) for child in token.children or ()))


def _words(token: Token) -> str:
    if token.type in _WORDS:
        return token.content
    if token.type == "image":
        return "".join(_words(child) for child in token.children or ())
    return " " if token.type in ("softbreak", "hardbreak") else ""


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
