"""Characters that a reader cannot see, or that make a figure look like another, and how to put each right."""

import unicodedata
from collections.abc import Iterator

_SPACES = "\t\n\r"  # read as spaces; all other control characters are faults
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
_SYMBOL_FONTS = range(0xF020, 0xF100)  # Word's, such as Symbol and Wingdings
_WORD_BULLETS = set("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06f")  # as which Symbol and Wingdings have them
_LINE_ENDS = "\x0b\x0c\x85"
# What these are called, and what Word or Excel means by them. Source: Unicode Standard, NameAliases.txt.
_NAMES = {
    "\x00": "null",
    "\x07": "bell",
    "\x08": "backspace",
    "\x0b": "vertical tab, Word’s line break",
    "\x0c": "form feed, Word’s page break",
    "\x1b": "escape",
    "\x1e": "Word’s non-breaking hyphen",
    "\x1f": "Word’s optional hyphen",
    "\x7f": "delete",
    "\x85": "next line",
}
_IN_FIGURES = set("0123456789.,%£$€")
_NEARBY = 12  # characters quoted on either side


def find_misleading(text: str) -> Iterator[str]:
    """Describe each kind of misleading character once: what it is, the words around it, and what to do.

    Source of the kinds: Unicode Standard Annex 44 (general categories), Annex 9 (directional formatting).
    """
    described: set[str] = set()
    for place, character in enumerate(text):
        if (character.isascii() and character.isprintable()) or character in described:
            continue
        before, after = text[max(0, place - _NEARBY) : place], text[place + 1 : place + 1 + _NEARBY]
        if kind := _fault(before[-1:], character, after[:1]):
            described.add(character)
            code = f"U+{ord(character):04X}"
            name = ", ".join(filter(None, [_name(character), code]))
            words = " ".join(f"{before}[{code}]{after}".split())
            quote = "".join(near for near in words if near.isprintable())
            yield f"contains {kind} ({name}) in “{quote}”; {_remedy(character, text[:place])}"


def _fault(before: str, character: str, after: str) -> str | None:
    """Return what is wrong with a character between its neighbours; None where nothing is."""
    category, plain = unicodedata.category(character), unicodedata.normalize("NFKC", character)
    if category in _KINDS and not _is_welcome(before, character, after):
        return _KINDS[category]
    if character in _UNSEEN:
        return "an invisible character"
    if category in ("Mn", "Me") and before in _IN_FIGURES:
        return "a mark over a figure"
    is_variant = unicodedata.decomposition(character).startswith(("<wide>", "<font>", "<narrow>"))
    return f"a look-alike of “{plain}”" if is_variant and plain in _IN_FIGURES else None


def _is_welcome(before: str, character: str, after: str) -> bool:
    """Tell whether a character of a suspicious kind has a proper use between its neighbours."""
    if character in _JOINERS:
        return bool(before and after) and not before.isascii() and not after.isascii()
    return character in _SPACES or character in _SHOWN


def _name(character: str) -> str:
    return _NAMES.get(character) or unicodedata.name(character, "").lower()


def _remedy(character: str, before: str) -> str:
    """Return what to do about a character that stands after some text."""
    plain = unicodedata.normalize("NFKC", character)
    if plain in _IN_FIGURES:
        return f"type “{plain}” in its place"
    if ord(character) in _SYMBOL_FONTS:
        is_first = not before.rpartition("\n")[2].strip(" \t>-*+")
        bullet = "it is a bullet from Word: start the line with “- ” in its place"
        return (
            bullet
            if is_first or character in _WORD_BULLETS
            else "it is from Word’s symbol font: type what it stands for"
        )
    if unicodedata.category(character) in ("Zl", "Zp") or character in _LINE_ENDS:
        return "press Enter in its place"
    if character == "\x1e":
        return "type “-” in its place"
    return "delete it, or type the words again"
