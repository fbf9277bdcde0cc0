"""Say why a text is judged as it is: what was weighed for each number and telling word, and what decided."""

from collections.abc import Iterator

from prosecheck.agreements import Agreements
from prosecheck.face import said_of
from prosecheck.judging import Judgement, claims_of, judge
from prosecheck.model import Scores
from prosecheck.passages import Mention, passages

_MOST = 6  # candidates that are shown, beside the one that decides
_TELLING = 8  # ties that are shown


def explain(text: str) -> Iterator[str]:
    """Yield lines that say, for each claim of a text, what can make it what it is, how surely, and the verdict."""
    read = list(passages(text))
    agreements = Agreements(claim for passage in read for claim in claims_of(passage))
    told = 0
    for passage, judgement in judge(read):
        if passage.own.line >= told:
            yield from (["", passage.own.text] if told else [passage.own.text])
            told = passage.own.line + 1
        yield from _of_claim(judgement, Scores(passage, agreements))


def _of_claim(judgement: Judgement, scores: Scores) -> Iterator[str]:
    claim = judgement.claim
    yield ""
    yield f"  {claim.quantity.printed if isinstance(claim, Mention) else claim.word}: {judgement.verdict or 'no claim'}"
    if not judgement.weighed:
        yield "    nothing here can give it"
        return
    decisive = judgement.decisive
    shown = [pair for n, pair in enumerate(judgement.weighed) if n < _MOST or pair[1] is decisive]
    width = max(len(one.relation) for _, one in shown)
    for score, one in shown:
        agrees = "agrees " if one.holds else "differs" if one.accuses else "cannot "
        yield f"  {'→' if one is decisive else ' '} {score:6.2f}  {agrees}  {one.relation:<{width}}  {said_of(one)}"
    if len(judgement.weighed) > len(shown):
        yield f"    and {len(judgement.weighed) - len(shown)} that are less likely"
    winner = decisive or judgement.weighed[0][1]
    weights = sorted(scores.weights(winner), key=lambda pair: -abs(pair[1]))
    yield f"    What tells most {'of the one that decides' if decisive else 'of the first'}:"
    yield from (f"    {weight:+6.2f}  {tie}" for tie, weight in weights[:_TELLING])
