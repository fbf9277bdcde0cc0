"""Compare what a file prints with what it should: each difference is a finding with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportbuilder.findings import Finding, Rule, Severity
from reportbuilder.readback.blocks import is_same


@dataclass(frozen=True)
class Place:
    """A file, or a part of one, and the stem of the indicator that it is about (None for no one indicator)."""

    name: str
    stem: str | None = None

    def within(self, part: str, stem: str | None = None) -> "Place":
        """Return a part of this place."""
        return Place(f"{self.name}, {part}", stem or self.stem)

    def finding(self, fault: str, quote: str, expected: str) -> Finding:
        """Return an error here, with the words that the file prints and those that the record gives."""
        return Finding(
            rule=Rule.SURFACES,
            severity=Severity.ERROR,
            indicator=self.stem,
            place=self.name,
            message=f"{fault}: found “{quote}”, expected “{expected}”",
            quote=quote,
            expected=expected,
        )


class Difference(NamedTuple):
    """A part of a JSON file whose value is not the expected one."""

    part: str
    value: object
    expected: object


def missing_or_repeated(matches: Sequence, place: Place, quote: str, expected: str) -> list[Finding]:
    """Return an error unless there is exactly one match of what should be there once."""
    if len(matches) == 1:
        return []
    fault = f"appears {len(matches)} times, must appear once" if matches else "is missing"
    return [place.finding(fault, quote, expected)]


def different_cells(heads: Sequence[str], texts: Sequence[str], expected: Sequence[str], place: Place) -> list[Finding]:
    """Return an error for each cell of a row whose text is not the expected one, placed by its column's head."""
    if len(texts) != len(expected):
        return [place.finding(count_fault("cells", texts, expected), row(texts), row(expected))]
    return [
        place.within(head).finding("differs from the record", text, right)
        for head, text, right in zip(heads, texts, expected, strict=True)
        if not is_same(text, right)
    ]


def count_fault(kind: str, things: Sequence, expected: Sequence) -> str:
    """Return the fault of a table or a row whose number of parts is not the expected one."""
    return f"has too {'many' if len(things) > len(expected) else 'few'} {kind}"


def different_values(value: object, expected: object, part: str) -> Iterator[Difference]:
    """Find where two values of JSON differ, in the innermost parts that both have."""
    if isinstance(value, dict) and isinstance(expected, dict):
        if value.keys() != expected.keys():
            yield Difference(f"{part}, keys", list(value), list(expected))
        for key in (key for key in expected if key in value):
            yield from different_values(value[key], expected[key], f"{part}, {key}")
    elif value != expected:
        yield Difference(part, value, expected)


def row(texts: Iterable[str]) -> str:
    """Return the cells of a row, or other texts, on one line."""
    return " | ".join(texts)
