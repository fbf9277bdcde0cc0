"""Lay prose out as it is judged: a sentence with its quantities, among the sentences that these can be worked out from.

Of a paragraph these are the two before and the one after; of an item the words that lead up to the list, and its other
items; of the row of a table the rows around it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import Protocol

from prosecheck import sizes
from prosecheck.bounds import Bounds, exactly, exponent_of
from prosecheck.claims import reckoned
from prosecheck.layout import Block, Form, blocks, sentences
from prosecheck.nouns import find_topics
from prosecheck.periods import Period, read_period
from prosecheck.quantities import MARKS, Kind, Quantity, read_quantities
from prosecheck.roles import Reading, Role, read_roles

_BEFORE, _AFTER = 2, 1  # sentences of a paragraph that are read with one
_MOST_AROUND = 30  # numbers of a sentence and those that are read with it, unless it has more by itself
_FARTHEST = 40  # sentences or items from one to another that is read with it
_ELSEWHERE = -1000  # the line of what is known from elsewhere: far before any sentence
_MARK = re.compile(r"‹(\d+)›")
_PERCENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:()–—]|, |\b(?:and|but|while|whilst|whereas|compared|against|than|from|to)\b")


class Placed(Protocol):
    """A thing that has a place among the marked words of a sentence: a quantity or telling words."""

    @property
    def line(self) -> int:
        """Return the number of its sentence."""

    @property
    def at(self) -> int:
        """Return where it begins."""

    @property
    def past(self) -> int:
        """Return where it ends."""


@dataclass(frozen=True)
class Known:
    """A figure known from outside the text, which can explain a number there: 455 complaints last year, say."""

    value: Decimal
    kind: Kind = Kind.COUNT
    unit: str = ""
    name: str = ""


@dataclass(frozen=True, eq=False)
class Mention:
    """A quantity in its place: the words around it, what it is there for, and the period and things it is of.

    `left` and `right` are the words of its sentence before and after it in lower case, with a mark such as `‹%›` for
    each other quantity; `at` and `past` are where its own mark begins and ends. `line` counts the sentences of a text.
    """

    quantity: Quantity
    line: int
    order: int
    left: str
    right: str
    at: int
    past: int
    reading: Reading
    period: Period | None
    form: Form = Form.PARAGRAPH

    @cached_property
    def role(self) -> Role:
        """Return what it is there for."""
        return self.reading.role

    @cached_property
    def span(self) -> Bounds:
        """Return the bounds of its value, in the unit of its dimension."""
        return self.quantity.bounds.times(self.quantity.size)

    @cached_property
    def zeros(self) -> int:
        """Return how many zeros a whole number ends in; -1 of one whose bounds say how it is rounded."""
        is_exact = self.span.low == self.span.high and self.quantity.value
        return max(-1, exponent_of(self.quantity.value.normalize())) if is_exact else -1

    def rounded(self, zeros: int) -> Bounds:
        """Return the bounds of its value if a whole number that ends in so many zeros may be rounded to them."""
        if self.zeros < zeros:
            return self.span
        half = Decimal(5).scaleb(self.zeros - 1) * self.quantity.size
        return Bounds(self.span.low - half, self.span.high + half)

    @property
    def is_from_outside(self) -> bool:
        """Tell whether it is known from outside the text."""
        return self.line == _ELSEWHERE

    @cached_property
    def kind(self) -> Kind:
        """Return the kind of quantity."""
        return self.quantity.kind

    @cached_property
    def is_bracketed(self) -> bool:
        """Tell whether it stands in brackets."""
        return self.left.rfind("(") > self.left.rfind(")")

    @cached_property
    def topics(self) -> frozenset[str]:
        """Return the stems of the few words beside it that name what it is of."""
        before, after = _CLAUSE.split(self.left.rstrip(" ("))[-1], _CLAUSE.split(self.right.lstrip(" )"))[0]
        return find_topics(f"{before[-60:]} {after[:60]}")


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence as written and with marks in lower case, with its quantities; `line` counts those of a text."""

    text: str
    marked: str
    mentions: tuple[Mention, ...]
    line: int
    block: Block


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence to be judged, `own`, and the sentences `near` it in the order of the text, of which it is one."""

    own: Sentence
    near: tuple[Sentence, ...]
    known: tuple[Mention, ...] = ()
    cache: dict[object, list[Mention]] = field(default_factory=dict)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the quantities of all its sentences in order, after those that are known from elsewhere."""
        return (*self.known, *(mention for sentence in self.near for mention in sentence.mentions))

    @staticmethod
    def between(one: Mention, other: Mention) -> str:
        """Return the words between two quantities, in lower case; a `¶` stands where a sentence ends."""
        first, last = sorted((one, other), key=lambda mention: (mention.line, mention.order))
        if first.line == last.line:
            return first.right[: last.at - first.past]
        return f"{first.right} ¶ {last.left}"

    def like(self, mention: Mention) -> list[Mention]:
        """Return the other quantities that can be set against one, in order."""
        key = mention.quantity.dimension
        if key not in self.cache:
            self.cache[key] = [one for one in self.mentions if one.quantity.dimension == key]
        return [one for one in self.cache[key] if one is not mention]

    def quote(self, things: Sequence[Placed]) -> tuple[str, int]:
        """Return the words from the first to the last of things in its own sentence, and where they begin."""
        own = [one for one in things if one.line == self.own.line]
        start, end = self._place(min(one.at for one in own)), self._place(max(one.past for one in own))
        is_in_brackets = self.own.text[end : end + 1] == ")"
        words = self.own.text[start : end + is_in_brackets].strip(" ,;:–—-")
        return words, self.own.text.find(words, start)

    def beside(self, record: Sequence[Known]) -> "Passage":
        """Return the sentence alone, beside figures that are known from outside."""
        return Passage(self.own, (self.own,), tuple(_known(figure, n) for n, figure in enumerate(record)))

    def _place(self, marked: int) -> int:
        """Return the place in the words as written of a place among the marked ones."""
        before = [one for one in self.own.mentions if one.past <= marked]
        return marked + (before[-1].quantity.end - before[-1].past if before else 0)


