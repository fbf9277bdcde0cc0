"""Whether two texts are the same but for a date or the name of a quarter."""

from collections import Counter
from difflib import SequenceMatcher

_ALIKE = 0.97  # of the letters
_MOST_PAIRS = 1_000_000  # of equal letters, as two texts of 4,000 letters have: beyond it, comparing them takes long


def are_alike(text: str, other: str) -> bool:
    """Tell whether nearly all letters are the same, in the same order; in very long texts, nearly all words."""
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:  # which is never less than the ratio
        return False
    if _pairs(text, other) <= _MOST_PAIRS:
        return matcher.ratio() >= _ALIKE
    return _shared_words(text, other) >= _ALIKE


def _pairs(text: str, other: str) -> int:
    """How many pairs of equal letters there are, one of each text."""
    letters, others = Counter(text), Counter(other)
    return sum(many * others[letter] for letter, many in letters.items())


def _shared_words(text: str, other: str) -> float:
    """Which part of two texts are words that both have, by their letters."""
    words, others = Counter(text.split()), Counter(other.split())
    return 2 * _letters(words & others) / (_letters(words) + _letters(others))


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * many for word, many in words.items())
