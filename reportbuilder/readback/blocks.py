"""What a published document holds, whatever its format: headings, paragraphs and tables, in their order."""

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
    """A table's rows, its head first, as the text of their cells; and its caption, where it has one."""

    rows: list[list[str]]
    caption: str = ""


Block = Heading | Paragraph | Table


def sections(blocks: Sequence[Block], title: str) -> list[list[Block]]:
    """What stands under each heading with a title, up to the next heading of its level or above."""
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and same(block.text, title)]
    return [_below(blocks[start].level, blocks[start + 1 :]) for start in starts]


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    """What each paragraph says."""
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def tables_of(blocks: Iterable[Block]) -> list[Table]:
    """The tables."""
    return [block for block in blocks if isinstance(block, Table)]


def in_a_row(text: str) -> str:
    """Words in a row, however a page or a file breaks its lines."""
    return " ".join(text.split())


def same(found: str, expected: str) -> bool:
    """Whether two texts say the same, sign for sign; a minus may be long or short.

    Where words run from right to left, a page sets its signs in another order than they are read in: there, the same
    signs will do.
    """
    one, other = found.replace(_MINUS, "-"), expected.replace(_MINUS, "-")
    return one == other or (_runs_both_ways(other) and sorted("".join(one.split())) == sorted("".join(other.split())))


def _runs_both_ways(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def _below(level: int, blocks: Sequence[Block]) -> list[Block]:
    ends = (n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level <= level)
    return list(blocks[: next(ends, None)])
