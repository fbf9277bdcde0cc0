"""Read the file of a notebook, whichever editor saved it, into one form: format 4.5, to be run by this Python.

JupyterLab, VS Code, Colab, Classic and papermill leave out different parts: the ids of cells, the kernel, outputs.
"""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines
from nbformat.validator import iter_validate

from projectfiles import files, paths
from projectfiles.errors import Fault, Faults, raise_any
from reportbuilder.drafts import merge_marks, nesting

_FORMAT = 4
_KERNEL = {"name": NATIVE_KERNEL_NAME, "display_name": "Python 3", "language": "python"}
_KINDS = ("code", "markdown", "raw")
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_MOST_OF_AN_ERROR = 200  # characters


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook whose cells all have an id, and whose kernel is this Python's.

    Raises Faults, with the line or the cell, where the file is no notebook of format 4, or not one of Python.
    """
    return parse_notebook(read_text(path), paths.shown(path))


def read_text(path: Path) -> str:
    """Return a notebook's text, without the byte order mark that some programs put in front. Raises Faults."""
    content = files.read_content(path)
    if content is None or not content.startswith(codecs.BOM_UTF8):
        return files.read_text(path)
    with files.as_if_written({path: content.removeprefix(codecs.BOM_UTF8)}):
        return files.read_text(path)


def parse_notebook(text: str, place: str) -> NotebookNode:
    """Return the notebook of a text; messages name its place. Raises Faults as `read_notebook` does."""
    content = _read_json(text, place)
    _check_format(content, place)
    raise_any(_wrong_cells(content["cells"], place))
    _check_language(content.get("metadata"), place)
    return _in_one_form(content["cells"], place)


def _read_json(text: str, place: str) -> Any:
    """Return the JSON of a notebook's text. Raises Faults with the line where it is none, and where it nests too deep.

    A merge that git could not finish leaves its marks between the lines.
    """
    try:
        content = json.loads(text, object_pairs_hook=_with_each_key_once)
    except RecursionError:
        raise Faults.at(place, nesting.TOO_DEEP) from None
    except ValueError as error:
        merged = merge_marks.find_mark(text)
        if merged:
            raise Faults.at(f"{place}, line {merged.line}", merge_marks.describe(merged)) from None
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        reason = getattr(error, "msg", str(error))[:_MOST_OF_AN_ERROR]
        message = f"is not a notebook: the file is damaged here ({reason}); take an earlier version of it"
        raise Faults.at(f"{place}{line}", message) from None
    nesting.check_nesting(content, place)
    return content


def _with_each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object as a dictionary. Raises ValueError where a key is repeated, as a merge may leave it."""
    held = dict(pairs)
    if len(held) < len(pairs):
        key = next(key for key in held if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"the key {key!r} is repeated")
    return held


def _check_format(content: Any, place: str) -> None:
    """Raise Faults unless this is what a notebook of format 4 is: keys, of which one has a list of cells."""
    number = content.get("nbformat") if isinstance(content, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        raise Faults.at(place, "is not a notebook: it does not say of which format it is (nbformat)")
    if number != _FORMAT:
        message = f"is a notebook of format {number}, but must be of format {_FORMAT}"
        raise Faults.at(place, f"{message}; open it in JupyterLab and save it")
    if not isinstance(content.get("cells"), list):
        raise Faults.at(place, "is not a notebook: it has no list of cells")


def _wrong_cells(cells: list[Any], place: str) -> Iterator[Fault]:
    """Find cells that no editor saves so, and ids that are given twice."""
    first: dict[object, int] = {}
    for number, cell in enumerate(cells, 1):
        where = f"{place}, cell {number}"
        if message := _wrong_cell(cell):
            yield Fault(where, message)
            continue
        if "id" in cell and first.setdefault(repr(cell["id"]), number) != number:
            message = f"has the id of cell {first[repr(cell['id'])]}, {cell['id']!r}"
            yield Fault(where, f"{message}; delete one of the two cells, or the line with the id of one of them")


def _wrong_cell(cell: Any) -> str | None:
    """Return what is wrong with a cell's parts; None where nothing is."""
    if not isinstance(cell, dict):
        return "is not a cell of a notebook; delete it"
    if cell.get("cell_type") not in _KINDS:
        return f"must be one of code, Markdown and raw, got: {cell.get('cell_type')!r}; delete it"
    if not _is_text(cell.get("source")):
        return "has no source (its words or its code); delete it, or write it again"
    metadata = cell.get("metadata", {})
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else None
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        return f"must have a list of words as its tags, got: {tags!r}"
    try:
        json.dumps(cell, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return f"holds half a character (U+{ord(error.object[error.start]):04X}); type the words around it again"
    return None


def _is_text(source: object) -> bool:
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) for line in lines)


def _check_language(metadata: object, place: str) -> None:
    """Raise Faults where a notebook says that it is in another language than Python."""
    held = metadata if isinstance(metadata, dict) else {}
    kernel, language = _part(held, "kernelspec"), _part(held, "language_info")
    name = kernel.get("language") or language.get("name")
    if isinstance(name, str) and "python" not in name.casefold():
        other = " ".join(name.split())
        message = f"is to be run by the kernel {kernel.get('name')!r}, in {other}, but its code must be Python"
        raise Faults.at(place, f"{message}; choose a Python kernel in JupyterLab and save it")


def _part(metadata: dict, key: str) -> dict:
    part = metadata.get(key)
    return part if isinstance(part, dict) else {}


def _in_one_form(cells: list[dict], place: str) -> NotebookNode:
    """Return a notebook of format 4.5. Raises Faults with the cell that has a part which no notebook can hold."""
    ids = Counter(cell.get("id") if isinstance(cell.get("id"), str) else None for cell in cells)
    notebook: dict[str, Any] = {
        "cells": [_cell(number, cell, ids) for number, cell in enumerate(cells, 1)],
        "metadata": {"kernelspec": _KERNEL},
        "nbformat": _FORMAT,
        "nbformat_minor": 5,
    }
    bare = notebook | {"cells": [cell | {"metadata": {}} for cell in notebook["cells"]]}  # cell_tags checks the tags
    error = next(iter(iter_validate(bare, version=_FORMAT, version_minor=5, relax_add_props=True)), None)
    if error:
        at = list(error.absolute_path)
        where = f"{place}, cell {at[1] + 1}" if at[:1] == ["cells"] and len(at) > 1 else place
        reason = error.message.splitlines()[0][:_MOST_OF_AN_ERROR]
        raise Faults.at(where, f"holds what no notebook can ({reason}); clear its outputs, or write it again")
    return rejoin_lines(nbformat.from_dict(notebook))


def _cell(number: int, cell: dict, ids: Counter) -> dict:
    """Return a cell with all the parts that its kind must have."""
    name = cell.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        name = f"cell-{number}"
        while ids[name]:
            name += "-1"
    needed: dict = {"metadata": {}}
    if cell["cell_type"] == "code":
        needed |= {"outputs": [], "execution_count": None}
    source = cell["source"]
    held = {key: value for key, value in cell.items() if key != "attachments"}
    tags = {"tags": list(dict.fromkeys(cell.get("metadata", {}).get("tags", [])))}
    return needed | held | {"id": name, "source": "".join(source), "metadata": cell.get("metadata", {}) | tags}
