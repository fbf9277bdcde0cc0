"""Tell which way the words around a pair of levels say that it went: “rose from 455 to 412”."""

import re

from prosecheck import polarity
from prosecheck.directions import FELL, HIGHER, LOWER, NOUN, ROSE, Way, way_of
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.topics import refers_back
from prosecheck.words import any_of, pattern

_ADVERB = r"(?: (?:\w+ly|further|again|back|very|even|much|a (?:little|bit|touch)))?"
_TO_BASE = any_of("from on than over compared_with compared_to against since when")
_BETWEEN = pattern(
    rf"(?:^|[\s,(–—-])(?P<way>up|down|upwards|downwards|{HIGHER}|{LOWER}|{ROSE}|{FELL})",
    rf"(?: [a-z]+)?,? {_TO_BASE}(?!(?<=than) #)(?: (?!but\b)[^\s‹]+){{0,12}} ?$",
)
_REACHED = pattern(rf"\b(?P<way>{ROSE}|{FELL}|up|down)(?: further|{_ADVERB}) to (?:\w+ ){{0,2}}$")
_WENT = any_of("went gone go goes going came come coming brought edged edging crept creeping ticked inched")
_BE = any_of("is are was were be been being has have had")
_BROUGHT = r"(?:brought|got|driven|pushed) (?:(?:the|its|our|their) )?(?:\w+ ){1,3}"
_VERB = rf"(?P<verb>{ROSE}|{FELL}|(?:{_BROUGHT}|(?:{_WENT}|{_BE}{_ADVERB}) )(?:back )?(?:up|down|upwards|downwards))"
_BETTER = any_of(r"improv(?:ed|es|ing) worsen(?:ed|s|ing) deteriorat(?:ed|es|ing) recover(?:ed|s|ing)")
_COMPARED = rf"{_BE}{_ADVERB} (?P<level>{any_of('higher lower fewer longer shorter greater smaller')})\b"
_THAN_THEN = (
    rf"(?= (?:[\w-]+ ){{1,4}}than (?:in |at |for )?(?:the |a )?{any_of('last previous year quarter month same')})"
)
_LEAD = pattern(
    rf"\b(?!falls\b)(?:{_VERB}|{_COMPARED}|(?P<many>fewer|more){_THAN_THEN}|(?P<better>{_BETTER}))(?![\w’'-])"
)
# From the word of change to the pair there is nothing that begins another thought.
_BREAKS = any_of("and but that which who as because so when while after due following by")
_STANDS = r"(?:,| and(?: now)? (?:stood|stands?|was|were|is|are|standing))"
_ON = pattern(
    rf"^{_ADVERB}(?!s)(?: (?!{_BREAKS}\b)[\w’'/#-]+){{0,16}}?",
    rf"(?:{_STANDS}? {any_of('from to at with standing_at reaching going_from')}|:|,| \(| [–—-])",
    r"(?: (?!by\b)[\w’'#/-]+,?){0,7} ?[(]?$",
)
_DENIED = pattern(
    r"\b(?:not|no|without|instead|slow\w*|rather|despite|although|if|because|due|offset|following|after|amid|rank\w*|",
    r"place[ds]?|position|league|target|aim\w*|plan\w*|index|deficit|expect\w*|forecast\w*|project\w*|n[’']t)\b|",
    r"\b(?:(?<!continue )(?<!continues )(?<!continued )(?<!began )to|",
    any_of("will would could should may might can must"),
    r")(?: be| have| \w+ly){0,2} $",
)
# “a faster rate of reduction (32% against 19%)”: the two are changes themselves.
_IS_A_CHANGE = pattern(r"^ ?(?:,|:|\(|of) ?$")
# The figures for what was said, after a comma or the like.
_ELLIPTIC = pattern(
    r"^(?: [\w’'#/-]+){0,12}?(?:,|:| [–—-]| \() ?(?:(?:with|the (?:figures?|numbers?|rates?) being|it was|there were|",
    r"(?:patients|people|residents|they|we) \w+(?: for)?|at|as|in|from|\w+ly) ?)?(?:[a-z]+ ){0,2}\(?$",
)
_REFERS = pattern(
    r"^(?:this|that|it|these|they|which|up|down|an?|the (?:figure|number|rate|total)|last|in)\b[^‹,]{0,60}$"
)
_AFTER = pattern(rf"^[^‹.;]{{0,40}}?, (?:(?:which|this|it) (?:is|was) )?an? (?:\w+ )?(?P<way>{NOUN})(?=[.,;]|$)")


def way_told(passage: Passage, changes: set[int], base: int, now: int) -> Way:
    """Return the way of a pair; unsaid where the words do not say, or where another level stands between."""
    between = passage.between(base, now)
    low, high = sorted((base, now))
    if any(n not in changes for n in range(low + 1, high)) and "‹" in re.sub(r"\([^()]*\)", "", between):
        return Way.UNSAID
    if low < passage.first <= high and not _REFERS.match(passage.left(high)):
        return Way.UNSAID
    if now < base:
        said = _BETWEEN.search(between)
        if said and not _DENIED.search(between):
            return way_of(_word(said["way"]))
    else:
        said = _REACHED.search(between)
        if said and not _DENIED.search(between[: said.start()]):
            return way_of(_word(said["way"]))
    if low < passage.first <= high:
        return _told_after(passage, high)
    return _in_the_lead(passage, low) or _told_after(passage, high) or _in_the_sentence_before(passage, low)


def _in_the_lead(passage: Passage, first: int) -> Way:
    """Return the way of the last word of change before a pair, if it leads to it."""
    lead = re.split(r"›|[;]", passage.left(first))[-1]
    return _said(lead, passage.quantities[first].kind is Kind.PERCENT)


def _said(lead: str, is_percent: bool) -> Way:
    matches = list(_LEAD.finditer(lead))
    if not matches:
        return Way.UNSAID
    last, clause = matches[-1], lead[: matches[-1].start()].rpartition(",")[2]
    onward = lead[last.end() :]
    word = _word(last["verb"] or last["level"] or last["many"] or last["better"])
    if _DENIED.search(clause) or is_percent and re.fullmatch(NOUN, word) and _IS_A_CHANGE.match(onward):
        return Way.UNSAID
    if not _ON.match(onward) and not _ELLIPTIC.search(onward):
        return Way.UNSAID
    return polarity.told(word, lead[: last.start()]) if last["better"] else way_of(word)


def _in_the_sentence_before(passage: Passage, first: int) -> Way:
    """Return the way of “Collection edged up. It had been 97.9% and finished at 97.2%.”"""
    if first < passage.first or passage.first or not refers_back(passage):
        return Way.UNSAID
    return _said(f"{passage.text[: passage.starts].strip().lower().rstrip('.')}: ", is_percent=False)


def _told_after(passage: Passage, last: int) -> Way:
    """Return the way of “840 last year and 712 this year, an increase”."""
    said = _AFTER.match(passage.right(last))
    return way_of(said["way"]) if said else Way.UNSAID


def _word(said: str) -> str:
    """Return the word that tells the way: `down` of `came down`."""
    return said.split()[-1].removesuffix("wards")
