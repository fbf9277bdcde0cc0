"""Characters that a reader cannot see, or that make a figure look like another: told, with how to put it right."""

import unicodedata
from collections.abc import Iterator

_SPACES = "\t\n\r"  # read as spaces; all other control characters are told
_SHOWN = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")  # Arabic and Syriac signs that print
_JOINERS = set("\u200c\u200d")  # join or part the letters of scripts that need it, and pictures
_UNSEEN = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0")  # without any ink
_KINDS = {
    "Cc": "a control character",
    "Cf": "an invisible character",
    "Cn": "a code that stands for no character",
    "Co": "a character of one font only",
    "Cs": "half a character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}
_WORD_BULLETS = set("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06f")  # what Word's Symbol and Wingdings fonts show as bullets
_IN_FIGURES = set("0123456789.,%£$€")
_NEARBY = 12  # characters quoted on either side


def find_misleading(text: str) -> Iterator[str]:
    """Describe each kind of misleading character once: what it is, the words around it, and what to do.

    Source of the kinds: Unicode Standard Annex 44 (general categories), Annex 9 (directional formatting).
    """
    told: set[str] = set()
    for place, character in enumerate(text):
        fault = _fault(text, place) if character not in told else None
        if fault:
            told.add(character)
            yield f"contains {fault} in “{_quoted(text, place)}”; {_remedy(character)}"


def _fault(text: str, place: int) -> str | None:
    """Say what is wrong with a character where it stands; None where nothing is."""
    character = text[place]
    if character.isascii() and character.isprintable():
        return None
    category = unicodedata.category(character)
    if category in _KINDS and not _is_welcome(text, place):
        return f"{_KINDS[category]} ({_named(character)})"
    if character in _UNSEEN:
        return f"an invisible character ({_named(character)})"
    if category in ("Mn", "Me") and text[place - 1 : place] in _IN_FIGURES and place:
        return f"a mark over a figure ({_named(character)})"
    if unicodedata.decomposition(character).startswith(("<wide>", "<font>", "<narrow>")):
        plain = unicodedata.normalize("NFKC", character)
        if plain in _IN_FIGURES:
            return f"a look-alike of “{plain}” ({_named(character)})"
    return None


def _is_welcome(text: str, place: int) -> bool:
    """Whether a character of a suspicious kind does its proper work here."""
    character = text[place]
    if character in _JOINERS:
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        return bool(place and after) and not before.isascii() and not after.isascii()
    return character in _SPACES or character in _SHOWN


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return f"{name}, {code}" if name else code


def _quoted(text: str, place: int) -> str:
    """The words around a character, with its code in its place."""
    before = text[max(0, place - _NEARBY) : place]
    after = text[place + 1 : place + 1 + _NEARBY]
    around = f"{before}[U+{ord(text[place]):04X}]{after}"
    return "".join(character for character in " ".join(around.split()) if character.isprintable())


def _remedy(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if plain in _IN_FIGURES:
        return f"type “{plain}” in its place"
    if character in _WORD_BULLETS:
        return "it is a bullet from Word: start the line with “- ” in its place"
    if unicodedata.category(character) in ("Zl", "Zp"):
        return "press Enter in its place"
    return "delete it, or type the words again"
