"""Claims of a round number that an exact one says again: “over 500 pupils, 487 to be precise”."""

from collections.abc import Iterator

from cosmic.claims.bounds import ABOVE, BELOW, FAR_ABOVE, FAR_BELOW
from cosmic.claims.claims import Claim
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role
from cosmic.claims.words import any_of, pattern

NAME = "share"
_EXACT_AFTER = pattern(rf"^,? (?:[\w’'-]+ ){{0,2}}{any_of('to_be_precise to_be_exact precisely exactly in_fact')}\b")
_EXACT_BEFORE = pattern(rf"(?:^|[ (,]){any_of('precisely exactly in_fact the_exact_(?:figure|number)_(?:was|is)')},? $")
_WITH = pattern(r"^[^‹.;:]*, with $")
_STEM = 5


def find(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """The only two counts of a sentence, one round behind a hedge and the other the same things counted."""
    own = [n for n in passage.own if passage.quantities[n].kind in (Kind.COUNT, Kind.MONEY)]
    if len(own) != 2 or any(readings[n].role is not Role.LEVEL for n in passage.own):
        return
    about, exact = own
    hedged, said = passage.quantities[about], passage.quantities[exact]
    if hedged.hedge not in (*ABOVE, *BELOW, *FAR_ABOVE, *FAR_BELOW) or said.hedge or not _says_again(passage, *own):
        return
    small, large = sorted((hedged.value, said.value))
    if not hedged.is_like(said) or small * 5 < large * 4:
        return
    is_over = hedged.hedge in (*ABOVE, *FAR_ABOVE)
    if said.value < hedged.value if is_over else said.value > hedged.value:
        side = "less" if is_over else "more"
        message = f"{said.printed} is {side} than {hedged.printed}, not “{hedged.hedge}”"
        yield Claim(NAME, passage.quote(own), False, message, f"{side} than {hedged.printed}")
    else:
        yield Claim(NAME, passage.quote(own), True)


def _says_again(passage: Passage, about: int, exact: int) -> bool:
    if _EXACT_AFTER.match(passage.right(exact)) or _EXACT_BEFORE.search(passage.left(exact)):
        return True
    named = {word[:_STEM] for word in passage.right(about).partition("‹")[0].split()[:2] if len(word) >= _STEM}
    again = {word[:_STEM] for word in passage.right(exact).split()}
    return bool(_WITH.match(passage.between(about, exact)) and named & again)
