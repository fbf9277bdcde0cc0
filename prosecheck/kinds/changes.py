"""Changes: a difference, a percentage, points or a factor between two levels, and the word for which way it went.

Visits rose from 200 to 240, 40 more (20%).     40 = 240 - 200; 20% = 40 of 200; rose, since 240 is above 200
"""

from collections.abc import Iterator

from prosecheck.bounds import Bounds, exactly
from prosecheck.directions import Way
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import AMOUNTS, SHARES, Candidate, around, beside, gives, percentage, spans, way_from
from prosecheck.roles import Role
from prosecheck.words import pattern

NAME = "change"
_OF_A_BASE = pattern(r"\b(?:from|than|against|compared (?:with|to)|versus|having been)(?: (?:the|just|about|some))? $")
_OF_TARGET = pattern(
    r"^(?:\)| \([^()]*\)|, or ‹.›,)?(?: [\w%-]+){0,2}? "
    r"(?:above|below|over|under|ahead of|behind|short of|off|better than|worse than|from) (?:the |our |its )?target\b"
)
_BY_TARGET = pattern(r"\b(?:miss\w*|short of|exceed\w*|beat\w*|above|below) (?:the |our |its )?target (?:of ‹.› )?by $")
_ON_THE_PAST = pattern(r"^[^‹.;,]{0,30}\b(?:on|than|since) (?:(?:the|last) )?(?:#|q#|last|previous|year|quarter|month)")
_LEVELS = (*AMOUNTS, Kind.PERCENT, Kind.RATIO)


def candidates(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    """Yield the changes that two levels of a passage, or a level and a difference, make a number.

    What is said to be above or below a target is of a target, and of no other level.
    """
    is_of_target = bool(_OF_TARGET.match(claim.right) or _BY_TARGET.search(claim.left))
    is_of_past = bool(_ON_THE_PAST.match(claim.right))
    for one in _all(claim, passage):
        has_target = any(operand.role is Role.TARGET for operand in one.operands)
        if not is_of_past if has_target else not is_of_target:
            yield one


def _all(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    if claim.kind in SHARES or claim.kind is Kind.FACTOR and claim.role is not Role.LEVEL:
        yield from _of_pairs(claim, passage)
    if claim.kind in SHARES:
        yield from _of_differences(claim, passage)
    if claim.kind is Kind.POINTS:
        yield from _differences(claim, [one for one in passage.mentions if _can_be_a_percentage(one)], "points")
    elif claim.kind in _LEVELS and claim.kind is not Kind.PERCENT and claim.role is Role.CHANGE:
        yield from _differences(claim, passage.like(claim), "difference")


def _of_pairs(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    for base in beside(claim, passage.mentions):
        if base is claim or base.kind not in _LEVELS or base.span.low <= 0:
            continue
        if base.kind is Kind.PERCENT and claim.role is not Role.CHANGE:
            continue
        for now in around(claim, passage.like(base)):
            if now is claim or now.span.low < 0 or _is_backward(base, now):
                continue
            way = way_from(base, now)
            if claim.kind is Kind.FACTOR:
                yield gives(NAME, "factor", claim, (base, now), now.span / base.span, way)
            else:
                yield gives(NAME, "percentage", claim, (base, now), _relative(*spans(base, now)), way)


def _relative(base: Bounds, now: Bounds) -> Bounds:
    difference = (now - base).size()
    return Bounds(100 * difference.low / base.high, 100 * difference.high / base.low)


def _of_differences(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    """Yield what a difference is of the level before it: of 77 (6%) more than before, 1,377 in all."""
    for difference in beside(claim, passage.mentions):
        if difference.kind not in AMOUNTS or Role.CHANGE not in (difference.role, claim.role):
            continue
        for level in around(claim, passage.like(difference)):
            if level.role is Role.CHANGE or level.quantity.value <= difference.quantity.value:
                continue
            if level.role is Role.TARGET and (due := percentage(difference.span, level.span)):
                yield gives(NAME, "percentage of the level before", claim, (difference, level), due)
            for way, base in ((Way.UP, level.span - difference.span), (Way.DOWN, level.span + difference.span)):
                due = percentage(difference.span, base)
                if due and {difference.reading.way, claim.reading.way} <= {way, Way.UNSAID}:
                    yield gives(NAME, "percentage of the level before", claim, (difference, level), due, way)


def _differences(claim: Mention, like: list[Mention], relation: str) -> Iterator[Candidate]:
    near = around(claim, like)
    for base in near:
        for now in near:
            if base is not now and claim is not base and claim is not now and not _is_backward(base, now):
                due = (_whole(now) - _whole(base)).size()
                yield gives(NAME, relation, claim, (base, now), due, way_from(base, now))


def _whole(level: Mention) -> Bounds:
    """Return the bounds of a level, of which a whole percentage is taken as it is printed."""
    is_whole = level.kind is Kind.PERCENT and level.quantity.value % 1 == 0 and not level.quantity.hedge
    return exactly(level.quantity.value) if is_whole else level.span


def _is_backward(base: Mention, now: Mention) -> bool:
    """Tell whether words or periods say that it was the other way round: `now` after “from”, or before `base`."""
    if _OF_A_BASE.search(base.left[-40:]):
        return False
    if _OF_A_BASE.search(now.left[-40:]):
        return True
    return bool(base.period and now.period and now.period.is_before(base.period))


def _can_be_a_percentage(one: Mention) -> bool:
    """Tell whether a number is a percentage, or a bare one that can be: the 65 of “80 per cent asked, 65 reached”."""
    is_bare = one.kind is Kind.COUNT and one.quantity.value <= 100 and one.right[:1] in ("", ",", ".", ";", ")")
    return one.kind is Kind.PERCENT or is_bare


def put(candidate: Candidate, expected: str) -> str:
    """Say what the two levels give, and which way it went where the words say that it went the other way."""
    one, other = candidate.operands
    if candidate.relation == "percentage of the level before" and not candidate.way:  # of a target
        return f"{one.quantity.printed} of {other.quantity.printed} is {expected}"
    if candidate.relation == "percentage of the level before":
        fewer = "more" if candidate.way is Way.UP else "fewer" if one.kind is Kind.COUNT else "less"
        return f"{one.quantity.printed} {fewer}, at {other.quantity.printed}, makes it {expected}"
    said = candidate.claim.reading.way if isinstance(candidate.claim, Mention) else Way.UNSAID
    is_against = bool(said and candidate.way) and said is not candidate.way
    went = "is" if not is_against else "it rose by" if candidate.way is Way.UP else "it fell by"
    return f"from {one.quantity.printed} to {other.quantity.printed} {went} {expected}"


def likely_slip(wrong: Candidate, claim: Mention) -> str:
    """Return what a wrong change was probably worked out from, as a clause; nothing where that is not known."""
    one, other = wrong.operands
    is_of_shares = one.kind in SHARES and other.kind in SHARES
    if wrong.relation == "percentage" and other.span.low > 0 and _relative(other.span, one.span).meets(claim.span):
        return "it was worked out on the later figure"
    on_later = percentage(one.span, other.span) if wrong.relation == "percentage of the level before" else None
    if on_later and on_later.meets(claim.span):
        return "it was worked out on the later figure"
    if wrong.relation == "percentage" and is_of_shares and (other.span - one.span).size().meets(claim.span):
        return "that is the difference in percentage points"
    if wrong.relation == "points" and one.span.low > 0 and _relative(one.span, other.span).meets(claim.span):
        return "that is the change in per cent"
    return ""
