"""Markdown read as JupyterLab shows it: the words of each heading, paragraph, list item and table row, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 50_000  # characters that are read of a cell: the reader's work can grow with their square
_NESTED = 100  # levels that the reader goes down; a fault is told long before
_CONTAINERS = ("bullet_list_open", "ordered_list_open", "blockquote_open")
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
    """Words that stand together: of a row of a table, cell by cell in `cells`. `depth` counts lists and quotations."""

    kind: Kind
    text: str
    depth: int = 0
    cells: tuple[str, ...] = ()


@lru_cache(512)
def blocks(source: str) -> tuple[Block, ...]:
    """Read the blocks of a cell, with entities decoded and marks taken away; of one too long to be read, one block."""
    if len(source) > LONGEST:
        return (Block(Kind.OTHER, source),)
    return tuple(_blocks(_reader().parse(source)))


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable(["table", "strikethrough"])


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    depth, kind, is_item_start = 0, Kind.PARAGRAPH, False
    cells: list[str] | None = None
    for token in tokens:
        if token.type in _CONTAINERS:
            depth += 1
        elif token.type.replace("_close", "_open") in _CONTAINERS:
            depth -= 1
        elif token.type == "list_item_open":
            is_item_start = True
        elif token.type == "heading_open":
            kind, is_item_start = Kind.HEADING, False
        elif token.type == "paragraph_open":
            kind, is_item_start = Kind.ITEM if is_item_start else Kind.PARAGRAPH, False
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield Block(Kind.ROW, " ".join(cells or ()), depth, tuple(cells or ()))
            cells = None
        elif token.type == "inline":
            text = _text(token)
            if cells is None:
                yield Block(kind, text, depth)
            else:
                cells.append(text)
        elif token.content:
            yield Block(Kind.OTHER, _in_a_row(token.content), depth)


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
