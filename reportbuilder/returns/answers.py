"""What a service answered in one return: each indicator's figures, words and signatures, and the cells they are in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cosmic.definitions import Indicator
from cosmic.units import Unit
from reportbuilder.drafts.actions import Action
from reportbuilder.returns import prose
from reportbuilder.returns.book import Book
from reportbuilder.returns.entries import (
    CellFault,
    Entry,
    Unusable,
    read_choice,
    read_day,
    read_line,
    read_number,
    stop_on_formula,
    with_value,
)
from reportbuilder.returns.layout import (
    ACTIONS,
    CORRECTIONS,
    FIELDS,
    HISTORY,
    LINKS,
    MONTHS,
    PARTS,
    VALUE,
    Field,
    Kind,
    Table,
    cell_name,
    history_sheet_name,
    sheet_name,
    table_name,
)
from savedfiles import numbers

_NO_FIGURE_OF_ROW = "If there is no figure, leave the row empty."
_KEYS = ("period_end", "part")  # what `returns out` writes into a row, and tells which row it is
_SHARES = (Unit.PERCENT, Unit.POINTS)


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
    """What a return says of one indicator; its tables have the rows in which something was entered, and all months.

    `sent_out` are the actions that stood in it already.
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
        return self.tables[ACTIONS.name]

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


