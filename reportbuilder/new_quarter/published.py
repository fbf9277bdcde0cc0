"""Compare what is saved of the last edition with the edition itself, where it is still in _report/."""

import json
from contextlib import suppress

from cosmic.editions import Edition
from cosmic.record import Record
from projectfiles import paths
from reportbuilder.drafts import saved
from reportbuilder.drafts.edition_files import RECORD
from reportpages import changes, saved_records
from reportpages.changes import Difference, Kind

_FOLLOWS = (Kind.RAG, Kind.CROSSED)  # from what else changed


def list_unlike(edition: Edition, records: list[Record]) -> list[str]:
    """Return what the last edition was published with and its inputs now give otherwise, as lines for people to read.

    None where it is not in _report/, or what stands there is no edition.
    """
    path = paths.root() / "_report" / str(edition.quarter) / RECORD
    published: list[dict] | None = None
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        published = saved.validated(json.loads(path.read_bytes())["records"])
    if not published:
        return []
    found = changes.find_changes(published, saved_records.to_plain(records))
    lines = [_line(difference) for difference in found if difference.kind not in _FOLLOWS]
    if not lines:
        return []
    kept, advice = paths.shown(paths.kept_records(edition.quarter)), "undo the start, put it right, and start again"
    return ["", f"{kept} differs from the edition in {paths.shown(path.parent)}; {advice}:", *lines]


def _line(difference: Difference) -> str:
    return f"  {difference.title}: {difference.summary} was {difference.then}, and is {difference.now} now"
