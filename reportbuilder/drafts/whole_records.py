"""The records of an edition as record.json has them: each with the actions in its indicator's path to green."""

from cosmic.record import Record
from reportbuilder.drafts import actions
from reportbuilder.drafts.actions import Action
from reportbuilder.drafts.draft import Draft
from reportpages import saved_records


def to_plain(draft: Draft) -> list[dict]:
    """Return every record whole and unrounded, with its actions, in values that JSON has."""
    plain = saved_records.to_plain(draft.records)
    return [one | {"actions": _actions(draft, record)} for one, record in zip(plain, draft.records, strict=True)]


def _actions(draft: Draft, record: Record) -> list[dict]:
    cells = draft.notebooks[record.indicator.stem].cells
    return [_action(one, record) for one in actions.read_actions(cells, record.edition.quarter)]


def _action(action: Action, record: Record) -> dict:
    """Return an action with how it stands on the day of the edition."""
    return {
        "what": action.what,
        "owner": action.owner,
        "due": action.due.isoformat(),
        "state": str(action.state_on(record.edition.produced_on)),
        "reason": action.reason or None,
    }
