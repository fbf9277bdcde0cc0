"""Find whether a number can be worked out from others, each a sum of the same unknowns, as a year is of its months."""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

Sum = Mapping[Hashable, int]


class Equations:
    """Sums whose values are known, each by its name, brought into a form in which each has an unknown of its own.

    Source: Gaussian elimination, in exact fractions.
    """

    def __init__(self, known: Iterable[tuple[str, Sum]]):
        self._rows: list[tuple[Hashable, dict[Hashable, Fraction], dict[str, Fraction]]] = []
        for name, terms in known:
            left, used = self._reduce(terms)
            if left:
                own = next(iter(left))
                scale = left[own]
                row = {term: factor / scale for term, factor in left.items()}
                made_of = {source: -factor / scale for source, factor in used.items()} | {name: 1 / scale}
                self._rows.append((own, row, made_of))

    def find(self, wanted: Sum) -> list[str] | None:
        """Return the names of the known sums from which another follows; None where it does not follow."""
        left, used = self._reduce(wanted)
        return None if left else list(used)

    def _reduce(self, terms: Sum) -> tuple[dict[Hashable, Fraction], dict[str, Fraction]]:
        """Return what is left of a sum when the known ones are taken off, and how much of each was."""
        left = {term: Fraction(factor) for term, factor in terms.items() if factor}
        used: dict[str, Fraction] = {}
        for own, row, made_of in self._rows:
            if factor := left.get(own):
                left = _less(left, row, factor)
                used = _less(used, made_of, -factor)
        return left, used


def _less(one: dict, other: Mapping, factor: Fraction) -> dict:
    """Return one sum less so many times another, without what is nought."""
    return {
        term: rest
        for term in dict.fromkeys([*one, *other])
        if (rest := one.get(term, Fraction(0)) - factor * other.get(term, Fraction(0)))
    }
