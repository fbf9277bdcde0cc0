"""Tell if the words around a quantity state it as a change, and which way; or as a multiple of another level."""

import re

from prosecheck.directions import ANY, COMPARATIVE, NOUN, Way, way_of
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.words import HEDGED, any_of, pattern, up_to

PARTS = (Kind.PERCENT, Kind.POINTS, Kind.FRACTION)
_LEVEL_WORDS = set(
    "more less fewer higher lower greater extra additional above below short off better worse ahead larger bigger "
    "smaller longer shorter slower faster quicker shy adrift behind".split()
)
_NO_COUNT = any_of(
    "in took takes? waited spent lasted are is have had said of the and were was to with for by at but recorded",
    "reported seen fell falls? requir(?:es?|ing) needs? needing",
)
_NO_PART = any_of(
    "in of the and were was to with are is said who that for by at but recorded reported seen fell falls?"
)
_WORD = r"[a-z][a-z’'-]*"

_BEFORE = pattern(
    rf"(?<!made )(?<!make )(?<!makes )(?<!making )(?<!take )(?<!taken )(?<!took )(?<!take-)(?<!\+)\b(?P<word>{ANY})",
    rf"(?:(?P<of> {any_of('in for of at among across on')} (?!from\b)[^‹›.;,()]{{1,60}}?)?,? (?P<link>",
    any_of(
        "of by was were is being stood_at stands_at amounting_to equivalent_to represents representing equal_to",
        "is_one_of",
    ),
    rf")|(?: {any_of('in for among across on')} [^‹›.;,()]{{1,60}}?(?= \())?)",
    rf"(?: {any_of('an? the another further net')}|(?: an? (?!‹)[a-z]+)(?= ?$))*{HEDGED} ?(?P<aside>[(:])? ?$",
)
_GAP_BETWEEN = pattern(
    rf"\b{any_of('gap difference differential disparity variation margin')} between ",
    r"(?:(?!\b(?:was|is|were)\b)[^.;])*? ",
    any_of("was is of being stood_at stands_at remains comes_to"),
    rf"(?: {any_of('an? the now still just')})*{HEDGED} $",
)
_THAN = pattern(r"\bthan the $")  # “more than the 2 points that were planned”
_APPOSED = pattern(rf"\b(?:the|this|that|an?) {NOUN}, {any_of('some about around or')}? ?$")  # “the difference, 94, is”
_ADDITIONAL = pattern(rf"(?:\b(?:is|was|represents|means)|,) (?:an? )?{any_of('additional extra further')} $")
_BEAT = any_of(
    r"exceed(?:s|ed|ing)? beat(?:s|ing|en)? outnumber(?:s|ed|ing)? miss(?:ed|es|ing)? trail(?:ed|s|ing)?",
    "fall(?:s|ing)?_short fell_short surpass(?:ed|es|ing)? under-?shot over-?shot",
)
_BY_COUNT = pattern(
    rf"\b(?P<word>{ANY}|{_BEAT})\b(?: (?!{any_of('to was were and')}\b)[\w’'#/-]+| \(‹\d+›\)| ‹\d+›){{0,8}},? by",
    rf"(?: {any_of('an? another further net')})*{HEDGED} $",
)
_ASIDE = r"(?:\s*\([^()]*\)|, or ‹\d+›,)?"
_AFTER_COUNT = pattern(
    rf"^(?:{_ASIDE}",
    up_to(2, rf"(?!{_NO_COUNT}\b){_WORD}"),
    rf" (?P<word>{COMPARATIVE}|{NOUN})|(?: (?!{_NO_COUNT}\b){_WORD})? (?P<up>(?:up|down) on))\b",
    rf"(?! {any_of('likely often information detail')})",
)
_OVER_PLAN = r"(?:over|under)(?= (?:the )?(?:target|budget|plan|profile|‹|$))"
_AFTER_PART = pattern(
    rf"^{_ASIDE}",
    up_to(3, rf"(?!{_NO_PART}\b){_WORD}"),
    rf" ?\(?(?P<word>{COMPARATIVE}|{any_of('up down')}|{_OVER_PLAN}|{NOUN})s?\b",
    rf"(?! {any_of('often than_half than_an?_(?:third|quarter|fifth|tenth|dozen)')})",
)
_UP_FROM = pattern(r"^[^‹]*?\b(?:up|down) from (?:\w+ ){0,3}‹(\d+)›")
_THAN_NUMBER = pattern(r"^ than ‹(\d+)›")
_OR_MORE = pattern(r"^[^‹]*\b(?:or|and) (?:more|less|above|below|over|under)\b")
_IS_SUBJECT = pattern(rf"\b(?:with|of which|of whom){HEDGED} $")  # “with 30% more than 20 pages”
_AGAIN = pattern(r"^ as (?:many|much|high|large|big) again\b")
_BY = pattern(rf"(?:(?<!followed )\bby(?: an?(?: [a-z]+)?)?|\b{any_of('cut slashed')} in){HEDGED} $")
_CHANGED_BY = pattern(rf"\b{ANY}(?: (?:in|for)\b[^‹]*)? (?:of|by)\b|^(?:up|down)\b|^\w+(?: \w+)? ?$")
_STATED = pattern(r"\b(?:was|were|is|stood at) ")
_PERIOD = pattern(r"\b(?:year|quarter|month|before|last|previous|target)\b|#")  # “up on the year before (47%)”
_CLOSES = pattern(r"^ ?\)")
_AS_MANY = any_of(
    "as the that those what last its their this more higher greater larger longer increase rise growth from between",
    "over since in by to under within compared and for during year on after again",
)
_TIMES = pattern(rf"^ {_AS_MANY}\b|^(?: ?[(:,.;‹]| [–—-] |$)")
_OFTEN = pattern(rf"^ (?:an?|per|each|every|in the (?:last|past)|{any_of('daily weekly monthly yearly')})\b")
_LEVEL = any_of("level size figure rate volume value height one amount")
_NUMBER_THEN = rf"{any_of('number total count')} {any_of('in at a_year last seen recorded reported')}"
_PAST = any_of("last_year last_quarter last_month last_winter last_summer the_previous_year the_previous_quarter")
_MULTIPLE = pattern(
    rf"^ (?:of )?(?:what|(?:the|its|their|that) (?:\w+ )?(?:{_LEVEL}|{_NUMBER_THEN})|{_PAST}['’]s|",
    r"(?:that|those) (?:in|of))\b|",
    r"^ as (?:many|much|high|long|likely|large|big|often)\b(?! again)|",
    rf"^ (?:of )?the (?:\w+ )?‹\d+› (?:\w+ )?{any_of('of in from at')} (?:[\w#]+ )?",
    any_of(r"years? quarters? months? last \d{4} this_time previous"),
    r"\b",
)


