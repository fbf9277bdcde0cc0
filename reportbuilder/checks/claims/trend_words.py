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
    r"month_on_month (?:quarter|month|year|term)_by_(?:quarter|month|year|term) (?:month|year)_after_(?:month|year)",
    r"slowly incrementally over_time (?:with_|in_)?(?:every|each)_(?:quarter|month|year)",
    r"over_the_(?:last|past)_(?:few|several|two|three|four|five|six|\d+)_(?:quarters|months|years)",
    r"(?:over|in|during)_recent_(?:quarters|months|years)",
    r"for_(?:several|many|a_number_of|some)_(?:quarters|months|years|time)",
)
_SO_MANY = "|".join(RUNS)
_IN_A_ROW = (
    rf"(?:(?:for|in|over) (?:the |each of the (?:last|past) )?(?:{_SO_MANY}) (?:consecutive |successive )?"
    rf"(?:quarter|month|year)s?(?: running| in a row| in succession)?)"
)
RUN = pattern(
    rf"\b(?P<many>{_SO_MANY}) (?:consecutive|successive|straight) |each of the (?:last|past) (?P<each>{_SO_MANY}) |",
    rf"\b(?P<row>{_SO_MANY}) \w+ (?:running|in a row|in succession)\b",
)
LASTING = any_of(
    "continued continuing steady sustained consistent ongoing continual gradual incremental progressive persistent",
    "relentless unbroken slow_but_steady year[-_]on[-_]year",
    "quarter[-_]on[-_]quarter month[-_]on[-_]month",
)
_FOLLOWING = any_of(
    r"and but as in on over at for since across among by from to with due following thanks this each every year",
    r"quarter month term again \w+ly despite because after while whilst although though so than compared throughout during",
    r"through within overall too also still towards against now when given owing beyond above below further faster",
    "until here well",
)
_NO_OBJECT = rf"(?=\W*$|[,.;:)–—]|\s+[–—-]|\s+{_FOLLOWING}\b)"  # “is improving”, and not “is improving access”
_NO_COMPOUND = (
    rf"(?! {any_of('work plans? programmes? activity actions? projects? measures journey board group strategy')}\b)"
)
_EDGING = any_of("edging creeping inching ticking going coming moving picking drifting nudging trending spiralling")
_EDGE = any_of("edge creep inch tick go come move pick drift nudge trend spiral")
_EDGED = any_of("edged crept inched ticked gone come moved picked drifted nudged trended spiralled went came")
_VERBS = {  # of each: “-ing”, as it is, and past
    Says.IMPROVE: ("improving|strengthening|getting better", "improve|strengthen|get better", "improved"),
    Says.WORSEN: (
        "worsening|deteriorating|weakening|getting worse",
        "worsen|deteriorate|weaken|get worse",
        "worsened|deteriorated|weakened",
    ),
    Says.RISE: (
        "rising|increasing|growing|climbing|building|mounting|escalating|lengthening|"
        rf"{_EDGING} up(?:wards?)?|getting (?:longer|higher|larger|bigger|slower)",
        rf"rise|increase|grow|climb|build|mount|escalate|lengthen|{_EDGE} up(?:wards?)?",
        rf"risen|increased|grown|climbed|escalated|lengthened|rose|grew|{_EDGED} up(?:wards?)?",
    ),
    Says.FALL: (
        "falling|declining|decreasing|dropping|reducing|dwindling|slipping|sliding|shrinking|shortening|dipping|"
        rf"tailing off|{_EDGING} down(?:wards?)?|getting (?:shorter|lower|smaller|quicker|faster)",
        rf"fall|decline|decrease|drop|reduce|dwindle|slip|slide|shrink|shorten|dip|tail off|{_EDGE} down(?:wards?)?",
        "fallen|declined|decreased|dropped|reduced|fell|slipped|slid|shrunk|shortened|dipped|tailed off|"
        rf"{_EDGED} down(?:wards?)?",
    ),
    Says.RECOVER: (
        "recovering|rebounding|bouncing back|on the mend",
        "recover|rebound|bounce back",
        "recovered|bounced back|rebounded|turned (?:a|the) corner|turned around",
    ),
}
_NOUNS = {
    Says.IMPROVE: "improvements?|progress|gains?",
    Says.WORSEN: "deterioration|worsening",
    Says.RISE: "growth|increases?|rises?|upturn|escalation",
    Says.FALL: "decline|falls?|reductions?|decreases?|drop|downturn|slide",
    Says.RECOVER: "recovery",
}
_KINDS = {  # of a trend or a picture
    Says.IMPROVE: "improving|positive|favourable|encouraging|promising|better|healthy|good",
    Says.WORSEN: "worsening|deteriorating|negative|adverse|unfavourable|worrying|concerning",
    Says.RISE: "upwards?|rising|increasing|growing|climbing",
    Says.FALL: "downwards?|falling|declining|decreasing|reducing",
    Says.HOLD: "stable|steady|flat|static|level",
}
_RUNNING = any_of("consecutive successive straight")
_EVERY = r"(?:quarter|month|year|annual|quarterly|monthly)"
_COURSE = any_of("momentum drift trend trajectory direction_of_travel direction picture path curve")
_GOES_ON = (
    rf"(?:{any_of('has have')} (?:been )?{any_of('sustained maintained continued')}|continues|is continuing)\b(?! to)"
)
_NO_SENTENCE = (  # “Performance broadly”: words before the last of a note without a verb
    rf"(?:(?!{any_of('is are was were be been not has have had to will can of')}\b)[a-z’-]+ ){{1,4}}?"
)
_LEVEL = any_of("stable steady consistent static constant flat level unchanged")
_NOT_OF_TWO = r"(?! (?:with|from|compared|on|to(?! (?:previous|recent|past) \w+s)|at which)\b)"  # “stable compared with last quarter” is of two figures


