"""Read the actions of a path to green: items of its lists such as “by 30 Sep 2025, Libraries: open on Sundays (done)”.

The notebooks are where actions are kept, each quarter's in its own cell. docs/how-to/write-commentary.md has the form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nbformat import NotebookNode

from cosmic.periods import Quarter
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.commentary import Section
from savedfiles import days


class State(StrEnum):
    """How an action stands; late is worked out from its day, and comes first wherever actions are listed."""

    LATE = "late"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"


_WORDS = {  # that people write of a state, in brackets at the end
    State.LATE: "late overdue delayed",
    State.UNDER_WAY: "under_way underway in_progress ongoing on_track started",
    State.DONE: "done completed complete finished achieved",
    State.DROPPED: "dropped cancelled canceled withdrawn stopped abandoned",
}
_STATES = {word.replace("_", " "): state for state, words in _WORDS.items() for word in words.split()}
_STATE = re.compile(
    rf"\s*\((?P<word>{'|'.join(_STATES)})\b[\s:;,–-]*(?P<reason>(?:[^()]|\([^()]*\))*)\)[\s.]*$", re.IGNORECASE
)
_OPENING = re.compile(
    r"(?P<box>[☐☑] )?by (?:the )?(?:end (?:of )?)?(?P<head>[^:]{1,160}):(?:\s+|$)(?P<what>.*)", re.IGNORECASE
)
_DASH = re.compile(r"\s[–—-]\s|;")
_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_OF_A_DAY = re.compile(  # a day in numbers; a month with a number, or alone; a year, with a word before it or none
    rf"\d{{1,4}}[-/.]\d|{_MONTH}.*\d|\d.*{_MONTH}|^{_MONTH}\s*(?:[,;]|[–—-]\s|$)|^(?:\S+ )?20\d\d\b",
    re.IGNORECASE,
)
_TICKED = "☑ "
_MARGIN = " \t>"  # what stands before an item within a list or a quotation
_MARK = re.compile(r"^(?:[-+*]|\d{1,9}[.)])[ \t]+")


@dataclass(frozen=True)
class Action:
    """What someone is to do by a day. `text` is the item as a reader sees it, in a cell numbered from 1.

    `said` is the state that is written behind it, with its `reason`, or what else stands with it.
    """

    text: str
    cell: int
    due: date
    owner: str
    what: str
    said: State | None
    reason: str

    @property
    def is_closed(self) -> bool:
        """Tell whether it is done, or dropped."""
        return self.said in (State.DONE, State.DROPPED)

    def state_on(self, day: date) -> State:
        """Return how it stands on a day: late from the day after the one that it is due by."""
        if self.said in (State.DONE, State.DROPPED):
            return self.said
        return State.LATE if self.due < day else State.UNDER_WAY


@dataclass(frozen=True)
class Misread:
    """An item that begins as an action does, and is none: its words, and what is wrong with it."""

    text: str
    cell: int
    message: str


def read_actions(cells: Sequence[NotebookNode], quarter: Quarter) -> list[Action]:
    """Return the actions in the path to green of a quarter, in their order."""
    return [item for item in _read_items(cells, quarter) if isinstance(item, Action)]


def find_misread(cells: Sequence[NotebookNode], quarter: Quarter) -> list[Misread]:
    """Return the items in the path to green of a quarter that are meant as actions and cannot be read as such."""
    return [item for item in _read_items(cells, quarter) if isinstance(item, Misread)]


def _read_items(cells: Sequence[NotebookNode], quarter: Quarter) -> Iterator[Action | Misread]:
    for prose in commentary.read_prose(list(cells), quarter):
        if prose.section is Section.PATH_TO_GREEN:
            for item in markdown.read_items(prose.source):
                if found := read_item(item.text, prose.cell):
                    yield found


def read_item(text: str, cell: int = 0) -> Action | Misread | None:
    """Return an item of a list as an action; None where it does not begin as one, with “by” and a day."""
    found = _OPENING.fullmatch(text.strip())
    if not found or not _OF_A_DAY.search(found["head"]):
        return None
    parts = [part.strip() for part in _DASH.sub(",", found["head"]).split(",")]
    day, owner = _split(parts)
    if day is None:
        return Misread(
            text,
            cell,
            f"“{text.strip()[: found.end('head')]}” gives no day that exists, with its year and a comma behind it",
        )
    if not owner or not found["what"]:
        missing = "whose it is" if not owner else "what is to be done"
        return Misread(text, cell, f"the action does not say {missing}")
    state = _STATE.search(found["what"])
    said = _STATES[state["word"].lower()] if state else State.DONE if found["box"] == _TICKED else None
    what = found["what"][: state.start()] if state else found["what"]
    return Action(text, cell, day, owner, what.strip(), said, state["reason"].strip() if state else "")


def _split(parts: list[str]) -> tuple[date | None, str]:
    """Return the day that the first parts give, of a month alone its last, and the owner, the other parts."""
    for count in range(len(parts), 0, -1):
        try:
            day = days.read_day(", ".join(parts[:count]), ends_month=True, day_first=True)
        except ValueError:
            continue
        return day, ", ".join(filter(None, parts[count:]))
    return None, ""


def carry_open(source: str) -> list[str]:
    """Return the Markdown of the actions of a path to green that are neither done nor dropped, an item for each.

    What is meant as an action and cannot be read as one goes on too, so that it is not lost.
    """
    lines, carried = markdown.split_lines(source), []
    end = 0
    for item in markdown.read_items(source):
        found = read_item(item.text)
        if found and item.start >= end and not (isinstance(found, Action) and found.is_closed):
            end = item.end
            carried.append(_as_item(lines[item.start : item.end]))
    return carried


def without_actions(source: str) -> str:
    """Return the Markdown of a path to green without the items that are actions."""
    items = [item for item in markdown.read_items(source) if isinstance(read_item(item.text), Action)]
    left_out = {number for item in items for number in range(item.start, item.end)}
    lines = enumerate(markdown.split_lines(source))
    return "\n".join(line for number, line in lines if number not in left_out).strip()


def _as_item(lines: list[str]) -> str:
    """Return the lines of an item as those of an item of a list that is not numbered, moved to the margin."""
    margin = len(lines[0]) - len(lines[0].lstrip(_MARGIN))
    own = [line[min(margin, len(line) - len(line.lstrip(_MARGIN))) :] for line in lines]
    return "\n".join([_MARK.sub("- ", own[0], count=1), *own[1:]]).rstrip()
