"""Read a sentence of commentary beside the record: what it is about, and which of its values the record has."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cosmic.combining import Figure
from cosmic.definitions import Comparison
from cosmic.record import Record
from cosmic.units import Unit
from prosecheck.bounds import Bounds
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Role
from prosecheck.words import MONTHS, any_of, pattern
from reportbuilder.checks.level_pairs import Pair, find_pairs

_KINDS = {
    Unit.PERCENT: Kind.PERCENT,
    Unit.POINTS: Kind.POINTS,
    Unit.POUNDS: Kind.MONEY,
    Unit.THOUSANDS: Kind.MONEY,
    Unit.MILLIONS: Kind.MONEY,
    Unit.MEASURE: Kind.MEASURE,
    Unit.RATIO: Kind.RATIO,
} | dict.fromkeys([Unit.MINUTES, Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS], Kind.DURATION)
_POUNDS = {Unit.THOUSANDS: 1_000, Unit.MILLIONS: 1_000_000}
_EMPTY = frozenset(
    "percentage number total indicator that have been with from this the and who are were was within which their "
    "through under over more than all no initial including cumulative service services".split()
)
_MOST = 0.6  # of the words of an indicator's name
_FUTURE = pattern(
    r"\b",
    any_of(
        r"will would could should may might expect\w* forecast\w* project(?:ed|ion)\w* likely aim\w* hop(?:es?|ed|ing)",
        r"plan(?:s|ned)? if unless until anticipat\w* predict\w* going_forward by_(?:the_)?(?:end|march|20)",
        "(?<!pleased_)(?<!proud_)(?<!fail_)(?<!fails_)(?<!failed_)(?<!continue_)(?<!continues_)(?<!managed_)to_(?:be|get|bring|move|return|reach|achieve|meet|remain)",
    ),
    r"\b",
)
_ANOTHER = pattern(
    r"\b",
    any_of(
        r"national\w* england neighbours? regional\w* region average other_(?:authorit|council|counties)\w*",
        r"statistical benchmark\w* annual year-end end_of_year stretch interim provisional statutory_target month_of",
        rf"in_{any_of(*MONTHS)}",
    ),
    r"\b",
)
_EARLIER = pattern(
    r"\b",
    any_of(
        r"last_(?:year|quarter) previous\w* prior same_(?:period|quarter|time) ago 20\d\d (?:q|quarter_)[1-4] since",
        r"historic\w* earlier",
    ),
    r"\b",
)
_OWN = pattern(
    r"\b(?:this|the) (?:indicator|measure|kpi)\b",
    rf"(?! {any_of('shows is_calculated includes measures represents counts')})|",
    r"\bperformance ",
    any_of(
        r"is was has have had stands? stood now fell rose improved declined dropped in_(?:this|the)_quarter for at",
        r"this_quarter reached remain\w*",
    ),
    r"\b",
)
_LAST_QUARTER = pattern(rf"\b{any_of('last previous prior')} quarter\b|\bquarter before\b")
_LAST_YEAR = pattern(
    rf"\b{any_of('last previous prior')} year\b|\bsame {any_of('period quarter time')}\b|",
    rf"\byear {any_of('before ago earlier')}\b",
)


@dataclass(frozen=True)
class Statement:
    """A sentence about an indicator, beside the indicator's record and its current figure.

    What the sentence says is read when it is asked for, and then kept.
    """

    record: Record
    current: Figure
    passage: Passage

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the quantities of the sentence."""
        return self.passage.own.mentions

    @cached_property
    def pairs(self) -> list[Pair]:
        """Return the pairs of levels that the sentence compares."""
        return find_pairs(self.passage.own)

    @property
    def sentence(self) -> str:
        """Return the sentence as it is written."""
        return self.passage.own.text

    def as_written(self, start: int, end: int) -> str:
        """Return words of `text` with the numbers for their marks."""
        words = self.text[start:end]
        for one in self.mentions:
            if start <= one.at < end:
                words = words.replace(self.text[one.at : one.past], one.quantity.printed, 1)
        return words

    @property
    def text(self) -> str:
        """Return the sentence in lower case, with a mark for each quantity."""
        return self.passage.own.marked

    @property
    def kind(self) -> Kind:
        """Return the kind of quantity that the indicator's figures are."""
        return kind_of(self.record)

    @cached_property
    def is_about_future(self) -> bool:
        """Tell whether it is about what is hoped, planned or feared."""
        return bool(_FUTURE.search(self.text))

    @cached_property
    def is_own(self) -> bool:
        """Tell whether it is about the indicator itself: it says so, or uses most of the words of the name."""
        if _OWN.search(self.sentence):
            return True
        words, name = stems(self.sentence), stems(self.record.indicator.name)
        return len(name & words) >= max(2, _MOST * len(name))

    @cached_property
    def is_of_another(self) -> bool:
        """Tell whether it is about another place or another period than the indicator's."""
        return is_of_another(self.text)

    @cached_property
    def is_of_earlier(self) -> bool:
        """Tell whether it is about an earlier period, too."""
        return is_of_earlier(self.text)

    @cached_property
    def compares_alike(self) -> bool:
        """Tell whether it compares with the period that the indicator is compared with."""
        is_quarterly = self.record.indicator.compared_with is Comparison.PREVIOUS_QUARTER
        words = _LAST_QUARTER if is_quarterly else _LAST_YEAR
        return bool(words.search(self.text))

    @property
    def is_of_now(self) -> bool:
        """Tell whether it and the sentence before set no level against another, and it has the current figure alone."""
        before = [one for one in self.passage.near if one.line == self.passage.own.line - 1]
        pairs = [*self.pairs, *(pair for sentence in before for pair in find_pairs(sentence))]
        return self.has_current_alone and not any(pair.base.role is Role.LEVEL for pair in pairs)

    @cached_property
    def has_current_alone(self) -> bool:
        """Tell whether all of its levels that are held against none can be the current figure."""
        current, bases = bounds_of_figure(self.current.value, self.record), [pair.base for pair in self.pairs]
        levels = [one for one in self.mentions if one.role is Role.LEVEL and one not in bases]
        return all(one.quantity.bounds.meets(current) for one in levels if one.kind is self.kind)

    def is_in_record(self, bounds: Bounds) -> bool:
        """Tell whether the record has a figure, benchmark or target that these bounds can stand for."""
        figures = (*self.record.series, *self.record.benchmarks.values())
        values = [figure.value for figure in figures]
        if self.record.target:
            values += self.record.target.ends
        return any(bounds.overlaps(bounds_of_figure(value, self.record)) for value in values)


