"""Give the claims of a text with the verdicts on them, in words for the person who wrote it."""

import re
from functools import lru_cache

from prosecheck.claims import Claim, Verdict, is_cut_off, reckoned
from prosecheck.judging import Judgement, judge
from prosecheck.kinds import KINDS, changes, put, restatements
from prosecheck.passages import Known, Mention, Passage, passages
from prosecheck.quantities import Kind
from prosecheck.relations import SHARES, Candidate

_FAR = 3  # times: from here on a number is no slip for another
_VERBS = {"is": "be", "are": "be", "add up to": "add up to", "makes it": "make it", "leaves": "leave"}
_WOULD = re.compile(rf" ({'|'.join(_VERBS)}) ")


@lru_cache(maxsize=1024)  # while a page is written, most of it stays as it is
def check_text(text: str, record: tuple[Known, ...] = ()) -> tuple[Claim, ...]:
    """Return the claims of a text, in the order of its sentences.

    Any text can be read, and none raises an error. A sentence that is longer than `sizes` allows is passed over. The
    figures of a `record` can explain a number of the text, and never make one wrong.
    """
    judged = [(passage, one) for passage, one in judge(passages(text)) if one.verdict]
    if record:
        judged = [(passage, one) for passage, one in judged if not _is_explained_by(record, passage, one)]
    return tuple(_claim(passage, one.decisive, one.verdict) for passage, one in judged if one.verdict and one.decisive)


def _is_explained_by(record: tuple[Known, ...], passage: Passage, judgement: Judgement) -> bool:
    """Tell whether a number is what a figure of the record gives, alone or with another of it or of the sentence."""
    claim = judgement.claim
    if judgement.verdict is Verdict.RIGHT or not isinstance(claim, Mention):
        return False
    giving = [one for kind in KINDS for one in kind.candidates(claim, passage.beside(record)) if one.holds]
    return any(any(operand.is_from_outside for operand in one.operands) and len(one.operands) <= 2 for one in giving)


def _claim(passage: Passage, decisive: Candidate, verdict: Verdict) -> Claim:
    claim = decisive.claim
    quote, start = passage.quote([claim, *decisive.operands])
    expected = ""
    if verdict is not Verdict.RIGHT and isinstance(claim, Mention) and decisive.due:
        expected = reckoned(decisive.due, claim.quantity)
    message = _message(decisive, verdict, expected)
    return Claim(decisive.kind, verdict, quote, message, expected, passage.own.text, start)


def _message(decisive: Candidate, verdict: Verdict, expected: str) -> str:
    """Say in one sentence what is printed, what its own numbers give, and what slip it probably was."""
    claim = decisive.claim
    if not isinstance(claim, Mention):
        said = put(decisive, "")
        return said if verdict is Verdict.RIGHT else f"“{claim.word}” is printed, but {said}"
    printed = claim.quantity.printed
    if verdict is Verdict.RIGHT:
        return said_of(decisive)
    said = put(decisive, expected)
    if verdict is Verdict.UNEXPLAINED:
        would = said if decisive.kind == restatements.NAME else _WOULD.sub(_would, said, count=1)
        question = "of what is it?" if claim.kind in SHARES else "what is it from?"
        return f"no figure here gives {printed}: {question}{f' ({would})' if _is_near(decisive, claim) else ''}"
    if expected == printed or decisive.kind == restatements.NAME:
        return said  # what differs is the way it went or the hedge, of which it tells
    slip = _likely_slip(decisive, claim)
    return f"{printed} is printed, but {said}{': ' if slip else ''}{slip}"


def _is_near(candidate: Candidate, claim: Mention) -> bool:
    """Tell whether what the operands give is of the size of what is printed, so that it helps to name it."""
    due, stated = (bounds.low + bounds.high for bounds in (candidate.due or claim.span, claim.span))
    return due <= _FAR * stated and stated <= _FAR * due


def said_of(candidate: Candidate) -> str:
    """Say what the operands of a candidate give: of one that holds, as its claim is printed."""
    claim = candidate.claim
    if not isinstance(claim, Mention) or not candidate.due:
        return put(candidate, "")
    is_as_printed = candidate.holds and claim.kind is not Kind.FACTOR
    printed = f"{claim.quantity.hedge} {claim.quantity.printed}".strip()
    return put(candidate, printed if is_as_printed else reckoned(candidate.due, claim.quantity))


def _likely_slip(wrong: Candidate, claim: Mention) -> str:
    known = changes.likely_slip(wrong, claim) if wrong.kind == changes.NAME else ""
    return known or ("it was cut off, not rounded" if wrong.due and is_cut_off(claim.quantity, wrong.due) else "")


def _would(verb: re.Match[str]) -> str:
    return f" would {_VERBS[verb[1]]} "
