"""Standings: on which side of a target or of another number a level stands, one by one or so many of a list.

At 94% we met the target of 92%, as two of the three did (93%, 95%, 88%).     94 is above 92; of the three 88 is not
"""

import re
from collections.abc import Iterator

from prosecheck.directions import Way, way_of_good
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import Candidate, Cue, find_words, first_after, levels, listed, pairs, stands_aside, worth
from prosecheck.roles import Role
from prosecheck.words import NUMBERS, pattern

NAME = "standing"
_WORDS = {
    "above": pattern(
        r"\b(?:above|exceed(?:s|ed|ing)?|surpass\w*|outnumber\w*|outstrip\w*|ahead of|",
        r"over(?! (?:the )?(?:‹t›|#|same|past|last)))\b",
    ),
    "below": pattern(r"\b(?:below|short(?: of)?|shy of|beneath|undercut|under(?! ‹t›)|behind)\b"),
    "good": pattern(
        r"\b(?:met|meets?|meeting|hits?|hitting|beat|beats|beaten|beating|achiev(?:e|ed|es|ing)|outperform\w*|",
        r"reach(?:ed|es|ing)?|within|inside)\b",
    ),
    "bad": pattern(r"\b(?:miss(?:ed|es|ing)?|fail(?:s|ed|ing)?|underperform\w*|outside|off (?:track|target))\b"),
    "same": pattern(r"\b(?:the same(?: as)?|unchanged|level with|identical|equal to|static|match(?:es|ed|ing))\b"),
    "near": pattern(r"\b(?:in line with|on a par with|comparable (?:to|with)|similar to)\b"),
}
_RELATIONS = {"above": "side", "below": "side", "good": "met", "bad": "met", "same": "the same", "near": "the same"}
_OF_A_BASE = pattern(r"\b(?:from|than)(?: the)? $")  # “an increase from 81% and above the target”
_OPPOSITE = {"above": "below", "below": "above", "good": "bad", "bad": "good"}
_DENIED = pattern(
    r"(?:\b(?:not|never|neither|nor|none|cannot|without)|n[’']t)",
    r"(?: (?:yet|been|quite|being|we|have|has|always))*(?: \w+ly)? ?$",
)
_OF_ANOTHER = pattern(r"\b(?:while|whilst|whereas)\b")
_COUNTED = pattern(
    r"(?:\b|(?=‹))(?:(?P<but>all but )?(?P<some>‹c›(?= (?:out )?of\b)|one|two|three|four)",
    r"|(?P<all>all|both|each|every)|(?P<none>none|neither))(?![a-z])",
    r"(?:(?: (?:out of|of|the|our|these))*(?: ‹c›)?(?: [a-z]+){0,3})? $",
)


def find_cues(passage: Passage) -> Iterator[Cue]:
    """Yield the words of standing that say how things are, not how they are to be."""
    for cue in find_words(passage, _WORDS):
        hedged = [one for one in passage.own.mentions if cue.word in one.quantity.hedge]
        if not any(0 <= one.at - cue.past <= 12 for one in hedged):
            yield cue


def judge_cue(cue: Cue, passage: Passage) -> Iterator[Candidate]:
    """Yield each level and each number on one side of which it can be said to stand."""
    if counted := _COUNTED.search(cue.left):
        yield from _counted(cue, passage, counted)
        return
    sense = _OPPOSITE.get(cue.sense, cue.sense) if _DENIED.search(cue.left) else cue.sense
    for level, other in pairs(cue, passage):
        holds = _holds(sense, level, other, passage)
        if holds is not None and _is_fair(sense, cue, passage, level, other):
            chance = 0.15 if sense in ("same", "near") else 0.5
            yield Candidate(NAME, _RELATIONS[sense], cue, (level, other), None, holds, chance=chance)


def _is_fair(sense: str, cue: Cue, passage: Passage, level: Mention, other: Mention) -> bool:
    """Tell whether the number stands where the words say: after “above”; a target, if one is named, for “met”."""
    if level.line == cue.line and (_OF_ANOTHER.search(cue.left[level.past :]) or _OF_A_BASE.search(level.left)):
        return False
    if stands_aside(cue, level, other, passage):
        return False
    if sense in ("above", "below"):
        return other is (first_after(cue, passage, cue.at, level) or other)
    targets = [one.role is Role.TARGET for one in (level, other, *passage.like(level))]
    return sense not in ("good", "bad") or not any(targets) or targets[:2] == [False, True]


def _counted(cue: Cue, passage: Passage, said: re.Match[str]) -> Iterator[Candidate]:
    """Yield each number on one side of which all, none or so many of those in a list after it are said to stand."""
    known = [one for one in levels(passage) if one.line == cue.line]
    marked = [int(one.quantity.value) for one in passage.own.mentions if one.at == said.start("some")]
    for other in known:
        row = [one for one in known if one.at > max(other.at, cue.at) and one.quantity.is_like(other.quantity)]
        sides = [_holds(cue.sense, one, other, passage) for one in row]
        many = len(row) if said["all"] else 0 if said["none"] else (marked or [NUMBERS.get(said["some"], 1)])[0]
        if len(row) > 1 and None not in sides:
            holds = sides.count(not said["but"]) == many
            yield Candidate(NAME, "counted", cue, (*row, other), None, holds, chance=0.25)


def _holds(sense: str, level: Mention, other: Mention, passage: Passage) -> bool | None:
    """Tell whether a level stands on the side of a number that a word says; None where it does not tell."""
    one, two = worth(level), worth(other)
    if sense in ("same", "near"):
        return level.span.meets(other.span) or sense == "near" and abs(one - two) <= two / 10
    if sense in ("above", "below"):
        return None if one == two else (one > two) is (sense == "above")
    usual = Way.UP if level.kind is Kind.PERCENT else Way.UNSAID
    good = way_of_good(passage.own.marked, level.kind is Kind.DURATION) or usual
    return (one == two or (one > two) is (good is Way.UP)) is (sense == "good") if good else None


def put(candidate: Candidate, expected: str) -> str:
    """Say on which side of the number the level stands."""
    level, other = candidate.operands[0], candidate.operands[-1]
    if candidate.relation == "counted":
        return f"of {listed(candidate.operands[:-1])} not so many are, against {other.quantity.printed}"
    side = "above" if worth(level) > worth(other) else "below" if worth(level) < worth(other) else "equal to"
    return f"{level.quantity.printed} is {side} {other.quantity.printed}"
