"""Start a quarter: its params file, new cells in the notebooks, the last edition's records, and what is due."""

from dataclasses import dataclass
from datetime import date

from cosmic import editions, record
from cosmic.editions import Edition
from cosmic.periods import Quarter, months_before
from cosmic.ratings import RAG
from cosmic.record import Record
from projectfiles import files, paths
from projectfiles.errors import Fault, Faults, attempt, raise_any
from reportbuilder import places
from reportbuilder.drafts import reported, saved
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.definition_faults import find_definition_faults
from reportbuilder.drafts.edition_files import to_json
from reportbuilder.drafts.notebooks import read_notebook
from reportbuilder.new_quarter import due, notebook_cells
from reportbuilder.new_quarter.all_or_nothing import write_all
from reportbuilder.new_quarter.outputs import run_all
from reportbuilder.new_quarter.params_file import write_params
from reportbuilder.new_quarter.published import list_unlike
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress
from reportpages import formatting
from savedfiles import days


@dataclass(frozen=True)
class _Start:
    """The new edition and the last one, and whether the new one's day of production is only proposed."""

    edition: Edition
    last: Edition
    is_proposed: bool


def start_quarter(quarter: Quarter, produced_on: str | None, options: RunOptions, progress: Progress) -> str:
    """Start a quarter from the last one, and return what is due as text for people to read.

    `produced_on` is proposed from the last edition where it is not given. Raises Faults with everything that prevents
    the start, and CosmicError where a file cannot be written; either way nothing is changed.
    """
    raise_any(_already_started(quarter))
    starts, wrong_start = attempt([lambda: _prepare(quarter, produced_on)])
    quarters = editions.with_quarter_before(quarter)
    inputs, wrong_inputs = attempt([lambda: record.load_inputs(paths.stems(), *quarters)])
    notebooks, wrong_notebooks = _read_notebooks(quarter, reported.list_stems(quarter))
    raise_any([*wrong_start, *wrong_inputs, *wrong_notebooks])
    raise_any(find_definition_faults())
    start = starts[0]
    last_records = inputs[0].records(start.last)
    notebooks = _of_quarter(notebooks, quarter, start.last.quarter)
    old_params = files.read_text(paths.root() / start.last.place)
    texts = {
        paths.root() / start.edition.place: write_params(
            old_params, start.last.quarter, start.edition, start.is_proposed
        ),
        paths.kept_records(start.last.quarter): _to_save(last_records),
    }
    notebooks, charts = run_all(notebooks, texts, start.last.quarter, options, progress)
    write_all(texts | charts | {places.notebook(stem): text for stem, text in notebooks.items()})
    told = [*due.list_due(inputs[0].records(start.edition), notebooks), *list_unlike(start.last, last_records)]
    return _report(start, len(notebooks) - len([paths.SCORECARD]), told)


def _to_save(records: list[Record]) -> str:
    """Return what is saved of the last edition, as JSON. Raises Faults where a notebook of it cannot be read."""
    stems = [record.indicator.stem for record in records]
    notebooks = {stem: read_notebook(stem) for stem in stems}
    return to_json(saved.to_save(records, notebooks))


def _read_notebooks(quarter: Quarter, stems: list[str]) -> tuple[dict[str, str], list[Fault]]:
    """Return the texts of the notebooks by their stems, and what is wrong with them."""
    notebooks: dict[str, str] = {}
    faults: list[Fault] = []
    for stem in [*stems, paths.SCORECARD]:
        try:
            notebooks[stem] = notebook_cells.read_notebook_text(stem, quarter)
        except Faults as error:
            faults += error.faults
    return notebooks, faults


def _of_quarter(notebooks: dict[str, str], quarter: Quarter, last: Quarter) -> dict[str, str]:
    """Return the texts of the notebooks for a quarter: with its parameter, new cells, and older ones folded.

    Actions that are neither done nor dropped go on in the new path to green.
    """
    pages = {stem: text for stem, text in notebooks.items() if stem != paths.SCORECARD}
    headings = notebook_cells.find_headings(pages, last)
    changed = {}
    for stem, text in notebooks.items():
        text = notebook_cells.set_quarter(text, quarter)
        if stem in pages:
            carried = {Section.PATH_TO_GREEN: notebook_cells.open_actions(text, last)}
            text = notebook_cells.fold_sections(text)
            for section in Section:
                heading, words = headings[stem, section], carried.get(section, "")
                text = notebook_cells.add_cell(text, section, quarter, heading, words)
        changed[stem] = text
    return changed


def _prepare(quarter: Quarter, produced_on: str | None) -> _Start:
    """Return the edition to start. Raises Faults where it is started already, or cannot be."""
    quarters = editions.list_quarters()
    if not quarters:
        message = "has no quarter to start from; add a file such as 2025-26-Q1.yml"
        raise Faults([Fault("params/", message)])
    latest = quarters[-1]
    faults = []
    if quarter < latest:
        faults.append(Fault("QUARTER", f"must be after the last one in params/, {latest}, got: {quarter}"))
    kept = paths.kept_records(latest)
    if kept.exists():
        faults.append(Fault(paths.shown(kept), "exists already; if it is left from a start that was undone, delete it"))
    last, wrong_last = attempt([lambda: editions.load_edition(latest)])
    days, wrong_day = attempt([lambda: _parse_day(produced_on, quarter)])
    raise_any([*faults, *wrong_last, *wrong_day])
    day = days[0] or quarter.end + (last[0].produced_on - last[0].quarter.end)
    edition = Edition(quarter, day, last[0].parameters | {"quarter": str(quarter)}, last[0].committee)
    return _Start(edition, last[0], is_proposed=days[0] is None)


def _already_started(quarter: Quarter) -> list[Fault]:
    path = paths.params() / f"{quarter}.yml"
    return [Fault(paths.shown(path), "exists already: the quarter is started")] if path.exists() else []


def _parse_day(text: str | None, quarter: Quarter) -> date | None:
    """Return the day of production that was typed; None where none was."""
    if not text:
        return None
    try:
        day = days.read_day(text)
    except ValueError as error:
        raise Faults([Fault("--produced-on", str(error))]) from None
    if day <= quarter.end:
        raise Faults([Fault("--produced-on", f"must be after the quarter's end ({quarter.end}), got: {day}")])
    return day


def _report(start: _Start, count: int, due_lines: list[str]) -> str:
    """Return what was started, what is due and by when, and what to do next."""
    edition, last = start.edition, start.last.quarter
    kept = f"{paths.shown(paths.kept_records(last))} (the records of {last})"
    lines = [f"{edition.quarter.label} is started: {edition.place}, {kept}, new cells in {count} notebooks."]
    if months_before(edition.quarter.start, 1) != last.end:
        lines.append(f"It follows {last}: the quarters between have no edition.")
    day, origin = formatting.day_in_full(edition.produced_on), "proposed" if start.is_proposed else "set"
    lines.append(f"Due by {day} ({origin} in {edition.place}); figures published later are not in the edition:")
    lines += due_lines
    lines.append("")
    red, amber = (edition.committee.ratings.name(rating) for rating in (RAG.RED, RAG.AMBER))
    lines.append(f"Where the rating is {red} or {amber}, a path to green is due too, in the same notebook.")
    lines.append(
        f"To ask each service for what is due, with a workbook to fill in: cosmic returns out {edition.quarter}"
    )
    lines.append(f"Next: cosmic check {edition.quarter}. Commands without a quarter now use this one, not {last}.")
    return "\n".join(lines)
