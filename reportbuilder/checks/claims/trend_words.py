"""Find the words that claim a trend, a standstill, a record or a recovery of an indicator's figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cosmic.record import Record
from prosecheck.words import any_of, pattern
from reportbuilder.checks.claims.clauses import Clause, clause_around
from reportbuilder.checks.claims.subjects import is_own, names_a_figure, without_name


class Says(StrEnum):
    """What words claim that an indicator's figures do."""

    IMPROVE = "improve"
    WORSEN = "worsen"
    RISE = "rise"
    FALL = "fall"
    HOLD = "hold steady"
    RECOVER = "recover"


@dataclass(frozen=True)
class TrendClaim:
    """A claim of what the figures do, in the words of its clause."""

    says: Says
    clause: Clause


_BE = r"(?:is|are|has been|have been|it[’']s|remains?|keeps?|continues? to be)"
_ADVERBS = r"(?: (?:\w+ly|still|now|also|again|very|much|further|quite|more|well|broadly|all)){0,3}"
_STEADILY = any_of(
    r"steadily consistently gradually continually continuously progressively year_on_year quarter_on_quarter",
    r"month_on_month every_(?:quarter|month|year) each_(?:quarter|month|year)",
    r"over_the_(?:last|past)_(?:few|several|two|three|four|five|six|\d+)_(?:quarters|months|years)",
    r"for_(?:several|many|a_number_of|some)_(?:quarters|months|years|time)",
)
# What follows a verb that has no object: “is improving”, and not “is improving access”.
_NO_OBJECT = (
    r"(?=\W*$|[,.;:)–—]|\s+[–—-]|\s+(?:(?:and|but|as|in|on|over|at|for|since|across|among|by|from|to|with|due|following|thanks|"
    r"this|each|every|year|quarter|month|again|\w+ly|despite|because|after|while|whilst|although|though|so|than|"
    r"compared|throughout|during|through|within|overall|too|also|still|towards|against|now|when|given|owing|beyond|above|"
    r"below|further|faster|until|here|well)\b))"
)
_NO_COMPOUND = r"(?! (?:work|plans?|programmes?|activity|actions?|projects?|measures|journey|board|group|strategy|team)\b)"
_FORMS = {  # of each verb: “-ing”, as it is, and past
    Says.IMPROVE: ("improving|getting better", "improve|get better", "improved"),
    Says.WORSEN: ("worsening|deteriorating|getting worse|slipping", "worsen|deteriorate|get worse|slip", "worsened|deteriorated"),
    Says.RISE: ("rising|increasing|growing|climbing", "rise|increase|grow|climb", "risen|increased|grown|rose|grew|climbed"),
    Says.FALL: (
        "falling|declining|decreasing|dropping|reducing|dwindling",
        "fall|decline|decrease|drop|reduce|dwindle",
        "fallen|fell|declined|decreased|dropped|reduced",
    ),
    Says.RECOVER: ("recovering|bouncing back", "recover|bounce back", "recovered|bounced back|rebounded"),
}  # fmt: skip
_NOUNS = {
    Says.IMPROVE: "improvement|progress",
    Says.WORSEN: "deterioration|worsening",
    Says.RISE: "growth|increase|rise|upturn",
    Says.FALL: "decline|fall|reduction|decrease|drop|downturn",
    Says.RECOVER: "recovery",
}
_COURSES = {
    Says.IMPROVE: "improving|positive|favourable|encouraging|promising|better",
    Says.WORSEN: "worsening|deteriorating|negative|adverse|unfavourable",
    Says.RISE: "upwards?|rising|increasing|growing|climbing",
    Says.FALL: "downwards?|falling|declining|decreasing|reducing",
    Says.HOLD: "stable|steady|flat|static|level",
}
_LASTING = any_of(
    "continued continuing steady sustained consistent ongoing continual gradual year[-_]on[-_]year",
    "quarter[-_]on[-_]quarter month[-_]on[-_]month",
)
_COURSE = any_of("trend trajectory direction_of_travel direction picture path")
_LEVEL = any_of("stable steady consistent static constant flat level unchanged")
_NOT_OF_TWO = r"(?! (?:with|from|compared|on|at which)\b)"  # “stable compared with last quarter” sets two figures side by side


