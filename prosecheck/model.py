"""Score how surely the words tie a claim to its operands: a sum of what each tie is worth, as learnt by `train`."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from prosecheck import ties
from prosecheck.agreements import Agreements
from prosecheck.passages import Mention, Passage
from prosecheck.plain import is_plain
from prosecheck.relations import Candidate, Cue

_OUTRIGHT = 3.0  # what is said outright is as sure as that, whatever else is learnt
WEIGHTS = Path(__file__).with_name("weights.txt")
ANY, WORDS = "*", "words *"  # the weights that every relation of numbers has, and every one of words
Weights = dict[str, dict[str, float]]
_Part = tuple[Mention | Cue, Mention | None, int]


def groups(candidate: Candidate) -> tuple[str, str, str]:
    """Return the groups whose weights a candidate has: its relation's, those of all its kind, and those of all."""
    family = WORDS if isinstance(candidate.claim, Cue) else ANY
    return candidate.relation, f"{candidate.kind} {family}", family


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """Return the weights of the ties by group: a line has group, tie and weight, parted by tabs."""
    weights: Weights = {}
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            group, tie, weight = line.split("\t")
            weights.setdefault(group, {})[tie] = float(weight)
    return weights


@lru_cache(maxsize=64)
def _weights_of(own: tuple[str, ...]) -> dict[str, float]:
    """Return what each tie is worth to a relation: the sum of its weights in the groups that it belongs to."""
    tables = [read_weights().get(group, {}) for group in own]
    return {tie: sum(table.get(tie, 0.0) for table in tables) for table in tables for tie in table}


class Scores:
    """The scores of the candidates of one passage; what several of them share is worked out once."""

    def __init__(self, passage: Passage, agreements: Agreements) -> None:
        self._passage, self._agreements = passage, agreements
        self._known: dict[_Part, tuple[str, ...]] = {}
        self._sums: dict[tuple[str, _Part], float] = {}

    def score(self, candidate: Candidate) -> float:
        """Return the logarithm of the odds that the operands are those of the claim."""
        score = self.roughly(candidate) + _worth(candidate, self._of_all(candidate))
        return max(score, 0.0) + _OUTRIGHT if is_plain(candidate, self._passage) else score

    def roughly(self, candidate: Candidate) -> float:
        """Return the part of a score that the claim and each operand have by themselves."""
        score = 0.0
        for part in _parts(candidate):
            key = candidate.relation, part
            if key not in self._sums:
                self._sums[key] = _worth(candidate, self._of_part(part))
            score += self._sums[key]
        return score

    def ties(self, candidate: Candidate) -> list[str]:
        """Return the names of all ties of a candidate."""
        return [*(tie for part in _parts(candidate) for tie in self._of_part(part)), *self._of_all(candidate)]

    def weights(self, candidate: Candidate) -> list[tuple[str, float]]:
        """Return the ties of a candidate that count, with what each is worth to it."""
        worth = _weights_of(groups(candidate))
        return [(tie, worth[tie]) for tie in self.ties(candidate) if worth.get(tie)]

    def _of_part(self, part: _Part) -> tuple[str, ...]:
        if part not in self._known:
            claim, operand, place = part
            of_one = ties.of_operand(claim, operand, place, self._passage) if operand else ties.of_claim(claim)
            self._known[part] = tuple(of_one)
        return self._known[part]

    def _of_all(self, candidate: Candidate) -> Iterator[str]:
        yield from self._agreements.ties(candidate)
        yield from ties.of_both(candidate, self._passage)


def _parts(candidate: Candidate) -> list[_Part]:
    """Return the claim by itself, and with the first and the last of its operands."""
    claim, operands = candidate.claim, candidate.operands
    ends = [(claim, operands[0], 0), (claim, operands[-1], 1)]
    return [(claim, None, 0), *ends[: len(operands)]]


def _worth(candidate: Candidate, found: Iterable[str]) -> float:
    worth = _weights_of(groups(candidate))
    return sum(map(worth.get, found, repeat(0.0)))
