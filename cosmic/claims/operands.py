"""Which pair of levels a stated change can be of: the nearest that nothing in the words parts from it."""

import re

from cosmic.claims.differences import can_be_of
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.periods import period
from cosmic.claims.roles import Reading, Role
from cosmic.claims.topics import refers_back, share_topics, topics
from cosmic.claims.words import any_of, pattern

_PRONOUN = any_of("this that it they which these those he she we now then there also so a an the was were is are has had have")
_VERB = any_of(
    r"was were is are has have had went rose fell grew dropped increas(?:ed|es) decreas(?:ed|es) declined reduced climbed",
    "remained stood stayed continued improved saw recorded",
)
# What begins another thought, or gives a reason.
_PARTED = pattern(
    r"; (?!(?:this|that|a|an|up|down|which|the (?:increase|rise|fall|drop|difference|gap|change|reduction))\b)|\b",
    any_of(
        r"while whilst whereas but although however meanwhile as_a_result because due_to driven reflecting following despite",
        r"owing caused thanks partly mainly largely attribut\w+ including of_which of_whom offset when_compared where",
    ),
    rf"\b|\band (?!{_PRONOUN}\b)(?:(?!‹)[\w’'/-]+ ){{1,10}}?{_VERB}\b|\bas (?!(?:against|compared|opposed|many|much)\b)(?:[\w-]+ ){{1,4}}?{_VERB}\b",
)
_NOUNS = any_of("increase rise growth fall drop decrease reduction decline jump surge cut uplift improvement more fewer less")
_OF_ANOTHER = pattern(rf"^ {_NOUNS} (?:{any_of('in for among at of across')} )?(?P<topic>(?:(?!‹|than\b)[^,.;:()]){{1,50}})")
_POINTS_BACK = pattern(
    r"^(?:[^‹,]{0,40}, )?(?:so |but |and |overall,? |that is to say,? |in percentage terms,? )?(?:",
    r"(?:this|that|these|those|it|they|which)\b(?! (?:year|quarter|month|period))|",
    r"(?:the|an?) (?:(?:overall|net|total|further|slight|sharp|percentage|year-on-year|absolute) )?",
    any_of("increase decrease rise fall drop decline reduction improvement growth change difference gap"),
    r"\b|(?:up|down|equivalent to|equal to|or|i\.e\.)\b)(?:[^‹]|‹\d+›(?=.{0,30}$)){0,90}$",
)
_GAP = pattern(
    any_of(
        r"\bgap \bdifference \bdifferential \bahead \bbehind \blead\b \bshort(?:fall)?\b \bmargin \btwice \bas_(?:many|much|high)",
        r"\bmore\b \bfewer\b \bless\b \bhigher\b \blower\b \bgreater\b \babove\b \bbelow\b \bdouble\b \blonger\b \bshorter\b",
        r"\bextra\b \badditional\b \bapart\b \bhalf_(?:as|the|that)\b \bout(?:number|strip|perform|pac)",
        r"\bexceed \bbeat \btoo_(?:few|many) \bshy\b \bgulf\b \bdisparity\b \bapart\b",
    )
)
_PART_OF = pattern(r"\b(?:of (?:which|whom|these|those|them)|out of|including|were among|for every)\b|(?<!ahead )(?<!short )\bof (?:the|all|our)(?: \w+){0,2} $")
# “10% up on last year”: the base is not in the text.
_OWN_BASE = pattern(
    rf"^[^‹.;:]{{0,40}}?\b{any_of('on than from compared over since against versus above below of for in')}\b",
    rf"(?! {any_of('overall total performance')}\b)(?P<base>[^‹,;.()]*)(?:[,;.()]|$)",
)
_OF_A_NUMBER = pattern(
    rf"^[^‹,.;:()]{{0,40}}\b{any_of('than on from above below behind over')}\b[^‹,.;:()]{{0,40}}‹(?P<base>\d+)›"
)


def operands(passage: Passage, readings: list[Reading], pairs: list[Pair], number: int) -> list[Pair]:
    """The pair that a change belongs to, or either order of two levels; none where the words leave it open."""
    near = [pair for pair in pairs if _fits(passage, readings, number, pair) and _is_near(passage, readings, number, pair)]
    if near:
        least = min(_apart(number, pair) for pair in near)
        nearest = [pair for pair in near if _apart(number, pair) == least]
        return nearest if len(nearest) == 1 else []
    return _only_two(passage, readings, number)


def _fits(passage: Passage, readings: list[Reading], number: int, pair: Pair) -> bool:
    return number not in (pair.base, pair.now) and can_be_of(passage.quantities[number], passage.quantities[pair.base])


def _apart(number: int, pair: Pair) -> int:
    return min(abs(number - pair.base), abs(number - pair.now))


