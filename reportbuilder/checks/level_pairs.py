"""Find the levels that a sentence holds against each other: what stands now, and what it is held against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prosecheck.passages import Mention, Sentence
from prosecheck.periods import are_of_any_year
from prosecheck.roles import Role
from prosecheck.words import any_of, pattern


@dataclass(frozen=True)
class Pair:
    """Two like levels: `now`, and the `base` that it is held against."""

    base: Mention
    now: Mention


_EARLIER = (
    rf"(?:{any_of('last previous prior preceding same past')}(?: \w+){{0,2}}? "
    rf"{any_of('year quarter month period week time term figure total')}|"
    r"(?:years?|quarters?|months?|the year|a year) (?:ago|earlier|before)|previously|earlier)"
)
_MOVES = any_of("up down increase decrease rise fall drop growth reduction improvement decline")
_VERB = any_of(r"numbered totall?ed stood rose fell reached came increased decreased was were is are has have")
_LEADS_ON = r"(?: (?:[a-z’'-]+|#+(?:/#+)?|q#)(?:,(?= (?:when|which|where|at|with|on|whose|that)\b))?){0,8}? ?\(?$"
# “from 74%”, “compared with 305”, “up on last year's 396,428”, “last quarter: 74%”
_BEFORE = pattern(
    rf"\bfrom(?!(?: [a-z’'-]+){{0,8}}? {_VERB}\b){_LEADS_ON}|",
    rf"(?:\b(?:than|against|versus|vs\.?|{any_of('compared comparison relative contrast')}(?: \w+)? (?:with|to)|",
    rf"{_MOVES}(?: \w+){{0,2}}? (?:on|over))|› on){_LEADS_ON}|",
    rf"\b{_EARLIER}(?:['’]s?)?(?: (?:the )?{any_of('figure total level rate result')}s?)?",
    rf"(?: {any_of('of was were stood_at had had_been saw is at it_was there_were')})?",
    rf"(?: (?!{any_of('and but to so now by')}\b)[a-z]+)?:? ?\(?$",
)
# “74% in the previous quarter”
_AFTER = pattern(
    r"^(?: (?!to\b|and\b|from\b|this\b)[\w’'%#-]+){0,4}? ?\(?",
    rf"(?:{any_of('in for at during of reported recorded')} )?(?:the )?{_EARLIER}\b",
)
# “107 against 153”: what stands now.
_AGAINST_THE_NEXT = pattern(
    r"^[^‹,.;]{0,40}?(?: \(|,)? ?\b",
    any_of("against versus vs up_from down_from rather_than compared_(?:with|to)"),
    r" [^‹.;,]*$",
)
_AT_NOW = pattern(rf"\b{any_of('than on from over')}\b[^‹,.;]*{any_of('year quarter month ago before earlier')} at $")
_ASIDE, _TO_THE_NEXT = pattern(r"[(:,–—] ?$"), pattern(r"^ (?:down |up )?to $")  # “(97,976 to 100,196)”
_FROM = pattern(r"\b(?:from|than) $")
_NO_TARGET = pattern(r"\bless than (?:\w+ )?$")
_COMMA = pattern(r",(?! (?:to|up|down) )")
_TO = pattern(rf"\b{any_of('to now ended stands? at stood_at')} (?:(?!from\b)[a-z]+ ){{0,3}}$")
_OUT_OF = pattern(r"^ (?:[a-z]+ ){0,2}?(?:out )?of (?:the |our )?$")


def find_pairs(sentence: Sentence) -> list[Pair]:
    """Return the pairs of a sentence: told by words such as from, than and compared with, or by the periods named."""
    mentions = sentence.mentions
    levels = [one for one in mentions if one.role is Role.LEVEL]
    wholes = [whole for part, whole in _neighbours(levels) if _OUT_OF.match(_between(part, whole))]
    bases = [one for one in mentions if one.role is Role.TARGET or one.role is Role.LEVEL and is_base(one)]
    told = []
    for base in bases:
        others = [one for one in levels if one not in bases and (base in wholes or one not in wholes)]
        now = _partner(base, [one for one in others if one.quantity.is_like(base.quantity)])
        if now and not _is_backward(base, now):
            told.append(Pair(base, now))
    taken = [one for pair in told for one in (pair.base, pair.now)]
    return told + [pair for pair in _by_period(levels) if pair.base not in taken and pair.now not in taken]


def is_base(level: Mention) -> bool:
    """Tell whether the words around a level say that another is held against it."""
    left, right = level.left, level.right.partition("‹")[0]
    if hedge := level.quantity.hedge:
        left = re.sub(rf"\b{re.escape(hedge)} $", "", left)
    if _AT_NOW.search(left) or _NO_TARGET.search(left):
        return False
    if _AGAINST_THE_NEXT.match(right):
        return bool(_FROM.search(left))
    if _TO_THE_NEXT.match(right) and _ASIDE.search(left):
        return True
    is_of_the_next = right.rfind("(") > right.rfind(")")  # “11,346 (previously 11,502)”
    return bool(_BEFORE.search(left[-90:]) or not is_of_the_next and _AFTER.match(right))


def _partner(base: Mention, like: Sequence[Mention]) -> Mention | None:
    """Return the level that a base is for: after `from A to B`, else the nearest before it, else after it."""
    before, after = [one for one in like if one.at < base.at], [one for one in like if one.at > base.at]
    onward = _between(base, after[0]) if after else ""
    if _TO.search(onward) and not (before and _COMMA.search(onward)):
        return after[0]
    return before[-1] if before else after[0] if after else None


def _by_period(levels: Sequence[Mention]) -> Iterator[Pair]:
    """Yield two neighbouring levels with the periods that they are of: `291 in June, 303 in September`."""
    dated = [one for one in levels if one.period]
    if len(dated) > 2:
        return  # a series, not a pair
    for one, other in _neighbours(levels):
        if one.period and other.period and one.quantity.is_like(other.quantity):
            if one.period.is_before(other.period):
                yield Pair(one, other)
            elif other.period.is_before(one.period):
                yield Pair(other, one)


def _is_backward(base: Mention, now: Mention) -> bool:
    """Tell whether the periods say that what would be held against a level came before it."""
    then, later = now.period, base.period
    return bool(then and later and then.is_before(later) and not are_of_any_year(then, later))


def _neighbours(levels: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    return zip(levels, levels[1:], strict=False)


def _between(one: Mention, other: Mention) -> str:
    return one.right[: other.at - one.past]
