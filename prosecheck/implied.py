"""Judge changes whose earlier level is left to the reader: “1,428, which is 149 fewer, a 10.43% decrease”."""

from collections.abc import Iterator

from prosecheck.alibis import has_alibi
from prosecheck.bases import is_base
from prosecheck.bounds import Bounds
from prosecheck.claims import Claim, reckoned
from prosecheck.differences import can_be_of
from prosecheck.directions import Way
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.quantities import Kind, Quantity
from prosecheck.roles import Reading, Role
from prosecheck.stated import PARTS
from prosecheck.thoughts import is_parted, points_back
from prosecheck.words import pattern

NAME = "change"
_BESIDE = 2  # so many quantities apart
_TWO_BASES = pattern(r"\bthan\b.*\|.*\bthan\b| and (?!an?\b|is\b|represents\b)")


def find(passage: Passage, readings: list[Reading], pairs: list[Pair], changes: list[int]) -> Iterator[Claim]:
    """Yield a claim for each difference with the percentage that it is of the earlier level, got from the later one."""
    for difference in changes:
        for part in changes:
            if not _belong_together(passage, difference, part, pairs, changes):
                continue
            way = readings[difference].way or readings[part].way
            level = _level(passage, readings, difference)
            if way and level is not None:
                yield from _judge(passage, readings, level, difference, part, way)


def _belong_together(passage: Passage, difference: int, part: int, pairs: list[Pair], changes: list[int]) -> bool:
    one, other = passage.quantities[difference], passage.quantities[part]
    if one.kind in (*PARTS, Kind.FACTOR) or other.kind not in (Kind.PERCENT, Kind.FRACTION):
        return False
    if abs(difference - part) > _BESIDE or any(can_be_of(other, passage.quantities[pair.base]) for pair in pairs):
        return False
    if any(n not in changes for n in range(min(difference, part) + 1, max(difference, part))):
        return False
    words = f"{passage.between(difference, part)}|{passage.right(max(difference, part))[:30]}"
    return not _TWO_BASES.search(words) and not is_parted(passage, difference, part)


def _level(passage: Passage, readings: list[Reading], difference: int) -> int | None:
    """Return the level that a difference is of: the only one of its sentence, else of the one it points back to."""
    like = [n for n in _like(passage, readings, difference) if passage.quantities[n].value > 0]
    own = [n for n in like if n >= passage.first]
    if not own and not points_back(passage, readings, difference):
        return None
    candidates = own or like
    return candidates[0] if len(candidates) == 1 and not is_parted(passage, difference, candidates[0]) else None


def _like(passage: Passage, readings: list[Reading], difference: int) -> list[int]:
    levels = [n for n, reading in enumerate(readings) if reading.role is Role.LEVEL]
    return [n for n in levels if passage.quantities[n].is_like(passage.quantities[difference])]


def _judge(
    passage: Passage, readings: list[Reading], level: int, difference: int, part: int, way: Way
) -> Iterator[Claim]:
    """Yield right if any level bears it out; wrong if none does and nothing else explains it."""
    moved, stated = passage.quantities[difference], passage.quantities[part]
    bases = [_base(passage, n, moved, way) for n in _like(passage, readings, difference)]
    if any(base.low > 0 and (moved.bounds / base).times(100).meets(stated.bounds) for base in bases):
        yield Claim(NAME, passage.quote([difference, part]), True)
    elif not has_alibi(passage, part, stated, way, []):
        quote = passage.quote([level, difference, part])
        named, base = passage.quantities[level], _base(passage, level, moved, way)
        yield Claim(NAME, quote, False, *_what_is_wrong(moved, stated, named, base))


def _what_is_wrong(moved: Quantity, stated: Quantity, level: Quantity, base: Bounds) -> tuple[str, str]:
    if base.low <= 0:
        return f"{moved.printed} is more than {level.printed} can have changed by", ""
    right = reckoned((moved.bounds / base).times(100), stated)
    message = f"{moved.printed} of the earlier {reckoned(base, moved)} is {right}, not {stated.printed}"
    if (moved.bounds / level.bounds).times(100).meets(stated.bounds):
        message += f"; {stated.printed} is worked out on the later figure, {level.printed}"
    return message, right


def _base(passage: Passage, number: int, moved: Quantity, way: Way) -> Bounds:
    """Return the earlier level: the one named, or the later one before it changed."""
    level = passage.quantities[number].bounds
    if is_base(passage, number):
        return level
    return level - moved.bounds if way is Way.UP else level + moved.bounds
