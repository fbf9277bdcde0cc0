"""Find files in data/ that look as if they counted, and are not read: copies, workbooks, other endings."""

import re
from collections.abc import Iterator
from pathlib import Path

from cosmic import paths
from cosmic.errors import Fault

_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
_OTHER_ENDINGS = (".csv", ".yml", ".yaml", ".tsv", ".txt", ".bak", ".old", ".orig")
_JUNK = (".", "~", "Thumbs.db", "desktop.ini")  # what systems and open programs leave: lock files, `._x`, .DS_Store


def find_stray_files() -> Iterator[Fault]:
    """Yield a fault for each file beside definitions and figures that people may take for one of them."""
    for example in (paths.definition("cosmic-011"), paths.figures("cosmic-011")):
        for path in sorted(example.parent.glob("*")):
            is_read = paths.is_stem(path.stem) and path.suffix == example.suffix
            if not is_read and not path.name.startswith(_JUNK):
                yield from _fault(path, example)


def _fault(path: Path, example: Path) -> Iterator[Fault]:
    place, ending = paths.shown(path), path.suffix.lower()
    named = re.search(paths.STEM, path.name.lower(), re.ASCII)
    meant = f"{named[0]}{example.suffix}" if named else f"a name like {example.name}"
    if ending in _WORKBOOKS:
        remedy = f"save it as “CSV UTF-8 (comma delimited)” under {meant}, and move the workbook elsewhere"
        yield Fault(place, f"is a workbook, which is not read; {remedy}")
    elif named and ending in _OTHER_ENDINGS:
        yield Fault(place, f"is not read, as only {meant} is; put what is right under that name, and delete this file")
    elif ending == example.suffix:
        yield Fault(place, f"is not read, as its name is no indicator's; give it {meant}, or delete it")
