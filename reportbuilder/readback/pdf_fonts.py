"""What a PDF's glyphs say: a font's codes as text, by the table that it carries for readers (ToUnicode).

Source: ISO 32000-1, 9.10.3. PDF/UA-1 asks every font for such a table; one without says nothing here.
"""

import re

from pikepdf import Object

_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)


class Font:
    """A font's codes, each of `width` bytes, and what each stands for."""

    def __init__(self, held: Object):
        self._width = 2 if held.get("/Subtype") == "/Type0" else 1
        self._texts: dict[int, str] = {}
        table = held.get("/ToUnicode")
        if table is not None:
            self._read(table.read_bytes())

    def text(self, codes: bytes) -> str:
        """What a string of codes says."""
        steps = range(0, len(codes), self._width)
        return "".join(self._texts.get(int.from_bytes(codes[at : at + self._width]), "") for at in steps)

    def _read(self, table: bytes) -> None:
        for block in _CHARACTERS.findall(table):
            for code, text in _PAIR.findall(block):
                self._texts[int(code, 16)] = _decoded(text)
        for block in _RANGES.findall(table):
            for first, last, text, several in _RANGE.findall(block):
                self._read_range(int(first, 16), int(last, 16), text, several)

    def _read_range(self, first: int, last: int, text: bytes, several: bytes) -> None:
        """A run of codes for a run of characters, or for those of a list."""
        texts = re.findall(rb"<([0-9A-Fa-f]*)>", several)
        for step, code in enumerate(range(first, last + 1)):
            if texts:
                self._texts[code] = _decoded(texts[step])
            else:
                start = _decoded(text)
                self._texts[code] = start[:-1] + chr(ord(start[-1]) + step)


def _decoded(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
