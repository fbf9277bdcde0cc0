"""Older quarters and years that commentary speaks of as the present one."""

import re
from collections.abc import Iterator

from cosmic.periods import Quarter
from prosecheck.words import any_of, pattern

_NUMBERS = dict(one=1, two=2, three=3, four=4, first=1, second=2, third=3, fourth=4)
_ENDS_THE_YEAR = r" ?[/–-] ?(?:20)?\d\d"
_QUARTER = pattern(
    r"\b(?:q(?P<short>[1-4])|quarter (?P<long>[1-4]|one|two|three|four)|",
    r"(?P<ordinal>first|second|third|fourth) quarter)\b",
    rf"(?:,? \(?(?:of )?(?P<year>20\d\d)(?:{_ENDS_THE_YEAR})?)?",
)
_LOOKS_BACK = pattern(
    r"\b",
    any_of(
        r"last previous\w* prior earlier compared comparison than since from against following after before ago was",
        "were had between up_to until throughout through",
    ),
    r"\b",
)
_LOOKS_AHEAD = pattern(
    r"\b",
    any_of(r"will expect\w* plan\w* next forecast\w* aim\w* into due from by ready_for in_time_for sees hope\w*"),
    r"\b",
)
_OF_THE_LAST = pattern(",? (?:last|of the previous)")
_PRESENT = pattern(
    rf"\b{any_of('this current latest present reporting')} (?:quarter|period|year|financial year)\b",
    r"[ ,:(–-]*(?:is |of |for |being )?$|",
    r"^(?:in|during|for|over|throughout|within)? ?(?:the )?$|",
    r"(?:\bas at|\bto date in|\bso far in)(?: the)? ?$",
)
_JUST_BEFORE, _JUST_BEHIND = 80, 25  # characters
_YEAR = pattern(
    rf"\b{any_of('this_(?:financial_)?year current_(?:financial_)?year so_far(?:_this_year)? year_to_date')}",
    rf"[ ,:(–-]*(?:in |of |for )?(?P<year>20\d\d){_ENDS_THE_YEAR}\b|",
    rf"\b(?P<before>20\d\d){_ENDS_THE_YEAR} (?:to date|so far)\b",
)


def in_sentence(quarter: Quarter, sentence: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong where a sentence speaks of an older quarter or year as this one: `In Q4 …`, `this quarter (Q4)`."""
    if not _names(quarter, sentence):
        yield from _first_older(quarter, sentence, _present(sentence))
    match = _YEAR.search(sentence)
    year = match and int(match["year"] or match["before"])
    if year and year < quarter.year:
        yield f"speaks of {_financial(year)} as the present year", sentence[:120], _financial(quarter.year)


def in_heading(quarter: Quarter, heading: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong where a heading names an older quarter and not this one."""
    if not _names(quarter, heading):
        yield from _first_older(quarter, heading, _QUARTER.finditer(heading))


def _first_older(quarter: Quarter, text: str, mentions: Iterator[re.Match]) -> Iterator[tuple[str, str, str]]:
    match = next((match for match in mentions if _named(quarter, match) < quarter), None)
    if match:
        expected = f"Q{quarter.number} {_financial(quarter.year)}"
        yield f"speaks of {match[0].strip(' (,')} as the present quarter", text[:120], expected


def _present(sentence: str) -> Iterator[re.Match]:
    """The quarters that stand where the present one should, in words that look neither back nor ahead."""
    if _LOOKS_AHEAD.search(sentence):
        return
    looks_back = _LOOKS_BACK.search(sentence)
    for match in _QUARTER.finditer(sentence):
        start, end = match.span()
        if looks_back and looks_back.end() <= start:
            return
        is_of_the_last = _OF_THE_LAST.match(sentence, end)
        is_present = _PRESENT.search(sentence, max(0, start - _JUST_BEFORE), start)
        if is_present and not is_of_the_last and not _LOOKS_BACK.search(sentence[end : end + _JUST_BEHIND]):
            yield match


def _names(quarter: Quarter, text: str) -> bool:
    """Whether words name this very quarter, with its year or without one."""
    return any(_named(quarter, match) == quarter for match in _QUARTER.finditer(text))


def _named(quarter: Quarter, match: re.Match) -> Quarter:
    """The quarter meant; without its year, the last one of its name."""
    text = (match["short"] or match["long"] or match["ordinal"]).lower()
    number = _NUMBERS.get(text) or int(text)
    return Quarter(int(match["year"]) if match["year"] else quarter.year - (number > quarter.number), number)


def _financial(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"
