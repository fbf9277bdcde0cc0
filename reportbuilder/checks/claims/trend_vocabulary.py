"""List the words of change, by what they say that figures do: improve, worsen, rise, fall, hold steady or recover."""

import re
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
ADVERBS = r"(?: (?:\w+ly|still|now|also|again|very|much|further|quite|more|well|all)){0,3}"
STEADILY = any_of(
    r"steadily consistently gradually continually continuously progressively year_on_year quarter_on_quarter",
    r"month_on_month (?:quarter|month|year|term)_by_(?:quarter|month|year|term) (?:month|year)_after_(?:month|year)",
    r"slowly incrementally over_time (?:with_|in_)?(?:every|each)_(?:quarter|month|year)",
    r"over_the_(?:last|past)_(?:few|several|two|three|four|five|six|\d+)_(?:quarters|months|years)",
    r"in_(?:every|each)_(?:one_)?of_the_(?:last|past)_\w+_(?:quarters|months|years)",
    r"(?:over|in|during)_recent_(?:quarters|months|years)",
    r"for_(?:several|many|a_number_of|some)_(?:quarters|months|years|time)",
)
SO_MANY = "|".join(RUNS)
RUN = pattern(
    rf"\b(?P<many>{SO_MANY}) (?:consecutive|successive|straight) |each of the (?:last|past) (?P<each>{SO_MANY}) |",
    rf"\b(?P<row>{SO_MANY}) \w+ (?:running|in a row|in succession)\b",
)
LASTING = any_of(
    "continued continuing steady sustained consistent ongoing continual gradual incremental progressive persistent",
    "relentless unbroken special_cause slow_but_steady year[-_]on[-_]year",
    "quarter[-_]on[-_]quarter month[-_]on[-_]month",
)
_EDGING = any_of("edging creeping inching ticking going coming moving picking drifting nudging trending spiralling")
_EDGE = any_of("edge creep inch tick go come move pick drift nudge trend spiral")
_EDGED = any_of("edged crept inched ticked gone come moved picked drifted nudged trended spiralled went came")
VERBS = {  # of each: “-ing”, as it is, and past
    Says.IMPROVE: ("improving|strengthening|getting better", "improve|strengthen|get better", "improved"),
    Says.WORSEN: (
        "worsening|deteriorating|weakening|getting worse|going backwards",
        "worsen|deteriorate|weaken|get worse|go backwards",
        "worsened|deteriorated|weakened|gone backwards",
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
NOUNS = {
    Says.IMPROVE: "improvements?|progress|gains?",
    Says.WORSEN: "deterioration|worsening",
    Says.RISE: "growth|increases?|rises?|upturn|escalation",
    Says.FALL: "decline|falls?|reductions?|decreases?|drop|downturn|slide",
    Says.RECOVER: "recovery",
}
KINDS = {  # of a trend or a picture
    Says.IMPROVE: "improving|positive|favourable|encouraging|promising|better|healthy|good|right",
    Says.WORSEN: "worsening|deteriorating|negative|adverse|unfavourable|worrying|concerning|wrong",
    Says.RISE: "upwards?|rising|increasing|growing|climbing",
    Says.FALL: "downwards?|falling|declining|decreasing|reducing",
    Says.HOLD: "stable|steady|flat|static|level",
}
COURSE = any_of("momentum drift trend trajectory direction_of_travel direction picture path curve")
LEVEL = any_of("stable steady consistent static constant flat level unchanged")
LEVELLED = any_of(
    "plateaued plateauing stabilised stabilising flatlined flatlining stagnated stagnating steadied steadying",
    "levelled_off levelled_out levelling_off levelling_out flattened flattening bottomed_out bottoming_out",
    "reached_a_plateau",
)
NO_SENTENCE = (  # “Performance broadly”: words before the last of a note without a verb
    rf"(?:(?!{any_of('is are was were be been not has have had to will can of')}\b)[a-z’-]+ ){{1,4}}?"
)
# Words of change, which say nothing of whose figures they are.
ALL_WORDS = frozenset(
    re.findall(r"[a-z]{4,}", " ".join(["|".join(verbs) for verbs in VERBS.values()] + [*KINDS.values(), LEVELLED]))
)
