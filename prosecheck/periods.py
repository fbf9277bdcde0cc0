"""Tell by the words beside a level which period it is of: in June, last year, now, at the start."""

import re
from dataclasses import dataclass

from prosecheck.passages import Passage
from prosecheck.words import MONTHS, any_of, pattern

_FINANCIAL = [(month - 3) % 12 for month in range(12)]  # when each month comes in a financial year
_MONTHS = "month of the year"
_QUARTERS = "quarter of the year"
_MONTH = any_of(*MONTHS)
_SPAN = any_of("years? quarters? months? weeks? period terms? season summer winter spring autumn time survey", *MONTHS)
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_BEFORE = pattern(
    rf"\b(?:(?:last|previous|prior|preceding|past)(?: \w+)? {_SPAN}|(?:last|previous) (?:year|quarter|month)['’]s|",
    rf"{_SPAN} (?:ago|before|earlier)|(?:\w+ )?{_SPAN} last year|(?<!since )(?<!than )then|",
    r"previously|originally|formerly|",
    r"(?:at|from) the (?:start|beginning|outset)|initially|at first|at (?:its|their) (?:start|peak)|before)\b",
)
_NOW = pattern(
    rf"\b(?:(?:this|current|latest|most recent)(?: \w+)? {_SPAN}|now|currently|today|nowadays|at present|",
    rf"(?:at|by) the (?:end|close)(?! of (?:q[1-4]|{_MONTH}))|afterwards)\b",
)
_AHEAD = pattern(
    rf"(?:\bq[1-4]|\d{{4}}|\d\d|{_SPAN}|now|then|today|currently|previously|start|end)[:,–-]? ?(?:when )?",
    r"(?:,? ?(?:when )?(?:it |there |this |we |they |the [a-z]+ )?",
    any_of("was were had saw is are has have it_was it_is there_were there_are stood_at stands_at at totalled"),
    r"(?: (?:now|only|just|been|had|received))* )?$",
)
_LEADS = pattern(
    r"^\W*(?:but |and )?(?:(?:in|during|at|by|for|over|as of|on) [^,]{1,30}|(?:last|this) \w+|now|today|then|by now),? "
)
_CUT = re.compile(r"[;.)(:–—]| - |, (?!\d{4})|\b(?:and|but|while|whereas|compared|against|than|from|to)\b")


_BASELINE = pattern(r"\b(?:baseline|base year|before the pandemic|pre-pandemic)\b")


@dataclass(frozen=True)
class Period:
    """A period by its sort and a number that grows with time; the sort is empty for before (0) and now (2)."""

    sort: str
    rank: int

    def is_before(self, other: "Period") -> bool:
        """Tell whether the one is earlier for sure; after a fourth quarter, a first one can follow."""
        if self.sort == other.sort == _QUARTERS:
            return other.rank - self.rank == 1
        if self.sort == other.sort == _MONTHS:
            return self.rank < other.rank and _FINANCIAL[self.rank] < _FINANCIAL[other.rank]
        if self.sort and other.sort:
            return self.sort == other.sort and self.rank < other.rank
        return _place(self) < _place(other)


def are_of_any_year(one: Period, other: Period) -> bool:
    """Tell whether two periods are months or quarters without a year: which was first, their names do not say."""
    return one.sort == other.sort and one.sort in (_MONTHS, _QUARTERS)


def period(passage: Passage, number: int) -> Period | None:
    """Return the period of a level, named in the original words after it or before it; None where none is named."""
    quantities = passage.quantities
    start, end = quantities[number].start, quantities[number].end
    next_start = quantities[number + 1].start if number + 1 < len(quantities) else len(passage.original)
    after = passage.original[end : min(next_start, end + 60)].lower()
    last_end = quantities[number - 1].end if number else 0
    limit = len(passage.original) - len(passage.sentence) if number >= passage.first else 0
    before = passage.original[max(last_end, limit) : start].lower()
    return named(_CUT.split(after)[0]) or _ahead(before)


def _ahead(words: str) -> Period | None:
    """Return the period of `In 2019 we had`, `Q1: `, `last year `; none of a period that stands in the middle."""
    last = re.split(r"[;.)(]|\b(?:and|but|while|whereas)\b", words.removesuffix("("))[-1]
    if _AHEAD.search(last):
        return named(last[-45:])
    if leads := _LEADS.match(last):
        return named(leads[0])
    if re.search(r"\b(?:is|are|has|have) now \w*(?: \w+)? ?$|\bnow (?:\w+ ){0,3}$", last):
        return Period("", 2)
    return None


def named(words: str) -> Period | None:
    """Return the period that words in lower case name, or None."""
    if _BASELINE.search(words):
        return Period("", -1)
    if _BEFORE.search(words):
        return Period("", 0)
    if _NOW.search(words):
        return Period("", 2)
    year = re.search(r"\b((?:19|20)\d\d)\b|\bfy ?'?(\d\d)\b", words)
    month = re.search(rf"\b({_MONTH})\b", words)
    if year:
        rank = int(year[1] or f"20{year[2]}")
        return Period("month", 12 * rank + MONTHS.index(month[1])) if month else Period("year", rank)
    if quarter := re.search(r"\bq(?:uarter )?([1-4])\b", words):
        return Period(_QUARTERS, int(quarter[1]))
    if quarter := re.search(rf"\b({any_of(*_ORDINAL)}) quarter\b|\bquarter ({any_of('one two three four')})\b", words):
        word = quarter[1] or {"one": "first", "two": "second", "three": "third", "four": "fourth"}[quarter[2]]
        return Period(_QUARTERS, _ORDINAL[word])
    if season := re.search(r"\b(?:in|this|last)(?: the)? (spring|summer)\b", words):
        return Period("season", int(season[1] == "summer"))
    return Period(_MONTHS, MONTHS.index(month[1])) if month else None


def _place(one: Period) -> int:
    return 1 if one.sort else one.rank
