"""Find lines whose first signs Markdown reads otherwise than they were meant: signs of numbers, bullets, tabs, bars."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from reportbuilder.drafts import markdown
from reportbuilder.findings import shorten

_QUOTED = 80  # characters
_IN_WORDS = {">": "more than", "+": "up", "-": "down, or minus", "*": "a note’s own words"}
_NUMBER = re.compile(r"[=≥≤<>~±]?\s*[£$€]?\s*\.?\d")
_TWO_BACKSLASHES = re.compile(r"(?<![\\\S])\\\\(?=\w)\S*")
# What Word and other programs begin the items of lists with; letters stand for bullets of their symbol fonts.
_BULLET = re.compile(
    r"(?P<sign>[•‣⁃▪▫◦●○■□►▶➢❖·])|(?P<spaced>[o–—−])\s+\S|(?P<letter>[Øüvq§n])\t"
    r"|(?P<typed>[-+*])[^\S \t]\s*\S"  # with a no-break space after it
)
_DASH = re.compile(r"[–—−]")  # a line that begins with one alone may be of a quotation: who said it
_TAB = re.compile(r"\S[ ]*\t\s*\S")
_BARS = re.compile(r"\|.*\|\s*$")

_BY_TABS = "columns that are parted by tabs, as Word and Excel give them, are printed as one line of words"
_BY_BARS = "rows between bars are no table without a row of dashes under the heads, and are printed as they stand"
_TABLE = "a table: | between its columns, and |---|---| under its heads"


class Misread(NamedTuple):
    """A line that is read otherwise than it looks: why, the line, and what to write."""

    message: str
    quote: str
    expected: str


def find_misread(source: str) -> Iterator[Misread]:
    """Find the lines of a cell that begin with a sign that is not printed, or that is printed and does nothing."""
    tokens, lines = markdown.read_tokens(source), markdown.split_lines(source)
    for number, token in enumerate(tokens):
        if token.type == "blockquote_open" and _NUMBER.match(_words_after(tokens, number)):
            yield _lost_sign(">", "a quotation", _line(token, lines))
        elif token.type == "bullet_list_open" and token.level == 0:
            yield from _list(tokens, number, lines)
        elif token.type == "ordered_list_open":
            yield from _numbers(tokens, number, lines)
        elif token.type == "inline" and tokens[number - 1].type == "paragraph_open":
            yield from _paragraph(token.content)
        if token.type == "inline":
            yield from map(_lost_backslash, _TWO_BACKSLASHES.findall(token.content))


def _words_after(tokens: Sequence[Token], number: int) -> str:
    """Return the words with which a block begins."""
    paragraph = tokens[number + 1 : number + 3]
    is_paragraph = len(paragraph) == 2 and paragraph[0].type == "paragraph_open"
    return paragraph[1].content if is_paragraph else ""


def _line(token: Token, lines: Sequence[str]) -> str:
    return lines[token.map[0]].strip() if token.map else ""


def _items(tokens: Sequence[Token], number: int) -> Iterator[int]:
    """Yield the places of the items of a list that begins at a place."""
    level = tokens[number].level
    for place in range(number + 1, len(tokens)):
        if tokens[place].level == level:
            return
        if tokens[place].type == "list_item_open" and tokens[place].level == level + 1:
            yield place


def _list(tokens: Sequence[Token], number: int, lines: Sequence[str]) -> Iterator[Misread]:
    """Find the lines of a list that is none: its only item begins with a number, or all do, and each has a plus."""
    sign, items = tokens[number].markup, list(_items(tokens, number))
    if len(items) > 1 and sign != "+":
        return
    if all(_NUMBER.match(_words_after(tokens, item)) for item in items):
        for item in items:
            yield _lost_sign(sign, "an item of a list", _line(tokens[item], lines))


def _lost_sign(sign: str, kind: str, line: str) -> Misread:
    escaped = line.replace(sign, f"\\{sign}", 1)
    return Misread(
        message=f"“{sign}” before a number at the start of a line makes {kind} of it, and is not printed",
        quote=shorten(line, _QUOTED),
        expected=f"“{shorten(escaped, _QUOTED)}” for the sign itself, or words ({_IN_WORDS[sign]})",
    )


def _numbers(tokens: Sequence[Token], number: int, lines: Sequence[str]) -> Iterator[Misread]:
    """Find the items that are printed with another number than they are written with; all alike are meant to count."""
    items = [tokens[item] for item in _items(tokens, number)]
    written = [int(item.info) for item in items]
    if len(set(written)) == 1:
        return
    for item, own, printed in zip(items, written, range(written[0], written[0] + len(items)), strict=True):
        if own != printed:
            yield Misread(
                message=f"the item {own} is printed as {printed}: a list counts from its first number",
                quote=shorten(_line(item, lines), _QUOTED),
                expected="numbers that follow one another, or a backslash before the full stop (5\\.)",
            )
            return


def _paragraph(content: str) -> Iterator[Misread]:
    lines = content.split("\n")
    bullets = [match for line in lines if (match := _BULLET.match(line))]
    is_list = bullets and (len(bullets) > 1 or (_BULLET.match(lines[0]) and not _DASH.match(lines[0])))
    if is_list or any(match["sign"] for match in bullets):
        yield Misread(
            message=f"“{bullets[0][0].split()[0][:1]}” at the start of a line makes no list: its lines are printed one "
            "after the other",
            quote=shorten(bullets[0].string.strip(), _QUOTED),
            expected="“- ” at the start of each item",
        )
        return
    for fault, pattern in ((_BY_TABS, _TAB), (_BY_BARS, _BARS)):
        rows = [line for line in lines if pattern.search(line)]
        if len(rows) > 1:
            yield Misread(fault, shorten(" ".join(rows[0].split()), _QUOTED), _TABLE)


def _lost_backslash(word: str) -> Misread:
    return Misread(
        message="two backslashes are printed as one",
        quote=shorten(word, _QUOTED),
        expected=f"“\\\\{shorten(word, _QUOTED)}”",
    )
