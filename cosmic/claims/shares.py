"""Claims of share: a percentage or a part in words of a whole that the passage names."""

from collections.abc import Iterator
from decimal import Decimal

from cosmic.claims import breakdowns
from cosmic.claims.bounds import exactly
from cosmic.claims.claims import Claim, reckoned
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role
from cosmic.claims.wholes import belongs_to, can_be_part, share
from cosmic.claims.words import any_of, pattern

NAME = "share"
_OF_TARGET = pattern(
    rf"^ of (?:{any_of('the its our an? annual year-end planned')} )*{any_of('target plan budget goal profile')}"
)
_WHAT_IS_LEFT = pattern(
    r"\b",
    any_of(
        r"remaining rest other others not n[’']t without all_but except excluding late outside fail\w* miss\w* overdue",
        r"outstanding unresolved exceed\w* beyond breach\w* meaning leaving",
    ),
    r"\b",
)


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every share that a sentence states of a whole that it names, and breakdowns that do not come to 100%."""
    bases = {pair.base for pair in pairs if readings[pair.base].role is Role.LEVEL}
    compared = [{pair.base, pair.now} for pair in pairs if "against" not in passage.between(pair.base, pair.now)]
    levels = _levels(passage, readings)
    for number in passage.own:
        if not _is_share(passage, readings, number) or number in bases:
            continue
        if _OF_TARGET.match(passage.right(number)):
            fitting = _of_targets(passage, readings, levels, number)
            found = fitting[-1] if fitting else None
        else:
            fitting = [(n, w) for n in levels for w in levels if can_be_part(passage, n, w) and {n, w} not in compared]
            found = belongs_to(passage, levels, number)
            found = found if found in fitting else None
        yield from _judge(passage, number, fitting, found)
    yield from breakdowns.find(passage, readings)


def _is_share(passage: Passage, readings: list[Reading], number: int) -> bool:
    if passage.quantities[number].kind not in (Kind.PERCENT, Kind.FRACTION):
        return False
    role = readings[number].role
    return role is Role.LEVEL or role is Role.TARGET and bool(_OF_TARGET.match(passage.right(number)))


def _levels(passage: Passage, readings: list[Reading]) -> list[int]:
    levels = [n for n, reading in enumerate(readings) if reading.role is Role.LEVEL]
    return [n for n in levels if passage.quantities[n].kind in (Kind.COUNT, Kind.MONEY)]


def _of_targets(passage: Passage, readings: list[Reading], levels: list[int], number: int) -> list[tuple[int, int]]:
    """“400 homes, 80% of the target of 500”: a level may be more than its target."""
    targets = [n for n, reading in enumerate(readings) if reading.role is Role.TARGET and n != number]
    return [(n, w) for n in levels for w in targets if passage.quantities[n].is_like(passage.quantities[w])]


def _judge(
    passage: Passage, number: int, fitting: list[tuple[int, int]], found: tuple[int, int] | None
) -> Iterator[Claim]:
    """Right if any part of any whole bears it out, or the part beside it of any; wrong by the pair it belongs to."""
    if found and found[0] == number - 1:
        fitting = [pair for pair in fitting if found[0] in pair]
    if any(_bears_out(passage, number, *pair) for pair in fitting):
        yield Claim(NAME, passage.quote([number]), True)
    elif found:
        yield _wrong(passage, number, *found)


def _bears_out(passage: Passage, number: int, part: int, whole: int) -> bool:
    """A share of the whole, or what it leaves of it."""
    due, stated = share(passage, part, whole), passage.quantities[number].bounds
    is_rest = _WHAT_IS_LEFT.search(passage.text) and (exactly(100) - due).meets(stated)
    return due.meets(stated) or bool(is_rest)


def _wrong(passage: Passage, number: int, part: int, whole: int) -> Claim:
    stated, one, other = (passage.quantities[n] for n in (number, part, whole))
    exact = share(passage, part, whole)
    due = reckoned(exact, stated)
    message = f"{one.printed} of {other.printed} is {due}, not {stated.printed}"
    unit = Decimal(1).scaleb(stated.value.as_tuple().exponent)
    if stated.kind is Kind.PERCENT and exact.low == exact.high and stated.value <= exact.low < stated.value + unit:
        message += f"; {stated.printed} is cut off, not rounded"
    named = [n for n in (number, part, whole) if n >= passage.first]
    return Claim(NAME, passage.quote(named), False, message, due)
