"""Claims of change: a difference, a percentage, percentage points or a factor between two levels; and which way."""

from collections.abc import Iterator

from cosmic.claims import implied
from cosmic.claims.claims import Claim
from cosmic.claims.differences import bears_out, can_be_of, what_is_wrong
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role, Way
from cosmic.claims.words import any_of, pattern

NAME = "change"
# “10% up on last year”: the base is not in the text.
_OWN_BASE = pattern(
    rf"^[^‹.;:]{{0,40}}?\b{any_of('on than from compared over since against versus above below of for in')}\b",
    rf"(?! {any_of('overall total performance')}\b)[^‹,;.]*(?:[,;.]|$)",
)
_OPENS_A_BRACKET = pattern(r"(?: [\w’'-]+){0,4} [(\[]")
_ALIKE = 3  # two levels are hardly of the same thing where one is so many times the other


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every change that a sentence states, judged by the pair that it belongs to."""
    changes = [n for n in passage.own if readings[n].role is Role.CHANGE]
    changes += [n for n in passage.own if readings[n].role is Role.LEVEL and _is_behind_a_pair(passage, n, pairs)]
    for number in changes:
        fitting = [pair for pair in pairs if can_be_of(passage, number, pair.base)]
        fitting = fitting or _only_two(passage, readings, number)
        if fitting:
            yield _judge(passage, number, readings[number].way, fitting)
    yield from implied.find(passage, readings, pairs, changes)
    for pair in pairs:
        if pair.way and max(pair.base, pair.now) >= passage.first:
            yield from _direction(passage, pair)


def _is_behind_a_pair(passage: Passage, number: int, pairs: list[Pair]) -> bool:
    """“increased from 5,207 to 5,933 (13.9%)”."""
    if passage.quantities[number].kind not in (Kind.PERCENT, Kind.POINTS):
        return False
    if not any(number - 1 == max(pair.base, pair.now) for pair in pairs):
        return False
    return bool(_OPENS_A_BRACKET.fullmatch(passage.between(number - 1, number)))


def _only_two(passage: Passage, readings: list[Reading], number: int) -> list[Pair]:
    """The only two like levels there are, where a change names no base of its own: either order of them."""
    if _OWN_BASE.match(passage.right(number)):
        return []
    is_part = passage.quantities[number].kind in (Kind.PERCENT, Kind.FRACTION)
    if is_part and any(quantity.kind is Kind.PERCENT for quantity in passage.quantities[:number]):
        return []
    levels = [n for n, reading in enumerate(readings) if reading.role is not Role.CHANGE and n != number]
    fitting = [n for n in levels if can_be_of(passage, number, n)]
    own = [n for n in fitting if n >= passage.first]
    held = own or fitting
    if len(held) != 2 or not _can_have_changed(passage, number, *held, is_own=bool(own and passage.first)):
        return []
    return [Pair(*held), Pair(*held[::-1])]


def _can_have_changed(passage: Passage, number: int, one: int, other: int, is_own: bool) -> bool:
    """Whether two levels can be what changed; two counts only where both stand in a sentence behind another."""
    change, first, second = (passage.quantities[n] for n in (number, one, other))
    small, large = sorted((first.value, second.value))
    if not first.is_like(second) or small == large or small * _ALIKE <= large:
        return False
    return (is_own or first.kind is not Kind.COUNT) and (change.kind is not Kind.COUNT or change.value < large)


def _judge(passage: Passage, number: int, way: Way, fitting: list[Pair]) -> Claim:
    """Right if any pair of the passage bears it out; wrong by the nearest pair."""
    quantities = passage.quantities
    change = quantities[number]
    if any(bears_out(change, way, quantities[pair.base], quantities[pair.now]) for pair in fitting):
        return Claim(NAME, passage.quote([number]), True)
    pair = min(fitting, key=lambda pair: abs(number - pair.base) + abs(number - pair.now))
    message, right = what_is_wrong(change, quantities[pair.base], quantities[pair.now])
    return Claim(NAME, passage.quote([number, pair.base, pair.now]), False, message, right)


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
