"""Hold a claim of how the year will end against the range of where it will: say what the figures support."""

from cosmic import forecast
from cosmic.definitions import Direction
from cosmic.outlooks import Outlook, Verdict
from cosmic.record import Record
from reportbuilder.checks.claims.outlooks import OutlookClaim
from reportpages import formatting, outlook_text

_LIES = {
    Verdict.MEETS: "is reached at both of its ends",
    Verdict.OPEN: "lies within it",
    Verdict.MISSES: "is missed at both of its ends",
}
_ENDED = {Verdict.MEETS: "is reached", Verdict.OPEN: "is partly reached", Verdict.MISSES: "is missed"}


def what_range_supports(claim: OutlookClaim, record: Record, outlook: Outlook) -> str | None:
    """Return what the range supports, in a few words, where that is not what is claimed; None where it is.

    None, too, where there is nothing to hold the claim against: no target of the year, or no range for a reason that
    more figures would not mend.
    """
    if record.indicator.direction is Direction.CONTEXTUAL:
        return None
    if outlook.range is None:
        is_mended_by_more = len(record.series) < forecast.LEAST and record.target is not None
        return _without_range(outlook) if is_mended_by_more and not claim.is_weak else None
    if claim.number is not None:
        is_within = outlook.range.lower <= claim.number <= outlook.range.upper
        return None if is_within else _range(record, outlook)
    if outlook.target is None or outlook.verdict is None or _bears_out(outlook.verdict, claim):
        return None
    lies = (_LIES if outlook.quarters_left else _ENDED)[outlook.verdict]
    return f"{_range(record, outlook)} and the target, {formatting.interval(outlook.target, record.indicator)}, {lies}"


def _bears_out(verdict: Verdict, claim: OutlookClaim) -> bool:
    if verdict is Verdict.OPEN:
        return claim.is_weak
    return claim.is_reached is (verdict is Verdict.MEETS)


def _range(record: Record, outlook: Outlook) -> str:
    ends = outlook_text.between(record, outlook)
    return f"the range for the year is {ends} (8 in 10)" if outlook.quarters_left else f"the year ended at {ends}"


def _without_range(outlook: Outlook) -> str:
    why = (outlook.why_not or "").rstrip(".")
    return f"{why[:1].lower()}{why[1:]}: nothing here supports or contradicts it"
