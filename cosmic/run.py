"""Run the notebooks for a quarter by papermill: notebooks/ + params/ → build/."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from cosmic import commentary, editions, page, performance, project, wording
from cosmic.editions import Edition
from cosmic.errors import Fault, Faults, gather, raise_any
from cosmic.performance import Record
from cosmic.periods import Quarter

SCORECARD = "scorecard"
Progress = Callable[[int, int, str], None]


def run(quarter: Quarter, progress: Progress) -> Edition:
    """Check every input, run the notebooks and leave in build/ all that a publisher needs.

    Raises Faults, all at once, before anything in build/ is touched; and where a cell fails, with its notebook and
    its number.
    """
    edition, inputs, _ = gather(
        [
            lambda: editions.read(quarter),
            lambda: performance.read_inputs(project.stems()),
            lambda: _check_notebooks(quarter),
        ]
    )
    records = inputs.records(edition)
    shutil.rmtree(project.build(), ignore_errors=True)
    project.build().mkdir()
    stems = [SCORECARD, *project.stems()]
    for done, stem in enumerate(stems):
        progress(done, len(stems), stem)
        _execute(stem, edition)
    progress(len(stems), len(stems), "done")
    _write_metadata(edition)
    _write_scorecard(records)
    _write_records(records)
    return edition


def _check_notebooks(quarter: Quarter) -> None:
    """Notebooks and definitions stand in pairs, and each notebook can be run and has its commentary."""
    stems = project.stems()
    expected = [*stems, SCORECARD]
    found = {path.stem for path in project.notebook("*").parent.glob("*.ipynb")}
    figure_files = {path.stem for path in project.figures("*").parent.glob("*.csv")}
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
    index = _index_pages()
    faults += [Fault("index.qmd", f"has no line for the page build/{s}.ipynb") for s in expected if s not in index]
    faults += [Fault("index.qmd", f"names a page without definition: {s}") for s in index if s not in expected]
    faults += [fault for stem in expected for fault in _notebook_faults(stem, quarter)]
    raise_any(faults)


def _index_pages() -> list[str]:
    """The stems of the pages that the edition's order names."""
    lines = (project.root() / "index.qmd").read_text(encoding="utf-8").splitlines()
    return [line.partition('src="build/')[2].partition(".ipynb")[0] for line in lines if 'src="build/' in line]


def _notebook_faults(stem: str, quarter: Quarter) -> Iterator[Fault]:
    path = project.notebook(stem)
    place = project.shown(path)
    if not path.is_file():
        yield Fault(place, "the notebook is missing")
        return
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises many kinds, for anything that is no notebook
        yield Fault(place, f"is not a notebook: {str(error).splitlines()[0][:200]}")
        return
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        yield Fault(place, f"one cell is tagged parameters, got: {len(tagged)}")
        return
    known = set(papermill.inspect_notebook(str(path)))
    for name in sorted(_handed(quarter) - known):
        yield Fault(f"{place}, cell {notebook.cells.index(tagged[0]) + 1}", f"does not take the parameter {name!r}")
    if stem != SCORECARD:
        for cell, message in commentary.faults(notebook.cells, quarter):
            yield Fault(f"{place}, cell {cell}" if cell else place, message)


def _handed(quarter: Quarter) -> set[str]:
    """The names of the parameters that papermill will hand over; `quarter` at the least."""
    try:
        return set(editions.read(quarter).parameters)
    except Faults:
        return {"quarter"}


def _execute(stem: str, edition: Edition) -> None:
    """Run one notebook in the notebooks' folder and keep what an edition takes of it."""
    path = project.notebook(stem)
    notebook = nbformat.read(path, as_version=4)
    numbers = {cell.id: number for number, cell in enumerate(notebook.cells, 1)}
    notebook.cells = commentary.select(notebook.cells, edition.quarter)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    try:
        executed = papermill.execute_notebook(
            notebook,
            None,
            edition.parameters,
            progress_bar=False,
            cwd=path.parent,
            extra_arguments=["--log-level=ERROR"],
        )
    except (PapermillExecutionError, DeadKernelError) as error:
        raise Faults([_cell_fault(error, project.shown(path), notebook, numbers)]) from None
    _check_anchor(executed, stem, project.shown(path))
    _strip(executed)
    nbformat.write(executed, project.build() / f"{stem}.ipynb")


def _cell_fault(error: Exception, place: str, notebook, numbers: dict[str, int]) -> Fault:
    """Which cell failed, numbered as the analyst sees them, and how."""
    if isinstance(error, DeadKernelError):
        return Fault(place, "the kernel died")
    source = error.source.strip()
    failed = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip() == source]
    cell = f", cell {numbers[failed[0].id]}" if failed else ""
    return Fault(f"{place}{cell}", f"`{source}` failed with {error.ename}: {error.evalue}")


def _check_anchor(notebook, stem: str, place: str) -> None:
    """A copied notebook that still shows another indicator is a fault."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    anchors = [line for output in outputs for line in output.get("data", {}).get("text/markdown", "").splitlines()]
    if not any(line.endswith(f"{{#{stem}}}") for line in anchors):
        raise Faults([Fault(place, f"shows no heading of {stem}; does it name another indicator?")])


def _strip(notebook) -> None:
    """Take out timestamps, machine paths and papermill's own notes."""
    notebook.metadata.pop("papermill", None)
    notebook.cells = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    for cell in notebook.cells:
        cell.metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}


def _write_metadata(edition: Edition) -> None:
    """What the report's templates print of an edition; JSON, which is YAML to Quarto and to pandoc."""
    metadata = {
        "subtitle": edition.quarter.label,
        "produced": f"Produced on: {wording.day_in_full(edition.produced_on)}",
        "produced-on": edition.produced_on.isoformat(),
        "output-file": edition.name,
    }
    _write(project.build() / "edition.yml", json.dumps(metadata, indent=2, ensure_ascii=False) + "\n")


def _write_scorecard(records: list[Record]) -> None:
    with open(project.build() / "scorecard.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(page.SCORECARD_HEADS)
        writer.writerows(page.scorecard_row(record) for record in records)


def _write_records(records: list[Record]) -> None:
    content = [_jsonable(asdict(record) | _plain(record)) for record in records]
    _write(project.build() / "record.json", json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _plain(record: Record) -> dict:
    """The parts of a record that are models or keyed by more than a name, as plain values."""
    indicator = record.indicator.model_dump(exclude={"targets"}) | {"code": record.indicator.code}
    edition = {"quarter": str(record.edition.quarter), "produced_on": record.edition.produced_on}
    means = {str(kind): asdict(mean) for kind, mean in record.benchmarks.items()}
    return {"indicator": indicator, "edition": edition, "benchmarks": means}


def _jsonable(value: object) -> object:
    match value:
        case dict():
            return {str(key): _jsonable(held) for key, held in value.items()}
        case list() | tuple():
            return [_jsonable(held) for held in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
