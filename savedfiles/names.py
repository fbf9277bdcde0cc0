"""Names of columns and keys as people type them, and which of the right ones a wrong one likely is."""

import re
from difflib import get_close_matches

_QUOTES = "'\"“”‘’"


def as_name(text: str) -> str:
    """Return the name of a column or key that a head or key gives, in whatever case, with spaces, or in quotes."""
    return re.sub(r"[\W_]+", "_", text.strip(_QUOTES).casefold()).strip("_")


def pair_likely(unknown: list[str], missing: list[str]) -> dict[str, str]:
    """Return for each unknown name the missing one that is likely meant: one like it, or the only one that is left."""
    pairs: dict[str, str] = {}
    for name in unknown:
        if alike := get_close_matches(name, [other for other in missing if other not in pairs.values()], 1):
            pairs[name] = alike[0]
    left = [name for name in unknown if name not in pairs]
    others = [name for name in missing if name not in pairs.values()]
    return pairs | dict(zip(left, others, strict=True)) if len(left) == len(others) == 1 else pairs
