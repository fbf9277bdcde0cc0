"""Read the cells of a return, indicator by indicator, and tell each that holds what its field does not take."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from cosmic.definitions import Indicator
from reportbuilder.drafts.actions import Action
from reportbuilder.returns import prose
from reportbuilder.returns.answers import Answers, Group
from reportbuilder.returns.book import Book
from reportbuilder.returns.entries import (
    CellFault,
    Entry,
    Unusable,
    read_choice,
    read_day,
    read_line,
    stop_on_formula,
    stop_on_unseen,
    with_value,
    wrong_kind,
)
from reportbuilder.returns.figure_entries import read_figure, settle_percentage, without_figure
from reportbuilder.returns.layout import (
    ACTIONS,
    CORRECTIONS,
    DENOMINATOR,
    FIELDS,
    HISTORY,
    LINKS,
    MONTHS,
    NUMERATOR,
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

_KEYS = ("period_end", "part")  # what `returns out` writes into a row, and tells which row it is

_NO_PART = {numbers.NO_NUMBER["n/a"], numbers.EITHER}  # what people type who have no numerator and no denominator


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
        """Yield the rows of a table in which something was entered; of months and actions all."""
        name = table_name(indicator.stem, table)
        columns = {column.name: column for column in table.columns}
        for row in self.book.rows(name, sheet, table):
            group = Group(row, columns)
            end = self._period_end(group)
            if table in (MONTHS, ACTIONS) or group.filled - (self._offered(table) if end else set()):
                self._read_group(group, indicator.on(end) if end else indicator)
                yield group
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
        _clear_share(group)
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
                remedy = f" {without_figure(group, group.fields[name])}" if is_error else ""
                self.faults.append(entry.fault(f"{error}{remedy}"))
        self._settle_percentage(group, indicator)

    def _settle_percentage(self, group: Group, indicator: Indicator) -> None:
        try:
            settle_percentage(group, indicator, self.held.get(indicator.stem, ()))
        except Unusable as error:
            group.wrong.add(VALUE.name)
            del group.values[VALUE.name]
            self.faults.append(group.entries[VALUE.name].fault(str(error)))

    def _value(self, group: Group, one: Field, entry: Entry, indicator: Indicator) -> object:
        if one.kind not in (Kind.LINE, Kind.TEXT):
            stop_on_unseen(entry)
        match one.kind:
            case Kind.NUMBER:
                return read_figure(group, one, entry, indicator)
            case Kind.DAY:
                return read_day(entry, ends_month=one.name == "period_end")
            case Kind.LINE | Kind.TEXT if _says_none(entry):
                raise Unusable(f"you entered “{entry.shown}”, which says nothing. {_asks(one)}")
            case Kind.LINE | Kind.TEXT if not _is_words(entry, one):
                raise wrong_kind(entry, Kind.TEXT, _asks(one))
            case Kind.CHOICE:
                return read_choice(entry, one.choices)
            case Kind.TEXT:
                return prose.read_links(entry) if one is LINKS else prose.read_prose(entry)
            case _:
                line = read_line(entry)
                if one in ACTIONS.columns:
                    prose.stop_on_marks(line)
                return line


def _is_words(entry: Entry, one: Field) -> bool:
    """Tell whether a cell holds words, on one line at least a letter: no number, and no day."""
    return isinstance(entry.value, str) and (one.kind is Kind.TEXT or any(map(str.isalpha, entry.text)))


def _asks(one: Field) -> str:
    """Return what a field asks for, as what to do: the first sentence of its help."""
    if not one.help:
        return "Type it in words, or clear the row."
    asked = one.help.partition(". ")[0].rstrip(".")
    return f"{asked}." if asked.startswith("Say ") else f"Type here {asked[:1].lower()}{asked[1:]}."


def _says_none(entry: Entry) -> bool:
    """Tell whether words are but a sign that there are none, such as `n/a`."""
    return isinstance(entry.value, str) and not entry.is_error and numbers.find_meaning(entry.text) is not None


def _clear_share(group: Group) -> None:
    """Take the two numbers of a share for empty where they say that there are none, and the figure itself is given."""
    given = {NUMERATOR.name, DENOMINATOR.name} & group.filled
    is_figure_given = VALUE.name in group.filled and not _says_none(group.entries[VALUE.name])
    if is_figure_given and {numbers.find_meaning(group.entries[name].text) for name in given} <= _NO_PART:
        group.entries |= {name: with_value(group.entries[name], None) for name in given}


def _may_be_empty(one: Field) -> bool:
    """Tell whether words need not be given: those that are optional, and why an action is late or dropped."""
    is_of_action = one.name == "reason" and one in ACTIONS.columns
    return one.kind in (Kind.LINE, Kind.TEXT) and (one.optional or is_of_action)
