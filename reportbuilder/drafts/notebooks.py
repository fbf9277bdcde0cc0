"""Read the notebooks, and check them against the definitions and the edition's order before any is run."""

from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode
from papermill.translators import papermill_translators

from cosmic import editions, files, paths
from cosmic.errors import Fault, Faults, raise_any
from cosmic.periods import Quarter
from reportbuilder import places
from reportbuilder.drafts import cell_faults, commentary, nesting, reported

_MOST_OF_AN_ERROR = 200  # characters


def read_notebooks(quarter: Quarter) -> dict[str, NotebookNode]:
    """Return the notebooks by their stems, in the order of the report.

    Raises Faults unless every notebook has a definition and every definition a notebook, each can be run, and its
    prose cells are tagged for one quarter.
    """
    faults = [*_undefined_files(), *_wrong_pages(quarter)]
    notebooks: dict[str, NotebookNode] = {}
    for stem in [*reported.list_stems(quarter), paths.SCORECARD]:
        try:
            notebooks[stem] = read_notebook(stem)
        except Faults as error:
            faults += error.faults
    parameters = _passed_parameters(quarter)
    for stem, notebook in notebooks.items():
        faults += _faults(stem, notebook, quarter, parameters)
    raise_any(faults)
    return notebooks


def _undefined_files() -> Iterator[Fault]:
    """Find notebooks and figures of indicators that have no definition."""
    stems = paths.stems()
    notebooks = {path.stem for path in places.notebook("*").parent.glob("*.ipynb")}
    figures = {path.stem for path in paths.figures("*").parent.glob("*.csv")}
    for stem in sorted(notebooks - {*stems, paths.SCORECARD}):
        yield Fault(f"notebooks/{stem}.ipynb", _without_definition(stem))
    for stem in sorted(figures - set(stems)):
        yield Fault(f"data/figures/{stem}.csv", _without_definition(stem))
    if not stems:
        yield Fault("data/indicators/", "has no definition of an indicator; add a file such as cosmic-001.yml")


def _without_definition(stem: str) -> str:
    return f"has no definition (data/indicators/{stem}.yml); add one, or delete this file"


def _wrong_pages(quarter: Quarter) -> Iterator[Fault]:
    """Find the pages of an edition that index.qmd leaves out, and those that it names without a definition."""
    others = [paths.SCORECARD, places.QUALITY]
    try:
        listed = _index_pages()
    except Faults as error:
        yield from error.faults
        return
    for stem in [*reported.list_stems(quarter), *others]:
        if stem not in listed:
            yield Fault("index.qmd", f"has no line for the page build/{stem}.ipynb; add one")
    for stem in listed:
        if stem not in (*paths.stems(), *others):
            yield Fault("index.qmd", f"names a page that has no definition: {stem}; delete its line")


def _index_pages() -> list[str]:
    """Return the stems of the pages that the edition's order names."""
    lines = files.read_text(paths.root() / "index.qmd").splitlines()
    return [line.partition('src="build/')[2].partition(".ipynb")[0] for line in lines if 'src="build/' in line]


def read_notebook(stem: str) -> NotebookNode:
    """Return the notebook of an indicator, or the scorecard's. Raises Faults where it is missing, or is no notebook."""
    path = places.notebook(stem)
    place = paths.shown(path)
    if files.read_content(path) is None:
        raise Faults([Fault(place, "the notebook is missing")])
    try:
        nesting.check_nesting(path)  # nbformat would break at it
        notebook = nbformat.reads(files.read_text(path), as_version=4)
        nbformat.validate(notebook)
    except Faults:
        raise
    except Exception as error:  # nbformat raises many kinds, for anything that is no notebook
        reason = str(error).splitlines()[0][:_MOST_OF_AN_ERROR]
        raise Faults([Fault(place, f"is not a notebook: {reason}")]) from None
    return notebook


def _faults(stem: str, notebook: NotebookNode, quarter: Quarter, passed: set[str]) -> Iterator[Fault]:
    """Find what is wrong with a notebook; `passed` are the parameters that papermill passes to it."""
    place = paths.shown(places.notebook(stem))
    tagged = [number for number, cell in enumerate(notebook.cells, 1) if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        yield Fault(place, f"must have exactly one cell tagged parameters, got: {len(tagged)}")
        return
    (number,) = tagged
    for name in sorted(passed - _parameters(notebook, notebook.cells[number - 1])):
        yield Fault(f"{place}, cell {number}", f"does not set the parameter {name!r}; add a line such as {name} = ")
    if stem != paths.SCORECARD:
        for cell_number, message in commentary.find_faults(notebook.cells, quarter):
            yield Fault(f"{place}, cell {cell_number}", message)
    own = {cell.id for cell in commentary.find_own(notebook.cells, quarter)}
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown" and cell.id in own:
            for message in cell_faults.find_faults(cell.source):
                yield Fault(f"{place}, cell {number}", message)


def _parameters(notebook: NotebookNode, cell: NotebookNode) -> set[str]:
    """Return the names of the parameters that a notebook's cell sets, as papermill sees them."""
    kernel = notebook.metadata.get("kernelspec", {})
    translator = papermill_translators.find_translator(kernel.get("name"), kernel.get("language"))
    return {parameter.name for parameter in translator.inspect(cell)}


def _passed_parameters(quarter: Quarter) -> set[str]:
    """Return the names of the parameters that papermill will pass; only `quarter` where the params file is wrong."""
    try:
        return set(editions.load_edition(quarter).parameters)
    except Faults:
        return {"quarter"}
