"""Tell by the words around a level if another is held against it: from, than, compared with, last year."""

import re

from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.stated import multiple
from prosecheck.words import any_of, pattern, up_to

_OCCASION = "inspection survey report panel meeting wave round count audit review census"
_EARLIER = (
    rf"(?:{any_of('last previous prior preceding same past')}(?: \w+){{0,2}}? "
    rf"{any_of('year quarter month period week time term season figure total', _OCCASION)}|"
    r"(?:years?|quarters?|months?) (?:ago|earlier|before)|(?:the|a) (?:year|quarter|month) (?:ago|earlier|before)|"
    r"previously|earlier|at the (?:start|beginning))"
)
_MOVES = any_of("up down increase decrease rise fall drop growth reduction improvement decline")
_STARTED = any_of("begun begin began beginning started starting opened opening")
_VERB = any_of(r"numbered totall?ed stood rose fell reached came increased decreased was were is are has have")
_LEADS_ON = r" (?:[a-z’'-]+|#+(?:/#+)?|q#)(?:,(?= (?:when|which|where|at|with|on|whose|that)\b))?"
_NAME = r"[a-z’'-]+"
_BASE_BEFORE = pattern(
    rf"\bfrom(?!{up_to(8, _NAME)} {_VERB}\b)(?:{_LEADS_ON}){{0,8}}? ?\(?$|",
    rf"\b(?:{any_of('than against versus vs as_opposed_to having_been instead_of')}|vs\.|",
    rf"{any_of('compared comparison relative contrast opposed set')}(?: \w+)? (?:with|to|against|on)|",
    rf"{_MOVES}(?: \w+){{0,2}}? (?:on|over)|{_STARTED}(?: [\w-]+){{0,4}} (?:with|at|on))",
    rf"(?:{_LEADS_ON}){{0,8}}? ?\(?$|",
    rf"› on(?:{_LEADS_ON}){{0,8}}? ?\(?$|",
    r"\bwhen (?:it|they|there|we|the \w+) (?:was|were|had|stood at|numbered)(?: only| just)? $|",
    r"\b(?:had|used to) (?:be|been)(?: only| just| at)? $|",
    rf"\b{_EARLIER}(?:['’]s?)?(?: (?:the )?{any_of('figure total level rate result score position number')}s?)?",
    rf"(?: {any_of('of was were stood_at had had_been saw is at it_was there_were we_had they_were')})?",
    rf"(?: (?!{any_of('and but to so now by')}\b)[a-z]+)?:? ?\(?$|",
    rf"\({_EARLIER}[^‹()]{{0,25}}$|",
    r"\b(?<!highest )(?<!lowest )(?<!best )(?<!worst )since [^‹.;()]{1,30}\($",
)
_BASE_AFTER = pattern(
    r"^(?: (?!to\b|and\b|from\b|this\b)[\w’'%#-]+){0,4}? ?\(?",
    rf"(?:{any_of('in for at during of reported recorded we_had_in taken')} )?(?:the )?{_EARLIER}\b",
)
_REACHES = pattern(
    r"^(?: (?!to\b)[\w’'-]+){0,8}?,?(?: (?:was|were|has|have|had|been|being))?(?: \w+)? ",
    any_of(
        "reduced cut increased raised grown grew fell fallen rose risen dropped expanded shrunk shrank came_down",
        "went_up crept_up",
    ),
    r"(?: further| sharply| slightly)? to ?$",
)
# “107 against 153”: what stands now.
_AGAINST_THE_NEXT = pattern(
    r"^[^‹,.;]{0,40}?(?: \(|,)? ?\b",
    any_of("against versus vs as_opposed_to as_against up_from down_from rather_than compared_(?:with|to) in_place_of"),
    r" [^‹.;,]*$",
)
_FROM = pattern(r"\b(?:from|than) $")
# “9% higher than last year at 61,040”
_AT_NOW = pattern(
    rf"\b{any_of('than on from over')}\b[^‹,.;]*{any_of('year quarter month period ago before earlier')} at $"
)
_RECORD = pattern(
    r"\bsince [^‹.;]{1,30}, when (?:it|they) (?:was|were|stood at) $"
)  # “its lowest since …, when it was”
_ARROW = pattern(r"^ ?(?:→|->|⇒|➔) ?$")
_DOWN_TO = pattern(
    rf"^(?: (?!{any_of('compared relative close similar opposed prior next equal')})\w+)? (?:down |up )?to ",
    "(?:just |about |around )?$",
)
_THE = pattern(
    r" (?:that of(?: [\w’'#-]+){0,6},?|(?:the|last (?:year|quarter|month)['’]s|its|our)(?: [\w’'#-]+){0,6}) \(?"
)
_OF_WHAT = pattern(r" (?:[\w’'#-]+ ){1,9}\(?")


def is_base(passage: Passage, number: int) -> bool:
    """Tell whether the words around a level say that another is held against it."""
    left, right = passage.left(number), passage.right(number).partition("‹")[0]
    if hedge := passage.quantities[number].hedge:
        left = re.sub(rf"\b{re.escape(hedge)} $", "", left)
    if re.search(r"\bper (?:\w+ )?$|\bless than (?:\w+ )?$", left) and "than" not in left[-12:]:
        return False
    if _AT_NOW.search(left) or _RECORD.search(left):
        return False
    if _is_multiplied(passage, number):
        return True
    if _AGAINST_THE_NEXT.match(right):
        return bool(_FROM.search(left))
    if _ARROW.match(right) or _REACHES.match(right):
        return True
    if _DOWN_TO.match(right) and re.search(r"(?:[(:,–—]|›) ?$", left):
        quantities = passage.quantities
        return number + 1 < len(quantities) and quantities[number + 1].is_like(quantities[number])
    is_of_the_next = right.rfind("(") > right.rfind(")")  # “11,346 (previously 11,502)”
    return bool(_BASE_BEFORE.search(left[-90:]) or not is_of_the_next and _BASE_AFTER.match(right))


def _is_multiplied(passage: Passage, number: int) -> bool:
    """Tell whether a level is multiplied, as in “double the 204 of last year”."""
    if number in (0, passage.first):
        return False
    between = passage.between(number - 1, number)
    if multiple(passage, number - 1):
        return bool(_OF_WHAT.fullmatch(between))
    return passage.quantities[number - 1].kind is Kind.FACTOR and bool(_THE.fullmatch(between))
