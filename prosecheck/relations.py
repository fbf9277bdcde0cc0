"""Hold a relation that can make one number of a passage out of others, and list the numbers that can be added."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from prosecheck.bounds import Bounds, exponent_of
from prosecheck.directions import Way
from prosecheck.layout import Form
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Role
from prosecheck.words import any_of

AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.MEASURE)
SHARES = (Kind.PERCENT, Kind.FRACTION)
_LONGEST_RUN = 16
_MOST_LISTED = 6  # numbers that are named in full
_NONE = Decimal(0)
_TO_BE = any_of(
    r"will would should could can might may(?!_(?:was|had|and|to)\b) must shall aim\w* expect\w* forecast\w* hop\w+",
    "if unless whether until likely needs? required",
)
_AHEAD = rf"\b{_TO_BE}\b[^,;‹]{{0,30}}$|(?<!continues )(?<!continue )(?<!managed )(?<!failed )(?<!fails )\bto $"
_NEAREST = 3  # numbers on each side of words that they can be about
_BESIDE, _FARTHEST = 10, 15  # numbers on each side of one that can be made of one of the first and one of the others


@dataclass(frozen=True, eq=False)
class Cue:
    """Words that say something of numbers, such as `rose` or `above`, in their sentence, and their sense."""

    word: str
    line: int
    at: int
    past: int
    left: str
    right: str
    sense: str


@dataclass(frozen=True, eq=False)
class Candidate:
    """A way in which other numbers can make a claim what it is.

    `due` is what they make it, None of words; `holds` tells whether it is so; `way` is which way they go, if any. One
    that does not accuse can explain a claim, and never makes it wrong. `chance` is how likely words hold by chance.
    """

    kind: str
    relation: str
    claim: Mention | Cue
    operands: tuple[Mention, ...]
    due: Bounds | None
    holds: bool
    way: Way = Way.UNSAID
    accuses: bool = True
    chance: float = 0.5

    @property
    def width(self) -> float:
        """Return how wide the bounds are within which the claim would agree, as a part of its value: 0.02 for 50%.

        Of words it is the chance that they hold of numbers that they are not about: a half for one that rose.
        """
        if self.due is None or not isinstance(self.claim, Mention):
            return self.chance
        stated = self.claim.span
        size = max(float(stated.high), 1e-9)
        exact = 10.0 ** exponent_of(self.claim.quantity.value) * self.claim.quantity.size
        width = float(stated.high - stated.low) + float(self.due.high - self.due.low)
        return min(1.0, max(width, exact, 1e-4 * size) / size)


def gives(
    kind: str,
    relation: str,
    claim: Mention,
    operands: Sequence[Mention],
    due: Bounds,
    way: Way = Way.UNSAID,
    zeros: int = 3,
    accuses: bool = True,
) -> Candidate:
    """Return the candidate for a number that its operands make `due`, in the unit of the number's dimension.

    A whole number with so many `zeros` at its end may be rounded. What goes another way than is said gives nothing.
    """
    is_against = bool(way and claim.reading.way) and way is not claim.reading.way
    holds = not is_against and claim.rounded(zeros).meets(due)
    return Candidate(kind, relation, claim, tuple(operands), due, holds, way, accuses)


def find_words(passage: Passage, patterns: Mapping[str, re.Pattern[str]], denied: str = "(?!)") -> Iterator[Cue]:
    """Yield the words of a passage's own sentence that match the pattern of a sense; none of a table or heading.

    They say how things are, not how they are to be, and do not stand after what is `denied`.
    """
    own, not_so = passage.own, re.compile(rf"{_AHEAD}|\b{denied}(?: be| have| \w+ly){{0,2}} $")
    for sense, words in patterns.items():
        for match in words.finditer(own.marked) if own.block.form in (Form.PARAGRAPH, Form.ITEM) else ():
            start, end = match.span()
            if not not_so.search(own.marked[:start]):
                yield Cue(match[0], own.line, start, end, own.marked[:start], own.marked[end:], sense)


def levels(passage: Passage) -> list[Mention]:
    """Return the numbers of a passage that can be set one against another: levels and targets."""
    if "levels" not in passage.cache:
        kinds, roles = (*AMOUNTS, Kind.PERCENT, Kind.RATIO), (Role.LEVEL, Role.TARGET)
        known = [one for one in passage.mentions if one.kind in kinds and one.role in roles]
        passage.cache["levels"] = [one for one in known if not one.quantity.sign]
    return passage.cache["levels"]


def near(cue: Mention | Cue, like: Sequence[Mention], many: int) -> Sequence[Mention]:
    """Return the nearest few numbers on each side of a claim, of numbers in order."""
    before = sum((one.line, one.at) < (cue.line, cue.at) for one in like)
    return like[max(0, before - many) : before + many]


def beside(claim: Mention, numbers: Sequence[Mention], many: int = _BESIDE) -> Sequence[Mention]:
    """Return the numbers from which one can be made, of a long list not all: else the work grows with its cube."""
    known = [one for one in numbers if one.is_from_outside]
    return [*known, *near(claim, numbers[len(known) :], many)]


def around(claim: Mention, numbers: Sequence[Mention]) -> Sequence[Mention]:
    """Return the numbers with which one of those `beside` a claim can make it."""
    return beside(claim, numbers, _FARTHEST)


def pairs(cue: Cue, passage: Passage) -> Iterator[tuple[Mention, Mention]]:
    """Yield each two like numbers near words, in either order, of which one is the nearest on its side."""
    known = levels(passage)
    for dimension in dict.fromkeys(one.quantity.dimension for one in known if one.line == cue.line):
        like = [one for one in known if one.quantity.dimension == dimension]
        nearest = near(cue, like, 1)
        for one, other in permutations(near(cue, like, _NEAREST), 2):
            if cue.line in (one.line, other.line) and (one in nearest or other in nearest):
                yield one, other


def first_after(cue: Cue, passage: Passage, start: int, like: Mention) -> Mention | None:
    """Return the first number like one that stands from a place on in the sentence of words."""
    known = (one for one in levels(passage) if one.line == cue.line and one.at >= start)
    return next((one for one in known if one.quantity.is_like(like.quantity)), None)


def stands_aside(cue: Cue, level: Mention, other: Mention, passage: Passage) -> bool:
    """Tell whether a level is an aside of the one that words are about: the 75 of “90 (15 and 75), up from 84”."""
    if not level.is_bracketed or other.is_bracketed or cue.left.rfind("(") > cue.left.rfind(")"):
        return False
    return any(one.line == cue.line and not one.is_bracketed and one is not other for one in passage.like(level))


def worth(level: Mention) -> Decimal:
    """Return what a number is printed as, in the unit of its dimension."""
    return level.quantity.value * level.quantity.size


def way_from(base: Mention, now: Mention) -> Way:
    """Return which way it went from one level to another."""
    if now.quantity.value == base.quantity.value:
        return Way.UNSAID
    return Way.UP if now.span.low + now.span.high > base.span.low + base.span.high else Way.DOWN


@lru_cache(maxsize=4096)
def spans(*operands: Mention) -> list[Bounds]:
    """Return the bounds of numbers; if all end in two noughts, as 14,400 and 13,000 do, they may be rounded."""
    are_round = all(one.quantity.value >= 1000 and one.kind is Kind.COUNT for one in operands)
    rounded = [one.rounded(2) for one in operands]
    if are_round and all(span.low < span.high for span in rounded):
        return rounded
    return [one.span for one in operands]


def percentage(part: Bounds, whole: Bounds) -> Bounds | None:
    """Return the share of a part in per cent; None of nothing."""
    if whole.low <= 0 or part.low < 0:
        return None
    return Bounds(100 * part.low / whole.high, 100 * part.high / whole.low)


@lru_cache(maxsize=4096)
def added(parts: tuple[Mention, ...]) -> Bounds:
    """Return the sum of numbers."""
    return Bounds(sum([part.span.low for part in parts], _NONE), sum([part.span.high for part in parts], _NONE))


def listed(numbers: Sequence[Mention]) -> str:
    """Name numbers as they are printed, of many the first two and the last: 12, 8 and 24."""
    printed = [one.quantity.printed for one in numbers]
    if len(printed) > _MOST_LISTED:
        printed = [*printed[:2], "…", printed[-1]]
    return " and ".join([", ".join(printed[:-1]), printed[-1]]) if len(printed) > 1 else printed[0]


def rows_of(lists: Iterable[Sequence[Mention]]) -> list[tuple[Mention, ...]]:
    """Return the lists of two or more numbers, each once."""
    return list(dict.fromkeys(tuple(row) for row in lists if len(row) > 1))


def firsts_of(like: Sequence[Mention]) -> list[Mention]:
    """Return the first number of each sentence or item."""
    return list({one.line: one for one in reversed(like)}.values())[::-1]


def lists(part: Mention, like: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Return the numbers that stand in a list with one: those of its sentence, of a column, all."""
    own = [one for one in like if one.line == part.line]
    open_ones = [one for one in own if one.is_bracketed is part.is_bracketed]
    column = [one for one in like if one.line != part.line and one.order == part.order]
    return rows_of((own, open_ones, column, like))


def runs(claim: Mention, like: Sequence[Mention], longest: int = _LONGEST_RUN) -> list[tuple[Mention, ...]]:
    """Return each run of two or more neighbours among the numbers like a claim.

    Neighbours are such with and without those in brackets, and among the first ones of each sentence or item.
    """
    levels = [one for one in like if one.role is claim.role]
    column = [one for one in like if one.form is claim.form is Form.ROW and one.order == claim.order]
    parted = ([one for one in levels if one.is_bracketed is is_aside] for is_aside in (False, True))
    return rows_of(
        row[start:end]
        for row in rows_of((column, levels, *parted, firsts_of(levels)))
        for start in range(len(row) - 1)
        for end in range(start + 2, min(len(row), start + longest) + 1)
    )
