"""Check the answers of a return against each other and against what is held: what each cell alone cannot show."""

from collections.abc import Iterator
from datetime import date

from reportbuilder.drafts.commentary import Section
from reportbuilder.returns.action_rules import of_actions
from reportbuilder.returns.answers import Answers, Group
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.figure_rules import NUMBERS, at, cell, of_figure, of_revision, shown
from reportbuilder.returns.table_rules import of_correction, of_history, of_months, of_parts, typed

_SIGNED = {
    "filled_in_by": "Type the name and post of who filled it in.",
    "filled_in_on": "Type the day on which it was filled in, like 17/09/2025.",
}


def find_faults(answers: Answers, expected: Expected, today: date) -> Iterator[CellFault]:
    """Yield what is wrong between the answers of one indicator; a cell that is wrong by itself hides what follows."""
    if answers.is_untouched:
        return
    yield from _of_main(answers, expected)
    yield from of_months(answers, expected)
    yield from of_parts(answers)
    for row in answers.corrections:
        yield from of_correction(row, answers.indicator, expected)
    yield from of_history(answers, expected)
    yield from of_actions(answers, expected)
    yield from _of_signing(answers.main, expected, today)


def _of_main(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    """Yield what is wrong with the figure that is due, and that nothing is said of it."""
    main, due = answers.main, expected.due
    is_asked = due is not None and "value" in main.entries
    if due is not None and is_asked and (expected.newest(due) is None or main.filled & {*NUMBERS, "status"}):
        then = answers.indicator.on(due)
        yield from [*of_figure(main, then), *of_revision(main, then, expected, due)]
    is_said = "commentary" in main.filled or Section.COMMENTARY in expected.words
    if "commentary" in main.entries and not is_said:
        yield at(main, "commentary", "is empty. Say here what changed and why, for councillors and the public.")


def _of_signing(main: Group, expected: Expected, today: date) -> Iterator[CellFault]:
    """Yield what is wrong with who filled it in and who signed it off, and on which days."""
    for name, remedy in _SIGNED.items():
        if name in main.entries and name not in main.filled:
            yield at(main, name, f"is empty. {remedy}")
    ended = expected.due or expected.edition.quarter.end
    for name in ("filled_in_on", "signed_off_on"):
        day = main.day(name)
        if day and day > today:
            yield at(main, name, f"you entered “{shown(main, name)}”, and today is {typed(today)}. Correct the day.")
        elif day and day < ended and "value" in main.filled:
            said = f"you entered “{shown(main, name)}”, before the period’s end ({typed(ended)})"
            yield at(main, name, f"{said}. Correct the day.")
    signed = {"signed_off_by", "signed_off_on"} & main.filled
    if len(signed) == 1 and not signed & main.wrong:
        (given,) = signed
        (other,) = {"signed_off_by", "signed_off_on"} - signed
        remedy = "Fill in both, or neither until it is signed off"
        yield at(main, other, f"is empty, and {cell(main, given)} is filled in. {remedy}.")
    filled_in, signed_off = main.day("filled_in_on"), main.day("signed_off_on")
    if filled_in and signed_off and signed_off < filled_in <= today:
        said = f"you entered “{shown(main, 'signed_off_on')}”, before it was filled in ({shown(main, 'filled_in_on')}"
        yield at(main, "signed_off_on", f"{said}, {cell(main, 'filled_in_on')}). Correct the day that is wrong.")
