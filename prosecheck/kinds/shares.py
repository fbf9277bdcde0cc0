"""Shares: a part of a whole in per cent or as a fraction, and the rest of it.

Of 1,717 births, 99 (5.77%) were late, and the other 94.23% in time.     99 of 1,717; 100 - 5.77
"""

from collections.abc import Iterator, Sequence

from prosecheck.bounds import exactly
from prosecheck.passages import Mention, Passage
from prosecheck.relations import (
    AMOUNTS,
    SHARES,
    Candidate,
    added,
    around,
    beside,
    gives,
    listed,
    lists,
    percentage,
    runs,
    spans,
)
from prosecheck.roles import Role

NAME = "share"


def candidates(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    """Yield the shares that parts and wholes of a passage make a number."""
    if claim.kind in SHARES and claim.role is not Role.CHANGE:
        yield from _shares(claim, passage)
        yield from _rests(claim, passage)


def _shares(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    is_beyond = claim.quantity.value > 100  # of a goal, say
    for part in beside(claim, passage.mentions):
        if part.kind not in AMOUNTS:
            continue
        like = around(claim, passage.like(part))
        for whole in like:
            due = percentage(*spans(part, whole)) if part.quantity.value <= whole.quantity.value or is_beyond else None
            if due:
                yield gives(NAME, "share", claim, (part, whole), due)
                if part.role is not Role.CHANGE:
                    yield gives(NAME, "rest of a share", claim, (part, whole), exactly(100) - due)
            both = percentage(part.span, part.span + whole.span)
            if both and part.role is whole.role:
                yield gives(NAME, "share of both", claim, (part, whole), both)
        if len(like) > 2:
            yield from _of_sums(claim, part, like)


def _of_sums(claim: Mention, part: Mention, like: Sequence[Mention]) -> Iterator[Candidate]:
    """Yield the share of one among several parts, and that of several parts in a whole."""
    for others in lists(part, like):
        if of_all := percentage(part.span, part.span + added(others)):
            yield gives(NAME, "share of several", claim, (part, *others), of_all)
    for run in runs(part, like, longest=3):
        of_one = percentage(added(run), part.span)
        if of_one and of_one.low <= 100:
            yield gives(NAME, "share of a sum", claim, (*run, part), of_one)


def _rests(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    for other in passage.mentions:
        if other is not claim and other.kind in SHARES and other.quantity.value <= 100:
            yield gives(NAME, "rest", claim, (other,), exactly(100) - other.span)


def put(candidate: Candidate, expected: str) -> str:
    """Say what share the parts are of the whole."""
    first, *rest = candidate.operands
    named = {
        "share": f"{first.quantity.printed} of {listed(rest)}" if rest else "",
        "rest of a share": f"all but {first.quantity.printed} of {listed(rest)}" if rest else "",
        "share of a sum": f"{listed((first, *rest[:-1]))} of {listed(rest[-1:])}" if rest else "",
        "rest": f"all but {first.quantity.printed}",
    }
    of_all = f"{first.quantity.printed} of {listed(candidate.operands)} together"
    return f"{named.get(candidate.relation, of_all)} is {expected}"