def _verbs(says: Says) -> Iterator[str]:
    """Yield the patterns of a verb of change that goes on, which have a figure as their subject."""
    going_on, plain, past = _FORMS[says]
    yield rf"\b{_BE}{_ADVERBS} (?:{going_on}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed|ing){_ADVERBS} to(?: \w+ly)? (?:{plain}){_NO_OBJECT}"
    yield rf"\bcontinu(?:e|es|ed) (?:{going_on}){_NO_OBJECT}"
    yield rf"\b(?:(?:has|have) (?:begun|started)|(?:is|are) (?:beginning|starting)) to (?:{plain}){_NO_OBJECT}"
    yield rf"\b(?:but|and|albeit|though|although|yet)(?: \w+ly| now| still)? (?:{going_on}){_NO_OBJECT}"
    yield rf"\b(?:has |have )?(?:\w+ly |also |now )?{_STEADILY} (?:{past}){_NO_OBJECT}"
    yield rf"\b(?:has |have )?(?:\w+ly |also |now )?(?:{past})(?: \w+ly| further)? {_STEADILY}"
    if says is Says.RECOVER:
        yield rf"\b(?:has|have)(?: \w+ly| now| also| since)? (?:{past}){_NO_OBJECT}"


def _nouns(says: Says) -> Iterator[str]:
    """Yield the patterns of a noun of change that lasts, which is seen, shown or there."""
    noun = _NOUNS[says]
    yield rf"\b{_LASTING},? (?:(?:and )?[a-z]+ ){{0,2}}?(?:{noun})\b{_NO_COMPOUND}"
    yield rf"\bcontinu\w+ to (?:see|show|experience)(?: an?)?(?: [a-z-]+){{0,3}} (?:{noun})\b{_NO_COMPOUND}"
    yield rf"\b(?:the|this|our) (?:[a-z]+ ){{0,2}}?(?:{noun}) (?:[a-z]+ ){{0,7}}?(?:(?:has|have) (?:been )?(?:sustained|maintained|continued)|continues|is continuing)\b(?! to)"
    if says is Says.RECOVER:
        yield r"\bsigns? of (?:a )?(?:\w+ )?recovery\b(?! plan)"


def _courses(says: Says) -> Iterator[str]:
    """Yield the patterns of a trend, a direction or a picture that is of a kind."""
    kind = _COURSES[says]
    yield rf"\b(?:{kind})(?:,? (?:and )?(?:\w+ ){{0,2}})?(?<= ){_COURSE}\b"
    yield rf"\b{_COURSE}(?: [a-z]+){{0,5}}? (?:is|are|remains|continues|continues to be|has been|continues to go){_ADVERBS} (?:going |heading |moving )?(?:an? )?(?:{kind})\b(?! (?:impact|effect))"
    if noun := _NOUNS.get(says):
        yield rf"\b{_COURSE}(?: is| remains| continues to be)?(?: one)? of (?:\w+ )?(?:{noun})\b"
    yield rf"\btrending{_ADVERBS} (?:{kind})\b"


