"""How deep a notebook's JSON may nest lists and keys."""

from collections.abc import Iterable
from pathlib import Path

from cosmic import files, paths
from cosmic.errors import Faults


def check_nesting(path: Path) -> None:
    """Raise Faults where a JSON file nests more than files.DEEPEST deep, and ValueError where it is not JSON."""
    level = [files.read_json(path)]
    for _ in range(files.DEEPEST):
        level = [part for container in level for part in _parts(container)]
    if any(isinstance(part, dict | list) for part in level):
        raise Faults.at(paths.shown(path), f"nests lists and keys more than {files.DEEPEST} deep; write it flatter")


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
