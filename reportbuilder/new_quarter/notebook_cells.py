"""Make a notebook that of a new quarter: its parameter, new cells for its words, older ones folded, fresh outputs."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import nbformat
from nbformat import NotebookNode

from cosmic import editions
from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import Fault, Faults, raise_any
from reportbuilder import places
from reportbuilder.drafts import actions, cell_headings, cell_tags, commentary, markdown, notebook_file
from reportbuilder.drafts.commentary import INJECTED, Section
from reportbuilder.new_quarter.notebook_text import Cell, put_value, read_cells, read_layout

_PARAMETER = re.compile(r"""^quarter[ \t]*(?::[^=\n]*)?=[ \t]*(?P<value>"[^"\n]*"|'[^'\n]*')(?!["'])""", re.MULTILINE)
_FOLDED = {"source_hidden": True}  # JupyterLab shows the first line alone


def read_notebook_text(stem: str, quarter: Quarter) -> str:
    """Return the text of a notebook. Raises Faults where it is none, or cannot be made one of a quarter.

    It has cells of the quarter already, or some whose tags leave open what they are for, or no quarter to change.
    """
    path = places.notebook(stem)
    place, text = paths.shown(path), notebook_file.read_text(path)
    notebook = notebook_file.parse_notebook(text, place)
    if not notebook.cells:
        raise Faults([Fault(place, "has no cells")])
    quarters = [quarter, *editions.list_quarters()]
    wrong = [*_of_quarter(notebook, quarter), *cell_tags.find_faults(notebook.cells, quarter, quarters)]
    raise_any(Fault(f"{place}, cell {number}", message) for number, message in wrong)
    raise_any(Fault(place, message) for message in _unset_parameters(notebook))
    return text


def _of_quarter(notebook: NotebookNode, quarter: Quarter) -> Iterator[tuple[int, str]]:
    for number, cell in enumerate(notebook.cells, 1):
        if str(quarter) in commentary.read_tags(cell):
            yield number, f"is tagged {quarter} already; delete it, or its tag"


def _unset_parameters(notebook: NotebookNode) -> Iterator[str]:
    tagged = [cell for cell in notebook.cells if "parameters" in commentary.read_tags(cell)]
    if not any(_PARAMETER.search(cell.source) for cell in tagged):
        yield 'has no cell tagged parameters with a line such as quarter = "2025-26-Q1", which could be changed'


def set_quarter(text: str, quarter: Quarter) -> str:
    """Return a notebook's text with another quarter as its parameter, where papermill left one of its own there too."""
    for cell in reversed(list(read_cells(text))):
        if {"parameters", INJECTED} & set(cell.tags):
            held = text[cell.start : cell.end]
            text = f"{text[: cell.start]}{_with_parameter(cell, held, quarter)}{text[cell.end :]}"
    return text


def _with_parameter(cell: Cell, held: str, quarter: Quarter) -> str:
    """Return the text of a cell in which the last line that sets the quarter sets another."""
    source = cell.source
    *_, found = [None, *_PARAMETER.finditer(source)]
    if found is None:
        return held
    mark = found["value"][0]
    old, new = (json.dumps(value)[1:-1] for value in (found["value"], f"{mark}{quarter}{mark}"))
    wanted = f"{source[: found.start('value')]}{mark}{quarter}{mark}{source[found.end('value') :]}"
    for place in re.finditer(re.escape(old), held):
        changed = f"{held[: place.start()]}{new}{held[place.end() :]}"
        if "".join(json.loads(changed)["source"]) == wanted:
            return changed
    return held


def find_headings(notebooks: dict[str, str], last: Quarter) -> dict[tuple[str, Section], str]:
    """Return the heading of each notebook's sections in the last quarter, by stem and section.

    Where a notebook has none, it is the one that most other notebooks have.
    """
    headings: dict[tuple[str, Section], str] = {}
    for section in Section:
        own = {stem: heading for stem, text in notebooks.items() if (heading := _heading(text, section, last))}
        usual = Counter(own.values()).most_common(1)
        default = usual[0][0] if usual else f"### {cell_headings.default_heading(section)}"
        for stem in notebooks:
            headings[stem, section] = own.get(stem, default)
    return headings


def _heading(text: str, section: Section, quarter: Quarter) -> str:
    """Return the line with the heading of a notebook's section in a quarter; "" where it has none."""
    heading = ""
    for cell in read_cells(text):
        opening = markdown.opening_heading(cell.source)
        if {section, str(quarter)} <= set(cell.tags) and opening:
            heading, _ = cell_headings.split_quarter(opening)
    return heading


