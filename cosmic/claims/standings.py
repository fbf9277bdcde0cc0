"""Claims of standing: above or below a target, more than another, told without a difference."""

from collections.abc import Iterator

from cosmic.claims.claims import Claim
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role
from cosmic.claims.words import any_of, pattern

NAME = "standing"
_NOT = "".join(rf"(?<!{word} )" for word in ("not", "n’t", "n't", "without", "to", "narrowly"))
_OVER = pattern(
    rf"{_NOT}\b",
    any_of(
        r"above exceed(?:s|ed|ing)? surpass\w* beat(?:s|ing)? ahead_of better_than met meets meeting achiev\w+ hit",
    ),
    r"\b",
)
_UNDER = pattern(
    rf"{_NOT}\b",
    any_of(r"below short_of shy_of under miss(?:ed|es|ing)? fail\w*_to_(?:meet|reach|hit) behind worse_than"),
    r"\b",
)
# “met the target of 500” does not say whether 500 is a floor or a ceiling; “above 500” does.
_ON_A_SIDE = pattern(r"\b", any_of(r"above exceed\w* surpass\w* below short_of shy_of under"), r"\b")
_LESS = "fewer lower smaller shorter"
_MORE_THAN = pattern(
    rf"(?:[^‹]*\b)?(?P<word>{any_of('more higher greater larger longer', _LESS)})\b",
    r"[^‹]*‹\d+›[^‹]*\bthan\b[^‹]*‹\d+›",
)
_SAME = pattern(
    rf"\b(?:remain\w*|stay\w*|is|was|were) {any_of('the_same unchanged level static')}\b|\bunchanged (?:at|from)\b"
)


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every word on which side of a target, or of another number, a level stands."""
    own = [pair for pair in pairs if max(pair.base, pair.now) >= passage.first]
    if not any(reading.role is Role.CHANGE for reading in readings[passage.first :]):
        for pair in own:
            if readings[pair.base].role is Role.TARGET:
                yield from _against_target(passage, pair)
    yield from _against_another(passage, readings)
    if _SAME.search(passage.text, passage.starts):
        for pair in own:
            yield from _the_same(passage, pair)


def _against_target(passage: Passage, pair: Pair) -> Iterator[Claim]:
    """“Performance of 90% was above the target of 92%”."""
    target, level = passage.quantities[pair.base], passage.quantities[pair.now]
    over, under = _OVER.search(passage.text, passage.starts), _UNDER.search(passage.text, passage.starts)
    if bool(over) == bool(under):
        return
    word = (over or under)[0].lower()
    if target.kind is not Kind.PERCENT and not _ON_A_SIDE.search(word):
        return
    quote = passage.quote([pair.base, pair.now])
    if level.value < target.value if over else level.value > target.value:
        side = "below" if over else "above"
        yield Claim(NAME, quote, False, f"{level.printed} is {side} {target.printed}, not “{word}”", side)
    else:
        yield Claim(NAME, quote, True)


def _against_another(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """“More children were placed with carers (64) than with agencies (71)”."""
    own = list(passage.own[:2])
    match = _MORE_THAN.match(passage.text, passage.starts)
    if not match or len(own) < 2 or any(readings[n].role is not Role.LEVEL for n in own):
        return
    one, other = (passage.quantities[n] for n in own)
    if not one.is_like(other) or one.hedge or other.hedge:
        return
    word, quote = match["word"].lower(), passage.quote(own)
    if one.value > other.value if word in _LESS.split() else one.value < other.value:
        yield Claim(NAME, quote, False, f"{one.printed} is not {word} than {other.printed}", "the other way round")
    else:
        yield Claim(NAME, quote, True)


def _the_same(passage: Passage, pair: Pair) -> Iterator[Claim]:
    """“unchanged at 11.2%, against 13.7%”."""
    one, other = passage.quantities[pair.now], passage.quantities[pair.base]
    if one.value != other.value:
        quote = passage.quote([pair.base, pair.now])
        yield Claim(NAME, quote, False, f"{one.printed} and {other.printed} are not the same", "a change")
