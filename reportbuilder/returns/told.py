"""Tell what is wrong with returns, file by file, in words that can be sent on to whoever filled them in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from projectfiles.errors import CosmicError
from reportbuilder.returns.intake import Intake, Return
from reportbuilder.returns.reply import write_replies
from reportbuilder.returns.take_in import remember_faults
from reportpages import formatting


class WrongReturns(CosmicError):
    """What is wrong with returns: none of them is taken in."""


def refuse(intake: Intake, today: date, *, is_to_reply: bool) -> WrongReturns:
    """Remember what came back with faults, write the workbooks to send back, and return the error that tells all.

    Where either cannot be written, that is told with all that is wrong with the returns, and not in its place.
    """
    replies: dict[Path, Path] = {}
    lines: list[str] = []
    try:
        replies = write_replies(intake.returns) if is_to_reply else {}
    except CosmicError as error:
        lines.append(f"There is no workbook to send back: {error}.")
    try:
        remember_faults(intake, today)
    except CosmicError as error:
        lines.append(f"cosmic status will not know of this: {error}.")
    if not is_to_reply and any(one.faults for one in intake.returns):
        lines.append("To get each workbook back with the faults at their cells, add --reply.")
    return WrongReturns("\n".join([*_of_returns(intake, replies), *lines, "Nothing is written."]))


def _of_returns(intake: Intake, replies: dict[Path, Path]) -> Iterator[str]:
    """Yield what is wrong, file by file; `replies` are the workbooks to send back, by the files that they answer."""
    for one in intake.returns:
        yield one.path.name
        yield from (f"  {line}" for line in _of_return(one))
        if one.path in replies:
            yield f"  To send back, with each fault at its cell: {replies[one.path]}"


def _of_return(one: Return) -> Iterator[str]:
    yield from (f"This file {message}." for message in one.refused)
    yield from map(str, one.faults)
    if one.taken_in:
        yield f"Nothing to do: this very file was taken in on {formatting.day_in_full(one.taken_in)}."
    elif not one.is_wrong:
        yield "Nothing is wrong with it; it waits for the others."
