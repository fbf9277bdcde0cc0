"""Judge a hedged round number that the sentence says again to the last digit: “nearly 1,000 … (1,043)”."""

from collections.abc import Iterator
from decimal import Decimal

from prosecheck.claims import Claim
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.quantities import Kind, Quantity
from prosecheck.roles import Reading, Role
from prosecheck.words import any_of, pattern

NAME = "standing"
_BELOW = (
    "nearly almost just_under just_below slightly_under slightly_less_than less_than "
    "fewer_than under at_most up_to no_more_than"
)
_ABOVE = (
    "just_over just_above slightly_over slightly_more_than more_than over at_least exceeding "
    "in_excess_of well_over no_fewer_than no_less_than"
)
_BELOW_IT, _ABOVE_IT = pattern(any_of(_BELOW), "$"), pattern(any_of(_ABOVE), "$")
_AGAIN = pattern(
    r"^(?: (?!and\b|but\b|than\b|with\b)[\w’'-]+){0,14}?,? ?(?:[(–—:;-]|,)",
    r"(?: ?(?:or|in fact|actually|being|that is|i\.e\.|precisely|exactly|(?:the )?(?:exact |actual |true )?",
    r"(?:number|figure|total|count)(?: was| is|:)?))* ?$|^[^‹.(]{0,90}[:;–—][^‹.,(]{0,30} there (?:were|are) $",
)
_ALONE = pattern(r"^(?:\)|[.;]|$)| (?:to be (?:precise|exact)|exactly|in (?:all|total|fact)|altogether)\b")
_DONE = any_of("received recorded made submitted registered counted completed issued delivered")
_COUNTED = pattern(rf"^(?: [a-z-]+){{1,2}} {_DONE}\b")
_WITH = pattern(r"^(?: (?!than\b)[\w’'-]+,?){1,14}, with $")
_FAR = Decimal("0.15")  # of the round number: what differs by more is of something else


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Yield a claim for each hedged round number with the exact one that it stands for."""
    for number in passage.own:
        hedge = _side(passage, number)
        exact = number + 1
        if not hedge or exact not in passage.own or readings[exact].role is Role.TARGET:
            continue
        one, other = passage.quantities[number], passage.quantities[exact]
        if not one.is_like(other) or other.hedge or one.kind not in (Kind.COUNT, Kind.PERCENT, Kind.MONEY):
            continue
        if _is_near(one, other) and _says_again(passage, number, exact, hedge):
            yield _judge(passage, number, exact, hedge)


def _side(passage: Passage, number: int) -> str:
    """Return on which side of a round number the exact one is to be: below, above, or empty where it has no side."""
    hedge = passage.quantities[number].hedge
    return "below" if hedge and _BELOW_IT.match(hedge) else "above" if hedge and _ABOVE_IT.match(hedge) else ""


def _says_again(passage: Passage, number: int, exact: int, side: str) -> bool:
    between, after = passage.between(number, exact), passage.right(exact)
    if _AGAIN.match(between):
        return bool(_ALONE.match(after)) and (")" not in after[:1] or "(" in between)
    is_more = passage.quantities[exact].value > passage.quantities[number].value
    return side == "below" and is_more and bool(_WITH.match(between) and _COUNTED.match(after))


def _is_near(one: Quantity, other: Quantity) -> bool:
    return abs(one.value - other.value) <= one.value * _FAR


def _judge(passage: Passage, number: int, exact: int, side: str) -> Claim:
    one, other = passage.quantities[number], passage.quantities[exact]
    quote = passage.quote([number, exact])
    if other.value > one.value if side == "below" else other.value < one.value:
        stands = "above" if side == "below" else "below"
        return Claim(NAME, quote, False, f"{other.printed} is {stands} {one.printed}, not “{one.hedge}”", stands)
    return Claim(NAME, quote, True)
