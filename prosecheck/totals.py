"""Judge claims of total: parts that a sentence adds up, and what remains."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from prosecheck.bounds import Bounds, comes_to, exactly
from prosecheck.claims import Claim, plain
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.sums import Sum, find_sums
from prosecheck.words import any_of, pattern

NAME = "total"
_COMPARED = pattern(
    r"\b",
    any_of(
        r"compar\w+ than previous\w* last_(?:year|quarter|month) ago earlier up_from down_from rose fell increas\w+",
        r"(?:in|during|for)_(?:19|20)\d\d decreas\w+ reduc\w+ vs versus against",
    ),
    r"\b",
)
_DETERMINED = pattern(rf"\b{any_of('the these those all our its their across both between in at from')}(?: [a-z]+)? $")
_SPENT = pattern(r"^(?: [\w’'-]+){0,2} budget (?:was|is|has been|went) (?:spent|split|made|shared|divided|on|to)\b")
_ADDABLE = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.DURATION)
_MOST_PARTS = 7  # of which every choice is tried


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Yield the total of a sentence, judged by its parts; one claim at most for each kind of quantity."""
    is_compared = _COMPARED.search(passage.text, passage.starts)
    paired = {n for pair in pairs for n in (pair.base, pair.now)} if is_compared else set()
    levels = [n for n, reading in enumerate(readings) if n not in paired and _is_level(passage, reading, n)]
    kinds = dict.fromkeys((q.kind, q.unit) for q in passage.quantities if q.kind in _ADDABLE)
    for kind, unit in kinds:
        numbers = [n for n in levels if (passage.quantities[n].kind, passage.quantities[n].unit) == (kind, unit)]
        if kind is Kind.COUNT:
            numbers = _things(passage, numbers, levels)
        sums_told = [one for one in find_sums(passage, numbers) if kind is not Kind.PERCENT or one.is_together]
        yield from _judge(passage, numbers, sums_told)


def _is_level(passage: Passage, reading: Reading, number: int) -> bool:
    return reading.role is Role.LEVEL or reading.role is Role.TARGET and bool(_SPENT.match(passage.right(number)))


def _things(passage: Passage, counts: list[int], levels: list[int]) -> list[int]:
    """Return the counts without the one that counts the parts (“the three areas had …”), and a duration they fill."""
    things = [n for n in counts if not _counts_the_others(passage, n, counts)]
    durations = [n for n in levels if passage.quantities[n].kind is Kind.DURATION and n >= passage.first]
    own = [n for n in things if n >= passage.first]
    is_filled = len(durations) == 1 and own and durations[0] < own[0]
    is_filled = is_filled and passage.quantities[durations[0]].value >= max(passage.quantities[n].value for n in own)
    return sorted([*things, *durations]) if is_filled else things


def _counts_the_others(passage: Passage, number: int, counts: list[int]) -> bool:
    """Tell whether a number counts the others, as in “the three wards”."""
    quantity = passage.quantities[number]
    others = [sum(n > number for n in counts), sum(n < number for n in counts)]
    is_determined = _DETERMINED.search(passage.left(number)[-25:])
    is_many = quantity.printed[0].isalpha() and any(quantity.value in (many, many - 1) for many in others)
    return bool(is_determined and is_many)


def _judge(passage: Passage, numbers: list[int], sums_told: list[Sum]) -> Iterator[Claim]:
    """Yield right if parts of the sentence make a total, or neighbours make any number; else wrong by the plainest."""
    is_any = any(not stated.is_said for stated in sums_told) and _any_adds_up(passage, numbers)
    for stated in sums_told:
        if _adds_up(passage, numbers, stated) or is_any and not stated.is_said:
            yield Claim(NAME, passage.quote([stated.total, *stated.parts]), True)
            return
    for stated in sums_told:
        if _is_near(passage, stated):
            yield _wrong(passage, stated)
            return


def _is_near(passage: Passage, sum_told: Sum) -> bool:
    total = passage.quantities[sum_told.total].value
    least, most = map(Decimal, sum_told.near)
    return total > 0 and least <= _added(passage, sum_told.parts).low / total <= most


def _wrong(passage: Passage, sum_told: Sum) -> Claim:
    due = _added(passage, sum_told.parts)
    printed = " + ".join(passage.quantities[n].printed for n in sum_told.parts)
    right = plain(due.low, 0) if due.low == due.high else f"{plain(due.low, 0)} to {plain(due.high, 0)}"
    quote = passage.quote([n for n in (sum_told.total, *sum_told.parts) if n >= passage.first])
    return Claim(NAME, quote, False, f"{printed} is {right}, not {passage.quantities[sum_told.total].printed}", right)


def _adds_up(passage: Passage, numbers: list[int], sum_told: Sum) -> bool:
    """Tell whether the total is the sum of neighbours; of any of the others, where it is only likely to be a total."""
    stated = passage.quantities[sum_told.total].bounds
    parts = tuple(passage.quantities[n].bounds for n in numbers if n != sum_told.total)[:_MOST_PARTS]
    if comes_to(parts, stated):
        return True
    return not sum_told.is_said and any(added.meets(stated) for added in _choices(parts))


@lru_cache(maxsize=16)  # most totals of a sentence have the same others
def _choices(parts: tuple[Bounds, ...]) -> list[Bounds]:
    """Return the sum of every choice of two or more parts."""
    chosen = (some for many in range(2, len(parts) + 1) for some in combinations(parts, many))
    return [sum(some, exactly(0)) for some in chosen]


def _any_adds_up(passage: Passage, numbers: list[int]) -> bool:
    """Tell whether any number of the sentence is the sum of neighbours."""
    own = [passage.quantities[n].bounds for n in numbers if n >= passage.first]
    return any(comes_to([*own[:place], *own[place + 1 :]], stated) for place, stated in enumerate(own))


def _added(passage: Passage, parts: list[int] | tuple[int, ...]) -> Bounds:
    return sum((passage.quantities[n].bounds for n in parts), exactly(Decimal(0)))
