"""Find the words that say on which side of a number a level stands: above, below, the good side, or the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from prosecheck.words import any_of, pattern


class Side(StrEnum):
    """A side of a number on which a level is said to stand."""

    ABOVE = "above"
    BELOW = "below"
    GOOD = "better"
    BAD = "worse"
    SAME = "the same"
    NEAR = "near"


@dataclass(frozen=True)
class Cue:
    """Words of standing: which side, where they stand in the text, and whether they speak of a target only."""

    side: Side
    start: int
    end: int
    word: str
    is_denied: bool
    is_of_a_target: bool
    is_noun: bool


_MORE = any_of("higher greater more larger longer bigger older taller heavier")
_LESS = any_of("lower fewer less smaller shorter")
_WORDS = {
    Side.ABOVE: rf"above|exceed(?:s|ed|ing)?|surpass\w*|in excess of|outside|(?:{_MORE}|slower) than|"
    rf"outnumber\w*|outstrip\w*|"
    r"overt(?:ook|ake|aken|aking)|over(?= (?:the|its|our|their|a)\b)|"
    r"surplus|over-?(?:achievement|delivery|performance)|overshoot",
    Side.BELOW: rf"below|short of|shy of|beneath|within|inside|(?:{_LESS}|quicker|faster|shorter) than|"
    rf"under(?= (?:the|its|our|their|a|target)\b)|"
    r"shortfall|under-?(?:achievement|delivery|performance)|undershoot",
    Side.GOOD: r"met|meets|meeting|hit|hits|hitting|beat|beats|beaten|beating|achiev(?:e|es|ed|ing)|better than|"
    r"outperform\w*|ahead of|compar(?:es|ed|ing) (?:very )?favourably (?:with|to|against)|reach(?:ed|es|ing)",
    Side.BAD: r"miss(?:ed|es|ing)?|fail(?:s|ed|ing)? to (?:meet|reach|hit|achieve)|worse than|underperform\w*|behind|"
    r"compar(?:es|ed|ing) (?:very )?unfavourably (?:with|to|against)",
    Side.SAME: r"the same as|identical to|equal to|level with|exactly (?:match\w*|in line with)|match(?:es|ed|ing)",
    Side.NEAR: r"in line with|on a par with|comparable (?:to|with)|similar to|close to(?= (?:the|that|our|its)\b)",
}
_CUE = pattern(r"\b(?<!no )(?:", "|".join(f"(?P<{side.name}>{words})" for side, words in _WORDS.items()), r")(?!\w)")
_NOUN = pattern(r"shortfall|under-?[adp]|undershoot|surplus|over-?[adp]|overshoot")
_MEET = pattern(rf"\b(?P<word>{any_of('meet hit reach achieve beat exceed')})\b")
_OF_A_TARGET = pattern(r"^(?:met|meet|hit|beat|achiev|reach|miss|fail|within|inside|outside)")
_DENIED = pattern(
    rf"(?:\b{any_of('not never no_longer without neither nor none cannot nowhere')}|n[’']t)"
    r"(?: (?:yet|been|quite|being|we|have|has|always))?(?: \w+ly)? ?$"
)
_NOT_ONLY = pattern(r"\bnot only\b")
_AHEAD = pattern(
    r"(?:\b",
    any_of(
        r"will would should could can may might must shall aims? aim(?:ed|ing) expect\w* forecast\w*",
        r"projected hop(?:e|es|ing)",
        r"need\w* if unless whether until likely required permitted allowed seek\w* intend\w* commit\w*",
        r"on_track on_course",
        "plans?_to planned_to planning_to ambition target_is aspir\\w* set_out designed able nearly almost close_to",
    ),
    r"\b[^,;‹]{0,40}|(?<!continue )(?<!continues )(?<!continued )(?<!managed )(?<!failed )\bto )$",
)
_OPPOSITE = {Side.ABOVE: Side.BELOW, Side.BELOW: Side.ABOVE, Side.GOOD: Side.BAD, Side.BAD: Side.GOOD}


def cues(text: str, starts: int) -> Iterator[Cue]:
    """Yield each word of standing in a sentence that says how things are, not how they are to be."""
    for match in [*_CUE.finditer(text, starts), *_infinitives(text, starts)]:
        before = text[starts : match.start()].rpartition("›")[2]
        if _NOT_ONLY.search(before) or _AHEAD.search(before.removesuffix("continues to ").removesuffix("continue to ")):
            continue
        side = Side.__members__.get(match.lastgroup or "", Side.GOOD)
        side = Side.ABOVE if match[0].lower() == "exceed" else side
        is_denied = bool(_DENIED.search(before))
        yield Cue(
            _OPPOSITE.get(side, side) if is_denied else side, match.start(), match.end(), match[0].lower(), is_denied,
            bool(_OF_A_TARGET.match(match[0])), bool(_NOUN.match(match[0])),
        )  # fmt: skip


def _infinitives(text: str, starts: int) -> Iterator[re.Match[str]]:
    """Yield the verbs of “did not meet”, “continue to exceed”."""
    for match in _MEET.finditer(text, starts):
        if re.search(r"(?:\b(?:not|never|continues? to|managed to)|n[’']t)(?: \w+ly)? $", text[: match.start()]):
            yield match


_HIGH_IS_GOOD = any_of(
    r"satisf\w* scor\w* attend\w* attainment achiev\w+ pass(?:ed|es)?(?:_rate)? complian\w* recycl\w*",
    r"employment complet\w*",
    r"deliver\w* built build recruit\w* enrol\w* visits on_time in_time within_\w+ uptake take-up coverage collected",
    r"success\w* retention vaccinat\w* breastfe\w* progress train(?:ed|ing) apprentice\w* income positive",
    r"answered resolved planted",
    r"processed responded participa\w* rescued rehoused recovered qualif\w* good outstanding clear_of savings? starts",
    r"screen\w* checks immunis\w* confiden\w* pathway",
)
_LOW_IS_GOOD = any_of(
    r"sickness absen\w* complain\w* wait(?:s|ed|ing)? crimes? arrears vacan\w* turnover emissions? errors?",
    r"overdue late",
    r"delay\w* deaths? mortality injur\w* casualt\w* collisions? admissions? re-?admi\w* fires? incidents? cost\w*",
    r"overspen\w* turnaround unemployment poverty fly-?tip\w* missed_\w+ eviction\w* homeless\w* backlog",
    r"residual void\w*",
    r"exclusions? infections? falls caseload\w* ceiling limit cap maximum deficit debt theft\w* burglar\w* relet\w*",
    "no_more_than carbon energy_use smok\\w* obes\\w* no-shows? abandon\\w*",
)
_GOOD_HIGH, _GOOD_LOW = pattern(rf"\b{_HIGH_IS_GOOD}\b"), pattern(rf"\b{_LOW_IS_GOOD}\b")


def is_high_good(text: str) -> bool | None:
    """Tell whether more of what a sentence speaks of is better; None where its words do not say."""
    high, low = bool(_GOOD_HIGH.search(text)), bool(_GOOD_LOW.search(text))
    return None if high == low else high
