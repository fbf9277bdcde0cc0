"""Whether an edition still is what its inputs give: its inputs set against today's, and its files made again."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cosmic import checks, draft, findings, project, provenance, records
from cosmic.errors import CosmicError, Fault, Faults
from cosmic.executors import Means
from cosmic.periods import Quarter
from cosmic.publish import publish
from cosmic.run import Progress

_RECORD = "record.json"


def verify(folder: Path, means: Means, progress: Progress) -> list[str]:
    """What tells an edition apart from what its inputs give now, a line each; none where it is the same to the byte.

    Raises Faults where the folder holds no edition, and what publishing raises where none can be made from the inputs.
    """
    held = _record(folder)
    told = [*_inputs(held["inputs"], _now(held)), *_tools(held["tools"])]
    read = draft.read(Quarter.parse(held["edition"]["quarter"]))
    found = checks.run(read)
    findings.stop_on_errors(found)
    with tempfile.TemporaryDirectory(prefix="cosmic-verify-") as aside:
        made = publish(read, found, Path(aside).resolve() / "edition", held["publisher"], progress, means)
        return [*told, *_files(folder, made, held)]


def _record(folder: Path) -> dict:
    """What an edition says of itself. Raises Faults where that cannot be read."""
    path = folder / _RECORD
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        Quarter.parse(held["edition"]["quarter"])
        if isinstance(held["inputs"], dict) and isinstance(held["tools"], dict) and held["publisher"]:
            return held
    except FileNotFoundError:
        raise Faults([Fault(project.shown(path), "is missing: the folder holds no edition")]) from None
    except (OSError, ValueError, KeyError, TypeError, CosmicError):
        pass
    raise Faults([Fault(project.shown(path), "does not say what an edition was made from")])


def _now(held: dict) -> dict[str, str]:
    """The inputs that an edition of its quarter would have now, with what its notebooks had read besides."""
    return provenance.with_read(provenance.inputs(Quarter.parse(held["edition"]["quarter"])), held["inputs"])


def _inputs(then: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for name in dict.fromkeys([*then, *now]):
        if name not in now:
            yield f"{name}: was an input, and is gone"
        elif name not in then:
            yield f"{name}: is an input now, and was none"
        elif then[name] != now[name]:
            yield f"{name}: was changed since the edition was made"


def _tools(then: dict[str, str]) -> Iterator[str]:
    now = provenance.tools()
    for name in dict.fromkeys([*then, *now]):
        if then.get(name) != now.get(name):
            yield f"{name}: {then.get(name, 'none')} made the edition, {now.get(name, 'none')} is here now"


def _files(folder: Path, made: list[Path], held: dict) -> Iterator[str]:
    for path in made:
        place = folder / path.name
        if not place.is_file():
            yield f"{path.name}: is missing"
        elif place.read_bytes() != _content(path, held):
            yield f"{path.name}: is not what the inputs give now"


def _content(path: Path, held: dict) -> bytes:
    """What a file holds that was made again; the commit that held the inputs may have come after the edition."""
    if path.name != _RECORD:
        return path.read_bytes()
    again = json.loads(path.read_text(encoding="utf-8")) | {"commit": held.get("commit")}
    return records.written(again).encode()
