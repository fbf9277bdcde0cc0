"""Hold a claim of how the year will end against the range of where it will: say what the figures support."""

from decimal import Decimal
from enum import StrEnum

from cosmic.definitions import Direction
from cosmic.outlooks import Outlook, Range
from cosmic.record import Record
from cosmic.targets import Interval
from reportbuilder.checks.claims.outlook_words import OutlookClaim
from reportpages import formatting

FEWEST = 8  # figures that a range needs


class Standing(StrEnum):
    """How a target stands to a range."""

    REACHED = "reached at both of its ends"
    MISSED = "missed at both of its ends"
    WITHIN = "within it"


def what_range_supports(claim: OutlookClaim, record: Record, outlook: Outlook) -> str | None:
    """Return what the range supports, in a few words, where that is not what is claimed; None where it is.

    None, too, where there is nothing to hold the claim against: no target, or no range for a reason that more figures
    would not mend.
    """
    if outlook.target is None or record.indicator.direction is Direction.CONTEXTUAL:
        return None
    if outlook.range is None:
        return None if claim.is_weak or len(record.series) >= FEWEST else _too_few(len(record.series))
    standing = _standing(outlook.range, outlook.target)
    if standing is (Standing.REACHED if claim.is_reached else Standing.MISSED):
        return None
    if claim.is_weak and standing is Standing.WITHIN:
        return None
    return _told(outlook.range, outlook.target, standing, record)


def _standing(year: Range, target: Interval) -> Standing:
    low = float("-inf") if target.low is None else float(target.low)
    high = float("inf") if target.high is None else float(target.high)
    if low <= year.lower and year.upper <= high:
        return Standing.REACHED
    return Standing.MISSED if year.upper < low or high < year.lower else Standing.WITHIN


def _told(year: Range, target: Interval, standing: Standing, record: Record) -> str:
    ends = " to ".join(formatting.number(Decimal(str(end)), record.indicator) for end in (year.lower, year.upper))
    of = record.indicator
    named = formatting.between([end for end in target if end is not None], of.unit, of.decimals, of.measured_in)
    lies = "lies within it" if standing is Standing.WITHIN else f"is {standing}"
    return f"the range for the year is {ends} (8 in 10) and the target, {named}, {lies}"


def _too_few(count: int) -> str:
    held = "1 figure is held" if count == 1 else f"{count} figures are held"
    return f"{held}: too few for a range of where the year will end; nothing here supports or contradicts it"
