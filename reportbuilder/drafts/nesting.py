"""How deep a notebook's JSON may nest lists and keys."""

from collections.abc import Iterable

from projectfiles import files
from projectfiles.errors import Faults

TOO_DEEP = f"nests lists and keys more than {files.DEEPEST} deep; write it flatter"


def check_nesting(value: object, place: str) -> None:
    """Raise Faults where what was read from a JSON file nests more than files.DEEPEST deep."""
    level = [value]
    for _ in range(files.DEEPEST):
        level = [part for container in level for part in _parts(container)]
    if any(isinstance(part, dict | list) for part in level):
        raise Faults.at(place, TOO_DEEP)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
