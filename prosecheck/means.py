"""Work out the mean of numbers in a list: “72, 68 and 85, an average score of 78”."""

from collections.abc import Iterator
from statistics import mean, median

from prosecheck.bounds import Bounds
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.words import pattern

_NEXT = pattern(r"^[^‹.:]{0,40}(?:,|;| and|\) ?)[^‹.:]{0,30}$")
_WEIGHTED = pattern(r"\b(?:weighted|median|modal|overall|combined)\b")
_PLAIN = pattern(r"\b(?:mean of|simple|straight|arithmetic|unweighted)\b")
_NEAR = 3  # times the least: what is averaged is of much the same size


def listed(passage: Passage, levels: list[int], number: int) -> list[int]:
    """Return the only list of like numbers beside an average; none where there is none or several."""
    runs = [run for run in _runs(passage, _like(passage, levels, number)) if len(run) >= 2]
    run = runs[0] if len(runs) == 1 else []
    values = [passage.quantities[n].value for n in run]
    is_beside = run and number in (run[0] - 1, run[-1] + 1)
    return run if is_beside and min(values) > 0 and min(values) * _NEAR > max(values) else []


def mean_of(passage: Passage, numbers: list[int]) -> Bounds:
    """Return the mean, between the bounds of what it is made of."""
    bounds = [passage.quantities[n].bounds for n in numbers]
    return Bounds(mean(each.low for each in bounds), mean(each.high for each in bounds))


def fair(passage: Passage, levels: list[int], number: int) -> Iterator[Bounds]:
    """Yield each mean or middle value that can be meant: of any list in the passage, or of all the like numbers."""
    like = _like(passage, levels, number)
    for numbers in (run for run in (like, *_runs(passage, like)) if len(run) > 1):
        yield mean_of(passage, numbers)
        middle = median(passage.quantities[n].value for n in numbers)
        yield Bounds(middle, middle)


def can_be_judged(passage: Passage, numbers: list[int], number: int) -> bool:
    """Tell whether the mean is plain: groups of unlike size can have any mean of percentages between them."""
    if _WEIGHTED.search(passage.text):
        return False
    values = [passage.quantities[n].value for n in numbers]
    is_between = min(values) <= passage.quantities[number].value <= max(values)
    return passage.quantities[number].kind is not Kind.PERCENT or not is_between or bool(_PLAIN.search(passage.text))


def _like(passage: Passage, levels: list[int], number: int) -> list[int]:
    """Return the like numbers of the passage, without the one that counts them."""
    stated = passage.quantities[number]
    like = [n for n in levels if n != number and passage.quantities[n].is_like(stated)]
    many = len(like) - 1
    return [n for n in like if passage.quantities[n].value != many or passage.quantities[n].printed[0].isdigit()]


def _runs(passage: Passage, numbers: list[int]) -> Iterator[list[int]]:
    """Yield each row of neighbours in a list."""
    run: list[int] = []
    for number in numbers:
        if run and not (number == run[-1] + 1 and _NEXT.match(passage.between(run[-1], number))):
            yield run
            run = []
        run.append(number)
    if run:
        yield run
