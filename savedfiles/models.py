"""Models of what is read from a file: the kinds of values that they hold, and their faults in plain words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, model_validator

from savedfiles import days, names, numbers, words
from savedfiles.errors import Problem, Unreadable

Model = TypeVar("Model", bound=BaseModel)
_LONGEST_QUOTE = 200  # characters
_BOUNDS = {"less": "at most", "greater": "at least"}
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
    "too_short": "must not be empty",
}


class Checked(BaseModel):
    """A model of what was read from a file: unknown keys are refused, and nothing can be changed afterwards.

    Keys may be in any case, with spaces or hyphens for underscores, as the heads of a table may.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _name_keys(cls, content: Any) -> Any:
        return name_keys(cls, content)


def name_keys(model: type[BaseModel], content: Any) -> Any:
    """Return keys by the names that a model has for them; what is no keys and values stays as it is."""
    known = {field.alias or name for name, field in model.model_fields.items()}
    if not isinstance(content, dict) or content.keys() <= known:
        return content
    meant = {key: names.as_name(str(key)) for key in content.keys() - known}
    renamed = {key: name for key, name in meant.items() if name in known - content.keys()}
    return {renamed.get(key, key): value for key, value in content.items()}


def validate(model: type[Model], content: object, **context: object) -> Model:
    """Return `content` as a model. Raises Unreadable with all its wrong keys and values.

    `context` is what its values are read by: `day_first` says that days come before months.
    """
    try:
        return model.model_validate(content, context=context)
    except ValidationError as error:
        raise Unreadable(_problems(error.errors())) from None


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


def read_signed_number(value: object) -> Decimal:
    """Return a number exactly as it is written, which may be less than zero. Raises ValueError for what is none."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return numbers.read_number(str(value) if is_number else _text(value), below_zero=True)


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
    if value is None:
        raise ValueError("must not be empty; fill it in")
    if not isinstance(value, str):
        raise ValueError(f"must be a single value, got: {value!r}")
    return value


def _day_first(info: ValidationInfo) -> bool:
    return bool((info.context or {}).get("day_first"))


Day = Annotated[date, BeforeValidator(read_day)]
MonthEnd = Annotated[date, BeforeValidator(read_month_end)]
Number = Annotated[Decimal, BeforeValidator(read_number)]
SignedNumber = Annotated[Decimal, BeforeValidator(read_signed_number)]
Percentage = Annotated[Decimal, BeforeValidator(read_percentage)]
Text = Annotated[str, BeforeValidator(plain_text), Field(min_length=1, pattern=r"\S")]


def _problems(faults: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield faults in plain words; an unknown key that is likely a missing one in other words is told as one."""
    meant: dict[tuple, str] = {}
    for above in dict.fromkeys(fault["loc"][:-1] for fault in faults):
        beside = [fault for fault in faults if fault["loc"][:-1] == above]
        unknown = [str(fault["loc"][-1]) for fault in beside if fault["type"] == "extra_forbidden"]
        missing = [str(fault["loc"][-1]) for fault in beside if fault["type"] == "missing"]
        meant |= {(*above, name): likely for name, likely in names.pair_likely(unknown, missing).items()}
    told = {(*loc[:-1], likely) for loc, likely in meant.items()}
    for fault in faults:
        if likely := meant.get(fault["loc"]):
            yield Problem(f"is not a known key, and {likely} is missing; if that is meant, rename it", key=_key(fault))
        elif fault["loc"] not in told:
            yield _in_plain_words(fault)


def _key(fault: Mapping[str, Any]) -> str:
    """Return the key at which a fault is, with the entries of lists counted from 1."""
    named = [part for part in fault["loc"] if part != "[key]"]  # pydantic's mark of a key that is itself wrong
    return ", ".join(f"entry {part + 1}" if isinstance(part, int) else str(part) for part in named)


def _in_plain_words(fault: Mapping[str, Any]) -> Problem:
    got = repr(fault["input"])
    if len(got) > _LONGEST_QUOTE:
        got = f"{got[:_LONGEST_QUOTE]}…"
    match fault["type"]:
        case "missing":
            message = "is missing; add it"
        case _ if fault["input"] is None and not fault["loc"]:
            message = "must hold keys and values, got: none; restore what it held"
        case "value_error":
            message = str(fault["ctx"]["error"])
        case "extra_forbidden" if re.fullmatch("[0-9]{3}", str(fault["loc"][-1])) and fault["input"] is None:
            message = "is taken for a key, as a comma ends a value between braces; write the number without commas"
        case kind if fault["input"] is None and kind in _PLAIN_WORDS and kind != "tuple_type":
            message = "must not be empty; fill it in"
        case "too_short" if fault["input"]:
            message = f"must have at least {fault['ctx']['min_length']} entries, got: {got}; add what is missing"
        case "extra_forbidden":
            message = f"is not a known key (a misspelling?), got: {got}"
        case "model_type" | "model_attributes_type":
            message = f"must be keys and values, got: {got}"
        case kind:
            wording = re.sub("(?:Input|String) should", "must", fault["msg"])
            wording = re.sub("(less|greater) than or equal to", lambda found: _BOUNDS[found[1]], wording)
            message = f"{_PLAIN_WORDS.get(kind, wording[0].lower() + wording[1:])}, got: {got}"
    return Problem(message, key=_key(fault))
