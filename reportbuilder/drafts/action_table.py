"""Say how the actions of an edition stand: a table of all of them below what is to be seen at a glance."""

from collections import Counter

from reportbuilder.drafts import actions
from reportbuilder.drafts.actions import Action, State
from reportbuilder.drafts.draft import Draft
from reportpages import formatting
from showing import markup
from showing.markup import Rendered, Words

HEADING = "Actions"
HEADS = ("KPI", "Due by", "Owner", "Action", "State")
_WIDTHS = (12, 16, 16, 40, 16)  # shares of the page's width


def show_actions(draft: Draft) -> Rendered | None:
    """Return the actions of an edition with their states, the late ones first; None where it has none."""
    rows = list_rows(draft)
    if not rows:
        return None
    links = {
        record.indicator.code: markup.link(record.indicator.code, record.indicator.stem) for record in draft.records
    }
    shown: list[list[Words]] = [[links[code], *rest] for code, *rest in rows]
    parts = [
        markup.heading(3, HEADING),
        markup.paragraph(summary(draft)),
        markup.table(caption(draft), HEADS, shown, _WIDTHS),
    ]
    return markup.together(*parts)


def caption(draft: Draft) -> str:
    """Return the caption of the table, with the day on which the states were worked out."""
    return f"Actions in path to green, as at {formatting.day_in_full(draft.edition.produced_on)}"


def summary(draft: Draft) -> str:
    """Return how many actions stand how, in words; "" where there are none."""
    counts = Counter(state for _, _, state in _listed(draft))
    parts = [f"{counts[state]} {'is' if counts[state] == 1 else 'are'} {state}" for state in State if counts[state]]
    total = counts.total()
    return f"Of {total} action{'s' * (total != 1)} in path to green, {_joined(parts)}." if parts else ""


def list_rows(draft: Draft) -> list[list[str]]:
    """Return the cells of the table, a row for each action: late ones first, and then by their days."""
    return [
        [code, formatting.day_in_full(action.due), action.owner, action.what, _in_words(state, action.reason)]
        for code, action, state in sorted(_listed(draft), key=lambda one: (list(State).index(one[2]), one[1].due))
    ]


def _listed(draft: Draft) -> list[tuple[str, Action, State]]:
    """Return each action with the code of its indicator and its state on the edition's day."""
    day, quarter = draft.edition.produced_on, draft.edition.quarter
    codes = {record.indicator.stem: record.indicator.code for record in draft.records}
    return [
        (codes[stem], action, action.state_on(day))
        for stem, notebook in draft.notebooks.items()
        if stem in codes
        for action in actions.read_actions(notebook.cells, quarter)
    ]


def _in_words(state: State, reason: str) -> str:
    return f"{state.capitalize()}: {reason}" if reason else state.capitalize()


def _joined(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
