"""List the words of change, and which way each says that something went."""

import re
from enum import StrEnum

from prosecheck.words import any_of


class Way(StrEnum):
    """A way that a change goes; a word such as “improved” does not say."""

    UP = "up"
    DOWN = "down"
    UNSAID = ""


# Verbs and nouns of movement.
ROSE = any_of(
    r"increas\w* rise[sn]? rising rose grew grow(?:n|s|th|ing)? climb\w* jump\w* surg\w+ soar\w* leap\w* leapt uplift",
    r"upturn expan\w+ gain(?:ed|s|ing)? lengthen\w* widen\w* swell\w* swollen escalat\w+ rocket\w* spik\w+ balloon\w*",
    "lift(?:ed)? upsurge",
)
FELL = any_of(
    r"decreas\w* fall(?:s|en|ing)? fell drop(?:s|ped|ping)? declin\w* reduc\w+ downturn dip(?:s|ped|ping)?",
    r"slip(?:s|ped|ping)?",
    r"shrank shrunk shrink\w* shorten\w* narrow(?:s|ed|ing)? plummet\w* plung\w+ slump\w* tumbl\w+ dwindl\w*",
    r"diminish\w*",
    r"contract(?:ed|ion) lessen\w* sank sunk slid subsid\w+ cut slash\w* eas(?:ed|ing)",
)
HIGHER = any_of("higher more greater longer slower larger bigger extra above additional")
LOWER = any_of("lower fewer less shorter short quicker faster below smaller behind")
_UP = any_of(ROSE, HIGHER, r"up upwards? overspen\w+")
_DOWN = any_of(FELL, LOWER, r"down downwards? lowered lost underspen\w+ savings?")
_UNSAID = any_of(
    r"improv\w+ worsen\w* deteriorat\w+ chang\w+ differen\w+ better worse mov(?:ed|ement) swing variance variation",
    r"adrift off recover\w* ahead lead shortfall margin gap",
)
NOUN = any_of(
    "increase decrease rise fall drop decline reduction improvement growth cut jump uplift lift gain dip surge",
    "savings? change difference gap swing upturn downturn deterioration leap climb slump lead margin shortfall",
    "worsening loss narrowing widening shortening",
)
ANY = any_of(_UP, _DOWN, _UNSAID, NOUN)
COMPARATIVE = any_of(
    "more fewer less higher lower greater better worse quicker faster slower longer shorter larger smaller bigger",
    "above below short adrift behind ahead extra additional shy too_few too_many apart",
)


def way_of(word: str) -> Way:
    """Return the way that a word says something went."""
    if re.fullmatch(_UP, word) or word.startswith("up "):
        return Way.UP
    if re.fullmatch(_DOWN, word) or word.startswith("down "):
        return Way.DOWN
    return Way.UNSAID
