"""Find the words that claim how the indicator's year will end: on track, expected to meet the target, will be missed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cosmic.definitions import Direction
from cosmic.record import Record
from prosecheck.words import any_of, pattern
from reportbuilder.checks.claims.clauses import Clause, clause_around
from reportbuilder.checks.claims.subjects import is_own

_REACH = any_of("meet(?:s|ing)? achiev(?:e|es|ing) hit(?:s|ting)? reach(?:es|ing)? deliver(?:ing)? attain(?:ing)? return(?:ing)?_to")
_REACHED = any_of("met achieved hit reached delivered attained")
_EXCEED, _EXCEEDED = any_of("exceed(?:s|ing)? surpass(?:ing)? beat(?:ing)?"), any_of("exceeded surpassed beaten")
_TARGET = r"(?:(?:[a-z’'/\d-]+ ){0,6}?(?:targets?|goal)\b(?! (?:group|audience|harden))|(?:it|this)(?=[.,;]|$))"
_SUBJECT = r"(?:the |our |its |this )?(?:[a-z’'/\d-]+ ){0,5}?(?:targets?|goal)\b(?: (?:of|for) [\w,.%/£’' -]{1,40}?)?"
_YEAR_END = r"(?:year[- ]end|end[- ]of[- ](?:the[- ])?(?:financial[- ])?year|full[- ]year|annual)"
_EVENTS = {  # by their names: whether they are good news, and the words
    "reached": (True, rf"(?<!fail to )(?<!fails to )(?<!failing to )\b{_REACH} {_TARGET}"),
    "is reached": (True, rf"\b{_SUBJECT}(?: [a-z’']+){{1,6}}? (?:be |being )(?:\w+ly )?{_REACHED}\b"),
    "exceeded": (True, rf"\b{_EXCEED} {_TARGET}"),
    "is exceeded": (True, rf"\b{_SUBJECT}(?: [a-z’']+){{1,6}}? (?:be |being )(?:\w+ly )?{_EXCEEDED}\b"),
    "delivered": (True, rf"\bon (?:track|course|target) to {_REACH} (?:[a-z’'\d,%-]+ ){{1,8}}?(?:by|at|for) (?:the )?{_YEAR_END}"),
    "green": (True, rf"\b(?:be|turn|return to|move to|finish|end the year|back to)(?: \w+ly)? green\b(?=.*\b{_YEAR_END}\b)"),
    "missed": (False, rf"\b(?:miss|missing|(?:fall|falling|come|be) short of|fail(?:s|ing)? to {_REACH}) {_TARGET}"),
    "is missed": (False, rf"\b{_SUBJECT}(?: [a-z’']+){{1,6}}? (?:be |being )(?:\w+ly )?missed\b"),
    "out of reach": (False, rf"\b{_SUBJECT} (?:\w+ ){{0,3}}?{any_of('out_of_reach unachievable not_achievable unattainable beyond_reach')}\b"),
    "within reach": (True, rf"\b{_SUBJECT} (?:is|remains|looks|seems)(?: \w+)? {any_of('achievable attainable within_reach')}\b"),
    "off track": (False, r"\boff (?:track|course)\b"),
    "on track": (True, r"\b(?:on (?:track|course)|back on target)\b"),
    "year-end position": (True, rf"\b{_YEAR_END} (?:position|outturn|result|figure)(?: \w+){{0,4}}? {any_of('positive green met favourable')}\b"),
}
_SIDES = {
    "above": r"(?:(?:at|on) or above|above|over|ahead of|higher than|in excess of)",
    "below": r"(?:(?:at|on) or below|below|under|beneath|lower than)",
    "short": r"(?:behind|short of|adrift of|off|outside)",
    "within": r"(?:on|at|within|in line with|at or (?:above|below|better than)|better than|back on)",
}
_STANDS = {
    side: rf"\b(?:(?:end|ends|finish|finishes|close|ending|finishing)(?: \w+)?(?: the)? (?:financial )?year|be|being|remain|stay|come in|land|{_YEAR_END} (?:forecast|projection|outturn|position)(?: is| remains))(?: \w+ly)? {words} {_TARGET}"
    for side, words in _SIDES.items()
}
_AT_RISK = rf"\b{_SUBJECT} (?:is|remains|looks) (?:\w+ ){{0,2}}?(?:at risk|in doubt|in jeopardy|in danger|under threat)\b(?: of (?:not being {_REACHED}|being missed))?"
_PROSPECT = pattern(
    r"\b(?:",
    any_of(
        r"will shall should won[’']t likely unlikely expect(?:s|ed|ing)? forecast(?:s|ed|ing)? projected projection",
        r"predict(?:s|ed)? anticipat(?:e|es|ed) confident set_to due_to believes? certain well[-_]placed poised",
        r"on_(?:track|course|target) looks? cannot optimistic sure doubtful",
    ),
    r")\b|[’']ll\b",
)
_INVERTS = pattern(r"\b(?:not|unlikely|never|cannot|no longer|doubtful|unable)\b|n[’']t\b")
_VOID = pattern(
    r"\b",
    any_of(
        r"may might could can would aim\w* hop(?:e|es|ed|ing) plan(?:s|ned|ning)? intend\w* want\w* seek\w* striv\w*",
        r"work(?:ing|s)? in_order_to so_that need(?:s|ed)? must try\w* action\w* ensur\w* help\w* support\w* bring\w* get(?:ting)?",
        r"challeng\w* difficult\w* was were had been asked should_be_able ambition",
        r"commit\w+ measures_\w+ mitigat\w* last_(?:year|quarter) priorit\w+ needed once",
    ),
    r"\b",
)
_VOIDED_BEING = pattern(r"\b(?:has|have|had) been\b")
_OTHER_PERIOD = pattern(
    r"\bnext (?:quarter|year|month|financial year)|\b(?:following|coming|future) (?:quarter|year|month)s?\b|",
    r"\b(?:this|the|each|every|for|in|during|by) quarter\b|\bquarterly\b|\bmonthly\b|\b(?:this|the|each) month\b|",
    r"\b(?:by|in|during|for|until)(?: the)?(?: end of)? (?:q[1-4]|quarter (?:[1-4]|one|two|three|four)|\w+ quarter)\b",
)
_MONTH_NAMED = pattern(
    r"\b(?:by|in|until|from)(?: the)?(?: end of)? (?P<month>january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_YEAR_NAMED = re.compile(r"\b(?P<year>20\d\d)(?:\s?[/–-]\s?(?:20)?(?P<end>\d\d))?\b")
_RISK = pattern(r"\b(?:risk|danger|fear|concern)\w*\b")
_TO_ELSEWHERE = re.compile(r"^(?:to|with|in|at) ", re.IGNORECASE)


@dataclass(frozen=True)
class OutlookClaim:
    """A claim that the year will end with the target reached or missed; a weak one says no more than that it may be."""

    is_reached: bool
    is_weak: bool
    clause: Clause


def find_outlooks(sentence: str, record: Record, year_end: date) -> Iterator[OutlookClaim]:
    """Find the claim of a sentence about the indicator's target at a year's end: at most one, the first."""
    claims = [claim for claim in _claims(sentence, record) if _is_of_the_year(claim.clause, record, year_end)]
    yield from sorted(claims, key=lambda claim: (claim.clause.start, -claim.clause.end))[:1]


def _claims(sentence: str, record: Record) -> Iterator[OutlookClaim]:
    for name, (is_reached, words) in _COMPILED.items():
        if name in _EXCEEDING and record.indicator.direction is not Direction.HIGHER:
            continue  # of a target that is better lower, to exceed it may be either
        for match in words.finditer(sentence):
            if match[0].lower().endswith((" it", " this")) and "target" not in sentence[: match.start()].lower():
                continue
            clause = _with_prospect(sentence, match)
            if clause is None and name in _BY_THEMSELVES:
                clause = clause_around(sentence, *match.span())
            if clause and not _is_void(clause, name):
                yield OutlookClaim(is_reached != _is_inverted(clause, name), name == "within reach" or bool(_RISK.search(clause.before)), clause)
    for side, words in _COMPILED_STANDS.items():
        for match in words.finditer(sentence):
            clause, is_good = _with_prospect(sentence, match), _is_good(side, record)
            if clause and is_good is not None and not _is_void(clause, side):
                yield OutlookClaim(is_good != _is_inverted(clause, side), False, clause)
    for match in _COMPILED_RISK.finditer(sentence):
        yield OutlookClaim(False, True, clause_around(sentence, *match.span()))


def _with_prospect(sentence: str, event: re.Match[str]) -> Clause | None:
    """Return the clause of an event whose phrase takes in the word of prospect before it; None where there is none."""
    around = clause_around(sentence, *event.span())
    left = _CLAUSE.split(sentence[: event.start()])[-1]
    after = _CLAUSE.split(sentence[event.end() :].rstrip(".!"), maxsplit=1)[0].strip()
    first = event.start() - len(left)
    found = _PROSPECT.search(left) or None
    if found:
        return Clause(sentence, first + found.start(), event.end(), left[: found.start()], after)
    if _PROSPECT.search(event[0]):
        return Clause(sentence, event.start(), event.end(), around.before, after)
    return None


def _is_void(clause: Clause, name: str) -> bool:
    """Tell whether words leave open what will be, say what is wanted, or look back."""
    words = f"{clause.before} {clause.phrase}"
    if name in _BY_THEMSELVES and _TO_ELSEWHERE.match(clause.after):
        return not re.match(r"(?:to|with|in|at) (?:be|end|finish|the (?:annual |year[- ]end )?(?:target|end)|year|our|its|[\d£]|line)", clause.after, re.I)
    return bool(_VOID.search(words))


def _is_inverted(clause: Clause, name: str) -> bool:
    words = f"{clause.before} {clause.phrase}"
    if name == "out of reach":
        return False
    return len(_INVERTS.findall(words)) % 2 == 1


def _is_good(side: str, record: Record) -> bool | None:
    direction = record.indicator.direction
    if side in ("short", "within"):
        return side == "within"
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    return (side == "above") == (direction is Direction.HIGHER)


def _is_of_the_year(clause: Clause, record: Record, year_end: date) -> bool:
    words = clause.words
    if not clause.is_asserted or not is_own(words, record) or _OTHER_PERIOD.search(words):
        return False
    if any(_ends(match) != year_end.year for match in _YEAR_NAMED.finditer(words)):
        return False
    months = [match["month"].lower() for match in _MONTH_NAMED.finditer(words)]
    return all(month == f"{year_end:%B}".lower() for month in months)


def _ends(year: re.Match[str]) -> int:
    return 2000 + int(year["end"]) if year["end"] else int(year["year"])


_CLAUSE = pattern(r"[;:–—()]|, |\b(?:but|while|whilst|whereas|although|though|because|despite|which|so)\b|\band (?=(?:the|we|our|it|this|is|are|remains?|will|so)\b)")
_BY_THEMSELVES = ("on track", "off track", "out of reach", "within reach")
_EXCEEDING = ("exceeded", "is exceeded")
_COMPILED = {name: (is_good, pattern(words)) for name, (is_good, words) in _EVENTS.items()}
_COMPILED_STANDS = {side: pattern(words) for side, words in _STANDS.items()}
_COMPILED_RISK = pattern(_AT_RISK)