def _verbs(says: Says) -> Iterator[str]:
    """Yield the patterns of a verb of change that goes on; a figure is what does so."""
    going_on, plain, past = _VERBS[says]
    yield rf"\b{_BE}{_ADVERBS} (?:{going_on}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed|ing){_ADVERBS} to(?: \w+ly)? (?:{plain}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed) (?:{going_on}){_NO_OBJECT}"
    yield rf"\b(?:(?:has|have) (?:begun|started)|(?:is|are) (?:beginning|starting)) to (?:{plain}){_NO_OBJECT}"
    yield rf"\b(?:but|and|albeit|though|although|yet)(?: \w+ly| now| still)? (?:{going_on}){_NO_OBJECT}"
    yield rf"(?<=\bwith ){_NO_SENTENCE}(?:{going_on}){_NO_OBJECT}"
    yield rf"(?<=[a-z])(?::|(?: still| again| now| {STEADILY})+) (?:{going_on})(?=\W*$|,)"
    yield rf"\b{STEADILY} (?:{past}){_NO_OBJECT}"
    yield rf"\b(?:{past})(?: \w+ly| further)? (?:{STEADILY}|{_IN_A_ROW})"
    yield rf"^{_NO_SENTENCE}(?:{going_on})(?=\W*$)"
    if says is Says.RECOVER:
        yield rf"\b(?:has|have)(?: \w+ly| now| also| since)? (?:{past}){_NO_OBJECT}"


