"""Tell by the words beside a level which period it is of: in June, last year, now, at the start."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prosecheck.quantities import Quantity
from prosecheck.words import MONTHS, any_of, pattern

_MONTHS = "month of the year"
_QUARTERS = "quarter of the year"
_ORDINALS = ("first", "second", "third", "fourth")
_MONTH = any_of(*MONTHS)
_SPAN = any_of("years? quarters? months? weeks? period terms? season summer winter spring autumn time survey", *MONTHS)
_BEFORE = pattern(
    rf"\b(?:(?:last|previous|prior|preceding|past)(?: \w+)? {_SPAN}|(?:last|previous) (?:year|quarter|month)['’]s|",
    rf"{_SPAN} (?:ago|before|earlier)|(?:\w+ )?{_SPAN} last year|(?<!since )(?<!than )then|previously|originally|",
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
            return self.rank < other.rank and (self.rank < 3) is (other.rank < 3)  # in one financial year
        if self.sort and other.sort:
            return self.sort == other.sort and self.rank < other.rank
        return (1 if self.sort else self.rank) < (1 if other.sort else other.rank)


def are_of_any_year(one: Period, other: Period) -> bool:
    """Tell whether two periods are months or quarters without a year: which was first, their names do not say."""
    return one.sort == other.sort and one.sort in (_MONTHS, _QUARTERS)


def read_period(sentence: str, quantities: Sequence[Quantity], number: int) -> Period | None:
    """Return the period of a quantity, named after it or before it in its sentence; None where none is named."""
    start, end = quantities[number].start, quantities[number].end
    next_start = quantities[number + 1].start if number + 1 < len(quantities) else len(sentence)
    after = sentence[end : min(next_start, end + 60)].lower()
    before = sentence[quantities[number - 1].end if number else 0 : start].lower()
    return named(_CUT.split(after)[0]) or _ahead(before)


def _ahead(words: str) -> Period | None:
    """Return the period of `In 2019 we had`, `Q1: `, `last year `; none of a period that stands in the middle."""
    last = re.split(r"[;.)(]|\b(?:and|but|while|whereas)\b", words.removesuffix("("))[-1]
    if _AHEAD.search(last):
        return named(last[-45:])
    if leads := _LEADS.match(last):
        return named(leads[0])
    is_now = re.search(r"\b(?:is|are|has|have) now \w*(?: \w+)? ?$|\bnow (?:\w+ ){0,3}$", last)
    return Period("", 2) if is_now else None


def named(words: str) -> Period | None:
    """Return the period that words in lower case name, or None."""
    for rank, sort in ((-1, _BASELINE), (0, _BEFORE), (2, _NOW)):
        if sort.search(words):
            return Period("", rank)
    year = re.search(r"\b((?:19|20)\d\d)\b|\bfy ?'?(\d\d)\b", words)
    month = re.search(rf"\b({_MONTH})\b", words)
    if year:
        rank = int(year[1] or f"20{year[2]}")
        return Period("month", 12 * rank + MONTHS.index(month[1])) if month else Period("year", rank)
    if quarter := re.search(rf"\bq(?:uarter )?([1-4])\b|\b({any_of(*_ORDINALS)}) quarter\b", words):
        return Period(_QUARTERS, int(quarter[1] or 1 + _ORDINALS.index(quarter[2])))
    return Period(_MONTHS, MONTHS.index(month[1])) if month else None
