"""List the words that say how a year ends beside its target: reached, missed, above or below it, or at a number."""

import re
from dataclasses import dataclass
from enum import StrEnum

from prosecheck.words import any_of, pattern


class Ends(StrEnum):
    """How words say that the year ends."""

    REACHED = "reached"
    MISSED = "missed"
    ABOVE = "above"
    BELOW = "below"
    AT = "at"  # a number


@dataclass(frozen=True)
class Event:
    """Words of an end: what they say, and their pattern, of which the group `number` is where the year ends.

    One that `stands_alone` needs no word of what is to come beside it: “on track”. A weak one says that it can be so.
    Most are found in sentences that name a target alone.
    """

    ends: Ends
    words: re.Pattern[str]
    stands_alone: bool = False
    is_weak: bool = False
    is_of_target: bool = True


_REACH = any_of(
    "meet(?:s|ing)? mak(?:e|ing)(?=_(?:the|our|its|this)_) achiev(?:e|es|ing) hit(?:s|ting)? reach(?:es|ing)?",
    "deliver(?:ing)? attain(?:ing)? return(?:ing)?_to (?:recover|improve|rise|fall|increase|reduce)_to",
)
_REACHED = any_of("met achieved hit reached delivered attained")
_EXCEED, _EXCEEDED = (
    any_of("exceed(?:s|ing)? surpass(?:ing)? outperform(?:ing)? beat(?:ing)?"),
    any_of("exceeded surpassed beaten"),
)
_MISS = (
    rf"(?:miss|missing|(?:fall|falling|come|be)(?: just| well)? short of|undershoot(?:ing)?|fail(?:s|ing)? to {_REACH})"
)
_OF_IT = r"(?:(?!(?:and|that|but|which|is|are|will|not)\b)[a-z’'/\d-]+ )"  # “our annual library visits ”
_AIM = r"(?:targets?|goal)\b(?! (?:group|audience|harden))"
_TARGET = rf"(?:{_OF_IT}{{0,6}}?{_AIM}|(?:it|this)(?=[.,;]|$))"
_THE_TARGET = rf"\b(?:the |our |its |this )?{_OF_IT}{{0,5}}?{_AIM}(?: (?:of|for) [\w,.%/£’' -]{{1,40}}?)?"
_IT_OR_THE_TARGET = rf"(?:\bit(?= (?:will|should|is|can))|{_THE_TARGET})"
_TO_BE = r"(?: [a-z’']+){0,6}? (?:be |being )(?:\w+ly )?"  # “is likely to be ”
_YEAR_END = r"(?:year[- ]end|end[- ]of[- ](?:the[- ])?(?:financial[- ])?year|full[- ]year|annual)"
_IS_FORECAST = rf"(?:(?: that| which)? is| remains|:)(?: {any_of('forecast expected projected')} to be)?"
_FORECAST = any_of("forecast forecasted projected predicted expected anticipated estimated")
_END = (
    r"(?:(?:the )?(?:financial )?year (?:to |will |is \w+ to )?(?:end|finish|close)s?|"
    r"(?:end|ends|finish|close|ending|finishing)(?: \w+)?(?: the)? (?:financial )?year|"
    r"(?:forecast|projection|outturn) for the (?:financial )?year(?: is| remains)|"
    rf"{_YEAR_END} {any_of('forecast projection outturn position')}{_IS_FORECAST}|"
    rf"{_FORECAST} (?:{_YEAR_END} )?{any_of('outturn position result total year[- ]end')}{_IS_FORECAST})"
)
_STAND = (
    rf"\b(?:{_END}(?: with(?: [a-z’-]+){{1,5}}?)?|be|being|remain|stay|come in|land)(?: (?:\w+ly|just|well|some way))?"
)
_COLOUR_IS = (  # “year-end forecast: green”
    rf"\b(?:{_YEAR_END} {any_of('forecast projection prediction outlook')}|{_FORECAST} {_YEAR_END})"
    r"(?: (?:rag|rating|status|position|outturn))?(?: is| remains| stays|:| [–-])(?: now| still| currently)?"
)
_NUMBER = r"(?:(?:about|around|at|approximately|on|of|with) )*£?(?P<number>\d[\d,]*(?:\.\d+)?)(?!\d|[/–-]\d)"
_BEYOND_REACH = any_of("out_of_reach unachievable not_achievable unattainable beyond_reach")
_IN_DANGER = any_of(r"at_(?:\w+_)?risk in_doubt in_jeopardy in_danger under_threat")


def _event(
    ends: Ends, words: str, *, stands_alone: bool = False, is_weak: bool = False, is_of_target: bool = True
) -> Event:
    return Event(ends, pattern(words), stands_alone, is_weak, is_of_target)


