"""Judge whether a level stands on the side of a number that the words say."""

from decimal import Decimal

from prosecheck.passages import Passage
from prosecheck.quantities import Kind, Quantity
from prosecheck.sides import Cue, Side, is_high_good
from prosecheck.words import any_of, pattern

_SPEED = pattern(r"(?:quicker|faster|slower) ")
_TAKES_TIME = pattern(
    r"\b",
    any_of(
        r"took tak(?:es?|en|ing) wait\w* respon\w* turnaround times? processing delay\w* quick\w* lasted",
        r"registered relet\w*",
        r"answer\w* sickness absence lost stays? ours",
    ),
    r"\b",
)
_GIVES_TIME = pattern(
    r"\b", any_of(r"train\w* volunteer\w* support contact provid\w* exercise teaching overtime"), r"\b"
)
_MOST = 60  # per cent: a target above it is one to reach, below it may be one to stay under
_FAR = Decimal("0.12")  # of the other: no longer in line with it
_FAR_IN_POINTS = 5


def stands(passage: Passage, cue: Cue, one: Quantity, other: Quantity, is_target: bool) -> bool | None:
    """Tell whether a level stands on the side that the words say; None where they, or the rounding, leave it open."""
    moved = value(one) - value(other)
    if _SPEED.match(cue.word) and one.kind is not Kind.DURATION:
        return None
    if cue.side is Side.SAME:
        return one.bounds.meets(other.bounds) or None if cue.is_denied else one.bounds.meets(other.bounds)
    if cue.side is Side.NEAR:
        return None if cue.is_denied else _is_near(one, other)
    is_near = one.bounds.meets(other.bounds) if one.sign == other.sign == "" else not moved
    if not moved and cue.side is Side.GOOD and cue.is_of_a_target:
        return True
    if not moved or (is_near and not (is_target and not other.hedge and not one.hedge)):
        return None
    if cue.side in (Side.ABOVE, Side.BELOW):
        return (moved > 0) == (cue.side is Side.ABOVE)
    is_high = _is_high_good(passage, cue, other)
    return None if is_high is None else (moved > 0) == (is_high == (cue.side is Side.GOOD))


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Tell whether two levels are alike at a pinch: nobody would call 61% in line with 74%."""
    moved = abs(value(one) - value(other))
    is_far_in_points = moved >= _FAR_IN_POINTS or one.kind is not Kind.PERCENT
    return not (is_far_in_points and moved > abs(value(other)) * _FAR)


def _is_high_good(passage: Passage, cue: Cue, other: Quantity) -> bool | None:
    """Tell whether more is better: by the words of the sentence, else by what a target is of."""
    if cue.word.startswith("reach") or other.kind is Kind.PERCENT and other.value >= _MOST:
        return True
    words = passage.text[passage.starts :]
    if other.kind is Kind.DURATION:
        return False if _TAKES_TIME.search(words) and not _GIVES_TIME.search(words) else None
    return is_high_good(words)


def value(quantity: Quantity) -> Decimal:
    """Return the worth of a quantity with its sign."""
    return quantity.value if quantity.sign in ("", "+") else -quantity.value
