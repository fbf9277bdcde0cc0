"""Compare two texts: are they the same but for a date or the name of a quarter?"""

from collections import Counter
from difflib import SequenceMatcher

_ALIKE = 0.97  # of the letters
_MOST_PAIRS = 1_000_000  # of equal letters, as two texts of 4,000 letters have: beyond it, comparing them takes long


def are_alike(text: str, other: str) -> bool:
    """Tell whether nearly all letters are the same, in the same order; in very long texts, nearly all words."""
    if 2 * min(len(text), len(other)) < _ALIKE * (len(text) + len(other)):
        return False  # by their lengths alone
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:  # which is never less than the ratio
        return False
    if _count_pairs(text, other) <= _MOST_PAIRS:
        return matcher.ratio() >= _ALIKE
    return _share_of_words(text, other) >= _ALIKE


def _count_pairs(text: str, other: str) -> int:
    """Count the pairs of equal letters, one letter from each text."""
    letters, others = Counter(text), Counter(other)
    return sum(count * others[letter] for letter, count in letters.items())


def _share_of_words(text: str, other: str) -> float:
    """Return the share of the words that both texts have, weighted by their letters."""
    words, others = Counter(text.split()), Counter(other.split())
    return 2 * _count_letters(words & others) / (_count_letters(words) + _count_letters(others))


def _count_letters(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())
