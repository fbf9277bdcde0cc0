"""Work out the records as they will be once returns are in, and tell what only these show."""

import pandas as pd

from cosmic import record
from cosmic.ratings import RAG
from cosmic.record import Record, compute_record
from projectfiles import files
from projectfiles.errors import Faults, attempt
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.draft import read_draft
from reportbuilder.returns.changes import Change, contents_of
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.intake import Intake, Return
from reportpages import formatting

_OFF_TARGET = (RAG.RED, RAG.AMBER)


def look_ahead(intake: Intake) -> None:
    """Work out the records as they will be, and tell what follows from them: a path to green that is due."""
    if not intake.changes:
        return
    edition = next(iter(intake.changes.values())).expected.edition
    with files.as_if_written(contents_of(intake.changes.values())):
        _read_back(intake)
        drafts, intake.unchecked = attempt([lambda: read_draft(edition.quarter)])
        if drafts:
            intake.draft = drafts[0]
        inputs = drafts[0].inputs if drafts else record.load_inputs(list(intake.changes))
        records = drafts[0].records if drafts else inputs.records(edition)
    tables = {one.stem: table for one, table in zip(inputs.indicators, inputs.figures, strict=True)}
    for after in records:
        stem = after.indicator.stem
        if one := intake.changes.get(stem):
            intake.after[stem] = after
            if one.figures:
                before, parts = _as_before(tables[stem], one), inputs.parts.get(stem)
                intake.before[stem] = compute_record(one.on_the_day, edition, before, inputs.benchmarks, parts)
            if fault := _missing_path(one, after):
                _return_of(intake, stem).faults.append(fault)


def _read_back(intake: Intake) -> None:
    """Read what the project will hold of each indicator; tell of each whose tables break a rule that no cell shows."""
    for stem, one in list(intake.changes.items()):
        try:
            intake.now[stem] = one.read_back()
        except Faults as error:
            main, own = one.answers.main, _return_of(intake, stem)
            place = main.entries.get("value", main.first)
            own.faults += [place.fault(f"cannot be taken in: {fault.message}.") for fault in error.faults]
            del intake.changes[stem]


def _as_before(table: pd.DataFrame, one: Change) -> pd.DataFrame:
    """Return a table of figures as it was without what a return changes in it."""
    rows = one.expected.rows
    kept = table[table["row"].isin(rows.keys() - one.figures.replaced.keys())]
    old = [dict(rows[number]) | {"row": number} for number in one.figures.replaced]
    return pd.DataFrame([*kept.to_dict("records"), *old], columns=table.columns, dtype=object)


def _return_of(intake: Intake, stem: str) -> Return:
    """Return the file that answers an indicator."""
    answered = intake.changes[stem].answers
    return next(one for one in intake.returns if one.answers.get(stem) is answered)


def _missing_path(one: Change, after: Record) -> CellFault | None:
    """Return that a figure is off its target, and nothing is said of the way back."""
    main = one.answers.main
    is_said = "path_to_green" in main.filled or one.answers.actions or Section.PATH_TO_GREEN in one.expected.words
    if after.rag not in _OFF_TARGET or is_said or "path_to_green" not in main.entries or after.current is None:
        return None
    rating = after.edition.committee.ratings.name(after.rag)
    figure, target = formatting.figure(after.current, after.indicator), formatting.target(after)
    said = f"is empty, and the figure ({figure}) is rated {rating} against its target ({target})"
    return main.entries["path_to_green"].fault(f"{said}. Say here what is being done to reach the target.")
