"""Judge claims of shares that fill a whole: “73% were approvals and the remaining 27% refusals”."""

from collections.abc import Iterator
from decimal import Decimal

from prosecheck.bounds import Bounds, comes_to, exactly
from prosecheck.claims import Claim, decimals, plain
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.words import any_of, pattern

NAME = "share"
_REST = pattern(
    rf"\b{any_of('remaining rest remainder other balance others')}(?: (?!‹)[a-z]+)?,?",
    rf"(?: {any_of('of was were is are being at')})? ?\(?$",
)
_GROUPS = any_of("tenure age gender type outcome sex ethnicity region category method reason source grade rating")
_SPLIT = pattern(
    rf"\bby {_GROUPS},|\b",
    any_of(
        "either everyone everybody split breakdown breaks?_down no_other_[a-z]+ divided broken_down made_up_of",
        "no_abstentions",
    ),
    r"\b",
)
_COMES_FROM = pattern(rf"\b{any_of('comes?_from came_from goes_on went_on spent_on')}\b")
_LEFT_OVER = pattern(
    r"^\)?(?: (?!and\b)[\w’'-]+){0,3}? ",
    any_of(
        r"others? neither unknown undecided none elsewhere unstated prefer(?:red|ring)?_not not declined",
        r"no_(?:view|opinion|answer|comment|preference) don[’']?t_know abstain\w* did_not had_no men women",
    ),
    r"\b",
)
# Parts that overlap, and shares that are compared, not added.
_SEVERAL = pattern(
    any_of(
        "gap between difference higher lower more_than_one multiple any_that tick over_?lap as_well also at_least",
        "including up_to compared from_‹ than points respectively",
    )
)
_OF_A_GROUP = pattern(r"^(?: \([^)]*\))? of (?!‹|the (?:total|whole|rest)|these|them|those|which|whom|all\b)")
_NEAR = Bounds(Decimal(85), Decimal(118))  # what parts meant to fill a whole come to, slips and all
_NEARER = Bounds(Decimal(90), Decimal(111))  # where the words only hint at it


def find(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """Yield a claim for the shares of a sentence that are said to fill a whole, judged by what they come to."""
    parts = [n for n in passage.own if passage.quantities[n].kind is Kind.PERCENT and readings[n].role is Role.LEVEL]
    if len(parts) < 2 or _SEVERAL.search(passage.text, passage.starts):
        return
    near = _near(passage, parts)
    if near is None:
        return
    quote = passage.quote(parts)
    bounds = [passage.quantities[n].bounds for n in parts]
    if comes_to(bounds, exactly(100)):
        yield Claim(NAME, quote, True)
    elif sum(bounds, exactly(0)).meets(near):
        summed = sum((passage.quantities[n].value for n in parts), Decimal(0))
        yield Claim(
            NAME, quote, False, f"the parts come to {plain(summed, decimals(summed))}%, not 100%", "parts of 100%"
        )


def _near(passage: Passage, parts: list[int]) -> Bounds | None:
    """Return the sums near 100% for parts that are meant to fill a whole; None if the words do not say so."""
    first, last = parts[0], parts[-1]
    if _REST.search(passage.left(last)[-60:]):
        return _NEAR
    if any(_OF_A_GROUP.match(passage.right(n)) for n in parts[1:]):
        return None
    if _SPLIT.search(passage.text, passage.starts) or _COMES_FROM.search(passage.left(first)):
        return _NEAR
    return _NEARER if len(parts) > 2 and _LEFT_OVER.match(passage.right(last)) else None
