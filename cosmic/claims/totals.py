"""Claims of total: parts that a sentence adds up, and what remains."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cosmic.claims.bounds import Bounds, exactly
from cosmic.claims.claims import Claim, plain
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role
from cosmic.claims.words import any_of, pattern, up_to

NAME = "total"
_MADE_OF = pattern(
    r"\b",
    any_of(
        r"made_up_of making_up compris\w+ consist\w+ composed_of split_(?:between|into|across) broken_down namely",
        "being divided",
    ),
    r"\b",
)
_ADDS_TO = pattern(
    r"\b",
    any_of(
        r"total\w* in_all altogether combined sum add(?:s|ed|ing)?_up_to add(?:s|ed)?_to making makes",
        "giving gives gave bringing brings brought overall between_them together plus no_others?",
    ),
    r"\b",
)
_TOGETHER = pattern(rf"\b{any_of('between_them together combined in_total')}\b")
_IN_ALL = pattern("^", up_to(4, r"[\w’'-]+"), rf" {any_of('in_all in_total altogether overall combined')}\b")
_NOTHING_ELSE = pattern(rf"\b{any_of('plus no_others?')}\b")
_TOTAL_OF = pattern(r"\btotal\w* of |\bcombined (?:total of )?$")
_SOME_ONLY = pattern(
    r"\b",
    any_of(
        r"includ\w+ of_which of_whom of_these of_those of_them such_as e\.g\. for_example among\w* notably especially",
        "(?<!add_)(?<!adds_)(?<!added_)up_to",
    ),
    r"\b",
)
_AVERAGE = pattern(r"\b", any_of(r"average\w* mean each per apiece"), r"\b")
_REST = pattern(
    rf"\b{any_of('remaining other rest remainder balance')}(?: (?!‹)[a-z]+)?(?: {any_of('of was were being')})? ?\(?$"
)
_UNCOUNTED = pattern(rf"^[^‹]*\b(?:and|plus) {any_of('an? the some others? several many more')}\b")
_LIST = pattern(r"^[^‹.]*?(?:: | \(| [–—-] )[^‹.;]*$")
_NEAR = (Decimal("0.7"), Decimal("1.4"))  # of the total: a list further off than that is hardly meant to make it


@dataclass(frozen=True)
class _Sum:
    """The number of a total and those of its parts; whether the words say outright that it is one."""

    total: int
    parts: list[int]
    is_said: bool = True


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """The total of a sentence, judged by its parts; one claim at most for each kind of quantity."""
    paired = {n for pair in pairs for n in (pair.base, pair.now)}
    levels = [n for n in passage.own if readings[n].role is Role.LEVEL and n not in paired]
    for held in (_things(passage, levels), [n for n in levels if passage.quantities[n].kind is Kind.MONEY]):
        if len(held) >= 3 and (found := _sum(passage, held)):
            yield from _judge(passage, held, found)


def _things(passage: Passage, levels: list[int]) -> list[int]:
    """The counts, without the one that counts the parts (`the three areas had …`), behind a duration that they fill."""
    held = [n for n in levels if passage.quantities[n].kind in (Kind.COUNT, Kind.DURATION)]
    many = len(held) - 2
    held = [n for n in held if passage.quantities[n].value != many or passage.quantities[n].printed[0].isdigit()]
    durations = [n for n in held if passage.quantities[n].kind is Kind.DURATION]
    return held if durations == held[:1] else [n for n in held if n not in durations]


def _judge(passage: Passage, held: list[int], found: _Sum) -> Iterator[Claim]:
    """Right if neighbours make the total that the words tell, or any where they do not tell it outright."""
    totals = [found.total] if found.is_said else held
    runs = [(n, run) for n in totals for run in _runs(held, n)]
    if any(_added(passage, run).meets(passage.quantities[n].bounds) for n, run in runs):
        yield Claim(NAME, passage.quote(held), True)
        return
    due, stated = _added(passage, found.parts), passage.quantities[found.total]
    is_near = _NEAR[0] <= due.low / (stated.value or 1) <= _NEAR[1]
    if is_near or found.is_said:
        printed = " + ".join(passage.quantities[n].printed for n in found.parts)
        right = plain(due.low, 0) if due.low == due.high else f"{plain(due.low, 0)} to {plain(due.high, 0)}"
        quote = passage.quote([found.total, *found.parts])
        yield Claim(NAME, quote, False, f"{printed} is {right}, not {stated.printed}", right)


def _sum(passage: Passage, held: list[int]) -> _Sum | None:
    """The total that the words tell, else the number that leads a list."""
    *earlier, last = held
    if len(earlier) >= 2 and _REST.search(passage.left(last)[-50:]):
        return _Sum(earlier[0], [*earlier[1:], last])
    text = passage.text[passage.starts :]
    is_rate = any(passage.quantities[n].kind in (Kind.PER, Kind.RATIO) for n in passage.own)
    if is_rate or _SOME_ONLY.search(text) or _AVERAGE.search(text):
        return None
    for place, number in enumerate(held):
        before, after = held[:place], held[place + 1 :]
        if len(after) >= 2 and _leads(passage, number, after, is_first=not before):
            return _Sum(number, after)
        if len(before) >= 2 and _follows(passage, number, before, is_last=not after):
            return _Sum(number, before)
    first, *others = held
    if len(others) >= 3 and _LIST.match(passage.between(first, others[0])):
        return _Sum(first, others, is_said=False)
    return None


def _leads(passage: Passage, number: int, parts: list[int], is_first: bool) -> bool:
    """`53 cases, made up of 12 grievances …`; `a total of 53 (12 grievances, …)`."""
    between = passage.between(number, parts[0])
    if _UNCOUNTED.match(passage.right(parts[-1])):
        return False
    if _MADE_OF.search(between):
        return True
    if not is_first:
        return False
    is_listed = _TOTAL_OF.search(passage.left(number)[-30:]) and _LIST.match(between)
    return bool(is_listed or _NOTHING_ELSE.search(passage.text, passage.starts))


def _follows(passage: Passage, number: int, parts: list[int], is_last: bool) -> bool:
    """`12 grievances … add up to 53`; `12 grievances …, 53 cases in all`."""
    if _ADDS_TO.search(passage.between(parts[-1], number)):
        return True
    return is_last and bool(_TOGETHER.search(passage.text, passage.starts) or _IN_ALL.match(passage.right(number)))


def _runs(held: list[int], total: int) -> Iterator[list[int]]:
    """Every run of two or more neighbours that a total could be of."""
    others = [n for n in held if n != total]
    for start in range(len(others)):
        for end in range(start + 2, len(others) + 1):
            yield others[start:end]


def _added(passage: Passage, parts: list[int]) -> Bounds:
    return sum((passage.quantities[n].bounds for n in parts), exactly(0))
