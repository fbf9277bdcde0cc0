"""Figures that look like a slip of the hand: of units, of digits, of rows; or that lie far outside their history."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from statistics import median

from cosmic import formatting
from cosmic.definitions import Unit
from cosmic.record import Record
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

_FEWEST_FOR_A_HISTORY = 8
_FARTHEST = Decimal("3.5")  # modified z-scores beyond it are outliers: Iglewicz and Hoaglin, 1993
_SMALL = 10  # counts below it jump by nature
_LARGE = 1000  # counts from it on do not come out the same twice by chance
_NEAR, _FAR = Decimal("0.2"), Decimal("0.5")


def plausibility(draft: Draft) -> Iterator[Finding]:
    """One finding for each current figure that looks like a slip: the likeliest reading of it."""
    swapped = dict(_swapped(draft.records))
    for record in draft.records:
        if record.current:
            why = swapped.get(record.indicator.stem) or _slip_of_units(record) or _copied(record) or _odd(record)
            if why:
                yield _finding(record, *why)


def _finding(record: Record, message: str, expected: str) -> Finding:
    return Finding(
        rule=Rule.PLAUSIBILITY,
        severity=Severity.WARNING,
        indicator=record.indicator.stem,
        place=f"{record.current.file}, row {record.current.row}",
        message=message,
        quote=formatting.in_words(record, record.current),
        expected=expected,
    )


def _usual(record: Record) -> Decimal | None:
    """What the current figure is held against: the median of the earlier ones."""
    earlier = [held.value for held in record.series if held.period_end < record.current.period_end]
    return median(earlier) if earlier and record.comparable is not False else None


def _slip_of_units(record: Record) -> tuple[str, str] | None:
    """A factor of 10, 100 or 1,000, or a percentage given as a fraction."""
    value, usual = record.current.value, _usual(record)
    if not usual or not value:
        return None
    shown = formatting.number(usual, record.indicator)
    if record.indicator.unit is Unit.PERCENT:
        if value <= 1 and usual > 10:
            return f"{value} stands where {shown} is usual: a fraction where a percentage is meant?", f"{100 * value:f}"
        factors = (10, Decimal("0.1"))
    else:
        factors = (10, 100, 1000, Decimal("0.1"), Decimal("0.01"), Decimal("0.001"))
    if min(value, usual) < (1 if record.indicator.unit is Unit.PERCENT else _SMALL):
        return None
    for factor in factors:
        if _is_near(value, usual * factor):
            times = f"{factor} times" if factor > 1 else f"1/{1 / factor:.0f} of"
            return f"is about {times} the usual {shown}: a digit too many or too few?", f"{value / factor:f}"
    return None


def _copied(record: Record) -> tuple[str, str] | None:
    """A large figure that is the previous one again."""
    value, before = record.current.value, record.previous and record.previous.value
    if value == before and value >= _LARGE:
        return "is the previous figure again, to the last digit: copied?", "the figure of this period"
    return None


def _swapped(records: list[Record]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Pairs of indicators whose current figures each fit the other's history and not their own."""
    held = [(record, _usual(record)) for record in records if record.current and _usual(record)]
    for (one, usual_one), (other, usual_other) in combinations(held, 2):
        if one.indicator.unit is not other.indicator.unit:
            continue
        ours, theirs = one.current.value, other.current.value
        if _is_near(ours, usual_other) and _is_near(theirs, usual_one) and _is_far(ours, usual_one):
            for record, partner, value in ((one, other, theirs), (other, one, ours)):
                message = f"fits {partner.indicator.code}, and that one's figure fits here: two figures swapped?"
                yield record.indicator.stem, (message, formatting.number(value, record.indicator))


def _odd(record: Record) -> tuple[str, str] | None:
    """A value far outside its own history, where that is long enough; by the median absolute deviation."""
    earlier = [held.value for held in record.series if held.period_end < record.current.period_end]
    if len(earlier) < _FEWEST_FOR_A_HISTORY:
        return None
    middle = median(earlier)
    spread = median(abs(value - middle) for value in earlier)
    least = max(spread, abs(middle) / 100, Decimal(1).scaleb(-record.indicator.decimals))
    if Decimal("0.6745") * abs(record.current.value - middle) / least <= _FARTHEST:
        return None
    low, high = (formatting.number(end, record.indicator) for end in (min(earlier), max(earlier)))
    return f"lies far outside its own history of {len(earlier)} figures ({low} to {high})", "a look at its source"


def _is_near(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) <= _NEAR * other


def _is_far(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) > _FAR * other
