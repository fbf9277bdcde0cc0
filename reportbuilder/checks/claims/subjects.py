"""Tell whether words are about the indicator's own figure: all of them are words of figures, or of its name."""

import re

from cosmic.record import Record
from cosmic.units import Unit
from prosecheck.directions import FELL, ROSE
from prosecheck.words import MONTHS, any_of, pattern
from reportbuilder.checks.claims.synonyms import own_words
from reportbuilder.checks.claims.trend_words import ALL_WORDS
from reportbuilder.checks.statement import stems

_MEASURES = frozenset(
    "performance perform performs performing performed figure figures rate rates number numbers level levels "
    "percentage proportion share total totals volume volumes result results score scores measure indicator kpi "
    "position picture situation trend trends trajectory direction outturn output data statistics value count counts "
    "timeliness standard compliance turnaround use usage things gains line target targets track improvement progress growth recovery".split()
)
_PRONOUNS = frozenset("it this these they".split())
_AGENTS = frozenset("we i us our team teams service services council authority officers staff department".split())
_GRAMMAR = (
    "a an the and or of in on at to for from by with as than into over across per within between since during "
    "throughout towards toward upon via until up down out off around about that which there here its their his her "
    "what how all any another each every both such same other overall again also still now then yet already just only even "
    "so very much more most less quite rather too well but not no is are was were be been being has have had having "
    "do does did will shall should would can may must it’s we’ve that’s those while however therefore otherwise "
    "although though indeed whole despite given"
)
_TIMES = (
    "year years year-end year-on-year quarter quarters quarter-on-quarter month months month-on-month week weeks "
    "day days date period periods time times term end-of-year end start beginning close last previous past prior "
    "recent latest current present next following coming first second third fourth final two three four five six "
    "seven eight nine ten twelve several few annual annually financial full full-year today ago earlier before "
    "after far once ever long stage spring summer autumn winter successive consecutive running row decade decades "
    "seasonal rolling half-year mid-year pandemic covid"
)
_SEEN = (
    "see sees saw seen seeing show shows showed shown showing demonstrate demonstrates demonstrated demonstrating "
    "report reports reported reporting record records recorded achieve achieves achieved achieving maintain "
    "maintains maintained maintaining experience experienced remain remains remained remaining continue continues "
    "continued continuing indicate indicates indicated indicating suggest suggests suggested evidence evidenced "
    "note noted pleased pleasing delighted proud able stand stands stood come comes came go goes going reach tracking "
    "reaches reached reaching get gets getting become becomes became make makes made making take taken set stay "
    "stayed keep keeps kept hold held holding move moving turn turning look looks looking reflect reflects "
    "reflected confirm confirms confirmed average represent represents marks say know mean read seems seem appears appear finds found feel mirrors follows followed "
    "happening witnessed witnessing enjoyed entered entering receiving dealing living using moved went began "
    "begun beginning starting started introduced observed noticed tells told points point highlight highlights "
    "highlighted include included including measured used takes gone gives give given bringing leaving"
)
_QUALITIES = (
    "positive negative good better best bad worse worst strong stronger strongest high higher highest low lower "
    "lowest encouraging significant slight small large great marked marginal modest gradual general broad clear "
    "real notable steady sustained consistent further continual continuous ongoing upward upwards downward "
    "downwards right wrong favourable adverse welcome all-time exceptional excellent new usual normal expected "
    "typical little improving improved improve improves worsening deteriorating deterioration growing stable static "
    "change changes variation recovering recover recovered signs sign similar range goal back returned returning "
    "return heading trending trend travel travelling plateaued plateauing stabilised levelled flattened bounced "
    "bouncing build building picking edging creeping getting longer shorter slip slipping unchanged flat constant "
    "pre-pandemic pre-covid rebounded one some long-standing overall above below ahead behind under against course "
    "green amber red rag rating rated strength pace concern disappointing evident apparent visible noticeable "
    "remarkable promising healthy robust solid satisfactory comparable cumulative provisional initial historic "
    "historical underlying sharp slow slowed rapid quick dramatic substantial considerable weak weaker continuation "
    "strengthen strengthening weaken weakening curve path peak dip dipped spike blip margin pattern "
    "patterns volatile buoyant resilient challenging difficult impressive pleasing "
    "stubborn persistent fragile erratic incremental tangible meaningful short-term medium-term fewer momentum "
    "streak story news beyond touching worrying reassuring heartening tentative early late lately main headline key"
)
_PROSPECTS = (
    "likely unlikely expect expects expecting forecast forecasts forecasted forecasting projected projection "
    "projections predict predicts predicted anticipate anticipates anticipated anticipating confident confidence "
    "believe believes certain sure estimated placed poised due meet meets meeting met hit hits hitting exceed "
    "exceeds exceeding exceeded surpass surpassed surpassing beat beaten beating attain attained deliver delivered "
    "miss missed missing short fail failing fails finish finishing ending achievable unachievable attainable "
    "unattainable risk doubt jeopardy danger based basis comfortably narrowly agreed cannot longer doubtful "
    "optimistic well-placed profile profiled predicting believing margin outlook prospect prospects chance likelihood schedule"
)
_PLAIN = (
    frozenset(f"{_GRAMMAR} {_TIMES} {_SEEN} {_QUALITIES} {_PROSPECTS}".split())
    | _MEASURES
    | _PRONOUNS
    | _AGENTS
    | {*MONTHS}
    | ALL_WORDS
)
_NO_ADVERBS = frozenset("family supply elderly assembly reply italy nationally regionally globally".split())
_MOVED = pattern(any_of(ROSE, FELL))
_WORD = re.compile(r"[A-Za-z][\w’'/-]*")
_SHORTENED = re.compile(r"’(?:s|re|ve|ll|d)$")
_AREA = any_of("county council borough city district authority organisation force trust")
_WHOLE = pattern(  # what names no part: “across all districts”, “long-term trend”
    r"\b(?:across|in|throughout) (?:(?:all|every|each)(?: of)?(?: the| our)? [a-z]+|",
    rf"(?:the|our) (?:{_AREA}|board|service))\b|\b(?:the|our) {_AREA}[’']s\b|",
    r"\blong[- ]term (?=(?:[a-z]+ )?(?:trend|picture|direction|trajectory|decline|increase|reduction|growth|rise|fall))",
)
_QUARTER = pattern(r"[qh][1-4]|fy|20\d\d[/–-]?\d*")
_REFERS = pattern(r"^(?:it|they|these|this(?! (?:quarter|year|month|period|indicator|measure|figure|rate|number)))\b")
_NUMBERS_OF = pattern(r"\b(?:numbers?|totals?|counts?) of\b|\b(?!the |these |our |overall )\w+ numbers\b|\bvolumes?\b")
_NUMBERED = re.compile(r"\b(?:stage|phase|tier|band|category|grade|year) \d\b", re.IGNORECASE)
_SHARES_OF = pattern(r"\b(?:percentage|proportion|share) of\b")


