"""Claims of share that fill a whole: “73% were approvals and the remaining 27% refusals”."""

from collections.abc import Iterator
from decimal import Decimal

from cosmic.claims.bounds import Bounds, exactly
from cosmic.claims.claims import Claim
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role
from cosmic.claims.words import any_of, pattern

NAME = "share"
_REST = pattern(
    rf"\b{any_of('remaining rest remainder other balance others')}(?: (?!‹)[a-z]+)?",
    rf"(?: {any_of('of was were is are being')})? ?\(?$",
)
_GROUPS = any_of("tenure age gender type outcome sex ethnicity region category method reason source grade rating")
_WHOLE = pattern(
    rf"\bby {_GROUPS},|\b",
    any_of(
        "either every everyone everybody each all split single breakdown divided broken_down made_up_of no_abstentions"
    ),
    r"\b",
)
# Parts that overlap, and shares that are compared, not added.
_SEVERAL = pattern(
    any_of(
        "gap between difference higher lower more_than_one multiple any_that tick over_?lap as_well also at_least",
        "including up_to compared from than",
    )
)
_NEAR = Bounds(Decimal(80), Decimal(125))  # what parts meant to fill a whole come to, slips and all


def find(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """The shares of a sentence that are said to fill a whole, judged by what they come to."""
    parts = [n for n in passage.own if passage.quantities[n].kind is Kind.PERCENT and readings[n].role is Role.LEVEL]
    if len(parts) < 2 or _SEVERAL.search(passage.text, passage.starts):
        return
    is_rest_named = _REST.search(passage.left(parts[-1])[-60:])
    if not is_rest_named and not _WHOLE.search(passage.text, passage.starts):
        return
    quote = passage.quote(parts)
    total = sum((passage.quantities[n].bounds for n in parts), exactly(0))
    if total.meets(exactly(100)):
        yield Claim(NAME, quote, True)
    elif is_rest_named or total.meets(_NEAR):
        summed = sum(passage.quantities[n].value for n in parts)
        yield Claim(NAME, quote, False, f"the parts come to {summed}%, not 100%", "parts of 100%")
