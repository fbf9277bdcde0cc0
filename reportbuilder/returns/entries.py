"""One cell of a return: where it is, what was entered, and what that says, or why it says nothing that can be used."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils.datetime import from_excel

from reportbuilder.drafts.characters import find_misleading
from reportbuilder.findings import shorten
from reportbuilder.printable import as_printable
from reportbuilder.returns.layout import EARLIEST_YEAR, LATEST_YEAR, LONGEST_LINE, Kind
from savedfiles import days, numbers, words
from savedfiles.errors import Unreadable

_QUOTED = 60  # characters
_PRECISION = ".15g"  # digits that Excel keeps; those behind are left over from its sums
_SERIALS = (1, 200_000)  # days that a spreadsheet counts, up to the year 2447
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # of a number's format: what is printed as it stands
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # as which Excel saves a character that XML has not, or what looks so
# Source of the errors: Microsoft's list of those of Excel (Error.Type); Err:502 and the like are LibreOffice's.
_ERRORS = re.compile(
    r"#(?:N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|GETTING_DATA|SPILL!|CONNECT!|BLOCKED!|UNKNOWN!|FIELD!|CALC!|BUSY!"
    r"|EXTERNAL!|PYTHON!|TIMEOUT!)|Err:5\d\d"
)
_FORMULA_STARTS = ("=", "+", "-", "@")


class Unusable(ValueError):
    """What was entered cannot be used: what is wrong, and how to put it right, in words for the filler."""


@dataclass(frozen=True)
class CellFault:
    """One fault of a return: its sheet and cell, and what is wrong there with what was read, and what to do."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        return f"Sheet {self.sheet}, cell {self.cell}: {self.message}"


@dataclass(frozen=True)
class Entry:
    """A cell as it was saved: `value` is what it showed, `formula` what worked that out, if anything did.

    `rich` are its words with those that are bold, `link` the address behind it, `epoch` the day from which its workbook
    counts days.
    """

    sheet: str
    cell: str
    value: object = None
    formula: str | None = None
    number_format: str = "General"
    rich: CellRichText | None = None
    link: str | None = None
    epoch: datetime = datetime(1899, 12, 30)
    covered_by: str = ""

    def fault(self, message: str) -> CellFault:
        """Return a fault of this cell."""
        return CellFault(self.sheet, self.cell, message)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was entered."""
        return self.formula is None and (self.value is None or not self.text)

    @property
    def is_error(self) -> bool:
        """Tell whether it shows an error of a spreadsheet, such as #N/A."""
        return isinstance(self.value, str) and bool(_ERRORS.fullmatch(self.value.strip()))

    @property
    def is_percentage(self) -> bool:
        """Tell whether its number is shown as a percentage: 0.815 as 81.5%."""
        return "%" in _LITERALS.sub("", self.number_format)

    @property
    def text(self) -> str:
        """Return what it says as text, its lines kept, without spaces around them."""
        return plain_lines(str(self.value)) if isinstance(self.value, str) else self.shown

    @property
    def shown(self) -> str:
        """Return what was entered on one line, as a message quotes it."""
        value = self.value
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            if self.is_percentage:
                return f"{_plain(Decimal(format(100 * value, _PRECISION))):f}%"
            return shorten(f"{_plain(Decimal(format(value, _PRECISION))):f}", _QUOTED)
        if isinstance(value, datetime) and value.time() == time():
            return value.strftime("%d/%m/%Y")
        if isinstance(value, bool):
            return str(value).upper()
        said = self.formula if value is None and self.formula else value
        return "" if said is None else as_printable(shorten(" ".join(plain_lines(str(said)).split()), _QUOTED))


def plain_lines(text: str) -> str:
    """Return text with its line ends as Python has them, ordinary spaces, and none around the whole."""
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    halves = unescaped.encode("utf-16", "surrogatepass")  # as which one character may be written
    whole = halves.decode("utf-16", "surrogatepass")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\u202f", " ").strip()


def say_merged(entry: Entry) -> str:
    """Return that a cell is merged with another, which has its content, and what to do."""
    rule = f"is merged with {entry.covered_by}, which hides what is entered here"
    return f"{rule}. Unmerge the cells (Home, Merge & Center), and type each answer into its own cell."


def stop_on_formula(entry: Entry) -> None:
    """Raise Unusable for an error of a spreadsheet, and for a formula whose result was not saved."""
    if entry.covered_by:
        raise Unusable(say_merged(entry))
    if entry.is_error:
        formula = f" ({shorten(entry.formula, _QUOTED)})" if entry.formula else ""
        said = f"shows “{entry.value}”, an error of a spreadsheet’s formula{formula}"
        raise Unusable(f"{said}. Type the answer itself in its place.")
    if entry.formula is not None and entry.value is None:
        said = f"holds a formula whose result was not saved ({shorten(entry.formula, _QUOTED)})"
        raise Unusable(f"{said}. Type the answer itself in its place; words must not begin with =.")


