"""Find the words of a sentence that say that figures take a course."""

import re
from collections.abc import Iterator

from prosecheck.words import any_of, pattern
from reportbuilder.checks.claims.trend_phrases import COUNTED, OTHERS
from reportbuilder.checks.claims.trend_vocabulary import (
    ADVERBS,
    COURSE,
    KINDS,
    LASTING,
    NO_SENTENCE,
    NOUNS,
    SO_MANY,
    STEADILY,
    VERBS,
    Says,
)

_BE = r"(?:is|are|has been|have been|it[’']s|remains?|keeps?|continues? to be)"
_IN_A_ROW = (
    rf"(?:(?:for|in|over) (?:the |each of the (?:last|past) )?(?:{SO_MANY}) (?:consecutive |successive )?"
    rf"(?:quarter|month|year)s?(?: running| in a row| in succession)?)"
)
_FOLLOWING = any_of(
    r"and but as in on over at for since across among by from to with due following thanks this each every year",
    r"quarter month term again \w+ly despite because after while whilst although though so than compared throughout",
    r"throughout during through within overall too also still towards against now when given owing",
    "beyond above below further faster until here well",
)
_NO_OBJECT = rf"(?=\W*$|[,.;:)–—]|\s+[–—-]|\s+{_FOLLOWING}\b)"  # “is improving”, and not “is improving access”
_NO_COMPOUND = (
    rf"(?! {any_of('work plans? programmes? activity actions? projects? measures journey board group strategy')}\b)"
)
_RUNNING = any_of("consecutive successive straight")
_EVERY = r"(?:quarter|month|year|annual|quarterly|monthly)"
_GOES_ON = (
    rf"(?:{any_of('has have')} (?:been )?{any_of('sustained maintained continued')}|continues|is continuing)\b(?! to)"
)


def _verbs(says: Says) -> Iterator[str]:
    """Yield the patterns of a verb of change that goes on; a figure is what does so."""
    going_on, plain, past = VERBS[says]
    yield rf"\b{_BE}{ADVERBS} (?:{going_on}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed|ing){ADVERBS} to(?: \w+ly)? (?:{plain}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed) (?:{going_on}){_NO_OBJECT}"
    yield rf"\b(?:(?:has|have) (?:begun|started)|(?:is|are) (?:beginning|starting)) to (?:{plain}){_NO_OBJECT}"
    yield rf"\b(?:but|and|albeit|though|although|yet)(?: \w+ly| now| still)? (?:{going_on}){_NO_OBJECT}"
    yield rf"(?<=\bwith )(?:(?:of )?{NO_SENTENCE}){{1,2}}(?:{going_on}){_NO_OBJECT}"
    yield rf"(?<=[a-z])(?::|(?: still| again| now| {STEADILY})+) (?:{going_on})(?=\W*$|,)"
    yield rf"\b{STEADILY} (?:{past}){_NO_OBJECT}"
    yield rf"\b(?:{past})(?: \w+ly| further| back| again)? (?:{STEADILY}|{_IN_A_ROW})"
    yield rf"^{NO_SENTENCE}(?:{going_on})(?=\W*$)"
    if says is Says.RECOVER:
        yield rf"\b(?:has|have)(?: \w+ly| now| also| since)? (?:{past}){_NO_OBJECT}"


def _nouns(says: Says) -> Iterator[str]:
    """Yield the patterns of a change that lasts, and is seen, shown or there."""
    noun = NOUNS[says]
    yield rf"\bcontinu(?:e|es|ed|ing) (?:the|our|its|their|this) (?:[a-z-]+ ){{0,2}}?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b{LASTING},? (?:(?:and )?[a-z]+ ){{0,2}}?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\bcontinu\w+ to (?:see|show|experience|make)(?: an?)?(?: [a-z-]+){{0,3}} (?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:the|this|our) (?:[a-z]+ ){{0,2}}?(?:{noun}) (?:[a-z]+ ){{0,7}}?{_GOES_ON}"
    yield rf"\b{COURSE}(?: [a-z]+){{0,6}}? (?:is|has been|remains) (?:an?|one of) (?:\w+ )?(?:{noun})\b"
    yield rf"\b{COURSE}(?: is| remains| continues to be)?(?: one)? of (?:\w+ )?(?:{noun})\b"
    yield rf"\b(?:{SO_MANY}) {_RUNNING} (?:{_EVERY} |{_EVERY}s? of )?(?:\w+ )?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:{SO_MANY}) (?:{_RUNNING} )?{_EVERY}s of (?:\w+ )?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\banother (?:\w+ )?{_EVERY} of (?:\w+ )?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:{noun}) (?:[a-z-]+ ){{0,5}}?(?:shows?|showing) no signs? of [a-z]+(?: up| down| off)?\b"
    if says is Says.RECOVER:
        yield r"\bsigns? of (?:a )?(?:\w+ )?recovery\b(?! plan)"


def _courses(says: Says) -> Iterator[str]:
    """Yield the patterns of a trend, a direction or a picture that is of a kind."""
    kind = KINDS[says]
    is_so = r"(?:is|are|remains|continues|continues to be|has been)"
    # A “steady decline” is no standstill.
    between = "" if says is Says.HOLD else r"(?:,? (?:and )?(?:\w+ ){0,2})?(?<= )"
    yield rf"\b(?:{kind}) ?{between}{COURSE}\b"
    yield rf"\b{COURSE}(?: [a-z]+){{0,5}}? {is_so}{ADVERBS} (?:going |heading )?(?:an? )?(?:{kind})\b"
    yield rf"\btrending{ADVERBS} (?:{kind})\b"


_ALL = [
    *((says, True, pattern("|".join(_verbs(says)))) for says in VERBS),
    *((says, False, pattern("|".join(_nouns(says)))) for says in NOUNS),
    *((says, False, pattern("|".join(_courses(says)))) for says in KINDS),
    *((says, True, pattern("|".join(words))) for says, words in OTHERS.items()),
    *((says, False, pattern("|".join(words))) for says, words in COUNTED.items()),
]


def find_words(sentence: str) -> Iterator[tuple[Says, bool, re.Match[str]]]:
    """Yield what words of a sentence say, whether they are a verb, which a figure does, and where they stand."""
    for says, is_verb, words in _ALL:
        for match in words.finditer(sentence):
            yield says, is_verb, match
