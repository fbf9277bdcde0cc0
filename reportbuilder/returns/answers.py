"""What a service answered in one return: each indicator's figures, words and signatures, and the cells they are in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cosmic.definitions import Indicator
from reportbuilder.drafts.actions import Action
from reportbuilder.returns.entries import Entry
from reportbuilder.returns.layout import ACTIONS, CORRECTIONS, HISTORY, MONTHS, PARTS, Field


@dataclass
class Group:
    """Answers that belong together, those of a sheet or of a table's row: their cells, and what these say by field.

    `wrong` are the fields whose cells are faulty: nothing that follows from them is told.
    """

    entries: dict[str, Entry]
    fields: dict[str, Field]
    values: dict[str, object] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    @property
    def filled(self) -> set[str]:
        """Return the names of the fields to fill in which something was entered."""
        return {name for name, entry in self.entries.items() if not self.fields[name].given and not entry.is_blank}

    @property
    def first(self) -> Entry:
        """Return the first cell, at which a fault of the whole is told."""
        return next(iter(self.entries.values()))

    def has(self, *names: str) -> bool:
        """Tell whether fields hold something that can be used."""
        return all(name in self.values for name in names)

    def number(self, name: str) -> Decimal | None:
        """Return the number of a field; None where it has none."""
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None

    def words(self, name: str) -> str:
        """Return the words of a field; "" where it has none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """Return the day of a field; None where it has none."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None


@dataclass(frozen=True)
class Answers:
    """What a return says of one indicator.

    Its tables have the rows in which something was entered, those of months and actions all their rows. `sent_out` are
    the actions that stood in it already.
    """

    indicator: Indicator
    main: Group
    tables: dict[str, list[Group]]
    sent_out: Sequence[Action] = ()

    @property
    def months(self) -> list[Group]:
        """Return the other months of the quarter."""
        return self.tables[MONTHS.name]

    @property
    def parts(self) -> list[Group]:
        """Return the parts of the figure."""
        return self.tables[PARTS.name]

    @property
    def corrections(self) -> list[Group]:
        """Return the figures that are revised."""
        return self.tables[CORRECTIONS.name]

    @property
    def actions(self) -> list[Group]:
        """Return the actions on the path to green."""
        return [row for row in self.tables[ACTIONS.name] if row.filled]

    @property
    def history(self) -> list[Group]:
        """Return the earlier figures."""
        return self.tables[HISTORY.name]

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing was entered; actions that stand as they were sent out are no answer."""
        others = (rows for name, rows in self.tables.items() if name != ACTIONS.name)
        is_empty = not self.main.filled and not any(row.filled for rows in others for row in rows)
        return is_empty and self.has_same_actions

    @property
    def has_same_actions(self) -> bool:
        """Tell whether the actions are those that were sent out, and stand as they stood."""
        sent = [(one.due, one.owner, one.what, str(one.said or ""), one.reason) for one in self.sent_out]
        names = ("owner", "what", "state", "reason")
        return sent == [(row.day("due"), *map(row.words, names)) for row in self.actions]
