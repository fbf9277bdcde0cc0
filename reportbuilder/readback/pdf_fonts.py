"""Read a PDF's glyph codes as text, by the table that each font carries for this (ToUnicode, ISO 32000-1, 9.10.3).

It exists because PDF libraries extract text by its place on the page and lose which cell it is in; the tags keep that,
but they name only glyph codes. PDF/UA-1 asks every font for such a table; a font without one gives no text.
"""

import re

from pikepdf import Object

_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)
_TEXT = re.compile(rb"<([0-9A-Fa-f]*)>")


class Font:
    """The codes of a font, each of one or two bytes, and the text that each stands for."""

    def __init__(self, source: Object):
        self._width = 2 if source.get("/Subtype") == "/Type0" else 1
        self._texts: dict[int, str] = {}
        table = source.get("/ToUnicode")
        if table is not None:
            self._read(table.read_bytes())

    def text(self, codes: bytes) -> str:
        """Return the text of a string of codes, without the codes that the font's table does not hold."""
        starts = range(0, len(codes), self._width)
        return "".join(self._texts.get(int.from_bytes(codes[at : at + self._width]), "") for at in starts)

    def _read(self, table: bytes) -> None:
        for block in _CHARACTERS.findall(table):
            for code, text in _PAIR.findall(block):
                self._texts[int(code, 16)] = _decoded(text)
        for block in _RANGES.findall(table):
            for first, last, text, texts in _RANGE.findall(block):
                codes = range(int(first, 16), int(last, 16) + 1)
                self._texts |= _listed(codes, texts) if _TEXT.search(texts) else _counted(codes, text)


def _listed(codes: range, texts: bytes) -> dict[int, str]:
    """Return the texts of a range of codes that are given one by one."""
    listed = _TEXT.findall(texts)
    return {code: _decoded(listed[step]) for step, code in enumerate(codes)}


def _counted(codes: range, text: bytes) -> dict[int, str]:
    """Return the texts of a range of codes that follow each other from the first one."""
    first = _decoded(text)
    return {code: first[:-1] + chr(ord(first[-1]) + step) for step, code in enumerate(codes)}


def _decoded(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
