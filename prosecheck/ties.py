"""Name the ties between a claim and the numbers that may make it what it is: words, order and distance in the text.

Each tie is a short name, such as `left:OF` or `operand 1 after:FROM`. Words are looked at by their classes, so that
what is learnt of one holds of all: `compared with` and `against` are VERSUS both. What a tie is worth is learnt
(`train`). Whether the numbers fit is not looked at, but how far they are from it by their size.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from prosecheck.bounds import Bounds
from prosecheck.directions import Way, way_of
from prosecheck.layout import Form
from prosecheck.nouns import find_topics
from prosecheck.passages import Mention, Passage
from prosecheck.relations import Candidate, Cue
from prosecheck.words import MONTHS

_CLASSES = {
    "OF": "of", "OUT": "out", "FROM": "from", "TO": "to", "THAN": "than", "BY": "by", "WITH": "with", "AND": "and",
    "IN": "in at for on among across within during over since", "OR": "or i.e namely", "PER": "per every", "A": "a an",
    "IS": "is was were are be been being stood stands had has have became reached totalled numbered came comes",
    "VERSUS": "compared compares against versus vs comparison",
    "EQUALS": "equates equating equivalent equal representing represents represented meaning means giving gives making "
    "made makes accounting accounts accounted constituting leaving leaves being amounting works equals",
    "SHARE": "proportion share percentage rate ratio fraction majority",
    "AVERAGE": "average averaged averages averaging mean median typical typically", "EACH": "each apiece respectively",
    "TOTAL": "total totals totalling altogether all combined together overall sum both whole between grand",
    "REST": "remaining remainder rest other others balance", "PARTS": "comprising consisting including plus follows",
    "GAP": "difference gap margin lead ahead behind short shortfall apart points point shy",
    "THESE": "these those them whom which this that it such", "TARGET": "target plan planned budget standard forecast",
    "LAST": "last previous prior earlier before ago preceding then previously former same corresponding",
    "NOW": "now this current currently latest today", "WHILE": "while whilst whereas but although though however",
    "PERIOD": "year years quarter quarters month months week weeks day days daily weekly monthly yearly annually "
    "annual period hour hours minute minutes night " + " ".join(MONTHS),
    "MORE": "more additional extra further another", "TIMES": "times twice double doubled fold",
}  # fmt: skip
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_TOKEN = re.compile(r"‹.›|[a-z]+(?:[’'-][a-z]+)*|#+|[^\s\w#‹›]")
_NEAR = 6  # words on each side of a claim that are looked at
_BETWEEN = 10  # words between a claim and an operand
_CLOSE = ((0.03, "near"), (0.12, "close"), (0.35, "some way off"), (1.0, "far"))


@lru_cache(maxsize=8192)
def _token(word: str) -> str:
    if word[0] in "‹":
        return word
    if word[0] == "#":
        return "LAST" if len(word) < 3 else "PERIOD"
    if not word[0].isalpha():
        return {"–": "-", "—": "-", "[": "(", "]": ")", ";": ".", "→": "TO"}.get(word, word)
    if word in _CLASS_OF:
        return _CLASS_OF[word]
    return {Way.UP: "UP", Way.DOWN: "DOWN"}.get(way_of(word), "")


@lru_cache(maxsize=8192)
def tokens(words: str) -> tuple[str, ...]:
    """Return the classes of the words of a text that have one, its signs and its marks; neighbours alike are one."""
    found = [_token(word) for word in _TOKEN.findall(words)]
    return tuple(one for n, one in enumerate(found) if one and (n == 0 or one != found[n - 1]))


def of_claim(claim: Mention | Cue) -> Iterator[str]:
    """Yield the ties that a claim has by itself: the words around it, and what it is there for."""
    yield "bias"
    left, right = tokens(claim.left[-90:])[-_NEAR:], tokens(claim.right[:90])[:_NEAR]
    before, after = (left or "^")[-1], (right or "$")[0]
    yield from (f"left:{before}", f"right:{after}", f"left two:{' '.join(left[-2:])}", f"around:{before} {after}")
    yield from {f"before:{word}" for word in left}
    yield from {f"after:{word}" for word in right[:4]}
    if isinstance(claim, Cue):
        yield from (f"word:{claim.word}", f"sense:{claim.sense}")
    else:
        yield from (f"kind:{claim.kind}", f"role:{claim.role}", f"role:{claim.role} {claim.kind}")
        yield from _forms(claim)


def of_operand(claim: Mention | Cue, operand: Mention, place: int, passage: Passage) -> Iterator[str]:
    """Yield the ties between a claim and one of its operands, the first of which has the place 0."""
    name = f"operand {place}"
    distance, skipped = _distance(claim, operand), _skipped(claim, operand, passage)
    left, right = tokens(operand.left[-40:]), tokens(operand.right[:40])
    yield from (f"{name}:{distance}", f"{name} is {operand.role}", f"{name} past {skipped} like it")
    yield from (f"{name} after:{(left or '^')[-1]}", f"{name} after two:{' '.join(left[-2:])}")
    yield f"{name} before:{(right or '$')[0]}"
    yield from (f"{name} {form}" for form in _forms(operand))
    if operand.line == claim.line:
        words = tokens(_between(claim, operand)[-160:])
        side = f"{name} {'back' if operand.at < claim.at else 'on'}"
        yield from [f"{side} to:{' '.join(words)}"] if len(words) <= 3 else []
        yield from {f"{side}:{word}" for word in words[:_BETWEEN]}
    if isinstance(claim, Mention):
        others = [one for one in passage.like(operand) if _at(one) != _at(claim)]
        yield f"{name} is the largest:{all(one.quantity.value <= operand.quantity.value for one in others)}"
        yield f"{name} is the first:{not others or _at(operand) < _at(others[0])}"
        yield from (f"{name} {_shared(claim, operand)}", f"{name} period:{_periods(operand, claim)}")
    else:  # which is the largest would tell the answer
        of_place = f"{name} {distance} {skipped}"
        yield from (of_place, f"{of_place}:{claim.sense}", f"{of_place}:{(tokens(claim.right[:60]) or '$')[0]}")
        named = find_topics(claim.left[-50:]) | find_topics(claim.right[:50])
        yield f"{name} {'shares a noun' if operand.topics & named else 'shares no noun'}"


def of_both(candidate: Candidate, passage: Passage) -> Iterator[str]:
    """Yield the ties of the operands among themselves, and how far the claim is from what they make it."""
    claim, operands = candidate.claim, candidate.operands
    if isinstance(claim, Cue):
        yield from _of_frame(claim, operands[0], operands[-1], passage)
    else:
        yield from _of_place(claim, operands, passage)
        if candidate.due:
            yield f"size:{_closeness(claim.span, candidate.due)}"
        if candidate.way and len(operands) == 2:
            yield f"way:{claim.reading.way is candidate.way if claim.reading.way else claim.role}"
    if len(operands) == 2:
        yield from _of_pair(*operands)
    elif len(operands) > 2:
        yield from _of_run(claim, operands, passage)
    lines = len({one.line for one in operands})
    if lines > 1:
        yield f"operands of {'several' if lines > 2 else 'two'} sentences"


def _of_place(claim: Mention, operands: tuple[Mention, ...], passage: Passage) -> Iterator[str]:
    """Yield where a number stands among its operands, and the words on its sides: after one (`b0`), `B0` further on."""
    sides = [("b" if _at(one) < _at(claim) else "a", one) for one in (operands[0], operands[-1])[: len(operands)]]
    places = [(side if one.line == claim.line else side.upper()) + _skipped(claim, one, passage) for side, one in sides]
    frame = " ".join(places + [str(_left_out(claim, operands, passage))] * (len(operands) > 2))
    around = (*tokens(claim.left[-60:])[-1:], "_", *tokens(claim.right[:60])[:1])
    yield from (f"frame:{frame}", f"frame around {' '.join(around)}:{frame}")
    yield f"frame of {claim.role}{' in brackets' * claim.is_bracketed}:{frame}"


def _of_frame(cue: Cue, first: Mention, last: Mention, passage: Passage) -> Iterator[str]:
    """Yield where words stand between the numbers that they may be about, and by which words these are led up to."""
    places = ", ".join(f"{_distance(cue, one)} {_skipped(cue, one, passage)}" for one in (first, last))
    leads = ", ".join((tokens(one.left[-30:]) or "^")[-1] for one in (first, last))
    apart = f"apart:{_closeness(first.span, last.span)}"
    yield from (f"places:{places}", f"frame:{places}, {leads}", apart, f"{apart} {_shared(first, last)}")


@lru_cache(maxsize=4096)
def _of_pair(first: Mention, last: Mention) -> list[str]:
    """Return the ties of two operands: their order, the words between them, and what they share."""
    order = f"pair {'in order' if _at(first) < _at(last) else 'back'}"
    words = tokens(Passage.between(first, last)[:200])
    return [
        order,
        f"{order}:{' '.join(words) if len(words) <= 3 else 'far'}",
        *{f"{order}:{word}" for word in words[:_BETWEEN]},
        f"pair {_shared(first, last)}",
        f"pair periods:{_periods(first, last)}",
        f"pair roles:{first.role} {last.role}",
    ]


def _of_run(claim: Mention | Cue, run: tuple[Mention, ...], passage: Passage) -> Iterator[str]:
    """Yield whether a run is whole: no number like it stands beside it in its sentence."""
    yield from (f"many:{min(len(run), 6)}", f"run leaves out:{_left_out(claim, run, passage)}")
    yield f"run of {'one role' if len({one.role for one in run}) == 1 else 'several roles'}"
    parted = {tokens(Passage.between(one, other))[:1] for one, other in pairwise(run)}
    yield f"run alike:{len(parted) == 1}"
    if run[-1].form is Form.ROW:
        yield f"run in a column:{len({one.order for one in run}) == 1}"


def _left_out(claim: Mention | Cue, run: tuple[Mention, ...], passage: Passage) -> int:
    """Return how many numbers like those of a run stand in its sentences and are not of it: three stand for more."""
    lines, taken = {one.line for one in run}, {*map(_at, run), _at(claim)}
    rest = (one for one in passage.like(run[-1]) if one.line in lines and not one.is_bracketed)
    return min(3, sum(_at(one) not in taken for one in rest))


@lru_cache(maxsize=4096)
def _skipped(claim: Mention | Cue, operand: Mention, passage: Passage) -> str:
    """Return how many numbers like an operand stand between it and a claim."""
    one, other = sorted((_at(claim), _at(operand)))
    return str(min(3, sum(one < _at(number) < other for number in passage.like(operand))))


def _at(one: Mention | Cue) -> tuple[int, int]:
    return one.line, one.at


def _forms(one: Mention) -> list[str]:
    return ["in brackets"] * one.is_bracketed + ["in words"] * one.quantity.printed[0].isalpha()


def _distance(claim: Mention | Cue, operand: Mention) -> str:
    lines = operand.line - claim.line
    if lines:
        return f"{'before' if lines < 0 else 'after'} {min(abs(lines), 3)}"
    return f"same {'before' if operand.at < claim.at else 'after'}"


def _between(claim: Mention | Cue, operand: Mention) -> str:
    first, last = (operand, claim) if operand.at < claim.at else (claim, operand)
    return first.right[: max(0, last.at - first.past)]


def _shared(one: Mention, other: Mention) -> str:
    if not one.topics or not other.topics:
        return "names nothing"
    return "shares a noun" if one.topics & other.topics else "shares no noun"


def _periods(one: Mention, other: Mention) -> str:
    if not one.period or not other.period:
        return "unsaid" if one.period is other.period else "one said"
    if one.period == other.period:
        return "same"
    return "earlier" if one.period.is_before(other.period) else "later"


def _closeness(stated: Bounds, due: Bounds) -> str:
    """Return how far a number is from what it is due to be, by their ratio alone."""
    one, other = float(stated.low + stated.high), float(due.low + due.high)
    if one <= 0 or other <= 0:
        return "nothing"
    ratio = max(one / other, other / one)
    return next((word for limit, word in _CLOSE if ratio <= 1 + limit), "beyond")
