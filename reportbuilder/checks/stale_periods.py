"""Find older quarters and years that commentary mentions as if they were the present one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_JUST_BEFORE, _JUST_AFTER = 80, 25  # characters
_QUOTED = 120  # characters
_YEAR = pattern(
    rf"\b{any_of('this_(?:financial_)?year current_(?:financial_)?year so_far(?:_this_year)? year_to_date')}",
    rf"[ ,:(–-]*(?:in |of |for )?(?P<year>20\d\d){_ENDS_THE_YEAR}\b|",
    rf"\b(?P<before>20\d\d){_ENDS_THE_YEAR} (?:to date|so far)\b",
)


@dataclass(frozen=True)
class StalePeriod:
    """An older period mentioned as the present one: its unit, its name in the words quoted, and the present one."""

    unit: str
    named: str
    quote: str
    present: str


def find_in_sentence(quarter: Quarter, sentence: str) -> Iterator[StalePeriod]:
    """Find where a sentence mentions an older quarter or year as this one: `In Q4 …`, `this quarter (Q4)`."""
    if not _names(quarter, sentence):
        yield from _first_older(quarter, sentence, _mentions_as_present(sentence))
    match = _YEAR.search(sentence)
    year = int(match["year"] or match["before"]) if match else None
    if year and year < quarter.year:
        yield StalePeriod("year", _financial(year), sentence[:_QUOTED], _financial(quarter.year))


def find_in_heading(quarter: Quarter, heading: str) -> Iterator[StalePeriod]:
    """Find where a heading names an older quarter and not this one."""
    if not _names(quarter, heading):
        yield from _first_older(quarter, heading, _QUARTER.finditer(heading))


def _first_older(quarter: Quarter, text: str, mentions: Iterator[re.Match]) -> Iterator[StalePeriod]:
    for match in mentions:
        if _quarter_of(match, quarter) < quarter:
            present = f"Q{quarter.number} {_financial(quarter.year)}"
            yield StalePeriod("quarter", match[0].strip(" (,"), text[:_QUOTED], present)
            return


def _mentions_as_present(sentence: str) -> Iterator[re.Match]:
    """Yield the quarters that a sentence mentions as the present one, unless it looks back or ahead."""
    if _LOOKS_AHEAD.search(sentence):
        return
    looks_back = _LOOKS_BACK.search(sentence)
    for match in _QUARTER.finditer(sentence):
        start, end = match.span()
        if looks_back and looks_back.end() <= start:
            return
        is_of_the_last = _OF_THE_LAST.match(sentence, end)
        is_present = _PRESENT.search(sentence, max(0, start - _JUST_BEFORE), start)
        if is_present and not is_of_the_last and not _LOOKS_BACK.search(sentence[end : end + _JUST_AFTER]):
            yield match


def _names(quarter: Quarter, text: str) -> bool:
    """Tell whether words name this very quarter, with its year or without one."""
    return any(_quarter_of(match, quarter) == quarter for match in _QUARTER.finditer(text))


def _quarter_of(match: re.Match, present: Quarter) -> Quarter:
    """Return the quarter that is meant; without a year, the last one of that number."""
    text = (match["short"] or match["long"] or match["ordinal"]).lower()
    number = _NUMBERS.get(text) or int(text)
    year = int(match["year"]) if match["year"] else present.year - (number > present.number)
    return Quarter(year, number)


def _financial(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"
