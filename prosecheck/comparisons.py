"""Judge claims of more or less of one thing than another: “more with carers (64) than with agencies (71)”."""

import re
from collections.abc import Iterator

from prosecheck.claims import Claim
from prosecheck.passages import Passage
from prosecheck.roles import Reading, Role
from prosecheck.words import any_of, pattern

NAME = "standing"
_LESS = "fewer lower smaller shorter less"
_MORE = "more higher greater larger longer"
_APART = pattern(
    rf"(?:[^‹]*\b)?(?P<word>{any_of(_MORE, _LESS)})\b[^‹]*‹(?P<one>\d+)›[^‹]*\bthan\b[^‹]*‹(?P<other>\d+)›"
)
_AFTER = pattern(
    rf"(?:[^‹]*\b)?(?:(?P<word>{any_of(_MORE, _LESS)})\b[^‹,;]*\bthan|outnumber\w*|outstrip\w*|overt(?:ook|ake[sn]?)) ",
    r"(?P<second>[^‹(,:;–—]*+)[^‹]*?[(,:;–—] ?(?:(?:by|at|with|some|a total of) )?‹(?P<one>\d+)›(?P<label>[^‹]*?)"
    rf"\b(?:{any_of('against versus and to vs compared_(?:with|to)')}) (?:[a-z]+ ){{0,2}}?‹(?P<other>\d+)›",
)
_STEM = 5  # letters


def find(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """Yield a claim for a word that one number is more or less than another, of two that come after it."""
    match = _APART.match(passage.text, passage.starts) or _AFTER.match(passage.text, passage.starts)
    if not match:
        return
    numbers = [int(match["one"]), int(match["other"])]
    one, other = (passage.quantities[n] for n in numbers)
    if any(readings[n].role is not Role.LEVEL for n in numbers) or not one.is_like(other) or one.hedge or other.hedge:
        return
    if _is_turned(match):
        one, other = other, one
    word, quote = (match["word"] or "more").lower(), passage.quote(numbers)
    if one.value > other.value if word in _LESS.split() else one.value < other.value:
        yield Claim(NAME, quote, False, f"{one.printed} is not {word} than {other.printed}", "the other way round")
    else:
        yield Claim(NAME, quote, True)


def _is_turned(match: re.Match[str]) -> bool:
    """Tell whether the second thing is told first: “more women than men (153 men and 214 women)”."""
    named = match.groupdict()
    words = [word for word in (named.get("second") or "").split() if len(word) >= _STEM]
    return bool(words and words[0][:_STEM] in (named.get("label") or ""))
