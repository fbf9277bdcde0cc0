"""Find the claims of a sentence that the indicator's own figures take a course, up to now."""

from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.record import Record
from prosecheck.words import any_of, pattern
from reportbuilder.checks.claims.clauses import Clause, clause_around
from reportbuilder.checks.claims.subjects import is_own, names_a_figure, refers_to_own, without_name
from reportbuilder.checks.claims.trend_vocabulary import LASTING, RUN, RUNS, STEADILY, Says
from reportbuilder.checks.claims.trend_words import find_words

_NOT_SO = pattern(
    r"\b",
    any_of(
        r"not(?!_only) no(?!_doubt) never nor neither without lack little nothing hardly barely yet_to rather_than",
        r"instead_of stop(?:s|ped)? ceased unable fail(?:s|ed|ing)? limited few cannot too_early",
    ),
    r"\b|n[’']t\b",
)
_TO_COME = pattern(
    r"\b",
    any_of(
        r"will would shall should could can may might expect\w* hop(?:e|es|ed|ing) aim\w* plan(?:s|ned|ning)?",
        r"intend\w* want\w* seek\w* striv\w* ensur\w* help\w* support\w* need\w* anticipat\w* forecast\w*",
        r"predict\w* project(?:ed|s)",
        r"likely in_order_to so_that work(?:ing)?_(?:to|on|towards) focus\w* designed opportunit\w* action\w*",
        r"target(?:ed|ing) required monitor\w* next(?!_to) look(?:ing)?_(?:to|for|at) promot\w* driv(?:e|ing) secure",
        r"sustain maintain reflects_an? to_(?:keep|achieve|get)",
        r"(?<!continue_)(?<!continues_)(?<!pleased_)(?<!encouraging_)to_(?:see|show)",
    ),
    r"\b",
)
_LAST_YEAR = r"(?: the)? ?(?:last|previous|prior) (?:financial )?year\b"
_BACK_THEN = pattern(r"\b(?:was|were|had)(?: [a-z]+){0,4}$|^(?:in|during|for|throughout)?", _LAST_YEAR)
_NO_FIGURE = pattern(r"\b(?:confidence|concern|pressure|challenge|risk)s?$|\bmissed\b")
_EXPLAINS = pattern(
    r"^(?:indicates|means|represents|reflects|would|is (?:seen|regarded|considered|good|better|positive|desirable))\b"
)
_IN_A_YEAR = pattern(r"\b(?:in|during|throughout|for) 20(?P<year>\d\d)(?:\s?[/–-]\s?(?:20)?(?P<end>\d\d))?\b")
_THEN = pattern(r"^(?:was|were|had)\b|^(?:in|during|throughout)", _LAST_YEAR)
_OF_TWO_FIGURES = pattern(
    r"\b(?:than|compared (?:to|with)|on|against|from) (?:in |the |that of )?(?:last|previous|prior|same|q[1-4])\b|",
    r"\bsince (?:last|the last|the previous) (?:quarter|year|month)\b|^(?:from|to|by) [£\d]",
)
_COMPARED = pattern(r"^(?:when |as )?compared (?:with|to)\b[^,]*,")
_LASTS = pattern(rf"continu|trend|trajectory|direction|{LASTING}|{STEADILY}|{RUN.pattern}")
_PERFORMANCE = pattern(r"\b(?:performance|position|picture|situation|timeliness)\b")
_OF_PERFORMANCE = {Says.RISE: Says.IMPROVE, Says.FALL: Says.WORSEN}


@dataclass(frozen=True)
class TrendClaim:
    """A claim of what the figures do, and the clause that makes it."""

    says: Says
    clause: Clause

    @property
    def steps(self) -> int:
        """Return how many changes in a row it says that there were: 3 of “for the third quarter running”; else 0."""
        run = RUN.search(self.clause.phrase)
        return RUNS[next(filter(None, run.groups())).lower()] if run else 0


def find_trends(sentence: str, record: Record, previous: str = "") -> Iterator[TrendClaim]:
    """Find the claims of a sentence that the indicator's own figures take a course; of words within others, the longer.

    “Performance rises” is that it improves, whichever way the figures go.
    """
    taken: list[Clause] = []
    for says, is_verb, match in sorted(find_words(sentence), key=lambda found: -len(found[2][0])):
        clause = clause_around(sentence, *match.span(), previous)
        if any(one.start < clause.end and clause.start < one.end for one in taken):
            continue
        taken.append(clause)
        if _is_made(clause, record, is_verb):
            is_of_performance = _PERFORMANCE.search(clause.words)
            yield TrendClaim(_OF_PERFORMANCE.get(says, says) if is_of_performance else says, clause)


def _is_made(clause: Clause, record: Record, is_verb: bool) -> bool:
    """Tell whether a clause claims it of the indicator's own figures, of now, and of more than two of them."""
    if not clause.is_asserted or not is_own(clause.words, record):
        return False
    if is_verb and (
        _NO_FIGURE.search(without_name(clause.before, record)) or not names_a_figure(clause.before, record)
    ):
        return False
    if not refers_to_own(clause.before, clause.said_before, record):
        return False
    before = without_name(clause.before, record)
    if any(words.search(before) for words in (_NOT_SO, _TO_COME, _BACK_THEN)) or _THEN.search(clause.after):
        return False
    if clause.before.lower() in ("a", "an") and _EXPLAINS.search(clause.after):
        return False
    if _is_of_an_earlier_year(clause, record):
        return False
    if _LASTS.search(clause.phrase):
        return True
    return not _OF_TWO_FIGURES.search(clause.after) and not _COMPARED.search(clause.sentence)


def _is_of_an_earlier_year(clause: Clause, record: Record) -> bool:
    """Tell whether a clause says in which year it was so, and that year ended before the one of the current figure."""
    year = _IN_A_YEAR.search(clause.words)
    if not year or not record.current:
        return False
    return int(year["end"] or year["year"]) < record.current.period_end.year % 100
