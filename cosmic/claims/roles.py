"""What each quantity of a passage is there for, told by the words around it: a level, a change, a share, a target."""

import re
from dataclasses import dataclass
from enum import StrEnum

from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind


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


_UP = (
    r"increas\w*|rise[sn]?|rising|rose|grew|grow(?:n|s|th|ing)?|up|upturn|higher|more|climb\w*|jump\w*|gain(?:ed|s)?|"
    r"surge[ds]?|lift|soar\w*|uplift|greater|longer|slower|extra|above|leap\w*|expan\w+|overspen\w+"
)
_DOWN = (
    r"decreas\w*|fall(?:s|en|ing)?|fell|drop(?:s|ped)?|declin\w*|reduc\w+|down|downturn|lower(?:ed)?|fewer|less|"
    r"dip(?:s|ped)?|slip(?:s|ped)?|shrank|shrunk|shrink\w*|cut|shorter|short|quicker|faster|below|smaller|lost|behind|"
    r"underspen\w+|saving|plummet\w*|plung\w+|slump\w*"
)
_UNSAID = r"improv\w+|worsen\w*|deteriorat\w+|chang\w+|differen\w+|better|worse|mov(?:ed|ement)|swing|variance|variation|adrift|off"
_NOUN = r"increase|decrease|rise|fall|drop|decline|reduction|improvement|growth|cut|jump|uplift|lift|gain|dip|surge|saving|change|difference|gap|swing|upturn|downturn|deterioration|leap"
_ANY = rf"(?:{_UP}|{_DOWN}|{_UNSAID})"
_ASIDE = r"(?:\s*\([^()]*\))?"

_BEFORE = re.compile(
    rf"(?<!made )(?<!\+)\b(?P<word>{_ANY})(?: (?:in|for|to|of|at) (?!from\b)[^‹›.;,()]{{1,60}}?)?"
    r"(?:,? (?:of|by|was|were|is|being|stood at|amounting to|equivalent to|represents|representing|equal to|totall?ing))?"
    r"(?: (?:a|an|the|another|further|net|some|about|approximately|around|roughly|nearly|almost|over|under|more than|"
    r"less than|just|just over|just under|only|at least|well over|up to|slightly over|slightly under))* ?[(:]? ?$"
)
_AFTER_COUNT = re.compile(
    rf"^{_ASIDE}(?: (?!in\b|took\b|takes?\b|waited\b|spent\b|lasted\b|are\b|is\b|have\b|had\b|said\b|of\b|the\b|and\b|were\b|was\b|to\b|with\b)[a-z-]+){{0,2}}? "
    r"(?P<word>more|fewer|less|higher|lower|greater|better|worse|quicker|faster|slower|longer|shorter|above|below|short|"
    rf"adrift|behind|up on|down on|up from|down from|{_NOUN})\b(?! likely| often| information| detail)"
)
_AFTER_PART = re.compile(
    rf"^{_ASIDE}(?: (?!in\b|of\b|the\b|and\b|were\b|was\b|to\b|with\b|are\b|is\b|said\b|who\b|that\b)[a-z-]+){{0,3}}? ?\(?"
    r"(?P<word>more|fewer|less|higher|lower|greater|better|worse|quicker|faster|slower|longer|shorter|above|below|short|"
    rf"adrift|behind|up|down|over|under|{_NOUN})s?\b(?! likely| often| than half| than a)"
)
_JOINED = re.compile(
    r"^\s*(?:\(|,|/|\[|–|—|-|;)?\s*(?:or|i\.e\.,?|which is|that is|equivalent to|representing|equating to|equal to|or about"
    r"|or around|approximately|about|around|and|a|an|by|up|down)?\s*$"
)
_TARGET_BEFORE = re.compile(
    r"\b(?:target|standard|goal|budget|plan|planned|profile|forecast|threshold|ambition|trajectory|ceiling|limit)s?\b"
    r"(?: (?:of|is|was|being|set at|at|for|which|that|to|rate|level|figure|remains|stands|the|our|a|this|year|in|were)){0,5}"
    r"(?: (?:about|at least|over|under|up to|less than|more than))? ?[(:]? ?$"
)
_TARGET_AFTER = re.compile(
    r"^\)? ?(?:(?:that was |which was |originally )?(?:planned|profiled|budgeted|expected|forecast)\b|(?:[a-z-]+ ){0,2}(?:target|standard|goal|budget|threshold|ambition|trajectory|ceiling)\b(?! (?:for|by|of)\b))"
)


@dataclass(frozen=True)
class Reading:
    """What a quantity is there for, and which way a change goes."""

    role: Role
    way: Way = Way.UNSAID


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
    is_part = quantity.kind in PARTS
    after = (_AFTER_PART if is_part else _AFTER_COUNT).match(right)
    if after and not re.match(r"^[^‹]*\b(?:or|and) (?:more|less|above|below|over|under)\b", right[: after.end()]):
        return Reading(Role.CHANGE, way_of(after["word"]))
    before = _BEFORE.search(left[-110:])
    if before and not _is_level(before, quantity.kind):
        return Reading(Role.CHANGE, way_of(before["word"]))
    if quantity.kind is Kind.POINTS or (is_part and re.search(r"(?<!followed )\bby (?:a |about |around )?$", left)):
        return Reading(Role.CHANGE)
    return None


def _is_level(before: re.Match, kind: Kind) -> bool:
    """“more visits were made at 12 sites”, “lower (56%)”: words of change that lead up to a level."""
    said = before[0]
    word = before["word"]
    if word in ("more", "less", "fewer", "higher", "lower", "greater", "extra", "above", "below", "short", "off", "better", "worse"):
        return True
    if kind in (Kind.COUNT, Kind.DURATION, Kind.MONEY):
        return not re.search(rf"\b(?:{_ANY})(?: (?:in|for)\b[^‹]*)? (?:of|by)\b|^(?:up|down)\b|^\w+(?: \w+)? ?$", said)
    return bool(re.search(r"\b(?:was|were|is|stood at) ", said)) and not re.search(rf"\b(?:{_NOUN})\b", said)


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
        return bool(re.fullmatch(r" (?:in|at|for|among|on|from) [^‹.;]{1,40} and (?:by )?", between))  # “4% in A and 6% in B”
    if one.kind is other.kind or not (other.kind in PARTS or "(" in between or "or" in between):
        return False
    return bool(_JOINED.match(between))
