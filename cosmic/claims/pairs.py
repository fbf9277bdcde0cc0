"""Pairs of levels that a passage sets against each other: what stands now, and what it is held against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.claims.passages import Passage
from cosmic.claims.roles import Reading, Role, Way, way_of

_EARLIER = (
    r"(?:last|previous|prior|preceding|same|past)(?: \w+){0,2}? (?:year|quarter|month|period|week|time|term|season|figure|"
    r"total|inspection|survey|report)|a (?:year|month|quarter) (?:ago|earlier|before)|the (?:year|quarter|month) before|"
    r"(?:year|quarter|month) (?:ago|earlier|before)|previously|earlier|at the (?:start|beginning)|last year"
)
_BASE_BEFORE = re.compile(
    r"(?:\b(?:from|than|(?:compared|comparison|relative|contrast|opposed|set)(?: \w+)? (?:with|to|against|on)|against|versus|"
    r"vs\.?|as opposed to|(?:up|down|increase|decrease|rise|fall|drop|growth|reduction|improvement|decline)(?: \w+){0,2}? (?:on|over)|› on|"
    r"(?:begun|begin|began|beginning|started|starting|opened|opening)(?: [\w-]+){0,4} (?:with|at|on)|having been|instead of)"
    r"(?: (?:[a-z’'-]+|#+(?:/#+)?|q#),?){0,8}? ?\(?$)"
    rf"|\b(?:{_EARLIER})(?:['’]s?)?(?: (?:the )?(?:figure|total|level|rate|result|score|position|number)s?)?"
    r"(?: (?:of|was|were|stood at|had|had been|saw|is|at))?(?: [a-z]+)?:? ?\(?$"
    rf"|\((?:{_EARLIER})[^‹()]{{0,25}}$"
)
_BASE_AFTER = re.compile(
    rf"^(?: (?!to\b|and\b|from\b|this\b)[\w’'%-]+){{0,4}}? ?\(?(?:(?:in|for|at|during|of|reported|recorded|we had in|taken) )?(?:the )?(?:{_EARLIER})\b"
)
_REACHES = re.compile(
    r"^(?: (?!to\b)[\w’'-]+){0,5}? (?:was|were|has|have|had|been|being)? ?(?:\w+ )?(?:reduced|cut|increased|raised|grown|grew|fell|fallen|"
    r"rose|risen|dropped|expanded|shrunk|shrank)(?: further| sharply| slightly)? to ?$"
)
_NOW_BEFORE = re.compile(r"\b(?:to|now|ended|ending|finished|ending it|stands? at|stood at) (?:[a-z]+ ){0,2}$")
_MONTHS = "january february march april may june july august september october november december".split()
_FINANCIAL = _MONTHS[3:] + _MONTHS[:3]
_ENDS_IN_A_PERIOD = re.compile(r"(?:\bq[1-4]|\d{4}|\d\d|year|month|quarter|" + "|".join(_MONTHS) + r")[:,]? ?(?:was|were|had|saw)? ?$")


@dataclass(frozen=True)
class Pair:
    """The numbers of two like levels: `now` held against `base`; `way` is which way the words say it went."""

    base: int
    now: int
    way: Way = Way.UNSAID


def pairs(passage: Passage, readings: list[Reading]) -> list[Pair]:
    """The pairs of a passage: told by words such as from, than and compared with, or by the periods named."""
    levels = [n for n in range(len(readings)) if readings[n].role is Role.LEVEL]
    bases = [n for n in levels if is_base(passage, n)]
    bases += [n for n in range(len(readings)) if readings[n].role is Role.TARGET]
    found = []
    for base in bases:
        now = _partner(passage, levels, bases, base)
        if now is not None:
            found.append(Pair(base, now, _way(passage, base, now)))
    return found + [pair for pair in _by_period(passage, levels) if not any(pair.now in (p.now, p.base) for p in found)]


def is_base(passage: Passage, number: int) -> bool:
    """Whether the words around a level say that another is held against it."""
    left, right = passage.left(number), passage.right(number).partition("‹")[0]
    if re.search(r"\bper (?:\w+ )?$|\bless than (?:\w+ )?$", left) and "than" not in left[-12:]:
        return False
    if re.match(r"^ ?(?:→|->|⇒|➔) ?$", right) or _REACHES.match(right):
        return True
    if re.match(r"^(?: \w+)? (?:down |up )?to (?:just |about |around )?$", right) and re.search(r"(?:[(:,–—]|›) ?$", left):
        return number + 1 < len(passage.quantities) and passage.quantities[number + 1].is_like(passage.quantities[number])
    is_of_the_next = right.rfind("(") > right.rfind(")")  # “11,346 (previously 11,502)”
    return bool(_BASE_BEFORE.search(left[-90:]) or not is_of_the_next and _BASE_AFTER.match(right))


def _partner(passage: Passage, levels: list[int], bases: list[int], base: int) -> int | None:
    """The level that a base is for: after `from A to B`, else the nearest before it, else after it."""
    like = [n for n in levels if n not in bases and passage.quantities[n].is_like(passage.quantities[base])]
    own = [n for n in like if (n >= passage.first) == (base >= passage.first)]
    after = [n for n in own if n > base]
    if after and _NOW_BEFORE.search(passage.left(after[0])):
        return after[0]
    before = [n for n in own if n < base]
    if before:
        return before[-1]
    if after:
        return after[0]
    if base >= passage.first:
        return like[-1] if like else None
    return next((n for n in like if n >= passage.first), None)


def _way(passage: Passage, base: int, now: int) -> Way:
    """Which way the words of the pair itself say that it went: `rose from A to B`, `B, up from A`."""
    first = min(base, now)
    between = passage.between(base, now)
    said = re.search(r"(?:^|[\s,(–—-])(up|down|higher|lower|more|fewer|less|longer|shorter|quicker|faster|slower)(?: \w+)? (?:from|on|than) ", between)
    if said and now < base:
        return way_of(said[1])
    if "‹" in between:
        return Way.UNSAID
    lead = re.split(r"›|[;:]|, (?!up|down|to\b|from\b|standing|reaching|falling|rising|dropping|at\b)", passage.left(first))[-1]
    words = re.findall(r"[a-z]+", lead)[-9:]
    ways = [way for way in map(way_of, words) if way]
    linked = re.search(r"\b(?:from|to|at)(?: [a-z]+){0,2} ?$", lead)
    if linked and ways and not re.search(r"\b(?:not|no|without|instead|slow\w*|rather)\b", lead):
        return ways[-1]
    return Way.UNSAID


def _by_period(passage: Passage, levels: list[int]) -> Iterator[Pair]:
    """Neighbouring levels with the periods that they are of: `291 in June, 303 in September`."""
    if sum(_period(passage, n) is not None for n in levels if n >= passage.first) > 2:
        return  # a series, not a pair
    for one, other in zip(levels, levels[1:], strict=False):
        if not passage.quantities[one].is_like(passage.quantities[other]):
            continue
        keys = _period(passage, one), _period(passage, other)
        if all(keys) and keys[0][0] == keys[1][0] and keys[0] != keys[1]:
            base, now = (one, other) if keys[0] < keys[1] else (other, one)
            yield Pair(base, now)


def _period(passage: Passage, number: int) -> tuple[str, int] | None:
    """The period named beside a level, in the original words: its sort, and a number that grows with time."""
    quantity = passage.quantities[number]
    behind = passage.original[quantity.end : quantity.end + 45].lower()
    behind = re.split(r"[;.)]|, ", behind)[0]
    ahead = passage.original[max(0, quantity.start - 24) : quantity.start].lower()
    ahead = re.split(r"[;.()]|, (?=q|[a-z]+ \d{4}|[a-z]+ $)", ahead)[-1]
    for words in (behind, ahead if _ENDS_IN_A_PERIOD.search(ahead) else ""):
        if found := re.search(r"\b(this|last|previous)(?: \w+)? (?:year|quarter|month|period)\b", words):
            return "relative", int(found[1] == "this")
        if found := re.search(r"\b((?:19|20)\d\d)\b|\bfy ?'?(\d\d)\b", words):
            return "year", int(found[1] or f"20{found[2]}")
        if found := re.search(r"\bq(?:uarter )?([1-4])\b", words):
            return "quarter", int(found[1])
        if found := re.search(r"\b(" + "|".join(_MONTHS) + r")\b", words):
            return "month", _FINANCIAL.index(found[1])
    return None
