"""Claims of change whose earlier level is left to the reader: “1,428, which is 149 fewer, a 10.43% decrease”."""

from collections.abc import Iterator

from cosmic.claims.bases import is_base
from cosmic.claims.bounds import Bounds
from cosmic.claims.claims import Claim, reckoned
from cosmic.claims.differences import can_be_of
from cosmic.claims.directions import Way
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind, Quantity
from cosmic.claims.roles import Reading, Role
from cosmic.claims.stated import PARTS

NAME = "change"
_BESIDE = 2  # so many quantities apart


def find(passage: Passage, readings: list[Reading], pairs: list[Pair], changes: list[int]) -> Iterator[Claim]:
    """Every difference with the percentage that it is of the earlier level, which follows from the later one."""
    for difference in changes:
        for part in changes:
            if not _belong_together(passage, difference, part, pairs):
                continue
            way = readings[difference].way or readings[part].way
            levels = _levels(passage, readings, difference)
            if way and levels:
                yield _judge(passage, levels, difference, part, way)


def _belong_together(passage: Passage, difference: int, part: int, pairs: list[Pair]) -> bool:
    kinds = passage.quantities[difference].kind, passage.quantities[part].kind
    if kinds[0] in (*PARTS, Kind.FACTOR) or kinds[1] not in (Kind.PERCENT, Kind.FRACTION):
        return False
    return abs(difference - part) <= _BESIDE and not any(can_be_of(passage.quantities[part], passage.quantities[pair.base]) for pair in pairs)


def _levels(passage: Passage, readings: list[Reading], difference: int) -> list[int]:
    levels = [n for n, reading in enumerate(readings) if reading.role is Role.LEVEL]
    like = [n for n in levels if passage.quantities[n].is_like(passage.quantities[difference])]
    return [n for n in like if passage.quantities[n].value > 0]


def _judge(passage: Passage, levels: list[int], difference: int, part: int, way: Way) -> Claim:
    """Right if any level bears it out; wrong by the nearest."""
    moved, stated = passage.quantities[difference], passage.quantities[part]
    bases = {number: _base(passage, number, moved, way) for number in levels}
    if any(base.low > 0 and (moved.bounds / base).times(100).meets(stated.bounds) for base in bases.values()):
        return Claim(NAME, passage.quote([difference, part]), True)
    nearest = min(levels, key=lambda number: abs(number - difference))
    quote = passage.quote([nearest, difference, part])
    return Claim(NAME, quote, False, *_what_is_wrong(moved, stated, passage.quantities[nearest], bases[nearest]))


def _what_is_wrong(moved: Quantity, stated: Quantity, level: Quantity, base: Bounds) -> tuple[str, str]:
    if base.low <= 0:
        return f"{moved.printed} is more than {level.printed} can have changed by", ""
    right = reckoned((moved.bounds / base).times(100), stated)
    message = f"{moved.printed} of the earlier {reckoned(base, moved)} is {right}, not {stated.printed}"
    if (moved.bounds / level.bounds).times(100).meets(stated.bounds):
        message += f"; {stated.printed} is worked out on the later figure, {level.printed}"
    return message, right


def _base(passage: Passage, number: int, moved: Quantity, way: Way) -> Bounds:
    """The earlier level: the one named, or the later one before it changed."""
    level = passage.quantities[number].bounds
    if is_base(passage, number):
        return level
    return level - moved.bounds if way is Way.UP else level + moved.bounds
