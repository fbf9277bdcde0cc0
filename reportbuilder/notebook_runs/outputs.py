"""Check what the code cells of a notebook give an edition: what the calls of its page make of the record, no more.

A cell can run any code. What it displays as Markdown carries attributes and pictures, so it must be, to the letter,
what the publisher makes of the same record by itself. So must every figure be what the publisher draws: a cell could
reach another notebook's folder, or what is kept of its runs.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from cosmic.record import Record
from projectfiles import paths
from projectfiles.errors import Fault, raise_any
from reportbuilder import places
from reportbuilder.drafts import snapshot
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.edition_files import to_json
from reportbuilder.findings import shorten
from reportbuilder.notebook_runs import papermill_task
from reportbuilder.notebook_runs.fast_start import warm_processes
from reportbuilder.notebook_runs.papermill_task import Executed
from reportbuilder.notebook_runs.surroundings import own_matplotlib
from reportpages import brand, saved_records
from reportpages.indicator import IndicatorContent
from reportpages.scorecard import ScorecardContent

_QUOTED = 60  # characters
_drawn: dict[str, dict[str, bytes]] = {}  # by a digest of the records; a preview draws the same again and again


def check_outputs(draft: Draft, executed: dict[str, Executed]) -> None:
    """Raise Faults where a notebook gave Markdown or figures that its page's own calls do not make; by its stem."""
    raise_any(fault for stem, done in executed.items() for fault in _foreign_markdown(draft, stem, done))
    drawn = _draw_all(draft, list(executed))
    raise_any(fault for stem, done in executed.items() for fault in _foreign_figures(stem, done.figures, drawn[stem]))


def _draw_all(draft: Draft, stems: list[str]) -> dict[str, dict[str, bytes]]:
    """Return the figures of pages, by name; what was drawn before from the same records is not drawn again."""
    records_of = {stem: draft.records if stem == paths.SCORECARD else [_record(draft, stem)] for stem in stems}
    keys = {stem: _digest(stem, records) for stem, records in records_of.items()}
    missing = {stem: records_of[stem] for stem in stems if keys[stem] not in _drawn}
    for stem, figures in _draw_side_by_side(missing).items():
        _drawn[keys[stem]] = figures
    return {stem: _drawn[key] for stem, key in keys.items()}


def _draw_side_by_side(pages: dict[str, list[Record]]) -> dict[str, dict[str, bytes]]:
    """Draw the figures of pages in warm processes, one for each core; in this one where there are none, or one dies."""
    cores, processes = os.cpu_count() or 1, warm_processes()
    shares = [dict(list(pages.items())[core::cores]) for core in range(cores)]
    with papermill_task.temporary_folder() as folder:
        drawing = [processes and processes.start(draw, share, folder) for share in shares if share]
        for share, process in zip(shares, drawing, strict=False):
            if process:
                process.join()
            if not process or process.exitcode:
                draw(share, folder)
        return {stem: _contents(Path(folder) / stem) for stem in pages}


def draw(pages: dict[str, list[Record]], folder: str) -> None:
    """Draw the figures of pages as their calls do, each page's into a folder of its name."""
    with own_matplotlib():
        from reportpages import charts  # only where it is drawn: Matplotlib takes a while to import

    for stem, records in pages.items():
        save = charts.save_small if stem == paths.SCORECARD else charts.save
        (Path(folder) / stem).mkdir(exist_ok=True)
        for record in records:
            save(record, Path(folder) / stem)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _digest(stem: str, records: Sequence[Record]) -> str:
    looks = snapshot.digest_files([paths.brand(), *brand.read_brand().fonts.values()])
    return hashlib.sha256(f"{stem} {looks} {to_json(saved_records.to_plain(list(records)))}".encode()).hexdigest()


def _foreign_markdown(draft: Draft, stem: str, done: Executed) -> Iterator[Fault]:
    place, allowed = paths.shown(places.notebook(stem)), _page_markdown(draft, stem)
    numbers = [number for number, _ in papermill_task.number_code_cells(draft.notebooks[stem])]
    first: dict[str, int] = {}
    for number, shown in zip(numbers, done.shown, strict=True):
        for markdown in shown:
            if markdown in first:
                message = f"shows again what cell {first[markdown]} shows; delete one of them"
                yield Fault(f"{place}, cell {number}", message)
            first.setdefault(markdown, number)
            if markdown not in allowed:
                start = shorten(" ".join(markdown.split()), _QUOTED)
                message = f"shows what no call of its page makes: “{start}”; write words in a Markdown cell"
                yield Fault(f"{place}, cell {number}", message)


def _page_markdown(draft: Draft, stem: str) -> set[str]:
    """Return the Markdown of each call of a page."""
    if stem == paths.SCORECARD:
        board = ScorecardContent(draft.edition, draft.inputs, draft.records)
        shown = [board.glance(), board.heading(), board.table(), board.changes()]
    else:
        page = IndicatorContent(_record(draft, stem))
        shown = [page.heading(), page.summary(), page.rag(), page.chart()]
    return {part.markdown for part in shown}


def _record(draft: Draft, stem: str) -> Record:
    return next(record for record in draft.records if record.indicator.stem == stem)


def _foreign_figures(stem: str, given: dict[str, bytes], drawn: dict[str, bytes]) -> Iterator[Fault]:
    place = paths.shown(places.notebook(stem))
    for name in sorted({*given, *drawn}):
        if given.get(name) != drawn.get(name):
            message = f"{name} is not what its page draws; take out the code that draws over it, and build with --fresh"
            yield Fault(place, message)
