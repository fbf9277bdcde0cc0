"""Tell what is wrong with returns, file by file, in words that can be sent on to whoever filled them in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl.utils.cell import coordinate_from_string

from projectfiles.errors import CosmicError
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.intake import Return


class WrongReturns(CosmicError):
    """What is wrong with returns: none of them is taken in."""


def tell_faults(returns: Sequence[Return], replies: dict[Path, Path]) -> WrongReturns:
    """Return the error that tells all that is wrong; `replies` are the workbooks to send back, by the files."""
    lines: list[str] = []
    for one in returns:
        lines += [one.path.name, *(f"  {line}" for line in _of_return(one))]
        if one.path in replies:
            lines.append(f"  To send back, with each fault at its cell: {replies[one.path]}")
    if not replies and any(one.faults for one in returns):
        lines.append("To get each workbook back with the faults at their cells, add --reply.")
    lines.append("Nothing is written.")
    return WrongReturns("\n".join(lines))


def _of_return(one: Return) -> Iterator[str]:
    yield from (f"This file {message}." for message in one.refused)
    yield from _by_message(one.faults)
    if one.taken_in:
        yield f"Nothing to do: this very file was taken in on {one.taken_in}."
    elif not one.is_wrong:
        yield "Nothing is wrong with it; it waits for the others."


def _by_message(faults: Iterable[CellFault]) -> Iterator[str]:
    """Yield each fault of a sheet once, with all the cells that have it: a whole column may have been left empty."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fault in faults:
        cells[fault.sheet, fault.message].append(fault.cell)
    for (sheet, message), named in cells.items():
        yield f"Sheet {sheet}, {_named(named)}: {message}"


def _named(cells: Sequence[str]) -> str:
    """Return cells as a reader looks for them: `cell C8`, `each of cells C8 to C47 and D3`."""
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _above(cell) == runs[-1][-1]:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    *others, last = [run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"cell {listed}" if len(cells) == 1 else f"each of cells {listed}"


def _above(cell: str) -> str:
    """Return the cell above another."""
    column, row = coordinate_from_string(cell)
    return f"{column}{row - 1}"
