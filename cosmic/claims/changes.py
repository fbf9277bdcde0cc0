"""Claims of change: a difference, a percentage, percentage points or a factor between two levels; and which way."""

import re
from collections.abc import Iterator

from cosmic.claims.bounds import Bounds, exactly
from cosmic.claims.claims import Claim, reckoned
from cosmic.claims.pairs import Pair, is_base
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind, Quantity
from cosmic.claims.roles import PARTS, Reading, Role, Way

NAME = "change"
# “10% up on last year”: the base is not in the text.
_OWN_BASE = re.compile(
    r"^[^‹.;:]{0,40}?\b(?:on|than|from|compared|over|since|against|versus|above|below|of|for|in)\b(?! (?:overall|total|performance)\b)[^‹,;.]*(?:[,;.]|$)"
)


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every change that a sentence states, judged by the pair that it belongs to."""
    changes = [n for n in passage.own if readings[n].role is Role.CHANGE]
    changes += [n for n in passage.own if readings[n].role is Role.LEVEL and _follows(passage, n, pairs)]
    for number in changes:
        fitting = [pair for pair in pairs if _fits_kind(passage, number, pair)] or _unsaid(passage, readings, number, pairs)
        if fitting:
            pair = min(fitting, key=lambda pair: _distance(number, pair))
            yield _judge(passage, number, readings[number].way, fitting, pair)
    yield from _own_base(passage, readings, changes, pairs)
    for pair in pairs:
        if pair.way and max(pair.base, pair.now) >= passage.first:
            yield from _direction(passage, pair)


def expected(change: Quantity, base: Quantity, now: Quantity) -> Bounds:
    """The size of the change between two levels, in the kind in which it is stated."""
    if change.kind is Kind.FACTOR:
        return now.bounds / base.bounds
    if change.kind in (Kind.PERCENT, Kind.FRACTION):
        return ((now.bounds / base.bounds) - exactly(1)).times(100)
    return now.bounds - base.bounds


def _fits_kind(passage: Passage, number: int, pair: Pair) -> bool:
    change, level = passage.quantities[number], passage.quantities[pair.base]
    if pair.base >= len(passage.quantities) or level.bounds.high == 0:
        return False
    if change.kind is Kind.POINTS:
        return level.kind is Kind.PERCENT
    if change.kind in (Kind.PERCENT, Kind.FRACTION, Kind.FACTOR):
        return level.kind not in (Kind.POINTS, Kind.RATIO)
    return change.is_like(level)


def _follows(passage: Passage, number: int, pairs: list[Pair]) -> bool:
    """“increased from 5,207 to 5,933 (13.9%)”."""
    if passage.quantities[number].kind not in (Kind.PERCENT, Kind.POINTS):
        return False
    bracket = number >= 1 and re.fullmatch(r"(?: [\w’'-]+){0,4} [(\[]", passage.between(number - 1, number))
    return bool(bracket) and any(number - 1 == max(pair.base, pair.now) for pair in pairs)


def _unsaid(passage: Passage, readings: list[Reading], number: int, pairs: list[Pair]) -> list[Pair]:
    """The only two like levels there are, where a change names no base of its own: either order of them."""
    if _OWN_BASE.match(passage.right(number)):
        return []
    change = passage.quantities[number]
    if change.kind in (Kind.PERCENT, Kind.FRACTION) and any(q.kind is Kind.PERCENT for q in passage.quantities[:number]):
        return []
    for start in (passage.first, 0):
        levels = [n for n in range(start, len(readings)) if readings[n].role is not Role.CHANGE and n != number]
        fitting = [n for n in levels if _fits_kind(passage, number, Pair(n, n))]
        if len(fitting) == 2:
            one, other = fitting
            small, large = sorted((passage.quantities[one].value, passage.quantities[other].value))
            like = passage.quantities[one].is_like(passage.quantities[other]) and small * 3 > large and small != large
            of = start or passage.quantities[one].kind is not Kind.COUNT
            if like and of and (change.kind is not Kind.COUNT or change.value < large):
                return [Pair(one, other), Pair(other, one)]
        if fitting:
            return []
    return []


def _distance(number: int, pair: Pair) -> int:
    return abs(number - pair.base) + abs(number - pair.now)


def _judge(passage: Passage, number: int, way: Way, fitting: list[Pair], pair: Pair) -> Claim:
    """Right if any pair of the passage bears it out; wrong by the nearest pair."""
    change = passage.quantities[number]
    if any(_bears_out(passage, change, way, one) for one in fitting):
        return Claim(NAME, passage.quote([number]), True)
    base, now = passage.quantities[pair.base], passage.quantities[pair.now]
    due = expected(change, base, now)
    quote = passage.quote([number, pair.base, pair.now])
    return Claim(NAME, quote, False, *_said(change, way, base, now, due))


def _bears_out(passage: Passage, change: Quantity, way: Way, pair: Pair) -> bool:
    base, now = passage.quantities[pair.base], passage.quantities[pair.now]
    due = expected(change, base, now)
    if change.kind is Kind.FACTOR:
        return due.meets(change.bounds)
    if _means_points(change, base, now):
        return False
    if not due.size().meets(change.bounds):
        return False
    if _is_whole(change, base, now) and change.value != abs(now.value - base.value):
        return False
    return not (way is Way.UP and due.high < 0 or way is Way.DOWN and due.low > 0)


def _is_whole(change: Quantity, base: Quantity, now: Quantity) -> bool:
    """Whether points and both percentages are whole: then nobody expects rounding to hide behind them."""
    whole = all(held.value == held.value.to_integral_value() and not held.hedge for held in (change, base, now))
    return whole and change.kind is Kind.POINTS


def _means_points(change: Quantity, base: Quantity, now: Quantity) -> bool:
    """“81%, a 3% increase on 78%”: the difference of the percentages as printed, said as a percentage of them."""
    if change.kind is not Kind.PERCENT or base.kind is not Kind.PERCENT or change.hedge:
        return False
    half = change.bounds.high - change.value
    relative = 100 * abs(now.value - base.value) / base.value
    return abs(now.value - base.value) == change.value and abs(relative - change.value) > half


def _said(change: Quantity, way: Way, base: Quantity, now: Quantity, due: Bounds) -> tuple[str, str]:
    """What is wrong with a change, with the likely slip; and what would be right."""
    right = reckoned(due.size() if change.kind is not Kind.FACTOR else due, change)
    went = "from {} to {}".format(base.printed, now.printed)
    if change.kind in (Kind.PERCENT, Kind.FRACTION):
        if base.kind is Kind.PERCENT and abs(now.value - base.value) == change.value:
            points = reckoned((now.bounds - base.bounds).size(), change).rstrip("%")
            return f"{went} is {points} percentage points, not {change.printed}", f"{points} percentage points"
        if due.size().meets(change.bounds):
            return f"{went} goes the other way", f"{went}: {right} {'less' if due.high < 0 else 'more'}"
        if now.bounds.low > 0 and (exactly(1) - base.bounds / now.bounds).times(100).size().meets(change.bounds):
            return f"{change.printed} is worked out on the later figure; {went} is {right}", right
    elif due.size().meets(change.bounds) and change.kind is not Kind.FACTOR:
        return f"{went} goes the other way", f"{went}: {right} {'less' if due.high < 0 else 'more'}"
    return f"{went} is {right}, not {change.printed}", right


def _own_base(passage: Passage, readings: list[Reading], changes: list[int], pairs: list[Pair]) -> Iterator[Claim]:
    """“1,428, which is 149 fewer, a 10.43% decrease”: the earlier level follows from the difference."""
    for one in changes:
        for other in changes:
            difference, part = passage.quantities[one], passage.quantities[other]
            if difference.kind in PARTS or part.kind not in (Kind.PERCENT, Kind.FRACTION) or abs(one - other) > 2:
                continue
            if difference.kind is Kind.FACTOR or any(_fits_kind(passage, other, pair) for pair in pairs):
                continue
            way = readings[one].way or readings[other].way
            levels = [
                n for n, level in enumerate(passage.quantities)
                if readings[n].role is Role.LEVEL and level.is_like(difference) and level.value > 0
            ]  # fmt: skip
            if way and levels:
                yield _by_difference(passage, levels, one, other, way)


def _by_difference(passage: Passage, levels: list[int], one: int, other: int, way: Way) -> Claim:
    difference, part = passage.quantities[one], passage.quantities[other]
    for number in levels:
        level = passage.quantities[number].bounds
        for base in (level,) if is_base(passage, number) else (_earlier(level, difference, way),):
            if base.low > 0 and (difference.bounds / base).times(100).meets(part.bounds):
                return Claim(NAME, passage.quote([one, other]), True)
    nearest = min(levels, key=lambda number: abs(number - one))
    level = passage.quantities[nearest]
    base = level.bounds if is_base(passage, nearest) else _earlier(level.bounds, difference, way)
    quote = passage.quote([nearest, one, other])
    if base.low <= 0:
        return Claim(NAME, quote, False, f"{difference.printed} is more than {level.printed} can have changed by", "")
    right = reckoned((difference.bounds / base).times(100), part)
    message = f"{difference.printed} of the earlier {reckoned(base, difference)} is {right}, not {part.printed}"
    if (difference.bounds / level.bounds).times(100).meets(part.bounds):
        message += f"; {part.printed} is worked out on the later figure, {level.printed}"
    return Claim(NAME, quote, False, message, right)


def _earlier(level: Bounds, difference: Quantity, way: Way) -> Bounds:
    return level - difference.bounds if way is Way.UP else level + difference.bounds


def _direction(passage: Passage, pair: Pair) -> Iterator[Claim]:
    """“rose from 455 to 412”."""
    base, now = passage.quantities[pair.base], passage.quantities[pair.now]
    moved = now.value - base.value
    quote = passage.quote([pair.base, pair.now])
    if (pair.way is Way.UP and moved < 0) or (pair.way is Way.DOWN and moved > 0):
        went = "a fall" if moved < 0 else "a rise"
        yield Claim(NAME, quote, False, f"from {base.printed} to {now.printed} is {went}, not the other way", went)
    elif moved:
        yield Claim(NAME, quote, True)
