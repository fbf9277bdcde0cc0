"""Tell how far the return of each indicator has come, who signed it off, and whether that still holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from projectfiles import files, paths
from reportbuilder.drafts import commentary
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.figure_tables import read_table
from reportbuilder.drafts.received import Received
from reportbuilder.returned.digest import digest_answers
from reportbuilder.returned.under_way import UnderWay, read_under_way


class Stage(StrEnum):
    """How far a return has come for an indicator."""

    NOT_RECEIVED = "not received"
    ASKED = "asked"
    WRONG = "with faults"
    WAITING = "came back, not taken in"
    RECEIVED = "received"
    SIGNED_OFF = "signed off"
    CHANGED = "changed after sign-off"


@dataclass(frozen=True)
class Returned:
    """The stage of an indicator's return, and the day on which it came to that, but for a signature.

    `due` is by when it was asked for, `faults` how many it came back with; `line` is that of the list of returns.
    """

    stage: Stage
    day: date | None = None
    due: date | None = None
    faults: int = 0
    line: Received | None = None


def find_returned(draft: Draft) -> dict[str, Returned]:
    """Return how far the returns of a draft's quarter have come, by stem; nothing in a project that has none."""
    under_way = read_under_way(draft.edition.quarter)
    if not under_way and files.read_content(paths.returns()) is None:
        return {}
    lines, found = newest_lines(draft), {}
    for record in draft.records:
        stem = record.indicator.stem
        found[stem] = _stage(draft, stem, lines.get(stem), under_way.get(stem, UnderWay()))
    return found


def newest_lines(draft: Draft) -> dict[str, Received]:
    """Return the newest line of each of a draft's indicators in the list of returns, by stem."""
    return {line.indicator: line for line in draft.received}


def is_as_signed(draft: Draft, line: Received) -> bool:
    """Tell whether the figures and the words of a line of the list are still those that were taken in."""
    indicator = next(one for one in draft.inputs.indicators if one.stem == line.indicator)
    words = commentary.read_words(draft.notebooks[line.indicator].cells, draft.edition.quarter)
    return digest_answers(indicator, draft.edition, read_table(indicator).values(), words) == line.digest


def _stage(draft: Draft, stem: str, line: Received | None, known: UnderWay) -> Returned:
    """Return how far a return has come. A signature stands under figures and words as they were, and no others."""
    if known.is_waiting(line.file if line else None):
        stage = Stage.WRONG if known.faults else Stage.WAITING
        return Returned(stage, known.came_back, known.due, known.faults, line)
    if line is None:
        return Returned(Stage.ASKED if known.asked else Stage.NOT_RECEIVED, known.asked, known.due)
    stage = Stage.RECEIVED
    if line.signed_off_by:
        stage = Stage.SIGNED_OFF if is_as_signed(draft, line) else Stage.CHANGED
    return Returned(stage, line.received, known.due, line=line)
