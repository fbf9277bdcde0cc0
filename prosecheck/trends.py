"""Judge claims of a steady course: “risen in every quarter (310, 342 and 338)”."""

import re
from collections.abc import Iterator

from prosecheck.claims import Claim
from prosecheck.directions import Way, way_of
from prosecheck.passages import Passage
from prosecheck.roles import Reading, Role
from prosecheck.words import any_of, pattern

NAME = "ranking"
_TIMES = any_of("quarter month year week term day")
_STEADY = pattern(
    rf"\b(?:every|each)(?: \w+)? {_TIMES}\b|\b(?P<unit>{_TIMES})[- ](?:on|after|by)[- ](?P=unit)\b|\b",
    any_of(
        r"steadily consistently continuously without_exception successive consecutive continu\w+_to straight",
        r"been_\w+ing keeps?_\w+ing on_the_(?:rise|increase|decline|up|way_(?:up|down)) (?:up|down)ward trend",
    ),
    r"\b",
)
_NOT_STEADY = pattern(
    r"\b",
    any_of(
        "but before having previous previously earlier compared against except apart_from other_than",
        "until although though not then average overall almost nearly",
    ),
    r"\b",
)
_NEXT = pattern(r"^\)?[^‹.;()]{0,30}(?:,|;|→|\band\b|\bto\b|\bthen\b|\()[^‹.;()]{0,25}$")
_BY = pattern(r"\bby(?: (?:about|around|some))? ?$")
_PERIOD = re.compile(r"\bq([1-4])\b|\b((?:19|20)\d\d)\b", re.IGNORECASE)
_FEWEST = 3


def find(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """Yield a claim for a course that a sentence calls steady, judged by the numbers in a row that it gives."""
    text = passage.text[passage.starts :].lower()
    steady = _STEADY.search(text)
    if not steady or _NOT_STEADY.search(text):
        return
    run = _run(passage, readings)
    way = _way(text)
    if len(run) < _FEWEST or not way or _BY.search(passage.left(run[0])):
        return
    values = [passage.quantities[n].value for n in _in_time(passage, run)]
    steps = [later - earlier for earlier, later in zip(values, values[1:], strict=False)]
    against = min(steps) if way is Way.UP else -max(steps)
    quote = passage.quote(run)
    if against < 0:
        course = ", ".join(passage.quantities[n].printed for n in run)
        word = "rise" if way is Way.UP else "fall"
        yield Claim(NAME, quote, False, f"{course} is not a steady {word}", "another course")
    elif against > 0:
        yield Claim(NAME, quote, True)


def _way(text: str) -> Way:
    """Return the way that all the words of change in the sentence say; unsaid where they differ."""
    words = re.findall(r"\bgone (?:up|down)\b|[a-z]+", text)
    ways = {way_of(word.removeprefix("gone ")) for word in words if word not in _NO_WAYS} - {Way.UNSAID}
    return ways.pop() if len(ways) == 1 else Way.UNSAID


_NO_WAYS = set("more less above below over short cut extra lost saving".split())


def _run(passage: Passage, readings: list[Reading]) -> list[int]:
    """Return the only row of like numbers in the sentence; none where there are several."""
    runs: list[list[int]] = [[]]
    for n in (n for n in passage.own if readings[n].role is not Role.TARGET and not passage.quantities[n].sign):
        last = runs[-1][-1] if runs[-1] else None
        is_next = last == n - 1 and passage.quantities[n].is_like(passage.quantities[last])
        if last is not None and not (is_next and _NEXT.match(passage.between(last, n))):
            runs.append([])
        runs[-1].append(n)
    several = [run for run in runs if len(run) >= _FEWEST]
    return several[0] if len(several) == 1 else []


def _in_time(passage: Passage, run: list[int]) -> list[int]:
    """Return the row in the order of time, where its periods are told backwards."""
    quantities = passage.quantities
    words = passage.original[max(0, quantities[run[0]].start - 12) : quantities[run[-1]].end + 25]
    named = [int("".join(groups)) for groups in _PERIOD.findall(words)]
    is_backwards = len(named) > 1 and all(one > other for one, other in zip(named, named[1:], strict=False))
    return run[::-1] if is_backwards else run
