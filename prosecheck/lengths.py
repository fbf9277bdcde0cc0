"""Count the units of time that a passage speaks of: `over the twelve months`, or the three of a quarter."""

from prosecheck.numerals import number
from prosecheck.passages import Passage
from prosecheck.words import NUMBERS, any_of, pattern

UNITS = "day week month quarter year hour"
_MANY = any_of(*list(NUMBERS)[1:13])
_PERIOD = pattern(
    rf"\b(?P<many>\d+|{_MANY})[ -](?:(?:working|calendar|school|full|consecutive)[ -])?(?P<unit>{any_of(UNITS)})s?\b"
)
# The first that the words fit is taken.
_LENGTHS = {
    ("month", "quarter"): (3,),
    ("week", "quarter"): (13, 12),
    ("month", "year"): (12,),
    ("week", "year"): (52,),
    ("day", "year"): (365, 366),
    ("day", "quarter"): (90, 91, 92),
    ("month", "half-year"): (6,),
    ("week", "half-year"): (26,),
    ("quarter", "year"): (4,),
    ("day", "week"): (7, 5),
}
_IN_A_YEAR = pattern(r"\b(?:in|during|over|for|throughout) 20\d\d(?: ?[/–-] ?\d\d)?\b")
_SHORTER = pattern(r"\bq[1-4]\b|\b(?:quarters?|months?|half|summer|winter|spring|autumn|to date|so far)\b")


def find_lengths(passage: Passage, unit: str | None) -> list[int]:
    """Return how many of the unit an average can be over; none for a unit that is not of time."""
    said = _told(passage, unit)
    known = (many for (small, large), many in _LENGTHS.items() if small == unit and _speaks_of(passage, large))
    return [many for many in said or next(known, ()) if many > 1]


def is_told(passage: Passage, unit: str | None) -> bool:
    """Tell whether the passage says over how many of the unit."""
    return bool(_told(passage, unit))


def is_time(unit: str | None) -> bool:
    """Tell whether a word is a unit of time."""
    return unit in UNITS.split()


def _told(passage: Passage, unit: str | None) -> tuple[int, ...]:
    periods = [match for match in _PERIOD.finditer(passage.original) if match["unit"].lower() == unit]
    return tuple(int(number(match["many"])) for match in periods)


def _speaks_of(passage: Passage, period: str) -> bool:
    return bool(pattern(rf"\b(?:the|this|last|a) (?:\w+ )?{period}\b|\bannual").search(passage.original)) or (
        period == "year" and bool(_IN_A_YEAR.search(passage.original)) and not _SHORTER.search(passage.original)
    )
