"""Check the actions of a return: each is whole, can be read again in the notebook, and none that is open is gone."""

from collections.abc import Iterable, Iterator
from datetime import date

from reportbuilder.checks.actions import match_actions
from reportbuilder.drafts.actions import Action
from reportbuilder.returns.action_items import letters, read_otherwise
from reportbuilder.returns.answers import Answers, Group
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected
from reportbuilder.returns.figure_rules import at, cell
from reportbuilder.returns.layout import ACTIONS
from reportbuilder.returns.table_rules import typed

_NEEDED = {
    "owner": "Say who sees to it",
    "what": "Say what will be done",
    "due": "Type the day by which it is done",
}


def of_actions(answers: Answers, expected: Expected) -> Iterator[CellFault]:
    """Yield what is wrong with the actions, and each of the quarter before that is open and not among them any more."""
    for row in answers.actions:
        yield from _of_action(row)
    if not all(map(_is_whole, answers.actions)):
        return
    yield from _given_twice(answers.actions)
    given = [_as_action(row) for row in answers.actions]
    sent_out = [now for _, now in match_actions(expected.left_open, answers.sent_out) if now]
    for action, now in match_actions(sent_out, given):
        if now is None:
            yield _lost(action, answers)


def _is_whole(row: Group) -> bool:
    return not row.wrong and row.has(*_NEEDED)


def _of_action(row: Group) -> Iterator[CellFault]:
    """Yield what is missing of an action: what, who and by when, and why it is dropped; else what is read otherwise."""
    for name, remedy in _NEEDED.items():
        if name not in row.filled:
            yield at(row, name, f"is empty, and the row has other answers. {remedy}, or clear the row.")
    if row.words("state") == "dropped" and "reason" not in row.filled:
        yield at(row, "reason", f"is empty, and “dropped” is chosen in {cell(row, 'state')}. Say why.")
    elif "reason" in row.filled and "state" not in row.filled:
        yield at(row, "state", f"is empty, and {cell(row, 'reason')} says why. Choose how it stands.")
    elif _is_whole(row):
        yield from read_otherwise(row)


def _given_twice(rows: Iterable[Group]) -> Iterator[CellFault]:
    seen: dict[tuple[date | None, str, str], Group] = {}
    for row in rows:
        named = row.day("due"), letters(row.words("owner")), letters(row.words("what"))
        first = seen.setdefault(named, row)
        if first is not row:
            yield at(row, "what", f"is the same action as in {cell(first, 'what')}. Keep one of the two rows.")


def _as_action(row: Group) -> Action:
    return Action("", 0, row.day("due") or date.min, row.words("owner"), row.words("what"), None, "")


def _lost(action: Action, answers: Answers) -> CellFault:
    """Return that an action is no longer in the return, at the row where it stood, or else where its words belong."""
    rows, place = answers.tables[ACTIONS.name], list(answers.sent_out).index(action)
    said = f"no longer has the action “{action.what}” ({action.owner}, by {typed(action.due)})"
    message = f"{said}. Put it back in a row of its own, and say how it stands: “done”, or “dropped” and why."
    return at(rows[place], "what", message) if place < len(rows) else at(answers.main, "path_to_green", message)
