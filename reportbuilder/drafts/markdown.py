"""Markdown read as JupyterLab shows it: the words of each heading, paragraph, list item and table row."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 50_000  # characters that are read of a cell: the reader's work can grow with their square
_BETWEEN_CELLS = " | "  # with which numbers side by side are no sum of one another
_NESTED = 100  # levels that the reader goes down; a fault is told long before
_OPENING = ("bullet_list_open", "ordered_list_open", "blockquote_open")
_CLOSING = ("bullet_list_close", "ordered_list_close", "blockquote_close")
_SPOKEN = ("text", "text_special", "code_inline", "html_inline")


class Kind(Enum):
    """What a block is to a reader; OTHER is what the report does not take, such as code."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    ROW = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Block:
    """Words that stand together; of a row of a table, cell by cell in `cells` too."""

    kind: Kind
    text: str
    cells: tuple[str, ...] = ()


@lru_cache(512)
def blocks(source: str) -> tuple[Block, ...]:
    """Read the blocks of a cell, with entities decoded and marks taken away; of one too long to be read, one block."""
    return (Block(Kind.OTHER, source),) if len(source) > LONGEST else tuple(_blocks(_tokens(source)))


def depth(source: str) -> int:
    """Count how many lists and quotations stand one inside the other at the deepest place of a cell."""
    steps = [(token.type in _OPENING) - (token.type in _CLOSING) for token in _tokens(source)]
    return max(accumulate(steps), default=0)


@lru_cache(512)
def _tokens(source: str) -> list[Token]:
    return _reader().parse(source)


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable(["table", "strikethrough"])


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    kind, is_item_start = Kind.PARAGRAPH, False
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            is_item_start = True
        elif token.type == "heading_open":
            kind, is_item_start = Kind.HEADING, False
        elif token.type == "paragraph_open":
            kind, is_item_start = Kind.ITEM if is_item_start else Kind.PARAGRAPH, False
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield Block(Kind.ROW, _BETWEEN_CELLS.join(cells or ()), tuple(cells or ()))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_text(token))
        elif token.type == "inline":
            yield Block(kind, _text(token))
        elif token.content:
            yield Block(Kind.OTHER, _in_a_row(token.content))


def _text(token: Token) -> str:
    """The words of a line of Markdown as a reader sees them."""
    return _in_a_row("".join(_said(child) for child in token.children or ()))


def _said(token: Token) -> str:
    if token.type in _SPOKEN:
        return token.content
    if token.type == "image":
        return "".join(_said(child) for child in token.children or ())
    return " " if token.type in ("softbreak", "hardbreak") else ""


def _in_a_row(text: str) -> str:
    return " ".join(text.split())
