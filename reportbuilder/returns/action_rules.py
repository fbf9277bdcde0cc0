"""Check the actions of a return: each is whole, can be read again in the notebook, and none that is open is gone."""

import re
from collections.abc import Iterator
from datetime import date

from reportbuilder.checks.actions import match_actions
from reportbuilder.drafts.actions import Action
from reportbuilder.returns.answers import Answers, Group
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.figure_rules import at, cell, shown
from reportbuilder.returns.layout import ACTIONS
from reportbuilder.returns.table_rules import typed

_LONGEST_OWNER = 100  # characters: with the day they are read again from the list in the notebook
_PAIR, _UNPAIRED = re.compile(r"\([^()]*\)"), re.compile(r"[()]")


def of_actions(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    """Yield what is wrong with the actions, and each of the quarter before that is open and not among them any more."""
    for row in answers.actions:
        yield from _of_action(row)
    if any(row.wrong or not row.has("owner", "what", "due") for row in answers.actions):
        return
    given = [_as_action(row) for row in answers.actions]
    sent_out = [now for _, now in match_actions(expected.left_open, answers.sent_out) if now]
    for action, now in match_actions(sent_out, given):
        if now is None:
            yield _lost(action, answers)


def _of_action(row: Group) -> Iterator[CellFault]:
    """Yield what is missing of an action: what, who and by when; and why, where it is dropped."""
    needed = {"owner": "Say who sees to it", "what": "Say what will be done", "due": "Type the day by which it is done"}
    for name, remedy in needed.items():
        if name not in row.filled:
            yield at(row, name, f"is empty, and the row has other answers. {remedy}, or clear the row.")
    if row.words("state") == "dropped" and "reason" not in row.filled:
        yield at(row, "reason", f"is empty, and “dropped” is chosen in {cell(row, 'state')}. Say why.")
    if "reason" in row.filled and "state" not in row.filled:
        yield at(row, "state", f"is empty, and {cell(row, 'reason')} says why. Choose how it stands.")
    yield from _of_reading(row)


def _of_reading(row: Group) -> Iterator[CellFault]:
    """Yield what could not be read again of an action once it is an item of the notebook's list."""
    owner, reason = row.words("owner"), row.words("reason")
    if ":" in owner:
        said = f"has a colon (“{shown(row, 'owner')}”), behind which the action would begin"
        yield at(row, "owner", f"{said}. Leave it out.")
    if len(owner) > _LONGEST_OWNER:
        yield at(row, "owner", f"has {len(owner)} characters, and at most {_LONGEST_OWNER} fit. Name a post or a team.")
    if _UNPAIRED.search(_PAIR.sub("", reason)):
        said = f"has brackets that are not in pairs, or within others (“{shown(row, 'reason')}”)"
        yield at(row, "reason", f"{said}. Leave them out.")


def _as_action(row: Group) -> Action:
    return Action("", 0, row.day("due") or date.min, row.words("owner"), row.words("what"), None, "")


def _lost(action: Action, answers: Answers) -> CellFault:
    """Return that an action is no longer in the return, at the row where it stood, or else where its words belong."""
    rows, place = answers.tables[ACTIONS.name], list(answers.sent_out).index(action)
    said = f"no longer has the action “{action.what}” ({action.owner}, by {typed(action.due)})"
    message = f"{said}. Put it back in a row of its own, and say how it stands: “done”, or “dropped” and why."
    return at(rows[place], "what", message) if place < len(rows) else at(answers.main, "path_to_green", message)
