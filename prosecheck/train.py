"""Learn what each tie is worth from right prose: `python -m prosecheck.train` writes weights.txt anew.

No operand is annotated. Where the numbers around a number give it, the relation that does is taken to be the one that
is meant, and the more so the better the words agree with what was learnt so far; an agreement can also be chance. Where
none give it, none is meant. Words such as `rose` hold of half of all pairs of numbers: of these the marks of the corpus
tell which are claims, though not of what. How far a candidate is from its number is looked at as if the number had been
mistyped, since right prose has no near misses. It needs numpy; reading prose does not.
"""

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat

import numpy as np

from prosecheck.agreements import Agreements
from prosecheck.judging import claims_of
from prosecheck.model import WEIGHTS, Scores, Weights, groups
from prosecheck.passages import Mention, passages
from prosecheck.relations import Cue
from prosecheck.rewordings import reword
from prosecheck.sources import Extract, read_part

SEED = 17
_ROUNDS, _STEPS = (6, 4), 40  # of numbers and of words
_DRAWS = 2  # how often each text is learnt from, each time mistyped in another way
_MOST_WRONG = 30  # candidates of a claim that do not hold and are learnt from
_SHRINK = (8.0, 2.0)  # the log odds that a tie has to win on all claims together to be kept, of numbers and of words
_REFITS, _RELAXED = (4, 0), 0.6  # of numbers and of words: what little there is of words is kept small
_FEWEST = 8  # claims that have a tie
_SLIP = 0.7  # how far a mistyped number is from the right one: the deviation of the logarithm of their ratio
_LEAST = 0.05  # weight that is kept
_CHANCE = 1.0  # how likely it is that a number is among those that agree with one by chance, for each of its widths
_OF_MARKED, _OF_OTHERS = 0.02, 2.5  # the same of words that the corpus marks as settled by numbers, and of others
_HEAD = """\
# What each tie between a claim and its operands is worth, as `python -m prosecheck.train` learnt it.
# relation	tie	weight
"""


@dataclass(frozen=True)
class _Example:
    """A candidate of a claim: its ties, whether it holds, and how many like it it stands for."""

    claim: int
    names: tuple[str, ...]
    holds: bool
    stands_for: float
    width: float
    chance: float = _CHANCE


def main() -> None:
    """Learn the weights from the part of the corpus for training, and write them."""
    write(learn(read_part("train")))


def write(weights: Weights) -> None:
    """Write the weights, sorted, one to a line."""
    lines = [f"{relation}\t{tie}\t{own[tie]:.2f}\n" for relation, own in sorted(weights.items()) for tie in sorted(own)]
    WEIGHTS.write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")


def learn(extracts: Iterable[Extract]) -> Weights:
    """Return the weights that right prose teaches; a tie that tells little gets none."""
    examples: tuple[list[_Example], list[_Example]] = ([], [])
    for is_of_words, example in _examples(extracts, random.Random(SEED)):
        examples[is_of_words].append(example)
    learnt: Weights = {}
    for own, rounds, shrink, refits in zip(examples, _ROUNDS, _SHRINK, _REFITS, strict=True):
        for name, weight in _weights(own, rounds, shrink, refits) if own else ():
            if abs(weight) >= _LEAST:
                group, _, tie = name.partition("\t")
                learnt.setdefault(group, {})[tie] = round(weight, 2)
    return learnt


def _weights(examples: list[_Example], rounds: int, shrink: float, refits: int) -> Iterator[tuple[str, float]]:
    """Yield what each tie is worth: those are chosen that tell most, then these are weighed anew by themselves."""
    names, table = _as_table(examples)
    weights = np.zeros(len(names))
    for _ in range(rounds):
        weights = _fit(table, table.goals(weights), weights, shrink)
    chosen = weights != 0
    for _ in range(refits):
        weights = _fit(table, table.goals(weights), weights, _RELAXED, chosen)
    yield from zip(names, map(float, weights), strict=True)


def _examples(extracts: Iterable[Extract], chance: random.Random) -> Iterator[tuple[bool, _Example]]:
    number = 0
    for extract, text in _texts(extracts, chance):
        marked = {extract.text[mark.start : mark.end].lower() for mark in extract.marks}
        claims = [(passage, list(claims_of(passage))) for passage in passages(text)]
        agreements = Agreements(one for _, own in claims for one in own)
        for passage, own in claims:
            scores = Scores(passage, agreements)
            for claim, candidates in own:
                if isinstance(claim, Cue) and (text != extract.text or not marked):
                    continue  # of words only those that are marked are claims
                right, wrong = ([one for one in candidates if one.holds is holds] for holds in (True, False))
                kept = chance.sample(wrong, min(len(wrong), _MOST_WRONG))
                mistyped = _mistyped(claim, chance)
                chances = _chances(claim, marked)
                for one in right + kept:
                    found = scores.ties(replace(one, claim=mistyped) if mistyped else one)
                    names = (f"{group}\t{tie}" for tie in found for group in groups(one))
                    many = 1.0 if one.holds else len(wrong) / len(kept)
                    example = _Example(number, tuple(names), one.holds, many, one.width, chances)
                    yield isinstance(claim, Cue), example
                number += 1


