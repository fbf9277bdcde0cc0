"""Text, JSON and YAML files: read and checked, each fault with its file and line."""

import json
import os
import re
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from cosmic import paths
from cosmic.errors import Fault, Faults

if TYPE_CHECKING:
    from yaml import SafeLoader as Loader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, ten times faster, is not on every machine

Model = TypeVar("Model", bound=BaseModel)
BIGGEST = 10  # megabytes; a file of the report takes a hundredth of one
DEEPEST = 50  # levels of lists and keys one inside the other; a notebook has about ten
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOTEBOOK = ".ipynb"  # JSON writes its control characters as escapes; each cell is checked for itself
_LONGEST_QUOTE = 200  # characters
_BYTE_ORDER_MARK = "starts with a byte order mark; save it as UTF-8 without one (not “CSV UTF-8”)"
_WRONG_STARTS = {
    b"PK\x03\x04": "is an Excel workbook under another name; save it as “CSV (comma delimited)”",
    b"\xef\xbb\xbf": _BYTE_ORDER_MARK,
    b"\xff\xfe": _BYTE_ORDER_MARK,
    b"\xfe\xff": _BYTE_ORDER_MARK,
}
# What a draft has read of its files, by their paths: each is read once, whoever asks for its content.
already_read: ContextVar[Mapping[Path, bytes]] = ContextVar("already_read", default=MappingProxyType({}))


def read_content(path: Path) -> bytes | None:
    """Return a file's content, as it was already read or else as it is now; None where there is no file.

    Raises Faults where what is there is no file, or cannot be read.
    """
    content = already_read.get().get(path)
    if content is not None or not os.path.lexists(path):
        return content
    if not path.is_file():
        what = "a folder" if path.is_dir() else "a link to nothing" if path.is_symlink() else "no ordinary file"
        raise Faults.at(paths.shown(path), f"is {what}; put the file itself in its place")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Faults.at(paths.shown(path), f"cannot be read: {error.strerror}; allow this account to read it") from None


def read_text(path: Path) -> str:
    """Return the text of a file. Raises Faults where it is missing, empty, larger than BIGGEST, or not plain UTF-8."""
    place, content = paths.shown(path), read_content(path)
    if content is None:
        raise Faults.at(place, "the file is missing")
    if len(content) > BIGGEST * 10**6:
        size = f"{len(content) / 10**6:.1f} MB"
        raise Faults.at(place, f"is larger than {BIGGEST} MB, got: {size}; take out what the report does not need")
    for start, message in _WRONG_STARTS.items():
        if content.startswith(start):
            raise Faults.at(place, message)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02x}"
        raise Faults.at(f"{place}, line {line}", f"must be UTF-8 text, got: {byte}; save it as UTF-8") from None
    if not text.strip():
        raise Faults.at(place, "the file is empty")
    if path.suffix != _NOTEBOOK and (control := _CONTROL.search(text)):
        line = text.count("\n", 0, control.start()) + 1
        message = f"contains a control character (U+{ord(control[0]):04X}); delete it"
        raise Faults.at(f"{place}, line {line}", message)
    return text


def read_json(path: Path) -> Any:
    """Return the content of a JSON file. Raises ValueError where it is not JSON, Faults where it nests far too deep."""
    try:
        return json.loads(read_text(path))
    except RecursionError:
        raise Faults.at(paths.shown(path), f"nests lists and keys more than {DEEPEST} deep; write it flatter") from None


class _UniqueKeys(Loader):
    """YAML in which a repeated key is a fault, where plain YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        keys = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _yaml_error("a key must be a word", key)
            if key.value in keys:
                raise _yaml_error(f"the key {key.value!r} is repeated; delete one of them", key)
            keys.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file. Raises Faults with the line where it is not YAML, or not of the plain kind.

    That has no repeated key, no anchors, and no lists and keys nested more than DEEPEST deep.
    """
    try:
        text = read_text(path)
        _check_events(text)
        return yaml.load(text, _UniqueKeys)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = paths.shown(path) + (f", line {mark.line + 1}" if mark else "")
        problem = getattr(error, "problem", None) or "unreadable"
        raise Faults.at(place, f"is not valid YAML: {problem}") from None
    except ValueError as error:
        raise Faults.at(paths.shown(path), f"contains an impossible value: {error}") from None


def _check_events(text: str) -> None:
    """Check the structure of YAML before anything is made of it. Raises YAMLError."""
    depth = 0
    for event in yaml.parse(text, _UniqueKeys):
        if getattr(event, "anchor", None):  # of a few lines of these a gigabyte can be made
            problem = "anchors (&) and aliases (*) are not allowed; write the words out, or in quotation marks"
            raise _yaml_error(problem, event)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _yaml_error(f"lists and keys are nested more than {DEEPEST} deep", event)


def _yaml_error(problem: str, part: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=part.start_mark)


def read_model(path: Path, model: type[Model], **known: object) -> Model:
    """Return a YAML file as a model; `known` are keys whose values come from elsewhere, such as the file's name.

    Raises Faults with all its wrong keys and values.
    """
    content, place = read_yaml(path), paths.shown(path)
    if isinstance(content, dict):
        for key in known.keys() & content.keys():
            raise Faults.at(f"{place}, {key}", f"is not a key of this file: the file's name gives the {key}")
        content |= known
    return validate(model, content, place)


def validate(model: type[Model], content: object, place: str) -> Model:
    """Return `content` as a model. Raises Faults with all its wrong keys and values, each at its key in `place`."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise Faults(_in_plain_words(fault, place) for fault in error.errors()) from None


def _in_plain_words(fault: Mapping[str, Any], place: str) -> Fault:
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
        case _:
            wording = fault["msg"].replace("Input should", "must").replace("String should", "must")
            message = f"{wording[0].lower()}{wording[1:]}, got: {got}"
    key = ".".join(map(str, fault["loc"]))
    return Fault(f"{place}, {key}" if key else place, message)
