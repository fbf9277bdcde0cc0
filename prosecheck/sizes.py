"""Say how much of a paragraph is read: the work grows faster than the words, so what is beyond is told instead.

Published reports have at most some 25 numbers and 2,000 characters in a paragraph, and 300 characters in a sentence.
"""

from functools import lru_cache

from prosecheck.passages import sentences, squeezed
from prosecheck.quantities import read_quantities

MOST_NUMBERS = 60
LONGEST = 6_000  # characters
LONGEST_SENTENCE = 1_500  # characters


@lru_cache(maxsize=1024)  # asked by each check that reads prose
def too_much(paragraph: str) -> str:
    """Say what a paragraph has more of than is read; return an empty text where all of it is."""
    text = squeezed(paragraph)
    if len(text) > LONGEST:
        return f"{len(text):,} characters, and at most {LONGEST:,} are checked"
    longest = max(map(len, sentences(text)))
    if longest > LONGEST_SENTENCE:
        return f"a sentence of {longest:,} characters, and at most {LONGEST_SENTENCE:,} are checked"
    many = numbers(text)
    return f"{many} numbers, and at most {MOST_NUMBERS} are checked" if many > MOST_NUMBERS else ""


def numbers(paragraph: str) -> int:
    """Count the numbers that are read; dates, years, codes and the like are none."""
    return sum(len(read_quantities(sentence)[1]) for sentence in sentences(squeezed(paragraph)))
