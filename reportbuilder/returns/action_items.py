"""Write the actions of a return as items of the path to green, and tell which could not be read again from there."""

import re
from collections.abc import Iterator

from reportbuilder.drafts import markdown
from reportbuilder.drafts.actions import Action, Misread, read_item
from reportbuilder.returns.answers import Group
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.figure_rules import at, cell, shown
from reportbuilder.returns.prose import escape
from reportpages import formatting

_LONGEST_OWNER = 120  # characters; with the day before it, what an action can be told by


def as_item(row: Group) -> str:
    """Return an action as an item: `- by 30 September 2025, Libraries: open the new branch (late: no builder)`."""
    due, state, reason = row.day("due"), row.words("state"), row.words("reason")
    stands = ": ".join(filter(None, (state, reason)))
    by = f"by {formatting.day_in_full(due)}, " if due else ""
    said = f"{by}{row.words('owner')}: {row.words('what')}"
    return f"- {escape(said)}" + (f" ({escape(stands)})" if stands else "")


def read_otherwise(row: Group) -> Iterator[CellFault]:
    """Yield what the report would take for another part of the action, so that it would be lost in the next quarter."""
    (item,) = markdown.read_items(as_item(row))
    found = read_item(item.text)
    if not _is_same(found, row, "due", "owner"):
        said = f"you entered “{shown(row, 'owner')}”, which cannot be told from the rest of the action"
        yield at(row, "owner", f"{said}. Give a name in at most {_LONGEST_OWNER} characters, without a colon or a day.")
    elif row.words("reason") and not _is_same(found, row, "reason"):
        said = f"you entered “{shown(row, 'reason')}”, which cannot be told from the rest of the action"
        yield at(row, "reason", f"{said}. Choose in {cell(row, 'state')} how it stands, and type no brackets here.")
    elif not _is_same(found, row, "what", "state"):
        said = f"you entered “{shown(row, 'what')}”, whose end says how it stands"
        yield at(row, "what", f"{said}. Choose that in {cell(row, 'state')}, and leave it out here.")


def letters(text: str) -> str:
    """Return words without their signs, spaces and capitals, by which two texts are known as the same."""
    return re.sub(r"\W", "", text).casefold()


def _is_same(found: Action | Misread | None, row: Group, *names: str) -> bool:
    """Tell whether an action that was read again says in some parts what was entered, but for signs between words."""
    if not isinstance(found, Action):
        return False
    read = {"due": str(found.due), "state": str(found.said or "")} | {
        name: getattr(found, name) for name in ("owner", "what", "reason")
    }
    return all(letters(read[name]) == letters(str(row.values.get(name, ""))) for name in names)