EVENTS = (
    _event(Ends.AT, rf"\b(?:be|reach|deliver|achieve|total) {_NUMBER}\b(?=.*\b{_YEAR_END}\b)", is_of_target=False),
    _event(Ends.REACHED, rf"(?<!fail to )(?<!fails to )(?<!failing to )\b{_REACH} {_TARGET}"),
    _event(Ends.REACHED, rf"{_IT_OR_THE_TARGET}{_TO_BE}{_REACHED}\b"),
    _event(Ends.ABOVE, rf"\b{_EXCEED} {_TARGET}"),
    _event(Ends.ABOVE, rf"{_IT_OR_THE_TARGET}{_TO_BE}{_EXCEEDED}\b"),
    _event(Ends.MISSED, rf"\b{_MISS} {_TARGET}"),
    _event(Ends.MISSED, rf"\bshortfall (?:of [\w,.%]+ )?(?:against|on) {_TARGET}"),
    _event(Ends.MISSED, rf"{_IT_OR_THE_TARGET}{_TO_BE}missed\b"),
    _event(Ends.ABOVE, rf"{_STAND} (?:(?:at|on) or above|above|over|ahead of|higher than|in excess of) {_TARGET}"),
    _event(Ends.BELOW, rf"{_STAND} (?:(?:at|on) or below|below|under|beneath|lower than) {_TARGET}"),
    _event(Ends.MISSED, rf"{_STAND} (?:behind|short of|adrift of|off|outside) {_TARGET}"),
    _event(Ends.REACHED, rf"{_STAND} (?:on|at|within|in line with|at or better than|better than|back on) {_TARGET}"),
    _event(
        Ends.REACHED,
        rf"\b(?:(?:achievement|attainment|delivery) of|achieving|meeting|hitting|reaching) {_TARGET}"
        rf"(?: (?:by|at) (?:the )?{_YEAR_END})? (?:is|looks|seems|remains) (?:\w+ )?(?:un)?likely\b",
    ),
    _event(Ends.MISSED, rf"\bshortfall (?:of [\w,.%]+ )?(?:at|by|for) (?:the )?{_YEAR_END}", is_of_target=False),
    _event(Ends.MISSED, rf"{_THE_TARGET} (?:\w+ ){{0,3}}?{_BEYOND_REACH}\b", stands_alone=True),
    _event(
        Ends.REACHED,
        rf"{_THE_TARGET} (?:is|remains|looks|seems)(?: \w+)? {any_of('achievable attainable within_reach')}\b",
        stands_alone=True,
        is_weak=True,
    ),
    _event(
        Ends.MISSED,
        rf"{_THE_TARGET} (?:is|remains|looks) (?:\w+ ){{0,2}}?{_IN_DANGER}\b(?: of (?:not )?being \w+)?",
        stands_alone=True,
        is_weak=True,
    ),
    _event(
        Ends.REACHED,
        rf"\bon (?:track|course|target) to [a-z]+ (?:[a-z’'\d,%-]+ ){{1,8}}?(?:by|at|for) (?:the )?{_YEAR_END}",
        stands_alone=True,
        is_of_target=False,
    ),
    _event(Ends.REACHED, rf"\bon target (?:for|at|by) (?:the )?{_YEAR_END}", stands_alone=True),
    _event(
        Ends.REACHED, rf"{_COLOUR_IS} {any_of('green on_target on_track')}\b", stands_alone=True, is_of_target=False
    ),
    _event(Ends.MISSED, rf"{_COLOUR_IS} {any_of('amber red off_target')}\b", stands_alone=True, is_of_target=False),
    _event(Ends.REACHED, r"\b(?:on (?:track|course)|back on target)\b", stands_alone=True, is_of_target=False),
    _event(Ends.MISSED, r"\boff (?:track|course)\b", stands_alone=True, is_of_target=False),
    _event(
        Ends.MISSED,
        rf"\b(?:be|turn|remain|finish|end the year) (?:amber|red)\b(?=.*\b{_YEAR_END}\b)",
        is_of_target=False,
    ),
    _event(
        Ends.REACHED,
        rf"\b(?:be|turn|remain|return to|finish|end the year|back to)(?: \w+ly)? green\b(?=.*\b{_YEAR_END}\b)",
        is_of_target=False,
    ),
    _event(Ends.REACHED, rf"\b{_YEAR_END}\b[^,;]{{0,40}} (?:be|remain|stay) green\b", is_of_target=False),
    _event(Ends.MISSED, rf"\b{_YEAR_END}\b[^,;]{{0,40}} (?:be|remain|stay) (?:amber|red)\b", is_of_target=False),
    _event(
        Ends.REACHED,
        rf"\b{_YEAR_END} (?:position|outturn|result|figure)(?: \w+){{0,4}}? {any_of('positive green met')}\b",
        is_of_target=False,
    ),
    _event(Ends.AT, rf"\b(?:{_END}|(?:an |a total )?outturn of) {_NUMBER}", is_of_target=False),
)
