"""Read bare addresses such as https://example.org/_a_ as JupyterLab does: the marks within them are no marks.

Source: GitHub Flavored Markdown, section 6.9 (autolinks, an extension).
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_BEGINNING = re.compile(r"(?<![^\W_])(?:https?|www\.[^\s<]*)$", re.IGNORECASE)
_REST = re.compile(r"[^\s<]*")
_DOMAIN = re.compile(r"(?:https?://|www\.)[^\W_]", re.IGNORECASE)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")
_NOT_LAST = "?!.,:*_~'\""
_LONGEST = 2_000  # characters of an address before its first mark


def read_addresses(reader: MarkdownIt) -> None:
    """Let a reader of Markdown take bare addresses for addresses, before it looks for any other mark in them."""
    reader.inline.ruler.before("escape", "address", _read_address)


def _read_address(state: StateInline, silent: bool) -> bool:
    """Read the rest of an address, of which the reader has seen what stands before its first mark."""
    beginning = None if silent or state.linkLevel else _BEGINNING.search(_last_word(state.src, state.pos))
    if not beginning:
        return False
    rest = _REST.match(state.src, state.pos)
    address = _trimmed(beginning[0] + (rest[0] if rest else ""))
    length = len(address) - len(beginning[0])
    if length <= 0 or not _DOMAIN.match(address):
        return False
    state.pending += address[-length:].replace("&amp;", "&")
    state.pos += length
    return True


def _last_word(source: str, end: int) -> str:
    before = source[max(0, end - _LONGEST) : end]
    return before.split()[-1] if before and not before[-1].isspace() else ""


def _trimmed(address: str) -> str:
    """Take off the end what belongs to the sentence: its stops, a bracket that was opened before, an entity."""
    while True:
        before = address
        address = address.rstrip(_NOT_LAST)
        if address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1]
        address = _ENTITY.sub("", address)
        if address == before:
            return address