_VERBS = [(says, pattern("|".join(_verbs(says)))) for says in _FORMS]
_NOUNS_SEEN = [(says, pattern("|".join(_nouns(says)))) for says in _NOUNS]
_COURSES_SEEN = [(says, pattern("|".join(_courses(says)))) for says in _COURSES]
_OTHERS = [
    (Says.HOLD, pattern(
        rf"\b(?:is|are|has been|have been|(?:has |have )?(?:remain(?:s|ed)?|stay(?:s|ed)?|held|kept)|continues? to (?:be|remain|hold)|holding|remaining)",
        rf"{_ADVERBS} {_LEVEL}\b{_NOT_OF_TWO}(?! (?:home|housing|placement)s?\b)",
    )),
    (Says.HOLD, pattern(rf"\b{any_of('stable steady static consistent')} {any_of('performance position picture figures numbers')}\b")),
    (Says.HOLD, pattern(rf"\b(?:(?:has|have|is|are)(?: now| largely| broadly)? )?{any_of('plateaued plateauing stabilised stabilising levelled_(?:off|out) levelling_(?:off|out) flattened')}\b")),
    (Says.HOLD, pattern(rf"\b(?:(?:was|were|been) maintained )?at an? (?:\w+ly )?{any_of('stable steady similar consistent constant')} level\b(?! to\b)")),
    (Says.HOLD, pattern(rf"\b(?:was|were)(?: \w+ly)? {any_of('stable steady static constant')}\b{_NOT_OF_TWO}")),
    (Says.HOLD, pattern(r"\blittle (?:or no )?change\b(?! (?:from|since|on|compared|to)\b)")),
    (Says.IMPROVE, pattern(r"\b(?:moving|heading|going|travelling|trending|moves)(?: \w+ly)? in (?:the right|a positive) direction\b|\bfrom strength to strength\b")),
    (Says.WORSEN, pattern(r"\b(?:moving|heading|going|travelling|trending)(?: \w+ly)? in (?:the wrong|a negative) direction\b")),
    (Says.RISE, pattern(r"\bon the (?:rise|increase|up)\b")),
    (Says.FALL, pattern(r"\bon the (?:decline|decrease)\b|\bin decline\b")),
    (Says.RECOVER, pattern(
        rf"\b(?:returned|returning|back) to (?:its |their |the |a |more )?(?:previous(?:ly)? )?",
        rf"{any_of('usual normal expected typical')} (?:level|range|rate|performance|number)s?\b",
    )),
]  # fmt: skip
_NEGATED = pattern(
    r"\b",
    any_of(
        r"not(?!_only) no(?!_doubt) never nor neither without lack little nothing hardly barely yet_to rather_than",
        r"instead_of stop(?:s|ped)? ceased unable fail(?:s|ed|ing)? limited few cannot too_early",
    ),
    r"\b|n[’']t\b",
)
_AHEAD = pattern(
    r"\b",
    any_of(
        r"will would shall should could can may might expect\w* hop(?:e|es|ed|ing) aim\w* plan(?:s|ned|ning)? intend\w*",
        r"want\w* seek\w* striv\w* ensur\w* help\w* support\w* need\w* anticipat\w* forecast\w* predict\w* project(?:ed|s)",
        r"likely in_order_to so_that work(?:ing)?_(?:to|on|towards) focus\w* designed opportunit\w* action\w* target(?:ed|ing)",
        r"required monitor\w* next(?!_to) look(?:ing)?_(?:to|for|at) evidence_of_a(?!n) promot\w* driv(?:e|ing) secure",
        r"sustain maintain reflects_an? would_be (?<!continue_)(?<!continues_)(?<!pleased_)(?<!encouraging_)to_(?:see|show|keep|achieve|get)",
    ),
    r"\b",
)
_THEN = pattern(r"\b(?:was|were|had)\b|^(?:in|during|for|throughout)?(?: the)? ?(?:last|previous|prior) (?:financial )?year\b")
_BESIDE_ANOTHER = pattern(
    r"\b(?:than|compared (?:to|with)|on|against|from) (?:in |the |that of )?(?:last|previous|prior|same|q[1-4])\b",
    r"|\bsince (?:last|the last|the previous) (?:quarter|year|month)\b|^(?:from|to|by) [£\d]",
)
_LASTS = pattern(rf"continu|trend|trajectory|direction|{_LASTING}|{_STEADILY}")


def find_trends(sentence: str, record: Record) -> Iterator[TrendClaim]:
    """Find the claims of a sentence that the indicator's own figures take a course, the longest words of each."""
    taken: list[TrendClaim] = []
    for says, is_verb, match in sorted(_matches(sentence), key=lambda one: -len(one[2][0])):
        if any(claim.clause.start < match.end() and match.start() < claim.clause.end for claim in taken):
            continue
        claim = TrendClaim(_of_performance(says, clause_around(sentence, *match.span())), clause_around(sentence, *match.span()))
        taken.append(claim)
        if _is_made(claim.clause, record, is_verb):
            yield claim


def _matches(sentence: str) -> Iterator[tuple[Says, bool, re.Match[str]]]:
    for kinds, is_verb in ((_VERBS, True), (_NOUNS_SEEN, False), (_COURSES_SEEN, False), (_OTHERS, True)):
        for says, words in kinds:
            for match in words.finditer(sentence):
                yield says, is_verb, match


def _is_made(clause: Clause, record: Record, is_verb: bool) -> bool:
    """Tell whether a clause claims a course of the indicator's own figures, up to now."""
    if not clause.is_asserted or not is_own(clause.words, record):
        return False
    if is_verb and not names_a_figure(clause.before, record):
        return False
    before = without_name(clause.before, record)
    if _NEGATED.search(before) or _AHEAD.search(before) or _THEN.search(before):
        return False
    if _THEN.search(clause.after):
        return False
    return bool(_LASTS.search(clause.phrase)) or not _BESIDE_ANOTHER.search(clause.after)


_ON_PERFORMANCE = {Says.RISE: Says.IMPROVE, Says.FALL: Says.WORSEN}
_PERFORMANCE = pattern(r"\b(?:performance|position|picture|situation|timeliness)\b")


def _of_performance(says: Says, clause: Clause) -> Says:
    """Return what words say of performance, which is better where it rises, whichever way the figures are."""
    return _ON_PERFORMANCE.get(says, says) if _PERFORMANCE.search(clause.words) else says
