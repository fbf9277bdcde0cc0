"""Totals: parts that add up, and what remains of a whole.

We held 12 fairs, 8 markets and 24 concerts, 44 events in all.     12 + 8 + 24
Of 100 places 40 went to boys and 35 to girls; 25 are free.        100 - 40 - 35
"""

from collections.abc import Iterator, Sequence

from prosecheck.bounds import Bounds, exactly
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import AMOUNTS, Candidate, added, around, gives, listed, runs
from prosecheck.words import pattern

NAME = "total"
_FARTHEST = 12  # numbers from one to another that is added to it alone
_WHOLE = 101  # per cent, and a little for rounding
_REST_BEFORE = pattern(r"\b(?:remain\w*|rest|others?|leav\w+|left|balance)\b[^‹.;]{0,50}$")
_REST_AFTER = pattern(r"^[^‹.;,]{0,25}\b(?:remain\w*|others?|left)\b")


def candidates(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    """Yield the sums of numbers of a passage, and what remains of one without others."""
    if claim.kind not in (*AMOUNTS, Kind.PERCENT):
        return
    like = around(claim, passage.like(claim))
    is_rest = bool(_REST_BEFORE.search(claim.left) or _REST_AFTER.match(claim.right))
    for run in runs(claim, like):
        if claim.kind is not Kind.PERCENT or added(run).low <= _WHOLE:
            yield gives(NAME, "sum", claim, run, added(run))
        if is_rest:
            yield from _remainders(claim, run)
    if claim.kind is Kind.MONEY:
        yield from _products(claim, passage, like)
    for number, one in enumerate(like):
        for other in like if is_rest else ():
            if one is not other and one.quantity.value > other.quantity.value:
                yield _remainder(claim, (one, other), one.span, 1)
        for other in like[number + 2 : number + _FARTHEST]:
            yield gives(NAME, "sum of two", claim, (one, other), one.span + other.span, accuses=False)


def _products(claim: Mention, passage: Passage, like: Sequence[Mention]) -> Iterator[Candidate]:
    """Yield what so many at a price come to."""
    for price in like:
        for many in passage.mentions:
            if many.kind is Kind.COUNT and price.quantity.value < claim.quantity.value:
                due = Bounds(price.span.low * many.span.low, price.span.high * many.span.high)
                yield gives(NAME, "product", claim, (price, many), due)


def _remainders(claim: Mention, run: tuple[Mention, ...]) -> Iterator[Candidate]:
    """Yield what the first or the last of a run is without the others."""
    for whole, parts in ((run[0], run[1:]), (run[-1], run[:-1])):
        if len(parts) > 1 and whole.quantity.value > claim.quantity.value:
            yield _remainder(claim, (whole, *parts), whole.span, 1)
    if claim.kind is Kind.PERCENT:
        yield _remainder(claim, run, exactly(100))


def _remainder(claim: Mention, operands: tuple[Mention, ...], whole: Bounds, skipped: int = 0) -> Candidate:
    return gives(NAME, "remainder", claim, operands, whole - added(operands[skipped:]))


def put(candidate: Candidate, expected: str) -> str:
    """Say what the parts add up to, or leave."""
    operands = candidate.operands
    if candidate.relation == "product":
        return f"{operands[0].quantity.printed} for each of {operands[1].quantity.printed} is {expected}"
    if candidate.relation != "remainder":
        return f"{listed(operands)} add up to {expected}"
    if candidate.due == exactly(100) - added(operands):
        return f"100% less {listed(operands)} leaves {expected}"
    is_last = candidate.due == operands[-1].span - added(operands[:-1])
    whole, parts = (operands[-1], operands[:-1]) if is_last else (operands[0], operands[1:])
    return f"{whole.quantity.printed} less {listed(parts)} leaves {expected}"