class Reader:
    """Reads the cells of a return, and keeps what is wrong with them."""

    def __init__(self, book: Book, held: Mapping[str, Sequence[Decimal]]):
        """Read a workbook; `held` are the figures that are held of each indicator, by its stem."""
        self.book = book
        self.held = held
        self.faults: list[CellFault] = []

    def read(self, indicator: Indicator, due: date | None, sent_out: Sequence[Action] = ()) -> Answers | None:
        """Return what is said of an indicator; None where it has no sheet. `due` is the end of the period asked for.

        `sent_out` are the actions that stood in the return already.
        """
        sheet = sheet_name(indicator.code)
        entries = {}
        for one in FIELDS:
            found = self.book.find(cell_name(indicator.stem, one)) or self.book.find_by_label(sheet, one)
            if found:
                entries[one.name] = found
        if not entries:
            return None
        self.faults += self._deleted(indicator, entries)
        main = Group(entries, {one.name: one for one in FIELDS if one.name in entries})
        self._read_group(main, indicator.on(due) if due else indicator)
        tables = {
            table.name: list(self._rows(indicator, table, sheet)) for table in (MONTHS, PARTS, CORRECTIONS, ACTIONS)
        }
        tables[HISTORY.name] = list(self._rows(indicator, HISTORY, history_sheet_name(indicator.code)))
        return Answers(indicator, main, tables, sent_out)

    def _deleted(self, indicator: Indicator, entries: Mapping[str, Entry]) -> Iterator[CellFault]:
        """Yield a fault for each cell that was on the sheet and was deleted."""
        sheet = next(iter(entries.values())).sheet
        for one in FIELDS:
            if one.name not in entries and self.book.is_lost(cell_name(indicator.stem, one)):
                message = f"the row of “{one.label}” was deleted from this sheet. "
                yield CellFault(sheet, "A1", f"{message}Put the answers into a fresh copy of the return.")

    def _rows(self, indicator: Indicator, table: Table, sheet: str) -> Iterator[Group]:
        """Yield the rows of a table in which something was entered."""
        name = table_name(indicator.stem, table)
        columns = {column.name: column for column in table.columns}
        for row in self.book.rows(name, sheet, table):
            group = Group(row, columns)
            end = self._period_end(group)
            if table is MONTHS or group.filled - (self._offered(table) if end else set()):
                self._read_group(group, indicator.on(end) if end else indicator)
                yield group
        if table is HISTORY:
            for entry in self.book.below(name):
                message = f"stands below the last row of the table, and is not read (“{entry.shown}”). "
                self.faults.append(entry.fault(f"{message}Insert rows within the table, and move it there."))

    @staticmethod
    def _offered(table: Table) -> set[str]:
        """Return the fields of a table that `returns out` may have filled in, so that they alone are no answer."""
        return {"period_end"} if table is HISTORY else set()

    def _period_end(self, group: Group) -> date | None:
        entry = group.entries.get("period_end")
        if entry is None or entry.is_blank:
            return None
        try:
            return read_day(entry, ends_month=True)
        except Unusable:
            return None

    def _read_group(self, group: Group, indicator: Indicator) -> None:
        for name, entry in list(group.entries.items()):
            if entry.is_blank or (group.fields[name].given and name not in _KEYS):
                continue
            if _says_none(entry) and _may_be_empty(group.fields[name]):
                group.entries[name] = with_value(entry, None)
                continue
            try:
                stop_on_formula(entry)
                group.values[name] = self._value(group, group.fields[name], entry, indicator)
            except Unusable as error:
                group.wrong.add(name)
                is_error = group.fields[name].kind is Kind.NUMBER and entry.is_error
                remedy = f" {self._without_figure(group, group.fields[name])}" if is_error else ""
                self.faults.append(entry.fault(f"{error}{remedy}"))
        self._settle_percentage(group, indicator)

    def _value(self, group: Group, one: Field, entry: Entry, indicator: Indicator) -> object:
        match one.kind:
            case Kind.NUMBER:
                return self._number(group, one, entry, indicator)
            case Kind.DAY:
                return read_day(entry, ends_month=one.name == "period_end")
            case Kind.LINE | Kind.TEXT if _says_none(entry):
                remedy = one.help or "Type it in words, or clear the row."
                raise Unusable(f"you entered “{entry.shown}”, which says nothing. {remedy}")
            case Kind.CHOICE:
                return read_choice(entry, one.choices)
            case Kind.TEXT:
                return prose.read_links(entry) if one is LINKS else prose.read_prose(entry)
            case _:
                return read_line(entry)

    def _number(self, group: Group, one: Field, entry: Entry, indicator: Indicator) -> Decimal:
        traits = indicator.unit.traits
        is_figure = one.name == VALUE.name or one.given
        if entry.is_percentage and not (is_figure and indicator.unit in _SHARES):
            unit = f"is in {indicator.unit}" if is_figure else "is a plain number"
            advice = "Set the cell’s format to Number, and type the figure again."
            raise Unusable(f"is shown as a percentage (“{entry.shown}”), where what is due {unit}. {advice}")
        signs = (traits.before, traits.behind.strip(), traits.behind_one.strip()) if is_figure else ()
        try:
            return read_number(entry, signs)
        except Unusable as error:
            meaning = isinstance(entry.value, str) and numbers.find_meaning(entry.text)
            if not meaning and any(character.isdigit() for character in entry.text):
                remedy = "" if str(error).count(". ") else " Type it in plain digits, like 100196 or 71.5."
                raise Unusable(f"{error}{remedy}") from None
            raise Unusable(f"{error} {self._without_figure(group, one)}") from None

    @staticmethod
    def _without_figure(group: Group, one: Field) -> str:
        """Return what to do where there is no figure, with the cells that say so."""
        status, reason = group.entries.get("status"), group.entries.get("status_reason")
        if not status or not reason:
            return _NO_FIGURE_OF_ROW if "period_end" in group.fields else "Type a number, or leave the cell empty."
        empty = "leave this cell empty, " if one.name == VALUE.name else "leave this cell empty too, "
        return f"If there is no figure, {empty}choose “not available” in {status.cell} and say why in {reason.cell}."

    def _settle_percentage(self, group: Group, indicator: Indicator) -> None:
        """Read 0.815 as 81.5% where that is what it must be; tell it where it may be either."""
        value, entry = group.number(VALUE.name), group.entries.get(VALUE.name)
        if indicator.unit is not Unit.PERCENT or value is None or entry is None or not 0 < value <= 1:
            return
        if entry.is_percentage or "%" in entry.text:
            return
        numerator, denominator = group.number("numerator"), group.number("denominator")
        if numerator is not None and denominator:
            share = 100 * numerator / denominator
            is_share_of_one = abs(100 * value - share) < abs(value - share)
        elif value < 1 and min(self.held.get(indicator.stem) or [Decimal(0)]) > 1:
            is_share_of_one = True
        else:
            group.wrong.add(VALUE.name)
            del group.values[VALUE.name]
            other = f"{100 * value:f}".rstrip("0").rstrip(".") if value < 1 else "100"
            both = "give the numerator and the denominator"
            message = f"you entered “{entry.shown}”, which may be {value}% or {other}%."
            self.faults.append(
                entry.fault(f"{message} If it is {other}%, type {other}; if it is {value}%, {both} too.")
            )
            return
        if is_share_of_one:
            group.values[VALUE.name] = Decimal(f"{(100 * value).normalize():f}")


def _says_none(entry: Entry) -> bool:
    """Tell whether words are but a sign that there are none, such as `n/a`."""
    return isinstance(entry.value, str) and numbers.find_meaning(entry.text) is not None


def _may_be_empty(one: Field) -> bool:
    """Tell whether words need not be given: those that are optional, and why an action is late or dropped."""
    is_of_action = one.name == "reason" and one in ACTIONS.columns
    return one.kind in (Kind.LINE, Kind.TEXT) and (one.optional or is_of_action)
