"""Tell where one thought ends and another begins: if a change and a level can be spoken of together."""

from prosecheck.directions import NOUN
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.topics import find_topics, share_topics
from prosecheck.words import any_of, pattern

_GOES_ON = any_of(
    "this that it they which these those he she we now then there also so a an the_same was were is are has had have",
    "thus hence therefore up down",
)
_MOVED = any_of(
    r"rose fell grew dropped increas(?:ed|es) decreas(?:ed|es) declined reduced climbed went improved doubled trebled",
    "halved jumped",
)
_VERB = any_of(_MOVED, "was were is are has have had remained stood stayed continued saw recorded")
_MOVEMENT = any_of(
    "increase rise fall drop decrease reduction decline difference gap change growth improvement gain loss"
)
_REASONS = any_of(
    r"while whilst whereas but although though however meanwhile as_a_result because due_to driven reflecting",
    r"despite owing caused thanks partly mainly largely attribut\w+ including of_which of_whom offset when_compared",
    r"following where alongside both respectively (?:before|after|then)_(?:\w+ing|rose|fell) followed_by",
)
_PARTED = pattern(
    r"; (?!$|‹|(?:this|that|it|they|there|we|ours|theirs|an?|up|down|which|",
    rf"the (?:net |overall |total )?{_MOVEMENT})\b)",
    rf"|\b{_REASONS}\b",
    rf"|\band (?!{_GOES_ON}\b|by ‹|(?-i:[A-Z]))(?:(?!‹)[\w’'/-]+ ){{1,10}}?{_VERB}\b",
    rf"|, (?!{_GOES_ON}\b)(?:(?!‹)[\w’'/-]+ ){{1,4}}?{_MOVED}\b",
    rf"|\bas (?!(?:against|compared|opposed|many|much)\b)(?:[\w-]+ ){{1,4}}?{_VERB}\b",
    r"|\band (?:against|compared|versus|above|below)\b",
)
_ANOTHER_BEFORE = pattern(
    r"\band (?:the |only |some |a total of )?$|, with (?!only\b|just\b|some\b|a total\b)(?:[\w’'-]+ ){3,}$"
)
_CLOSED = pattern(r"^[^(]*\)")  # “£5.2m (up 4%) supports 310 places”
_THEN = pattern(r"\bthen\b[^‹]{0,20}$")  # “rose 15%, then fell 10%”
_WITH = pattern(r"^(?:with|at|from)\b[^,]*$")  # “With 501 sessions against 313, provision has doubled”
_ANOTHER_AFTER = pattern(rf", with (?!an?\b|the {_MOVEMENT}\b)[\w’'-]+ ")
_MORE = any_of(
    "increase rise growth fall drop decrease reduction decline jump surge cut uplift improvement more fewer less"
)
_OF_ANOTHER = pattern(
    rf"^ {_MORE} (?:{any_of('in for among at of across')} )?(?P<topic>(?:(?!‹|than\b)[^,.;:()]){{1,50}})"
)
_OPENS = any_of("so but and overall,? thus therefore that_is_to_say,? in_percentage_terms,? in_relative_terms,? at")
_KIND = any_of("overall net total further slight sharp percentage year-on-year absolute")
_MEASURE = any_of("rate figures? number level proportion percentage share total")
# “Those 35 fewer lettings”, “… welcomed this gain of 10 points”, “The disadvantage gap of 35 points”
_THIS_MUCH = pattern(rf"\b(?:this|these|those) (?:(?:\w+ )?{NOUN} of )?$|^the (?:\w+ )?{any_of('gap difference')} of $")
_RISE = pattern(rf"^[ -]{NOUN} {any_of('is was has reflects means')}\b")  # “The 16.7% rise is mostly down to …”
_POINTS_BACK = pattern(
    rf"^(?:[^‹,]{{0,40}}, )?(?:{_OPENS} )?(?:",
    r"(?:this|that|these|those|it|they|which)\b(?! (?:year|quarter|month|period))|",
    rf"(?:the|an?) (?:{_KIND} )?{NOUN}\b|the {_MEASURE} (?:of [a-z]+ )?(?:has|have|had|was|is|thus|rose|fell|grew)\b|",
    r"(?:[\w-]+ ){1,4}(?:is|has|are|have|was|were)(?: \w+)? (?:therefore|thus)\b|",
    r"(?:up|down|equivalent to|equal to|or|i\.e\.)\b)(?:[^‹]|‹\d+›(?=.{0,45}$)){0,90}$",
)


def is_parted(passage: Passage, change: int, level: int) -> bool:
    """Tell whether the words between a change and a level begin another thought, or give a reason."""
    low, high = sorted((change, level))
    between = passage.text[passage.spans[low][1] : passage.spans[high][0]]
    if change < level:
        is_done = _CLOSED.match(between) or _THEN.search(passage.left(change))
        return bool(is_done or _PARTED.search(between) or _ANOTHER_BEFORE.search(between))
    if passage.quantities[change].kind is Kind.FACTOR and not _WITH.match(passage.left(level)):
        between += passage.quantities[change].printed.lower()  # “and website traffic trebled”
    return bool(between.endswith("; ") or _PARTED.search(between) or _ANOTHER_AFTER.search(between))


def are_parted(passage: Passage, one: int, other: int) -> bool:
    """Tell whether the words between two levels begin another thought."""
    low, high = sorted((one, other))
    return bool(_PARTED.search(passage.text[passage.spans[low][1] : passage.spans[high][0]]))


def is_of_another(passage: Passage, change: int) -> bool:
    """Tell whether a change is of what was not spoken of before: “…, with a 15% increase in weekend visits”."""
    said = _OF_ANOTHER.match(passage.right(change))
    if not said:
        return False
    before = passage.text[: passage.spans[change][0]]
    return bool(find_topics(before)) and not share_topics(said["topic"], before)


def points_back(passage: Passage, readings: list[Reading], change: int) -> bool:
    """Tell whether a change is of what the sentence before says: “This is an increase of 149, or 10.4%”."""
    earlier = range(passage.first, change)
    if any(readings[n].role is Role.CHANGE and _is_alike(passage, n, change) for n in range(passage.first)):
        return False
    if any(readings[n].role is not Role.CHANGE for n in earlier):
        return False
    if any(_is_alike(passage, n, change) for n in earlier):
        return False
    left = passage.left(change)
    is_the_rise = left == "the " and _RISE.match(passage.right(change))
    if "‹" not in left and (is_the_rise or _THIS_MUCH.search(left)):
        return True
    return bool(_POINTS_BACK.match(left)) and not is_of_another(passage, change)


def _is_alike(passage: Passage, one: int, other: int) -> bool:
    return passage.quantities[one].kind is passage.quantities[other].kind
