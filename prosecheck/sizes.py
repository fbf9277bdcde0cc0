"""Say how long a sentence may be to be read: the work on one grows faster than its words, so what is beyond is told.

A sentence is read with the one before it alone, so that the work on a text grows as its sentences do. Published reports
have at most some 25 numbers and 300 characters in one.
"""

from prosecheck.quantities import read_quantities

MOST_NUMBERS = 60
LONGEST_SENTENCE = 1_500  # characters


def too_much(sentence: str) -> str:
    """Say what a sentence has more of than is read; return an empty text where all of it is."""
    if len(sentence) > LONGEST_SENTENCE:
        return f"{len(sentence):,} characters, and at most {LONGEST_SENTENCE:,} are read"
    many = len(read_quantities(sentence)[1])
    return f"{many} numbers, and at most {MOST_NUMBERS} are read" if many > MOST_NUMBERS else ""
