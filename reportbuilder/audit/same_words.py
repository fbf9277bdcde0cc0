"""Tell whether two files of an edition say the same, but for the numbers of cells and the digests of inputs.

These alone differ once a quarter's cells were put into the notebooks. The quality page prints them, and the record
holds them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pypdfium2

from reportbuilder.drafts.edition_files import RECORD, to_json

# A line of the PDF may be broken anywhere within them.
_TRAIL = re.compile(rb"(?<![0-9a-f])(?:[0-9a-f]\s*){64}(?![0-9a-f])|\.ipynb,\s*cell\s*\d+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufffe]+")
_DIGESTS = ("inputs", "commit")  # of the record
_SCALE = 1  # pixels for each point: a chart, or a word, that is another one is seen


def say_the_same(one: Path, other: Path) -> bool:
    """Tell whether they do, by all that they hold: words, pictures, attributes. Raises what reading a bad file does.

    Something that does differ has to be a number of a cell or a digest: what has another reason is no matter of these.
    """
    if one.name == RECORD:
        return _of_record(one) == _of_record(other)
    if one.suffix == ".docx":
        return _are_alike_in_word(one, other)
    if one.suffix == ".pdf":
        return _are_alike_in_pdf(one, other)
    return _masked(one.read_bytes()) == _masked(other.read_bytes())


def _masked(content: bytes) -> bytes:
    return _TRAIL.sub(b"#", content)


def _of_record(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    said = json.loads(text)
    if to_json(said) != text:  # a name that is there twice, say, of which other programs read the other one
        return text.encode()
    return _masked(to_json({key: value for key, value in said.items() if key not in _DIGESTS}).encode())


def _are_alike_in_word(one: Path, other: Path) -> bool:
    before, after = _parts(one), _parts(other)
    return before != after and {name: _masked(part) for name, part in before.items()} == {
        name: _masked(part) for name, part in after.items()
    }


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def _are_alike_in_pdf(one: Path, other: Path) -> bool:
    """Tell whether each page looks the same, or prints the same words where it prints a number or a digest of these."""
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
        if first.get_metadata_dict() != second.get_metadata_dict() or len(first) != len(second):
            return False
        differing = [pages for pages in zip(_pages(first), _pages(second), strict=True) if pages[0] != pages[1]]
    words = [(before[1], after[1]) for before, after in differing]
    return bool(words) and all(before != after and _words(before) == _words(after) for before, after in words)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[bytes, bytes]]:
    """Yield what each page looks like, and its words."""
    for page in document:
        words = _INVISIBLE.sub("", page.get_textpage().get_text_range())
        yield bytes(page.render(scale=_SCALE).buffer), words.encode("utf-8", "replace")


def _words(text: bytes) -> bytes:
    return b"".join(_masked(text).split())
