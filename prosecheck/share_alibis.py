"""Tell if a share may be right after all: by another part or whole, by what is left, by a whole not named."""

from collections.abc import Iterator

from prosecheck.bounds import Bounds, exactly
from prosecheck.parts import beside, share
from prosecheck.passages import Passage
from prosecheck.spoken import fair
from prosecheck.wholes import Tie
from prosecheck.words import any_of, pattern

_WHAT_IS_LEFT = pattern(
    r"\b",
    any_of(
        r"remaining rest other others not n[’']t without all_but except excluding late outside fail\w* miss\w* overdue",
        r"no none outstanding unresolved exceed\w* beyond breach\w* meaning leaving declin\w+ refus\w+ lapsed vacant",
    ),
    r"\b",
)
_MOST_ADDED = 4


def has_alibi(passage: Passage, levels: list[int], shares: list[int], number: int, tie: Tie) -> bool:
    """Tell whether any fair choice of part and whole makes a share right, or the words leave its whole out."""
    stated = fair(passage.quantities[number])
    fair_shares = list(_fair_shares(passage, levels, tie))
    if any(due.meets(stated) for due in fair_shares):
        return True
    if _speaks_of_the_rest(passage, number, tie) and any((exactly(100) - due).meets(stated) for due in fair_shares):
        return True
    return not tie.is_said and _has_a_whole_of_its_own(passage, levels, shares, number)


def _fair_shares(passage: Passage, levels: list[int], tie: Tie) -> Iterator[Bounds]:
    """Yield the share of either of the two with any other number, and of parts added up."""
    bounds = {n: passage.quantities[n].bounds for n in levels if passage.quantities[n].bounds.high > 0}
    like = [n for n in bounds if passage.quantities[n].is_like(passage.quantities[tie.part])]
    yield from (share(passage, n, tie.whole) for n in like if n != tie.whole)
    if not tie.is_said:
        yield from (share(passage, tie.part, n) for n in like if _is_another_whole(passage, n, tie))
    for end in range(len(like)):
        for start in range(max(0, end - _MOST_ADDED), end):
            run = like[start : end + 1]
            added = sum((bounds[n] for n in run), exactly(0))
            if tie.whole in run:
                continue
            yield (added / bounds[tie.whole]).times(100)
            if tie.part in run and not tie.is_said:
                yield (bounds[tie.part] / added).times(100)


def _is_another_whole(passage: Passage, number: int, tie: Tie) -> bool:
    """Tell whether a number can be what the part is of; what the part leaves of the whole is not."""
    value, part, whole = (passage.quantities[n].value for n in (number, tie.part, tie.whole))
    return number != tie.part and value >= part and value + part != whole


def _speaks_of_the_rest(passage: Passage, number: int, tie: Tie) -> bool:
    """Tell whether words by the share, or of a sentence that only hints at its whole, are of what is left."""
    if tie.is_said:
        between = passage.between(*sorted((number, tie.part)))
        return bool(_WHAT_IS_LEFT.search(between))
    return bool(_WHAT_IS_LEFT.search(passage.text, passage.starts))


def _has_a_whole_of_its_own(passage: Passage, levels: list[int], shares: list[int], number: int) -> bool:
    """Tell if another share is of the same unnamed whole by its part: `36% (2.7 million) … 12% (878,000)`."""
    implied = {n: _implied(passage, n, part) for n in shares if (part := beside(passage, levels, n)) is not None}
    whole = implied.pop(number, None)
    return whole is not None and any(whole.meets(other) for other in implied.values())


def _implied(passage: Passage, number: int, part: int) -> Bounds:
    return (passage.quantities[part].bounds / fair(passage.quantities[number])).times(100)
