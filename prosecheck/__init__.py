"""Read the claims that prose makes of its own numbers, and judge them; what cannot be judged is left alone.

A kind of claim is a module with a function `find`, listed in KINDS, and beside it its cases, in a .yml of its name.
README.md says how a paragraph is read, and how to add a case or a kind.
"""

from collections.abc import Iterable
from functools import lru_cache

from prosecheck import averages, changes, rankings, restatements, shares, standings, totals
from prosecheck.claims import Claim as Claim
from prosecheck.pairs import pairs
from prosecheck.passages import Passage, passages
from prosecheck.roles import readings

KINDS = (changes, shares, totals, averages, standings, rankings, restatements)


@lru_cache(maxsize=1024)  # while a page is written, most of it stays as it is
def check_text(paragraph: str) -> tuple[Claim, ...]:
    """Return the claims of a paragraph, each once in its sentence, in the order of its sentences.

    Any text can be read, and none raises an error. A sentence that is longer than `sizes` allows is passed over.
    """
    return tuple(claim for passage in passages(paragraph) for claim in _claims_of(passage))


def _claims_of(passage: Passage) -> Iterable[Claim]:
    roles = readings(passage)
    level_pairs = pairs(passage, roles)
    return dict.fromkeys(claim for kind in KINDS for claim in kind.find(passage, roles, level_pairs))
