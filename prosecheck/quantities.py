"""Read the numbers in a sentence: their worth, their kind, and the bounds between which a fair reader takes them."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from prosecheck import numerals
from prosecheck.bounds import Bounds
from prosecheck.masks import without_non_claims
from prosecheck.words import HEDGES, TIMES, any_of


class Kind(StrEnum):
    """A kind of quantity; only quantities of one kind and unit are set against each other."""

    COUNT = "count"
    PERCENT = "per cent"
    POINTS = "percentage points"
    FRACTION = "fraction"  # a part in words, held as a percentage
    FACTOR = "factor"  # doubled, three times
    MONEY = "money"
    DURATION = "duration"
    MEASURE = "measure"  # 412kg
    RATIO = "ratio"  # 26:1
    PER = "per"  # per 1,000


MARKS = dict(zip(Kind, "c%pfx£tmr/", strict=True))  # the letter that stands for a kind where words are looked at
# How many of the first unit of its row each is: so that 90 minutes and an hour and a half can be held together.
_UNITS = (
    {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86_400, "week": 604_800},
    {"month": 1, "quarter": 3, "year": 12, "yr": 12},
    {"g": 1, "kg": 1000, "kilogram": 1000, "tonne": 10**6, "ton": 10**6, "kilotonne": 10**9},
    {"m": 1, "metre": 1, "km": 1000, "kilometre": 1000},
)
_SIZES = {unit: (row[0], size) for units in _UNITS for row in [list(units)] for unit, size in units.items()}


@dataclass(frozen=True)
class Quantity:
    """A number as printed: its value, its bounds, the unit of a duration, measure or currency, and where it stands.

    A percentage has the value 5 for 5%, a fraction 20 for a fifth; `start` and `end` are places in the original words.
    """

    value: Decimal
    bounds: Bounds
    kind: Kind
    unit: str
    printed: str
    start: int
    end: int
    hedge: str = ""
    sign: str = ""

    def in_unit(self, kind: Kind, unit: str = "") -> "Quantity":
        """Return a bare number as one of this kind and unit."""
        bounds = Bounds.printed(self.value, numerals.last_place(self.printed), False, self.hedge)
        return replace(self, kind=kind, unit=unit, bounds=bounds)

    @property
    def dimension(self) -> tuple[Kind, str]:
        """Return what it is a quantity of: the kind, and the unit in which `span` is counted."""
        return self.kind, _SIZES.get(self.unit, (self.unit, 1))[0]

    @property
    def size(self) -> int:
        """Return how many units of its dimension one of its own is: 60 for a minute."""
        return _SIZES.get(self.unit, ("", 1))[1]

    def is_like(self, other: "Quantity") -> bool:
        """Tell whether the two can be set against each other."""
        return self.dimension == other.dimension


_SCALE = r"(?:million|billion|thousand|bn|mn|m|k)\b"
_POINTS = r"(?:(?:percentage|per[ ]?cent|%)[ -]?points?\b|ppts?\b|pps?\b|p\.p\.|-?points?\b)"
_PERCENT = r"(?:%|per[ ]?cent(?:age)?\b|pc\b)"
_MEASURE = r"(?:[kmg]wh|k[gm]|kilograms?|(?:kilo)?tonnes?|tons?|(?:kilo)?metres?|miles?|litres?|hectares?|acres?)\b"
_TIME = rf"(?:(?:working|calendar)[ ])?{any_of(TIMES)}s?\b"
_AND_TIME = r"(?:[ ](?:and[ ])?(?P<rest>\d{1,2})[ ](?P<finer>min(?:ute)?|sec(?:ond)?)s?\b)?"  # “2 hours and 15 minutes”
_QUANTITY = re.compile(
    rf"""
    (?P<hedge>\b{any_of(HEDGES).replace(" ", "[ ]")}\s+)?
    (?:
      (?P<factor>\b(?:{numerals.FACTOR})\b)
    | (?P<chance>\b(?P<few>{numerals.SMALL})[ ](?:in(?:[ ]every)?|out[ ]of(?:[ ]every|(?=[ ](?:10|ten|five|100)\b)))
      [ ](?P<many>{numerals.SMALL})\b(?![,.]\d|%|[ ]per))
    | \b(?:per|for[ ]every)[ ](?P<per>{numerals.DIGITS}|thousand|million|hundred)\b
    | (?P<most>\b(?:(?:the[ ]|a[ ])?(?:vast[ ]|large[ ]|great[ ])?majority|(?<!the[ ])most)\b(?=[ ]of|,|[ ]\())
    | (?P<part>\b{numerals.PART}\b)
    | (?P<ratio>(?<![\d:])\d+(?:\.\d+)?:1\b)
    | (?P<sign>[+−-]?)(?P<currency>(?:[£$€][ ]?)?)
      (?P<number>(?<![\w.,\#])(?:{numerals.DIGITS})(?![.,]?[\d\#])|\b{numerals.WORDS}\b)
      (?:[ ]?(?P<scale>{_SCALE}))?
      (?:[ ]?(?P<points>{_POINTS})|[ -]?(?P<percent>{_PERCENT})|[ -](?P<time>{_TIME}){_AND_TIME}
        |[ ]?(?P<measure>{_MEASURE})|(?!\w))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Value, kind, unit, and the place of the last digit where it may be rounded.
_Worth = tuple[Decimal, Kind, str, int | Decimal | None]
_OPPOSITE = {"more than": "less than", "over": "under", "nearly": "just over", "almost": "just over"}
# “43 (10.4%) more than the 412”: no hedge of what follows, but a difference.
_COMPARED = re.compile(
    r"(?:(?:\d|%|cent|points?|twice|times|\))(?: (?!(?:from|in|at|of|to|and)\b)[\w-]+){0,2}|\badd(?:s|ed|ing)?) ?$"
)
# “to 5.3 days from 4.6”, “from 71 to 78%”: a bare number whose partner has the unit.
_BARE = re.compile(
    r"(?:\b(?:from|to|than|against|with|of|and|at|was|on)|,)(?: [\w’'-]+){0,2} ‹(\d+)›"
    r"(?=[.,;:)]|$| (?:in|last|the|a|to|at|for|this|and|on|per)\b)"
)
# “rose by 10% from 500”: the percentage is a change, and the 500 no percentage.
_BY_PERCENT = re.compile(
    r"\b(?:by|up|down|rose|fell|grew|increased|dropped|(?:increase|rise|fall|drop|reduction) of) (?:just |about |a )?$"
)
_PARTNERS = re.compile(
    r"›? (?:down |up |back )?to (?:\w+ )?|"
    r"›?(?: [\w#]+){0,8},? (?:up |down |as )?(?:from|than|against|compared (?:with|to)) (?:[\w’'-]+ ){0,2}"
)


@lru_cache(maxsize=4096)  # a sentence is read by several checks, and again after each one that follows it
def read_quantities(sentence: str) -> tuple[str, tuple[Quantity, ...]]:
    """Return the sentence with a mark for each quantity, and the quantities in order."""
    text = without_non_claims(sentence)
    quantities: list[Quantity] = []
    marked: list[str] = []
    last = 0
    for match in _QUANTITY.finditer(text):
        quantity = _quantity(match, text, sentence)
        if quantity:
            marked += [text[last : quantity.start], f"‹{len(quantities)}›"]
            quantities.append(quantity)
            last = quantity.end
    whole = "".join([*marked, text[last:]])
    return whole, _with_units(whole, quantities)


def _quantity(match: re.Match[str], text: str, sentence: str) -> Quantity | None:
    start, end = match.start() + len(match["hedge"] or ""), match.end()
    worth = _worth(match, text[:start], text[end:])
    if worth is None:
        return None
    value, kind, unit, place = worth
    printed = sentence[start:end].strip()
    hedge = (match["hedge"] or "").strip().lower()
    is_fine = value % 10 or len(str(value).rstrip("0")) > 2
    exact = is_fine and kind is Kind.COUNT and printed[0].isdigit() and not match["scale"]
    in_words = kind in (Kind.FRACTION, Kind.FACTOR)
    if exact or not in_words and _COMPARED.search(text[: match.start()]):
        hedge = ""  # “some 61 of 110”: nobody rounds to 61
    if kind is Kind.FACTOR and value < 1:
        hedge = _OPPOSITE.get(hedge, hedge)  # “more than halved”
    bounds = Bounds(value, Decimal(100)) if match["most"] else Bounds.printed(value, place, in_words, hedge)
    return Quantity(value, bounds, kind, unit, printed, start, end, hedge, match["sign"] or "")


def _worth(match: re.Match[str], before: str, after: str) -> _Worth | None:
    """Return the worth of a number; None for what is none."""
    if match["number"]:
        is_pronoun = match["number"].lower() == "one" and numerals.is_pronoun(before, after)
        return None if is_pronoun else _plain_worth(match)
    if match["factor"]:
        return numerals.factor(match["factor"]), Kind.FACTOR, "", None
    if match["per"]:
        return numerals.number(match["per"]), Kind.PER, "", None
    if match["ratio"]:
        printed = match["ratio"].removesuffix(":1")
        return Decimal(printed), Kind.RATIO, "", numerals.last_place(printed)
    if match["part"]:
        part = numerals.part(match["part"], before, after)
    else:
        few, many = (numerals.number(match[name] or "one") for name in ("few", "many"))
        part = Decimal(50) if match["most"] else 100 * few / many if many else None
    return None if part is None else (part, Kind.FRACTION, "", None)


def _plain_worth(match: re.Match[str]) -> _Worth:
    printed = match["number"].lower()
    scale = numerals.SCALES[match["scale"].lower()] if match["scale"] else 1
    value = numerals.number(printed) * scale
    if match["points"] or match["percent"]:
        return value, Kind.POINTS if match["points"] else Kind.PERCENT, "", numerals.last_place(printed)
    is_exact = printed[0].isalpha() or (scale == 1 and "." not in printed)
    place = None if is_exact else numerals.last_place(printed) + len(str(scale)) - 1
    if match["currency"]:
        return value, Kind.MONEY, match["currency"].strip(), place
    if match["measure"]:
        return value, Kind.MEASURE, match["measure"].lower().rstrip("s"), place
    if not match["time"]:
        return value, Kind.COUNT, "", place
    unit = match["time"].lower().split()[-1].rstrip("s")
    if not match["rest"]:
        return value, Kind.DURATION, unit, place
    finer = Decimal(_SIZES[match["finer"]][1]) / _SIZES[unit][1]
    return value + Decimal(match["rest"]) * finer, Kind.DURATION, unit, finer / 2  # half a minute either way, say


def _with_units(marked: str, quantities: list[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities, with the unit or scale of its partner for a bare number."""
    completed = list(quantities)
    places = [(marked.index(f"‹{n}›"), marked.index(f"‹{n}›") + len(f"‹{n}›")) for n in range(len(completed))]
    for number in (int(match[1]) for match in _BARE.finditer(marked)):
        for other in (number - 1, number + 1):
            if 0 <= other < len(completed) and _can_share(completed[number], completed[other]):
                first, later = sorted((number, other))
                is_change = completed[other].kind is Kind.PERCENT and _BY_PERCENT.search(
                    marked[: places[other][0]].lower()
                )
                if not is_change and _PARTNERS.fullmatch(marked[places[first][1] : places[later][0]]):
                    completed[number] = completed[number].in_unit(completed[other].kind, completed[other].unit)
    measured = next((one for one in completed if one.kind is Kind.MEASURE and _scale(one)), None)
    for number, one in enumerate(completed):
        if measured and one.kind is Kind.COUNT and _scale(one) == _scale(measured):
            completed[number] = replace(one, kind=Kind.MEASURE, unit=measured.unit)  # “25.9m of the 29.1m tonnes”
    for number in (int(match[1]) for match in re.finditer(r"from ‹(\d+)› to ‹", marked)):
        completed[number] = _with_scale_of(completed[number + 1], completed[number])
    return tuple(completed)


def _can_share(bare: Quantity, partner: Quantity) -> bool:
    """Tell whether a number can be printed without the unit of its partner: not “5% to 1,204”."""
    most = {Kind.PERCENT: Decimal(100), Kind.DURATION: 10 * partner.value}
    return bare.kind is Kind.COUNT and partner.kind in most and bare.value <= most[partner.kind]


def _scale(quantity: Quantity) -> str:
    """Return the word or letter for thousands or millions with which a number is printed, if any."""
    found = re.search(rf"(?<=[\d ]){_SCALE}", quantity.printed.lower())
    return found[0] if found else ""


def _with_scale_of(scaled: Quantity, bare: Quantity) -> Quantity:
    """Return the 932.6 of “from 932.6 to 250.6 thousand” in thousands too."""
    if not _scale(scaled) or re.search(r"[a-z,]", bare.printed.lower()) or bare.kind is not scaled.kind:
        return bare
    factor = numerals.SCALES[_scale(scaled)]
    place = numerals.last_place(bare.printed.lstrip("£$€")) + len(str(factor)) - 1
    value = bare.value * factor
    return replace(bare, value=value, bounds=Bounds.printed(value, place, False, bare.hedge))
