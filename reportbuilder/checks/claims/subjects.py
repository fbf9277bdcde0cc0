"""Tell whether words are about the indicator's own figure: all of them are words of figures, or of its name."""

import re

from cosmic.record import Record
from cosmic.units import Unit
from prosecheck.words import any_of, pattern
from reportbuilder.checks.claims.plain_words import AGENTS, MEASURES, MOVED, NO_ADVERBS, PLAIN, PRONOUNS
from reportbuilder.checks.claims.synonyms import own_words
from reportbuilder.checks.statement import stems

_WORD = re.compile(r"[A-Za-z][\w’'/-]*")
_SHORTENED = re.compile(r"’(?:s|re|ve|ll|d)$")
_AREA = any_of("county council borough city district authority organisation force trust")
_WHOLE = pattern(  # what names no part: “across all districts”, “long-term trend”
    r"\b(?:across|in|throughout) (?:(?:all|every|each)(?: of)?(?: the| our)? [a-z]+|",
    rf"(?:the|our) (?:{_AREA}|board|service))\b|\b(?:the|our) {_AREA}[’']s\b|",
    r"\b(?:long|short|medium)(?:er)?[- ]term (?=(?:[a-z]+ )?",
    any_of("trend picture direction trajectory decline increase reduction growth rise fall"),
    r"\b)|\b\w+-year (?=high|low)|\bnew (?=high|low|record|peak)",
)
_QUARTER = pattern(r"[qh][1-4]|fy|20\d\d[/–-]?\d*")
_REFERS = pattern(r"^(?:it|they|these|this(?! (?:quarter|year|month|period|indicator|measure|figure|rate|number)))\b")
_NUMBERS_OF = pattern(
    r"\b(?:numbers?|totals?|counts?) of\b(?! (?:days|hours|minutes|weeks|months)\b)|\bvolumes?\b|",
    r"\b(?!the |these |our |overall )\w+ numbers\b",
)
_TIME_NAMED = pattern(r"^(?:average|mean|median)\b|\btimes?\b")
_NUMBERED = re.compile(r"\b(?:stage|phase|tier|band|category|grade|year) \d\b", re.IGNORECASE)
_SHARES_OF = pattern(  # “void times have fallen” is not of how many homes are let
    r"\b(?:percentage|proportion|share) of\b|\btimes (?:is|are|has|have|continue|remain|keep)\b"
)


def is_own(words: str, record: Record) -> bool:
    """Tell whether words speak of nothing but the indicator's own figure: no part of it, place, or other thing."""
    if (_SHARES_OF if _counts_things(record) else _NUMBERS_OF).search(words):
        return False
    if any(one not in record.indicator.name.lower() for one in _NUMBERED.findall(words.lower())):
        return False
    name = own_words(record.indicator.name)
    return all(
        _is_plain(word) or _is_of(word, name) or _is_short_for(word, record)
        for word in _WORD.findall(_WHOLE.sub("", words))
    )


def _counts_things(record: Record) -> bool:
    return record.indicator.unit is Unit.COUNT and not _TIME_NAMED.search(record.indicator.name)


def names_a_figure(words: str, record: Record) -> bool:
    """Tell whether words name a figure, or nothing at all, which leaves it to the page; not only who answers for it."""
    found = [word.lower() for word in _WORD.findall(words)]
    return not AGENTS & {*found} or bool(PRONOUNS & {*found}) or _names_own(found, record)


def refers_to_own(words: str, said_before: str, record: Record) -> bool:
    """Tell whether the “it” or “this” that words begin with can be the indicator: what was said before names it.

    So it can where nothing was said before, and where the words begin with no such word.
    """
    found = _WORD.findall(said_before.lower())
    return not _REFERS.search(words) or all(map(_is_plain, found)) or _names_own(found, record)


def _names_own(found: list[str], record: Record) -> bool:
    name = own_words(record.indicator.name)
    return any(word in MEASURES or _is_of(word, name) for word in found)


def without_name(words: str, record: Record) -> str:
    """Return words without those of the indicator's name, which claim nothing: “people supported”."""
    name = own_words(record.indicator.name)
    return _WORD.sub(lambda word: "" if _is_of(word[0], name) else word[0], words)


def _is_of(word: str, name: frozenset[str]) -> bool:
    """Tell whether a word is one of an indicator's name, in any of its forms."""
    own = stems(word)
    return bool(own) and own <= name


def _is_short_for(word: str, record: Record) -> bool:
    """Tell whether a word in capitals is made of initials of an indicator's name, its small words or not: FOI, KSI."""
    letters = word.removesuffix("s").lower()
    named = re.findall(r"[a-z]+", record.indicator.name.lower())
    initials = ("".join(word[0] for word in named), "".join(word[0] for word in named if word not in PLAIN))
    if len(letters) < 2 or not word.removesuffix("s").isupper():
        return False
    if len(letters) > 2 and re.search(".*".join(letters), initials[0]):  # NEET: “not in education, employment or …”
        return True
    return any(letters in one for one in initials)


def _is_plain(word: str) -> bool:
    lower = _SHORTENED.sub("", word.lower().replace("'", "’"))
    if lower in PLAIN or lower.endswith("n’t") or MOVED.fullmatch(lower) or _QUARTER.fullmatch(lower):
        return True
    return len(word) > 4 and lower.endswith("ly") and lower not in NO_ADVERBS
