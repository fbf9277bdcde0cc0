"""Find actions that are lost from one quarter to the next, late or moved, and those that nobody could be held to."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from cosmic.record import Record
from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import actions
from reportbuilder.drafts.actions import Action, State
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity
from reportpages import formatting

_ALIKE = 0.6  # of difflib's ratio, for which 1 is the same words
_LONGEST = 300  # characters of an action that are compared
_MOST = 40  # actions of an indicator that are compared by likeness, since each is compared with each
_SAME = (  # by which an action is known again, the surest first
    lambda action: (_plain(action), action.owner.casefold(), action.due),
    lambda action: (_plain(action), action.owner.casefold()),
    lambda action: _plain(action),
)
_FORM = "by 30 September 2025, Libraries: open on Sundays"


def check_actions(draft: Draft) -> Iterator[Finding]:
    """Find what became of each action of the edition before, and what is wrong with those of this one."""
    for record in draft.records:
        cells = draft.notebooks[record.indicator.stem].cells
        own = actions.read_actions(cells, record.edition.quarter)
        for item in actions.find_misread(cells, record.edition.quarter):
            message = f"{item.message}, so it cannot be followed up"
            yield _finding(record, Severity.WARNING, item.cell, message, item.text, f"such as “{_FORM}”")
        for action in own:
            yield from _own_faults(record, action)
        if draft.before:
            last = [one for one in actions.read_actions(cells, draft.before.quarter) if not one.is_closed]
            yield from _compared(record, last, own)


def _own_faults(record: Record, action: Action) -> Iterator[Finding]:
    if action.said is State.DROPPED and not action.reason:
        message, expected = "the action is dropped without a reason", "the reason, such as “(dropped: no funds)”"
        yield _finding(record, Severity.WARNING, action.cell, message, action.text, expected)
    if action.state_on(record.edition.produced_on) is State.LATE:
        message = f"the action is late: it was due by {formatting.day_in_full(action.due)}"
        expected = "“(done)” or “(dropped: …)” behind it if it is, or a later day"
        yield _finding(record, Severity.NOTE, action.cell, message, action.text, expected)


def _compared(record: Record, last: list[Action], own: list[Action]) -> Iterator[Finding]:
    """Find the open actions of the edition before that this one does not have, and those whose day has moved."""
    for action, now in match_actions(last, own):
        if now is None:
            message = "this action of the last edition is neither here again nor closed"
            expected = (
                f"the action in the path to green of {record.edition.quarter}, with “(done)” or “(dropped: …)” if it is"
            )
            yield _finding(record, Severity.WARNING, action.cell, message, action.text, expected)
        elif now.due > action.due:
            moved = f"from {formatting.day_in_full(action.due)} to {formatting.day_in_full(now.due)}"
            message = f"the action’s day has moved {moved}"
            yield _finding(record, Severity.NOTE, now.cell, message, now.text, "words on why, if they are not there")


def match_actions(last: Sequence[Action], own: Sequence[Action]) -> list[tuple[Action, Action | None]]:
    """Return each action of the last edition with the one that it is now: the same words, or else the likest; or None.

    Of several with the same words, that of the same owner is meant, and of these that of the same day.
    """
    left: list[Action] = list(own)
    found: list[Action | None] = [None] * len(last)

    def take(place: int, now: Action) -> None:
        found[place] = now
        left.remove(now)

    for key in _SAME:
        for place in _missing(found):
            if same := next((one for one in left if key(one) == key(last[place])), None):
                take(place, same)
    pairs = [(_likeness(last[place], one), place, one) for place in _missing(found)[:_MOST] for one in left[:_MOST]]
    for likeness, place, one in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= _ALIKE and found[place] is None and one in left:
            take(place, one)
    return list(zip(last, found, strict=True))


def _missing(found: Sequence[Action | None]) -> list[int]:
    return [place for place, now in enumerate(found) if now is None]


def _plain(action: Action) -> str:
    return " ".join(action.what.casefold().strip(" .").split())[:_LONGEST]


def _likeness(one: Action, other: Action) -> float:
    matcher = SequenceMatcher(None, _plain(one), _plain(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0


def _finding(record: Record, severity: Severity, cell: int, message: str, quote: str, expected: str) -> Finding:
    return Finding(
        Rule.ACTIONS,
        severity,
        indicator=record.indicator.stem,
        place=f"{paths.shown(places.notebook(record.indicator.stem))}, cell {cell}",
        message=message,
        quote=quote,
        expected=expected,
    )
