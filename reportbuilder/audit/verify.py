"""Whether an edition still is what its inputs give: made again aside, afresh, and compared in all that it says."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from cosmic import paths, saved_records
from cosmic.editions import RECORD
from cosmic.errors import CosmicError, Fault, Faults
from cosmic.periods import Quarter
from reportbuilder import checks, findings
from reportbuilder.drafts import commits, draft, provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress
from reportbuilder.publishing.publish import publish_edition
from reportbuilder.publishing.staging import OF_THE_SYSTEM

_PUBLISHERS = ("embedded", "quarto")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")  # SHA-1, SHA-256


def verify_edition(folder: Path, means: RunOptions, progress: Progress) -> list[str]:
    """Return what tells an edition apart from what its inputs give now, a line each; none where it is the same.

    Every notebook is run, whatever is kept of earlier runs, and nothing is kept of these. What the record says and
    cannot be looked at counts as a difference. Raises Faults where the folder holds no edition, and what publishing
    raises where none can be made from the inputs.
    """
    record = _record(folder)
    read = draft.read_draft(Quarter.parse(record["edition"]["quarter"]))
    with tempfile.TemporaryDirectory(prefix="cosmic-verify-") as aside:
        made = _made(read, record, Path(aside).resolve() / "edition", replace(means, fresh=True, keep=False), progress)
        again = json.loads((made / RECORD).read_text(encoding="utf-8"))
        return [
            *_folder(folder, read.edition.files),
            *_inputs(record["inputs"], again["inputs"]),
            *_tools(record["tools"], again["tools"]),
            *_publisher(record["publisher"]),
            *(f"{RECORD}: {wrong}" for wrong in _commit(record)),
            *_files(folder, made, read.edition.files, again | {"commit": record.get("commit")}),
        ]


def _record(folder: Path) -> dict:
    """What an edition says of itself. Raises Faults where that cannot be read."""
    path = folder / RECORD
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        Quarter.parse(record["edition"]["quarter"])
        if isinstance(record["inputs"], dict) and isinstance(record["tools"], dict) and "publisher" in record:
            return record
    except FileNotFoundError:
        raise Faults([Fault(paths.shown(path), "is missing: the folder holds no edition")]) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, CosmicError):
        pass
    raise Faults([Fault(paths.shown(path), "does not say what an edition was made from")])


def _made(read: Draft, record: dict, folder: Path, means: RunOptions, progress: Progress) -> Path:
    """The edition, made again in a folder by the publisher that is said to have made it."""
    publisher = record["publisher"] if record["publisher"] in _PUBLISHERS else "embedded"
    if publisher == "quarto" and not shutil.which("quarto"):
        raise CosmicError(f"{RECORD} says that Quarto made the edition, and quarto is not on the PATH: install it")
    found = checks.run_checks(read)
    findings.stop_on_errors(found)
    publish_edition(read, found, folder, publisher, progress, means)
    return folder


def _folder(folder: Path, names: tuple[str, ...]) -> Iterator[str]:
    """What the edition's folder holds that is no file of the edition, and what is a link to something else."""
    if folder.is_symlink():
        yield f"{_plain(folder.name)}: is a link, and no folder of its own"
    for path in sorted(folder.iterdir()):
        if path.name not in (*names, *OF_THE_SYSTEM):
            yield f"{_plain(path.name)}: is no file of the edition"
        elif path.is_symlink():
            yield f"{path.name}: is a link, and no file of its own"


def _inputs(then: dict, now: dict[str, str]) -> Iterator[str]:
    for name in dict.fromkeys([*then, *now]):
        if not _is_within(name):
            yield f"{RECORD}: names an input that is no file of the project: {_plain(name)}"
        elif name not in now:
            is_there = (paths.root() / name).exists()
            yield f"{name}: was an input, and is {'none now' if is_there else 'gone'}"
        elif name not in then:
            yield f"{name}: is an input now, and was none"
        elif then[name] != now[name]:
            yield f"{name}: was changed since the edition was made"


def _is_within(name: str) -> bool:
    """Whether a name is that of a file of the project, as a record has it."""
    path = PurePosixPath(name)
    is_plain = name.isprintable() and "\\" not in name and path.as_posix() == name
    return is_plain and not path.is_absolute() and ".." not in path.parts


def _tools(then: dict, now: dict[str, str]) -> Iterator[str]:
    for name in dict.fromkeys([*then, *now]):
        if then.get(name) != now.get(name):
            before, after = (_plain(tools.get(name, "none")) for tools in (then, now))
            yield f"{_plain(name)}: {before} made the edition, {after} is here now"


def _publisher(said: object) -> Iterator[str]:
    if said not in _PUBLISHERS:
        yield f"{RECORD}: the publisher is {' or '.join(_PUBLISHERS)}, got: {said!r}"


def _commit(record: dict) -> Iterator[str]:
    """What the commit that a record names does not bear out."""
    commit = record.get("commit")
    inputs = {name: digest for name, digest in record["inputs"].items() if _is_within(name)}
    if commit is not None and not (isinstance(commit, str) and _COMMIT.fullmatch(commit)):
        yield f"names no commit, got: {commit!r}"
    elif commit is not None:
        yield from commits.find_faults(commit, inputs, record["tools"].get(provenance.PROJECT))


def _files(folder: Path, made: Path, names: tuple[str, ...], record: dict) -> Iterator[str]:
    for name in names:
        place = folder / name
        # The commit that held the inputs may have come after the edition.
        expected = (made / name).read_bytes() if name != RECORD else saved_records.to_json(record).encode()
        if not place.is_file():
            yield f"{name}: is missing"
        elif place.read_bytes() != expected:
            yield f"{name}: is not what the inputs give now"


def _plain(value: object) -> str:
    """What a record says, in one line that no terminal takes for anything else."""
    return value if isinstance(value, str) and value.isprintable() else repr(value)
