"""List the words of change, and which way each says that something went."""

import re
from enum import StrEnum

from prosecheck.words import any_of


class Way(StrEnum):
    """A way that a change goes; a word such as “improved” does not say."""

    UP = "up"
    DOWN = "down"
    UNSAID = ""


ROSE = any_of(
    r"increas\w* rise[sn]? rising rose grew grow(?:n|s|th|ing)? climb\w* jump\w* surg\w+ soar\w* leap\w* uplift upturn",
    r"expan\w+ gain(?:ed|s|ing)? lengthen\w* widen\w* swell\w* escalat\w+ rocket\w* spik\w+ lift(?:ed)? upsurge",
)
FELL = any_of(
    r"decreas\w* fall(?:s|en|ing)? fell drop(?:s|ped|ping)? declin\w* reduc\w+ downturn dip(?:s|ped|ping)? shrank",
    r"shrunk slip(?:s|ped|ping)? shrink\w* shorten\w* narrow(?:s|ed|ing)? plummet\w* plung\w+ slump\w* tumbl\w+",
    r"dwindl\w* diminish\w* contract(?:ed|ion) lessen\w* sank sunk slid subsid\w+ cut slash\w* eas(?:ed|ing)",
)
HIGHER = any_of("higher more greater longer slower larger bigger extra above additional")
LOWER = any_of("lower fewer less shorter short quicker faster below smaller behind")
_UP = any_of(ROSE, HIGHER, r"up upwards? overspen\w+")
_DOWN = any_of(FELL, LOWER, r"down downwards? lowered lost underspen\w+ savings?")
NOUN = any_of(
    "increase decrease rise fall drop decline reduction improvement growth cut jump uplift lift gain dip surge change",
    "savings? difference gap swing upturn downturn deterioration leap climb slump lead margin shortfall worsening loss",
    "narrowing widening shortening",
)
_UNSAID = any_of(r"improv\w+ worse\w* deteriorat\w+ chang\w+ differen\w+ better mov(?:ed|ement) varia\w+ off ahead")
ANY = any_of(_UP, _DOWN, NOUN, _UNSAID)
COMPARATIVE = any_of(
    "more fewer less higher lower greater better worse quicker faster slower longer shorter larger smaller bigger",
    "above below short adrift behind ahead extra additional shy too_few too_many apart",
)


def way_of(word: str) -> Way:
    """Return the way that a word says something went."""
    if re.fullmatch(_UP, word):
        return Way.UP
    return Way.DOWN if re.fullmatch(_DOWN, word) else Way.UNSAID


_HIGH_IS_GOOD = re.compile(
    r"\b(?:satisf\w*|scor\w*|attend\w*|attainment|achiev\w+|pass(?:ed|es)?|complian\w*|recycl\w*|employment|complet\w*|"
    r"deliver\w*|built|build|recruit\w*|enrol\w*|(?:on|in) time|uptake|coverage|collect\w*|success\w*|vaccinat\w*|good|"
    r"train(?:ed|ing)|income|positive|answered|resolved|responded|participa\w*|rehoused|savings?|screen\w*|checks|"
    r"immunis\w*|confiden\w*|seen|treated|clearance|retention)\b",
    re.IGNORECASE,
)
_LOW_IS_GOOD = re.compile(
    r"\b(?:sickness|absen\w*|complain\w*|wait(?:s|ed|ing)?|crimes?|arrears|vacan\w*|turnover|emissions?|errors?|overdue|"
    r"late|delay\w*|deaths?|mortality|injur\w*|casualt\w*|collisions?|fires?|incidents?|cost\w*|overspen\w*|mrsa|"
    r"infections?|unemployment|poverty|homeless\w*|backlog|residual|void\w*|ceiling|limits?|cap|maximum|deficit|debt|"
    r"relet\w*|no more than|carbon|smok\w*|abandon\w*|trajector\w+)\b",
    re.IGNORECASE,
)


def way_of_good(words: str, is_short_good: bool = False) -> Way:
    """Return the way that is better, of what words speak of; unsaid where they do not tell, or tell both."""
    is_high, is_low = bool(_HIGH_IS_GOOD.search(words)), bool(_LOW_IS_GOOD.search(words))
    if is_short_good or is_low and not is_high:
        return Way.DOWN
    return Way.UP if is_high and not is_low else Way.UNSAID
