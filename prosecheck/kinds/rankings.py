"""Rankings: the highest or lowest of the numbers that are listed, a place among them, and a steady course.

Hexley had 47 fires, the highest of the three, ahead of Marsby with 41 and Orton with 36.     47 is above 41 and 36
Approaches have risen in every quarter (310, 342 and 338).                                    338 is below 342
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from prosecheck.directions import FELL, NOUN, ROSE, Way, way_of
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import Candidate, Cue, find_words, firsts_of, levels, near, rows_of, worth
from prosecheck.words import any_of, pattern

NAME = "ranking"
_PLACES = "first second third fourth fifth sixth".split()
_MOST = any_of("highest most largest biggest longest greatest commonest steepest fastest peak leading top(?:ped)?")
_LEAST = any_of("lowest fewest smallest least shortest quietest cheapest slowest youngest lightest")
_PLACE = rf"(?<!\bat )(?<!\bat the )(?<!‹c› )\b(?:(?:{'|'.join(_PLACES)}|next)[- ](?:the )?)?"
_ANY_OTHER = r"(?=[^‹.;]{0,50}? than any other\b)"
_STEADY = r"(?=[^‹.;]{0,40}?\b(?:every|each|successive|consecutive|consistently|steadily)\b(?! (?:other|of)))"
_WORDS = {
    "most": pattern(rf"{_PLACE}(?!most of (?:the|these|them|those|whom|which|all)\b){_MOST}\b|\bmore\b{_ANY_OTHER}"),
    "least": pattern(rf"{_PLACE}{_LEAST}\b|\b(?:fewer|less)\b{_ANY_OTHER}"),
    "place": pattern(
        r"\b(?:was|were|came|stood|stands|is|being|ranks?|ranked) (?:joint )?(?:first|second|third|fourth|last)\b",
        r"(?! (?:year|quarter|month|time|to)\b)|(?<=[›)] )(?:second|third|fourth)\b",
        r"|\b(?:second|third)(?= (?:with|on|at|by) ‹)",
    ),
    "course": pattern(rf"\b(?:{ROSE}|{FELL})\b{_STEADY}"),
}
_BEYOND = pattern(
    r"^[^‹.;,]{0,40}\b",
    any_of("since ever record(?:ed|s)? on_record history years decade so_far recorded likely except"),
    rf"\b|^ (?:of (?:these|the)(?: ‹c›)? |\w+ )?{NOUN}s?\b|^[- ](?:ever|recent|risk|need|likely|\w+(?:ed|ous))\b",
)
_NO_NAME = any_of("of and with in the for is was are were has had have being at on to by from as its their a an")
_HOLDER = pattern(rf"(?<![\w#])((?!{_NO_NAME}\b)\w{{2,}}|\w*#+(?= being))(?: (?:being|was|is))? (?:the )?$")
_RATE = pattern(r"^ (?:\w+ )?(?:rate|proportion|share|percentage)\b")
_WHOLE = any_of("total all overall average nationally national altogether england britain uk country nation")
_OF_A_WHOLE = pattern(rf"\b{_WHOLE}\b[^‹.;,()]*$|\bof (?:the |its |all |our |all the )?$")


def find_cues(passage: Passage) -> Iterator[Cue]:
    """Yield the superlatives that speak of what is listed, not of all times."""
    for cue in find_words(passage, _WORDS):
        is_apposed = re.search("[a-z], the $", cue.left) and re.match(" [a-z]+,", cue.right)
        if not _BEYOND.search(cue.right) and not is_apposed:  # “Leeds, the largest city,”
            yield cue


def judge_cue(cue: Cue, passage: Passage) -> Iterator[Candidate]:
    """Yield each list of numbers that words can be about, and each number of it that can be the one."""
    if cue.sense == "course":
        yield from _courses(cue, passage)
        return
    words = cue.word.replace("next", "second").replace("-", " ").split()
    rank = next((_PLACES.index(word) for word in words if word in _PLACES), 0)
    is_most = cue.sense != "least" and words[-1] != "last"
    fewest = rank + (1 if cue.sense == "place" else 2)
    is_of_rate = bool(_RATE.match(cue.right)) and " per " not in passage.own.text
    for row in _lists(passage):
        for holder in _holders(cue, row) if len(row) >= fewest else ():
            if not (is_of_rate and holder.kind is Kind.COUNT):
                others = [one for one in row if one is not holder]
                holds, chance = _holds(holder, others, rank, is_most), 1 / len(row)
                yield Candidate(NAME, "place" if rank else "first", cue, (holder, *others), None, holds, chance=chance)


def _holders(cue: Cue, row: Sequence[Mention]) -> list[Mention]:
    """Return the number of the name before words, or those nearest: the one before “(73) second” alone."""
    said = _HOLDER.search(cue.left)
    named = [one for one in row if said and one.line == cue.line and said[1] in _beside(one)]
    if said and ("#" in said[1] or len(named) == 1):
        return named if len(named) == 1 else []
    found = [one for one in near(cue, row, 2) if one.line == cue.line]
    is_place = cue.word in _PLACES and cue.left.endswith(("› ", ") "))
    return [one for one in found if one.at < cue.at][-1:] if is_place else found


def _beside(one: Mention) -> list[str]:
    """Return the words that name what a number is of, up to the commas or numbers around it."""
    left, right = re.split("[‹›,;.]", one.left[-25:])[-1], re.split("[‹›,;.]", one.right[:25])[0]
    return re.findall(r"[\w#]+", f"{left} {right}")


def _courses(cue: Cue, passage: Passage) -> Iterator[Candidate]:
    """Yield the three or more numbers after words that say that each is more, or less, than the one before."""
    for row in _lists(passage):
        run = tuple(one for one in row if one.line == cue.line and one.at > cue.at)
        if len(run) > 2:
            steps = [worth(now) - worth(base) for base, now in pairwise(run)]
            holds = min(steps) >= 0 if way_of(cue.word) is Way.UP else max(steps) <= 0
            yield Candidate(NAME, "course", cue, run, None, holds, chance=0.2)


def _holds(holder: Mention, others: Sequence[Mention], rank: int, is_most: bool) -> bool:
    """Tell whether so many of the others stand before one; those that are level with it count either way."""
    before = sum((worth(one) > worth(holder)) if is_most else (worth(one) < worth(holder)) for one in others)
    level = sum(worth(one) == worth(holder) for one in others)
    return before <= rank <= before + level


def _lists(passage: Passage) -> list[tuple[Mention, ...]]:
    """Return the rows of like numbers of a passage: of its own sentence, of all, the first of each item."""
    rows: list[list[Mention]] = []
    parts = [one for one in levels(passage) if not _OF_A_WHOLE.search(one.left)]  # a total is in no list of its parts
    for one in parts:
        like = [other for other in parts if other.quantity.is_like(one.quantity)]
        own = [other for other in like if other.line == passage.own.line]
        twins = [other for other in like if other.right[:6] == one.right[:6]]
        firsts = firsts_of(like)
        rows += [own, like, twins, firsts, [other for other in firsts if other.form is one.form]]
    return rows_of(rows)


def put(candidate: Candidate, expected: str) -> str:
    """Say in which order the numbers stand."""
    row = candidate.operands if candidate.relation == "course" else sorted(candidate.operands, key=worth, reverse=True)
    return f"the order is {', '.join(one.quantity.printed for one in row)}"
