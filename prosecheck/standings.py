"""Judge claims of standing: above or below a target, an average or another number, told without a difference."""

from collections.abc import Iterator

from prosecheck import comparisons, ranges, tallies
from prosecheck.by_name import named_object
from prosecheck.claims import Claim
from prosecheck.held_against import level, only_level, reference
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.roles import Reading
from prosecheck.sides import Cue, cues
from prosecheck.targets import find_targets, named_before
from prosecheck.verdicts import stands, value
from prosecheck.words import any_of, pattern

NAME = "standing"
_SAME = pattern(
    rf"\b(?:remain\w*|stay\w*|is|was|were) {any_of('the_same unchanged level static')}\b|\bunchanged (?:at|from)\b"
)


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Yield a claim for each word on which side of a target, or of another number, a level stands."""
    said = sorted(cues(passage.text, passage.starts), key=lambda cue: cue.start)
    references = {cue.start: reference(passage, cue, readings) for cue in said}
    taken = {n for n in references.values() if n is not None} | {pair.base for pair in pairs}
    known = find_targets(passage, readings)
    taken |= set(known)
    for cue in said:
        yield from _claim(passage, readings, cue, references[cue.start], taken, known)
    yield from tallies.find(passage, readings, said)
    yield from comparisons.find(passage, readings)
    yield from ranges.find(passage, readings)
    if _SAME.search(passage.text, passage.starts):
        for pair in pairs:
            if max(pair.base, pair.now) >= passage.first:
                yield from _the_same(passage, pair)


def _claim(
    passage: Passage, readings: list[Reading], cue: Cue, number: int | None, taken: set[int], known: list[int]
) -> Iterator[Claim]:
    """Judge “Performance of 90% was above the target of 92%”; “met its target of 1,000, with 963 delivered”."""
    if tallies.is_of_several(passage, cue):
        return
    if number is not None:
        told = level(passage, cue, readings, number, taken)
    else:
        number = named_before(passage, cue, known)
        told = [] if number is None else only_level(passage, readings, number, taken)
    if not told:
        number, told = named_object(passage, cue, readings, taken) or (None, [])
    if number is None or not told:
        return
    is_exact = number in known
    other = passage.quantities[number]
    verdicts = [stands(passage, cue, passage.quantities[n], other, is_exact) for n in told]
    yield from _judge(passage, cue, told[0], number, True if True in verdicts else verdicts[0])


def _judge(passage: Passage, cue: Cue, told: int, number: int, verdict: bool | None) -> Iterator[Claim]:
    one, other = passage.quantities[told], passage.quantities[number]
    quote = passage.quote([told, number])
    if verdict:
        yield Claim(NAME, quote, True)
    elif verdict is not None:
        side = "below" if value(one) < value(other) else "above" if value(one) > value(other) else "equal to"
        yield Claim(NAME, quote, False, f"{one.printed} is {side} {other.printed}, not “{cue.word}”", side)


def _the_same(passage: Passage, pair: Pair) -> Iterator[Claim]:
    """Judge “unchanged at 11.2%, against 13.7%”."""
    one, other = passage.quantities[pair.now], passage.quantities[pair.base]
    if one.value != other.value:
        quote = passage.quote([pair.base, pair.now])
        yield Claim(NAME, quote, False, f"{one.printed} and {other.printed} are not the same", "a change")
