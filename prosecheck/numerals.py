"""Read numbers in digits and in words: what each is worth."""

import re
from decimal import Decimal

from prosecheck.bounds import exponent_of
from prosecheck.words import NUMBERS, any_of

_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
SCALES |= {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9}
_ORDINALS = "third quarter fifth sixth seventh eighth ninth tenth".split()
_PARTS = {"half": 2, "halves": 2} | {name: number for number, name in enumerate(_ORDINALS, 3)}
_FACTORS: dict[int | Decimal, str] = {
    2: "doubled doubling double twice",
    3: "tripled trebled tripling trebling",
    4: "quadrupled",
    Decimal("0.5"): "halved halving",
}

_WORD = rf"(?:{any_of(*_TENS)}(?:[ -]{any_of(*list(NUMBERS)[1:10])})?|{any_of(*NUMBERS)})"
_COUNTED = rf"(?:a|{_WORD})[ ](?:(?:hundred|thousand|million)(?:[ ]and[ ]{_WORD})?|dozen)"
WORDS = rf"(?:half[ ]a[ ](?:dozen|million)|{_COUNTED}|{_WORD})"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SMALL = rf"(?:{_WORD}|\d{{1,2}})"
# “three times the rate”, not “the app was used 4,232 times”.
_TIMES = (
    r"times(?=[ ](?:as|the|that|those|what|its|their|our|this|more|less|last|previous|"
    r"(?!(?:over|after|under|per|together|however)\b)[a-z]+er)\b|[ ][£\d])"
)
FACTOR = rf"{any_of(*_FACTORS.values())}|(?:{WORDS}|(?:{DIGITS}))(?:[ -]{_TIMES}|[ -]?fold)"
PART = r"(?:(?:an?|one|two|three|four|\d)[ -])?(?:half|halves|(?:third|quarter|fifth|sixth|eighth|tenth)s?)"
# “a quarter of”, “fell by a quarter”: a part; else three months.
_FOURTH = (
    re.compile(r"\b(?:by|than|about|nearly|almost|around|just|under|over|up|down|fell|rose|of|is|was|roughly) $"),
    re.compile(r" (?:of|more|less|higher|lower|fewer|increase|fall|rise|drop|cut)\b"),
)
_OF_A_UNIT = re.compile(
    r"(?:-| )?(?:an? )?(?:(?:year|term|day|hour|week|month|minute|point)s?|percentage|party|quarter|per ?cent)\b"
)
# “the second half”, “each one”
_ORDINAL_BEFORE = re.compile(
    r"\b(?:this|that|the|each|last|next|previous|same|every|per|first|second|third|final|financial|any|other|current|"
    r"whole|full|following|all|no|which) $",
    re.IGNORECASE,
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
    in_a_word = next((times for times, words in _FACTORS.items() if text in words.split()), None)
    return number(re.split(r"[ -]?(?:times|fold)", text)[0]) if in_a_word is None else Decimal(in_a_word)


def part(text: str, before: str, after: str) -> Decimal | None:
    """Return a part of a whole as a percentage; None for a quarter of the year, an ordinal, and half a day."""
    count, _, name = text.lower().replace("-", " ").rpartition(" ")
    name = name if name == "halves" else name.rstrip("s")
    if _OF_A_UNIT.match(after) or not count and (name != "half" or _ORDINAL_BEFORE.search(before)):
        return None
    if name == "quarter" and count in ("a", "an", "one") and not (_FOURTH[0].search(before) or _FOURTH[1].match(after)):
        return None
    return 100 * (Decimal(1) if count in ("", "a", "an") else number(count)) / _PARTS[name]


def is_pronoun(before: str, after: str) -> bool:
    """Tell whether `one` stands for a thing, not for a number."""
    return bool(_PRONOUN_AFTER.match(after) or _ORDINAL_BEFORE.search(before))


def last_place(text: str) -> int:
    """Return the exponent of the last printed digit: -2 for 5.76, and 0 for a number in words."""
    digits = re.match(DIGITS, text)
    return exponent_of(Decimal(digits[0].replace(",", ""))) if digits else 0
