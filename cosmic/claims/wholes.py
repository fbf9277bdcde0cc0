"""Of which part and which whole a share is, told by the words around it."""

from collections.abc import Iterator
from decimal import Decimal

from cosmic.claims.bounds import Bounds
from cosmic.claims.passages import Passage
from cosmic.claims.words import any_of, pattern

_HEDGES = rf"(?:{any_of('about around some approximately over almost nearly just under more_than less_than')} )*"
_OF = (
    rf"(?:\b{any_of('out_of of from in among amongst for')}(?: "
    + any_of(
        "the all a an our its their these those total whole overall some combined reported recorded record last year",
        r"this being council that \w+ed \w+_total_of which",
    )
    + "){0,5}|/)"
)
_N_OF_W = pattern(rf"^(?: (?!and\b|or\b)[\w’'-]+){{0,4}}?,? ?{_OF} ?{_HEDGES}$")
_ENDS_OF = pattern(rf"^\) ?{_OF} ?$")
_WHOLE_BEFORE = pattern(
    rf"(?:^|[\s(]){any_of('out_of of from among amongst across')}(?: ",
    any_of(r"the all a our its their these those total of whole overall establishment sample \w+ing \w+ed"),
    rf"){{0,6}} ?{_HEDGES}$",
)
_THESE = pattern(
    r"\b(?:the )?(?:other|remaining|rest)\b|\b(?:of|in) (?:these|them|those|which|whom)\b|",
    r"\bof the (?!‹)|\bthese\b|\bthereof\b",
)
_WORD = r"(?!while\b|whereas\b|but\b)[\w’'-]+"
_NEXT_TO = pattern(
    r"^(?: (?!while\b|whereas\b|but\b)[\w’'/&#-]+,?){0,12}? ?",
    r"(?:[(\[–—,:;-]|or\b|",
    any_of(
        r"i\.e\. which_is that_is is was equal_to equivalent_to equating_to representing represents",
        r"a_\w+(?:_\w+)?_(?:rate_)?of giving accounting_for at just about",
    ),
    rf")(?: ?(?!and\b){_WORD}(?:(?:, ?| )(?!and\b){_WORD}){{0,5}},?)? ?[(:]? ?$",
)
_LEADS_ON = pattern(
    r"^(?: [\w’'/&-]+){0,10}?,? ?(?:[(–—,-]|, or)",
    "(?: ?",
    any_of(r"i\.e\. that_is or some about just this_was equivalent_to"),
    ",?)* ?$",
)
_OF_SOMETHING_ELSE = pattern(
    rf"^ (?:of|in) (?!(?:{any_of('the all these those them which whom our its')} )?‹|",
    any_of(r"these those them the_(?:total|whole) cases all\b which whom whole total"),
    ")",
)
_PART_FOLLOWS = pattern(r"^[^‹,.;]{0,50}[(–—] ?‹")
_PART_AHEAD = pattern(r"^[^‹.;]*(?:‹\d+›[^‹.;]*)?[(–—,](?:i\.e\.|[^‹.;]){0,12}$")
_OF_THEIRS = pattern(r"^ (?!of\b|in\b)[a-z]")
_FAR = 2  # times what it would be: then another whole is meant
_SLACK = Decimal("1.02")  # by which parts may fall short of the whole that leads them


def belongs_to(passage: Passage, levels: list[int], number: int) -> tuple[int, int] | None:
    """The part and the whole that the words around a share say it is of; None where they do not say."""
    own = [n for n in levels if n >= passage.first]
    if _is_within(passage, own, number):
        return number - 1, number + 1
    said = [pair for pair in _parts_of(passage, own) if _is_next_to(passage, number, pair)]
    if said:
        return min(said, key=lambda pair: min(abs(number - n) for n in pair))
    right = passage.right(number)
    if _OF_SOMETHING_ELSE.match(right) and not _PART_FOLLOWS.match(right):
        return None
    part = _part_beside(passage, own, number)
    whole = None if part is None else _whole_of(passage, levels, number, part)
    return None if whole is None else (part, whole)


