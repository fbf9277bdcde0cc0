"""Typst's markup as pandoc and the project's filters write it: what words lead to must be words, and nothing else.

Typst is a language: a document may draw over its own pages, read files, and loop. What follows the template in a source
may therefore hold text and these few calls only, with the characters that are usual around them. The filters let no
more through; this is a second look, from the other end, that knows nothing of how the first is done.
"""

import re

_STRING = r'(?:[^"\\\n]|\\.)*"'  # but for its first character
_PICTURE = r'"/build/figures/[\w-]+\.svg"'
_AROUND_TEXT = (
    *"emph strong strike underline super sub smallcaps".split(),
    *"block subtitle strip beside behind period sideways small sticky".split(),
)
_ENDS = {"(": ")", "[": "]"}
# Characters that mean nothing to Typst, or are escaped; code; an anchor; calls, each up to what it opens.
_IN_TEXT = re.compile(
    rf"""(?x) [^\\#\[\]`<>@$*_/]+ | /(?![/*]) | \\(?:[^u]|u(?!\{{)) | `[^`\n]+` | (?P<anchor><[\w-]+>)(?=\n|\Z)
    | (?P<call> \#(?:{"|".join(_AROUND_TEXT)})\[
      | \#set\ enum\(numbering:\ "[^"\\\n]{{1,5}}",\ start:\ \d+\)(?=\n)
      | \#link\((?:"(?:https://|mailto:){_STRING}|<[\w-]+>)\)\[?
      | \#quote\(block:\ true\)\[ | \#rag\("rag-[a-z-]+"(?:,\ signed:\ true)?\)\[ | \#figure\( | \#table\(
      | \#raw\("{_STRING}\) | \#standing\({_PICTURE}\) | \#horizontalrule\b )"""
)
# Within the brackets of a figure or of a table: what it is made of, and how it is set.
_IN_CODE = re.compile(
    rf"""(?x) \s+ | , | \d+(?:\.\d+)?%? | \( | \[ | align\(center\)\[ | image\({_PICTURE},\ alt:\ "{_STRING}\)
    | (?:auto|left|right|center|kind:\ table)\b | (?:columns|align|caption):\  | (?:col|row)span:\ \d+
    | table\.(?:hline\(\)|header\(|footer\(|cell\()"""
)
_HEADING = re.compile(r" *(?:[-+] )*=+ [^\n]*\n *")  # an item of a list may begin with one
_CALL_GOES_ON = re.compile(r"\.[^\W\d]|\(")  # as in `#emph[x].at(…)`: what stands in these brackets is code


def first_other(source: str, template: str) -> str | None:
    """Return what a source holds from the first character on that no words lead to; None where it holds words only."""
    reader = _Reader(_body(source, template))
    while reader.read():
        pass
    return reader.rest or None


def _body(source: str, template: str) -> str:
    """Return what stands in the place of `$body$`: all after the template's last fixed words before it.

    Where these are not in the source, or there are none, no place can be told, and all of the source is returned.
    """
    before, _, after = template.rpartition("$body$")
    words = before.rpartition("$")[2]
    if not words.strip() or words not in source:
        return source
    return source.partition(words)[2].strip().removesuffix(after.strip())


class _Reader:
    """Reads character by character, from the text that is to follow a template."""

    def __init__(self, body: str):
        self._body, self._place = body, 0
        self._open: list[str] = []  # what ends each of the brackets that we are in
        self._call_has_ended = False

    @property
    def rest(self) -> str:
        """What is not read; all of it where a bracket is still open at its end."""
        is_whole = self._place == len(self._body) and not self._open
        return "" if is_whole else self._body[self._place :] or self._body

    def read(self) -> bool:
        """Read one piece of text, or a call up to what it opens; False where there is none that may stand here."""
        in_text = self._open[-1:] != [")"]
        if in_text and self._call_has_ended and _CALL_GOES_ON.match(self._body, self._place):
            return False
        if self._open and self._body.startswith(self._open[-1], self._place):
            self._close()
            return True
        piece = (_IN_TEXT if in_text else _IN_CODE).match(self._body, self._place)
        if not piece or (in_text and piece["anchor"] and not self._is_under_heading()):
            return False
        is_call, last = not in_text or piece["call"] is not None, piece[0][-1]
        if is_call and last in _ENDS:
            self._open.append(_ENDS[last])
        self._call_has_ended = is_call and last not in _ENDS
        self._place = piece.end()
        return True

    def _close(self) -> None:
        """Read the end of a bracket; `][` is the start of a second text for the same call."""
        goes_on = self._body.startswith("][", self._place)
        if not goes_on:
            self._open.pop()
        self._place += 2 if goes_on else 1
        self._call_has_ended = not goes_on

    def _is_under_heading(self) -> bool:
        line = self._body.rfind("\n", 0, self._body.rfind("\n", 0, self._place)) + 1
        return _HEADING.fullmatch(self._body, line, self._place) is not None
