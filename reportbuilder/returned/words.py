"""Say in words who supplied an indicator, who signed it off, and how far its return has come."""

from datetime import date

from reportbuilder.drafts.received import Received
from reportbuilder.returned.stages import Returned, Stage
from reportpages import formatting

NOT_SIGNED = "Not signed off"


def supplier(line: Received) -> str:
    """Return who filled in a return, for which service and when: `A. Officer (Libraries), 8 September 2025`."""
    named = f"{line.filled_in_by} ({line.service})" if line.filled_in_by else line.service
    return _on(named, line.filled_in_on)


def signature(line: Received, is_as_signed: bool) -> str:
    """Return who signed a return off, and when; and that figures or words have changed since."""
    if not line.signed_off_by:
        return NOT_SIGNED
    signed = _on(line.signed_off_by, line.signed_off_on)
    return signed if is_as_signed else f"{signed}; {Stage.CHANGED}"


def stage(returned: Returned) -> str:
    """Return how far a return has come: `asked, due 10 September 2025`, `with faults (3), 9 September 2025`."""
    if returned.line and returned.stage in (Stage.SIGNED_OFF, Stage.CHANGED):
        return _on(f"{returned.stage} by {returned.line.signed_off_by}", returned.line.signed_off_on)
    if returned.stage is Stage.ASKED and returned.due:
        return f"{returned.stage}, due {formatting.day_in_full(returned.due)}"
    if returned.stage is Stage.RECEIVED and returned.day:
        return f"{returned.stage} {formatting.day_in_full(returned.day)}"
    count = f" ({returned.faults})" if returned.stage is Stage.WRONG else ""
    return _on(f"{returned.stage}{count}", returned.day)


def _on(said: str, day: date | None) -> str:
    return f"{said}, {formatting.day_in_full(day)}" if day else said
