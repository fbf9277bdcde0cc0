"""Averages: a mean of what is listed, so many for each, a rate for so many people or a named period, a ratio.

The 5 teams closed 250 cases, 50 each.                             250 / 5
There were 1,200 visits in the quarter, 400 a month.               1,200 / 3
There were 318 thefts among 240,000 people, 1.33 per 1,000.        318 / 240,000 × 1,000
"""

from collections.abc import Iterator
from decimal import Decimal

from prosecheck.bounds import Bounds, exactly
from prosecheck.numerals import DIGITS, WORDS, number
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import AMOUNTS, Candidate, added, gives, listed, runs
from prosecheck.roles import Role
from prosecheck.words import any_of, pattern

NAME = "average"
_EACH = pattern(
    rf"^(?: (?!{any_of('in of the and to from under over within than for were was aged')}\b)[\w’'-]+){{0,4}}?,? ",
    r"(?:(?:an?|per|each|every)[ -](?:single |working )?",
    r"(?P<unit>day|week|month|quarter|year|night|hour|minute)\b|(?P<adverb>daily|weekly|monthly|quarterly|yearly|annually)\b)",
)
_DAILY = pattern(r"\b(?P<unit>daily|weekly|monthly|quarterly|yearly|annual) (?:\w+ ){0,2}?(?:average|mean|rate)\b")
_AVERAGE = pattern(r"\b(?:averag\w+|mean|median|typical(?:ly)?)\b")
_FOR_EACH = pattern(r"^(?: (?!in\b|of\b|and\b|to\b|from\b)[\w’'-]+){0,3}?,? (?:an?|per|each|every|apiece)\b")
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "annually": "year"} | {
    "yearly": "year",
    "annual": "year",
    "night": "day",
}
# How many of a unit there are in the periods that reports have: a week, a month, a quarter, half a year, a year.
_IN_A_PERIOD = {
    "minute": (60, 1440, 10_080, 525_600, 527_040),
    "hour": (24, 168, 720, 744, 8760),
    "day": (7, 28, 29, 30, 31, 90, 91, 92, 181, 182, 183, 184, 364, 365, 366),
    "week": (4, Decimal("4.3"), 13, 26, 52, Decimal("52.14"), 53),
    "month": (2, 3, 6, 9, 12),
    "quarter": (2, 4),
    "year": (2, 3, 5, 10),
}
_IN_A_UNIT: dict[tuple[str, str], tuple[int | Decimal, ...]] = {(unit, unit): (1,) for unit in _IN_A_PERIOD} | {
    ("week", "day"): (7, 5),
    ("month", "week"): (4, Decimal("4.3")),
    ("month", "day"): (28, 30, 31),
    ("year", "month"): (12,),
    ("year", "week"): (52,),
    ("year", "day"): (365,),
    ("day", "hour"): (24,),
    ("day", "minute"): (1440,),
}
_LENGTH = pattern(rf"\b(?P<many>{WORDS}|{DIGITS})[ -](?P<unit>{any_of(*_IN_A_PERIOD)})s?\b")


def candidates(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    """Yield the averages, rates and ratios that other numbers of a passage make a number."""
    if claim.kind is Kind.RATIO:
        yield from _ratios(claim, passage)
    elif claim.kind in (*AMOUNTS, Kind.PERCENT):
        like = passage.like(claim)
        is_average = bool(_AVERAGE.search(claim.left[-80:]) or _AVERAGE.search(claim.right[:40]))
        for run in runs(claim, like) if is_average else ():
            yield gives(NAME, "mean", claim, run, added(run) / exactly(len(run)), zeros=0)
        if claim.kind is not Kind.PERCENT:
            if is_average or _FOR_EACH.match(claim.right):
                yield from _for_each(claim, passage, like)
            yield from _in_periods(claim, passage, like)
            yield from _rates(claim, passage)


def _ratios(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    for one in passage.mentions:
        for other in passage.like(one) if one.kind in AMOUNTS else ():
            if other.span.low > 0 and one.quantity.value > other.quantity.value:
                yield gives(NAME, "ratio", claim, (one, other), one.span / other.span)


def _for_each(claim: Mention, passage: Passage, like: list[Mention]) -> Iterator[Candidate]:
    for total in like:
        for many in passage.mentions:
            is_divisor = many.kind in (Kind.COUNT, Kind.DURATION) and many.role is Role.LEVEL
            if is_divisor and many is not claim and many is not total and many.quantity.value >= 2:
                due = total.span / many.quantity.bounds
                yield gives(NAME, "for each", claim, (total, many), due, zeros=0)


def unit_of(claim: Mention) -> str | None:
    """Return the unit of time for which a number is said to be: day for “40 a day”; None without one."""
    said = _EACH.match(claim.right) or _DAILY.search(claim.left[-60:])
    if not said:
        return None
    word = (said["unit"] or said["adverb"]).lower()
    return _UNITS.get(word, word)


def _in_periods(claim: Mention, passage: Passage, like: list[Mention]) -> Iterator[Candidate]:
    unit = unit_of(claim)
    if not unit:
        return
    many = [*_IN_A_PERIOD[unit], *_lengths(passage, unit)]
    for total in like:
        due = _nearest(claim, [total.span / exactly(one) for one in many])
        yield gives(NAME, "for each period", claim, (total,), due, zeros=0)


def _lengths(passage: Passage, unit: str) -> Iterator[Decimal]:
    """Yield how many of a unit of time there are in the lengths of time that a passage names: 28 days in four weeks."""
    for sentence in passage.near:
        for said in _LENGTH.finditer(sentence.text):
            for many in _IN_A_UNIT.get((said["unit"].lower(), unit), ()):
                yield number(said["many"]) * many


def _nearest(claim: Mention, dues: list[Bounds]) -> Bounds:
    """Return the bounds nearest to a claim: of how many days a period has, the words often leave the choice."""
    stated = claim.span.low + claim.span.high
    return min(
        dues, key=lambda due: max(stated, due.low + due.high) / max(min(stated, due.low + due.high), Decimal("1e-9"))
    )


def _rates(claim: Mention, passage: Passage) -> Iterator[Candidate]:
    per = next((one for one in passage.mentions if one.kind is Kind.PER and one.line == claim.line), None)
    for many in passage.mentions if per else ():
        if many.kind is not Kind.COUNT or many is claim or many.span.low <= 0:
            continue
        for part in passage.like(claim):
            if part is not many and per:
                due = (part.span / many.span).times(per.quantity.value)
                yield gives(NAME, "rate", claim, (part, many), due, zeros=0)


def put(candidate: Candidate, expected: str) -> str:
    """Say what the numbers give for each, or on average."""
    operands = candidate.operands
    first, last = operands[0].quantity.printed, operands[-1].quantity.printed
    if candidate.relation == "for each period" and candidate.due and isinstance(candidate.claim, Mention):
        many, unit = _middle(operands[0].span) / _middle(candidate.due), unit_of(candidate.claim)
        return f"{first} in {float(many):.3g} {unit}s is {expected} a {unit}"
    if candidate.relation == "rate" and candidate.due:
        per = _middle(candidate.due) * _middle(operands[-1].span) / _middle(operands[0].span)
        return f"{first} among {last} is {expected} per {per:,.0f}"
    ways = {"mean": f"the mean of {listed(operands)}", "ratio": f"{first} to {last}"}
    return f"{ways.get(candidate.relation, f'{first} for each of {last}')} is {expected}"


def _middle(bounds: Bounds) -> Decimal:
    return max((bounds.low + bounds.high) / 2, Decimal("1e-9"))
