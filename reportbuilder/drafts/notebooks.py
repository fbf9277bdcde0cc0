"""The notebooks: read, and checked against the definitions and the edition's order before any is run."""

from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode
from papermill.translators import papermill_translators

from cosmic import editions, files, paths
from cosmic.errors import Fault, Faults, attempt, raise_any
from cosmic.periods import Quarter
from reportbuilder.drafts import cell_faults, commentary


def read_notebooks(quarter: Quarter) -> dict[str, NotebookNode]:
    """The notebooks by their stems, in the order of the report.

    Raises Faults unless notebooks and definitions stand in pairs, and each can be run and has its commentary.
    """
    stems = paths.stems()
    expected = [*stems, paths.SCORECARD]
    found = {path.stem for path in paths.notebook("*").parent.glob("*.ipynb")}
    figure_files = {path.stem for path in paths.figures("*").parent.glob("*.csv")}
    faults = [
        Fault(f"notebooks/{stem}.ipynb", f"has no definition (data/indicators/{stem}.yml)")
        for stem in sorted(found - set(expected))
    ]
    faults += [
        Fault(f"data/figures/{stem}.csv", f"has no definition (data/indicators/{stem}.yml)")
        for stem in sorted(figure_files - set(stems))
    ]
    if not stems:
        faults.append(Fault("data/indicators/", "holds no definition of an indicator"))
    orders, unreadable = attempt([_index_pages])
    faults += unreadable
    for index in orders:
        pages = [*expected, paths.QUALITY]
        faults += [Fault("index.qmd", f"has no line for the page build/{s}.ipynb") for s in pages if s not in index]
        faults += [Fault("index.qmd", f"names a page without definition: {s}") for s in index if s not in pages]
    held, unreadable = attempt(lambda stem=stem: (stem, _read(stem)) for stem in expected)
    faults += unreadable
    handed = _handed(quarter)
    faults += [fault for stem, notebook in held for fault in _faults(stem, notebook, quarter, handed)]
    raise_any(faults)
    return dict(held)


def _index_pages() -> list[str]:
    """The stems of the pages that the edition's order names."""
    lines = files.read_text(paths.root() / "index.qmd").splitlines()
    return [line.partition('src="build/')[2].partition(".ipynb")[0] for line in lines if 'src="build/' in line]


def _read(stem: str) -> NotebookNode:
    path = paths.notebook(stem)
    place = paths.shown(path)
    if files.read_content(path) is None:
        raise Faults([Fault(place, "the notebook is missing")])
    try:
        files.read_json(path)  # which tells of a size and of a depth that nbformat would break at
        notebook = nbformat.reads(files.read_text(path), as_version=4)
        nbformat.validate(notebook)
    except Faults:
        raise
    except Exception as error:  # nbformat raises many kinds, for anything that is no notebook
        raise Faults([Fault(place, f"is not a notebook: {str(error).splitlines()[0][:200]}")]) from None
    return notebook


def _faults(stem: str, notebook: NotebookNode, quarter: Quarter, handed: set[str]) -> Iterator[Fault]:
    place = paths.shown(paths.notebook(stem))
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        yield Fault(place, f"one cell is tagged parameters, got: {len(tagged)}")
        return
    for name in sorted(handed - _parameters(notebook, tagged[0])):
        yield Fault(f"{place}, cell {notebook.cells.index(tagged[0]) + 1}", f"does not take the parameter {name!r}")
    if stem != paths.SCORECARD:
        for cell, message in commentary.find_faults(notebook.cells, quarter):
            yield Fault(f"{place}, cell {cell}" if cell else place, message)
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown" and commentary.belongs(cell, quarter):
            yield from (Fault(f"{place}, cell {number}", message) for message in cell_faults.find_faults(cell.source))


def _parameters(notebook: NotebookNode, cell: NotebookNode) -> set[str]:
    """The names of the parameters that a notebook's cell takes, as papermill sees them."""
    kernel = notebook.metadata.get("kernelspec", {})
    translator = papermill_translators.find_translator(kernel.get("name"), kernel.get("language"))
    return {parameter.name for parameter in translator.inspect(cell)}


def _handed(quarter: Quarter) -> set[str]:
    """The names of the parameters that papermill will hand over; `quarter` at the least."""
    try:
        return set(editions.load_edition(quarter).parameters)
    except Faults:
        return {"quarter"}
