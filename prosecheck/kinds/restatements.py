"""Restatements: a number that is said again, rounded, to the last digit, or in another unit.

Nearly 1,000 people (987) came; each stayed an hour and a half (90 minutes).     987 is nearly 1,000
"""

from collections.abc import Iterator
from decimal import Decimal

from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import SHARES, Candidate, gives
from prosecheck.words import pattern

NAME = "restatement"
_AGAIN = pattern(
    r"[^‹.;]{0,40}?(?: [(–—-]|[,:;]|,? (?:or|that is|i\.e\.|in fact|to be precise))[ ]?"
    r"(?:(?:the )?(?:exact|actual|precise)(?: \w+)?|exactly|precisely|in fact|or|that is|i\.e\.)? ?(?:was |is |: ?)?"
)
_BESIDE = pattern(r" ?[(–—-] ?|,? (?:or|that is|i\.e\.)? ?")  # “three-quarters (73%)”
_FAR = Decimal("0.2")  # of a number: what differs by more is another one


def candidates(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    """Yield the numbers of a passage that a number can say again."""
    if claim.kind in (Kind.PER, Kind.FACTOR):
        return
    others = [one for one in passage.mentions if one.kind in SHARES] if claim.kind in SHARES else passage.like(claim)
    for other in others:
        if other is not claim and _says_so(claim, other):
            between = passage.between(other, claim)
            is_beside = bool(_BESIDE.fullmatch(between))
            is_said = is_beside or claim.kind is other.kind and bool(_AGAIN.fullmatch(between))
            if is_beside or _is_near(claim, other):
                yield gives(NAME, "said again", claim, (other,), other.span, accuses=is_said)


def _is_near(claim: Mention, other: Mention) -> bool:
    stated, due = claim.span.low + claim.span.high, other.span.low + other.span.high
    return abs(stated - due) <= _FAR * due


def _says_so(claim: Mention, other: Mention) -> bool:
    """Tell whether two numbers are in a form in which the one is the other again: in brackets, hedged, another unit."""
    one, two = claim.quantity, other.quantity
    is_alike = one.kind is two.kind and one.unit == two.unit and bool(one.hedge) == bool(two.hedge)
    return claim.line == other.line and not (is_alike and claim.is_bracketed is other.is_bracketed)


def put(candidate: Candidate, expected: str) -> str:
    """Say whether the one number is the other: 1,043 is not nearly 1,000."""
    said = candidate.claim.quantity if isinstance(candidate.claim, Mention) else candidate.operands[0].quantity
    words = f"{said.hedge} {said.printed}".strip()
    if candidate.operands[0].quantity.printed == words:
        return f"{words} is said again"
    return f"{candidate.operands[0].quantity.printed} is {'' if candidate.holds else 'not '}{words}"
