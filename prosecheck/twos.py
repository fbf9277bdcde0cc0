"""Find the only two levels that a change can be of, where nothing says which is held against which."""

import re

from prosecheck.bases import is_base
from prosecheck.differences import can_be_of, expected
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.periods import period
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.thoughts import are_parted, is_parted, points_back
from prosecheck.topics import find_topics, refers_back, share_topics
from prosecheck.words import any_of, pattern

_BY_C_TO = pattern(r"^[^‹,.;()]{0,20}\bto (?:\w+ )?‹")  # “by 310 to 8,050”: the base is not told
_GAP = pattern(
    r"\b",
    any_of(
        r"gap\b difference differential ahead behind lead\b short(?:fall)?\b margin twice as_(?:many|much|high)",
        r"apart\b",
        r"more\b fewer\b less\b higher\b lower\b greater\b above\b below\b double\b longer\b shorter\b extra\b shy\b",
        r"additional\b half_(?:as|the|that)\b out(?:number|strip|perform|pac) exceed beat too_(?:few|many) gulf",
        r"disparity under\b",
    ),
)
_GAP_NOUN = pattern(
    r"\b",
    any_of("gap difference differential gulf disparity margin beat exceed ahead miss trail lag outnumber outstrip"),
)
_CONTRAST = pattern(r"\b(?:while|whilst|whereas|but|although)\b")
_PART_OF = pattern(
    r"\b(?:of (?:which|whom|these|those|them)|out of|including|were among|for every)\b|",
    r"(?<!ahead )(?<!short )\bof (?:the|all|our)(?: (?!and\b)\w+){0,2} $",
)
# “10% up on last year”: the base is not in the text.
_OWN_BASE = pattern(
    r"^[^‹.;:]{0,40}?\b(?P<word>",
    any_of("on than from compared over since against versus above below of for in"),
    r")\b(?!-)",
    rf"(?! {any_of('overall total performance')}\b)(?P<base>[^‹,;.()]*?)(?:[,;.()]|$| (?:at|to|with) ‹)",
)
_FAR = 8  # times


def only_two(passage: Passage, readings: list[Reading], number: int) -> list[Pair]:
    """Return the two levels of a passage in either order, if words or periods say that they are compared; else none."""
    if number < passage.first and not refers_back(passage):
        return []
    is_factor = passage.quantities[number].kind is Kind.FACTOR
    if _has_a_rival(passage, readings, number) or not is_factor and _BY_C_TO.match(passage.right(number)):
        return []
    levels = _levels(passage, readings, number)
    if all(readings[n].role is Role.TARGET or is_base(passage, n) for n in levels):
        return []  # “missed the target of 60% by 4 points and last quarter's 85% by 29”
    if len(levels) != 2 or _names_its_base(passage, number, levels) or not _are_compared(passage, number, *levels):
        return []
    one, other = levels
    either = [Pair(one, other), Pair(other, one)]
    return either if any(_is_plausible(passage, number, pair) for pair in either) else []


def _is_plausible(passage: Passage, number: int, pair: Pair) -> bool:
    """Tell whether a change is not far from what two levels would make it: else it is hardly theirs."""
    change, base, now = (passage.quantities[n] for n in (number, pair.base, pair.now))
    due, stated = expected(change, base, now).size(), change.bounds
    return stated.low <= due.high * _FAR and due.low <= stated.high * _FAR


def _has_a_rival(passage: Passage, readings: list[Reading], number: int) -> bool:
    """Tell whether the sentence states another change of the same kind."""
    kind = passage.quantities[number].kind
    others = (n for n in passage.own if n != number and readings[n].role is Role.CHANGE)
    return any(passage.quantities[n].kind is kind for n in others)


def _levels(passage: Passage, readings: list[Reading], number: int) -> list[int]:
    """Return the levels that a change can be of: of its sentence, or with the one before where it points back."""
    levels = [n for n, reading in enumerate(readings) if reading.role in (Role.LEVEL, Role.TARGET) and n != number]
    fitting = [n for n in levels if can_be_of(passage.quantities[number], passage.quantities[n])]
    in_digits = [n for n in fitting if not passage.quantities[n].printed[0].isalpha()]
    fitting = in_digits if len(in_digits) >= 2 else fitting  # not the two of “the two depots”
    own = [n for n in fitting if n >= passage.first]
    if not own and points_back(passage, readings, number):
        return fitting
    if len(own) == 1 and share_topics(passage.left(own[0]), passage.text[: passage.starts]):
        return fitting
    return own


def _names_its_base(passage: Passage, number: int, levels: list[int]) -> bool:
    """Tell if a change is of something other than the levels: “10% up on last year”, “more than the median”."""
    said = _OWN_BASE.match(passage.right(number))
    if not said or number < passage.first:
        return bool(said)
    if said["word"].lower() in ("of", "for", "in") and not find_topics(said["base"]):
        return False
    return not find_topics(said["base"]) & find_topics(" ".join(_beside(passage, n) for n in levels))


def _beside(passage: Passage, number: int) -> str:
    """Return the few words around a level that name it."""
    before = re.split(r"[‹›.;,()]", passage.left(number).rstrip(" ("))[-1]
    after = re.split(r"[‹.;,()]", passage.right(number).lstrip(" )"))[0]
    return f"{before[-40:]} {after[:40]}"


def _are_compared(passage: Passage, number: int, one: int, other: int) -> bool:
    """Tell whether two levels are set against each other: by a word for a gap, or by the periods they are of."""
    first, second = (passage.quantities[n] for n in (one, other))
    in_words = first.printed[0].isalpha() != second.printed[0].isalpha()
    if not first.is_like(second) or first.value == second.value or in_words:
        return False
    nearest = min((one, other), key=lambda n: abs(n - number))
    if is_parted(passage, number, nearest) or _PART_OF.search(passage.between(one, other)):
        return False
    left = passage.left(number)
    around = f"{left.rpartition('›')[2]} ‹ {passage.quantities[number].printed.lower()} {passage.right(number)[:30]}"
    if _GAP_NOUN.search(left[-100:]):
        return True
    times = [period(passage, n) for n in (one, other)]
    between = passage.between(one, other)
    if all(times) and times[0] != times[1] and not find_topics(between):
        return True  # “In Q4 it was 74%; in Q1 it is 66%, a fall of 8 points”
    if _CONTRAST.search(between) is None and are_parted(passage, one, other):
        return False
    return bool(_GAP.search(around)) or times[0] != times[1]
