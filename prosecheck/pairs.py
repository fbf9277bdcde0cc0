"""Find the levels that a passage sets against each other: what stands now, and what it is held against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prosecheck.bases import is_base
from prosecheck.directions import Way
from prosecheck.parts import so_many_of
from prosecheck.passages import Passage
from prosecheck.periods import are_of_any_year, period
from prosecheck.roles import Reading, Role
from prosecheck.ways import way_told
from prosecheck.words import any_of, pattern


@dataclass(frozen=True)
class Pair:
    """Two like levels by their numbers: `now` held against `base`; `way` is which way the words say it went."""

    base: int
    now: int
    way: Way = Way.UNSAID


_AND = pattern(r"(?: [^‹.;,]{0,40})? and (?:[a-z’'-]+ ){0,3}")
_NOUN = pattern(rf" (?!{any_of('in at of for on to and or the last per were was a the than')}\b)[a-z]{{3,}}\b")
_ANOTHER_SIZE = 10  # times
_AVERAGE = pattern(r"\b(?:average|mean) of $")
_COMMA = pattern(r",(?! (?:to|up|down) )")
_TO = pattern(rf"\b{any_of('to now ended ending finished stands? at stood_at')} (?:(?!from\b)[a-z]+ ){{0,3}}$")


def pairs(passage: Passage, readings: list[Reading]) -> list[Pair]:
    """Return the pairs of a passage: told by words such as from, than and compared with, or by the periods named."""
    levels = [n for n in range(len(readings)) if readings[n].role is Role.LEVEL]
    parts_of = dict(so_many_of(passage, levels))
    changes = {n for n in range(len(readings)) if readings[n].role is Role.CHANGE}
    bases = [n for n in levels if is_base(passage, n)]
    bases += [n for n in range(len(readings)) if readings[n].role is Role.TARGET]
    told = []
    for base in bases:
        now = _partner(passage, _without_wholes(levels, parts_of, base), bases, base)
        if now is not None and not _is_backward(passage, base, now):
            told.append(Pair(base, now, way_told(passage, changes, base, now)))
    taken = {n for pair in told for n in (pair.base, pair.now)}
    return told + [pair for pair in _by_period(passage, levels, changes) if not taken & {pair.base, pair.now}]


def _without_wholes(levels: list[int], parts_of: dict[int, int], base: int) -> list[int]:
    """Return the levels that a base can be for: not the 412 of “305 of 412 clients”, unless it is a whole itself."""
    wholes = parts_of.values()
    return levels if base in wholes else [n for n in levels if n not in wholes]


def _partner(passage: Passage, levels: list[int], bases: list[int], base: int) -> int | None:
    """Return the level that a base is for: after `from A to B`, else the nearest before it, else after it.

    In the other sentence it is the only one that can be meant, or none.
    """
    like = [n for n in levels if n not in bases and _is_comparable(passage, base, n)]
    own = [n for n in like if (n >= passage.first) == (base >= passage.first)]
    before, after = [n for n in own if n < base], [n for n in own if n > base]
    before = [n for n in before if not _is_in_a_closed_bracket(passage, n, base)] or before
    onward = passage.between(base, after[0]) if after else ""
    if _TO.search(onward) and not (before and _COMMA.search(onward)):
        return after[0]
    if alike := _of_the_same(passage, base, own):
        before, after = [n for n in alike if n < base], [n for n in alike if n > base]
    elif len(before) > 1 and _AND.fullmatch(passage.between(*before[-2:])):
        return None  # “12 in A and 15 in B, compared with 9”
    if before or after:
        return before[-1] if before else after[0]
    return like[0] if len(like) == 1 else None


def _is_in_a_closed_bracket(passage: Passage, number: int, base: int) -> bool:
    """Tell whether a level stands in a bracket that ends before a base: the parts of “90 (15 and 75), up from 84”."""
    opened = re.sub(r"\([^()]*\)", "", passage.between(number, base))
    return ")" in opened


def _is_comparable(passage: Passage, base: int, now: int) -> bool:
    """Tell whether two levels are alike, with no average against a level and no `two or more` against `7.0 million`."""
    one, other = passage.quantities[base], passage.quantities[now]
    small, large = sorted((one.value, other.value))
    is_mixed = one.printed[0].isalpha() != other.printed[0].isalpha()
    if is_mixed and small * _ANOTHER_SIZE < large or _is_average(passage, now) and not _is_average(passage, base):
        return False
    return one.is_like(other)


def _is_average(passage: Passage, number: int) -> bool:
    return bool(_AVERAGE.search(passage.left(number)[-20:]))


def _is_backward(passage: Passage, base: int, now: int) -> bool:
    """Tell whether the periods say that what would be held against a level came before it."""
    then, later = period(passage, now), period(passage, base)
    return bool(then and later and then.is_before(later) and not are_of_any_year(then, later))


def _of_the_same(passage: Passage, base: int, levels: list[int]) -> list[int]:
    """Return the levels with the same word after them as a base: `1,100 inspections … 980 inspections`."""
    noun = _NOUN.match(passage.right(base))
    return [n for n in levels if noun and passage.right(n).startswith(noun[0])]


def _by_period(passage: Passage, levels: list[int], changes: set[int]) -> Iterator[Pair]:
    """Yield two neighbouring levels with the periods that they are of: `291 in June, 303 in September`."""
    periods = {n: named for n in levels if (named := period(passage, n))}
    if sum(n >= passage.first for n in periods) > 2:
        return  # a series, not a pair
    for one, other in zip(levels, levels[1:], strict=False):
        if not passage.quantities[one].is_like(passage.quantities[other]) or not {one, other} <= periods.keys():
            continue
        if periods[one].is_before(periods[other]):
            yield Pair(one, other, way_told(passage, changes, one, other))
        elif periods[other].is_before(periods[one]):
            yield Pair(other, one, way_told(passage, changes, other, one))
