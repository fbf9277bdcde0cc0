"""Pairs of levels that a passage sets against each other: what stands now, and what it is held against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.claims.directions import Way
from cosmic.claims.passages import Passage
from cosmic.claims.periods import period
from cosmic.claims.roles import Reading, Role
from cosmic.claims.ways import way_told
from cosmic.claims.words import any_of, pattern


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
_TO = pattern(rf"\b{any_of('to now ended ending finished stands? at stood_at')} (?:(?!from\b)[a-z]+ ){{0,3}}$")


def pairs(passage: Passage, readings: list[Reading]) -> list[Pair]:
    """The pairs of a passage: told by words such as from, than and compared with, or by the periods named."""
    levels = [n for n in range(len(readings)) if readings[n].role is Role.LEVEL]
    bases = [n for n in levels if is_base(passage, n)]
    bases += [n for n in range(len(readings)) if readings[n].role is Role.TARGET]
    found = []
    for base in bases:
        now = _partner(passage, levels, bases, base)
        if now is not None:
            found.append(Pair(base, now, way_told(passage, base, now)))
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
    """The level that a base is for: after `from A to B`, else the nearest before it, else after it.

    In the other sentence it is the only one that can be meant, or none.
    """
    like = [n for n in levels if n not in bases and passage.quantities[n].is_like(passage.quantities[base])]
    own = [n for n in like if (n >= passage.first) == (base >= passage.first)]
    before, after = [n for n in own if n < base], [n for n in own if n > base]
    if after and _TO.search(passage.between(base, after[0])):
        return after[0]
    if before or after:
        return before[-1] if before else after[0]
    return like[0] if len(like) == 1 else None


def _by_period(passage: Passage, levels: list[int]) -> Iterator[Pair]:
    """Two neighbouring levels with the periods that they are of: `291 in June, 303 in September`."""
    periods = {n: held for n in levels if (held := period(passage, n))}
    if sum(n >= passage.first for n in periods) > 2:
        return  # a series, not a pair
    for one, other in zip(levels, levels[1:], strict=False):
        if not passage.quantities[one].is_like(passage.quantities[other]) or not {one, other} <= periods.keys():
            continue
        if periods[one].is_before(periods[other]):
            yield Pair(one, other, way_told(passage, one, other))
        elif periods[other].is_before(periods[one]):
            yield Pair(other, one, way_told(passage, other, one))
