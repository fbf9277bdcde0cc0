"""Claims of average, rate and ratio: a total spread over so many, per month, per 1,000, or to one."""

import re
from collections.abc import Iterator
from decimal import Decimal
from statistics import mean, median

from cosmic.claims.bounds import Bounds
from cosmic.claims.claims import Claim, plain
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind, Quantity
from cosmic.claims.roles import Reading, Role

NAME = "average"
_AVERAGE_BEFORE = re.compile(
    r"\b(?:average[sd]?|averaging|mean)\b(?: (?!‹)[a-z]+){0,4}(?: (?:of|was|is|at|to|were))?,? ?(?:about |around |just |over |under |some |roughly |approximately )*$"
    r"|\bon average,? (?:about |around |just |some )?$"
)
_FOR_EVERY = re.compile(r"\bon average,? each of [^,.;()]*$|\bfor (?:every|each) (?P<every>[a-z]+) (?:there (?:were|are|is|was)|we (?:have|had)) $")
_EACH_AFTER = re.compile(
    r"^(?: (?!‹)(?!in\b|of\b|the\b|for\b)[\w’'-]+){0,3}?,? (?:per (?P<per>[a-z]+)|(?:an?|every|each) (?P<unit>day|week|month|quarter|year|hour|[a-z]+)|(?P<each>apiece|each|on average))\b"
)
_PERIOD = re.compile(
    r"\b(?P<many>\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -](?P<unit>day|week|month|quarter|year|hour)s?\b",
    re.IGNORECASE,
)
_IN_WORDS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
_LENGTHS = {
    ("month", "quarter"): (3,), ("week", "quarter"): (13, 12), ("month", "year"): (12,), ("week", "year"): (52,),
    ("day", "year"): (365, 366), ("day", "quarter"): (90, 91, 92), ("month", "half-year"): (6,), ("week", "half-year"): (26,), ("quarter", "year"): (4,), ("day", "week"): (7, 5),
}  # fmt: skip


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every average, rate and ratio that a sentence states, judged by the totals and numbers that it names."""
    paired = {n for pair in pairs for n in (pair.base, pair.now)}
    for number in passage.own:
        quantity = passage.quantities[number]
        if readings[number].role is not Role.LEVEL:
            continue
        if quantity.kind is Kind.RATIO:
            yield from _quotient(passage, readings, number, Decimal(1))
        elif number + 1 < len(passage.quantities) and passage.quantities[number + 1].kind is Kind.PER:
            if re.fullmatch(r"(?: [\w’'-]+){0,3} ", passage.between(number, number + 1)):
                yield from _quotient(passage, readings, number, passage.quantities[number + 1].value)
        elif quantity.kind in (Kind.COUNT, Kind.MONEY) and number not in paired:
            yield from _average(passage, readings, number)


def _others(passage: Passage, readings: list[Reading], number: int) -> list[int]:
    """The levels that an average can be made from: of its own sentence, else with the sentence before."""
    kinds = (Kind.COUNT, Kind.MONEY)
    held = [
        n for n, quantity in enumerate(passage.quantities)
        if n != number and quantity.kind in kinds and readings[n].role is Role.LEVEL and quantity.value > 0
    ]  # fmt: skip
    own = [n for n in held if n >= passage.first]
    return own if len(own) >= 2 else held


def _quotient(passage: Passage, readings: list[Reading], number: int, factor: Decimal) -> Iterator[Claim]:
    """“318 in a borough of 240,000 people, giving 1.33 per 1,000”; “1,560 pupils and 65 teachers, 24:1”."""
    others = _others(passage, readings, number)
    stated = passage.quantities[number]
    quotients = [_over(passage, n, w).times(factor) for n in others for w in others if n != w]
    if any(bounds.meets(_rounded(stated)) for bounds in quotients):
        yield Claim(NAME, passage.quote([number]), True)
    elif len(others) == 2:
        n, w = others
        if (passage.quantities[n].value > passage.quantities[w].value) == (factor > 1):
            n, w = w, n
        yield _wrong(passage, number, [n, w], _over(passage, n, w).times(factor))


def _average(passage: Passage, readings: list[Reading], number: int) -> Iterator[Claim]:
    each = _EACH_AFTER.match(passage.right(number))
    before = _AVERAGE_BEFORE.search(passage.left(number)[-70:]) or _FOR_EVERY.search(passage.left(number)[-70:])
    if not before and not each:
        return
    others = _others(passage, readings, number)
    stated = _rounded(passage.quantities[number])
    totals = [n for n in others if passage.quantities[n].is_like(passage.quantities[number])]
    unit = each and (each["per"] or each["unit"]) or (before and before.groupdict().get("every"))
    lengths = _lengths(passage, unit)
    spread = [(n, _over(passage, n, w), [n, w]) for n in totals for w in others if n != w]
    spread += [(n, passage.quantities[n].bounds.times(Decimal(1) / many), [n]) for n in totals for many in lengths]
    listed = [passage.quantities[n].value for n in totals]
    middles = [mean(listed), median(listed)] if len(listed) >= 2 else []
    if any(bounds.meets(stated) for _, bounds, _ in spread) or any(stated.low <= m <= stated.high for m in middles):
        yield Claim(NAME, passage.quote([number]), True)
        return
    larger = [n for n in totals if passage.quantities[n].value > passage.quantities[number].value]
    if len(larger) == 1 and lengths and unit:
        yield _wrong(passage, number, larger, passage.quantities[larger[0]].bounds.times(Decimal(1) / lengths[0]))
    elif len(others) == 2 and not _is_time(unit):
        by = [n for n in others if passage.quantities[n].kind is Kind.COUNT and _is_of_the_same(passage, n, unit)]
        total = [n for n in others if n in larger and n not in by[:1]] if unit else larger
        by = [n for n in others if n not in total]
        ordered = unit or (each and each["each"]) or "each" in before[0] or number > max(others)
        if len(total) == len(by) == 1 and ordered and (not unit or _is_of_the_same(passage, by[0], unit)):
            yield _wrong(passage, number, [total[0], by[0]], _over(passage, total[0], by[0]))
    elif len(listed) >= 3 and before and len(others) == len(listed) and not unit and min(listed) * 3 > max(listed):
        yield _wrong(passage, number, totals, Bounds(mean(listed), mean(listed)))


def _over(passage: Passage, part: int, whole: int) -> Bounds:
    return passage.quantities[part].bounds / passage.quantities[whole].bounds


def _lengths(passage: Passage, unit: str | None) -> list[int]:
    """How many of a unit of time the passage speaks of: `over the twelve months`, or a quarter's three."""
    if not unit:
        return []
    found = [
        _IN_WORDS.get(match["many"].lower()) or int(match["many"])
        for match in _PERIOD.finditer(passage.original) if match["unit"].lower() == unit
    ]  # fmt: skip
    for (small, large), many in _LENGTHS.items():
        if not found and small == unit and re.search(rf"\b(?:the|this|last|a) (?:\w+ )?{large}\b|\bannual", passage.original.lower()):
            found += many
    return [many for many in found if many > 1]


def _is_time(unit: str | None) -> bool:
    return unit in ("day", "week", "month", "quarter", "year", "hour")


def _is_of_the_same(passage: Passage, by: int, unit: str | None) -> bool:
    """Whether the number to divide by counts what the average is per: `17 centers … per center`."""
    if unit is None:
        return True
    following = passage.right(by)[:50].partition("‹")[0]
    return unit[:4] in following


def _rounded(quantity: Quantity) -> Bounds:
    """An average's bounds: it is rounded at its last digit, whole numbers too."""
    if quantity.bounds.low != quantity.bounds.high:
        return quantity.bounds
    half = Decimal(5).scaleb(quantity.value.as_tuple().exponent - 1)
    return Bounds(quantity.value - half, quantity.value + half)


def _wrong(passage: Passage, number: int, made_of: list[int], due: Bounds) -> Claim:
    stated = passage.quantities[number]
    places = max(0, -stated.value.as_tuple().exponent)
    right = plain((due.low + due.high) / 2, places if places else int((due.low + due.high) / 2 < 10))
    named = " and ".join(passage.quantities[n].printed for n in made_of)
    return Claim(NAME, passage.quote([number, *made_of]), False, f"{named} give {right}, not {stated.printed}", right)
