"""Tell what words are about: the nouns and the like that tell one subject from another."""

import re
from functools import lru_cache

from prosecheck.directions import ANY, COMPARATIVE, NOUN
from prosecheck.words import MONTHS, NUMBERS, TIMES, any_of

_EMPTY = re.compile(
    rf"(?:{ANY}|{COMPARATIVE}|{NOUN}|{any_of(*MONTHS, *NUMBERS)}|{any_of(TIMES)}s?|"
    + any_of(
        r"that this these those they them their there then than from with were been have also only just being which",
        r"what when where while whereas compared comparison against about around over under same last previous prior",
        r"next most earlier before after now currently numbers? figures? totals? rates? levels? percentage cent",
        r"results? overall each change still even much very further again back into onto start begin\w* reach\w*",
        r"record\w* report\w* end(?:ed|ing) receiv\w* stood stands equivalent equat\w* represent\w* mean\w* share",
        r"between both some proportion period whole corresponding quarterly annual average similar terms? year-on-year",
        r"rounded spring summer autumn winter today left latest current such like during since until will would could",
        r"should more others? ma[dk]e makes take taken took seen show\w* indicat\w* reflect\w* thirds? half halves",
        r"doubled? twice times financial within leav\w* giv\w* gone went single stay\w* remain\w* meanwhile",
    )
    + ")"
)


@lru_cache(maxsize=4096)
def find_topics(words: str) -> frozenset[str]:
    """Return the stems of the words that say what is spoken of; none of time, number or change."""
    return frozenset(word[:5] for word in re.findall(r"[a-z]{4,}", words.lower()) if not _EMPTY.fullmatch(word))
