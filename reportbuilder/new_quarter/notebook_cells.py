"""The cells of a notebook in its own text: found, and added to, with all else as it was to the byte."""

import json
import re
from collections import Counter
from collections.abc import Iterator

import nbformat

from cosmic import files, paths
from cosmic.errors import Fault, Faults, raise_any
from cosmic.periods import Quarter
from reportbuilder.drafts.commentary import Section

_BETWEEN = re.compile(r"[ \t\r\n,:]*")


def read_notebook_text(stem: str, quarter: Quarter) -> str:
    """The text of an indicator's notebook. Raises Faults where it is none, or has cells of the quarter already."""
    path = paths.notebook(stem)
    place, text = paths.shown(path), files.read_text(path)
    try:
        nbformat.validate(nbformat.reads(text, as_version=4))
    except Exception as error:  # nbformat raises many kinds, for anything that is no notebook
        raise Faults([Fault(place, f"is not a notebook: {str(error).splitlines()[0][:200]}")]) from None
    held = [cell for _, _, cell in cells(text)]
    if not held:
        raise Faults([Fault(place, "holds no cells (of notebook format 4)")])
    message = f"is tagged {quarter} already"
    raise_any(Fault(f"{place}, cell {n}", message) for n, cell in enumerate(held, 1) if str(quarter) in tags(cell))
    return text


def headings(notebooks: dict[str, str], last: Quarter) -> dict[tuple[str, Section], str]:
    """The heading of each notebook's sections in the last quarter; where one has none, what most of the others have."""
    found = {
        (stem, section): line
        for stem, text in notebooks.items()
        for _, _, cell in cells(text)
        for section in Section
        for line in "".join(cell["source"]).splitlines()[:1]
        if {section, str(last)} <= set(tags(cell)) and line.startswith("#")
    }
    for section in Section:
        said = Counter(line for (_, held), line in found.items() if held is section)
        usual = max(said, key=said.get, default=f"### {section.replace('-', ' ').capitalize()}")
        for stem in notebooks:
            found.setdefault((stem, section), usual)
    return found


def with_fresh_cell(text: str, section: Section, quarter: Quarter, heading: str) -> str:
    """A notebook's text with one more cell above its section's others; all else stays to the byte."""
    held = list(cells(text))
    ids = {cell.get("id") for _, _, cell in held}
    name = f"{section}-{quarter}".lower()
    free = next(name for name in (name, *(f"{name}-{n}" for n in range(2, len(held) + 3))) if name not in ids)
    tagged = {"metadata": {"tags": [str(section), str(quarter)]}, "source": [heading]}
    cell = {"cell_type": "markdown"} | ({"id": free} if ids != {None} else {}) | tagged
    comma = text[held[0][1] : held[1][0]] if len(held) > 1 else ","
    body = _in_layout(cell, comma, text[held[0][0] :], text.isascii())
    below = _below(section, [tags(cell) for _, _, cell in held])
    if below is None:
        end = held[-1][1]
        return f"{text[:end]}{comma}{body}{text[end:]}"
    at = held[below][0]
    return f"{text[:at]}{body}{comma}{text[at:]}"


def _below(section: Section, tags: list[list[str]]) -> int | None:
    """Which cell a fresh one stands above: the first of its section, else of a later section; None for the end."""
    sections = list(Section)
    for other in sections[sections.index(section) :]:
        for place, held in enumerate(tags):
            if other in held:
                return place
    return None


def _in_layout(cell: dict, comma: str, first: str, ascii_only: bool) -> str:
    """A cell as JSON, laid out as the first one; `comma` is what stands between two, white space and all."""
    inner = re.match(r"\{([ \t\r\n]*)", first)[1]
    if "\n" not in inner:
        return json.dumps(cell, ensure_ascii=ascii_only, separators=(",", ":") if comma == "," else (", ", ": "))
    margin = comma.rpartition("\n")[2] if "\n" in comma else ""
    step = inner.rpartition("\n")[2].removeprefix(margin)
    lines = json.dumps(cell, indent=step, ensure_ascii=ascii_only)
    return lines.replace("\n", ("\r\n" if "\r\n" in inner else "\n") + margin)


def cells(text: str) -> Iterator[tuple[int, int, dict]]:
    """The cells of a notebook, each with where its text starts and ends."""
    decode = json.JSONDecoder().raw_decode
    at = _BETWEEN.match(text, text.index("{") + 1).end()
    while text[at] != "}":
        key, at = decode(text, at)
        at = _BETWEEN.match(text, at).end()
        if key == "cells":
            break
        at = _BETWEEN.match(text, decode(text, at)[1]).end()
    else:
        return
    at = _BETWEEN.match(text, at + 1).end()
    while text[at] != "]":
        cell, end = decode(text, at)
        yield at, end, cell
        at = _BETWEEN.match(text, end).end()


def tags(cell: dict) -> list[str]:
    return cell["metadata"].get("tags", [])
