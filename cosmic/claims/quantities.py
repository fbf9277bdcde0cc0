"""The numbers in a sentence: what each is worth, in which kind, and between which bounds a fair reader takes it.

Dates, years, ages, codes, ranges and the like are no quantities; they are taken out first. What is left of a sentence
is its words with a mark such as `‹2›` for each quantity, which is what the rules for claims look at.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cosmic.claims.bounds import Bounds
from cosmic.claims.masks import without_non_claims


class Kind(StrEnum):
    COUNT = "count"
    PERCENT = "per cent"
    POINTS = "percentage points"
    FRACTION = "fraction"  # a part in words, held as a percentage
    FACTOR = "factor"  # doubled, three times
    MONEY = "money"
    DURATION = "duration"
    RATIO = "ratio"  # 26:1
    PER = "per"  # per 1,000


@dataclass(frozen=True)
class Quantity:
    """A number as printed: its value, its bounds, the unit of a duration or a currency, and where it stands."""

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
        """Whether the two can be set against each other."""
        return self.kind is other.kind and self.unit == other.unit


_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9,
    "bn": 10**9, "dozen": 12,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_FACTORS = {
    "doubled": 2, "doubling": 2, "double": 2, "twice": 2, "tripled": 3, "trebled": 3, "tripling": 3, "trebling": 3,
    "threefold": 3, "twofold": 2, "fourfold": 4, "fivefold": 5, "tenfold": 10, "quadrupled": 4,
    "halved": "0.5", "halving": "0.5",
}  # fmt: skip

_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(_UNITS)})"
_WORDS = rf"(?:(?:a|{_WORD})[ ](?:hundred|thousand|million)(?:[ ]and[ ]{_WORD})?|half[ ]a[ ]dozen|(?:a|{_WORD})[ ]dozen|{_WORD})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PERCENT = r"%|per[ ]?cent(?:age)?\b|pc\b"
_POINTS = r"(?:percentage|per[ ]?cent|%)[ -]?points?\b|ppts?\b|pps?\b|p\.p\.|points?\b|-points?\b"
_TIME = r"(?:(?:working|calendar|school)[ ])?(?:second|minute|min|hour|hr|day|week|month|year)s?\b"

_QUANTITY = re.compile(
    rf"""
    (?P<hedge>{{hedge}})?
    (?:
      (?P<factor>\b(?:{"|".join(_FACTORS)})\b | (?:\b{_WORDS}|(?:{_DIGITS}))[ -](?:times|fold)\b)
    | (?P<chance>\b(?P<few>{_WORD}|\d{{1,2}})\ (?:in(?:\ every)?|out\ of\ every)\ (?P<many>{_WORD}|\d{{1,2}})\b(?![,.]\d|%|\ per))
    | \bper\ (?P<per>{_DIGITS}|thousand|million|hundred)\b
    | (?P<most>\b(?:the\ |a\ )?(?:vast\ |large\ |great\ )?(?:most|majority)\b(?=\ of|,|\ \())
    | (?P<part>\b(?:(?:an?|one|two|three|four|\d)[- ])?(?:half|halves|thirds?|quarters|quarter|fifths?|sixths?|eighths?|tenths?)\b)
    | (?P<ratio>(?<![\d:])\d+(?:\.\d+)?:1\b)
    | (?P<sign>[+−-]?)(?P<currency>[£$€]?)(?P<number>(?<![\w.,#])(?:{_DIGITS})|\b{_WORDS}\b)
      (?:\ ?(?P<scale>million|billion|thousand|bn|mn|m|k)\b)?
      (?:\ ?(?P<points>{_POINTS})|\ ?(?P<percent>{_PERCENT})|[ ](?P<time>{_TIME})|(?![\w])|(?=\ ))
    )
    """.replace(
        "{hedge}",
        r"\b(?:about|around|approximately|approx\.?|roughly|circa|some|nearly|almost|close\ to|just\ (?:under|over|below"
        r"|above)|well\ (?:over|under)|more\ than|less\ than|fewer\ than|over|under|at\ least|at\ most|up\ to|exceeding"
        r"|in\ excess\ of|slightly\ (?:over|under|more\ than|less\ than)|only|just)\s+(?:the\ )?",
    ),
    re.VERBOSE | re.IGNORECASE,
)
_NEITHER_ONE_NOR_PART = re.compile(
    r"(?:\b(?:this|that|the|each|last|next|previous|same|every|per|first|second|third|fourth|final|financial|no|any|"
    r"other|which|current|prior|whole|full|following|all) )$",
    re.IGNORECASE,
)

# “43 (10.4%) more than the 412”: no hedge of what follows, but a difference.
_COMPARED = re.compile(r"(?:(?:\d|%|cent|points?|twice|times|\))(?: [\w-]+){0,2}|\badd(?:s|ed|ing)?) ?$")


def quantities(sentence: str) -> tuple[str, list[Quantity]]:
    """The sentence with a mark for each quantity, and the quantities in order."""
    text, found, last, marked = without_non_claims(sentence), [], 0, []
    for match in _QUANTITY.finditer(text):
        quantity = _quantity(match, text, sentence)
        if quantity and quantity.start >= last:
            marked += [text[last : quantity.start], f"‹{len(found)}›"]
            found.append(quantity)
            last = quantity.end
    marked_text = "".join([*marked, text[last:]])
    return marked_text, _with_units(marked_text, found)


_BARE = re.compile(r"\b(?:from|to|than|against|with|of|and|at|was|on|,)(?: \w+)? ‹(\d+)›(?=[.,;:)]|$| (?:in|last|the|a|to|at|for|this|and|on|per)\b)")


def _with_units(marked: str, found: list[Quantity]) -> list[Quantity]:
    """“to 5.3 days from 4.6”, “from 71 to 78%”: a bare number takes the unit that its partner has."""
    held = list(found)
    for match in _BARE.finditer(marked):
        number = int(match[1])
        quantity = held[number]
        if quantity.kind is not Kind.COUNT or number in (0, len(held)) and len(held) < 2:
            continue
        for other in (number - 1, number + 1):
            if not 0 <= other < len(held) or held[other].kind not in (Kind.PERCENT, Kind.DURATION):
                continue
            one, later = sorted((number, other))
            between = marked[marked.index(f"‹{one}›") + 3 : marked.index(f"‹{later}›")]
            if re.fullmatch(r"›? (?:down |up |back )?to (?:\w+ )?|›?(?: \w+){0,3},? (?:up |down )?(?:from|than|against|compared (?:with|to)) (?:\w+ )?", between):
                held[number] = replace(quantity, kind=held[other].kind, unit=held[other].unit, bounds=Bounds.printed(quantity.value, _place(quantity.printed), False, quantity.hedge))
                break
    return held


def _quantity(match: re.Match, text: str, sentence: str) -> Quantity | None:
    hedge = (match["hedge"] or "").strip().lower().removesuffix(" the")
    if _COMPARED.search(text[: match.start()]):
        hedge = ""
    start, end = match.start() + len(match["hedge"] or ""), match.end()
    printed = sentence[start:end].strip()
    value, kind, unit, decimals = _worth(match, text[:start], text[end:])
    if value is None:
        return None
    if kind is Kind.COUNT and value % 10 and printed[0].isdigit() and not match["scale"]:
        hedge = ""  # “some 61 of 110”: nobody rounds to 61
    bounds = Bounds.printed(value, decimals, kind in (Kind.FRACTION, Kind.FACTOR), "over" if match["most"] else hedge)
    if match["most"]:
        bounds = Bounds(value, Decimal(100))
    return Quantity(value, bounds, kind, unit, printed, start, end, hedge, match["sign"] or "")


def _worth(match: re.Match, before: str, after: str) -> tuple[Decimal | None, Kind, str, int | None]:
    """Value, kind, unit, and the place of the last printed digit; no value where it is a word of another meaning."""
    if match["factor"]:
        return _factor(match["factor"].lower()), Kind.FACTOR, "", None
    if match["chance"]:
        return 100 * _number(match["few"]) / (_number(match["many"]) or 1), Kind.FRACTION, "", None
    if match["most"]:
        return Decimal(50), Kind.FRACTION, "", None
    if match["part"]:
        return _part(match["part"].lower(), before, after), Kind.FRACTION, "", None
    if match["per"]:
        return _number(match["per"]), Kind.PER, "", None
    if match["ratio"]:
        number = match["ratio"].partition(":")[0]
        return Decimal(number), Kind.RATIO, "", _place(number)
    number = match["number"].lower()
    if number == "one" and _is_pronoun(before, after):
        return None, Kind.COUNT, "", None
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
    value = _number(number) * scale
    exact = number[0].isalpha() or (scale == 1 and "." not in number)
    place = None if exact else _place(number) + len(str(scale)) - 1
    if match["points"]:
        return value, Kind.POINTS, "", _place(number)
    if match["percent"]:
        return value, Kind.PERCENT, "", _place(number)
    if match["currency"]:
        return value, Kind.MONEY, match["currency"], place
    if match["time"]:
        return value, Kind.DURATION, match["time"].lower().split()[-1].rstrip("s"), place
    return value, Kind.COUNT, "", place


def _number(text: str) -> Decimal:
    """The worth of digits or of a number in words."""
    text = text.lower()
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    if text == "half a dozen":
        return Decimal(6)
    total = current = 0
    for word in re.split(r"[ -]", text):
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            total, current = (total + current, 0) if word != "hundred" else (total, current)
        else:
            current += _UNITS.get(word, _TENS.get(word, 0))
    return Decimal(total + current)


def _factor(text: str) -> Decimal:
    if text in _FACTORS:
        return Decimal(_FACTORS[text])
    return _number(re.split(r"[ -](?:times|fold)", text)[0])


def _part(text: str, before: str, after: str) -> Decimal | None:
    """A part of a whole as a percentage; None for the quarter of a year, and for an ordinal."""
    count, _, part = re.sub(r"[- ]", " ", text).rpartition(" ")
    part = part.rstrip("s") if part != "halves" else part
    if part == "quarter" and (count in ("", "one", "an") or count == "a" and not _is_a_fourth(before, after)):
        return None
    if not count and (part != "half" or _NEITHER_ONE_NOR_PART.search(before)):
        return None
    if re.match(r"(?:-| )?(?:an? )?(?:year|term|day|hour|week|month|minute|point|party|quarter|per ?cent|percent)\b", after):
        return None
    few = Decimal(1) if count in ("", "a", "an") else _number(count)
    return 100 * few / _PARTS[part]


def _is_a_fourth(before: str, after: str) -> bool:
    """Whether “a quarter” is a part, not three months."""
    said = r"\b(?:by|than|about|nearly|almost|around|just|under|over|up|down|fell|rose|of|is|was|roughly|approximately) $"
    return bool(re.match(r" (?:of|more|less|higher|lower|fewer|increase|fall|rise|drop|cut)\b", after) or re.search(said, before))


def _is_pronoun(before: str, after: str) -> bool:
    """Whether `one` stands for a thing, not for a number."""
    return bool(
        re.match(r"(?: of\b| another|-| or more| day\b| in which|,? (?:that|which|who)\b|[.,;)]| to one)", after)
        or _NEITHER_ONE_NOR_PART.search(before)
    )


def _place(number: str) -> int:
    """The exponent of the last printed digit: -2 for 5.76."""
    return Decimal(number.replace(",", "")).as_tuple().exponent if number[0].isdigit() else 0
