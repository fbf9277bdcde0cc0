"""Find the number of a list that a superlative is said of."""

from prosecheck import labels
from prosecheck.passages import Passage
from prosecheck.superlatives import Superlative
from prosecheck.words import HEDGED, any_of, pattern

_RIVALS = any_of("compared ahead followed against than while whereas but versus up down from among against behind")
_WITH = any_of("with at of was were is being recording recorded had having on")
_HOLDS_IT = pattern(
    rf"^(?:(?!\b{_RIVALS}\b)(?:of (?:the|our) ‹\d+›|[^‹;:.()–—]))*?",
    rf"(?:[(:–—]|['’]s|than any [^‹]*?\bwith|\b{_WITH}|,)(?: an?| the| just| only)?(?: (?!‹)[a-z]+ of)?{HEDGED} ?$",
)
_IS_IT = pattern(
    rf"^\)?(?: (?!{_RIVALS}\b)[\w’'/&#-]+){{0,10}}?",
    rf"(?:,| [–—-]|,? \(| {any_of('making giving which_is which_was was is were are')}(?: it| this| that)?)",
    rf"(?: {any_of('which this was is were are and it by_far easily making giving')})*(?: the)? ?$",
)
_FRONTED = pattern(r"^(?:of (?:the|our) [^,]*, )?(?:at|with|on)(?: (?!‹)[\w-]+){0,4} ?$")
_HAS = any_of(
    "remain remains remained was were is are being had has have having recorded recording saw seeing reported",
    "reporting with as",
)
_THE = pattern(r"\b(?:the|a|its|their) $")
_NAME = pattern(
    rf"(?:^|[,;:(–—.]|\b{any_of('with making putting leaving and so meaning while which but')} )",
    r"(?: ?(?:the|that|therefore|making|putting|leaving|placing|ranking|with|and|so))*(?P<name>[^‹,;:(–—.]*?)",
    rf"(?: {_HAS}",
    r"\b[^‹,;:(–—.]*| (?:the|in|as))? ?$",
)
_NAME_AFTER = pattern(
    rf"^[^‹.;:,(]{{0,30}}?\b{any_of('in for at among on was were being by')} (?P<name>[^‹.;:,(–—]{{2,30}}?)",
    rf"(?= {any_of('with at')}\b|[:,(.;]| [–—]|$)",
)


def holder(passage: Passage, ranked: list[int], said: Superlative) -> int | None:
    """Return the number of what is named beside a superlative, else the one after it, else the one before; or None."""
    start = passage.starts if said.start >= passage.starts else 0
    before = [n for n in ranked if start <= passage.spans[n][0] and passage.spans[n][1] <= said.start]
    after = [n for n in ranked if passage.spans[n][0] >= said.end]
    lead = passage.text[said.end : passage.spans[after[0]][0]] if after else ""
    if after and not lead.strip():
        return None  # “the quietest 210 and 190”
    told = _named(passage, ranked, said, passage.spans[before[-1]][1] if before else start)
    if told is None and after and _HOLDS_IT.match(lead):
        told = after[0]
    if told is None and before and _is_of(passage, before[-1], said, start):
        told = before[-1]
    if told in after[:1] and before and len(after) == 1 and not _THE.search(passage.text[: said.start]):
        return None  # “by car (62%) and bus (18%), with bus use highest among over-65s (41%)”
    return told


def _named(passage: Passage, ranked: list[int], said: Superlative, clause: int) -> int | None:
    names = _NAME.search(passage.text[clause : said.start]), _NAME_AFTER.match(passage.text[said.end :])
    for name, place in zip(names, (clause, said.end), strict=True):
        words = labels.original(passage, place + name.start("name"), place + name.end("name")) if name else ""
        told = labels.named(passage, ranked, words)
        if told is not None:
            return told
    return None


def _is_of(passage: Passage, number: int, said: Superlative, start: int) -> bool:
    between = passage.text[passage.spans[number][1] : said.start]
    return bool(_IS_IT.match(between) or _FRONTED.match(passage.text[start : passage.spans[number][0]]))
