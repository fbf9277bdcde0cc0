"""The rules for how far a figure is off its target, its rating, and its change in performance.

Source of the rules, where none is named: the key of the published report, Quarter 1, 2025/26.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from cosmic.definitions import Direction
from cosmic.ratings import RAG
from cosmic.schemes import Colour, Measured, OnlyIf, Scheme, Tolerance
from cosmic.targets import Interval


class Change(StrEnum):
    IMPROVING = "Improving"
    DECLINING = "Declining"
    NO_CHANGE = "No change"
    CONTEXTUAL = "Contextual"
    NOT_COMPARABLE = "Not comparable"
    NO_DATA = "No data"


_COLOURS = {Colour.RED: RAG.RED, Colour.AMBER: RAG.AMBER, Colour.GREEN: RAG.GREEN}


def gap(current: Decimal, target: Interval) -> Decimal:
    """Return how far current lies outside of what it is to lie within, in the unit of both; 0 within or at an end."""
    below = target.low - current if target.low is not None else Decimal(0)
    above = current - target.high if target.high is not None else Decimal(0)
    return max(below, above, Decimal(0))


def missed_end(current: Decimal, target: Interval) -> Decimal | None:
    """Return the end of the target that current is beyond: what its distance is a share of; None within."""
    if target.low is not None and current < target.low:
        return target.low
    return target.high if target.high is not None and current > target.high else None


def shortfall(current: Decimal | None, target: Interval | None) -> Decimal | None:
    """Return how far current misses target, as a share of the end that it misses (0.1 is 10%); 0 on target or better.

    None where there is no such share: without a figure or a target, and for an end of zero that is missed.
    """
    if current is None or target is None:
        return None
    end = missed_end(current, target)
    if end is None:
        return Decimal(0)
    return gap(current, target) / abs(end) if end else None


def share_of_target(current: Decimal, target: Interval) -> Decimal:
    """Return which share of its target a figure reaches, in per cent: 100 on it, less by as much as it is worse.

    A figure that is better than its target has more than 100, unless it is to be maintained. Where lower is better, 110
    against a target of 100 has 90, and 90 has 110. Of a target of zero a figure has 100 on it or better, else 0.
    """
    distance, end = gap(current, target), missed_end(current, target)
    if end is not None:
        return 100 - 100 * distance / abs(end) if end else Decimal(0)
    only = [bound for bound in target if bound is not None]
    if len(only) != 1 or not only[0]:
        return Decimal(100)
    return 100 + 100 * abs(current - only[0]) / abs(only[0])


def rag(
    current: Decimal | None,
    target: Interval | None,
    direction: Direction,
    scheme: Scheme,
    changed: Change = Change.NO_DATA,
    set_aside: RAG | None = None,
) -> RAG:
    """Return the rating of a figure by a scheme: by the key, Green on target, Amber off it by up to 10%, Red beyond.

    Figures are unrounded. Before all colours: what sets the indicator aside, such as In Development; Contextual without
    judgement; No data without a current figure; Baseline without a target in force. A miss of a zero target is not
    within any per cent of it. `changed` is asked by a scheme that has Amber only for what is better than before.
    """
    if set_aside:
        return set_aside
    if direction is Direction.CONTEXTUAL:
        return RAG.CONTEXTUAL
    if current is None:
        return RAG.NO_DATA
    if target is None:
        return RAG.BASELINE
    if scheme.bands:
        rating = _by_bands(share_of_target(current, target), scheme)
    else:
        rating = _by_tolerance(current, target, scheme.amber_within)
    is_barred = scheme.amber_only_if is OnlyIf.BETTER and changed is not Change.IMPROVING
    return RAG.RED if rating is RAG.AMBER and is_barred else rating


def change(
    current: Decimal | None,
    previous: Decimal | None,
    direction: Direction,
    comparable: bool = True,
    target: Interval | None = None,
) -> Change:
    """Return how current compares with previous, given the direction. Source: the key, “Change in Performance”.

    What is to be maintained improves where it is nearer to `target`, which is that of the current figure; without a
    target there is nothing to be nearer to.
    """
    if direction is Direction.CONTEXTUAL:
        return Change.CONTEXTUAL
    if current is None or previous is None:
        return Change.NO_DATA
    if not comparable or (direction is Direction.MAINTAIN and target is None):
        return Change.NOT_COMPARABLE
    better = _by_how_much_better(current, previous, direction, target)
    if better == 0:
        return Change.NO_CHANGE
    return Change.IMPROVING if better > 0 else Change.DECLINING


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a value as it is printed: halves are rounded away from zero, as people do."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _by_how_much_better(current: Decimal, previous: Decimal, direction: Direction, target: Interval | None) -> Decimal:
    if direction is Direction.MAINTAIN and target:
        return gap(previous, target) - gap(current, target)
    return current - previous if direction is Direction.HIGHER else previous - current


def _by_tolerance(current: Decimal, target: Interval, tolerance: Tolerance) -> RAG:
    distance = gap(current, target)
    if distance == 0:
        return RAG.GREEN
    match tolerance.measured:
        case Measured.ANY:
            return RAG.AMBER
        case Measured.POINTS:
            allowed = tolerance.amount
        case _:
            allowed = tolerance.amount * abs(missed_end(current, target) or Decimal(0)) / 100
    return RAG.AMBER if distance <= allowed else RAG.RED


def _by_bands(share: Decimal, scheme: Scheme) -> RAG:
    """Return the rating of the band that a share of the target lies in; bands are in whole per cent, and so is it."""
    whole = rounded(share, 0)
    rating = RAG.RED
    for band in scheme.ascending:
        if whole >= band.start:
            rating = _COLOURS[band.rating]
    return rating
