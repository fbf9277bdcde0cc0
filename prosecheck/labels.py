"""Tell what each number of a list is of by the words beside it: `52 in Q1`, `Arts (7.9)`."""

import re

from prosecheck.passages import Passage
from prosecheck.words import any_of, pattern

_BETWEEN = pattern(
    r"[,;:–—]|\. |\b",
    any_of(
        "and while whereas but then compared_with compared_to against ahead_of followed_by closely than putting making",
        "leaving with_the though although",
    ),
    r"\b",
)
_PLAIN = set(
    "the a an in at for of on was were is are had has with by to from and this that there it its our their recorded "
    "saw reported only just therefore thus also again then clearly now still".split()
)
_GENERIC = set("quarter month year week ward team area district region service site school group".split())


def before(passage: Passage, number: int) -> str:
    """Return the words that lead to a number, back to the last character or word that parts a list."""
    start = passage.quantities[number - 1].end if number else 0
    words = passage.original[start : passage.quantities[number].start]
    return _BETWEEN.split(words.rstrip(" (:").lower())[-1]


def after(passage: Passage, number: int) -> str:
    """Return the words that follow a number, up to the first character or word that parts a list."""
    is_last = number + 1 == len(passage.quantities)
    end = len(passage.original) if is_last else passage.quantities[number + 1].start
    words = passage.original[passage.quantities[number].end : end]
    return re.split(r"\(", _BETWEEN.split(words.lstrip(")").lower())[0])[0]


def is_labelled(passage: Passage, number: int) -> bool:
    """Tell whether any words say what a number is of."""
    return bool(_words(f"{before(passage, number)} {after(passage, number)}"))


def named(passage: Passage, numbers: list[int], name: str) -> int | None:
    """Return the only number of a list that goes by a name; None where none or several do."""
    own = _words(name) - _GENERIC
    for wanted in (_words(name), own) if own else ():
        fitting = [n for n in numbers if wanted and wanted <= _words(f"{before(passage, n)} {after(passage, n)}")]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9][a-z0-9’'&-]*", text.lower()) if word not in _PLAIN}


def original(passage: Passage, start: int, end: int) -> str:
    """Return the words of the report between two places in a passage, neither of them within a mark."""
    known = [(span[1], quantity.end) for span, quantity in zip(passage.spans, passage.quantities, strict=True)]

    def place(wanted: int) -> int:
        marked, plain = max((pair for pair in known if pair[0] <= wanted), default=(0, 0))
        return plain + wanted - marked

    return passage.original[place(start) : place(end)]