def _texts(extracts: Iterable[Extract], chance: random.Random) -> Iterator[tuple[Extract, str]]:
    """Yield each passage as it is, and in other words, so that how a thing is said tells less than that it is said."""
    for extract in extracts:
        for text in dict.fromkeys((extract.text, reword(extract.text, chance))):
            yield from repeat((extract, text), _DRAWS)


def _chances(claim: Mention | Cue, marked: set[str]) -> float:
    if isinstance(claim, Mention):
        return _CHANCE
    return _OF_MARKED if any(claim.word in one for one in marked) else _OF_OTHERS


def _mistyped(claim: Mention | Cue, chance: random.Random) -> Mention | None:
    """Return a number in its place as if it had been mistyped; None of words."""
    if isinstance(claim, Cue):
        return None
    times = Decimal(round(math.exp(chance.gauss(0, _SLIP)), 3))
    quantity = claim.quantity
    return replace(claim, quantity=replace(quantity, value=quantity.value * times, bounds=quantity.bounds.times(times)))


@dataclass(frozen=True)
class _Table:
    """The ties of each candidate by their numbers, one candidate after the other; and what each candidate is."""

    ties: np.ndarray
    lengths: np.ndarray
    claims: np.ndarray
    holds: np.ndarray
    stands_for: np.ndarray
    width: np.ndarray
    chance: np.ndarray
    steps: np.ndarray

    def likely(self, weights: np.ndarray) -> np.ndarray:
        """Return how likely each candidate is the one that is meant, against the others of its claim and none."""
        odds = self.stands_for * np.exp(np.minimum(self._scores(weights), 30))
        return odds / (1 + np.bincount(self.claims, odds)[self.claims])

    def goals(self, weights: np.ndarray) -> np.ndarray:
        """Return how surely each is the one that is meant: those of a claim that hold share what is sure."""
        odds = np.where(self.holds, np.exp(np.minimum(self._scores(weights), 30)) / self.width, 0)
        return odds / (self.chance + np.bincount(self.claims, odds)[self.claims])

    def gradient(self, errors: np.ndarray) -> np.ndarray:
        """Return for each tie the sum of the errors of the candidates that have it."""
        return np.bincount(self.ties, np.repeat(errors, self.lengths), len(self.steps))

    def _scores(self, weights: np.ndarray) -> np.ndarray:
        return np.add.reduceat(weights[self.ties], np.cumsum(self.lengths) - self.lengths)


def _as_table(examples: list[_Example]) -> tuple[list[str], _Table]:
    """Return the ties that are common enough to be learnt from, and which candidates have them."""
    claims: dict[str, set[int]] = {}
    for one in examples:
        for name in one.names:
            claims.setdefault(name, set()).add(one.claim)
    names = sorted(name for name, told in claims.items() if len(told) >= _FEWEST)
    numbers = {name: n for n, name in enumerate(names)}
    rows = [[numbers[name] for name in one.names if name in numbers] for one in examples]
    lengths = np.array([len(row) for row in rows])
    known = np.array([len(claims[name]) for name in names])
    table = _Table(
        np.concatenate(rows).astype(int),
        lengths,
        np.array([one.claim for one in examples]),
        np.array([one.holds for one in examples]),
        np.array([one.stands_for for one in examples]),
        np.array([one.width for one in examples]),
        np.array([one.chance for one in examples]),
        1 / (0.5 * lengths.max() * known),  # short enough for each tie by itself
    )
    return names, table


def _fit(
    table: _Table, goals: np.ndarray, weights: np.ndarray, shrink: float, chosen: np.ndarray | float = 1.0
) -> np.ndarray:
    """Return the weights that come nearest to the goals, each drawn towards nothing (accelerated proximal steps).

    Those that are not `chosen` stay nothing.
    """
    momentum, ahead = 1.0, weights.copy()
    for _ in range(_STEPS):
        moved = ahead + table.steps * table.gradient(goals - table.likely(ahead))
        shrunk = np.sign(moved) * np.maximum(np.abs(moved) - table.steps * shrink, 0) * chosen
        grown = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        ahead = shrunk + (momentum - 1) / grown * (shrunk - weights)
        weights, momentum = shrunk, grown
    return weights


if __name__ == "__main__":
    main()
