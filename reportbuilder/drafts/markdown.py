"""Read Markdown as JupyterLab shows it: the words of each heading, paragraph, list item and table row."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 50_000  # characters of a cell; the time to read it can grow with their square
_BETWEEN_CELLS = " | "  # so that numbers side by side are not read as one sum
_NESTED = 100  # levels that the reader follows; cell_faults refuses far fewer
_OPENING = ("bullet_list_open", "ordered_list_open", "blockquote_open")
_CLOSING = ("bullet_list_close", "ordered_list_close", "blockquote_close")
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
    """Words that belong together; for a row of a table, `cells` has those of each cell."""

    kind: Kind
    text: str
    cells: tuple[str, ...] = ()


@lru_cache(512)
def read_blocks(source: str) -> tuple[Block, ...]:
    """Read the blocks of a cell, without marks and with entities decoded; a cell longer than LONGEST is one block."""
    if len(source) > LONGEST:
        return (Block(Kind.OTHER, source),)
    return tuple(_blocks(_tokens(source)))


def read_heading(source: str) -> str | None:
    """Return the words of the heading that a cell starts with; None where it starts with something else."""
    if len(source) > LONGEST:
        return None
    tokens = _tokens(source)
    return _text(tokens[1]) if tokens and tokens[0].type == "heading_open" else None


def measure_depth(source: str) -> int:
    """Return how many lists and quotations are inside one another at the deepest point of a cell."""
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
            yield Block(Kind.OTHER, _on_one_line(token.content))


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
