"""Judge claims of share: a percentage or a part in words of a whole that the passage names."""

from collections.abc import Iterator
from decimal import Decimal

from prosecheck import breakdowns, partitions
from prosecheck.bounds import exponent_of
from prosecheck.claims import Claim, reckoned
from prosecheck.pairs import Pair
from prosecheck.parts import is_of, share, so_many_of
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.share_alibis import has_alibi
from prosecheck.spoken import fair
from prosecheck.wholes import Tie, find_tie
from prosecheck.words import any_of, pattern

NAME = "share"
_OF_TARGET = pattern(
    rf"^ of (?:{any_of('the its our an? annual year-end planned')} )*{any_of('target plan budget goal profile')}"
)
_OF_A_COURSE = pattern(
    rf"^ of (?:{any_of('the its our an? this that all')} )*(?:[a-z]+ )?",
    rf"{any_of('way time period day week month year')}\b(?!['’])",
)
_THAN = pattern(rf"^\) (?:{any_of('lower higher more less fewer greater above below up down')})\b")
_SAYS_AGAIN = pattern(r",? (?:or|that is|which is|i\.e\.|equal to|representing) | \(")
_NEAR = Decimal("1.5")  # times what it would be, and points from it: further off, another whole is meant
_NEARLY_ALONE = 2  # where a passage has no other numbers
_APART = 20


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Yield a claim for each share of a whole that is named, and for breakdowns that should come to 100%."""
    bases = {pair.base for pair in pairs if readings[pair.base].role is Role.LEVEL}
    levels = _levels(passage, readings)
    compared = [{pair.base, pair.now} for pair in pairs if "against" not in passage.between(pair.base, pair.now)]
    compared = [pair for pair in compared if pair not in map(set, so_many_of(passage, levels))]
    shares = [n for n, reading in enumerate(readings) if _is_share(passage, reading, n)]
    for number in shares:
        if _OF_TARGET.match(passage.right(number)) or _follows_a_target(passage, readings, number):
            tie, known = _of_target(passage, readings, levels, number)
        else:
            tie, known = find_tie(passage, levels, shares, number), levels
        if not tie or number in bases and not tie.is_said:
            continue
        is_apart = tie.is_said or {tie.part, tie.whole} not in compared
        if is_apart and max(number, tie.part, tie.whole) >= passage.first:
            yield from _judge(passage, known, shares, number, tie)
    yield from partitions.find(passage, levels, shares)
    yield from breakdowns.find(passage, readings)


def _is_share(passage: Passage, reading: Reading, number: int) -> bool:
    if passage.quantities[number].kind not in (Kind.PERCENT, Kind.FRACTION):
        return False
    right = passage.right(number)
    if _OF_A_COURSE.match(right) or _THAN.match(right):
        return False
    return reading.role is Role.LEVEL or reading.role is Role.TARGET and bool(_OF_TARGET.match(right))


def _levels(passage: Passage, readings: list[Reading]) -> list[int]:
    levels = [n for n, reading in enumerate(readings) if reading.role is Role.LEVEL or _is_whole(passage, readings, n)]
    return [n for n in levels if passage.quantities[n].kind in (Kind.COUNT, Kind.MONEY, Kind.DURATION)]


def _is_whole(passage: Passage, readings: list[Reading], number: int) -> bool:
    """Tell whether it is a target that a share is said to be of: “65% of the £48.0m budget”."""
    kind = passage.quantities[number - 1].kind if number else None
    return (
        readings[number].role is Role.TARGET
        and kind in (Kind.PERCENT, Kind.FRACTION)
        and is_of(passage, number - 1, number)
    )


def _follows_a_target(passage: Passage, readings: list[Reading], number: int) -> bool:
    """Tell whether a share comes straight after a target: “£4.5m was saved against a plan of £6.0m, or 75%”."""
    is_after = number > passage.first + 1 and readings[number - 1].role is Role.TARGET
    return is_after and bool(_SAYS_AGAIN.fullmatch(passage.between(number - 1, number)))


def _of_target(
    passage: Passage, readings: list[Reading], levels: list[int], number: int
) -> tuple[Tie | None, list[int]]:
    """Return the tie of “400 homes, 80% of the target of 500”, where a level may be more than its target."""
    targets = [n for n, reading in enumerate(readings) if reading.role is Role.TARGET and n != number]
    ties = [Tie(n, w) for n in levels for w in targets if passage.quantities[n].is_like(passage.quantities[w])]
    return (ties[-1] if ties else None), levels + targets


def _judge(passage: Passage, levels: list[int], shares: list[int], number: int, tie: Tie) -> Iterator[Claim]:
    """Yield right if what it is of or any other fair reading bears it out; else wrong, where it is near enough."""
    stated, due = fair(passage.quantities[number]), share(passage, tie.part, tie.whole)
    if due.meets(stated) or has_alibi(passage, levels, shares, number, tie):
        yield Claim(NAME, passage.quote([number]), True)
    elif tie.is_said or _is_near(passage, number, tie):
        yield _wrong(passage, number, tie)


def _is_near(passage: Passage, number: int, tie: Tie) -> bool:
    """Tell whether what a share would be is near what it is, or the same digits in another order."""
    stated, due = passage.quantities[number], share(passage, tie.part, tie.whole)
    bounds = fair(stated)
    near = _NEAR if len(passage.quantities) > 3 else _NEARLY_ALONE
    if _digits(reckoned(due, stated)) == _digits(stated.printed):
        return True
    is_apart = due.low - bounds.high > _APART or bounds.low - due.high > _APART
    return not is_apart and bounds.low <= due.high * near and due.low <= bounds.high * near


def _digits(printed: str) -> list[str]:
    return sorted(filter(str.isdigit, printed))


def _wrong(passage: Passage, number: int, tie: Tie) -> Claim:
    stated, part, whole = (passage.quantities[n] for n in (number, tie.part, tie.whole))
    exact = share(passage, tie.part, tie.whole)
    due = reckoned(exact, stated)
    message = f"{part.printed} of {whole.printed} is {due}, not {stated.printed}"
    unit = Decimal(1).scaleb(exponent_of(stated.value))
    if stated.kind is Kind.PERCENT and exact.low == exact.high and stated.value <= exact.low < stated.value + unit:
        message += f"; {stated.printed} is cut off, not rounded"
    named = [n for n in (number, tie.part, tie.whole) if n >= passage.first]
    return Claim(NAME, passage.quote(named), False, message, due)
