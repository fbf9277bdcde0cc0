"""Tell by the words around each quantity what it is there for: a level, a change, a multiple of another, a target."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prosecheck.directions import ANY, COMPARATIVE, NOUN, Way, way_of
from prosecheck.quantities import Kind, Quantity
from prosecheck.words import HEDGED, NO_AIM, any_of, pattern


class Role(StrEnum):
    """A purpose for which a quantity is in its passage."""

    LEVEL = "level"
    CHANGE = "change"
    MULTIPLE = "multiple"  # so many times, or such a part of, another level
    TARGET = "target"


@dataclass(frozen=True)
class Reading:
    """A role of a quantity, and which way a change goes."""

    role: Role
    way: Way = Way.UNSAID


PARTS = (Kind.PERCENT, Kind.POINTS, Kind.FRACTION)
_LEVEL_WORDS = (
    "more less fewer higher lower greater extra additional above below short off better worse ahead larger smaller "
    "longer shorter slower faster quicker adrift behind".split()
)
_NO_COUNT = any_of(
    "in took takes? waited spent lasted are is have had said of the and were was to with for by at but recorded",
    "reported seen fell falls? requir(?:es?|ing) needs? needing",
)
_WORD = r"[a-z][a-z’'-]*"
# “a fall of 12%”, “rose by 40”, “an increase in visits of 12”
_BEFORE = pattern(
    rf"(?<!made )(?<!make )(?<!take )(?<!taken )(?<!took )(?<!\+)\b(?P<word>{ANY})",
    rf"(?:(?: {any_of('in for of at among across on')} (?!from\b)[^‹›.;,()]{{1,60}}?)?,? (?P<link>",
    any_of("of by was were is being stood_at stands_at amounting_to equivalent_to represents representing equal_to"),
    rf")|(?: {any_of('in for among across on')} [^‹›.;,()]{{1,60}}?(?= \())?)",
    rf"(?: {any_of('an? the another further net')}|(?: an? (?!‹)[a-z]+)(?= ?$))*{HEDGED} ?(?P<aside>[(:])? ?$",
)
_GAP_BETWEEN = pattern(rf"\b{any_of('gap difference')} between [^.;]*? {any_of('was is of')}{HEDGED} $")
_APPOSED = pattern(rf"\b(?:the|this|that|an?) {NOUN}, (?:about|around|or)? ?$")
_ADDITIONAL = pattern(rf"(?:\b(?:is|was|represents|means|or)|,) (?:an? )?{any_of('additional extra further')} $")
_BEAT = r"(?:exceed|beat|outnumber|miss|surpass)\w*|trail(?:ed|s|ing)?|(?:fall(?:s|ing)?|fell) short"
_BY = pattern(
    rf"\b(?P<word>{ANY}|{_BEAT})\b(?: (?!(?:to|was|were|and)\b)[\w’'#/-]+|(?: to)?(?: \w+)? ‹.›| \(‹.›\)){{0,8}},? by",
    rf"(?: (?:an?|another|further|net))*{HEDGED} $",
)
_BY_A_PART = pattern(rf"(?<!followed )\bby(?: an?(?: [a-z]+)?)?{HEDGED} $")
_ASIDE = r"(?:\s*\([^()]*\)|, or ‹.›,)?"
# “149 fewer births”, “5% up on last year”, “a 12% rise”
_AFTER_COUNT = pattern(
    rf"^{_ASIDE}(?: (?!{_NO_COUNT}\b){_WORD}){{0,2}}? (?P<word>{COMPARATIVE}|{NOUN}|(?:up|down)(?= on))\b(?! schedule)"
)
_AFTER_PART = pattern(
    rf"^{_ASIDE}(?: (?!(?:in|of|the|and|were|was|to|with|are|is|said|who|that|for|by|at|but|fell)\b){_WORD}){{0,3}}?",
    rf" ?\(?(?P<word>{COMPARATIVE}|up|down|{NOUN})s?\b(?! (?:schedule|often|than (?:half|an? third|a quarter))\b)",
)
_OR_MORE = pattern(r"^[^‹]*\b(?:or|and) (?:more|less|above|below|over|under)\b")
_IS_SUBJECT = pattern(rf"\b(?:with|of which|of whom){HEDGED} $")  # “with 30% more than 20 pages”
_UP_FROM = pattern(r"^[^‹]*?\b(?:up|down) from (?:\w+ ){0,3}‹(.)›")
_AGAIN = pattern(r"^ as (?:many|much|high|large|big) again\b")
_CHANGED_BY = pattern(rf"\b{ANY}(?: (?:in|for)\b[^‹]*)? (?:of|by)\b|^(?:up|down)\b|^\w+(?: \w+)? ?$")
_TIMES = pattern(r"^ (?!(?:an?|per|each|every|in the|daily|weekly)\b)|^$|^[(:,.;]")
_AS_MANY = pattern(r"^ (?:as|the|that|those|what|its|their)\b")
_MULTIPLE = pattern(
    r"^ (?:of )?(?:what|(?:the|its|their|that) (?:\w+ )?(?:level|size|figure|rate|volume|value|one|amount)|",
    r"last (?:year|quarter|month)['’]s|(?:that|those) (?:in|of))\b|",
    r"^ as (?:many|much|high|long|likely|large|big|often)\b(?! again)|^ (?:of )?the (?:\w+ )?‹.› (?:\w+ )?in #",
)
_JOINED = pattern(
    r"^\s*(?:\(|,|/|\[|–|—|-|;)?\s*(?:or|i\.e\.,?|which is|that is|equivalent to|representing|equal to|about|",
    r"or about|around|and|an|a|by|up|down)?\s*$",
)
_AIM = rf"(?:target{NO_AIM}|standard|goal|budget|threshold|ambition|trajectory|ceiling|benchmark|requirement)"
_TARGET_BEFORE = pattern(
    rf"\b(?:{_AIM}|plan|planned|profile|forecast|limit)s?\b(?: ",
    any_of("of is was being set_at at for which that to rate level figure remains stands the our a this year in were"),
    rf"){{0,5}}{HEDGED} ?[(:]? ?$",
)
_NO_TARGET = any_of(
    "is was were are has have had and but met hit missed meets? above below over under on within inside of the who in"
)
_TARGET_AFTER = pattern(
    r"^(?:\) ?(?=target)| )?(?:(?:(?:that|which) was )?(?:planned|profiled|budgeted|expected|forecast)\b|",
    rf"(?:(?!{_NO_TARGET}\b)[a-z-]+ ){{0,2}}{_AIM}\b(?! (?:for|by|of)\b))",
)
_LEVEL_AT = pattern(
    r"\b(?:above|below|over|under|beyond|on|off|met|missed|beat|exceed(?:s|ed|ing)|short of|ahead of|than)",
    rf"(?: (?:the|our|its|this))?(?: \w+)? target,? at{HEDGED} $",
)
_SO_MANY_OF = pattern(r"^ (?:out )?of (?:the )?‹")


def read_roles(quantities: Sequence[Quantity], sides: Sequence[tuple[str, str]]) -> list[Reading]:
    """Return what each quantity of a sentence is there for, by the words on its left and on its right."""
    told: list[Reading] = []
    for number, (quantity, (left, right)) in enumerate(zip(quantities, sides, strict=True)):
        reading = _read(quantity, left, right)
        if reading.role is Role.LEVEL and number and told[-1].role is Role.CHANGE:
            between = sides[number - 1][1][: len(left) - len(sides[number - 1][0]) - len("‹.›")]
            if _continues(quantities[number - 1], quantity, between, right):
                reading = told[-1]
        told.append(reading)
    return told


def _read(quantity: Quantity, left: str, right: str) -> Reading:
    is_of = quantity.kind is Kind.FRACTION or quantity.kind is Kind.PERCENT and right.startswith(" of ")
    if is_of and _MULTIPLE.match(right):
        return Reading(Role.MULTIPLE)
    way = _way(quantity, left, right)
    if way is not None:
        return Reading(Role.CHANGE, way)
    if left.endswith("(") and _SO_MANY_OF.match(right) or _LEVEL_AT.search(left[-80:]):
        return Reading(Role.LEVEL)  # “94% of our target (380,995 of 404,357)”, “better than target at 63%”
    is_target = _TARGET_BEFORE.search(left[-80:]) or _TARGET_AFTER.match(right[:60])
    return Reading(Role.TARGET if is_target else Role.LEVEL)


def _way(quantity: Quantity, left: str, right: str) -> Way | None:
    """Return the way of a change, which may be unsaid; None for what is no change."""
    if quantity.kind in (Kind.RATIO, Kind.PER):
        return None
    if quantity.sign:
        return Way.UP if quantity.sign == "+" else Way.DOWN
    if quantity.kind is Kind.FACTOR:
        is_often = quantity.printed.lower() == "twice" and not _AS_MANY.match(right)  # “counted twice”
        return (Way.UP if quantity.value > 1 else Way.DOWN) if _TIMES.match(right) and not is_often else None
    if quantity.kind in PARTS and _AGAIN.match(right):
        return Way.UP
    word = _word_after(quantity, left, right)
    return way_of(word) if word else _told_before(quantity, left, right)


def _word_after(quantity: Quantity, left: str, right: str) -> str:
    """Return the word of change on the right, such as the “fewer” of “149 fewer births”."""
    after = (_AFTER_PART if quantity.kind in PARTS else _AFTER_COUNT).match(right)
    if not after or _OR_MORE.match(right[: after.end()]):
        return ""
    is_subject = after["word"] in ("more", "less", "fewer") and _IS_SUBJECT.search(left)
    up_from = _UP_FROM.match(right)
    is_level = up_from and (up_from[1] == "%") == (quantity.kind is Kind.PERCENT)
    return "" if is_subject or is_level else after["word"]


def _told_before(quantity: Quantity, left: str, right: str) -> Way | None:
    before = _BEFORE.search(left[-110:])
    if before and not _is_level(before, quantity.kind, right):
        return way_of(before["word"])
    if _GAP_BETWEEN.search(left) or (_APPOSED.search(left) and right.startswith(",")):
        return Way.UNSAID
    if _ADDITIONAL.search(left):
        return Way.UP
    if by := _BY.search(left[-110:]):
        return way_of(by["word"])
    is_part = quantity.kind in PARTS and _BY_A_PART.search(left)
    return Way.UNSAID if quantity.kind is Kind.POINTS or is_part else None


def _is_level(before: re.Match[str], kind: Kind, right: str) -> bool:
    """Tell whether words of change lead up to a level: “more visits were made at 12 sites”, “lower (56%)”."""
    linked = before["link"] in ("of", "by")
    if before["word"] in _LEVEL_WORDS and before["link"] != "by":
        return True
    if before["word"] == "gap" and not linked or before["word"] == "lost" and kind is Kind.DURATION:
        return True  # “the gender pay gap stood at 5.1%”
    if before["aside"] and not linked and not right.lstrip().startswith(")"):
        return True
    is_named = re.search(rf"\b{NOUN}\b", before[0])
    if kind in (Kind.COUNT, Kind.DURATION, Kind.MONEY):  # “an 8.8% increase (1,134) on last year” is a change
        return not (_CHANGED_BY.search(before[0]) or before["aside"] and is_named)
    return not is_named and bool(re.search(r"\b(?:was|were|is|stood at) ", before[0]))


def _continues(last: Quantity, quantity: Quantity, between: str, right: str) -> bool:
    """Tell whether a part says again what the change before it says: “149 fewer (10.43%)”, “43, or 10.4%”."""
    if last.kind is quantity.kind or not (quantity.kind in PARTS or "(" in between or "or" in between):
        return False
    if "(" in between and not right.lstrip().startswith(")") and quantity.kind not in PARTS:
        return False
    return bool(_JOINED.match(between))