def passages(text: str) -> Iterator[Passage]:
    """Yield a passage for each sentence of a text; one that is longer than `sizes` allows is passed over."""
    read = _read(text)
    for index, sentence in enumerate(read):
        yield Passage(sentence, _around(read, index))


def _known(figure: Known, order: int) -> Mention:
    """Return a figure from outside as a quantity after its name, exactly as it is."""
    bare = Quantity(figure.value, exactly(figure.value), figure.kind, figure.unit, "", 0, 0)
    printed = reckoned(bare.bounds.times(bare.size), bare)
    quantity, name = replace(bare, printed=printed), f"{figure.name} ".lower()
    return Mention(quantity, _ELSEWHERE, order, name, "", len(name), len(name) + 3, Reading(Role.LEVEL), None)


def _read(text: str) -> list[Sentence]:
    read: list[Sentence] = []
    head = ""
    for block in blocks(text):
        is_row = block.form is Form.ROW
        if is_row and (not read or read[-1].block.group != block.group):
            head = block.text
        for sentence in [block.text] if is_row else sentences(block.text):
            if sentence and not sizes.too_much(sentence):
                read.append(read_sentence(sentence, len(read), block, head if is_row else ""))
    return read


def _around(read: list[Sentence], index: int) -> tuple[Sentence, ...]:
    """Return the sentences that are read with one, of which no more are taken than hold so many numbers."""
    near = range(max(0, index - _FARTHEST), min(len(read), index + _FARTHEST + 1))
    wanted = [n for n in near if n != index and _belongs(read, n, index)]
    nearest = sorted(wanted, key=lambda n: (abs(n - index), n))
    many = accumulate((len(read[n].mentions) for n in nearest), initial=len(read[index].mentions))
    taken = [n for n, so_many in zip(nearest, islice(many, 1, None), strict=True) if so_many <= _MOST_AROUND]
    return tuple(read[n] for n in sorted([index, *taken]))


def _belongs(read: list[Sentence], n: int, index: int) -> bool:
    own, other = read[index].block, read[n].block
    if Form.HEADING in (own.form, other.form) or abs(own.group - other.group) > 1:
        return False
    if own.group == other.group:
        return own.form is not Form.PARAGRAPH or -_BEFORE <= n - index <= _AFTER
    later = max(own.group, other.group)
    edge = next(m for m in range(min(n, index), max(n, index) + 1) if read[m].block.group == later)
    outer = index if own.form is Form.PARAGRAPH else n  # of the words around a list and one of its items
    return -_BEFORE <= outer - edge < _AFTER


@lru_cache(maxsize=4096)
def read_sentence(text: str, line: int, block: Block, head: str = "") -> Sentence:
    """Return a sentence with its quantities in their places; of a table's row by the words that head its columns."""
    numbered, quantities = read_quantities(text)
    quantities = tuple(_as_headed(quantity, text, head) for quantity in quantities)
    marked = _MARK.sub(lambda match: f"‹{MARKS[quantities[int(match[1])].kind]}›", numbered).lower()
    places = [match.span() for match in re.finditer("‹.›", marked)][: len(quantities)]
    sides = [(marked[:start], marked[end:]) for start, end in places]
    readings = read_roles(quantities, sides)
    mentions = tuple(
        Mention(quantity, line, n, *sides[n], *places[n], readings[n], read_period(text, quantities, n), block.form)
        for n, quantity in enumerate(quantities)
    )
    return Sentence(text, marked, mentions, line, block)


def _as_headed(quantity: Quantity, row: str, head: str) -> Quantity:
    """Return a bare number as the percentage that the head of its column says it is."""
    columns, number = head.split("|"), row.count("|", 0, quantity.start)
    is_percent = number < len(columns) and _PERCENT.search(columns[number])
    return quantity.in_unit(Kind.PERCENT) if is_percent and quantity.kind is Kind.COUNT else quantity
