"""Find the cells of a notebook in its text, and change parts of it.

All else stays as it is to the byte, which nbformat.write would not do: it lays the whole notebook out again.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_WHITE_SPACE = " \t\r\n"
_BETWEEN = re.compile(r"[ \t\r\n,:]*")
_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook, with the positions of its start and end in the notebook's text."""

    start: int
    end: int
    content: dict

    @property
    def tags(self) -> list[str]:
        """Return its tags."""
        return self.content.get("metadata", {}).get("tags", [])

    @property
    def source(self) -> str:
        """Return its words, or its code."""
        return "".join(self.content["source"])


@dataclass(frozen=True)
class Layout:
    """How a notebook's text is laid out: what separates two cells, and how far each level of a cell is moved in.

    `step` is None where cells have no line ends.
    """

    comma: str
    margin: str
    step: str | None
    line_end: str
    ascii_only: bool

    def write(self, value: object, level: int = 0) -> str:
        """Return a cell, or a value so many levels within one, as JSON."""
        if self.step is None:
            separators = (",", ":") if self.comma == "," else (", ", ": ")
            return json.dumps(value, ensure_ascii=self.ascii_only, separators=separators)
        lines = json.dumps(value, indent=self.step, ensure_ascii=self.ascii_only)
        return lines.replace("\n", self.line_end + self.margin + level * self.step)


def read_layout(text: str) -> Layout:
    """Return the layout of a notebook that has a cell: that of the first, and of what is between it and the next."""
    first, *others = read_cells(text)
    comma = text[first.end : others[0].start] if others else ","
    inner = text[first.start + 1 : _skip(text, first.start + 1)]
    margin = comma.rpartition("\n")[2] if "\n" in comma else ""
    step = inner.rpartition("\n")[2].removeprefix(margin) if "\n" in inner else None
    return Layout(comma, margin, step, "\r\n" if "\r\n" in inner else "\n", text.isascii())


def read_cells(text: str) -> Iterator[Cell]:
    """Yield the cells of a notebook's text in their order; none where it has no list of cells."""
    at = next((start + 1 for key, start, _ in _entries(text, text.index("{")) if key == "cells"), None)
    while at is not None and text[at := _skip(text, at)] != "]":
        content, end = _decode(text, at)
        yield Cell(at, end, content)
        at = end


def put_value(text: str, cell: Cell, key: str, value: object, layout: Layout) -> str:
    """Return a notebook's text with another value of a key of a cell; nothing is touched where it is the same."""
    if cell.content.get(key, ...) == value:
        return text
    written = layout.write(value, level=1)
    for name, start, end in _entries(text, cell.start):
        if name == key:
            return f"{text[:start]}{written}{text[end:]}"
    first = cell.start + 1
    space = text[first : _skip(text, first)]
    between = space or layout.comma.removeprefix(",")
    return f'{text[:first]}{space}"{key}":{between and " "}{written},{between}{text[first + len(space) :]}'


def _entries(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Yield each key of the JSON object at a position, with the positions of the start and the end of its value."""
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, end = _decode(text, at)
        start = _skip(text, end)
        _, end = _decode(text, start)
        yield key, start, end
        at = _skip(text, end)


def _skip(text: str, at: int) -> int:
    """Return the position of the next value after white space, commas and colons."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at
