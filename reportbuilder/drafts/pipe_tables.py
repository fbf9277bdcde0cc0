"""Find the tables of a cell as JupyterLab reads them: what each row shows, and what it holds beyond its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

_OPENING = re.compile(r"(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*[ \t]*")  # marks of quotations and lists
_GOING_ON = re.compile(r"[ \t>]*")  # what stands before the words of a line within them
_DASHES = {"text-align:left": ":--", "text-align:center": ":-:", "text-align:right": "--:"}


@dataclass
class PipeTable:
    """A table: its first line, whether another block holds it, the dashes under its heads, and its rows of words."""

    start: int
    is_nested: bool
    dashes: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Return the line after its last; the dashes have one of their own."""
        return self.start + len(self.rows) + 1

    def written(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield its lines in the form that every reader knows, where `lines` are those of the cell."""
        rows = [_row(self.rows[0]), f"|{'|'.join(self.dashes)}|", *map(_row, self.rows[1:])]
        for number, row in enumerate(rows, self.start):
            yield self._before(lines[number], number) + row

    def unseen(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the words of rows that have more cells than the table has columns, which nobody shows."""
        for number in range(self.start + 2, self.end):
            row = lines[number][len(self._before(lines[number], number)) :].strip()
            cells = escapedSplit(row.removeprefix("|").removesuffix("|"))
            yield from filter(None, (cell.strip() for cell in cells[len(self.dashes) :]))

    def _before(self, line: str, number: int) -> str:
        if not self.is_nested:
            return ""
        match = (_OPENING if number == self.start else _GOING_ON).match(line)
        return match[0] if match else ""


def read_tables(tokens: Sequence[Token]) -> list[PipeTable]:
    """Return the tables among the tokens of a cell."""
    tables: list[PipeTable] = []
    is_in_row = False
    for token in tokens:
        if token.type == "table_open" and token.map:
            tables.append(PipeTable(token.map[0], token.level > 0))
        elif token.type == "th_open":
            tables[-1].dashes.append(_DASHES.get(str(token.attrGet("style")), "---"))
        elif token.type in ("tr_open", "tr_close"):
            is_in_row = token.type == "tr_open"
            tables[-1].rows += [[]] if is_in_row else []
        elif token.type == "inline" and is_in_row:
            tables[-1].rows[-1].append(token.content)
    return tables


def _row(cells: Sequence[str]) -> str:
    return " | ".join(["", *(words.replace("|", "\\|") for words in cells), ""]).strip()