def add_cell(text: str, section: Section, quarter: Quarter, heading: str, words: str = "") -> str:
    """Return a notebook's text with a new cell of a section, with a heading and words, above the section's others."""
    cells, layout = list(read_cells(text)), read_layout(text)
    source = cell_headings.with_quarter(heading, quarter) + (f"\n\n{words}" if words else "")
    body = layout.write(_new_cell([str(section), str(quarter)], source.splitlines(keepends=True), cells))
    below = _cell_below(section, cells)
    if below is None:
        end = cells[-1].end
        return f"{text[:end]}{layout.comma}{body}{text[end:]}"
    return f"{text[: below.start]}{body}{layout.comma}{text[below.start :]}"


def insert_cell(text: str, after: Cell, tags: list[str], lines: list[str]) -> str:
    """Return a notebook's text with a new Markdown cell below another one."""
    layout = read_layout(text)
    body = layout.write(_new_cell(tags, lines, list(read_cells(text))))
    return f"{text[: after.end]}{layout.comma}{body}{text[after.end :]}"


def _new_cell(tags: list[str], lines: list[str], cells: list[Cell]) -> dict:
    ids = {name for cell in cells if isinstance(name := cell.content.get("id"), str)}
    cell: dict = {"cell_type": "markdown"}
    if ids:  # notebooks before format 4.5 have no ids
        cell["id"] = _free_id("-".join(tags).lower(), ids)
    return cell | {"metadata": {"tags": tags}, "source": lines}


def open_actions(text: str, last: Quarter) -> str:
    """Return the actions of a notebook's last path to green that are neither done nor dropped, as a list."""
    tags = {str(Section.PATH_TO_GREEN), str(last)}
    own = [cell.source for cell in read_cells(text) if tags <= set(cell.tags)]
    return "\n".join(action for source in own for action in actions.carry_open(source))


def _free_id(name: str, ids: set[str]) -> str:
    free, number = name, 1
    while free in ids:
        number += 1
        free = f"{name}-{number}"
    return free


def _cell_below(section: Section, cells: list[Cell]) -> Cell | None:
    """Return the cell that a new one goes above: the first of its section or of a later one; None for the end."""
    sections = list(Section)
    for other in sections[sections.index(section) :]:
        for cell in cells:
            if other in cell.tags:
                return cell
    return None


def fold_sections(text: str) -> str:
    """Return a notebook's text in which each section's cell says its quarter, and is folded to its first line.

    A cell that a person has unfolded since is folded again.
    """
    layout = read_layout(text)
    for cell in reversed(list(read_cells(text))):
        quarter = _quarter_of(cell)
        if quarter:
            metadata = cell.content["metadata"]
            held = metadata.get("jupyter")
            folded = metadata | {"jupyter": (held if isinstance(held, dict) else {}) | _FOLDED}
            text = put_value(text, cell, "source", _with_quarter(cell.content["source"], quarter), layout)
            text = put_value(text, cell, "metadata", dict(sorted(folded.items())), layout)
    return text


def _quarter_of(cell: Cell) -> Quarter | None:
    """Return the quarter of a section's cell, whose tags were checked; None for any other cell."""
    others = set(cell.tags).difference(Section)
    return Quarter.parse(others.pop()) if len(others) == 1 < len(set(cell.tags)) else None


def _with_quarter(source: str | list[str], quarter: Quarter) -> str | list[str]:
    """Return a cell's source, in the form that it had, with the quarter in the heading that it starts with."""
    lines = "".join(source).splitlines(keepends=True)
    if not lines or not lines[0].startswith("#") or markdown.read_heading("".join(source)) is None:
        return source
    heading = lines[0].rstrip()
    lines[0] = cell_headings.with_quarter(heading, quarter) + lines[0][len(heading) :]
    return lines if isinstance(source, list) else "".join(lines)


def with_outputs(text: str, shown: Sequence[NotebookNode]) -> str:
    """Return a notebook's text with what its code cells gave when they were run; `shown` are those cells, in order."""
    layout = read_layout(text)
    run = NotebookNode(cells=list(shown), metadata={}, nbformat=4, nbformat_minor=5)
    saved = json.loads(nbformat.v4.writes(run))["cells"]
    code = [cell for cell in read_cells(text) if cell.content["cell_type"] == "code" and INJECTED not in cell.tags]
    for cell, done in reversed(list(zip(code, saved, strict=True))):
        for key in ("outputs", "execution_count"):
            text = put_value(text, cell, key, done[key], layout)
    return text
