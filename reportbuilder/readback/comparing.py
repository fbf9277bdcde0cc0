"""What a surface says, set against what it should: each difference a finding with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportbuilder.findings import Finding, Rule, Severity
from reportbuilder.readback.blocks import same


@dataclass(frozen=True)
class Place:
    """A file, or a part of one, and the stem of the indicator that it is of."""

    name: str
    stem: str | None = None

    def within(self, part: str, stem: str | None = None) -> "Place":
        """A part of this place."""
        return Place(f"{self.name}, {part}", stem or self.stem)

    def finding(self, message: str, quote: str, expected: str) -> Finding:
        """An error here, with the words that were found and those that the record gives."""
        told = f"{message}: found “{quote}”, expected “{expected}”"
        return Finding(Rule.SURFACES, Severity.ERROR, self.stem, self.name, told, quote, expected)


def once(found: Sequence, place: Place, quote: str, expected: str) -> list[Finding]:
    """An error unless exactly one was found of what should be there once."""
    if len(found) == 1:
        return []
    return [place.finding(f"is there {len(found)} times" if found else "is missing", quote, expected)]


def cells(heads: Sequence[str], found: Sequence[str], expected: Sequence[str], place: Place) -> list[Finding]:
    """Every cell of a row that says otherwise than it should, under the head of its column."""
    if len(found) != len(expected):
        return [place.finding("has lost or gained a cell", row(found), row(expected))]
    return [
        place.within(head).finding("differs from the record", cell, right)
        for head, cell, right in zip(heads, found, expected, strict=True)
        if not same(cell, right)
    ]


def values(found: object, expected: object, part: str) -> Iterator[tuple[str, object, object]]:
    """Where two values of JSON differ, as far down as they are alike: the part, what it is, what it should be."""
    if isinstance(found, dict) and isinstance(expected, dict):
        if found.keys() != expected.keys():
            yield f"{part}, keys", list(found), list(expected)
        for key in (key for key in expected if key in found):
            yield from values(found[key], expected[key], f"{part}, {key}")
    elif found != expected:
        yield part, found, expected


def row(texts: Iterable[str]) -> str:
    """The cells of a row, or other things side by side, on one line."""
    return " | ".join(texts)
