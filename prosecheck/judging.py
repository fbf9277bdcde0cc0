"""Judge the claims of a passage: what explains a number makes it right; else the words say how sure its operands are.

The scores are logarithms of odds (`model`). A relation that gives the number explains it unless the words tie the
number so much more surely to other operands that the agreement is likelier to be chance.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from prosecheck.agreements import Agreements
from prosecheck.claims import Verdict
from prosecheck.kinds import KINDS, KINDS_OF_WORDS
from prosecheck.model import Scores
from prosecheck.passages import Mention, Passage
from prosecheck.relations import Candidate, Cue
from prosecheck.roles import Role

# From which score on the operands of a claim of each kind are sure: found on the part of the corpus for tuning.
SURE = {"change": 3.25, "share": 2.0, "total": 1.75, "average": 2.0, "restatement": 1.5}
SURE_OF_WORDS = 1.25  # the same of words, which are learnt apart from numbers
LIKELY_OF_WORDS = -0.25  # from here on words read as if they were said of numbers here
# From which score on a number of each kind reads as if it was worked out from those around it.
LIKELY = {"change": 1.25, "share": 0.75, "total": 0.0, "average": 0.25, "restatement": 0.5}
EXPLAINED = -2.0  # from here on an agreement is told as a claim that is right; below, it may be chance
_SURE_OPERANDS = -0.5  # from here on those that a right claim is made of are in no doubt themselves
_MOST = 16  # candidates of a claim that are weighed to the full, beside those that hold
_BEYOND_DOUBT = 6.0  # from here on what agrees is in no doubt, whatever else there is
_FAR = 12  # times: no slip makes a number so many times what its operands give, or so small a part of it
_CHANCE = 2.0  # by how much surer other operands have to be than those that agree
_CHANCE_OF_WORDS = 1.0  # the same of words
_NARROW = 1.0  # and by how much more for each e-fold that the bounds of an agreement are narrower than the number
_Scored = tuple[float, Candidate]


@dataclass(frozen=True)
class Judgement:
    """A claim with the verdict on it, the candidate that decides it, and all that were weighed, best first."""

    claim: Mention | Cue
    verdict: Verdict | None
    decisive: Candidate | None
    weighed: tuple[_Scored, ...]


@dataclass(frozen=True)
class _Weighed:
    """A claim with what may explain it: the best that does, and the best that does not, with their scores."""

    claim: Mention | Cue
    candidates: tuple[_Scored, ...]
    right: _Scored | None
    wrong: _Scored | None

    @property
    def is_explained(self) -> bool:
        """Tell whether what agrees is likelier to be meant than that it agrees by chance."""
        return bool(self.right and (not self.wrong or _strength(self.right) >= self.wrong[0]))


def judge(read: Iterable[Passage]) -> Iterator[tuple[Passage, Judgement]]:
    """Yield the passages of a text with a judgement for each number and each telling word of their own sentences.

    What is right is found first: a number that others are worked out from, and rightly so, is itself in no doubt.
    """
    claims = [(passage, [(one, _telling(all_of)) for one, all_of in claims_of(passage)]) for passage in read]
    agreements = Agreements(one for _, own in claims for one in own)
    weighed = [(passage, one) for passage, own in claims for one in _weigh(own, Scores(passage, agreements))]
    sure: set[object] = set()
    for _, one in weighed:
        if isinstance(one.claim, Mention) and one.right and one.is_explained and one.right[0] >= _SURE_OPERANDS:
            sure |= {*map(id, one.right[1].operands), _as_said(one.claim)}
    for passage, one in weighed:
        is_sure = id(one.claim) in sure or isinstance(one.claim, Mention) and _as_said(one.claim) in sure
        yield passage, _judge(one, is_sure)


def _as_said(claim: Mention) -> object:
    """Return what a number is, wherever it is said: a figure that is right once is in no doubt when said again."""
    return claim.quantity.dimension, claim.quantity.value


def claims_of(passage: Passage) -> Iterator[tuple[Mention | Cue, list[Candidate]]]:
    """Yield each claim of the passage's own sentence with all that can make it what it is, of every kind."""
    for mention in passage.own.mentions:
        yield mention, [one for kind in KINDS for one in kind.candidates(mention, passage)]
    for kind in KINDS_OF_WORDS:
        for cue in kind.find_cues(passage):
            yield cue, list(kind.judge_cue(cue, passage))


def _telling(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that can explain a claim or accuse it; a long list has many times as many others."""
    return [one for one in candidates if one.holds or one.accuses and _is_near(one)]


def _weigh(claims: Iterable[tuple[Mention | Cue, list[Candidate]]], scores: Scores) -> Iterator[_Weighed]:
    """Yield each claim with the candidates that can decide it, of which none accuse one that is plainly right."""
    for claim, candidates in claims:
        agreed = [(scores.score(one), one) for one in candidates if one.holds]
        right = max(agreed, key=_strength, default=None)
        is_beyond_doubt = right is not None and _strength(right) >= _BEYOND_DOUBT
        others = [one for one in candidates if not is_beyond_doubt and not one.holds]
        likely = sorted(others, key=scores.roughly, reverse=True)[:_MOST]
        accusing = sorted(((scores.score(one), one) for one in likely), key=itemgetter(0), reverse=True)
        weighed = sorted(agreed + accusing, key=itemgetter(0), reverse=True)
        yield _Weighed(claim, tuple(weighed), right, accusing[0] if accusing else None)


def _is_near(one: Candidate) -> bool:
    """Tell whether a number is of the size of what its operands make, or one off in its last place: 1% for 0.02%."""
    if one.due is None or not isinstance(one.claim, Mention):
        return True
    stated = one.claim.span
    last = stated.high - stated.low
    return one.due.low <= _FAR * stated.high + last and stated.low <= _FAR * one.due.high + last


def _judge(one: _Weighed, is_sure: bool) -> Judgement:
    """Return the judgement on a claim: what explains it is asked first, and for every kind of claim alike."""
    if one.is_explained and one.right:
        verdict = Verdict.RIGHT if one.right[0] >= EXPLAINED else None
        return Judgement(one.claim, verdict, one.right[1], one.candidates)
    is_target = isinstance(one.claim, Mention) and one.claim.role is Role.TARGET
    if is_sure or is_target or not one.wrong:
        return Judgement(one.claim, None, None, one.candidates)
    return Judgement(one.claim, _doubt(one, one.wrong), one.wrong[1], one.candidates)


def _doubt(one: _Weighed, wrong: _Scored) -> Verdict | None:
    """Return whether what does not agree makes a claim wrong or one to ask about; None where words leave it."""
    score, candidate = wrong
    is_number = isinstance(one.claim, Mention)
    if score >= (SURE[candidate.kind] if is_number else SURE_OF_WORDS):
        return Verdict.WRONG
    is_likely = _likelihood(one.candidates) >= LIKELY[candidate.kind] if is_number else score >= LIKELY_OF_WORDS
    return Verdict.UNEXPLAINED if is_likely else None


def _strength(right: _Scored) -> float:
    """Return how sure other operands have to be: more where the number would hardly agree by chance."""
    score, agreed = right
    return score + (_CHANCE - _NARROW * math.log(agreed.width) if agreed.due else _CHANCE_OF_WORDS)


def _likelihood(candidates: tuple[_Scored, ...]) -> float:
    """Return the logarithm of the odds that any of the candidates that accuse is meant."""
    return math.log(sum(math.exp(min(score, 30.0)) for score, one in candidates if one.accuses and not one.holds))