def is_own(words: str, record: Record) -> bool:
    """Tell whether words speak of nothing but the indicator's own figure: no part of it, place, or other thing."""
    is_share = record.indicator.unit is Unit.PERCENT
    if (_NUMBERS_OF if is_share else _SHARES_OF).search(words):
        return False
    if any(one not in record.indicator.name.lower() for one in _NUMBERED.findall(words.lower())):
        return False
    name = own_words(record.indicator.name)
    initials = "".join(word[0] for word in _WORD.findall(record.indicator.name.lower()) if word not in _PLAIN)
    return all(_is_plain(word) or _is_of(word, name) or _is_short_for(word, initials) for word in _WORD.findall(_WHOLE.sub("", words)))


def names_a_figure(words: str, record: Record) -> bool:
    """Tell whether words name a figure, or nothing at all, which leaves it to the page; not only who answers for it."""
    found = [word.lower() for word in _WORD.findall(words)]
    return not _AGENTS & {*found} or bool(_PRONOUNS & {*found}) or _names_own(found, record)


def refers_to_own(words: str, said_before: str, record: Record) -> bool:
    """Tell whether the “it” or “this” that words begin with can be the indicator: what was said before names it.

    So it can where nothing was said before, and where the words begin with no such word.
    """
    found = _WORD.findall(said_before.lower())
    return not _REFERS.search(words) or all(map(_is_plain, found)) or _names_own(found, record)


def _names_own(found: list[str], record: Record) -> bool:
    name = own_words(record.indicator.name)
    return any(word in _MEASURES or _is_of(word, name) for word in found)


def without_name(words: str, record: Record) -> str:
    """Return words without those of the indicator's name, which claim nothing: “people supported”."""
    name = own_words(record.indicator.name)
    return _WORD.sub(lambda word: "" if _is_of(word[0], name) else word[0], words)


def _is_of(word: str, name: frozenset[str]) -> bool:
    """Tell whether a word is one of an indicator's name, in any of its forms."""
    own = stems(word)
    return bool(own) and own <= name


def _is_short_for(word: str, initials: str) -> bool:
    """Tell whether a word in capitals is made of the initials of an indicator's name: KSI, EHCPs."""
    letters = word.removesuffix("s")
    return len(letters) > 1 and letters.isupper() and letters.lower() in initials


def _is_plain(word: str) -> bool:
    lower = _SHORTENED.sub("", word.lower().replace("'", "’"))
    if lower in _PLAIN or lower.endswith("n’t") or _MOVED.fullmatch(lower) or _QUARTER.fullmatch(lower):
        return True
    return len(word) > 4 and lower.endswith("ly") and lower not in _NO_ADVERBS
