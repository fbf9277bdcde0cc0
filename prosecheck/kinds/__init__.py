"""The kinds of claim: each a module that knows none of the others.

Each has a NAME. One of numbers has `candidates(mention, passage)`: the ways in which other numbers can make a number
what it is. One of words has `find_cues(passage)`, the telling words of a sentence, and `judge_cue(cue, passage)`: the
numbers that each can be about, and whether it holds of them. `put(candidate, expected)` says in words what the
numbers give.
"""

from prosecheck.kinds import averages, changes, directions, rankings, restatements, shares, standings, totals
from prosecheck.relations import Candidate, Cue

KINDS = (changes, shares, totals, averages, restatements)
KINDS_OF_WORDS = (directions, standings, rankings)


def put(candidate: Candidate, expected: str) -> str:
    """Say in a few words what the operands of a candidate give, which is printed as `expected`."""
    kinds = KINDS_OF_WORDS if isinstance(candidate.claim, Cue) else KINDS
    said: str = next(kind for kind in kinds if candidate.kind == kind.NAME).put(candidate, expected)
    return said
