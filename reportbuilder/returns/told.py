"""Tell what is wrong with returns, file by file, in words that can be sent on to whoever filled them in."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from projectfiles.errors import CosmicError
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
    yield from map(str, one.faults)
    if one.taken_in:
        yield f"Nothing to do: this very file was taken in on {one.taken_in}."
    elif not one.is_wrong:
        yield "Nothing is wrong with it; it waits for the others."
