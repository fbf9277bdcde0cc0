"""Read numbers in digits and in words: what each is worth."""

import re
from decimal import Decimal

from prosecheck.bounds import exponent_of
from prosecheck.words import NUMBERS, any_of

_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9,
    "bn": 10**9, "dozen": 12,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_FACTORS: dict[str, int | str] = {
    "doubled": 2, "doubling": 2, "double": 2, "twice": 2, "twofold": 2, "tripled": 3, "trebled": 3, "tripling": 3,
    "trebling": 3, "threefold": 3, "fourfold": 4, "quadrupled": 4, "fivefold": 5, "tenfold": 10,
    "halved": "0.5", "halving": "0.5",
}  # fmt: skip

_WORD = rf"(?:{any_of(*_TENS)}(?:[- ]{any_of(*list(NUMBERS)[1:10])})?|{any_of(*NUMBERS)})"
WORDS = (
    rf"(?:(?:a|{_WORD})[ ](?:hundred|thousand|million)(?:[ ]and[ ]{_WORD})?|half[ ]a[ ](?:dozen|million)|"
    rf"(?:a|{_WORD})[ ]dozen|{_WORD})"
).replace("[- ]", "[ -]")
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SMALL = rf"(?:{_WORD.replace('[- ]', '[ -]')}|\d{{1,2}})"
# “three times the rate”, not “the app was used 4,232 times”.
_TIMES = (
    r"times(?=[ ](?:as|the|that|those|what|its|their|our|this|more|less|fewer|"
    r"(?!over\b|after\b|under\b|per\b|together\b|however\b)[a-z]+er)\b|"
    r"[ ](?:last|previous|england)|[ ][£\d])"
)
FACTOR = rf"{any_of(*_FACTORS)}|(?:{WORDS}|(?:{DIGITS}))[ -](?:{_TIMES}|fold)"
PART = (
    r"(?:(?:an?|one|two|three|four|\d)[ -])?"
    r"(?:half|halves|thirds?|quarters|quarter|fifths?|sixths?|eighths?|tenths?)"
)
# “a quarter of”, “fell by a quarter”: a part; else three months.
_FOURTH_BEFORE = re.compile(
    r"\b(?:by|than|about|nearly|almost|around|just|under|over|up|down|fell|rose|of|is|was|roughly|approximately) $"
)
_FOURTH_AFTER = re.compile(r" (?:of|more|less|higher|lower|fewer|increase|fall|rise|drop|cut)\b")
_FOURTH_APART = re.compile(r"(?:, |\(|[–—-] )$"), re.compile(r",|\)| [–—-]")
_ORDINAL_BEFORE = re.compile(
    r"\b(?:this|that|the|each|last|next|previous|same|every|per|first|second|third|fourth|final|financial|any|other|"
    r"current|prior|whole|full|following|all) $",
    re.IGNORECASE,
)
_OF_A_UNIT = re.compile(
    r"(?:-| )?(?:an? )?(?:years?|terms?|days?|hours?|weeks?|months?|minutes?|points?|percentage|party|quarter|"
    r"per ?cent)\b"
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:this|that|the|each|last|next|every|per|no|any|other|which|first|second) $", re.IGNORECASE
)
_PRONOUN_AFTER = re.compile(
    r" of\b| by\b| another|-| or more| day\b| in which|,? (?:that|which|who)\b|[.,;)]| to one", re.IGNORECASE
)


def number(text: str) -> Decimal:
    """Return the worth of digits, or of a number in words, as the patterns DIGITS and WORDS fit them."""
    text = text.lower()
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    if text.startswith("half a "):
        return Decimal(SCALES[text.rpartition(" ")[2]]) / 2
    total = current = 0
    for word in re.split(r"[ -]", text):
        if word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0
        else:
            current += NUMBERS.get(word, _TENS.get(word, 0))
    return Decimal(total + current)


def factor(text: str) -> Decimal:
    """Return how many times: 2 for `doubled`, 0.5 for `halved`, 3 for `three times`."""
    text = text.lower()
    if text in _FACTORS:
        return Decimal(_FACTORS[text])
    return number(re.split(r"[ -](?:times|fold)", text)[0])


def part(text: str, before: str, after: str) -> Decimal | None:
    """Return a part of a whole as a percentage; None for a quarter of the year, an ordinal, and half a day."""
    count, _, name = re.sub(r"[- ]", " ", text.lower()).rpartition(" ")
    name = name if name == "halves" else name.rstrip("s")
    if _OF_A_UNIT.match(after):
        return None
    if name == "quarter" and count in ("", "one", "an"):
        return None
    if name == "quarter" and count == "a" and not _is_a_fourth(before, after):
        return None
    if not count and (name != "half" or _ORDINAL_BEFORE.search(before)):
        return None
    return 100 * (Decimal(1) if count in ("", "a", "an") else number(count)) / _PARTS[name]


def _is_a_fourth(before: str, after: str) -> bool:
    is_apart = _FOURTH_APART[0].search(before) and _FOURTH_APART[1].match(after)
    return bool(is_apart or _FOURTH_AFTER.match(after) or _FOURTH_BEFORE.search(before))


def is_pronoun(before: str, after: str) -> bool:
    """Tell whether `one` stands for a thing, not for a number."""
    return bool(_PRONOUN_AFTER.match(after) or _PRONOUN_BEFORE.search(before))


def last_place(text: str) -> int:
    """Return the exponent of the last printed digit: -2 for 5.76, and 0 for a number in words."""
    digits = re.match(DIGITS, text)
    return exponent_of(Decimal(digits[0].replace(",", ""))) if digits else 0
