"""List the words that say that figures take a course: improve, worsen, rise, fall, hold steady or recover."""

import re
from collections.abc import Iterator
from enum import StrEnum

from prosecheck.words import any_of, pattern


class Says(StrEnum):
    """What words say that an indicator's figures do."""

    IMPROVE = "improve"
    WORSEN = "worsen"
    RISE = "rise"
    FALL = "fall"
    HOLD = "hold steady"
    RECOVER = "recover"


RUNS = dict(two=2, three=3, four=4, five=5, six=6, second=2, third=3, fourth=4, fifth=5, sixth=6)
_BE = r"(?:is|are|has been|have been|it[’']s|remains?|keeps?|continues? to be)"
_ADVERBS = r"(?: (?:\w+ly|still|now|also|again|very|much|further|quite|more|well|all)){0,3}"
STEADILY = any_of(
    r"steadily consistently gradually continually continuously progressively year_on_year quarter_on_quarter",
    r"month_on_month every_(?:quarter|month|year) each_(?:quarter|month|year)",
    r"over_the_(?:last|past)_(?:few|several|two|three|four|five|six|\d+)_(?:quarters|months|years)",
    r"for_(?:several|many|a_number_of|some)_(?:quarters|months|years|time)",
)
_SO_MANY = "|".join(RUNS)
_IN_A_ROW = (
    rf"(?:(?:for|in|over) (?:the |each of the (?:last|past) )?(?:{_SO_MANY}) (?:consecutive |successive )?"
    rf"(?:quarter|month|year)s?(?: running| in a row| in succession)?)"
)
RUN = pattern(
    rf"\b(?P<many>{_SO_MANY}) (?:consecutive|successive) |each of the (?:last|past) (?P<each>{_SO_MANY}) |",
    rf"\b(?P<row>{_SO_MANY}) \w+ (?:running|in a row|in succession)\b",
)
LASTING = any_of(
    "continued continuing steady sustained consistent ongoing continual gradual year[-_]on[-_]year",
    "quarter[-_]on[-_]quarter month[-_]on[-_]month",
)
_FOLLOWING = any_of(
    r"and but as in on over at for since across among by from to with due following thanks this each every year",
    r"quarter month again \w+ly despite because after while whilst although though so than compared throughout during",
    r"through within overall too also still towards against now when given owing beyond above below further faster",
    "until here well",
)
_NO_OBJECT = rf"(?=\W*$|[,.;:)–—]|\s+[–—-]|\s+{_FOLLOWING}\b)"  # “is improving”, and not “is improving access”
_NO_COMPOUND = (
    rf"(?! {any_of('work plans? programmes? activity actions? projects? measures journey board group strategy')}\b)"
)
_VERBS = {  # of each: “-ing”, as it is, and past
    Says.IMPROVE: ("improving|strengthening|getting better", "improve|strengthen|get better", "improved"),
    Says.WORSEN: (
        "worsening|deteriorating|weakening|getting worse",
        "worsen|deteriorate|weaken|get worse",
        "worsened|deteriorated|weakened",
    ),
    Says.RISE: (
        "rising|increasing|growing|climbing|building|(?:picking|edging|creeping|going) up|getting (?:longer|higher)",
        "rise|increase|grow|climb|build|pick up|go up",
        "risen|increased|grown|climbed|rose|grew",
    ),
    Says.FALL: (
        "falling|declining|decreasing|dropping|reducing|dwindling|slipping|(?:edging|going|coming) down|"
        "getting (?:shorter|lower)",
        "fall|decline|decrease|drop|reduce|dwindle|slip|go down|come down",
        "fallen|declined|decreased|dropped|reduced|fell",
    ),
    Says.RECOVER: ("recovering|bouncing back", "recover|bounce back", "recovered|bounced back|rebounded"),
}
_NOUNS = {
    Says.IMPROVE: "improvement|progress",
    Says.WORSEN: "deterioration|worsening",
    Says.RISE: "growth|increase|rise|upturn",
    Says.FALL: "decline|fall|reduction|decrease|drop|downturn",
    Says.RECOVER: "recovery",
}
_KINDS = {  # of a trend or a picture
    Says.IMPROVE: "improving|positive|favourable|encouraging|promising|better",
    Says.WORSEN: "worsening|deteriorating|negative|adverse|unfavourable",
    Says.RISE: "upwards?|rising|increasing|growing|climbing",
    Says.FALL: "downwards?|falling|declining|decreasing|reducing",
    Says.HOLD: "stable|steady|flat|static|level",
}
_COURSE = any_of("trend trajectory direction_of_travel direction picture path curve")
_GOES_ON = (
    rf"(?:{any_of('has have')} (?:been )?{any_of('sustained maintained continued')}|continues|is continuing)\b(?! to)"
)
_LEVEL = any_of("stable steady consistent static constant flat level unchanged")
_NOT_OF_TWO = r"(?! (?:with|from|compared|on|to|at which)\b)"  # “stable compared with last quarter” is of two figures


