"""Make patterns of words, so that a list of words reads as one."""

import re


def any_of(*lists: str) -> str:
    """Return a pattern for any of the words of the lists: spaces part them, `_` is a space within a phrase."""
    words = [word.replace("_", " ") for row in lists for word in row.split()]
    return f"(?:{'|'.join(words)})"


def pattern(*parts: str) -> re.Pattern[str]:
    """Compile the parts joined, without regard to case."""
    return re.compile("".join(parts), re.IGNORECASE)


HEDGES = (
    r"not_quite (?:not_far|just)_short_of approaching getting_on_for a_little_(?:over|under|more_than|less_than) about "
    r"around approximately approx\.? roughly circa some nearly almost close_to just_(?:under|over|below|above) "
    r"well_(?:over|under) no_(?:more|fewer|less)_than more_than less_than fewer_than over under at_least at_most up_to "
    r"exceeding in_excess_of slightly_(?:over|under|more_than|less_than) only just"
)
HEDGED = rf"(?>(?: {any_of(HEDGES)})*)"  # atomic: “just over” is a hedge, and two
# After “target”: then it is none that a figure is to reach.
NO_AIM = rf"(?![\s-]{any_of('harden group audience date population market language readership')}|ed\b|ing\b)"
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)
NUMBERS = {word: number for number, word in enumerate(_NUMBERS)}
MONTHS = "january february march april may june july august september october november december".split()
TIMES = r"second sec minute min hour hr day week month quarter year yr"
