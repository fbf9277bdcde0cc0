"""Claims of total: parts that a sentence adds up, and what remains."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cosmic.claims.bounds import Bounds, exactly
from cosmic.claims.claims import Claim, plain
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role

NAME = "total"
_MADE_OF = re.compile(
    r"\b(?:made up of|making up|compris\w+|consist\w+|composed of|split (?:between|into|across)|broken down|namely|being|divided)\b"
)
_ADDS_TO = re.compile(
    r"\b(?:total\w*|in all|altogether|combined|sum|add(?:s|ed|ing)? up to|add(?:s|ed)? to|making|makes|giving|gives|gave|bringing|brings|brought|"
    r"overall|between them|together|plus|no others|no other)\b"
)
_SOME_ONLY = re.compile(r"\b(?:includ\w+|of which|of whom|of these|of those|of them|such as|e\.g\.|for example|among\w*|(?<!add )(?<!adds )(?<!added )up to|notably|especially)\b")
_AVERAGE = re.compile(r"\b(?:average\w*|mean|each|per|apiece)\b")
_REST = re.compile(r"\b(?:remaining|other|rest|remainder|balance)(?: (?!‹)[a-z]+)?(?: (?:of|was|were|being))? ?\(?$")
_LIST = re.compile(r"^[^‹.]*?(?:: | \(| [–—-] )[^‹.;]*$")
_WEAK = (Decimal("0.7"), Decimal("1.4"))


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """The total of a sentence, judged by its parts; one claim at most for each kind of quantity."""
    paired = {n for pair in pairs for n in (pair.base, pair.now)}
    for kinds in ((Kind.COUNT, Kind.DURATION), (Kind.MONEY,)):
        held = [
            n for n in passage.own
            if passage.quantities[n].kind in kinds and readings[n].role is Role.LEVEL and n not in paired
        ]  # fmt: skip
        held = [n for n in held if passage.quantities[n].value != len(held) - 2 or passage.quantities[n].printed[0].isdigit()]
        if sum(passage.quantities[n].kind is Kind.DURATION for n in held) > 1 or passage.quantities[held[0]].kind is not Kind.DURATION if held else False:
            held = [n for n in held if passage.quantities[n].kind is not Kind.DURATION]
        if len(held) >= 3:
            yield from _judge(passage, held)


def _judge(passage: Passage, held: list[int]) -> Iterator[Claim]:
    found = _total(passage, held)
    runs = [(n, run) for n in held for run in _runs(held, n)]
    if found is None:
        return
    total, parts, is_strong = found
    if any(_sum(passage, run).meets(passage.quantities[n].bounds) for n, run in runs):
        yield Claim(NAME, passage.quote(held), True)
        return
    due = _sum(passage, parts)
    stated = passage.quantities[total]
    near = _WEAK[0] <= due.low / (stated.value or 1) <= _WEAK[1]
    if len(parts) >= 2 and (near or is_strong) and not due.meets(stated.bounds):
        printed = " + ".join(passage.quantities[n].printed for n in parts)
        right = plain(due.low, 0) if due.low == due.high else f"{plain(due.low, 0)} to {plain(due.high, 0)}"
        yield Claim(NAME, passage.quote([total, *parts]), False, f"{printed} is {right}, not {stated.printed}", right)


def _total(passage: Passage, held: list[int]) -> tuple[int, list[int], bool] | None:
    """The total, its parts, and whether the words say so outright."""
    text = passage.text[passage.starts :].lower()
    some_only = _SOME_ONLY.search(text) or _AVERAGE.search(text)
    for place, number in enumerate(held):
        left, right = passage.left(number), passage.right(number)
        after, before = held[place + 1 :], held[:place]
        if _REST.search(left[-50:]) and len(before) >= 2 and number == held[-1]:
            return before[0], [*before[1:], number], True
        if some_only:
            continue
        if len(before) >= 2 and number == held[-1] and re.search(r"\b(?:between them|together|combined|in total)\b", text):
            return number, before, True
        if len(after) >= 2 and place == 0 and re.search(r"\bplus\b|\bno others?\b", text):
            return number, after, True
        if len(after) >= 2 and _MADE_OF.search(passage.between(number, after[0])):
            return number, after, True
        if len(before) >= 2 and _ADDS_TO.search(passage.between(before[-1], number)):
            return number, before, True
        if len(before) >= 2 and number == held[-1] and re.match(r"^(?: [\w’'-]+){0,4} (?:in all|in total|altogether|overall|combined)\b", right):
            return number, before, True
        if len(after) >= 2 and place == 0 and re.search(r"\btotal\w* of |\bcombined (?:total of )?$", left[-30:]) and _LIST.match(passage.between(number, after[0])):
            return number, after, True
        if len(after) >= 3 and place == 0 and _LIST.match(passage.between(number, after[0])):
            return number, after, False
    return None


def _runs(held: list[int], total: int) -> Iterator[list[int]]:
    """Every run of two or more neighbours that a total could be of."""
    others = [n for n in held if n != total]
    for start in range(len(others)):
        for end in range(start + 2, len(others) + 1):
            yield others[start:end]


def _sum(passage: Passage, parts: list[int]) -> Bounds:
    return sum((passage.quantities[n].bounds for n in parts), exactly(0))