def multiple(passage: Passage, number: int) -> bool:
    """Tell whether a part is of another level: “a quarter of what it was”, “60% of the level seen in 2019”."""
    kind, right = passage.quantities[number].kind, passage.right(number)
    if kind not in (Kind.FRACTION, Kind.PERCENT) or kind is Kind.PERCENT and not right.startswith(" of "):
        return False
    return bool(_MULTIPLE.match(right))


def change(passage: Passage, number: int) -> Way | None:
    """Return the way of a change, which may be unsaid; None for what is no change."""
    quantity = passage.quantities[number]
    if quantity.kind in (Kind.RATIO, Kind.PER):
        return None
    if quantity.sign:
        return Way.UP if quantity.sign == "+" else Way.DOWN
    right = passage.right(number)
    if quantity.kind is Kind.FACTOR:
        is_change = _TIMES.match(right) and not _OFTEN.match(right)
        return (Way.UP if quantity.value > 1 else Way.DOWN) if is_change else None
    if quantity.kind in PARTS and _AGAIN.match(right):
        return Way.UP
    way = _told_after(passage, number, right)
    if way is None:
        way = _told_before(passage, number, right)
    return way


def _told_after(passage: Passage, number: int, right: str) -> Way | None:
    """Return the way of “149 fewer”, “5% up on”, “a 12% rise”; None for other words."""
    is_part = passage.quantities[number].kind in PARTS
    after = (_AFTER_PART if is_part else _AFTER_COUNT).match(right)
    if not after or _OR_MORE.match(right[: after.end()]):
        return None
    word = after["word"] or after["up"]
    if word in ("more", "less", "fewer") and _IS_SUBJECT.search(passage.left(number)):
        return None
    if (hedged := _THAN_NUMBER.match(right[after.end() :])) and _is_hedged(passage, int(hedged[1])):
        return None
    up_from = _UP_FROM.match(right)
    if up_from and passage.quantities[number].is_like(passage.quantities[int(up_from[1])]):
        return None
    return way_of(word)


def _is_hedged(passage: Passage, number: int) -> bool:
    """Tell whether the “more than” before a number belongs to it: “operate from more than one site”."""
    return passage.quantities[number].hedge.endswith("than")


def _told_before(passage: Passage, number: int, right: str) -> Way | None:
    """Return the way of “a fall of 12%”, “rose by 40”, “the gap between them is 6 points”; None for other words."""
    kind, left = passage.quantities[number].kind, passage.left(number)
    before = _BEFORE.search(left[-110:])
    if before and not _is_level(before, kind, right):
        return way_of(before["word"])
    if _GAP_BETWEEN.search(left) or (_APPOSED.search(left) and right.startswith(",")):
        return Way.UNSAID
    if _ADDITIONAL.search(left):
        return Way.UP
    by = _BY_COUNT.search(left[-110:])
    if by:
        return way_of(by["word"])
    if _THAN.search(left):
        return None
    return Way.UNSAID if kind is Kind.POINTS or (kind in PARTS and _BY.search(left)) else None


def _is_level(before: re.Match[str], kind: Kind, right: str) -> bool:
    """Tell whether words of change lead up to a level: “more visits were made at 12 sites”, “lower (56%)”."""
    linked = before["link"] in ("of", "by")
    if before["word"] in _LEVEL_WORDS and before["link"] != "by":
        return True
    if before["word"] == "lost" and kind is Kind.DURATION or before[0].endswith("up to "):
        return True
    if before["aside"] and _PERIOD.search(before[0]):
        return True
    if before["word"] == "gap" and before["link"] not in ("of", "by"):
        return True  # “the gender pay gap stood at 5.1%”
    if before["aside"] and not linked and not _CLOSES.match(right):
        return True
    if kind in (Kind.COUNT, Kind.DURATION, Kind.MONEY):
        return not _CHANGED_BY.search(before[0])
    return bool(_STATED.search(before[0])) and not re.search(rf"\b{NOUN}\b", before[0])
