"""Lay prose out as the rules for claims see it: a sentence after the one before it, and its quantities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from prosecheck import sizes
from prosecheck.quantities import Quantity, read_quantities

MARK = re.compile(r"‹(\d+)›")
_ABBREVIATIONS = "e.g. i.e. vs. no. No. approx. St. Dr. Mr. Mrs. S.I. ca. cf.".split()
_ABBREVIATED = "".join(rf"(?<!\b{re.escape(word)})" for word in _ABBREVIATIONS)
_BREAK = re.compile(rf"(?:(?<=[!?])|{_ABBREVIATED}(?<=\.))[”\"’')]?\s+(?=[“\"‘'(]?[A-Z0-9£$€])")
_FRAGMENT = 4  # words
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Passage:
    """A sentence after the one before it: its words with a mark for each quantity, and the quantities.

    The number of a quantity is its position in `quantities`, and the `2` of its mark `‹2›`.
    """

    text: str
    quantities: tuple[Quantity, ...]
    starts: int  # in text
    first: int  # of the sentence's own quantities
    original: str
    sentence: str

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return where the mark of each quantity stands in the text, as start and end."""
        return [match.span() for match in MARK.finditer(self.text)]

    @property
    def own(self) -> range:
        """Return the numbers of the sentence's own quantities."""
        return range(self.first, len(self.quantities))

    def left(self, number: int) -> str:
        """Return the words before a quantity, in lower case, back to the start of its sentence."""
        end = self.spans[number][0]
        return self.text[self.starts if number >= self.first else 0 : end].lower()

    def right(self, number: int) -> str:
        """Return the words after a quantity, in lower case, to the end of its sentence."""
        start = self.spans[number][1]
        return self.text[start : None if number >= self.first else self.starts].lower()

    def between(self, one: int, other: int) -> str:
        """Return the words between two quantities, in lower case; their order does not matter."""
        one, other = sorted((one, other))
        return self.text[self.spans[one][1] : self.spans[other][0]].lower()

    def quote(self, numbers: list[int]) -> str:
        """Return the words of the report from the first to the last of these quantities."""
        quoted = [self.quantities[number] for number in numbers]
        start, end = min(q.start for q in quoted), max(q.end for q in quoted)
        is_in_brackets = self.original[end : end + 1] == ")"
        return self.original[start : end + is_in_brackets].strip(" ,;:–—-")


def passages(paragraph: str) -> Iterator[Passage]:
    """Yield a passage for each sentence of a paragraph: with the one before it, which for the first is empty.

    A sentence that is longer than `sizes` allows is passed over, and the next one is read as the first.
    """
    before = ""
    for sentence in sentences(paragraph):
        if sizes.too_much(sentence):
            before = ""
            continue
        earlier, known = read_quantities(before)
        own, new = read_quantities(sentence)
        shifted = [_shifted(quantity, len(before) + 1) for quantity in new]
        text = f"{earlier} {_renumbered(own, len(known))}"
        yield Passage(text, (*known, *shifted), len(earlier) + 1, len(known), f"{before} {sentence}", sentence)
        before = sentence


def squeezed(text: str) -> str:
    """Return the words with a plain space between any two."""
    return " ".join(text.split())


def sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences; a fragment such as “Last year: 9,871.” goes with the one before it, if that has numbers."""
    joined: list[str] = []
    length, has_numbers = 0, False
    for sentence in _BREAK.split(squeezed(paragraph)):
        is_fragment = len(sentence.split(None, _FRAGMENT)) <= _FRAGMENT
        if not (is_fragment and has_numbers and length + len(sentence) < sizes.LONGEST_SENTENCE):
            if joined:
                yield " ".join(joined)
            joined, length, has_numbers = [], 0, False
        joined.append(sentence)
        length += len(sentence) + 1
        has_numbers = has_numbers or bool(_DIGIT.search(sentence))
    yield " ".join(joined)


def _renumbered(text: str, by: int) -> str:
    return MARK.sub(lambda match: f"‹{int(match[1]) + by}›", text)


def _shifted(quantity: Quantity, by: int) -> Quantity:
    return replace(quantity, start=quantity.start + by, end=quantity.end + by)
