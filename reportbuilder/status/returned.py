"""Tell which indicators came in by a return, who signed them off, and whether that still holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cosmic.editions import Edition
from projectfiles import files, paths
from reportbuilder.returns.expected import expect
from reportbuilder.returns.received import Received, digest_of_answers, read_received


class Stage(StrEnum):
    """How far a return has come for an indicator."""

    NOT_RECEIVED = "not received"
    RECEIVED = "received"
    SIGNED_OFF = "signed off"
    CHANGED = "changed after sign-off"


@dataclass(frozen=True)
class Returned:
    """The stage of an indicator's return, the day on which it came, and who signed it off, and when."""

    stage: Stage
    received: date | None = None
    signed_off_by: str | None = None
    signed_off_on: date | None = None


def find_returned(edition: Edition, stems: list[str]) -> dict[str, Returned]:
    """Return how far the returns of a quarter have come, by stem; nothing where the project has no list of returns.

    Raises Faults where the list cannot be read.
    """
    if files.read_content(paths.returns()) is None:
        return {}
    newest = {line.indicator: line for line in read_received() if line.quarter == str(edition.quarter)}
    return {stem: _returned(newest[stem], edition) if stem in newest else _NOTHING for stem in stems}


def _returned(line: Received, edition: Edition) -> Returned:
    """Return the stage of a return: a sign-off is one of the figure and the words as they were, and of no others."""
    if not line.signed_off_by:
        return Returned(Stage.RECEIVED, line.received)
    is_same = digest_of_answers(expect(line.indicator, edition)) == line.digest
    stage = Stage.SIGNED_OFF if is_same else Stage.CHANGED
    return Returned(stage, line.received, line.signed_off_by, line.signed_off_on)


_NOTHING = Returned(Stage.NOT_RECEIVED)
