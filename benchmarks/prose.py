"""How well wrong claims in prose are found: the test part of prosecheck's corpus, one thing altered at a time.

A right passage is read as it is, which tells the false alarms; then with each of its marks altered, which tells what is
found; then those that were found again in other words, which tells what neutral rewording keeps.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt

from slips import slip

from prosecheck import Verdict, check_text
from prosecheck.layout import blocks, sentences
from prosecheck.rewordings import reword
from prosecheck.sources import Extract, Mark, read_part

SEED = 5
_KINDS = {"direction": "change"}  # a word of direction is a claim of change


@dataclass
class Score:
    """What was altered and what of it was found, by kind; and the alarms in right sentences."""

    altered: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)
    reworded: int = 0
    kept: int = 0
    sentences: int = 0
    false_wrong: int = 0
    false_either: int = 0


def measure(part: str = "test") -> Score:
    """Return what is found in a part of the corpus."""
    score, chance = Score(), random.Random(SEED)
    for extract in read_part(part):
        before = _alarms(extract.text)
        score.sentences += _count_sentences(extract.text)
        score.false_wrong += before[Verdict.WRONG]
        score.false_either += before.total()
        for mark in extract.marks:
            _alter(score, extract, mark, before, chance)
    return score


def table(score: Score) -> Iterator[str]:
    """Yield the lines of a table of a score, each share with its 95 % interval (Wilson)."""
    yield "| kind | altered | found as wrong | as wrong or unexplained |\n|---|---|---|---|"
    for kind, many in [*score.altered.items(), ("all", score.altered.total())]:
        found = [counts.total() if kind == "all" else counts[kind] for counts in (score.wrong, score.either)]
        yield f"| {kind} | {many} | {_share(found[0], many)} | {_share(found[1], many)} |"
    yield ""
    for name, many in (("wrong", score.false_wrong), ("wrong or unexplained", score.false_either)):
        yield f"False alarms, {name}: {_share(many, score.sentences)} of {score.sentences} right sentences."
    yield f"Neutral rewording keeps {_share(score.kept, score.reworded)} of {score.reworded} that were found as wrong."


def published() -> str:
    """Tell how many of the published passages with an error are told as wrong, or at least asked about."""
    alarms = [_alarms(extract.text.partition("\nRight:")[0]) for extract in read_part("published-errors")]
    wrong, either = (sum(bool(one[Verdict.WRONG]) for one in alarms), sum(bool(one) for one in alarms))
    found, asked = _share(wrong, len(alarms)), _share(either, len(alarms))
    return f"Published passages with an error: {found} told as wrong, {asked} wrong or unexplained, of {len(alarms)}."


def _alter(score: Score, extract: Extract, mark: Mark, before: Counter[Verdict], chance: random.Random) -> None:
    """Count whether one altered number is found, and whether it still is in other words."""
    wrong = slip(extract.text[mark.start : mark.end], chance, is_change=mark.kind == "change")
    if wrong is None:
        return
    kind = _KINDS.get(mark.kind, mark.kind)
    altered = extract.text[: mark.start] + wrong + extract.text[mark.end :]
    alarms = _alarms(altered)
    score.altered[kind] += 1
    score.either[kind] += alarms.total() > before.total() or alarms[Verdict.WRONG] > before[Verdict.WRONG]
    if alarms[Verdict.WRONG] > before[Verdict.WRONG]:
        score.wrong[kind] += 1
        reworded = reword(altered, chance)
        if reworded != altered:
            score.reworded += 1
            score.kept += _alarms(reworded)[Verdict.WRONG] > before[Verdict.WRONG]


def _alarms(text: str) -> Counter[Verdict]:
    return Counter(claim.verdict for claim in check_text(text) if claim.verdict is not Verdict.RIGHT)


def _count_sentences(text: str) -> int:
    """Return how many sentences, items and rows have a figure."""
    return sum(any(sign.isdigit() for sign in one) for block in blocks(text) for one in sentences(block.text))


def _share(some: int, of: int) -> str:
    """Return a share in per cent with its interval: `62 % (56 to 68)`."""
    if not of:
        return "none"
    share, z = some / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{100 * share:.1f} % ({100 * max(0, middle - half):.1f} to {100 * min(1, middle + half):.1f})"
