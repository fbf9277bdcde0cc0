"""Hold the headings, paragraphs and tables of a published document, whatever its format."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MINUS = "\N{MINUS SIGN}"  # Typst prints -5 with one


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the document's title."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's words."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table: its rows, head first, as the text of their cells; and its caption, empty where it has none."""

    rows: list[list[str]]
    caption: str = ""


Block = Heading | Paragraph | Table


def sections(blocks: Sequence[Block], title: str) -> list[list[Block]]:
    """Return what follows each heading with a title, up to the next heading of its level or above."""
    return [
        _below(block.level, blocks[place + 1 :])
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and is_same(block.text, title)
    ]


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    """Return the text of each paragraph."""
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def headings(blocks: Iterable[Block]) -> list[str]:
    """Return the text of each heading."""
    return [block.text for block in blocks if isinstance(block, Heading)]


def tables_of(blocks: Iterable[Block]) -> list[Table]:
    """Return the tables."""
    return [block for block in blocks if isinstance(block, Table)]


def in_a_row(text: str) -> str:
    """Return a text with one space wherever a page or a file breaks its lines."""
    return " ".join(text.split())


def is_same(text: str, expected: str) -> bool:
    """Tell whether two texts are the same, character for character; a minus may be long or short.

    Where words run from right to left, a page sets their characters in another order than they are read in: there, the
    same characters in any order will do.
    """
    text, expected = text.replace(_MINUS, "-"), expected.replace(_MINUS, "-")
    if text == expected:
        return True
    return runs_both_ways(expected) and _characters(text) == _characters(expected)


def runs_both_ways(text: str) -> bool:
    """Tell whether some of a text runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def _characters(text: str) -> list[str]:
    return sorted("".join(text.split()))


def _below(level: int, blocks: Sequence[Block]) -> list[Block]:
    ends = (n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level <= level)
    return list(blocks[: next(ends, None)])
