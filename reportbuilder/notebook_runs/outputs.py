"""What the code cells of a notebook may give an edition: what the calls of its page make of the record, no more.

A cell can run any code. What it displays as Markdown carries attributes and pictures, so it must be, to the letter,
what the publisher makes of the same record by itself. So must every figure be what the publisher draws: a cell could
reach another notebook's folder, or what is kept of its runs.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from cosmic import paths, saved_records
from cosmic.errors import Fault, raise_any
from cosmic.pages import indicator
from cosmic.record import Record
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs.papermill_task import Executed
from reportbuilder.notebook_runs.warm import processes

_QUOTED = 60  # characters
_drawn: dict[str, dict[str, bytes]] = {}  # by a digest of what it is drawn of; a preview draws the same again and again


def check(draft: Draft, executed: dict[str, Executed]) -> None:
    """Raise Faults where a notebook, by its stem, gave Markdown or figures that its page's own calls do not make."""
    raise_any(fault for stem, done in executed.items() for fault in _of_cells(draft, stem, done))
    drawn = _draw_all(draft, list(executed))
    raise_any(fault for stem, done in executed.items() for fault in _forged(stem, done.figures, drawn[stem]))


def draw(stem: str, of: Sequence[Record]) -> dict[str, bytes]:
    """Draw the figures of a page, by their names, as its calls do."""
    from cosmic.pages import charts  # only where it is drawn: Matplotlib takes a while to import

    save = charts.save_standing if stem == paths.SCORECARD else charts.save
    with tempfile.TemporaryDirectory() as folder:
        for record in of:
            save(record, Path(folder))
        return {path.name: path.read_bytes() for path in Path(folder).glob("*")}


def _draw_all(draft: Draft, stems: list[str]) -> dict[str, dict[str, bytes]]:
    """Draw the figures of pages, side by side; what was drawn before of the same records is not drawn again."""
    records_of = {stem: draft.records if stem == paths.SCORECARD else [_record(draft, stem)] for stem in stems}
    keys = {stem: _digest(stem, of) for stem, of in records_of.items()}
    missing = [stem for stem in stems if keys[stem] not in _drawn]
    calls = [partial(draw, stem, records_of[stem]) for stem in missing]
    drawn = processes.side_by_side(calls) if len(calls) > 1 and processes.can_fork() else [call() for call in calls]
    _drawn.update(zip((keys[stem] for stem in missing), drawn, strict=True))
    return {stem: _drawn[key] for stem, key in keys.items()}


def _digest(stem: str, of: Sequence[Record]) -> str:
    return hashlib.sha256(f"{stem} {saved_records.written(saved_records.plain(list(of)))}".encode()).hexdigest()


def _of_cells(draft: Draft, stem: str, done: Executed) -> Iterator[Fault]:
    place, own = paths.shown(paths.notebook(stem)), _own(draft, stem)
    cells = draft.notebooks[stem].cells
    numbers = [number for number, cell in enumerate(cells, 1) if cell.cell_type == "code"]
    first: dict[str, int] = {}
    for number, shown in zip(numbers, done.shown, strict=True):
        for markdown in shown:
            if markdown in first:
                yield Fault(
                    f"{place}, cell {number}", f"shows again what cell {first[markdown]} shows; delete one of them"
                )
            first.setdefault(markdown, number)
            if markdown not in own:
                message = f"shows what no call of its page makes: “{_start(markdown)}”; write words in a Markdown cell"
                yield Fault(f"{place}, cell {number}", message)


def _own(draft: Draft, stem: str) -> set[str]:
    """Make the Markdown of each call of a page."""
    if stem == paths.SCORECARD:
        shown = indicator.of_scorecard(draft.edition, draft.inputs, draft.records)
    else:
        shown = indicator.of_indicator(_record(draft, stem))
    return {one.markdown for one in shown}


def _record(draft: Draft, stem: str) -> Record:
    return next(record for record in draft.records if record.indicator.stem == stem)


def _forged(stem: str, given: dict[str, bytes], drawn: dict[str, bytes]) -> Iterator[Fault]:
    place = paths.shown(paths.notebook(stem))
    for name in sorted({*given, *drawn}):
        if given.get(name) != drawn.get(name):
            yield Fault(
                place,
                f"{name} is not what its page draws: take out the code that draws over it, and build with --fresh",
            )


def _start(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
