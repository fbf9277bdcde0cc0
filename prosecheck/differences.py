"""Work out how two levels differ, in the kind in which a change is stated: difference, percentage, points, factor."""

from dataclasses import replace
from decimal import Decimal

from prosecheck.bounds import Bounds, exactly
from prosecheck.claims import reckoned
from prosecheck.directions import Way
from prosecheck.quantities import Kind, Quantity

LESS_THAN = ("less than", "fewer than", "under", "at most", "up to")
MORE_THAN = ("more than", "over", "at least", "exceeding", "in excess of", "well over")
_NOUGHTS = 2  # at the end of a number that may be rounded
_A_LOT = 2  # times


def expected(change: Quantity, base: Quantity, now: Quantity) -> Bounds:
    """Return the change between two levels in the kind in which it is stated; less than zero for a fall."""
    if change.kind is Kind.FACTOR:
        return now.bounds / base.bounds
    if change.kind in (Kind.PERCENT, Kind.FRACTION):
        return ((now.bounds / base.bounds) - exactly(1)).times(100)
    return now.bounds - base.bounds


def can_be_of(change: Quantity, base: Quantity) -> bool:
    """Tell whether a change can be of such a level: points of percentages, a percentage of anything but zero."""
    if base.bounds.high == 0:
        return False
    if change.kind is Kind.POINTS:
        return base.kind is Kind.PERCENT
    if change.kind in (Kind.PERCENT, Kind.FRACTION, Kind.FACTOR):
        return base.kind not in (Kind.POINTS, Kind.RATIO)
    return change.is_like(base)


def bears_out(change: Quantity, way: Way, base: Quantity, now: Quantity) -> bool:
    """Tell whether two levels differ as stated."""
    then, later = _rounded(base, now)
    if change.kind is Kind.FACTOR:
        return expected(change, then, later).meets(_fair(change))
    if _goes_the_other_way(way, then.bounds, later.bounds) or _means_points(change, base, now):
        return False
    if not expected(change, then, later).size().meets(_fair(change)):
        return False
    return not _is_whole(change, base, now) or change.value == abs(now.value - base.value)


def _goes_the_other_way(way: Way, base: Bounds, now: Bounds) -> bool:
    return way is Way.UP and now.high < base.low or way is Way.DOWN and now.low > base.high


def _rounded(base: Quantity, now: Quantity) -> tuple[Quantity, Quantity]:
    """Widen two large numbers that end in noughts, as rounded as both look: £26,500 and £27,000 to the hundred."""
    place = 0
    while all(level.value % 10 ** (place + 1) == 0 and level.value >= 10 ** (place + 3) for level in (base, now)):
        place += 1
    if place < _NOUGHTS:
        return base, now
    half = Bounds(Decimal(-5).scaleb(place - 1), Decimal(5).scaleb(place - 1))
    return replace(base, bounds=base.bounds + half), replace(now, bounds=now.bounds + half)


def _fair(change: Quantity) -> Bounds:
    """Return the bounds of a change; “more than 10%” may be up to twice that, and “less than 1%” next to nothing."""
    if change.hedge in LESS_THAN:
        return Bounds(Decimal(0), change.value)
    if change.hedge in MORE_THAN:
        return Bounds(change.value, change.value * _A_LOT)
    return change.bounds


def what_is_wrong(change: Quantity, base: Quantity, now: Quantity) -> tuple[str, str]:
    """Return what is wrong with a change, with the likely slip, and what would be right."""
    due = expected(change, base, now)
    went = f"from {base.printed} to {now.printed}"
    right = reckoned(due if change.kind is Kind.FACTOR else due.size(), change)
    is_part = change.kind in (Kind.PERCENT, Kind.FRACTION)
    if is_part and base.kind is Kind.PERCENT and abs(now.value - base.value) == change.value:
        points = reckoned((now.bounds - base.bounds).size(), change).rstrip("%")
        return f"{went} is {points} percentage points, not {change.printed}", f"{points} percentage points"
    is_another = _is_whole(change, base, now) and change.value != abs(now.value - base.value)
    if change.kind is not Kind.FACTOR and not is_another and due.size().meets(change.bounds):
        return f"{went} goes the other way", f"{went}: {right} {'less' if due.high < 0 else 'more'}"
    if is_part and _is_of_the_later(change, base, now):
        return f"{change.printed} is worked out on the later figure; {went} is {right}", right
    return f"{went} is {right}, not {change.printed}", right


def _is_whole(change: Quantity, base: Quantity, now: Quantity) -> bool:
    """Tell whether points and both percentages are whole: then nobody expects rounding to hide behind them."""
    whole = all(
        quantity.value == quantity.value.to_integral_value() and not quantity.hedge for quantity in (change, base, now)
    )
    return whole and change.kind is Kind.POINTS


def _means_points(change: Quantity, base: Quantity, now: Quantity) -> bool:
    """Tell whether a change gives in per cent the points between two percentages: “81%, a 3% increase on 78%”."""
    if change.kind is not Kind.PERCENT or base.kind is not Kind.PERCENT or change.hedge:
        return False
    moved = abs(now.value - base.value)
    if not base.value:
        return False
    return moved == change.value and abs(100 * moved / base.value - change.value) > change.bounds.high - change.value


def _is_of_the_later(change: Quantity, base: Quantity, now: Quantity) -> bool:
    if now.bounds.low <= 0:
        return False
    return (exactly(1) - base.bounds / now.bounds).times(100).size().meets(change.bounds)
