"""What the code cells of a notebook may give an edition: what the calls of its page make of the record, no more.

A cell can run any code. What it displays as Markdown carries attributes and pictures, so it must be, to the letter,
what the publisher makes of the same record by itself; and where a notebook runs other code than those calls, its
figures must be those that the publisher draws.
"""

import ast
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from cosmic import page, project
from cosmic.draft import Draft
from cosmic.errors import Fault, raise_any
from cosmic.execute import Executed
from cosmic.performance import Record

_PAGES = ("IndicatorPage", "ScorecardPage")
_CALLS = ("heading", "summary", "rag", "chart", "glance", "table", "changes")
_QUOTED = 60  # characters


def check(draft: Draft, executed: dict[str, Executed]) -> None:
    """Raise Faults where a notebook, by its stem, gave Markdown or figures that its page's own calls do not make."""
    raise_any(fault for stem, done in executed.items() for fault in _faults(draft, stem, done))


def _faults(draft: Draft, stem: str, done: Executed) -> Iterator[Fault]:
    notebook = draft.notebooks[stem]
    place = project.shown(project.notebook(stem))
    own = _own(draft, stem)
    code = [(number, cell) for number, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]
    for (number, _), shown in zip(code, done.shown, strict=True):
        for markdown in shown:
            if markdown not in own:
                message = f"shows what no call of its page makes: “{_start(markdown)}”; write words in a Markdown cell"
                yield Fault(f"{place}, cell {number}", message)
    if not all(_calls_its_page(cell) for _, cell in code):
        yield from _forged(place, done.figures, _drawn(draft, stem))


def _own(draft: Draft, stem: str) -> set[str]:
    """Make the Markdown of each call of a page."""
    if stem == project.SCORECARD:
        shown = page.of_scorecard(draft.edition, draft.inputs, draft.records)
    else:
        shown = page.of_indicator(_record(draft, stem))
    return {one.markdown for one in shown}


def _record(draft: Draft, stem: str) -> Record:
    return next(record for record in draft.records if record.indicator.stem == stem)


def _calls_its_page(cell: NotebookNode) -> bool:
    """Tell whether a cell only sets constants, makes its page and calls it, so that it can draw nothing else."""
    try:
        return all(_is_plain(statement) for statement in ast.parse(cell.source).body)
    except SyntaxError:
        return False


def _is_plain(statement: ast.stmt) -> bool:
    match statement:
        case ast.ImportFrom(module="cosmic.page", names=[ast.alias(name=name, asname=None)], level=0):
            return name in _PAGES
        case ast.Assign(targets=[ast.Name(id="quarter")], value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name(id="page")], value=ast.Call(func=ast.Name(id=name), args=args, keywords=[])):
            return name in _PAGES and all(isinstance(arg, ast.Constant | ast.Name) for arg in args)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id="page"), attr=name), args=[], keywords=[])):
            return name in _CALLS
    return False


def _drawn(draft: Draft, stem: str) -> dict[str, bytes]:
    """Draw the figures of a page, as its calls do."""
    from cosmic import charts  # only where it is needed: Matplotlib takes a while to import

    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get(project.BUILD_VARIABLE)
        os.environ[project.BUILD_VARIABLE] = folder
        try:
            if stem == project.SCORECARD:
                for record in draft.records:
                    charts.save_standing(record)
            else:
                charts.save(_record(draft, stem))
        finally:
            if before is None:
                del os.environ[project.BUILD_VARIABLE]
            else:
                os.environ[project.BUILD_VARIABLE] = before
        return {path.name: path.read_bytes() for path in Path(folder, "figures").glob("*")}


def _forged(place: str, given: dict[str, bytes], drawn: dict[str, bytes]) -> Iterator[Fault]:
    for name in sorted({*given, *drawn}):
        if given.get(name) != drawn.get(name):
            yield Fault(place, f"its code cells draw {name} otherwise than its page does; take out what draws over it")


def _start(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