def _verbs(says: Says) -> Iterator[str]:
    """Yield the patterns of a verb of change that goes on; a figure is what does so."""
    going_on, plain, past = _VERBS[says]
    yield rf"\b{_BE}{_ADVERBS} (?:{going_on}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed|ing){_ADVERBS} to(?: \w+ly)? (?:{plain}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed) (?:{going_on}){_NO_OBJECT}"
    yield rf"\b(?:(?:has|have) (?:begun|started)|(?:is|are) (?:beginning|starting)) to (?:{plain}){_NO_OBJECT}"
    yield rf"\b(?:but|and|albeit|though|although|yet)(?: \w+ly| now| still)? (?:{going_on}){_NO_OBJECT}"
    yield rf"\b{STEADILY} (?:{past}){_NO_OBJECT}"
    yield rf"\b(?:{past})(?: \w+ly| further)? (?:{STEADILY}|{_IN_A_ROW})"
    if says is Says.RECOVER:
        yield rf"\b(?:has|have)(?: \w+ly| now| also| since)? (?:{past}){_NO_OBJECT}"


def _nouns(says: Says) -> Iterator[str]:
    """Yield the patterns of a change that lasts, and is seen, shown or there."""
    noun = _NOUNS[says]
    yield rf"\bcontinuing (?:the|our|its|this) (?:[a-z]+ ){{0,2}}?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b{LASTING},? (?:(?:and )?[a-z]+ ){{0,2}}?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\bcontinu\w+ to (?:see|show|experience|make)(?: an?)?(?: [a-z-]+){{0,3}} (?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:the|this|our) (?:[a-z]+ ){{0,2}}?(?:{noun}) (?:[a-z]+ ){{0,7}}?{_GOES_ON}"
    yield rf"\b{_COURSE}(?: is| remains| continues to be)?(?: one)? of (?:\w+ )?(?:{noun})\b"
    if says is Says.RECOVER:
        yield r"\bsigns? of (?:a )?(?:\w+ )?recovery\b(?! plan)"


def _courses(says: Says) -> Iterator[str]:
    """Yield the patterns of a trend, a direction or a picture that is of a kind."""
    kind = _KINDS[says]
    is_so = r"(?:is|are|remains|continues|continues to be|has been)"
    between = (
        "" if says is Says.HOLD else r"(?:,? (?:and )?(?:\w+ ){0,2})?(?<= )"
    )  # a “steady decline” is no standstill
    yield rf"\b(?:{kind}) ?{between}{_COURSE}\b"
    yield rf"\b{_COURSE}(?: [a-z]+){{0,5}}? {is_so}{_ADVERBS} (?:going |heading )?(?:an? )?(?:{kind})\b"
    yield rf"\btrending{_ADVERBS} (?:{kind})\b"


_REMAIN = any_of(
    r"is are has_been have_been (?:has_|have_)?remain(?:s|ed)? (?:has_|have_)?stay(?:s|ed)? held kept holding",
    r"remaining continues?_to_(?:be|remain|hold) was were",
)
_MOVING = rf"{any_of('moving heading going trending moves')}(?: \w+ly)? in"
_USUAL = rf"{any_of('usual normal expected typical')} {any_of('level range rate performance number')}s?"
_LEVELLED = r"(?:(?:plateau|stabilis|flatlin)(?:ed|ing)|levell(?:ed|ing) (?:off|out))"
_OTHERS = {
    Says.HOLD: (
        rf"\b{_REMAIN}{_ADVERBS} {_LEVEL}\b{_NOT_OF_TWO}(?! {any_of('home housing placement')}s?\b)",
        rf"\b(?:(?:was|been) maintained )?at an? (?:\w+ly )?{any_of('similar', _LEVEL)} level\b{_NOT_OF_TWO}",
        rf"\b{any_of('stable steady static consistent')} {any_of('performance position picture figures numbers')}\b",
        rf"\b(?:(?:has|have|is|are)(?: \w+)? )?{_LEVELLED}\b",
        r"\b(?:in line|consistent) with (?:previous|recent|past) (?:quarters|months|years)\b",
        rf"\b(?:little(?: or no)?|no(?: \w+)?) change\b{_NOT_OF_TWO}(?! since\b)",
    ),
    Says.IMPROVE: (rf"\b{_MOVING} (?:the right|a positive) direction\b", r"\bfrom strength to strength\b"),
    Says.WORSEN: (rf"\b{_MOVING} (?:the wrong|a negative) direction\b",),
    Says.RISE: (r"\bon the (?:rise|increase|up)\b",),
    Says.FALL: (r"\bon the (?:decline|decrease)\b", r"\bin decline\b"),
    Says.RECOVER: (rf"\b(?:returned|returning|back) to (?:[a-z]+ )?{_USUAL}\b",),
}
_ALL = [
    *((says, True, pattern("|".join(_verbs(says)))) for says in _VERBS),
    *((says, False, pattern("|".join(_nouns(says)))) for says in _NOUNS),
    *((says, False, pattern("|".join(_courses(says)))) for says in _KINDS),
    *((says, True, pattern("|".join(words))) for says, words in _OTHERS.items()),
]


def find_words(sentence: str) -> Iterator[tuple[Says, bool, re.Match[str]]]:
    """Yield what words of a sentence say, whether they are a verb, which a figure does, and where they stand."""
    for says, is_verb, words in _ALL:
        for match in words.finditer(sentence):
            yield says, is_verb, match
