"""Words that are chosen from a list, in whatever case, with whatever spaces or quotation marks people type them."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from savedfiles.errors import Unreadable, quote

_QUOTES = "'\"“”‘’"
_NO_LIKELY: Mapping[str, str] = {}


def normal(text: str) -> str:
    """Return words by which two are the same: small letters, single spaces, without quotation marks round them."""
    return " ".join(re.sub(r"[\s_-]+", " ", text.strip(_QUOTES + " ")).casefold().split())


def choose(text: str, choices: Iterable[str], likely: Mapping[str, str] = _NO_LIKELY) -> str:
    """Return the choice that a text names. Raises Unreadable, with the likely one for what else people write."""
    named = {normal(choice): str(choice) for choice in choices}
    plain = normal(text)
    if plain in named:
        return named[plain]
    *others, last = map(repr, named.values())
    listed = f"{', '.join(others)} or {last}" if others else last
    starts = [choice for name, choice in named.items() if plain.startswith(name)]
    close = starts or [named[name] for name in get_close_matches(plain, named, 1)]
    probable = [str(likely[plain])] if plain in likely else close
    meant = f", which probably means {probable[0]!r}" if probable else ""
    raise Unreadable.because(f"must be {listed}, got: {quote(text)}{meant}")
