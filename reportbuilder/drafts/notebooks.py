"""Read the notebooks, and check them against the definitions and the edition's order before any is run."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode
from papermill.translators import papermill_translators

from cosmic import editions
from cosmic.committee import read_committee
from cosmic.periods import Quarter
from projectfiles import files, paths
from projectfiles.errors import Fault, Faults, attempt, raise_any
from reportbuilder import places
from reportbuilder.drafts import (
    cell_faults,
    cell_headings,
    cell_tags,
    commentary,
    markdown,
    notebook_file,
    reported,
    unpublished,
)

_INSTEAD = {places.KEY: " in place of any key that is typed there, whose rows belong in _quarto.yml"}


@dataclass(frozen=True)
class _Known:
    """The parameters that papermill passes to each notebook, and the quarters that have a params file."""

    parameters: set[str]
    quarters: list[Quarter]


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
    known = _known(quarter)
    for stem, notebook in notebooks.items():
        faults += _faults(stem, notebook, quarter, known)
    raise_any(faults)
    for notebook in notebooks.values():
        cell_headings.drop_quarters(notebook.cells)
    return notebooks


def _undefined_files() -> Iterator[Fault]:
    """Find notebooks and figures of indicators that have no definition."""
    stems = paths.stems()
    notebooks = {path.stem for path in places.notebook("*").parent.glob("[!.~]*.ipynb")}
    figures = {path.stem for path in paths.figures("*").parent.glob("*.csv") if paths.is_stem(path.stem)}
    for stem in sorted(notebooks - {*stems, paths.SCORECARD}):
        yield Fault(f"notebooks/{stem}.ipynb", _without_definition(stem))
    for stem in sorted(figures - set(stems)):
        yield Fault(f"data/figures/{stem}.csv", _without_definition(stem))
    if not stems:
        yield Fault("data/indicators/", f"has no definition of an indicator; add a file such as {_first_stem()}.yml")


def _first_stem() -> str:
    own, _ = attempt([read_committee])
    return f"{own[0].stem if own else 'ht'}-001"


def _without_definition(stem: str) -> str:
    return f"has no definition (data/indicators/{stem}.yml); add one, or delete this file"


def _wrong_pages(quarter: Quarter) -> Iterator[Fault]:
    """Find the pages of an edition that index.qmd leaves out, and those that it names without a definition."""
    others = [places.KEY, paths.SCORECARD, places.QUALITY]
    try:
        listed = _index_pages()
    except Faults as error:
        yield from error.faults
        return
    for stem in [*reported.list_stems(quarter), *others]:
        if stem not in listed:
            yield Fault("index.qmd", f"has no line for the page build/{stem}.ipynb; add one{_INSTEAD.get(stem, '')}")
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
    if files.read_content(path) is None:
        raise Faults([Fault(paths.shown(path), "the notebook is missing")])
    return notebook_file.read_notebook(path)


def _faults(stem: str, notebook: NotebookNode, quarter: Quarter, known: _Known) -> Iterator[Fault]:
    """Find what is wrong with a notebook."""
    place = paths.shown(places.notebook(stem))
    yield from _wrong_parameters(notebook, place, known.parameters)
    for number, message in cell_tags.find_faults(notebook.cells, quarter, known.quarters):
        yield Fault(f"{place}, cell {number}", message)
    own = commentary.mark_own(notebook.cells, quarter)
    for number, (cell, is_own) in enumerate(zip(notebook.cells, own, strict=True), 1):
        messages = list(unpublished.find_unpublished(cell))  # of other quarters' cells only what they would lose
        if cell.cell_type == "markdown" and is_own:
            messages += _wrong_words(cell, quarter)
        yield from (Fault(f"{place}, cell {number}", message) for message in messages)


def _wrong_parameters(notebook: NotebookNode, place: str, passed: set[str]) -> Iterator[Fault]:
    """Find that no cell, or no single one, sets the parameters that papermill passes."""
    numbered = enumerate(notebook.cells, 1)
    tagged = [number for number, cell in numbered if "parameters" in commentary.read_tags(cell)]
    if len(tagged) != 1:
        yield Fault(place, f"must have exactly one cell tagged parameters, got: {len(tagged)}")
        return
    (number,) = tagged
    for name in sorted(passed - _parameters(notebook, notebook.cells[number - 1])):
        yield Fault(f"{place}, cell {number}", f"does not set the parameter {name!r}; add a line such as {name} = ")


def _wrong_words(cell: NotebookNode, quarter: Quarter) -> Iterator[str]:
    """Describe what is wrong with the words of a cell that a quarter's edition has."""
    yield from cell_faults.find_faults(cell.source)
    if len(cell.source) <= markdown.LONGEST and not commentary.is_empty(cell):
        yield from cell_headings.find_faults(cell, quarter)


def _parameters(notebook: NotebookNode, cell: NotebookNode) -> set[str]:
    """Return the names of the parameters that a notebook's cell sets, as papermill sees them."""
    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # a line that it cannot read sets no parameter: told here
    kernel = notebook.metadata.get("kernelspec", {})
    translator = papermill_translators.find_translator(kernel.get("name"), kernel.get("language"))
    return {parameter.name for parameter in translator.inspect(cell)}


def _known(quarter: Quarter) -> _Known:
    """Return what there is to compare with; of a params file that is wrong, what papermill passes in any case."""
    try:
        parameters = set(editions.load_edition(quarter).parameters)
    except Faults:
        parameters = {"quarter"}
    try:
        return _Known(parameters, [quarter, *editions.list_quarters()])
    except Faults:
        return _Known(parameters, [quarter])
