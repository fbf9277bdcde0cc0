"""Claims of average, rate and ratio: a total spread over so many, per month, per 1,000, or to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean, median

from cosmic.claims.bounds import Bounds, exactly
from cosmic.claims.claims import Claim, plain
from cosmic.claims.lengths import is_time, lengths
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind, Quantity
from cosmic.claims.roles import Reading, Role
from cosmic.claims.words import any_of, pattern, up_to

NAME = "average"
_ON_AVERAGE = r"\bon average,?"
_AVERAGE_BEFORE = pattern(
    rf"\b{any_of('average[sd]? averaging mean')}\b(?: (?!‹)[a-z]+){{0,4}}(?: {any_of('of was is at to were')})?,? ?",
    rf"(?:{any_of('about around just over under some roughly approximately')} )*$",
    rf"|{_ON_AVERAGE} (?:{any_of('about around just some')} )?$",
)
_EACH_BEFORE = pattern(
    rf"{_ON_AVERAGE} each of [^,.;()]*$",
    r"|\bfor (?:every|each) (?P<unit>[a-z]+) ",
    any_of("there_were there_are there_is there_was we_have we_had"),
    " $",
)
_EACH_AFTER = pattern(
    "^",
    up_to(3, rf"(?!‹)(?!{any_of('in of the for and with as')}\b)[\w’'-]+"),
    r",? (?:(?:per|an?|every|each) (?P<unit>[a-z]+)|apiece|each|on average)\b",
)
_LEADS_ON = pattern(r"(?: [\w’'-]+){0,3} ")


@dataclass(frozen=True)
class _Cue:
    """How the words say that a number is an average: of which unit, if any, and whether of each one of a number."""

    unit: str | None
    is_of_each: bool
    is_before: bool


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every average, rate and ratio that a sentence states, judged by the totals and numbers that it names."""
    paired = {n for pair in pairs for n in (pair.base, pair.now)}
    for number in passage.own:
        kind = passage.quantities[number].kind
        if readings[number].role is not Role.LEVEL:
            continue
        others = _others(passage, readings, number)
        if kind is Kind.RATIO:
            yield from _quotient(passage, others, number, Decimal(1))
        elif (factor := _per(passage, number)) is not None:
            yield from _quotient(passage, others, number, factor)
        elif kind in (Kind.COUNT, Kind.MONEY) and number not in paired and (cue := _cue(passage, number)):
            yield from _average(passage, others, number, cue)


def _others(passage: Passage, readings: list[Reading], number: int) -> list[int]:
    """The levels that an average can be made from: of its own sentence, else with the sentence before."""
    levels = [n for n, reading in enumerate(readings) if reading.role is Role.LEVEL and n != number]
    quantities = passage.quantities
    held = [n for n in levels if quantities[n].kind in (Kind.COUNT, Kind.MONEY) and quantities[n].value > 0]
    own = [n for n in held if n >= passage.first]
    return own if len(own) >= 2 else held


def _per(passage: Passage, number: int) -> Decimal | None:
    """The 1,000 of `1.33 per 1,000`."""
    if number + 1 == len(passage.quantities):
        return None
    after = passage.quantities[number + 1]
    is_per = after.kind is Kind.PER and _LEADS_ON.fullmatch(passage.between(number, number + 1))
    return after.value if is_per else None


def _quotient(passage: Passage, others: list[int], number: int, factor: Decimal) -> Iterator[Claim]:
    """“318 in a borough of 240,000 people, giving 1.33 per 1,000”; “1,560 pupils and 65 teachers, 24:1”."""
    stated = _rounded(passage.quantities[number])
    quotients = [_over(passage, n, w).times(factor) for n in others for w in others if n != w]
    if any(bounds.meets(stated) for bounds in quotients):
        yield Claim(NAME, passage.quote([number]), True)
    elif len(others) == 2:
        n, w = others
        if (passage.quantities[n].value > passage.quantities[w].value) == (factor > 1):
            n, w = w, n
        yield _wrong(passage, number, [n, w], _over(passage, n, w).times(factor))


