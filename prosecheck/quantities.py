"""Read the numbers in a sentence: their worth, their kind, and the bounds between which a fair reader takes them.

What is no claim is taken out first. What is left of a sentence is its words with a mark such as `‹2›` for each
quantity, which is what the rules for claims look at.
"""

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

    def is_like(self, other: "Quantity") -> bool:
        """Tell whether the two can be set against each other."""
        return self.kind is other.kind and self.unit == other.unit


_HEDGE = any_of(HEDGES).replace(" ", "[ ]")
_SCALE = r"(?:million|billion|thousand|bn|mn|m|k)\b"
_POINTS = r"(?:(?:percentage|per[ ]?cent|%)[ -]?points?\b|ppts?\b|pps?\b|p\.p\.|-?points?\b)"
_PERCENT = r"(?:%|per[ ]?cent(?:age)?\b|pc\b)"
_MEASURE = r"(?:kg|km|kwh)\b"
_TIME = rf"(?:(?:working|calendar|school)[ ])?{any_of(TIMES)}s?\b"
_QUANTITY = re.compile(
    rf"""
    (?P<hedge>\b{_HEDGE}\s+(?:the[ ])?)?
    (?:
      (?P<factor>\b(?:{numerals.FACTOR})\b)
    | (?P<chance>\b(?P<few>{numerals.SMALL})[ ](?:in(?:[ ]every)?|out[ ]of[ ]every)[ ](?P<many>{numerals.SMALL})\b
      (?![,.]\d|%|[ ]per))
    | \b(?:per|for[ ]every)[ ](?P<per>{numerals.DIGITS}|thousand|million|hundred)\b
    | (?P<most>\b(?:the[ ]|a[ ])?(?:vast[ ]|large[ ]|great[ ])?(?:most|majority)\b(?=[ ]of|,|[ ]\())
    | (?P<part>\b{numerals.PART}\b)
    | (?P<ratio>(?<![\d:])\d+(?:\.\d+)?:1\b)
    | (?P<sign>[+−-]?)(?P<currency>(?:[£$€][ ]?)?)
      (?P<number>(?<![\w.,\#])(?:{numerals.DIGITS})(?![.,]?[\d\#])|\b{numerals.WORDS}\b)
      (?:[ ]?(?P<scale>{_SCALE}))?
      (?:[ ]?(?P<points>{_POINTS})|[ ]?(?P<percent>{_PERCENT})|[ -](?P<time>{_TIME})|[ ]?(?P<measure>{_MEASURE})|(?!\w))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OVER_THE = re.compile(r"(?:over|under|more than|less than|fewer than) the")
# “43 (10.4%) more than the 412”: no hedge of what follows, but a difference.
_COMPARED = re.compile(
    r"(?:(?:\d|%|cent|points?|twice|times|\))(?: (?!from\b|in\b|at\b|of\b|to\b)[\w-]+){0,2}|\badd(?:s|ed|ing)?|"
    r"\b(?:moved|moving|went|gone|come|came|edged|crept|risen|rose|climbed|pushed|brought|ticked|inched)) ?$"
)
# “to 5.3 days from 4.6”, “from 71 to 78%”: a bare number whose partner has the unit.
_BARE = re.compile(
    r"(?:\b(?:from|to|than|against|with|of|and|at|was|on)|,)(?: \w+)? ‹(\d+)›"
    r"(?=[.,;:)]|$| (?:in|last|the|a|to|at|for|this|and|on|per)\b)"
)
# “rose by 10% from 500”: the percentage is a change, and the 500 no percentage.
_BY_PERCENT = re.compile(
    r"\b(?:by|up|down|rose|risen|fell|fallen|grew|grown|(?:increas|decreas|reduc|declin)ed|dropped|"
    r"(?:increase|decrease|rise|fall|drop|growth|reduction|decline) of) (?:just |about |around |a )?$"
)
_PARTNERS = re.compile(
    r"›? (?:down |up |back )?to (?:\w+ )?|"
    r"›?(?: [\w#]+){0,8},? (?:up |down |as )?(?:from|than|against|compared (?:with|to)) (?:\w+ )?"
)
_SHARED_SCALE = re.compile(r"from ‹\d+› to ")


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
    if _OVER_THE.fullmatch(hedge):
        hedge = ""  # “over the 92 days”, “more than the 412”: a period, a comparison
    hedge = hedge.removesuffix(" the")
    is_fine = value % 10 or len(str(value).rstrip("0")) > 2
    exact = is_fine and kind is Kind.COUNT and printed[0].isdigit() and not match["scale"]
    if exact or _COMPARED.search(text[: match.start()]):
        hedge = ""  # “some 61 of 110”: nobody rounds to 61
    bounds = Bounds.printed(value, place, kind in (Kind.FRACTION, Kind.FACTOR), hedge)
    if match["most"]:
        bounds = Bounds(value, Decimal(100))
    return Quantity(value, bounds, kind, unit, printed, start, end, hedge, match["sign"] or "")


def _worth(match: re.Match[str], before: str, after: str) -> tuple[Decimal, Kind, str, int | None] | None:
    """Return value, kind, unit, and the place of the last digit where it may be rounded; None for what is no number."""
    if match["factor"]:
        return numerals.factor(match["factor"]), Kind.FACTOR, "", None
    if match["chance"]:
        many = numerals.number(match["many"])
        return (100 * numerals.number(match["few"]) / many, Kind.FRACTION, "", None) if many else None
    if match["per"]:
        return numerals.number(match["per"]), Kind.PER, "", None
    if match["most"]:
        return Decimal(50), Kind.FRACTION, "", None
    if match["part"]:
        part = numerals.part(match["part"], before, after)
        return None if part is None else (part, Kind.FRACTION, "", None)
    if match["ratio"]:
        printed = match["ratio"].partition(":")[0]
        return Decimal(printed), Kind.RATIO, "", numerals.last_place(printed)
    return _plain_worth(match, before, after)


def _plain_worth(match: re.Match[str], before: str, after: str) -> tuple[Decimal, Kind, str, int | None] | None:
    printed = match["number"].lower()
    if printed == "one" and numerals.is_pronoun(before, after):
        return None
    scale = numerals.SCALES[match["scale"].lower()] if match["scale"] else 1
    value = numerals.number(printed) * scale
    if match["points"] or match["percent"]:
        return value, Kind.POINTS if match["points"] else Kind.PERCENT, "", numerals.last_place(printed)
    is_exact = printed[0].isalpha() or (scale == 1 and "." not in printed)
    place = None if is_exact else numerals.last_place(printed) + len(str(scale)) - 1
    if match["currency"]:
        return value, Kind.MONEY, match["currency"].strip(), place
    if match["time"]:
        return value, Kind.DURATION, match["time"].lower().split()[-1].rstrip("s"), place
    if match["measure"]:
        return value, Kind.MEASURE, match["measure"].lower(), place
    return value, Kind.COUNT, "", place


def _with_units(marked: str, quantities: list[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities, with the unit of its partner for a bare number."""
    completed = list(quantities)
    for match in _BARE.finditer(marked):
        number = int(match[1])
        for other in (number - 1, number + 1):
            if 0 <= other < len(completed) and _share_a_unit(marked, completed, number, other):
                completed[number] = _with_unit_of(completed[other], completed[number])
    for number in range(len(completed) - 1):
        if _SHARED_SCALE.fullmatch(_between(marked, number)):
            completed[number] = _with_scale_of(completed[number + 1], completed[number])
    return tuple(completed)


def _between(marked: str, number: int) -> str:
    """Return the words between a quantity and the next."""
    start = marked.index(f"‹{number}›")
    return marked[max(0, start - 5) : marked.index(f"‹{number + 1}›")]


def _with_scale_of(scaled: Quantity, bare: Quantity) -> Quantity:
    """Return the 932.6 of “from 932.6 to 250.6 thousand” in thousands too."""
    scale = re.search(rf"{_SCALE}$", scaled.printed.lower())
    if not scale or re.search(r"[a-z,]", bare.printed.lower()) or bare.kind is not scaled.kind:
        return bare
    factor = numerals.SCALES[scale[0]]
    place = numerals.last_place(bare.printed.lstrip("£$€")) + len(str(factor)) - 1
    value = bare.value * factor
    return replace(bare, value=value, bounds=Bounds.printed(value, place, False, bare.hedge))


def _with_unit_of(partner: Quantity, bare: Quantity) -> Quantity:
    bounds = Bounds.printed(bare.value, numerals.last_place(bare.printed), False, bare.hedge)
    return replace(bare, kind=partner.kind, unit=partner.unit, bounds=bounds)


def _share_a_unit(marked: str, quantities: list[Quantity], number: int, other: int) -> bool:
    if re.search(r"[\d ](?:[a-z])", quantities[number].printed, re.IGNORECASE):
        return False  # “up 4.2% to 1.1 million”
    if quantities[number].kind is not Kind.COUNT or quantities[other].kind not in (Kind.PERCENT, Kind.DURATION):
        return False
    if quantities[other].kind is Kind.PERCENT:
        is_change = _BY_PERCENT.search(marked[: marked.index(f"‹{other}›")].lower())
        if quantities[number].value > 100 or is_change:
            return False
    if quantities[other].kind is Kind.DURATION and quantities[number].value > 10 * quantities[other].value:
        return False
    one, later = sorted((number, other))
    between = marked[marked.index(f"‹{one}›") + len(f"‹{one}›") : marked.index(f"‹{later}›")]
    return bool(_PARTNERS.fullmatch(between))
