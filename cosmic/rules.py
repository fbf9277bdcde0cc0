"""The rules for how far a figure is off its target, its RAG rating, and its change in performance.

Source of the rules: the key of the published report, Quarter 1, 2025/26.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from cosmic.definitions import Direction


class RAG(StrEnum):
    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    BASELINE = "Baseline"
    CONTEXTUAL = "Contextual"
    IN_DEVELOPMENT = "In Development"
    NO_DATA = "No data"


class Change(StrEnum):
    IMPROVING = "Improving"
    DECLINING = "Declining"
    NO_CHANGE = "No change"
    CONTEXTUAL = "Contextual"
    NOT_COMPARABLE = "Not comparable"
    NO_DATA = "No data"


def shortfall(current: Decimal | None, target: Decimal | None, direction: Direction) -> Decimal | None:
    """Return how far current misses target, as a share of the target (0.1 is 10%); 0 on target or better.

    None where there is no such share: without a figure or a target, for a contextual indicator, and for a target of
    zero that is missed.
    """
    if current is None or target is None or direction is Direction.CONTEXTUAL:
        return None
    gap = _gap(current, target, direction)
    if gap == 0:
        return Decimal(0)
    return gap / target if target else None


def rag(
    current: Decimal | None,
    target: Decimal | None,
    direction: Direction,
    tolerance: Decimal = Decimal(10),
    in_development: bool = False,
) -> RAG:
    """Return the RAG rating: Green on target, Amber off target by up to `tolerance` per cent of it, Red beyond.

    Figures are unrounded. Before all colours: In Development by its definition; Contextual without judgement; No
    data without a current figure; Baseline without a target in force. Any miss of a zero target is Red: 10% of zero
    is zero. Source: the report's key, “RAG Rating”.
    """
    if in_development:
        return RAG.IN_DEVELOPMENT
    if direction is Direction.CONTEXTUAL:
        return RAG.CONTEXTUAL
    if current is None:
        return RAG.NO_DATA
    if target is None:
        return RAG.BASELINE
    gap = _gap(current, target, direction)
    if gap == 0:
        return RAG.GREEN
    return RAG.AMBER if 100 * gap <= tolerance * target else RAG.RED


def change(current: Decimal | None, previous: Decimal | None, direction: Direction, comparable: bool = True) -> Change:
    """Return how current compares with previous, given the direction. Source: the key, “Change in Performance”."""
    if direction is Direction.CONTEXTUAL:
        return Change.CONTEXTUAL
    if current is None or previous is None:
        return Change.NO_DATA
    if not comparable:
        return Change.NOT_COMPARABLE
    if current == previous:
        return Change.NO_CHANGE
    return Change.IMPROVING if (current > previous) == (direction is Direction.HIGHER) else Change.DECLINING


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a value as it is printed: halves are rounded away from zero, as people do."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _gap(current: Decimal, target: Decimal, direction: Direction) -> Decimal:
    """Return how far current is on the wrong side of target, in the unit of both; 0 on target or better."""
    return max(Decimal(0), target - current if direction is Direction.HIGHER else current - target)
