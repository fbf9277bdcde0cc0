"""Where one thought ends and another begins: whether a change and a level can be spoken of together."""

from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role
from cosmic.claims.topics import share_topics, topics
from cosmic.claims.words import any_of, pattern

_GOES_ON = any_of(
    "this that it they which these those he she we now then there also so a an the_same was were is are has had have",
    "by",
    "thus hence therefore up down",
)
_MOVED = any_of(
    r"rose fell grew dropped increas(?:ed|es) decreas(?:ed|es) declined reduced climbed went improved doubled trebled",
    "halved jumped",
)
_VERB = any_of(_MOVED, "was were is are has have had remained stood stayed continued saw recorded")
_MOVEMENT = any_of("increase rise fall drop decrease reduction decline difference gap change growth improvement")
_REASONS = any_of(
    r"while whilst whereas but although though however meanwhile as_a_result because due_to driven reflecting",
    r"following",
    r"despite owing caused thanks partly mainly largely attribut\w+ including of_which of_whom offset when_compared",
    r"where",
    r"alongside (?:before|after|then)_(?:\w+ing|rose|fell) followed_by",
)
_PARTED = pattern(
    rf"; (?!(?:this|that|an?|up|down|which|the {_MOVEMENT})\b)|\b{_REASONS}\b",
    rf"|\band (?!{_GOES_ON}\b)(?:(?!‹)[\w’'/-]+ ){{1,10}}?{_VERB}\b",
    rf"|, (?!{_GOES_ON}\b)(?:(?!‹)[\w’'/-]+ ){{1,4}}?{_MOVED}\b",
    rf"|\bas (?!(?:against|compared|opposed|many|much)\b)(?:[\w-]+ ){{1,4}}?{_VERB}\b",
    r"|\band (?:against|compared|versus|above|below)\b",
)
_ANOTHER_AHEAD = pattern(
    r"\band (?:the |only |some |a total of )?$|, with (?!only\b|just\b|some\b|a total\b)(?:[\w’'-]+ ){3,}$"
)
_ANOTHER_BEHIND = pattern(rf", with (?!an?\b|the {_MOVEMENT}\b)[\w’'-]+ ")
_MORE = any_of(
    "increase rise growth fall drop decrease reduction decline jump surge cut uplift improvement more fewer less"
)
_OF_ANOTHER = pattern(
    rf"^ {_MORE} (?:{any_of('in for among at of across')} )?(?P<topic>(?:(?!‹|than\b)[^,.;:()]){{1,50}})"
)
_POINTS_BACK = pattern(
    r"^(?:[^‹,]{0,40}, )?(?:so |but |and |overall,? |that is to say,? |in percentage terms,? )?(?:",
    r"(?:this|that|these|those|it|they|which)\b(?! (?:year|quarter|month|period))|",
    r"(?:the|an?) (?:(?:overall|net|total|further|slight|sharp|percentage|year-on-year|absolute) )?",
    any_of("increase decrease rise fall drop decline reduction improvement growth change difference gap"),
    r"\b|(?:up|down|equivalent to|equal to|or|i\.e\.)\b)(?:[^‹]|‹\d+›(?=.{0,30}$)){0,90}$",
)


def is_parted(passage: Passage, change: int, level: int) -> bool:
    """Whether the words between a change and a level begin another thought, or give a reason."""
    between = passage.between(change, level)
    if change < level:
        return bool(_PARTED.search(between) or _ANOTHER_AHEAD.search(between))
    if passage.quantities[change].kind is Kind.FACTOR:
        between += passage.quantities[change].printed.lower()  # “and website traffic trebled”
    return bool(_PARTED.search(between) or _ANOTHER_BEHIND.search(between))


def is_of_another(passage: Passage, change: int) -> bool:
    """“…, with a 15% increase in weekend visits”: a change of what was not spoken of."""
    said = _OF_ANOTHER.match(passage.right(change))
    before = passage.text[: passage.spans[change][0]]
    return bool(said) and bool(topics(before)) and not share_topics(said["topic"], before)


def points_back(passage: Passage, readings: list[Reading], change: int) -> bool:
    """“This is an increase of 149, or 10.4%”: a change of what the sentence before says."""
    earlier = range(passage.first, change)
    if any(readings[n].role is not Role.CHANGE for n in earlier):
        return False
    if any(passage.quantities[n].kind is passage.quantities[change].kind for n in earlier):
        return False
    return bool(_POINTS_BACK.match(passage.left(change))) and not is_of_another(passage, change)
