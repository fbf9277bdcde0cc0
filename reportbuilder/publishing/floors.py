"""Stop where an engine is older than the report needs, rather than fail later with what nobody can act on."""

import re
from functools import cache
from importlib import metadata

import pypandoc

from projectfiles.errors import Fault, Faults
from reportbuilder.drafts.provenance import PROJECT

_ENGINES = ("pypandoc_binary", "typst")
_PANDOC = "3.9"  # what the oldest pypandoc_binary brings: tables.lua sets the attributes of a table's body


@cache
def stop_if_older() -> None:
    """Raise Faults for each engine that is installed in an older version than pyproject.toml allows."""
    needed = dict(filter(None, map(_floor, metadata.requires(PROJECT) or [])))
    found = {name: (metadata.version(name), needed[name]) for name in _ENGINES}
    found["pandoc"] = (str(pypandoc.get_pandoc_version()), _PANDOC)
    faults = [_fault(name, version, floor) for name, (version, floor) in found.items() if _is_older(version, floor)]
    if faults:
        raise Faults(faults)


def _fault(name: str, version: str, floor: str) -> Fault:
    mend = f"pip install '{name}>={floor}'" if name in _ENGINES else "let PYPANDOC_PANDOC name no other"
    return Fault(name, f"is {version}, and the report needs {floor} or newer; {mend}")


def _floor(requirement: str) -> tuple[str, str] | None:
    """Return the name and the oldest version that a requirement allows."""
    held = re.fullmatch(r"([\w.-]+)>=([\d.]+)", requirement)
    return (held[1], held[2]) if held else None


def _is_older(version: str, floor: str) -> bool:
    numbers, least = (tuple(map(int, re.findall(r"\d+", text))) for text in (version, floor))
    return numbers < least
