"""Tell what words of standing hold against what: a level, and the target, average or other number after the words."""

from collections.abc import Iterator

from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.sides import Cue
from prosecheck.targets import TARGET
from prosecheck.words import HEDGED, any_of, pattern

_REFERENCE = any_of(
    rf"average figure rate level norm baseline score total mean result {TARGET} that those number proportion count sum",
    r"seen recorded reported achieved posted managed year quarter month nationally regionally england elsewhere peers",
    r"comparators? neighbours? percentage all share",
)
_NAMES_IT = pattern(rf"\b{_REFERENCE}\b")
_NAMES_A_LEVEL = pattern(
    rf"\b{any_of('average figure rate level norm mean that those national england region peers county comparators')}\b"
)
_NAMES_A_TARGET = pattern(rf"\b{TARGET}\b")
# No verb, no second thing: what stands between `above the national average of` and its number.
_OBJECT = pattern(
    r"^(?: (?!(?:and|but|while|which|with|by|as|though|although|who|when|whereas|at|was|were|is|are|has|had)\b)",
    rf"[\w’'#/&-]+){{0,12}}?(?:,| at| was| is| being|,? which (?:is|was|stands at|stood at|"
    rf"allows? for)(?: no more than| at least)?)?{HEDGED} ?[(:]?$",
)
_NEW_CLAUSE = pattern(r"[;:]|,|\b(?:while|whereas|although|though|but|and|with)\b|[–—]")
# No words of the list make up another one, so that there is one way to read a row of them.
_LEADS_ON = any_of(
    r"which that this it and but so thus was were is are be been has had have remain\w*\b still also therefore well",
    r"just again a an touch little lot much far fell falls falling puts putting taking leaving left standing stands",
    r"sitting sits stood comes came both then now hence meaning we us them some way down up or even considerably",
    r"already not n’t did does do never failed continues? continued to yet being compares? off keeping kept bringing",
    r"\b\w+ly\b i\.e\. points? percentage short in_turn as_a_result nevertheless however",
)
_TAKES_A_DIFFERENCE = pattern(r"^(?:above|below|over|under|behind|ahead of|short of|shy of)$|than$")
_VERBS = any_of("is was are were remains remained and stands stood fell falls falling came comes just")
_ATTACHED = pattern(rf"(?: (?!{_VERBS}\b)[a-z]+){{0,3}} ")
_ALSO = pattern(r"^[^‹()]{0,45} (?:compared (?:with|to)|against|versus|vs\.?|and|to) ")
_PLACES = ("above", "below", "over", "under")
_ENDS = pattern(r"^(?:[.,;:)]|$)")
_LEAD = pattern(
    r"^ ?(?:which|this|that|it)(?: (?!‹)[\w’'-]+){0,5} ?$|",
    rf"^(?: ?(?:{_LEADS_ON}|still (?!{_LEADS_ON}\b)\w+\b|‹\d+›),?)* ?$",
)
_FRONTED = pattern(r"^(?:[a-z]+, )?(?:at|with|on)(?: (?!‹)[\w-]+){0,3} ?$")
_OPENS = pattern(
    rf"^(?:and |but )?{any_of('this that it these performance we the both')}\b(?: (?!‹)[\w’'-]+){{0,7}} ?$"
)
_AFTER = pattern(
    r"^[^‹.;]*?(?:\bwith\b|\bat\b|[(:–—]|\bachiev\w+|\breach\w+|\bdeliver\w+|\brecord\w+|"
    r"\bas\b)[^‹.;]{0,40}$|^[^‹.;]*, $|",
    r"^[^‹.;]*[;,] (?:the|our)(?: \w+)? (?:total|figure|number|result|outturn|rate|actual|count) (?:was|is|"
    r"came to|being) $",
)
_A_SUBSET = pattern(r"^ (?:of (?:them|these|those|which)|alone|more|further)|^[^,.;]{0,30}\balone\b")
_OF_SOME = pattern(r"\b(?:including|of which|of whom|up|of these|of them)\b")


