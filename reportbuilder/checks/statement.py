"""A sentence of commentary as the check against the record reads it: what it is about, and what the record knows."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cosmic.definitions import Comparison, Unit
from cosmic.record import Record
from prosecheck.bounds import Bounds
from prosecheck.pairs import Pair, pairs
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, readings
from prosecheck.words import MONTHS, any_of, pattern

_KINDS = {Unit.PERCENT: Kind.PERCENT, Unit.COUNT: Kind.COUNT}
_EMPTY = frozenset(
    "percentage number total indicator that have been with from this the and who are were was within which their "
    "through under over more than all no initial including cumulative service services".split()
)
_MOST = 0.6  # of the words of an indicator's name
_STILL_TO_COME = pattern(
    r"\b",
    any_of(
        r"will would could should may might expect\w* forecast\w* project(?:ed|ion)\w* likely aim\w* hop(?:es?|ed|ing)",
        r"plan(?:s|ned)? if unless until anticipat\w* predict\w* going_forward by_(?:the_)?(?:end|march|20)",
        "(?<!pleased_)(?<!proud_)to_(?:be|get|bring|move|return|reach|achieve|meet|remain)",
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
    """A sentence said of an indicator, beside the record of its figures; what it says is read when it is asked for."""

    record: Record
    passage: Passage

    @cached_property
    def roles(self) -> list[Reading]:
        """What each quantity is there for."""
        return readings(self.passage)

    @cached_property
    def pairs(self) -> list[Pair]:
        """The levels that are set against each other."""
        return pairs(self.passage, self.roles)

    @cached_property
    def text(self) -> str:
        """The sentence in lower case, a mark for each quantity."""
        return self.passage.text[self.passage.starts :].lower()

    @property
    def kind(self) -> Kind:
        """The kind of quantity that the indicator's figures are."""
        return _KINDS[self.record.indicator.unit]

    @cached_property
    def is_still_to_come(self) -> bool:
        """Whether it speaks of what is hoped, planned or feared."""
        return bool(_STILL_TO_COME.search(self.text))

    @cached_property
    def is_own(self) -> bool:
        """Whether it speaks of the indicator itself: it says so, or most of the words of its name."""
        said, name = _stems(self.passage.sentence), _stems(self.record.indicator.name)
        return bool(_OWN.search(self.passage.sentence)) or len(name & said) >= max(2, _MOST * len(name))

    @cached_property
    def is_of_another(self) -> bool:
        """Whether it speaks of another place or another period than the indicator's."""
        return is_of_another(self.text)

    @cached_property
    def is_of_earlier(self) -> bool:
        """Whether it speaks of an earlier period, too."""
        return is_of_earlier(self.text)

    @cached_property
    def compares_alike(self) -> bool:
        """Whether it compares with what the indicator is compared with."""
        is_quarterly = self.record.indicator.compared_with is Comparison.PREVIOUS_QUARTER
        return bool((_LAST_QUARTER if is_quarterly else _LAST_YEAR).search(self.text))

    def is_known(self, bounds: Bounds) -> bool:
        """Whether the record prints a value that these bounds can be."""
        record = self.record
        values = [held.value for held in (*record.series, *record.benchmarks.values())]
        values += [record.target.value] if record.target else []
        return any(bounds.meets(rounded(value, record)) for value in values)


def rounded(value: Decimal, record: Record) -> Bounds:
    """What a figure of the record can be, before it is rounded to the indicator's decimals."""
    half = Decimal(5).scaleb(-record.indicator.decimals - 1)
    return Bounds(value - half, value + half)


def is_of_another(words: str) -> bool:
    """Whether words name another place or another period than the indicator's."""
    return bool(_ANOTHER.search(words))


def is_of_earlier(words: str) -> bool:
    """Whether words name an earlier period."""
    return bool(_EARLIER.search(words))


def _stems(text: str) -> set[str]:
    words = [word for word in re.findall(r"[a-z]{3,}|\d+", text.lower()) if word not in _EMPTY]
    return {word if word.isdigit() else word[:5].rstrip("s") for word in words}
