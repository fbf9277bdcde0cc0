"""Claims of standing: above or below a target, more than another, told without a difference."""

import re
from collections.abc import Iterator

from cosmic.claims.claims import Claim
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role

NAME = "standing"
_NOT = r"(?<!not )(?<!n’t )(?<!n't )(?<!without )(?<!to )(?<!narrowly )"
_OVER = re.compile(rf"{_NOT}\b(?:above|exceed(?:s|ed|ing)?|surpass\w*|beat(?:s|ing)?|ahead of|better than|met|meets|meeting|achiev\w+|hit)\b")
_UNDER = re.compile(rf"{_NOT}\b(?:below|short of|shy of|under|miss(?:ed|es|ing)?|fail\w* to (?:meet|reach|hit)|behind|worse than)\b")
_NUMERIC = re.compile(r"\b(?:above|exceed\w*|surpass\w*|below|short of|shy of|under)\b")
_MORE_THAN = re.compile(r"^(?:[^‹]*\b)?(more|fewer|higher|lower|greater|larger|smaller|longer|shorter)\b[^‹]*‹\d+›[^‹]*\bthan\b[^‹]*‹\d+›", re.IGNORECASE)
_SAME = re.compile(r"\b(?:remain\w*|stay\w*|is|was|were) (?:the same|unchanged|level|static)\b|\bunchanged (?:at|from)\b")
_LESS = ("fewer", "lower", "smaller", "shorter")


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every word on which side of a target, or of another number, a level stands."""
    yield from _against_target(passage, readings, pairs)
    yield from _against_another(passage, readings)
    for pair in pairs:
        if max(pair.base, pair.now) >= passage.first and _SAME.search(passage.text[passage.starts :].lower()):
            yield from _the_same(passage, pair)


def _the_same(passage: Passage, pair: Pair) -> Iterator[Claim]:
    """“unchanged at 11.2%, against 13.7%”."""
    one, other = passage.quantities[pair.now], passage.quantities[pair.base]
    if one.value != other.value:
        quote = passage.quote([pair.base, pair.now])
        yield Claim(NAME, quote, False, f"{one.printed} and {other.printed} are not the same", "a change")


def _against_target(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    for pair in pairs:
        if readings[pair.base].role is not Role.TARGET or max(pair.base, pair.now) < passage.first:
            continue
        target, level = passage.quantities[pair.base], passage.quantities[pair.now]
        text = passage.text[passage.starts :].lower()
        over, under = _OVER.search(text), _UNDER.search(text)
        if bool(over) == bool(under) or any(r.role is Role.CHANGE for r in readings[passage.first :]):
            continue
        word = over or under
        if target.kind is not Kind.PERCENT and not _NUMERIC.search(word[0]):
            continue
        quote = passage.quote([pair.base, pair.now])
        if (over and level.value < target.value) or (under and level.value > target.value):
            side = "below" if over else "above"
            yield Claim(NAME, quote, False, f"{level.printed} is {side} {target.printed}, not “{word[0]}”", side)
        else:
            yield Claim(NAME, quote, True)


def _against_another(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """“More children were placed with carers (64) than with agencies (71)”."""
    own = list(passage.own)
    match = _MORE_THAN.match(passage.text[passage.starts :])
    if not match or len(own) < 2 or any(readings[n].role is not Role.LEVEL for n in own[:2]):
        return
    one, other = passage.quantities[own[0]], passage.quantities[own[1]]
    if not one.is_like(other) or one.hedge or other.hedge:
        return
    is_less = match[1].lower() in _LESS
    quote = passage.quote(own[:2])
    if (one.value > other.value) if is_less else (one.value < other.value):
        yield Claim(NAME, quote, False, f"{one.printed} is not {match[1].lower()} than {other.printed}", "the other way round")
    else:
        yield Claim(NAME, quote, True)
