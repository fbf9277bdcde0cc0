"""Remember what agrees in a text: a list whose other shares are right is surely one of shares of the same whole.

A claim that is explained lends its ties to others: to one in the same place beside operands in the same places, to one
of the same whole, and to one of the very same operands (149 fewer than 1,577 tells of what 9.4% is).
"""

from collections.abc import Iterable, Iterator

from prosecheck.passages import Mention
from prosecheck.relations import Candidate, Cue

_NARROW = 0.1  # a claim of which agreement is no chance: it would agree within a tenth of itself at the most
_FAR = 12  # sentences or items


class Agreements:
    """The agreements of a text, by which a candidate can be told to be like one that holds."""

    def __init__(self, claims: Iterable[tuple[Mention | Cue, list[Candidate]]] = ()) -> None:
        self._known: dict[object, list[Mention | Cue]] = {}
        for claim, candidates in claims:
            for one in candidates:
                if one.holds and one.width <= _NARROW:
                    for _, key in _keys(one):
                        self._known.setdefault(key, []).append(claim)

    def ties(self, candidate: Candidate) -> Iterator[str]:
        """Yield the ways in which a candidate is like one of another claim that holds."""
        claim = candidate.claim
        for name, key in _keys(candidate):
            others = self._known.get(key, ())
            if any(
                (one.line, one.at) != (claim.line, claim.at) and abs(one.line - claim.line) <= _FAR for one in others
            ):
                yield f"agrees:{name}"


def _keys(candidate: Candidate) -> Iterator[tuple[str, object]]:
    claim, operands = candidate.claim, candidate.operands
    if isinstance(claim, Cue) or candidate.due is None:
        return
    ends = (operands[0], operands[-1])
    own = (candidate.relation, claim.kind)
    if len(operands) > 1:
        yield "in its place", (*own, *((one.line - claim.line, one.order - claim.order) for one in ends))
        yield "of the same", (*own, ends[0].line - claim.line, ends[0].order - claim.order, ends[1])
        yield "of the same operands", (candidate.kind, frozenset(operands))
