"""List the phrases of a standstill, a rise, a fall or a recovery that follow no common form."""

from prosecheck.words import any_of
from reportbuilder.checks.claims.trend_vocabulary import ADVERBS, COURSE, LEVEL, LEVELLED, NO_SENTENCE, Says

NOT_OF_TWO = (  # “stable compared with last quarter” is of two figures
    r"(?! (?:with|from|compared|on|to(?! (?:previous|recent|past) \w+s)|at which)\b)"
)
_REMAIN = any_of(
    r"is are has_been have_been (?:has_|have_)?remain(?:s|ed)? (?:has_|have_)?stay(?:s|ed)? held kept holding",
    r"remaining continues?_to_(?:be|remain|hold) was were",
)
_MOVING = rf"{any_of('moving heading going trending moves')}(?: \w+ly)? in"
_NUMBERS, _NUMBER = any_of("numbers figures levels rates"), any_of("number proportion percentage share volume rate")
_EACH_TIME = r"(?:(?:each|every) (?:quarter|month|year)|(?:quarter on quarter|month on month|year on year))"
_USUAL = (
    rf"{any_of('usual normal expected typical previous former pre-[a-z]+')} "
    rf"{any_of('level range rate performance number')}s?"
)
_SAME = rf"(?:\w+ )?(?:the same|where (?:it|they) (?:was|were)|in a steady state|stagnant){NOT_OF_TWO}(?! as\b)"
OTHERS = {
    Says.HOLD: (
        rf"\b{_REMAIN}{ADVERBS}(?: \w+,? (?:and|but))? {LEVEL}\b{NOT_OF_TWO}(?! (?:home|housing|placement)s?\b)",
        rf"\bbut{ADVERBS} {LEVEL}\b{NOT_OF_TWO}",
        rf"\b(?:(?:was|been) maintained )?at an? (?:\w+ly )?{any_of('similar', LEVEL)} level\b{NOT_OF_TWO}",
        rf"\b(?:(?:has|have|is|are)(?: \w+)? )?{LEVELLED}\b",
        rf"\b{_REMAIN} {_SAME}",
        r"\b(?:hold|holds|holding|held) (?:firm|steady|its own)\b",
        rf"^{NO_SENTENCE}{LEVEL}(?=\W*$)",
        rf"\bperformance (?:has|have) been (?:\w+ly )?(?:maintained|sustained)\b{NOT_OF_TWO}",
        rf"\b(?:has|have)(?: not|n[’']t) (?:really |\w+ly )?(?:changed|moved)\b(?: \w+ly)?{NOT_OF_TWO}(?! since\b)",
        r"\b(?:in line with|consistent with|similar to|comparable (?:to|with)) (?:those of |that of )?"
        r"(?:previous|recent|past|earlier) (?:quarters|months|years)\b",
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
        rf"\b(?:downwards?|declining|falling) {COURSE} (?:has|have) (?:\w+ ){{0,2}}reversed\b",
        r"\bat an (?:ever-)?(?:increasing|growing|accelerating) (?:rate|pace)\b",
        r"\b(?:higher and higher|busier and busier|longer and longer)\b",
    ),
    Says.FALL: (
        r"\bon the (?:decline|decrease|wane)\b",
        rf"\b(?:upwards?|rising|increasing) {COURSE} (?:has|have) (?:\w+ ){{0,2}}reversed\b",
        r"\bin (?:[\w-]+ )?decline\b",
        r"\b(?:lower and lower|shorter and shorter)\b",
    ),
    Says.RECOVER: (
        rf"\b(?:returned|returning|back) to (?:[a-z]+ )?{_USUAL}\b",
        r"\b(?:back|returned) to where (?:it|they) (?:was|were)\b",
    ),
}
COUNTED = {
    Says.HOLD: (
        rf"\b(?:little(?: or no)?|no(?: \w+)?) (?:change|movement)\b{NOT_OF_TWO}(?! since\b)",
        rf"\b{any_of('stable steady static consistent')} {any_of('performance position picture figures numbers')}\b",
    ),  # of these the figure is no subject
    Says.RISE: (
        r"\bmore and more\b",
        rf"\b(?:rising|growing) {_NUMBERS}\b",
        rf"\ban? (?:increasing|growing|rising) {_NUMBER}\b",
        rf"\bmore (?:[a-z-]+ ){{1,6}}?{_EACH_TIME}\b",
    ),
    Says.FALL: (
        r"\bfewer and fewer\b",
        rf"\b(?:falling|dwindling|declining) {_NUMBERS}\b",
        rf"\ba (?:decreasing|declining|falling|reducing) {_NUMBER}\b",
        rf"\bfewer (?:[a-z-]+ ){{1,6}}?{_EACH_TIME}\b",
    ),
}
