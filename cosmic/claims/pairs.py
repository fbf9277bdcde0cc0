"""Pairs of levels that a passage sets against each other: what stands now, and what it is held against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.claims.passages import Passage
from cosmic.claims.roles import Reading, Role, Way, way_of
from cosmic.claims.words import MONTHS, any_of, pattern


@dataclass(frozen=True)
class Pair:
    """The numbers of two like levels: `now` held against `base`; `way` is which way the words say it went."""

    base: int
    now: int
    way: Way = Way.UNSAID


_EARLIER = (
    rf"(?:{any_of('last previous prior preceding same past')}(?: \w+){{0,2}}? "
    rf"{any_of('year quarter month period week time term season figure total inspection survey report')}|"
    r"(?:an?|the) (?:year|quarter|month) (?:ago|earlier|before)|(?:year|quarter|month) (?:ago|earlier|before)|"
    r"previously|earlier|at the (?:start|beginning))"
)
_MOVES = any_of("up down increase decrease rise fall drop growth reduction improvement decline")
_STARTED = any_of("begun begin began beginning started starting opened opening")
_BASE_BEFORE = pattern(
    rf"\b(?:{any_of('from than against versus vs as_opposed_to having_been instead_of')}|vs\.|",
    rf"{any_of('compared comparison relative contrast opposed set')}(?: \w+)? (?:with|to|against|on)|",
    rf"{_MOVES}(?: \w+){{0,2}}? (?:on|over)|{_STARTED}(?: [\w-]+){{0,4}} (?:with|at|on))",
    r"(?: (?:[a-z’'-]+|#+(?:/#+)?|q#),?){0,8}? ?\(?$|",
    r"› on(?: (?:[a-z’'-]+|#+(?:/#+)?|q#),?){0,8}? ?\(?$|",
    rf"\b{_EARLIER}(?:['’]s?)?(?: (?:the )?{any_of('figure total level rate result score position number')}s?)?",
    rf"(?: {any_of('of was were stood_at had had_been saw is at')})?(?: [a-z]+)?:? ?\(?$|",
    rf"\({_EARLIER}[^‹()]{{0,25}}$",
)
_BASE_AFTER = pattern(
    r"^(?: (?!to\b|and\b|from\b|this\b)[\w’'%-]+){0,4}? ?\(?",
    rf"(?:{any_of('in for at during of reported recorded we_had_in taken')} )?(?:the )?{_EARLIER}\b",
)
_REACHES = pattern(
    r"^(?: (?!to\b)[\w’'-]+){0,5}?(?: (?:was|were|has|have|had|been|being))?(?: \w+)? ",
    any_of("reduced cut increased raised grown grew fell fallen rose risen dropped expanded shrunk shrank"),
    r"(?: further| sharply| slightly)? to ?$",
)
_ARROW = pattern(r"^ ?(?:→|->|⇒|➔) ?$")
_DOWN_TO = pattern(r"^(?: \w+)? (?:down |up )?to (?:just |about |around )?$")
_NOW_BEFORE = pattern(rf"\b{any_of('to now ended ending finished ending_it stands? at stood_at')} (?:[a-z]+ ){{0,2}}$")
_WAY_BETWEEN = pattern(
    rf"(?:^|[\s,(–—-])(?P<way>{any_of('up down higher lower more fewer less longer shorter quicker faster slower')})"
    r"(?: \w+)? (?:from|on|than) "
)
_LEADS_ON = any_of("up down to from standing reaching falling rising dropping at")
_LEAD_BREAK = pattern(rf"›|[;:]|, (?!{_LEADS_ON}\b)")
_LINKED = pattern(r"\b(?:from|to|at)(?: [a-z]+){0,2} ?$")
_DENIED = pattern(r"\b(?:not|no|without|instead|slow\w*|rather)\b")
_FINANCIAL = MONTHS[3:] + MONTHS[:3]
_ENDS_IN_A_PERIOD = pattern(
    rf"(?:\bq[1-4]|\d{{4}}|\d\d|year|month|quarter|{any_of(*MONTHS)})[:,]? ?(?:(?:there )?(?:was|were) |had |saw )?$"
)
_RELATIVE = pattern(r"\b(this|last|previous)(?: \w+)? (?:year|quarter|month|period)\b")


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
    taken = {n for pair in found for n in (pair.base, pair.now)}
    return found + [pair for pair in _by_period(passage, levels) if pair.now not in taken]


def is_base(passage: Passage, number: int) -> bool:
    """Whether the words around a level say that another is held against it."""
    left, right = passage.left(number), passage.right(number).partition("‹")[0]
    if re.search(r"\bper (?:\w+ )?$|\bless than (?:\w+ )?$", left) and "than" not in left[-12:]:
        return False
    if _ARROW.match(right) or _REACHES.match(right):
        return True
    if _DOWN_TO.match(right) and re.search(r"(?:[(:,–—]|›) ?$", left):
        quantities = passage.quantities
        return number + 1 < len(quantities) and quantities[number + 1].is_like(quantities[number])
    is_of_the_next = right.rfind("(") > right.rfind(")")  # “11,346 (previously 11,502)”
    return bool(_BASE_BEFORE.search(left[-90:]) or not is_of_the_next and _BASE_AFTER.match(right))


def _partner(passage: Passage, levels: list[int], bases: list[int], base: int) -> int | None:
    """The level that a base is for: after `from A to B`, else the nearest before it, else after it."""
    like = [n for n in levels if n not in bases and passage.quantities[n].is_like(passage.quantities[base])]
    own = [n for n in like if (n >= passage.first) == (base >= passage.first)]
    before, after = [n for n in own if n < base], [n for n in own if n > base]
    if after and _NOW_BEFORE.search(passage.left(after[0])):
        return after[0]
    if before or after:
        return before[-1] if before else after[0]
    if base >= passage.first:
        return like[-1] if like else None
    return next((n for n in like if n >= passage.first), None)


def _way(passage: Passage, base: int, now: int) -> Way:
    """Which way the words of the pair itself say that it went: `rose from A to B`, `B, up from A`."""
    between = passage.between(base, now)
    said = _WAY_BETWEEN.search(between)
    if said and now < base:
        return way_of(said["way"])
    if "‹" in between:
        return Way.UNSAID
    lead = _LEAD_BREAK.split(passage.left(min(base, now)))[-1]
    ways = [way for way in map(way_of, re.findall(r"[a-z]+", lead)[-9:]) if way]
    if ways and _LINKED.search(lead) and not _DENIED.search(lead):
        return ways[-1]
    return Way.UNSAID


def _by_period(passage: Passage, levels: list[int]) -> Iterator[Pair]:
    """Two neighbouring levels with the periods that they are of: `291 in June, 303 in September`."""
    if sum(_period(passage, n) is not None for n in levels if n >= passage.first) > 2:
        return  # a series, not a pair
    for one, other in zip(levels, levels[1:], strict=False):
        if not passage.quantities[one].is_like(passage.quantities[other]):
            continue
        keys = _period(passage, one), _period(passage, other)
        if all(keys) and keys[0][0] == keys[1][0] and keys[0] != keys[1]:
            yield Pair(*((one, other) if keys[0] < keys[1] else (other, one)))


def _period(passage: Passage, number: int) -> tuple[str, int] | None:
    """The period named beside a level, in the original words: its sort, and a number that grows with time."""
    quantity = passage.quantities[number]
    behind = passage.original[quantity.end : quantity.end + 45].lower()
    ahead = passage.original[max(0, quantity.start - 24) : quantity.start].lower()
    behind = re.split(r"[;.)]|, | and ", behind)[0]
    ahead = re.split(r"[;.()]|, (?=q|[a-z]+ \d{4}|[a-z]+ $)", ahead)[-1]
    return _named(behind) or (_named(ahead) if _ENDS_IN_A_PERIOD.search(ahead) else None)


def _named(words: str) -> tuple[str, int] | None:
    if found := _RELATIVE.search(words):
        return "relative", int(found[1] == "this")
    if found := re.search(r"\b((?:19|20)\d\d)\b|\bfy ?'?(\d\d)\b", words):
        return "year", int(found[1] or f"20{found[2]}")
    if found := re.search(r"\bq(?:uarter )?([1-4])\b", words):
        return "quarter", int(found[1])
    if found := re.search(rf"\b({any_of(*MONTHS)})\b", words):
        return "month", _FINANCIAL.index(found[1])
    return None
