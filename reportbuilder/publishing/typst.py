"""Set the PDF by Typst in the report's own typeface; other fonts are used only for characters that it lacks.

Typst runs in a process of its own. It sees the source and the pictures that this names, no other file and no network,
and may use as much time and memory as a source of that length can need.
"""

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import nbformat

from projectfiles.errors import CosmicError, Fault, Faults
from reportbuilder import places
from reportbuilder.publishing import engines, typst_source

# Each is many times what an edition takes, of one indicator or of two hundred.
_SECONDS, _BYTES_A_SECOND = 30, 10_000
_MEMORY, _MEMORY_A_BYTE = 2**30, 4096
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_PICTURES = re.compile(r'"/(build/figures/[\w-]+\.(?:svg|png))"')
_NOWHERE = "http://127.0.0.1:0"  # no process can answer there
_PROXIES = "ALL_PROXY all_proxy HTTPS_PROXY https_proxy HTTP_PROXY http_proxy".split()
_NEAR = 60  # characters


def check_source(source: Path, template: Path) -> None:
    """Check that a Typst document holds words only, after its template. Raises Faults that name the cells."""
    code = typst_source.first_other(source.read_text(encoding="utf-8"), template.read_text(encoding="utf-8"))
    if code is not None:
        near = " ".join(code[:_NEAR].split())
        words = re.findall(r"\w{3,}", near)
        places = list(_cells(words, source.parent)) if words else []
        reason = f"would be read as code in the PDF, near “{near}”; write it in plain words"
        raise Faults(Fault(place, reason) for place in places or ["the PDF's source"])


def typeset(source: Path, target: Path, produced_on: date) -> None:
    """Set a Typst document, which stands in a build folder, as a PDF/UA-1 of a day.

    The machine's fonts are not used, so that the same inputs give the same pages everywhere, unless the report holds
    characters (Chinese, Bengali) that its own typeface and Typst's lack. Raises CosmicError, with the notebook and the
    cell of a character that no font has.
    """
    error = _compiled(source, target, produced_on, own_fonts=True)
    if _NOT_SHOWN.search(error):
        error = _compiled(source, target, produced_on, own_fonts=False)
    if error:
        lost = _NOT_SHOWN.search(error)
        raise CosmicError(_no_font(lost[1], source.parent) if lost else f"Typst could not make {target.name}: {error}")


def _compiled(source: Path, target: Path, produced_on: date, own_fonts: bool) -> str:
    """Set a document; return what Typst found wrong with it, an empty text where it is made."""
    size = source.stat().st_size
    memory = _MEMORY + _MEMORY_A_BYTE * size
    room = _room(source)
    asked = {
        "source": str(room / source.name),
        "target": str(target.absolute()),
        "root": str(room),
        "fonts": [str(places.looks() / "fonts")],
        "own_fonts": own_fonts,
        "time": datetime.combine(produced_on, datetime.min.time(), UTC).isoformat(),
        "packages": str(room / "packages"),
        "memory": memory,
    }
    command = [sys.executable, "-P", "-X", "utf8", str(Path(__file__).with_name("typst_process.py")), json.dumps(asked)]
    try:
        done = engines.run_program(command, _SECONDS + size / _BYTES_A_SECOND, env=_without_network())
    except engines.TookTooLong as error:
        needs = f"it took longer than {error.limit:.0f} seconds"
        return f"{needs}, many times what a report of its length needs{_longest_cell(source.parent)}"
    if "memory allocation" in done.stderr or "MemoryError" in done.stderr:
        needs = f"it needed more than {memory / 2**30:.1f} GB of memory"
        return f"{needs}, many times what a report of its length needs{_longest_cell(source.parent)}"
    if done.returncode:
        return done.stderr.strip() or f"status {done.returncode}"
    return ""


def _room(source: Path) -> Path:
    """Return a folder that holds a source and the pictures that it names, and nothing else."""
    work, text = source.parent.parent, source.read_text(encoding="utf-8")
    room = work / "typst"
    shutil.rmtree(room, ignore_errors=True)
    (room / "build" / "figures").mkdir(parents=True)
    shutil.copyfile(source, room / source.name)
    for name in set(_PICTURES.findall(text)):
        if (work / name).is_file():  # else Typst says that it is not there
            shutil.copyfile(work / name, room / name)
    return room


def _without_network() -> dict[str, str]:
    """Return an environment in which Typst, which would ask for packages, asks at a place where nobody can answer."""
    return os.environ | dict.fromkeys(_PROXIES, _NOWHERE) | {"NO_PROXY": "", "no_proxy": "", "MALLOC_ARENA_MAX": "2"}


def _no_font(text: str, build: Path) -> str:
    names = ", ".join(f"{unicodedata.name(mark, 'a character without name')}, U+{ord(mark):04X}" for mark in text)
    places = ", ".join(_cells([text], build)) or "no notebook's own words"
    advice = "install one that has (the Noto fonts have nearly all), or write it in other letters"
    return f"the PDF cannot show “{text}” ({names}) in {places}: no font on this machine has it; {advice}"


def _longest_cell(build: Path) -> str:
    """Return which words to look at first, for a message; "" where no notebook has any."""
    found = [(len(cell.source), place) for place, cell in _all_cells(build) if cell.cell_type == "markdown"]
    return f"; the longest words are those of {max(found)[1]}: write them more simply" if found else ""


def _all_cells(build: Path) -> Iterator[tuple[str, nbformat.NotebookNode]]:
    for path in sorted(build.glob("*.ipynb")):
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells, 1):
            yield f"notebooks/{path.name}, cell {cell.metadata.get('number', number)}", cell


def _cells(texts: Iterable[str], build: Path) -> Iterator[str]:
    """Yield the cells of the edition's notebooks that hold all of some texts."""
    texts = list(texts)
    for place, cell in _all_cells(build):
        if all(text in cell.source for text in texts):
            yield place
