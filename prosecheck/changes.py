"""Judge claims of change: a difference, a percentage, points or a factor between two levels; and its direction."""

from collections.abc import Iterator
from dataclasses import replace

from prosecheck import implied
from prosecheck.alibis import has_alibi
from prosecheck.bounds import exactly
from prosecheck.claims import Claim
from prosecheck.differences import bears_out, expected, what_is_wrong
from prosecheck.directions import Way
from prosecheck.operands import find_operands
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.quantities import Kind, Quantity
from prosecheck.roles import Reading, Role
from prosecheck.words import pattern

NAME = "change"
_MOST_BEFORE = 2  # quantities in the sentence before: the change, and a level
_IN_A_BRACKET = pattern(r"(?: [\w’'#-]+){0,4} [(\[]")


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Yield a claim for each change that a sentence states, judged by the pair that it belongs to."""
    changes = [n for n in passage.own if readings[n].role in (Role.CHANGE, Role.MULTIPLE)]
    changes += _borne_out_after(passage, readings)
    changes += [n for n in passage.own if readings[n].role is Role.LEVEL and _is_after_a_pair(passage, n, pairs)]
    operands = {n: _operands(passage, readings, pairs, n) for n in changes}
    borne_out = [n for n, fitting in operands.items() if _is_borne_out(passage, n, readings[n], fitting)]
    for number, fitting in operands.items():
        if number in borne_out:
            yield Claim(NAME, passage.quote([number]), True)
        elif fitting and not any(_are_rivals(passage, number, n) and operands[n] == fitting for n in borne_out):
            yield from _wrong(passage, number, readings[number], fitting)
    yield from implied.find(passage, readings, pairs, changes)
    for pair in pairs:
        if pair.way and max(pair.base, pair.now) >= passage.first:
            yield from _direction(passage, pair)


def _is_after_a_pair(passage: Passage, number: int, pairs: list[Pair]) -> bool:
    """Tell whether it is the change in brackets after a pair: “increased from 5,207 to 5,933 (13.9%)”."""
    if passage.quantities[number].kind not in (Kind.PERCENT, Kind.POINTS):
        return False
    if not any(number - 1 == max(pair.base, pair.now) and abs(pair.base - pair.now) == 1 for pair in pairs):
        return False
    is_closed = passage.right(number).lstrip().startswith(")")
    return is_closed and bool(_IN_A_BRACKET.fullmatch(passage.between(number - 1, number)))


def _borne_out_after(passage: Passage, readings: list[Reading]) -> list[int]:
    """Return the change of “Requests rose by 55%. There were 808 in May last year and 1,178 this May.”"""
    stated = [n for n, reading in enumerate(readings) if reading.role in (Role.CHANGE, Role.MULTIPLE)]
    return stated if len(stated) == 1 and stated[0] < passage.first <= _MOST_BEFORE else []


def _operands(passage: Passage, readings: list[Reading], pairs: list[Pair], number: int) -> list[Pair]:
    """Return the pairs that a change can be of; in both orders where “twice as many women as men” leaves it open."""
    fitting = find_operands(passage, readings, pairs, number)
    change = _read_as(passage.quantities[number], readings[number])
    is_open = change.kind is Kind.FACTOR and not change.printed.endswith(("ed", "ing"))
    return [*fitting, *(Pair(pair.now, pair.base) for pair in fitting)] if is_open else fitting


def _is_borne_out(passage: Passage, number: int, reading: Reading, fitting: list[Pair]) -> bool:
    """Tell whether a pair bears a change out."""
    quantities = passage.quantities
    change = _read_as(quantities[number], reading)
    return any(bears_out(change, reading.way, quantities[pair.base], quantities[pair.now]) for pair in fitting)


def _are_rivals(passage: Passage, number: int, other: int) -> bool:
    """Tell whether two changes are of one kind: the same two levels then differ by one of them alone."""
    return passage.quantities[number].is_like(passage.quantities[other])


def _wrong(passage: Passage, number: int, reading: Reading, fitting: list[Pair]) -> Iterator[Claim]:
    """Yield a wrong change, unless something else explains it."""
    quantities = passage.quantities
    change = _read_as(quantities[number], reading)
    if not has_alibi(passage, number, change, reading.way, fitting):
        pair = fitting[0] if len(fitting) == 1 else _likelier(passage, change, reading.way, fitting)
        message, right = what_is_wrong(change, quantities[pair.base], quantities[pair.now])
        yield Claim(NAME, passage.quote([number, pair.base, pair.now]), False, message, right)


def _read_as(change: Quantity, reading: Reading) -> Quantity:
    return _multiple(change) if reading.role is Role.MULTIPLE else change


def _multiple(part: Quantity) -> Quantity:
    """Return “a quarter of what it was” as the factor that it is."""
    return replace(part, kind=Kind.FACTOR, value=part.value / 100, bounds=part.bounds.times(exactly(1).low / 100))


def _likelier(passage: Passage, change: Quantity, way: Way, fitting: list[Pair]) -> Pair:
    """Return the order of two levels that goes the way told."""
    for pair in fitting:
        due = expected(change, passage.quantities[pair.base], passage.quantities[pair.now])
        middle = due.low + due.high - (2 if change.kind is Kind.FACTOR else 0)
        if middle > 0 if way is not Way.DOWN else middle < 0:
            return pair
    return fitting[0]


def _direction(passage: Passage, pair: Pair) -> Iterator[Claim]:
    """Judge “rose from 455 to 412”."""
    base, now = passage.quantities[pair.base], passage.quantities[pair.now]
    moved = now.value - base.value
    quote = passage.quote([pair.base, pair.now])
    if (pair.way is Way.UP and moved < 0) or (pair.way is Way.DOWN and moved > 0):
        went = "a fall" if moved < 0 else "a rise"
        yield Claim(NAME, quote, False, f"from {base.printed} to {now.printed} is {went}, not the other way", went)
    elif moved:
        yield Claim(NAME, quote, True)
