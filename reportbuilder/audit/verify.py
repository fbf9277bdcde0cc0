"""Verify that an edition still is what its inputs give: make it again elsewhere, and compare every file."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import CosmicError, Fault, Faults
from reportbuilder import checks
from reportbuilder.audit.same_words import say_the_same
from reportbuilder.drafts import commits, draft, provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.edition_files import RECORD, edition_files, to_json
from reportbuilder.findings import stop_on_errors
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress
from reportbuilder.publishing.publish import publish_edition
from reportbuilder.publishing.staging import OF_THE_SYSTEM

_PUBLISHERS = ("embedded", "quarto")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")  # SHA-1, SHA-256


@dataclass(frozen=True)
class Difference:
    """A difference between an edition and what its inputs give now.

    `is_of_trail` where no word or figure that the edition says differs by it, only what says from what it was made.
    """

    line: str
    is_of_trail: bool = False

    def __str__(self) -> str:
        return self.line


def verify_edition(folder: Path, options: RunOptions, progress: Progress) -> list[Difference]:
    """Return the differences between an edition and what its inputs give now; none where it is the same to the byte.

    Every notebook is run, whatever was saved of earlier runs, and nothing is saved of these. What the record says and
    cannot be checked counts as a difference. Raises Faults where the folder is not an edition, and what publishing
    raises where none can be made from the inputs.
    """
    record = _read_record(folder)
    read = draft.read_draft(Quarter.parse(record["edition"]["quarter"]))
    with tempfile.TemporaryDirectory(prefix="cosmic-verify-") as temporary:
        again = Path(temporary).resolve() / "edition"
        again = _make_again(read, record, again, replace(options, fresh=True, keep=False), progress)
        new_record = json.loads((again / RECORD).read_text(encoding="utf-8"))
        return [
            *_compare_folder(folder, edition_files(read.edition)),
            *_compare_inputs(record["inputs"], new_record["inputs"]),
            *_compare_tools(record["tools"], new_record["tools"]),
            *_check_publisher(record["publisher"]),
            *_check_commit(record),
            *_compare_files(folder, again, edition_files(read.edition), new_record | {"commit": record.get("commit")}),
        ]


def _read_record(folder: Path) -> dict:
    """Return the record.json of an edition. Raises Faults where it cannot be read."""
    path = folder / RECORD
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        Quarter.parse(record["edition"]["quarter"])
        if isinstance(record["inputs"], dict) and isinstance(record["tools"], dict) and "publisher" in record:
            return record
    except FileNotFoundError:
        raise Faults([Fault(paths.shown(path), "is missing, so this folder is not an edition")]) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, CosmicError):
        pass
    raise Faults([Fault(paths.shown(path), "does not list what an edition was made from")])


def _make_again(read: Draft, record: dict, folder: Path, options: RunOptions, progress: Progress) -> Path:
    """Make the edition again in a folder, by the publisher that the record names; return the folder."""
    publisher = record["publisher"] if record["publisher"] in _PUBLISHERS else "embedded"
    if publisher == "quarto" and not shutil.which("quarto"):
        raise CosmicError(f"{RECORD} says that Quarto made the edition, but quarto is not on the PATH; install it")
    findings = checks.run_checks(read)
    stop_on_errors(findings)
    publish_edition(read, findings, folder, publisher, progress, options)
    return folder


def _compare_folder(folder: Path, names: tuple[str, ...]) -> Iterator[Difference]:
    """Find what is in the edition's folder and is not a file of the edition, or is a link to something else."""
    if folder.is_symlink():
        yield Difference(f"{_printable(folder.name)}: is a link, not a folder")
    for path in sorted(folder.iterdir()):
        if path.name not in (*names, *OF_THE_SYSTEM):
            yield Difference(f"{_printable(path.name)}: is not a file of the edition")
        elif path.is_symlink():
            yield Difference(f"{path.name}: is a link, not a file")


def _compare_inputs(then: dict, now: dict[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys([*then, *now]):
        if not _is_within(name):
            yield Difference(f"{RECORD}: names an input outside the project: {_printable(name)}")
        elif name not in now:
            outcome = "no longer is one" if (paths.root() / name).exists() else "is missing now"
            yield Difference(f"{name}: was an input, and {outcome}", is_of_trail=True)
        elif name not in then:
            yield Difference(f"{name}: is an input now, and was not one", is_of_trail=True)
        elif then[name] != now[name]:
            yield Difference(f"{name}: has changed since the edition was made", is_of_trail=True)


def _is_within(name: str) -> bool:
    """Tell whether a name is a path within the project, as a record writes it."""
    path = PurePosixPath(name)
    is_plain = name.isprintable() and "\\" not in name and path.as_posix() == name
    return is_plain and not path.is_absolute() and ".." not in path.parts


def _compare_tools(then: dict, now: dict[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys([*then, *now]):
        if then.get(name) != now.get(name):
            before, after = _printable(then.get(name, "none")), _printable(now.get(name, "none"))
            yield Difference(f"{_printable(name)}: the edition was made with {before}, and {after} is installed now")


def _check_publisher(publisher: object) -> Iterator[Difference]:
    if publisher not in _PUBLISHERS:
        yield Difference(f"{RECORD}: publisher must be {' or '.join(_PUBLISHERS)}, got: {publisher!r}")


def _check_commit(record: dict) -> Iterator[Difference]:
    """Find what is wrong with the commit that a record names."""
    commit = record.get("commit")
    inputs = {name: digest for name, digest in record["inputs"].items() if _is_within(name)}
    if commit is not None and not (isinstance(commit, str) and _COMMIT.fullmatch(commit)):
        yield Difference(f"{RECORD}: commit must be the full id of a Git commit, got: {commit!r}")
    elif commit is not None:
        for fault in commits.find_faults(commit, inputs, record["tools"].get(provenance.PROJECT)):
            yield Difference(f"{RECORD}: {fault}")


def _compare_files(folder: Path, again: Path, names: tuple[str, ...], record: dict) -> Iterator[Difference]:
    """Compare the files of an edition with those made again; `record` is what its record.json should say."""
    for name in names:
        path = folder / name
        # The commit that contains the inputs may be younger than the edition, so `record` has the old one.
        expected = to_json(record).encode() if name == RECORD else (again / name).read_bytes()
        if not path.is_file():
            yield Difference(f"{name}: is missing")
        elif path.read_bytes() != expected:
            yield _how_it_differs(path, again / name)


def _how_it_differs(path: Path, again: Path) -> Difference:
    try:
        is_of_trail = say_the_same(path, again)
    except Exception:  # a file that was meddled with may fail to be read in any way
        is_of_trail = False
    if is_of_trail:
        return Difference(f"{path.name}: differs only in numbers of cells and digests of inputs", is_of_trail=True)
    return Difference(f"{path.name}: differs from what the inputs give now")


def _printable(value: object) -> str:
    """Return a value of a record on one line, without characters that a terminal would act on."""
    return value if isinstance(value, str) and value.isprintable() else repr(value)