def reference(passage: Passage, cue: Cue, readings: list[Reading]) -> int | None:
    """Return the number after words of standing that a level is held against; None where there is none."""
    following = [n for n in passage.own if passage.spans[n][0] >= cue.end]
    if not following or cue.is_noun:
        return None
    number = following[0]
    words = passage.text[cue.end : passage.spans[number][0]]
    after = passage.right(number)[:45].partition("‹")[0]
    if not _OBJECT.match(words) or _A_SUBSET.match(after) or (words.endswith("(") and _ALSO.match(after)):
        return None
    is_hedge = passage.quantities[number].hedge or any(_is_a_difference(passage, cue, n) for n in passage.own)
    if not words.strip() and is_hedge:
        return None  # “just less than 1%”, “30% more than 20 pages in length”
    around = f"{words} {_NEW_CLAUSE.split(after.lstrip(')'))[0]}"
    is_target = readings[number].role is Role.TARGET or bool(_NAMES_A_TARGET.search(around))
    if cue.is_of_a_target:
        return number if is_target else None
    if cue.word in ("ahead of", "behind") and not (is_target or _NAMES_A_LEVEL.search(words)):
        return None  # a place in a list
    is_named = is_target or _NAMES_IT.search(around) or words.strip()
    return number if is_named or cue.word not in _PLACES else None


def level(passage: Passage, cue: Cue, readings: list[Reading], number: int, taken: set[int]) -> list[int]:
    """Return the level that words of standing speak of, then others that they may; none where it is left open.

    It stands before the words, else after what it is held against, else in the sentence before.
    """
    like = [n for n in _like(passage, readings, number, taken) if not _is_a_difference(passage, cue, n)]
    own = [n for n in like if n >= passage.first]
    before = [n for n in own if passage.spans[n][1] <= cue.start]
    if before:
        return before[::-1] if _is_subject(passage, cue, before[-1]) else []
    following = [n for n in own if n > number]
    if following:
        if passage.quantities[number].hedge:
            return []  # “more than 500 permits (487)”: a hedge
        return following if len(following) == 1 and _is_told_after(passage, number, following[0]) else []
    opening = passage.text[passage.starts : cue.start]
    told = [n for n in like if n < passage.first]
    return told if len(told) == 1 and _OPENS.match(opening) else []


def _is_a_difference(passage: Passage, cue: Cue, number: int) -> bool:
    """Tell whether it says by how much, as 52 in “402 is 52 over the target”."""
    between = passage.text[passage.spans[number][1] : cue.start]
    is_ahead = passage.spans[number][1] <= cue.start
    return is_ahead and bool(_TAKES_A_DIFFERENCE.search(cue.word) and _ATTACHED.fullmatch(between))


def only_level(passage: Passage, readings: list[Reading], number: int, taken: set[int]) -> list[int]:
    """Return the only like level of the sentence, else of the one before; none where there are several."""
    like = list(_like(passage, readings, number, taken))
    candidates = [n for n in like if n >= passage.first] or like
    return candidates if len(candidates) == 1 and not _A_SUBSET.match(passage.right(candidates[0])) else []


def _like(passage: Passage, readings: list[Reading], number: int, taken: set[int]) -> Iterator[int]:
    other = passage.quantities[number]
    for n, quantity in enumerate(passage.quantities):
        is_level = bool(quantity.sign) if other.sign else readings[n].role is Role.LEVEL
        if n not in taken and n != number and is_level and (quantity.is_like(other) or _is_bare_of(passage, number, n)):
            yield n


def _is_bare_of(passage: Passage, number: int, other: int) -> bool:
    """Tell whether it is bare and the other has a unit: “6.2 days on average, within the standard of five”."""
    bare, partner = passage.quantities[number], passage.quantities[other]
    is_bare = bare.kind is Kind.COUNT and _ENDS.match(passage.right(number))
    return bool(is_bare and partner.kind in (Kind.DURATION, Kind.PERCENT, Kind.MEASURE))


def _is_subject(passage: Passage, cue: Cue, number: int) -> bool:
    """Tell whether nothing else has come between a level and what is said of it."""
    start, end = passage.spans[number]
    between = passage.text[end : cue.start]
    *segments, lead = _NEW_CLAUSE.split(between)
    if not segments or (_LEAD.match(lead) and not between.removesuffix(lead).endswith("with")):
        return True
    is_fronted = _FRONTED.match(passage.text[passage.starts : start])
    return bool(is_fronted and len(segments) == 1 and "‹" not in lead)


def _is_told_after(passage: Passage, number: int, other: int) -> bool:
    between = passage.between(number, other)
    if _OF_SOME.search(between) or _A_SUBSET.match(passage.right(other)) or not _AFTER.match(between):
        return False
    target, told = passage.quantities[number].value, passage.quantities[other].value
    return target * 7 <= told * 10 <= target * 14