def _cue(passage: Passage, number: int) -> _Cue | None:
    left = passage.left(number)[-70:]
    before = _AVERAGE_BEFORE.search(left) or _EACH_BEFORE.search(left)
    after = _EACH_AFTER.match(passage.right(number))
    if not before and not after:
        return None
    unit = (after and after["unit"]) or (before and before.groupdict().get("unit"))
    is_of_each = bool(unit or (after and not after["unit"]) or "each" in before[0])
    return _Cue(unit, is_of_each, bool(before))


def _average(passage: Passage, others: list[int], number: int, cue: _Cue) -> Iterator[Claim]:
    """“1,200 visits over the 12 months, an average of 100 per month”; “the 5 teams closed 250 cases, 50 each”."""
    totals = [n for n in others if passage.quantities[n].is_like(passage.quantities[number])]
    stated = _rounded(passage.quantities[number])
    if any(due.meets(stated) for due in _fair(passage, totals, others, cue)):
        yield Claim(NAME, passage.quote([number]), True)
        return
    larger = [n for n in totals if passage.quantities[n].value > passage.quantities[number].value]
    many = lengths(passage, cue.unit)
    if many and len(larger) == 1:
        yield _wrong(passage, number, larger, _spread(passage, larger[0], many[0]))
    elif len(others) == 2 and not is_time(cue.unit) and (cue.is_of_each or number > max(others)):
        for total, by in _total_and_number(passage, others, larger, cue.unit):
            yield _wrong(passage, number, [total, by], _over(passage, total, by))
    elif not cue.unit and cue.is_before and totals == others and _is_a_list(passage, totals):
        yield _wrong(passage, number, totals, exactly(mean(passage.quantities[n].value for n in totals)))


def _fair(passage: Passage, totals: list[int], others: list[int], cue: _Cue) -> Iterator[Bounds]:
    """Every average that the words can mean: of a total over a number or a time, and of the totals listed."""
    for total in totals:
        yield from (_over(passage, total, by) for by in others if by != total)
        yield from (_spread(passage, total, many) for many in lengths(passage, cue.unit))
    if len(totals) >= 2:
        listed = [passage.quantities[n].value for n in totals]
        yield from (exactly(mean(listed)), exactly(median(listed)))


def _total_and_number(
    passage: Passage, others: list[int], larger: list[int], unit: str | None
) -> Iterator[tuple[int, int]]:
    """What is divided, and by how many; nothing where the words leave it open."""
    counts = [n for n in others if passage.quantities[n].kind is Kind.COUNT and _counts(passage, n, unit)]
    total = [n for n in larger if n not in counts[:1]] if unit else larger
    by = [n for n in others if n not in total]
    if len(total) == len(by) == 1 and _counts(passage, by[0], unit):
        yield total[0], by[0]


def _counts(passage: Passage, number: int, unit: str | None) -> bool:
    """Whether a number counts what the average is per: `17 centers … per center`."""
    return unit is None or unit[:4] in passage.right(number)[:50].partition("‹")[0]


def _is_a_list(passage: Passage, totals: list[int]) -> bool:
    """Whether there are three or more, of much the same size."""
    listed = [passage.quantities[n].value for n in totals]
    return len(listed) >= 3 and min(listed) * 3 > max(listed)


def _over(passage: Passage, part: int, whole: int) -> Bounds:
    return passage.quantities[part].bounds / passage.quantities[whole].bounds


def _spread(passage: Passage, total: int, many: int) -> Bounds:
    return passage.quantities[total].bounds.times(Decimal(1) / many)


def _rounded(quantity: Quantity) -> Bounds:
    """An average's bounds: it is rounded at its last digit, whole numbers too."""
    if quantity.bounds.low != quantity.bounds.high:
        return quantity.bounds
    half = Decimal(5).scaleb(quantity.value.as_tuple().exponent - 1)
    return Bounds(quantity.value - half, quantity.value + half)


def _wrong(passage: Passage, number: int, made_of: list[int], due: Bounds) -> Claim:
    stated, middle = passage.quantities[number], (due.low + due.high) / 2
    places = max(0, -stated.value.as_tuple().exponent) or int(middle < 10)
    right = plain(middle, places)
    named = " and ".join(passage.quantities[n].printed for n in made_of)
    return Claim(NAME, passage.quote([number, *made_of]), False, f"{named} give {right}, not {stated.printed}", right)
