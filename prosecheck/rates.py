"""Judge claims of rate and ratio: so many per 1,000, or to one."""

from collections.abc import Iterator
from decimal import Decimal

from prosecheck.bounds import Bounds, exponent_of
from prosecheck.claims import Claim, decimals, plain
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.words import pattern

NAME = "average"
_LEADS_ON = pattern(r"(?: [\w’'-]+){0,3} ")
_FAR = Decimal("2.5")  # times what it would be: then other numbers are meant


def find(passage: Passage, levels: list[int]) -> Iterator[Claim]:
    """Yield a claim for each rate and ratio that a sentence states, judged by the counts that it names."""
    counts = [n for n in levels if _is_count(passage, n)]
    for number in (n for n in levels if n >= passage.first):
        own = [n for n in counts if n >= passage.first and n != number]
        operands = own if len(own) >= 2 else [n for n in counts if n != number]
        if passage.quantities[number].kind is Kind.RATIO:
            yield from _quotient(passage, operands, number, Decimal(1))
        elif is_rate(passage, number):
            yield from _quotient(passage, operands, number, passage.quantities[number + 1].value)


def is_rate(passage: Passage, number: int) -> bool:
    """Tell whether a number is per so many: the 1.33 of `1.33 per 1,000`."""
    if number + 1 == len(passage.quantities) or passage.quantities[number + 1].kind is not Kind.PER:
        return False
    return bool(_LEADS_ON.fullmatch(passage.between(number, number + 1)))


def _is_count(passage: Passage, number: int) -> bool:
    quantity = passage.quantities[number]
    return quantity.kind in (Kind.COUNT, Kind.MONEY) and quantity.value > 0 and not is_rate(passage, number)


def _quotient(passage: Passage, counts: list[int], number: int, factor: Decimal) -> Iterator[Claim]:
    """Judge “318 in a borough of 240,000 people, giving 1.33 per 1,000”; “1,560 pupils and 65 teachers, 24:1”."""
    stated = passage.quantities[number]
    half = Decimal(5).scaleb(exponent_of(stated.value) - 1)
    bounds = Bounds(min(stated.bounds.low, stated.value - half), max(stated.bounds.high, stated.value + half))
    quotients = [_over(passage, n, w, factor) for n in counts for w in counts if n != w]
    if any(due.meets(bounds) for due in quotients):
        yield Claim(NAME, passage.quote([number]), True)
    elif len(counts) == 2:
        part, whole = sorted(counts, key=lambda n: passage.quantities[n].value, reverse=factor == 1)
        due = _over(passage, part, whole, factor)
        middle = (due.low + due.high) / 2
        if passage.quantities[whole].value >= (factor if factor > 1 else 1) and (
            middle / _FAR <= stated.value <= middle * _FAR
        ):
            yield _wrong(passage, number, [part, whole], middle)


def _over(passage: Passage, part: int, whole: int, factor: Decimal) -> Bounds:
    return (passage.quantities[part].bounds / passage.quantities[whole].bounds).times(factor)


def _wrong(passage: Passage, number: int, made_of: list[int], due: Decimal) -> Claim:
    stated = passage.quantities[number]
    right = plain(due, decimals(stated.value) or int(due < 10))
    named = " and ".join(passage.quantities[n].printed for n in made_of)
    return Claim(NAME, passage.quote([number, *made_of]), False, f"{named} give {right}, not {stated.printed}", right)
