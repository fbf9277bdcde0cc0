"""Judge claims of average: a total spread over so many, or over so much time; and the mean of a list."""

from collections.abc import Iterator
from decimal import Decimal

from prosecheck import means, rates
from prosecheck.bounds import Bounds, exactly, exponent_of
from prosecheck.claims import Claim, decimals, plain
from prosecheck.divisors import is_same_thing, total_and_number
from prosecheck.lengths import find_lengths, is_time, is_told
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.quantities import Kind, Quantity
from prosecheck.roles import Reading, Role
from prosecheck.spread import Cue, cue
from prosecheck.words import pattern

NAME = "average"
_KINDS = (Kind.COUNT, Kind.MONEY, Kind.DURATION)
# Not “£396,000 on adaptations to 88 homes”, nor “from April, an average of 17”.
_BASE = pattern(r"\b(?:from|than|against|versus|vs\.?|compared (?:with|to))(?: (?!‹)[\w’'-]+){0,6} ?$")
_TEN = Decimal(10)
_FAR = Decimal("2.5")  # times what it would be: then other numbers are meant


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Yield a claim for each average, rate and ratio of a sentence, judged by the totals and counts that it names."""
    bases = {pair.base for pair in pairs if _BASE.search(passage.left(pair.base))}
    levels = [n for n, reading in enumerate(readings) if reading.role is Role.LEVEL and n not in bases]
    cues = {n: cue(passage, n) for n in levels}
    yield from rates.find(passage, levels)
    for number in (n for n in levels if n >= passage.first):
        said = cues[number]
        if said is None or rates.is_rate(passage, number):
            continue
        if passage.quantities[number].kind in _KINDS:
            others = [n for n in levels if n != number and not cues[n] and not _is_beyond(number, n, bases)]
            operands = _operands(passage, others)
            yield from _average(passage, operands, number, said)
        elif said.is_average:
            yield from _mean(passage, levels, number, said)


def _is_beyond(number: int, other: int, bases: set[int]) -> bool:
    """Tell whether another stands past a base, as 710,000 in “an average of £62, up from £57 when 710,000 trips …”."""
    return any(number < base < other for base in bases)


def _operands(passage: Passage, levels: list[int]) -> list[int]:
    """Return the levels that an average can be made from: of its sentence, else with those of the one before."""
    quantities = passage.quantities
    candidates = [n for n in levels if quantities[n].kind in _KINDS and quantities[n].value > 1]
    own = [n for n in candidates if n >= passage.first]
    return own if len(own) >= 2 else candidates


def _average(passage: Passage, operands: list[int], number: int, said: Cue) -> Iterator[Claim]:
    """Judge “1,200 visits over the 12 months, an average of 100 per month”; “the 5 teams closed 250 cases, 50 each”."""
    stated = rounded(passage.quantities[number])
    totals = [n for n in operands if passage.quantities[n].is_like(passage.quantities[number])]
    if any(due.meets(stated) for due in _fair(passage, totals, operands, said)):
        yield Claim(NAME, passage.quote([number]), True)
        return
    larger = [n for n in totals if passage.quantities[n].value > passage.quantities[number].value]
    is_shown = said.is_worked_out or said.is_average or said.is_of_each
    if is_time(said.unit):
        many = find_lengths(passage, said.unit)
        is_tied = is_shown or (is_told(passage, said.unit) and is_same_thing(passage, number, larger))
        if many and len(larger) == 1 and is_tied:
            yield from _wrong(passage, number, larger, _over(passage, larger[0], exactly(many[0])))
            return
    elif is_shown and (terms := total_and_number(passage, operands, larger, number, said)):
        yield from _wrong(passage, number, [*terms], _over(passage, terms[0], _many(passage, terms[1])))
        return
    if said.is_average:
        yield from _mean(passage, operands, number, said)


def _mean(passage: Passage, levels: list[int], number: int, said: Cue) -> Iterator[Claim]:
    """Judge “72, 68 and 85, an average score of 78”."""
    listed, stated = means.listed(passage, levels, number), rounded(passage.quantities[number])
    if any(mean.meets(stated) for mean in means.fair(passage, levels, number)):
        yield Claim(NAME, passage.quote([number]), True)
    elif not listed or (said.unit and not is_time(said.unit)):
        return
    elif means.can_be_judged(passage, listed, number):
        yield from _wrong(passage, number, listed, means.mean_of(passage, listed))


def _fair(passage: Passage, totals: list[int], operands: list[int], said: Cue) -> Iterator[Bounds]:
    """Yield each average that the words can mean: of a total over a number or a time, or of totals together."""
    spread_over = [_many(passage, n) for n in operands] + [exactly(many) for many in find_lengths(passage, said.unit)]
    for total in totals:
        yield from (_over(passage, total, many) for many in spread_over)
    for by in operands:
        together = sum((passage.quantities[n].bounds for n in totals if n != by), exactly(0))
        yield together / _many(passage, by)


def _many(passage: Passage, number: int) -> Bounds:
    return passage.quantities[number].bounds


def _over(passage: Passage, total: int, many: Bounds) -> Bounds:
    return passage.quantities[total].bounds / many


def rounded(quantity: Quantity) -> Bounds:
    """Return the bounds of an average: it is rounded at its last digit, even where that is a whole number."""
    if quantity.bounds.low != quantity.bounds.high:
        return quantity.bounds
    half = Decimal(5).scaleb(exponent_of(quantity.value) - 1)
    return Bounds(quantity.value - half, quantity.value + half)


def _wrong(passage: Passage, number: int, made_of: list[int], due: Bounds) -> Iterator[Claim]:
    """Yield a wrong average, if it is near enough to what it should be to be meant as one."""
    stated, middle = passage.quantities[number], (due.low + due.high) / 2
    is_slip = any(due.times(_TEN**places).meets(stated.bounds) for places in (-2, -1, 1, 2))
    if not (is_slip or stated.value / _FAR <= middle <= stated.value * _FAR):
        return
    places = decimals(stated.value) or int(middle < 10)
    right = plain(middle, places)
    named = " and ".join(passage.quantities[n].printed for n in made_of)
    yield Claim(NAME, passage.quote([number, *made_of]), False, f"{named} give {right}, not {stated.printed}", right)
