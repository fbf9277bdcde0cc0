"""Tables as CSV, in the ways in which spreadsheets save them."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from savedfiles.errors import Problem, Unreadable, quote
from savedfiles.names import as_name, pair_likely

MARKS = (",", ";", "\t", "|")
Rows = dict[int, dict[str, str | None]]
_TOP = 30  # rows in which the heads are looked for
_SEPARATOR = re.compile(r"\"?sep=([,;|:\t])\"?[,;\t]*\r?\n", re.IGNORECASE)
_AFTER_QUOTES = re.compile(r'" +(?=[,;\t|\r\n]|$)')
_TOTAL = re.compile(r"(grand |sub-?)?(total|sum|average|mean)s?\b.*", re.IGNORECASE | re.DOTALL)
_ONE_COMMA = re.compile(r"[0-9]{1,3},[0-9]{3}")
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def read_table(text: str, columns: list[str], optional: Sequence[str] = ()) -> tuple[Rows, list[Problem]]:
    """Return the rows of a table by the numbers that a spreadsheet gives them, and what is wrong with other rows.

    A row is its cells by column, a blank one as None. Heads may be in any case and order, with spaces for underscores.
    Blank rows and blank columns are passed over, and cells that are missing at the end of a row are blank. A column
    that is `optional` may be left out: no row then has it. Raises Unreadable with all that is wrong where its heads
    are, since no cell can be read without them.
    """
    needed, columns = columns, [*columns, *optional]
    body, mark = _find_separator(text, columns)
    rows = {number: cells for number, cells in _rows(body, mark) if any(cells)}
    top = _find_heads(rows, columns, needed)
    heads = {place: as_name(cell) for place, cell in enumerate(rows[top]) if cell}
    below = {number: cells for number, cells in rows.items() if number > top}
    wrong_heads = list(_wrong_heads(list(heads.values()), top, columns, needed))
    problems = [*_above(rows, top), *wrong_heads, *_beside(below, heads, len(rows[top]))]
    table = {number: _cells(cells, heads) for number, cells in below.items()}
    problems += [
        Problem("repeats the heads of the columns; delete this row", number)
        for number, cells in below.items()
        if _matches(cells, columns) == len(heads)
    ]
    problems += _no_rows(table, columns[0])
    if mark == ";":
        problems += _two_numbers(table)
    if wrong_heads:
        raise Unreadable(problems)
    wrong_rows = {problem.line for problem in problems}
    right = {row: cells for row, cells in table.items() if row not in wrong_rows and sum(map(bool, cells.values())) > 1}
    return right, problems


def read_layout(text: str, columns: list[str]) -> tuple[str, list[str]]:
    """Return what separates the cells of a table, and its columns in their order. Raises Unreadable without heads."""
    body, mark = _find_separator(text, columns)
    rows = {number: cells for number, cells in _rows(body, mark) if any(cells)}
    return mark, [as_name(cell) for cell in rows[_find_heads(rows, columns, columns)]]


def _find_separator(text: str, columns: list[str]) -> tuple[str, str]:
    """Return the text of the table and what separates its cells, as its first line says or its heads show."""
    if match := _SEPARATOR.match(text):
        return text[match.end() :], match[1]

    def heads_found(mark: str) -> int:
        lines = islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _TOP)
        try:
            return max((_matches(cells, columns) for cells in lines), default=0)
        except csv.Error:
            return 0

    return text, max(MARKS, key=heads_found)


def _rows(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers. Raises Unreadable where quotation marks do not fit."""
    for attempt in (text, _AFTER_QUOTES.sub('"', text)):
        reader = csv.reader(io.StringIO(attempt, newline=""), delimiter=mark, skipinitialspace=True, strict=True)
        rows: list[list[str]] = []
        try:
            rows.extend([_stripped(cell) for cell in cells] for cells in reader)
            break
        except csv.Error as error:
            wrong = error
    else:
        raise Unreadable.because(_in_plain_words(str(wrong)), len(rows) + 1)
    yield from enumerate(rows, 1)


def _stripped(cell: str) -> str:
    """Return what a cell says, without the spaces around it and Excel's `="…"` for what it shall leave alone."""
    cell = cell.strip()
    as_text = _AS_TEXT.fullmatch(cell)
    return as_text[1].strip() if as_text else cell


def _in_plain_words(error: str) -> str:
    if "unexpected end" in error:
        return "has a quotation mark that is not closed; close it, or delete it"
    if "limit" in error:
        return "has a cell of more than 131,072 characters, or a quotation mark that is not closed; shorten or close it"
    if "expected after" in error:
        return "has words behind a closing quotation mark; write a quotation mark within words twice"
    return "is not CSV; open it in a spreadsheet, and save it again as “CSV UTF-8 (comma delimited)”"


