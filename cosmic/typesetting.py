"""The PDF set by Typst, in the report's own typeface; other fonts are asked only for signs that this one lacks."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import nbformat
import typst

from cosmic import project
from cosmic.errors import CosmicError

_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')


def typeset(source: Path, target: Path, produced_on: date) -> None:
    """Set a Typst document, which stands in a build folder, as a PDF/UA-1 of a day.

    The fonts of the machine are left alone, so that the same inputs give the same pages everywhere, unless the report
    holds signs (Chinese, Bengali) that its own typeface and Typst's have not. Raises CosmicError, with the notebook and
    the cell of a sign that no font has.
    """
    try:
        _compile(source, target, produced_on, own_fonts=True)
    except (typst.TypstError, OSError, RuntimeError) as error:
        if not _NOT_SHOWN.search(str(error)):
            raise CosmicError(f"Typst could not make {target.name}: {error}") from None
        _with_the_machines_fonts(source, target, produced_on)


def _with_the_machines_fonts(source: Path, target: Path, produced_on: date) -> None:
    try:
        _compile(source, target, produced_on, own_fonts=False)
    except (typst.TypstError, OSError, RuntimeError) as error:
        lost = _NOT_SHOWN.search(str(error))
        raise CosmicError(
            _no_font(lost[1], source.parent) if lost else f"Typst could not make {target.name}: {error}"
        ) from None


def _compile(source: Path, target: Path, produced_on: date, own_fonts: bool) -> None:
    typst.compile(
        source,
        output=target,
        root=source.parent.parent,
        font_paths=[project.root() / "report" / "fonts"],
        ignore_system_fonts=own_fonts,
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(produced_on, datetime.min.time(), UTC),
    )


def _no_font(text: str, build: Path) -> str:
    signs = ", ".join(f"{unicodedata.name(sign, 'a sign without name')}, U+{ord(sign):04X}" for sign in text)
    places = ", ".join(_places(text, build)) or "no notebook's own words"
    advice = "install one that has (the Noto fonts have nearly all), or write it in other letters"
    return f"the PDF cannot show “{text}” ({signs}) in {places}: no font on this machine has it; {advice}"


def _places(text: str, build: Path) -> Iterator[str]:
    """The cells of the edition's notebooks that hold a text."""
    for path in sorted(build.glob("*.ipynb")):
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells, 1):
            if text in cell.source:
                yield f"notebooks/{path.name}, cell {cell.metadata.get('number', number)}"