def read_number(entry: Entry, signs: Sequence[str] = ()) -> Decimal:
    """Return the number of a cell; `signs` are those of the unit that may stand around it as text.

    Raises Unusable. A number that is shown as a percentage is what it shows: 81.5 for 0.815.
    """
    value = entry.value
    if isinstance(value, bool | datetime | date | time | timedelta):
        hint = "The cell’s format has made it a day or a time: set the format to Number, and type the figure again."
        raise wrong_kind(entry, Kind.NUMBER, "" if isinstance(value, bool) else hint)
    try:
        if isinstance(value, int | float):
            number = Decimal(format(value, _PRECISION))
            return numbers.read_number(f"{_plain(100 * number if entry.is_percentage else number):f}", below_zero=True)
        return _plain(numbers.read_number(_without(entry.text, signs), below_zero=True))
    except numbers.TooLong:
        raise Unusable(f"you entered “{entry.shown}”, which has more digits than a figure has. Correct it.") from None
    except Unreadable:
        raise _no_number(entry) from None


def _no_number(entry: Entry) -> Unusable:
    """Return what is probably wrong with what stands in the place of a number, to be raised."""
    hint = "" if numbers.find_meaning(entry.text) else numbers.hint(entry.text)
    clause, _, remedy = hint.partition("; ")
    if remedy:
        return Unusable(f"you entered “{entry.shown}”{clause}. {remedy[:1].upper()}{remedy[1:]}.")
    return wrong_kind(entry, Kind.NUMBER)


def _without(text: str, signs: Sequence[str]) -> str:
    for sign in filter(None, signs):
        minus = "-" if text.startswith(("-", "−")) else ""
        text = minus + text.lstrip("-−").strip().removeprefix(sign).removesuffix(sign).strip()
    return text


def read_day(entry: Entry, *, ends_month: bool = False) -> date:
    """Return the day of a cell, the day before the month as people here write it. Raises Unusable.

    With `ends_month`, a month alone, such as `Jun-25`, is its last day.
    """
    value = entry.value
    if isinstance(value, datetime):
        return _possible(value.date(), entry)
    if isinstance(value, int | float) and not isinstance(value, bool) and _SERIALS[0] <= value <= _SERIALS[1]:
        moment = from_excel(value, entry.epoch)
        if isinstance(moment, datetime):
            return _possible(moment.date(), entry)
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise wrong_kind(entry, Kind.DAY, "Type it like 17/09/2025.")
    try:
        return _possible(days.read_day(entry.text, ends_month=ends_month, day_first=True), entry)
    except days.NoSuchDay:
        raise Unusable(f"you entered “{entry.shown}”, and there is no such day. Correct it, like 17/09/2025.") from None
    except Unreadable:
        raise wrong_kind(entry, Kind.DAY, "Type it like 17/09/2025.") from None


def _possible(day: date, entry: Entry) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise wrong_kind(entry, Kind.DAY, f"Type a day of the years {EARLIEST_YEAR} to {LATEST_YEAR}, like 17/09/2025.")
    return day


def read_choice(entry: Entry, choices: Sequence[str]) -> str:
    """Return which of several words a cell has, in whatever case. Raises Unusable."""
    listed = f"{', '.join(f'“{one}”' for one in choices[:-1])} or “{choices[-1]}”"
    try:
        return words.choose(entry.text, choices)
    except Unreadable:
        raise Unusable(f"you entered “{entry.shown}” where one of a list is due. Choose {listed}.") from None


def read_line(entry: Entry) -> str:
    """Return words on one line. Raises Unusable for what is too long, or has characters that mislead."""
    line = " ".join(entry.text.split())
    if len(line) > LONGEST_LINE:
        raise Unusable(f"has {len(line):,} characters (“{entry.shown}”), and at most {LONGEST_LINE} fit. Shorten it.")
    if line.startswith(_FORMULA_STARTS):
        rule = f"begins with “{line[0]}” (“{entry.shown}”), which spreadsheets take for a formula"
        raise Unusable(f"{rule}. Begin it with a letter or a figure.")
    if wrong := next(find_misleading(line), None):
        raise Unusable(f"{wrong}.")
    return line


def stop_on_unseen(entry: Entry) -> None:
    """Raise Unusable where a number, a day or a choice holds a character that nobody sees."""
    if isinstance(entry.value, str) and (wrong := next(find_misleading(entry.text), None)):
        raise Unusable(f"{wrong}.")


def wrong_kind(entry: Entry, due: Kind, remedy: str = "") -> Unusable:
    """Return that something else was entered than is due, to be raised."""
    verb = "are" if due is Kind.TEXT else "is"
    return Unusable(f"you entered “{entry.shown}” where {due} {verb} due. {remedy}".rstrip())


def with_value(entry: Entry, value: object) -> Entry:
    """Return a cell as if it held another value."""
    return replace(entry, value=value)


def _plain(number: Decimal) -> Decimal:
    """Return a number without an exponent, nor noughts behind its decimals."""
    return Decimal(f"{number.normalize():f}")
