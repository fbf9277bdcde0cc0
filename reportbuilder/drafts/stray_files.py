"""Find files that look as if they counted, and are not read: copies, workbooks, other endings, other folders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic.committee import read_committee
from projectfiles import paths
from projectfiles.errors import Fault, attempt, raise_any
from reportbuilder import places

_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".gsheet")
_OTHER_ENDINGS = (".csv", ".yml", ".yaml", ".json", ".tsv", ".txt", ".bak", ".old", ".orig", ".lnk")
_JUNK = (".", "~", "#", "thumbs.db", "desktop.ini")  # of systems and open programs: lock files, `._x`, .DS_Store
_LEFT_BEHIND = ("~", ".swp", ".tmp", ".crdownload", ".part", ".icloud", ":zone.identifier")
_QUARTER = re.compile(r"\d{4}-\d\d-q[1-4](?!\d)", re.ASCII)


@dataclass(frozen=True)
class _Folder:
    """A folder of files that are read: `example` is one of them, `named` is what tells which a name means."""

    example: Path
    is_read: re.Pattern
    named: re.Pattern
    is_of_stems: bool = False

    def meant(self, name: str) -> Path | None:
        """Return the file that the name of another one means; None where it means none."""
        found = self.named.search(name.lower())
        if not found:
            return None
        stem = found[0].upper() if self.named is _QUARTER else found[0]
        if self.is_of_stems:
            stem = f"{found[1]}-{int(found[2]):03}"
            if not re.search(paths.STEM + r"(?!\d)", name.lower(), re.ASCII) and not places.notebook(stem).exists():
                return None
        return self.example.with_name(stem + self.example.suffix)


def stop_on_misnamed_files() -> None:
    """Raise Faults for files that are missing under their names and there under others: the rest follows from that."""
    raise_any(_misnamed_files())


def find_stray_files() -> Iterator[Fault]:
    """Yield a fault for each file beside those that are read that people may take for one of them."""
    for folder in _folders():
        for path in _unread(folder):
            yield from _fault(path, folder)


def _folders() -> list[_Folder]:
    stem, quarter = re.compile(paths.STEM, re.ASCII), re.compile(r"\d{4}-\d\d-Q[1-4]", re.ASCII)
    return [
        _Folder(paths.definition(_example()), stem, _named(), is_of_stems=True),
        _Folder(paths.figures(_example()), stem, _named(), is_of_stems=True),
        _Folder(paths.benchmarks(), re.compile("benchmarks"), re.compile("benchmarks")),
        _Folder(paths.returns(), re.compile("returns"), re.compile(r"^returns(?!\w)")),
        _Folder(paths.neighbours(), re.compile("neighbours"), re.compile("neighbou?rs")),
        _Folder(paths.kept_records("2025-26-Q1"), quarter, _QUARTER),
        _Folder(paths.params() / "2025-26-Q1.yml", quarter, _QUARTER),
    ]


def _example() -> str:
    return f"{_prefix() or 'ht'}-011"


def _named() -> re.Pattern:
    """Return what tells which indicator a name means: the committee's prefix, or any word, and a number."""
    return re.compile(rf"({_prefix() or '[a-z]+'}|[a-z]+)[-_ ]?0{{0,2}}(\d{{1,3}})(?!\d)", re.ASCII)


def _prefix() -> str:
    """Return what the project's stems begin with; nothing where its settings are wrong, which is told elsewhere."""
    own, _ = attempt([read_committee])
    return own[0].stem if own else ""


def _unread(folder: _Folder) -> Iterator[Path]:
    """Yield the files of a folder that are not read, but for those that systems and open programs leave."""
    for path in sorted(folder.example.parent.glob("*")):
        is_read = folder.is_read.fullmatch(path.stem) and path.suffix == folder.example.suffix
        if path.is_file() and not is_read and not _is_left_behind(path.name.lower()):
            yield path


def _is_left_behind(name: str) -> bool:
    """Tell whether a name is of those that systems and open programs give."""
    return name.startswith(_JUNK) or name.endswith(_LEFT_BEHIND)


def _misnamed_files() -> Iterator[Fault]:
    for folder in _folders():
        for path in _unread(folder):
            meant = folder.meant(path.name)
            is_due = meant and (not folder.is_of_stems or places.notebook(meant.stem).exists())
            if meant and is_due and _is_needed(meant, path) and path.suffix.lower() not in (*_WORKBOOKS, ".lnk"):
                yield Fault(paths.shown(path), f"is not read, as only {meant.name} is; rename it to {meant.name}")


def _is_needed(meant: Path, path: Path) -> bool:
    """Tell whether a file is missing, or is this very one: some systems find it by small letters or capitals alike."""
    return not meant.exists() or meant.samefile(path)


def _fault(path: Path, folder: _Folder) -> Iterator[Fault]:
    place, ending, suffix = paths.shown(path), path.suffix.lower(), folder.example.suffix
    meant = folder.meant(path.name)
    name = meant.name if meant else f"a name like {folder.example.name}"
    is_ours = folder.is_of_stems or meant
    if ending in _WORKBOOKS and is_ours:
        remedy = f"save it as “CSV UTF-8 (comma delimited)” under {name}, and move the workbook elsewhere"
        yield Fault(place, f"is a workbook, which is not read; {remedy}")
    elif meant and (ending in _OTHER_ENDINGS or suffix in path.name.lower()):
        yield Fault(place, f"is not read, as only {name} is; put what is right under that name, and delete this file")
    elif ending == suffix and folder.is_of_stems:
        yield Fault(place, f"is not read, as its name is no indicator's; give it {name}, or delete it")
    elif ending == suffix and folder.named is not _QUARTER and _named().search(path.name.lower()):
        yield Fault(place, "is not read in this folder; figures belong in data/figures/: move it there, or delete it")
