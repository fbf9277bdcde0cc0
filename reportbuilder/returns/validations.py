"""What Excel lets a cell of a return take, and what it says of it. Pasting goes round this: `returns in` checks all."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from reportbuilder.returns.layout import EARLIEST_YEAR, LATEST_YEAR, LONGEST_LINE, LONGEST_TEXT, Field, Kind

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # characters, of what Excel shows beside a cell
_FARTHEST = Decimal(10**12)  # from 0, for a number without a limit of its own
_KEYS = {Kind.CHOICE: "Alt+Down opens it."}
_REMEDIES = {
    Kind.LINE: f"Shorten them to {LONGEST_LINE:,} characters.",
    Kind.TEXT: f"Shorten them to {LONGEST_TEXT:,} characters.",
    Kind.CHOICE: "Press Alt+Down, and choose from the list.",
    Kind.DAY: f"Type one of the years {EARLIEST_YEAR} to {LATEST_YEAR}, such as 17/09/2025.",
}


def validate(field: Field) -> dict:
    """Return the data validation of a field's cell, with the words that are shown while and after it is typed in."""
    asked = f"{field.help} {_KEYS.get(field.kind, '')}".strip() or f"Type {field.kind}."
    remedy = _REMEDIES.get(field.kind) or field.help or "Type digits alone."
    return _RULES[field.kind](field) | {
        "ignore_blank": True,
        "input_title": field.label[:_LONGEST_TITLE],
        "input_message": asked[:_LONGEST_MESSAGE],
        "error_title": "This cannot go here",
        "error_message": f"“{field.label}” takes {field.kind}. {remedy}"[:_LONGEST_MESSAGE].strip(),
    }


def _number(field: Field) -> dict:
    lowest = -_FARTHEST if field.lowest is None else field.lowest
    highest = _FARTHEST if field.highest is None else field.highest
    return {"validate": "decimal", "criteria": "between", "minimum": f"{lowest:f}", "maximum": f"{highest:f}"}


def _line(_: Field) -> dict:
    return {"validate": "length", "criteria": "<=", "value": LONGEST_LINE}


def _text(_: Field) -> dict:
    return {"validate": "length", "criteria": "<=", "value": LONGEST_TEXT}


def _choice(field: Field) -> dict:
    return {"validate": "list", "source": list(field.choices)}


def _day(_: Field) -> dict:
    earliest, latest = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)
    return {"validate": "date", "criteria": "between", "minimum": earliest, "maximum": latest}


_RULES: dict[Kind, Callable[[Field], dict]] = {
    Kind.NUMBER: _number,
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.DAY: _day,
}
