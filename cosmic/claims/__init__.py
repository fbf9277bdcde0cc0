"""Claims that prose makes of its own numbers: read, and judged right or wrong; what cannot be judged is left alone.

A kind of claim is a module with a function `find`, listed in KINDS, and beside it its cases, in a .yml of its name.
To add a case, see the top of such a file; tests/test_claims.py runs them.
"""

from collections.abc import Iterator

from cosmic.claims import averages, changes, rankings, restatements, shares, standings, totals
from cosmic.claims.claims import Claim
from cosmic.claims.pairs import pairs
from cosmic.claims.passages import passages
from cosmic.claims.roles import readings

KINDS = (changes, shares, totals, averages, standings, rankings, restatements)


def claims(paragraph: str) -> Iterator[Claim]:
    """The claims of a paragraph, each once, in the order of its sentences."""
    for passage in passages(paragraph):
        roles = readings(passage)
        held = pairs(passage, roles)
        found = [claim for kind in KINDS for claim in kind.find(passage, roles, held)]
        yield from dict.fromkeys(found)