def can_be_part(passage: Passage, part: int, whole: int) -> bool:
    """Whether one quantity can be a part of another."""
    one, other = passage.quantities[part], passage.quantities[whole]
    return part != whole and one.is_like(other) and one.value <= other.value and other.value > 0


def share(passage: Passage, part: int, whole: int) -> Bounds:
    """Which percentage of the whole a part is."""
    return (passage.quantities[part].bounds / passage.quantities[whole].bounds).times(100)


def _is_within(passage: Passage, own: list[int], number: int) -> bool:
    """`99 (5.77%) of 1,717`."""
    part, whole = number - 1, number + 1
    if part not in own or whole not in own or not passage.between(part, number).endswith("("):
        return False
    return bool(_ENDS_OF.match(passage.between(number, whole))) and can_be_part(passage, part, whole)


def _parts_of(passage: Passage, levels: list[int]) -> Iterator[tuple[int, int]]:
    """`n of W`, `n out of W`, `n/W` in so many words."""
    for part, whole in zip(levels, levels[1:], strict=False):
        if whole == part + 1 and can_be_part(passage, part, whole) and _N_OF_W.match(passage.between(part, whole)):
            yield part, whole


def _is_next_to(passage: Passage, number: int, pair: tuple[int, int]) -> bool:
    """Whether a share stands beside `n of W`, with nothing else between and no whole of its own."""
    part, whole = pair
    if number > whole:
        is_next = number == whole + 1 and not _OF_SOMETHING_ELSE.match(passage.right(number))
        return is_next and bool(_NEXT_TO.match(passage.between(whole, number)))
    return number == part - 1 and bool(_LEADS_ON.match(passage.between(number, part)))


def _part_beside(passage: Passage, own: list[int], number: int) -> int | None:
    """The count that a share stands beside: `99 (5.76%)`, `90% of them (99)`."""
    if number - 1 in own:
        beside = passage.between(number - 1, number)
        if "with" in beside.split() and _THESE.match(passage.right(number).strip()):
            return None
        if beside.endswith("(") and _OF_THEIRS.match(passage.right(number)):
            return None
        if _NEXT_TO.match(beside):
            return number - 1
    ahead = [part for part in (number + 1, number + 2) if part in own]
    return next((part for part in ahead if _PART_AHEAD.match(passage.between(number, part))), None)


def _whole_of(passage: Passage, levels: list[int], number: int, part: int) -> int | None:
    """The whole that the words call one, else a larger count ahead of the part, else one of the sentence before."""
    fitting = [n for n in levels if can_be_part(passage, part, n)]
    own = [n for n in fitting if n >= passage.first]
    larger = [n for n in own if n < part]
    ahead = " " + passage.left(number)[-90:].rpartition("‹")[0]
    cued = [n for n in own if _WHOLE_BEFORE.search(passage.left(n)[-90:])]
    if cued and (larger or _WHOLE_BEFORE.search(ahead)):
        return cued[-1] if cued[-1] < part else cued[0]
    is_of_these = _THESE.search(passage.text, passage.starts)
    if larger:
        is_led = len(larger) == 1 or is_of_these or _leads_its_parts(passage, levels)
        return _largest(passage, larger) if is_led else None
    before = [n for n in fitting if n < passage.first]
    if before and (len(before) == 1 or is_of_these):
        whole = _largest(passage, before)
        return whole if _is_plausible(passage, number, part, whole) else None
    return None


def _largest(passage: Passage, numbers: list[int]) -> int:
    return max(numbers, key=lambda n: passage.quantities[n].value)


def _leads_its_parts(passage: Passage, levels: list[int]) -> bool:
    """Whether a sentence opens with a whole and goes on with its parts."""
    first, *rest = (passage.quantities[n].value for n in levels if n >= passage.first)
    return first * _SLACK >= sum(rest)


def _is_plausible(passage: Passage, number: int, part: int, whole: int) -> bool:
    """Whether a whole in the sentence before can be the one meant: the share is not far from what it would be."""
    due, stated = share(passage, part, whole), passage.quantities[number].bounds
    return stated.low / _FAR <= due.high and due.low <= stated.high * _FAR
