"""What each quantity of a passage is there for, told by the words around it: a level, a change, a target."""

import re
from dataclasses import dataclass
from enum import StrEnum

from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.words import HEDGED, any_of, pattern, up_to

PARTS = (Kind.PERCENT, Kind.POINTS, Kind.FRACTION)


class Role(StrEnum):
    LEVEL = "level"
    CHANGE = "change"
    TARGET = "target"


class Way(StrEnum):
    """Which way a change goes; a word such as “improved” does not say."""

    UP = "up"
    DOWN = "down"
    UNSAID = ""


@dataclass(frozen=True)
class Reading:
    """What a quantity is there for, and which way a change goes."""

    role: Role
    way: Way = Way.UNSAID


_UP = any_of(
    r"increas\w* rise[sn]? rising rose grew grow(?:n|s|th|ing)? up upturn higher more climb\w* jump\w* gain(?:ed|s)?",
    r"surge[ds]? lift soar\w* uplift greater longer slower extra above leap\w* expan\w+ overspen\w+",
)
_DOWN = any_of(
    r"decreas\w* fall(?:s|en|ing)? fell drop(?:s|ped)? declin\w* reduc\w+ down downturn lower(?:ed)? fewer less",
    r"dip(?:s|ped)? slip(?:s|ped)? shrank shrunk shrink\w* cut shorter short quicker faster below smaller lost behind",
    r"underspen\w+ saving plummet\w* plung\w+ slump\w*",
)
_UNSAID = any_of(
    r"improv\w+ worsen\w* deteriorat\w+ chang\w+ differen\w+ better worse mov(?:ed|ement) swing variance variation",
    "adrift off",
)
_ANY = any_of(_UP, _DOWN, _UNSAID)
_NOUN = any_of(
    "increase decrease rise fall drop decline reduction improvement growth cut jump uplift lift gain dip surge saving",
    "change difference gap swing upturn downturn deterioration leap",
)
_COMPARATIVE = any_of(
    "more fewer less higher lower greater better worse quicker faster slower longer shorter above below short adrift",
    "behind",
)
_LEVEL_WORDS = set("more less fewer higher lower greater extra above below short off better worse".split())
_NO_COUNT = any_of("in took takes? waited spent lasted are is have had said of the and were was to with fell falls?")
_NO_PART = any_of("in of the and were was to with are is said who that fell falls?")

_BEFORE = pattern(
    rf"(?<!made )(?<!take-)(?<!\+)\b(?P<word>{_ANY})(?: (?:in|for|to|of|at) (?!from\b)[^‹›.;,()]{{1,60}}?)?",
    "(?:,? ",
    any_of("of by was were is being stood_at amounting_to equivalent_to represents representing equal_to"),
    ")?",
    rf"(?: {any_of('an? the another further net')})*{HEDGED} ?[(:]? ?$",
)
_ASIDE = r"(?:\s*\([^()]*\))?"
_AFTER_COUNT = pattern(
    rf"^{_ASIDE}",
    up_to(2, rf"(?!{_NO_COUNT}\b)[a-z-]+"),
    rf" (?P<word>{_COMPARATIVE}|{any_of('up_on down_on up_from down_from')}|{_NOUN})\b",
    rf"(?! {any_of('likely often information detail')})",
)
_AFTER_PART = pattern(
    rf"^{_ASIDE}",
    up_to(3, rf"(?!{_NO_PART}\b)[a-z-]+"),
    rf" ?\(?(?P<word>{_COMPARATIVE}|{any_of('up down over under')}|{_NOUN})s?\b",
    rf"(?! {any_of('likely often than_half than_a')})",
)
_OR_MORE = pattern(r"^[^‹]*\b(?:or|and) (?:more|less|above|below|over|under)\b")
_BY = pattern(r"(?<!followed )\bby(?: a)?(?: about| around)? $")
_CHANGED_BY = pattern(rf"\b{_ANY}(?: (?:in|for)\b[^‹]*)? (?:of|by)\b|^(?:up|down)\b|^\w+(?: \w+)? ?$")
_STATED = pattern(r"\b(?:was|were|is|stood at) ")
_JOINED = pattern(
    r"^\s*(?:\(|,|/|\[|–|—|-|;)?\s*",
    any_of(
        r"or i\.e\.,? which_is that_is equivalent_to representing equating_to equal_to or_about or_around",
        "approximately about around and a an by up down",
    ),
    r"?\s*$",
)
_ALIKE = pattern(r" (?:in|at|for|among|on|from) [^‹.;]{1,40} and (?:by )?")  # “4% in A and 6% in B”
_AIM = any_of("target standard goal budget threshold ambition trajectory ceiling")
_TARGET_BEFORE = pattern(
    rf"\b{any_of(_AIM, 'plan planned profile forecast limit')}s?\b",
    "(?: ",
    any_of("of is was being set_at at for which that to rate level figure remains stands the our a this year in were"),
    "){0,5}",
    rf"{HEDGED} ?[(:]? ?$",
)
_NO_TARGET = any_of(
    "is was were are has have had and but met hit missed meet exceeded above below over under on within"
)
_TARGET_AFTER = pattern(
    rf"^\)? ?(?:(?:that was |which was |originally )?{any_of('planned profiled budgeted expected forecast')}\b|",
    rf"(?:(?!{_NO_TARGET}\b)[a-z-]+ ){{0,2}}{_AIM}\b(?! (?:for|by|of)\b))",
)


