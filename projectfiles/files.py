"""The project's files: read once, as text, tables, JSON or YAML, each fault with its file and line."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from projectfiles import paths
from projectfiles.errors import Fault, Faults
from savedfiles import models, tables, text, yaml_files
from savedfiles.errors import Problem, Unreadable

Model = TypeVar("Model", bound=BaseModel)
Result = TypeVar("Result")
BIGGEST = 10  # megabytes; a file of the report takes a hundredth of one
DEEPEST = yaml_files.DEEPEST  # of JSON too; a notebook has about ten levels
_NOTEBOOK = ".ipynb"  # JSON writes its control characters as escapes; each cell is checked for itself
# What a draft has read of its files, by their paths: each is read once, whoever asks for its content.
_already_read: ContextVar[Mapping[Path, bytes]] = ContextVar("already_read", default=MappingProxyType({}))


@contextmanager
def as_if_written(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """Let all that reads the project's files within find these contents in them."""
    token = _already_read.set({**_already_read.get(), **contents})
    try:
        yield
    finally:
        _already_read.reset(token)


def read_content(path: Path) -> bytes | None:
    """Return a file's content, as it was already read or else as it is now; None where there is no file.

    Raises Faults where what is there is no file, or cannot be read.
    """
    content = _already_read.get().get(path)
    if content is not None or not os.path.lexists(path):
        return content
    if not path.is_file():
        what = "a folder" if path.is_dir() else "a link to nothing" if path.is_symlink() else "no ordinary file"
        raise Faults.at(paths.shown(path), f"is {what}; put the file itself in its place")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Faults.at(paths.shown(path), f"cannot be read: {error.strerror}; allow this account to read it") from None


def read_text(path: Path, *, is_table: bool = False) -> str:
    """Return the text of a file. Raises Faults where it is missing, empty, larger than BIGGEST, or no text.

    A table, and what only this project reads, in data/ and params/, may be saved as people's programs save text; what
    Quarto and JupyterLab read too must be plain UTF-8.
    """
    place, content = paths.shown(path), read_content(path)
    if content is None:
        raise Faults.at(place, "the file is missing")
    if len(content) > BIGGEST * 10**6:
        size = f"{len(content) / 10**6:.1f} MB"
        raise Faults.at(place, f"is larger than {BIGGEST} MB, got: {size}; take out what the report does not need")
    if is_table or place.startswith(("data/", "params/")):
        return _readable(place, "line", lambda: text.decode(content))
    plain = _readable(place, "line", lambda: text.decode_utf_8(content))
    if path.suffix != _NOTEBOOK:
        _readable(place, "line", lambda: text.refuse_controls(plain))
    return plain


def read_table(path: Path, columns: list[str], optional: Sequence[str] = ()) -> tuple[tables.Rows, list[Fault]]:
    """Return a CSV file's rows by their numbers, and the faults of others. Raises Faults where its heads are wrong.

    A column that is `optional` may be left out.
    """
    plain, place = read_text(path, is_table=True), paths.shown(path)
    rows, problems = _readable(place, "row", lambda: tables.read_table(plain, columns, optional))
    return rows, [_fault(problem, place, "row") for problem in problems]


def read_json(path: Path) -> Any:
    """Return the content of a JSON file. Raises ValueError where it is not JSON, Faults where it nests far too deep."""
    try:
        return json.loads(read_text(path))
    except RecursionError:
        raise Faults.at(paths.shown(path), f"nests lists and keys more than {DEEPEST} deep; write it flatter") from None


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file, each value as its text. Raises Faults with the line of what is no plain YAML.

    That has no repeated key, no anchors, and no lists and keys nested more than DEEPEST deep.
    """
    plain = read_text(path)
    return _readable(paths.shown(path), "line", lambda: yaml_files.read_yaml(plain))


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


def validate(model: type[Model], content: object, place: str, **context: object) -> Model:
    """Return `content` as a model. Raises Faults with all its wrong keys and values, each at its key in `place`.

    `context` is what the model's values are read by.
    """
    return _readable(place, "line", lambda: models.validate(model, content, **context))


def _readable(place: str, unit: str, read: Callable[[], Result]) -> Result:
    """Return what is read, or raise as Faults what is not readable, at the lines or rows of its place."""
    try:
        return read()
    except Unreadable as error:
        raise Faults(_fault(problem, place, unit) for problem in error.problems) from None


def _fault(problem: Problem, place: str, unit: str) -> Fault:
    where = f"{unit} {problem.line}" if problem.line else problem.key
    return Fault(f"{place}, {where}" if where else place, problem.message)
