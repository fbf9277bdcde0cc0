"""Find the words that make a number an average: an average of, per month, each; and that it is worked out."""

from dataclasses import dataclass

from prosecheck.passages import Passage
from prosecheck.words import HEDGED, any_of, pattern, up_to

_OFTEN = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "hourly": "hour", "annual": "year",
    "yearly": "year", "annum": "year", "annually": "year",
}  # fmt: skip
_OFTEN_SAID = pattern(rf"\b{any_of(*_OFTEN)}\b")
_AVERAGE = r"(?:averag(?:e[sd]?|ing)|mean|typical(?:ly)?)"
_IS = any_of("is was were comes_to came_to equals being stood_at")
_AVERAGE_BEFORE = pattern(
    rf"\b(?<!on ){_AVERAGE}\b(?: (?:the ‹\d+›|(?!and\b|but\b|or\b)[\w’'-]+)){{0,7}}?,?{HEDGED} ?[(:]?$|",
    rf"\bon average,{HEDGED} $|\b{_AVERAGE} (?:of|for|across)\b[^;.]*› ?[),]? {_IS}(?: \w+)?{HEDGED} $",
)
# Somebody else's average is what a level is held against, and a middle value is no mean.
_NO_AVERAGE = pattern(
    r"\b",
    any_of(
        "national regional england london county country scottish welsh long-term five-year sector peer median modal",
        "above below than",
    ),
    r"\b[^‹,;.]*$",
)
_EACH_BEFORE = pattern(
    r"\beach of (?:(?:the|our|these|those|its) )?(?:‹\d+› )?(?:[\w,-]+ ){2}[^.;()‹]*$|",
    r"^per (?P<head>[a-z]+)\b[^;.]*\b(?:is|was|worth|comes to|came to) $|\bfor (?:every|"
    r"each) (?P<unit>(?!of\b)[a-z]+) ",
    rf"(?:{any_of('there_were there_are there_is there_was we_have we_had')} )?(?:on average,? )?$",
)
_PER_BEFORE = pattern(
    rf"\bper (?P<unit>[a-z]+) (?:is|was|of|came to|comes to|stands at|stood at|averaged)(?: therefore| thus|"
    rf" then)?{HEDGED} $"
)
_NOUNS = up_to(3, rf"(?!‹)(?!{any_of('in of the for and to gave give gives by at with as')}\b)[\w’'-]+")
_NO_UNIT = any_of("mean average total rise fall drop further lot number day’s increase decrease reduction result")
_EACH_AFTER = pattern(
    rf"^{_NOUNS},? (?:(?:per|every|each) (?:working |calendar |school )?(?P<unit>[a-z]+)|apiece|each|on average)\b",
)
_A_UNIT_AFTER = pattern(
    rf"^{_NOUNS} an? (?!{_NO_UNIT}\b)(?P<unit>[a-z]+)",
    rf"(?=[,.;:)]| ?[–—-] |$| {any_of('on in over during across for from to at and')}\b)",
)
_RESULT = any_of(
    r"giving gives? gave which_is that_is i\.e\.,? equat(?:es|ing)_to equivalent_to equal_to work(?:s|ing)_out_at",
    r"work(?:s|ing)_out_as amount(?:s|ing)_to meaning makes making so or which_was which_makes represent(?:s|ing)",
    r"com(?:es|ing)_to,?",
)
_LEADS = "(?:or |at |that is )?(?:an?|the)|or|at|that"
_WORKED_OUT = pattern(
    rf"(?:\b{_RESULT}|[,–—(:;-])(?: ?(?:{_LEADS}))?(?: (?:[a-z]+ly )?{_AVERAGE}\b(?: (?!‹)[\w’'-]+){{0,4}})?{HEDGED} ?$"
)
_IN_A_LIST = pattern(r"^(?:,| and) ?‹")
_OPENS = pattern(r"^(?:this|that|it|so)\b[^‹,;]*$")


@dataclass(frozen=True)
class Cue:
    """Words that say that a number is an average: per which unit, said outright, of each one, worked out."""

    unit: str | None
    is_average: bool
    is_of_each: bool
    is_worked_out: bool


def cue(passage: Passage, number: int) -> Cue | None:
    """Return what says that a number is an average; None where nothing does."""
    left, right = passage.left(number)[-110:], passage.right(number)
    clause = left.rpartition("›")[2]
    if _NO_AVERAGE.search(clause) or clause.endswith(" the ") or _IN_A_LIST.match(right):
        return None
    average, each, per = (words.search(left) for words in (_AVERAGE_BEFORE, _EACH_BEFORE, _PER_BEFORE))
    after = _EACH_AFTER.match(right) or _A_UNIT_AFTER.match(right)
    if not (average or each or per or after):
        return None
    often = _OFTEN_SAID.search(clause) if average else None
    units: list[str | None] = [match["unit"] for match in (after, each, per) if match]
    units += [each["head"] if each else None, often[0] if often else None]
    unit = next(filter(None, units), None)
    is_of_each = bool(each or (after and not after["unit"]))
    is_average = bool(average or per or (after and "on average" in after[0]))
    per_which = _OFTEN.get(unit, unit) if unit else None
    return Cue(per_which, is_average, is_of_each, bool(_WORKED_OUT.search(left) or _OPENS.search(left)))