def _matches(cells: list[str], columns: list[str]) -> int:
    return len({as_name(cell) for cell in cells} & set(columns))


def _find_heads(rows: dict[int, list[str]], columns: list[str], needed: list[str]) -> int:
    """Return the number of the row of heads: the one near the top that has most of them, and half at the least."""
    top = max(list(rows)[:_TOP], key=lambda number: _matches(rows[number], columns), default=1)
    if 2 * _matches(rows.get(top, []), columns) < len(needed):
        first = next(iter(rows), 1)
        got = ", ".join(filter(None, rows.get(first, [])))
        message = (
            f"must hold the heads of the columns, {', '.join(needed)}, got: {quote(got)}; add them above the figures"
        )
        raise Unreadable.because(message, first)
    return top


def _above(rows: dict[int, list[str]], top: int) -> Iterator[Problem]:
    """Find what stands above the heads, all told as one."""
    above = [number for number in rows if number < top]
    if above:
        words = quote(" ".join(filter(None, rows[above[0]])))
        yield Problem(
            f"stands above the heads, which are in row {top}: {words}; delete the rows above the heads", above[0]
        )


def _wrong_heads(names: list[str], top: int, columns: list[str], needed: list[str]) -> Iterator[Problem]:
    """Find heads that are missing, unknown or repeated; one that may be left out only where another may mean it."""
    absent = [name for name in columns if name not in names]
    unknown = [name for name in dict.fromkeys(names) if name not in columns]
    meant = pair_likely(unknown, absent)
    for name in (name for name in absent if name in needed):
        if name not in meant.values():
            yield Problem(f"column {name!r} is missing; add it", top)
    for name in unknown:
        likely = f", and {meant[name]!r} is missing; if that is meant, rename it" if name in meant else ""
        yield Problem(f"column {name!r} is unknown{likely or '; correct its name, or delete it'}", top)
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    yield from (Problem(f"column {name!r} is repeated; delete one of them", top) for name in repeated)


def _beside(rows: dict[int, list[str]], heads: dict[int, str], width: int) -> Iterator[Problem]:
    """Find cells that stand under no head: most come from a comma within words or a number."""
    for number, cells in rows.items():
        beside = [cell for place, cell in enumerate(cells) if cell and place not in heads]
        parted = _parted_number(cells) if len(cells) > width else ""
        if beside or parted:
            got = quote(", ".join(beside or cells[width:]))
            remedy = f"put {parted or 'words with a comma'} in quotation marks, and give every column a head"
            yield Problem(f"must have {len(heads)} cells, as there are heads, got besides: {got}; {remedy}", number)


def _parted_number(cells: list[str]) -> str:
    """Return a number whose comma has put it in two cells, with none before or behind; "" where there is none."""
    for before, one, two, behind in zip(["", *cells], cells, cells[1:], [*cells[2:], ""], strict=False):
        if _ONE_COMMA.fullmatch(f"{one},{two}") and not before.isdigit() and not behind.isdigit():
            return f"{one},{two}"
    return ""


def _no_rows(table: Rows, first: str) -> Iterator[Problem]:
    """Find what stands in a table and is no row of it: totals, and words below it, those all told as one."""
    below = list(takewhile(lambda number: sum(map(bool, table[number].values())) == 1, reversed(table)))[::-1]
    for number, cells in table.items():
        if number in below[1:] and not any(_TOTAL.fullmatch(cell) for cell in cells.values() if cell):
            continue
        filled = [cell for cell in cells.values() if cell]
        label = cells.get(first) or next(filter(_TOTAL.fullmatch, filled), "")
        if _TOTAL.fullmatch(label):
            yield Problem(f"is a total, got: {quote(label)}; delete the row: the table holds single figures", number)
        elif len(filled) == 1:
            rows = f"rows {number} to {below[-1]}" if number in below[:-1] else "row"
            remedy = f"delete the {rows}, or fill in the other cells"
            yield Problem(f"holds nothing but {quote(filled[0])}; {remedy}", number)


def _two_numbers(table: Rows) -> Iterator[Problem]:
    """Find numbers whose comma may part decimals, as it does where semicolons part cells, or thousands."""
    for number, cells in table.items():
        for name, cell in cells.items():
            if cell and _ONE_COMMA.fullmatch(cell):
                meanings = f"{cell.replace(',', '')} or {cell.replace(',', '.')}"
                yield Problem(f"{name} may be {meanings}, got: {quote(cell)}; type the one that is meant", number)


def _cells(cells: list[str], heads: dict[int, str]) -> dict[str, str | None]:
    return {head: (cells[place] or None) if place < len(cells) else None for place, head in heads.items()}