def _nouns(says: Says) -> Iterator[str]:
    """Yield the patterns of a change that lasts, and is seen, shown or there."""
    noun = _NOUNS[says]
    yield rf"\bcontinu(?:e|es|ed|ing) (?:the|our|its|their|this) (?:[a-z-]+ ){{0,2}}?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b{LASTING},? (?:(?:and )?[a-z]+ ){{0,2}}?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\bcontinu\w+ to (?:see|show|experience|make)(?: an?)?(?: [a-z-]+){{0,3}} (?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:the|this|our) (?:[a-z]+ ){{0,2}}?(?:{noun}) (?:[a-z]+ ){{0,7}}?{_GOES_ON}"
    yield rf"\b{_COURSE}(?: is| remains| continues to be)?(?: one)? of (?:\w+ )?(?:{noun})\b"
    yield rf"\b(?:{_SO_MANY}) {_RUNNING} (?:{_EVERY} |{_EVERY}s? of )?(?:\w+ )?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:{_SO_MANY}) (?:{_RUNNING} )?{_EVERY}s of (?:\w+ )?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\banother (?:\w+ )?{_EVERY} of (?:\w+ )?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:{noun}) (?:[a-z-]+ ){{0,5}}?(?:shows?|showing) no signs? of [a-z]+(?: up| down| off)?\b"
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
_NUMBERS, _NUMBER = any_of("numbers figures levels rates"), any_of("number proportion percentage share volume rate")
_EACH_TIME = r"(?:(?:each|every) (?:quarter|month|year)|(?:quarter on quarter|month on month|year on year))"
_USUAL = rf"{any_of('usual normal expected typical previous former pre-[a-z]+')} {any_of('level range rate performance number')}s?"
_LEVELLED = any_of(
    "plateaued plateauing stabilised stabilising flatlined flatlining stagnated stagnating steadied steadying",
    "levelled_off levelled_out levelling_off levelling_out flattened flattening bottomed_out bottoming_out",
    "reached_a_plateau",
)
_SAME = rf"(?:\w+ )?(?:the same|where (?:it|they) (?:was|were)|in a steady state|stagnant){_NOT_OF_TWO}(?! as\b)"
_OTHERS = {
    Says.HOLD: (
        rf"\b{_REMAIN}{_ADVERBS}(?: \w+,? (?:and|but))? {_LEVEL}\b{_NOT_OF_TWO}(?! {any_of('home housing placement')}s?\b)",
        rf"\bbut{_ADVERBS} {_LEVEL}\b{_NOT_OF_TWO}",
        rf"\b(?:(?:was|been) maintained )?at an? (?:\w+ly )?{any_of('similar', _LEVEL)} level\b{_NOT_OF_TWO}",
        rf"\b{any_of('stable steady static consistent')} {any_of('performance position picture figures numbers')}\b",
        rf"\b(?:(?:has|have|is|are)(?: \w+)? )?{_LEVELLED}\b",
        rf"\b{_REMAIN} {_SAME}",
        r"\b(?:hold|holds|holding|held) (?:firm|steady|its own)\b",
        rf"^{_NO_SENTENCE}{_LEVEL}(?=\W*$)",
        rf"\bperformance (?:has|have) been (?:\w+ly )?(?:maintained|sustained)\b{_NOT_OF_TWO}",
        rf"\b(?:has|have)(?: not|n[’']t) (?:really |\w+ly )?(?:changed|moved)\b(?: \w+ly)?{_NOT_OF_TWO}(?! since\b)",
        r"\b(?:in line with|consistent with|similar to|comparable (?:to|with)) (?:those of |that of )?"
        r"(?:previous|recent|past|earlier) (?:quarters|months|years)\b",
        rf"\b(?:little(?: or no)?|no(?: \w+)?) (?:change|movement)\b{_NOT_OF_TWO}(?! since\b)",
    ),
    Says.IMPROVE: (
        r"\ban improving (?:position|situation|level)\b",
        rf"\b{_MOVING} (?:the right|a positive) direction\b",
        r"\bfrom strength to strength\b",
    ),
    Says.WORSEN: (
        r"\ba (?:worsening|deteriorating) (?:position|situation|level)\b",
        rf"\b{_MOVING} (?:the wrong|a negative) direction\b",
    ),
    Says.RISE: (
        r"\bon the (?:rise|increase|up)\b",
        r"\bat an (?:ever-)?(?:increasing|growing|accelerating) (?:rate|pace)\b",
        r"\b(?:higher and higher|longer and longer|more and more)\b",
        rf"\b(?:rising|growing) {_NUMBERS}\b|\ban? (?:increasing|growing|rising) {_NUMBER}\b",
        rf"\bmore (?:[a-z-]+ ){{1,6}}?{_EACH_TIME}\b",
    ),
    Says.FALL: (
        r"\bon the (?:decline|decrease|wane)\b",
        r"\bin (?:\w+ )?decline\b",
        r"\b(?:lower and lower|shorter and shorter|fewer and fewer)\b",
        rf"\b(?:falling|dwindling|declining) {_NUMBERS}\b|\ba (?:decreasing|declining|falling|reducing) {_NUMBER}\b",
        rf"\bfewer (?:[a-z-]+ ){{1,6}}?{_EACH_TIME}\b",
    ),
    Says.RECOVER: (
        rf"\b(?:returned|returning|back) to (?:[a-z]+ )?{_USUAL}\b",
        r"\b(?:back|returned) to where (?:it|they) (?:was|were)\b",
    ),
}
_ALL = [
    *((says, True, pattern("|".join(_verbs(says)))) for says in _VERBS),
    *((says, False, pattern("|".join(_nouns(says)))) for says in _NOUNS),
    *((says, False, pattern("|".join(_courses(says)))) for says in _KINDS),
    *((says, True, pattern("|".join(words))) for says, words in _OTHERS.items()),
]


# Words of change, which say nothing of whose figures they are.
ALL_WORDS = frozenset(
    re.findall(r"[a-z]{4,}", " ".join(["|".join(verbs) for verbs in _VERBS.values()] + [*_KINDS.values(), _LEVELLED]))
)


def find_words(sentence: str) -> Iterator[tuple[Says, bool, re.Match[str]]]:
    """Yield what words of a sentence say, whether they are a verb, which a figure does, and where they stand."""
    for says, is_verb, words in _ALL:
        for match in words.finditer(sentence):
            yield says, is_verb, match