def readings(passage: Passage) -> list[Reading]:
    """What each quantity of the passage is there for, in order."""
    found: list[Reading] = []
    for number in range(len(passage.quantities)):
        reading = _change(passage, number) or _target(passage, number) or Reading(Role.LEVEL)
        if reading.role is Role.LEVEL and found and _continues(passage, number, found[-1]):
            reading = found[-1]
        found.append(reading)
    return found


def way_of(word: str) -> Way:
    """Which way a word says that something went."""
    if re.fullmatch(_UP, word) or word.startswith("up "):
        return Way.UP
    if re.fullmatch(_DOWN, word) or word.startswith("down "):
        return Way.DOWN
    return Way.UNSAID


def _change(passage: Passage, number: int) -> Reading | None:
    quantity = passage.quantities[number]
    if quantity.kind in (Kind.RATIO, Kind.PER):
        return None
    if quantity.sign:
        return Reading(Role.CHANGE, Way.UP if quantity.sign == "+" else Way.DOWN)
    if quantity.kind is Kind.FACTOR:
        return Reading(Role.CHANGE, Way.UP if quantity.value > 1 else Way.DOWN)
    left, right = passage.left(number), passage.right(number)
    after = (_AFTER_PART if quantity.kind in PARTS else _AFTER_COUNT).match(right)
    if after and not _OR_MORE.match(right[: after.end()]):
        return Reading(Role.CHANGE, way_of(after["word"]))
    before = _BEFORE.search(left[-110:])
    if before and not _is_level(before, quantity.kind):
        return Reading(Role.CHANGE, way_of(before["word"]))
    if quantity.kind is Kind.POINTS or (quantity.kind in PARTS and _BY.search(left)):
        return Reading(Role.CHANGE)
    return None


def _is_level(before: re.Match, kind: Kind) -> bool:
    """“more visits were made at 12 sites”, “lower (56%)”: words of change that lead up to a level."""
    if before["word"] in _LEVEL_WORDS or (before["word"] == "lost" and kind is Kind.DURATION):
        return True
    if kind in (Kind.COUNT, Kind.DURATION, Kind.MONEY):
        return not _CHANGED_BY.search(before[0])
    return bool(_STATED.search(before[0])) and not re.search(rf"\b{_NOUN}\b", before[0])


def _target(passage: Passage, number: int) -> Reading | None:
    if _TARGET_BEFORE.search(passage.left(number)[-80:]) or _TARGET_AFTER.match(passage.right(number)[:60]):
        return Reading(Role.TARGET)
    return None


def _continues(passage: Passage, number: int, last: Reading) -> bool:
    """“149 fewer (10.43%)”, “43, or 10.4%”: a part that says again what the change before it says."""
    if last.role is not Role.CHANGE or number == passage.first:
        return False
    one, other = passage.quantities[number - 1], passage.quantities[number]
    between = passage.between(number - 1, number)
    if one.kind is other.kind and other.kind in PARTS:
        return bool(_ALIKE.fullmatch(between.removesuffix("by ")))
    if one.kind is other.kind or not (other.kind in PARTS or "(" in between or "or" in between):
        return False
    return bool(_JOINED.match(between))
