"""Find the words of rank: the highest, the fewest, the second largest share, second of the three."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prosecheck.sides import is_high_good
from prosecheck.words import any_of, pattern


@dataclass(frozen=True)
class Superlative:
    """A rank counted from the highest or the lowest, or from either end; where its words stand; of how many."""

    rank: int
    is_most: bool | None
    start: int
    end: int
    word: str
    many: str | None = None  # a mark


_ORDINALS = "first second third fourth fifth".split()
_MOST = any_of("highest busiest commonest")
_LEAST = any_of("lowest fewest quietest")
_BIG = any_of("largest biggest greatest widest longest sharpest steepest")
_SMALL = any_of("smallest narrowest shortest least")
_MEASURES = any_of(
    r"numbers? shares? proportions? percentages? increases? decreases? rises? falls? drops? gaps? totals?",
    r"figures? amounts?",
    r"rates? volumes? changes? reductions? counts? sums? group category component categories disparity difference",
    "overspend underspend backlog shortfall surplus deficit caseload turnout contributor cause reason",
    "source average wait waits",
)
_SIZE = rf"(?:{_BIG}|{_SMALL})(?= (?:[a-z-]+ ){{0,3}}?{_MEASURES}\b|,? of (?:the|our|all)\b|[,.;)]|$)"
_COMMON = any_of("common frequent popular cited often_cited reported frequently_\\w+ commonly_\\w+ used often numerous")
_HAD = r"(?:had|has|have|having|recorded|recording|saw|seeing|reported|reporting|received|receiving|made|with|attracted"
_HAD += r"|drew|generated|issued|handled|took|accounted for|registered|produced|delivered)"
_NO_RANK = any_of("deprived affected vulnerable serious severe complex recent important senior likely common of")
_BEST = any_of("best best-performing best_performing strongest top")
_WORST = any_of("worst worst-performing worst_performing weakest poorest")
_SUPERLATIVE = pattern(
    rf"(?:\b(?P<rank>{any_of(*_ORDINALS)})[ -])?\b(?:",
    rf"(?P<most>{_MOST}|most {_COMMON}|(?<=had the )most(?! {_NO_RANK}\b)|(?:main|leading|top) (?=cause|"
    rf"reason|source)|peak(?:ed|ing|(?= (?:month|quarter|year|week|day)))|",
    rf"most (?!{_NO_RANK}\b|exposed|concerned|needed|improved)[a-z]+ed|(?:more|higher|greater|longer|"
    rf"larger)\b(?=[^‹.;,]{{0,40}} than any\b))|",
    rf"(?P<least>{_LEAST}|least (?:{_COMMON}|(?!{_NO_RANK}\b)[a-z]+ed)|",
    r"(?:fewer|lower|smaller|shorter|less)\b(?=[^‹.;,]{0,40} than any\b))|",
    rf"(?P<big>{_SIZE})|(?P<best>{_BEST})|(?P<worst>{_WORST}))\b(?!-)",
    rf"|\b(?P<place>{any_of(*_ORDINALS)})(?= (?:out )?of (?:the |our )?‹\d+›)",
)
_THE_MOST = pattern(rf"\b{_HAD} (?:by far )?(?:the )?(?P<most>most)(?! {_NO_RANK}\b)")
_NONE_MORE = pattern(
    r"\b(?:no|none)\b(?! (?:more|fewer|less|later|longer)\b)[^‹.;,]{0,40}\b",
    r"(?:(?P<least>fewer|lower|less|smaller|shorter)|(?P<most>more|higher|greater|larger|longer))\b[^‹.;,]{0,40} than",
    r"(?= (?!‹)[^‹.;,]{2,30}(?:['’]s| with| at| \() ?‹)",
)
# Of more than the passage tells, or of some among the highest.
_BEYOND = pattern(
    r"^[^‹.;]{0,60}?\b",
    any_of(
        r"since on_record ever in_\w+_years for_\w+_years in_the_(?:country|region|county|uk|world|nation)",
        r"nationally so_far",
        r"of_any in_england in_(?:a_)?decades? for_some records_began in_recent of_all_time in_\d+ to_date",
        r"in_its_history",
        r"in_the_(?:last|past)\b for_any in_the_series of_its_kind",
    ),
    r"\b|^[- ](?:ever|risk|need|priority|paid|quality)",
)
_BEFORE_NONE = pattern(
    r"\b(?:one of|among|amongst|some of|not|no longer|never|to|at|from|since|joint|equal|than|in|"
    r"of) (?:the |its |their )?$"
)
_MANY = pattern(r"^[^‹.;,]{0,40}?\bof (?:the|our|all|these)(?: the| our)? (?P<many>‹\d+›)")
_MANY_AHEAD = pattern(r"\b(?:of|among|across) (?:the|our|all|these)(?: the| our)? (?P<many>‹\d+›)[^‹.;,]{0,40},[^‹]*$")


def find(text: str, starts: int) -> Iterator[Superlative]:
    """Yield each superlative from a place in the text on that speaks of what the passage lists."""
    patterns = (_SUPERLATIVE, _THE_MOST, _NONE_MORE)
    matches = {match.start(match.lastgroup or 0): match for words in patterns for match in words.finditer(text, starts)}
    for start in sorted(matches):
        match = matches[start]
        begin = match.start("rank") if match.groupdict().get("rank") else start
        if _BEYOND.match(text[match.end() :]) or _BEFORE_NONE.search(text[starts:begin].lower()):
            continue
        many = _MANY.match(text[match.end() :]) or _MANY_AHEAD.search(text[starts:begin])
        named = match.groupdict()
        rank = _ORDINALS.index((named.get("rank") or named.get("place") or "first").lower()) + 1
        is_most = _is_most(named, text[starts:])
        if is_most is not None or named.get("place"):
            yield Superlative(rank, is_most, begin, match.end(), text[begin : match.end()], many and many["many"])


def _is_most(named: Mapping[str, str | None], text: str) -> bool | None:
    if named.get("most") or named.get("least"):
        return bool(named.get("most"))
    if size := named.get("big"):
        return bool(re.match(_BIG, size, re.IGNORECASE))
    if named.get("place"):
        return None
    is_high = is_high_good(text)
    return None if is_high is None else is_high == bool(named.get("best"))