def bounds_of_figure(value: Decimal, record: Record) -> Bounds:
    """Return the bounds of what a figure can be before it is rounded to its decimals, as prose has it."""
    half = Decimal(5).scaleb(-record.indicator.decimals - 1)
    return Bounds(in_prose(value - half, record), in_prose(value + half, record))


def in_prose(value: Decimal, record: Record) -> Decimal:
    """Return a figure as prose has it: thousands and millions of pounds in pounds."""
    return value * _POUNDS.get(record.indicator.unit, 1)


def kind_of(record: Record) -> Kind:
    """Return the kind of quantity that prose has for figures in the indicator's unit."""
    return _KINDS.get(record.indicator.unit, Kind.COUNT)


def unit_of(record: Record) -> str:
    """Return the unit that prose has for the figures: `day`, `£`, `kg`; an empty text for counts and shares."""
    kind, indicator = kind_of(record), record.indicator
    if kind is Kind.DURATION:
        return str(indicator.unit).removesuffix("s")
    if kind is Kind.MEASURE:
        return (indicator.measured_in or "").lower().removesuffix("s")
    return "£" if kind is Kind.MONEY else ""


def is_of_another(words: str) -> bool:
    """Tell whether words name another place or another period than the indicator's."""
    return bool(_ANOTHER.search(words))


def is_of_earlier(words: str) -> bool:
    """Tell whether words name an earlier period."""
    return bool(_EARLIER.search(words))


def stems(text: str) -> set[str]:
    """Return the words of a text that carry meaning, each cut to five letters so that its forms are alike."""
    words = re.findall(r"[a-z]{3,}|\d+", text.lower())
    telling = [word for word in words if word not in _EMPTY]
    return {word if word.isdigit() else word[:5].rstrip("s") for word in telling}