def _is_near(passage: Passage, readings: list[Reading], number: int, pair: Pair) -> bool:
    """Whether nothing stands between a change and a pair: no other level or change like theirs, no other thought."""
    low, high = sorted((pair.base, pair.now))
    if number > high and high < passage.first and not points_back(passage, readings, number):
        return False
    if not _binds(passage, number, pair) or (number < passage.first <= low and not refers_back(passage)):
        return False
    near = high if number > high else low if number < low else _nearer(passage, number, low, high)
    if any(_is_rival(passage, readings, n, number, pair) for n in range(min(near, number) + 1, max(near, number))):
        return False
    return not is_parted(passage, number, near) and not (number > low and _is_of_another(passage, number))


def _binds(passage: Passage, number: int, pair: Pair) -> bool:
    """Whether the number that a change names as its base, if any, is in the pair: “10% longer than 50”."""
    said = _OF_A_NUMBER.match(passage.right(number))
    if not said or not can_be_of(passage.quantities[number], passage.quantities[int(said["base"])]):
        return True
    return int(said["base"]) in (pair.base, pair.now)


def _nearer(passage: Passage, number: int, low: int, high: int) -> int:
    """The end of a pair around a change that shares its sentence."""
    return high if low < passage.first <= number else low


def _is_rival(passage: Passage, readings: list[Reading], other: int, number: int, pair: Pair) -> bool:
    quantity = passage.quantities[other]
    if readings[other].role is Role.CHANGE:
        return quantity.kind is passage.quantities[number].kind
    return other not in (pair.base, pair.now) and quantity.is_like(passage.quantities[pair.base])


def is_parted(passage: Passage, one: int, other: int) -> bool:
    """Whether the words between two quantities begin another thought."""
    return bool(_PARTED.search(passage.between(one, other)))


def _is_of_another(passage: Passage, number: int) -> bool:
    """“…, with a 15% increase in weekend visits”: a change of what was not spoken of."""
    said = _OF_ANOTHER.match(passage.right(number))
    before = passage.text[: passage.spans[number][0]]
    return bool(said) and bool(topics(before)) and not share_topics(said["topic"], before)


def points_back(passage: Passage, readings: list[Reading], number: int) -> bool:
    """“This is an increase of 149, or 10.4%”: a change of what the sentence before says."""
    earlier = range(passage.first, number)
    if any(readings[n].role is not Role.CHANGE for n in earlier):
        return False
    if any(passage.quantities[n].kind is passage.quantities[number].kind for n in earlier):
        return False
    return bool(_POINTS_BACK.match(passage.left(number))) and not _is_of_another(passage, number)


def _only_two(passage: Passage, readings: list[Reading], number: int) -> list[Pair]:
    """The only two levels that a change can be of, if words or periods say that they are compared."""
    fitting = [n for n, held in enumerate(readings) if held.role in (Role.LEVEL, Role.TARGET) and n != number]
    fitting = [n for n in fitting if can_be_of(passage.quantities[number], passage.quantities[n])]
    own = [n for n in fitting if n >= passage.first]
    if not own and points_back(passage, readings, number) or len(own) == 1 and share_topics(passage.left(own[0]), passage.text[: passage.starts]):
        held = fitting
    else:
        held = own
    if len(held) != 2 or _names_its_base(passage, number, held) or not _are_compared(passage, number, *held):
        return []
    return [Pair(*held), Pair(*held[::-1])]


def _names_its_base(passage: Passage, number: int, levels: list[int]) -> bool:
    """Whether a change is of something other than the levels: “10% up on last year”, “more than the median”."""
    said = _OWN_BASE.match(passage.right(number))
    if not said or number < passage.first:
        return bool(said)
    beside = " ".join(_beside(passage, n) for n in levels)
    return not topics(said["base"]) & topics(beside)


def _are_compared(passage: Passage, number: int, one: int, other: int) -> bool:
    """Whether two levels are set against each other: by a word for a gap, or by the periods they are of."""
    first, second = (passage.quantities[n] for n in (one, other))
    if not first.is_like(second) or first.value == second.value or passage.quantities[one].printed[0].isalpha():
        return False
    nearest = min((one, other), key=lambda n: abs(n - number))
    if is_parted(passage, number, nearest) or _PART_OF.search(passage.between(one, other)):
        return False
    around = passage.left(number)[-100:] + " ‹ " + passage.right(number)[:30]
    return bool(_GAP.search(around)) or period(passage, one) != period(passage, other)


def _beside(passage: Passage, number: int) -> str:
    """The few words around a level that name it."""
    ahead = re.split(r"[‹›.;,()]", passage.left(number).rstrip(" ("))[-1]
    behind = re.split(r"[‹.;,()]", passage.right(number).lstrip(" )"))[0]
    return f"{ahead[-40:]} {behind[:40]}"
