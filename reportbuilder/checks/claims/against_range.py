"""Hold a claim of how the year will end against the range of where it will: say what the figures support."""

from decimal import Decimal
from enum import StrEnum

from cosmic.definitions import Direction
from cosmic.outlooks import Outlook, Range
from cosmic.record import Record
from cosmic.targets import Interval
from reportbuilder.checks.claims.outlooks import OutlookClaim
from reportpages import formatting

_FEWEST = 8  # figures that a range needs


class Standing(StrEnum):
    """How the target of a year stands to the range of where it will end."""

    REACHED = "is reached at both of its ends"
    MISSED = "is missed at both of its ends"
    WITHIN = "lies within it"


def what_range_supports(claim: OutlookClaim, record: Record, outlook: Outlook) -> str | None:
    """Return what the range supports, in a few words, where that is not what is claimed; None where it is.

    None, too, where there is nothing to hold the claim against: no target of the year, or no range for a reason that
    more figures would not mend.
    """
    if record.indicator.direction is Direction.CONTEXTUAL:
        return None
    if outlook.range is None:
        is_mended_by_more = len(record.series) < _FEWEST and record.target is not None
        return _too_few(len(record.series)) if is_mended_by_more and not claim.is_weak else None
    if claim.number is not None:
        is_within = outlook.range.lower <= claim.number <= outlook.range.upper
        return None if is_within else _named(outlook.range, record)
    if outlook.target is None:
        return None
    standing = _standing(outlook.range, outlook.target)
    borne_out = {Standing.REACHED if claim.is_reached else Standing.MISSED}
    if standing in borne_out | ({Standing.WITHIN} if claim.is_weak else set()):
        return None
    of = record.indicator
    ends = [end for end in outlook.target if end is not None]
    target = formatting.between(ends, of.unit, of.decimals, of.measured_in)
    return f"{_named(outlook.range, record)} and the target, {target}, {standing}"


def _standing(year: Range, target: Interval) -> Standing:
    low = float("-inf") if target.low is None else float(target.low)
    high = float("inf") if target.high is None else float(target.high)
    if low <= year.lower and year.upper <= high:
        return Standing.REACHED
    return Standing.MISSED if year.upper < low or high < year.lower else Standing.WITHIN


def _named(year: Range, record: Record) -> str:
    ends = [formatting.number(Decimal(str(end)), record.indicator) for end in (year.lower, year.upper)]
    return f"the range for the year is {ends[0]} to {ends[1]} (8 in 10)"


def _too_few(count: int) -> str:
    held = "1 figure is held" if count == 1 else f"{count} figures are held"
    return f"{held}: too few for a range of where the year will end; nothing here supports or contradicts it"
