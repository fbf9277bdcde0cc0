"""Find the claim of a sentence of how the indicator's year will end beside its target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cosmic.definitions import Direction
from cosmic.record import Record
from prosecheck.words import MONTHS, any_of, pattern
from reportbuilder.checks.claims.clauses import Clause, clause_around, first_part
from reportbuilder.checks.claims.outlook_words import EVENTS, Ends, Event
from reportbuilder.checks.claims.subjects import is_own, names_a_figure

_TO_COME = pattern(
    r"\b",
    any_of(
        r"will shall should won[’']t likely unlikely expect(?:s|ed|ing)? forecast(?:s|ed|ing)? projected projection",
        r"sure predict(?:s|ed)? anticipat(?:e|es|ed|ing) confident set_to due_to believes? certain well[-_]placed",
        r"poised on_(?:its|our|their|the)_way going_to",
        r"prospect chance likelihood on_(?:track|course|target|schedule) looks? cannot optimistic doubtful risk",
    ),
    r"\b|[’']ll\b",
)
_NOT_SO = pattern(
    r"\b(?:not|unlikely|never|cannot|no longer|doubtful|unable|(?:little|no) (?:prospect|chance|likelihood))\b|n[’']t\b"
)
_AIM = pattern(r"\b(?:targets?|goal)\b")
_RISK = pattern(r"\b(?:risk|danger|fear|concern)\w*\b")
_LEFT_OPEN = pattern(
    r"\b",
    any_of(
        r"may might could can would aim\w* hop(?:e|es|ed|ing|eful) plan(?:s|ned|ning)? intend\w* want\w* seek\w*",
        r"striv\w* work(?:ing|s)? in_order_to so_that need(?:s|ed)? must try\w* action\w* ensur\w* help\w*",
        r"support\w* bring\w*",
        r"get(?:ting)? challeng\w* difficult\w* was were had been asked able ambition commit\w+ measures mitigat\w*",
        r"possib\w+ last_(?:year|quarter) priorit\w+ once",
    ),
    r"\b",
)
_OTHER_PERIOD = pattern(
    r"\bnext (?:quarter|year|month|financial year)|\b(?:following|coming|future) (?:quarter|year|month)s?\b|",
    r"\b(?:this|the|each|every|for|in|during|by) quarter\b|\bquarterly\b|\bmonthly\b|\b(?:this|the|each) month\b|",
    r"\b(?:by|in|during|for|until)(?: the)?(?: end of)? (?:q[1-3]|quarter (?:[1-3]|one|two|three))\b|",
    r"\b(?:by|in|during|for|until)(?: the)?(?: end of)? (?!final|fourth)\w+ quarter\b",
)
_BY_MONTH = pattern(rf"\b(?:by|in|until|from)(?: the)?(?: end of)? (?P<month>{'|'.join(MONTHS)})\b")
_YEAR = re.compile(r"\b(?P<year>20\d\d)(?:\s?[/–-]\s?(?:20)?(?P<end>\d\d))?\b")
_FOR_ANOTHER_END = pattern(
    r"^(?:to|with|in|at) (?!(?:be|end|finish|meet|achieve|reach|hit|miss|exceed|year|our|its|[\d£]|line|",
    r"the (?:annual |year[- ]end )?(?:target|end))\b)",
)
_PARTING = pattern(
    r"[;:–—()]|, |\b(?:but|while|whilst|whereas|although|though|because|despite|which|so|means? that)\b|",
    r"\band (?=$|(?:the|we|our|it|this|is|are|remains?|will)\b)",
)


@dataclass(frozen=True)
class OutlookClaim:
    """A claim of how the year will end, and the clause that makes it.

    A weak claim says no more than that it can be so. `number` is where the year ends, of a claim that names one.
    """

    is_reached: bool
    is_weak: bool
    clause: Clause
    number: Decimal | None = None


def find_outlooks(sentence: str, record: Record, year_end: date) -> Iterator[OutlookClaim]:
    """Find the claim of a sentence of how the indicator's year that ends on a day will end: the first, if any."""
    claims = [claim for claim in _claims(sentence, record) if _is_of_the_year(claim.clause, record, year_end)]
    yield from sorted(claims, key=lambda claim: (claim.clause.start, -claim.clause.end))[:1]


def _claims(sentence: str, record: Record) -> Iterator[OutlookClaim]:
    names_target = bool(_AIM.search(sentence))
    for event in EVENTS:
        if event.is_of_target and not names_target:
            continue
        for match in event.words.finditer(sentence):
            clause = _clause_of(event, match, sentence)
            if clause is None or _is_left_open(clause, event):
                continue
            is_weak = event.is_weak or bool(_RISK.search(f"{clause.before} {clause.phrase}"))
            if event.ends is Ends.AT:
                yield OutlookClaim(True, is_weak, clause, Decimal(match["number"].replace(",", "")))
                continue
            is_reached = _is_reached(event.ends, clause, record)
            if is_reached is not None:
                yield OutlookClaim(is_reached, is_weak, clause)


def _clause_of(event: Event, match: re.Match[str], sentence: str) -> Clause | None:
    """Return the clause of an event, whose phrase begins with the word that says that it is to come.

    None where there is no such word and the event needs one.
    """
    left = _PARTING.split(sentence[: match.start()])[-1]
    after = _PARTING.split(sentence[match.end() :].rstrip(".!"), maxsplit=1)[0].strip()
    to_come = _TO_COME.search(left)
    if to_come:
        start = match.start() - len(left) + to_come.start()
        return Clause(sentence, start, match.end(), left[: to_come.start()], after)
    if not event.stands_alone:
        return Clause(sentence, match.start(), match.end(), left, after) if _TO_COME.search(match[0]) else None
    before = clause_around(sentence, *match.span()).before
    return Clause(sentence, match.start(), match.end(), before, after)


def _is_left_open(clause: Clause, event: Event) -> bool:
    """Tell whether words leave it open, say what is wanted, look back, or are on track for something else."""
    is_for_another = event.stands_alone and bool(_FOR_ANOTHER_END.search(clause.after))
    return is_for_another or bool(_LEFT_OPEN.search(f"{clause.before} {clause.phrase}"))


def _is_reached(ends: Ends, clause: Clause, record: Record) -> bool | None:
    """Tell whether words say that the target is reached; None of what is above or below it for better or worse."""
    words = f"{clause.before} {clause.phrase}"
    is_so = len(_NOT_SO.findall(words)) % 2 == 0 or "not achievable" in words
    if ends in (Ends.REACHED, Ends.MISSED):
        return is_so == (ends is Ends.REACHED)
    if record.indicator.direction is Direction.HIGHER:
        return is_so == (ends is Ends.ABOVE)
    if record.indicator.direction is not Direction.LOWER or not names_a_figure(words.replace("target", ""), record):
        return None  # “we expect to exceed the target”, of one that is better lower
    return is_so == (ends is Ends.BELOW)


def _is_of_the_year(clause: Clause, record: Record, year_end: date) -> bool:
    words = clause.words
    about = f"{clause.before} {clause.phrase} {first_part(clause.after)}"
    if not clause.is_asserted or not is_own(about, record) or _OTHER_PERIOD.search(words):
        return False
    years = [2000 + int(match["end"]) if match["end"] else int(match["year"]) for match in _YEAR.finditer(words)]
    months = [match["month"].lower() for match in _BY_MONTH.finditer(words)]
    return all(year == year_end.year for year in years) and all(month == MONTHS[year_end.month - 1] for month in months)
