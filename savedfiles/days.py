"""Days as people and spreadsheets write them; a day that can be read in two ways is told, never guessed."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from savedfiles.errors import Unreadable, quote

_MONTHS = [
    name.lower()
    for name in "January February March April May June July August September October November December".split()
]
_NUMBERS = {name[:length]: month for month, name in enumerate(_MONTHS, 1) for length in (3, len(name))} | {"sept": 9}
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_TIME = re.compile(r"(?:T| )(\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE | re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)", re.ASCII)
_NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[- ](?:of )?({_WORD})[-, ]+(\d{{4}}|\d\d)")
_NAMED_FIRST = re.compile(rf"({_WORD}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_MONTH_OF_A_YEAR = re.compile(rf"({_WORD})[- ]?(\d{{4}}|\d\d)|(\d{{4}})-(\d\d)|(\d\d?)/(\d{{4}})")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ")
_DASHES = dict.fromkeys(map(ord, "‐‑–"), "-")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?", re.ASCII)
_DAY_NOUGHT = date(1899, 12, 30)  # of the days that Excel counts
_SERIALS = range(36526, 73051)  # the years 2000 to 2099
_YEARS = range(1974, 2101)  # there was no county council of today's kind before
_LONGEST = 60  # characters of a day in any writing
_LATEST_OF_TWO_DIGITS = 69  # 69 is 2069, 70 is 1970


class NoSuchDay(Unreadable):
    """A day is written that no calendar has, such as 31 June, or that lies far off."""


def read_day(text: str, *, ends_month: bool = False, day_first: bool = False) -> date:
    """Return the day that a text gives. With `ends_month`, a month alone, such as `Jun-25`, is its last day.

    `day_first` says that days come before months, so that 03/04/2025 is 3 April; without it, that has two meanings.
    Raises Unreadable where the text gives no day, or may give two.
    """
    if len(text) > _LONGEST:
        raise _no_day(text)
    plain = _without_time(_squeezed(text), text)
    if match := _YEAR_FIRST.fullmatch(plain):
        year, _, month, day = match.groups()[:4] if match[1] else (match[5], "", match[6], match[7])
        return _day(int(year), int(month), int(day), text)
    if match := _YEAR_LAST.fullmatch(plain):
        return _of_two_orders(int(match[1]), int(match[3]), _year(match[4]), day_first, text)
    if match := _NAMED.fullmatch(plain):
        return _day(_year(match[3]), _NUMBERS[match[2]], int(match[1]), text)
    if match := _NAMED_FIRST.fullmatch(plain):
        return _day(_year(match[3]), _NUMBERS[match[1]], int(match[2]), text)
    if (match := _SERIAL.fullmatch(plain)) and int(match[1]) in _SERIALS:
        return _DAY_NOUGHT + timedelta(int(match[1]))
    if match := _MONTH_OF_A_YEAR.fullmatch(plain):
        return _end_of_month(match, ends_month, text)
    raise _no_day(text)


def shows_day_first(texts: Iterable[str | None]) -> bool:
    """Tell whether the days of a table show that days come before months: one that must, and none that cannot."""
    found = [match for text in texts if text and (match := _YEAR_LAST.match(_squeezed(text)))]
    return any(int(match[1]) > 12 for match in found) and not any(int(match[3]) > 12 for match in found)


def _squeezed(text: str) -> str:
    plain = " ".join(text.split()).lstrip("'’‘").lower().translate(_DASHES)
    return _WEEKDAY.sub("", re.sub(rf"\b({_WORD})\.", r"\1", plain))


def _without_time(plain: str, text: str) -> str:
    """Return a day without the time of the day behind it, which may belong to the day before where it has a zone."""
    for time in _TIME.finditer(plain):
        if time.end() != len(plain):
            continue
        if time[2] and set(time[1]) - set("0:."):
            raise Unreadable.because(
                f"must be a day without the time of another zone, got: {quote(text)}; type the day alone"
            )
        return plain[: time.start()]
    return plain


def _of_two_orders(first: int, second: int, year: int, day_first: bool, text: str) -> date:
    if first <= 12 and second <= 12 and first != second and not day_first:
        one, other = (f"{day} {_MONTHS[month - 1].capitalize()}" for day, month in ((first, second), (second, first)))
        remedy = (
            f"type {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02} (Excel: format cells, yyyy-mm-dd)"
        )
        raise Unreadable.because(f"may be {one} or {other} {year}, got: {quote(text)}; {remedy}")
    day, month = (second, first) if second > 12 else (first, second)
    return _day(year, month, day, text)


def _end_of_month(match: re.Match, ends_month: bool, text: str) -> date:
    name, named_year, iso_year, iso_month, month, year = match.groups()
    number = _NUMBERS[name] if name else int(iso_month or month)
    if not ends_month:
        raise Unreadable.because(f"must be a day, got the month {quote(text)}; type the day too, like 2025-06-30")
    if not 1 <= number <= 12:
        raise _no_day(text)
    in_full = _year(named_year or iso_year or year)
    return _day(in_full, number, calendar.monthrange(in_full, number)[1], text)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year <= _LATEST_OF_TWO_DIGITS else 1900 + year


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        if year in _YEARS:
            return date(year, month, day)
    except ValueError:
        pass
    raise NoSuchDay.because(
        f"must be a day that exists, of the years {_YEARS[0]} to {_YEARS[-1]}, got: {quote(text)}; correct it"
    )


def _no_day(text: str) -> Unreadable:
    return Unreadable.because(f"must be a day written like 2025-06-30 or 30/06/2025, got: {quote(text)}")
