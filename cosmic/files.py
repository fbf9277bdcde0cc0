"""Text files, read as people save them, or told as what they are."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from cosmic import paths
from cosmic.errors import Fault, Faults

Model = TypeVar("Model", bound=BaseModel)
BIGGEST = 10  # megabytes; a file of the report takes a hundredth of one
DEEPEST = 50  # levels of lists and keys one inside the other; a notebook has about ten
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOTEBOOK = ".ipynb"  # of which each cell is looked at
_GOT = 200  # characters
# What a draft has read of its files, by their paths: each is read once, whoever asks for its content.
already_read: ContextVar[Mapping[Path, bytes]] = ContextVar("already_read", default=MappingProxyType({}))


def read_content(path: Path) -> bytes | None:
    """Return a file's content, as it was already read or else as it is now; None where there is no file."""
    content = already_read.get().get(path)
    if content is None and path.is_file():
        return path.read_bytes()
    return content


def read_text(path: Path) -> str:
    """The text of a file. Raises Faults where it is missing, empty, larger than BIGGEST, or not plain UTF-8."""
    place = paths.shown(path)
    content = read_content(path)
    if content is None:
        raise Faults([Fault(place, "the file is missing")])
    if len(content) > BIGGEST * 10**6:
        size = f"{len(content) / 10**6:.1f} MB"
        message = f"is larger than {BIGGEST} MB, got: {size}; take out what the report does not need"
        raise Faults([Fault(place, message)])
    if content.startswith(b"PK\x03\x04"):
        raise Faults([Fault(place, "this is an Excel workbook under another name; save it as “CSV (comma delimited)”")])
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Faults([Fault(place, "starts with a byte order mark; save it as UTF-8 without one (not “CSV UTF-8”)")])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = f"byte 0x{content[error.start]:02x}"
        raise Faults([Fault(f"{place}, line {line}", f"must be UTF-8 text, got: {found}")]) from None
    if not text.strip():
        raise Faults([Fault(place, "the file is empty")])
    control = path.suffix != _NOTEBOOK and _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        found = f"contains a control character (U+{ord(control[0]):04X}); delete it"
        raise Faults([Fault(f"{place}, line {line}", found)])
    return text


def read_json(path: Path) -> object:
    """What a JSON file says. Raises ValueError where it is not JSON, Faults where it nests more than DEEPEST deep."""
    try:
        content = json.loads(read_text(path))
        if not _is_deeper(content, DEEPEST):
            return content
    except RecursionError:  # far deeper
        pass
    raise Faults([Fault(paths.shown(path), f"nests lists and keys more than {DEEPEST} deep; write it flatter")])


def _is_deeper(content: object, most: int) -> bool:
    """Whether lists and keys are nested more than so many levels deep."""
    level = [content]
    for _ in range(most):
        level = [part for held in level for part in _parts(held)]
    return any(isinstance(held, dict | list) for held in level)


def _parts(held: object) -> Iterator[object]:
    if isinstance(held, dict):
        yield from held.values()
    elif isinstance(held, list):
        yield from held


class _UniqueKeys(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML in which a key said twice is a fault, where plain YAML would keep the last and say nothing."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> object:
    """What a YAML file says. Raises Faults with the line where it is not YAML, says a key twice or has anchors."""
    try:
        text = read_text(path)
        _check_events(text)
        return yaml.load(text, _UniqueKeys)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = paths.shown(path) + (f", line {mark.line + 1}" if mark else "")
        problem = getattr(error, "problem", None) or "unreadable"
        raise Faults([Fault(place, f"is not valid YAML: {problem}")]) from None
    except ValueError as error:
        raise Faults([Fault(paths.shown(path), f"holds a value that is none: {error}")]) from None


def _check_events(text: str) -> None:
    """Check how YAML is built up, before anything is made of it. Raises YAMLError."""
    depth = 0
    for event in yaml.parse(text, _UniqueKeys):
        if getattr(event, "anchor", None):  # of a few lines of these a gigabyte can be made
            problem = "anchors (&) and aliases (*) are not taken; write the words out, or in quotation marks"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            problem = f"lists and keys are nested more than {DEEPEST} deep"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def validate(model: type[Model], content: object, place: Callable[[str], str]) -> Model:
    """`content` as a `model`. Raises Faults for all its wrong keys and values; `place` says where a key stands."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise Faults(
            Fault(place(".".join(map(str, fault["loc"]))), _in_plain_words(fault)) for fault in error.errors()
        ) from None


def _in_plain_words(fault: dict) -> str:
    got = _quoted(fault["input"])
    match fault["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return f"is not a known key (a misspelling?), got: {got}"
        case "model_type" | "model_attributes_type":
            return f"must be a list of keys and values, got: {got}"
        case "enum" | "literal_error":
            return f"must be {fault['ctx']['expected']}, got: {got}"
        case "value_error":
            return str(fault["ctx"]["error"])
        case _:
            wording = fault["msg"].replace("Input should", "must").replace("String should", "must")
            return f"{wording[0].lower()}{wording[1:]}, got: {got}"


def _quoted(value: object) -> str:
    """A value as messages quote it; of a long one, its start."""
    text = repr(value)
    return text if len(text) <= _GOT else f"{text[:_GOT]}…"
