"""Models of what is read from a file: the kinds of values that they hold, and their faults in plain words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo

from savedfiles import days, numbers, words
from savedfiles.errors import Problem, Unreadable

Model = TypeVar("Model", bound=BaseModel)
_LONGEST_QUOTE = 200  # characters
_PLAIN_WORDS = {
    "string_type": "must be words",
    "tuple_type": "must be a list, each entry on a line that starts with “- ”, or [] for none",
    "dict_type": "must be keys and values",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number",
    "string_too_short": "must not be empty",
}


class Checked(BaseModel):
    """A model of what was read from a file: unknown keys are refused, and nothing can be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def validate(model: type[Model], content: object, **context: object) -> Model:
    """Return `content` as a model. Raises Unreadable with all its wrong keys and values.

    `context` is what its values are read by: `day_first` says that days come before months.
    """
    try:
        return model.model_validate(content, context=context)
    except ValidationError as error:
        raise Unreadable(map(_in_plain_words, error.errors())) from None


def read_day(value: object, info: ValidationInfo) -> date:
    """Return a day that is given as a day, or as a definition or a table writes it. Raises ValueError for all else.

    `day_first` in the context says that the days of its table come before their months.
    """
    if isinstance(value, date):
        return value
    return days.read_day(_text(value), day_first=_day_first(info))


def read_month_end(value: object, info: ValidationInfo) -> date:
    """Return a day; a month alone is its last day. Raises ValueError as `read_day` does."""
    return days.read_day(_text(value), ends_month=True, day_first=_day_first(info))


def read_number(value: object) -> Decimal:
    """Return a number exactly as it is written. Raises ValueError for less than zero and for what is none."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return numbers.read_number(str(value) if is_number else _text(value))


def read_percentage(value: object) -> Decimal:
    """Return a number behind which the sign of a percentage may stand. Raises ValueError as `read_number` does."""
    return read_number(numbers.without_percent_sign(value) if isinstance(value, str) else value)


def plain_text(value: object) -> object:
    """Return words with single spaces, however a file breaks them and of whatever kind its spaces are."""
    return " ".join(value.split()) if isinstance(value, str) else value


def chosen(kinds: type[StrEnum], likely: Mapping[str, str] = MappingProxyType({})) -> BeforeValidator:
    """Return what reads one of several words in any case; `likely` are what people write in their place."""
    return BeforeValidator(lambda value: words.choose(value, kinds, likely) if isinstance(value, str) else value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must not be empty, got: {value!r}")
    return value


def _day_first(info: ValidationInfo) -> bool:
    return bool((info.context or {}).get("day_first"))


Day = Annotated[date, BeforeValidator(read_day)]
MonthEnd = Annotated[date, BeforeValidator(read_month_end)]
Number = Annotated[Decimal, BeforeValidator(read_number)]
Percentage = Annotated[Decimal, BeforeValidator(read_percentage)]
Text = Annotated[str, BeforeValidator(plain_text), Field(min_length=1, pattern=r"\S")]


def _in_plain_words(fault: Mapping[str, Any]) -> Problem:
    got = repr(fault["input"])
    if len(got) > _LONGEST_QUOTE:
        got = f"{got[:_LONGEST_QUOTE]}…"
    match fault["type"]:
        case "missing":
            message = "is missing"
        case "value_error":
            message = str(fault["ctx"]["error"])
        case "extra_forbidden":
            message = f"is not a known key (a misspelling?), got: {got}"
        case "model_type" | "model_attributes_type":
            message = f"must be keys and values, got: {got}"
        case kind:
            wording = fault["msg"].replace("Input should", "must").replace("String should", "must")
            message = f"{_PLAIN_WORDS.get(kind, wording[0].lower() + wording[1:])}, got: {got}"
    key = ".".join(map(str, fault["loc"]))
    return Problem(message, key=key)
