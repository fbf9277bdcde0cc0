"""Tell what words are about: the nouns and the like that tell one subject from another."""

import re

from prosecheck.directions import ANY, COMPARATIVE, NOUN
from prosecheck.passages import Passage
from prosecheck.words import MONTHS, NUMBERS, TIMES, any_of, pattern

_EMPTY = re.compile(
    rf"(?:{ANY}|{COMPARATIVE}|{NOUN}|{any_of(*MONTHS)}|{any_of(*NUMBERS)}|{any_of(TIMES)}s?|"
    + any_of(
        "that this these those them they their there then than from with were been have also only just being which",
        "what",
        r"when where while while whereas compared comparison against about around over under same last previous",
        r"prior next",
        r"earlier before after now currently number numbers figures? total totals rate rates level levels percentage",
        "points? cent result results overall change still even much very further again back into onto ended ending",
        "start",
        r"end begin\w* reach\w* record\w* report\w* receiv\w* stood stands equivalent equat\w* represent\w* mean\w*",
        r"share",
        r"between both each most some proportion period corresponding quarterly annual average similar term terms",
        r"relative",
        r"year-on-year compares? rounded spring summer autumn winter today latest current out such like during since",
        r"until",
        r"will would could should more other others made make makes took take taken seen show\w* indicat\w* reflect\w*",
        "thirds? quarters? half halves double doubled twice times financial within leav\\w* left giv\\w* went gone",
        "going",
        r"single whole course finish\w* start\w* stay\w* remain\w* outset meanwhile previously service",
    )
    + ")"
)
_REFERS = pattern(
    r"^(?:it|they|there|the (?:figures?|numbers?|rate|total|count|level|latter)|from|in|at|on|last|this|these|those|‹|",
    r"we (?:had|received|recorded|took|have)|a year ago|compared)(?![\w])",
)


def find_topics(words: str) -> set[str]:
    """Return the stems of the words that say what is spoken of; none of time, number or change."""
    return {word[:5] for word in re.findall(r"[a-z]{4,}", words.lower()) if not _EMPTY.fullmatch(word)}


def share_topics(one: str, other: str) -> bool:
    """Tell whether two wordings can be of the same subject: they share a word, or the one names nothing."""
    named = find_topics(one)
    return not named or bool(named & find_topics(other))


def refers_back(passage: Passage) -> bool:
    """Tell whether a sentence gives the figures for what the one before says: “It had been 97.9% …”."""
    own, before = passage.text[passage.starts :].lower(), passage.text[: passage.starts]
    said = own[: own.rfind("›") + 1] + re.split(r"[,.;]", own[own.rfind("›") + 1 :])[0]
    return bool(_REFERS.match(own)) and share_topics(said, before)
