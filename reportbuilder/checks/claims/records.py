"""Hold “a record high” and “the lowest since 2019” against all figures that are held of an indicator."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cosmic.combining import Figure
from cosmic.definitions import Direction
from cosmic.record import Record
from cosmic.signals import FEWEST
from prosecheck.words import MONTHS, any_of, pattern
from reportbuilder.checks.claims.clauses import Clause, clause_around
from reportbuilder.checks.claims.subjects import is_own, refers_to_own
from reportpages import formatting

_MOST = "highest|lowest|best|worst|greatest|largest|most|fewest|busiest|strongest"
_MORE = "more|fewer|higher|lower|better|busier|stronger"
_NEVER = "higher|lower|better|worse|busier|stronger|many|few|high|low"
_SINCE = rf"since (?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)(?:[/–-]\d\d)?"
_YEARS = dict(a=1, two=2, several=3, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10)
_MANY = rf"(?P<many>\d\d?|{'|'.join(_YEARS)})"
_FOR_YEARS = rf"(?:in|for) (?:over |more than |nearly |almost |the last )?{_MANY} (?P<span>years?|decades?)"
_BEGAN = r"since (?:(?:records|reporting) began|(?:the|this) (?:measure|indicator) was introduced)"
_EVER = (
    rf"(?:ever(?: (?:recorded|seen|achieved))?|on record|to date|of all time|recorded|yet|{_BEGAN}|{_SINCE}|"
    rf"{_FOR_YEARS}|(?:we|it|they) ha(?:ve|s)(?: ever)? (?:seen|had|recorded|achieved|been))"
)
_THING = any_of("levels? numbers? figures? quarter year performance result total visits high low")
_NO_VERB = r"(?<!to )(?<!we )(?<!they )(?<!staff )(?<!on )(?<!not )(?<!off )"  # “to record numbers”, “on record”
_RECORD = [
    pattern(
        rf"\b(?P<most>{_MOST})\b(?: (?!in\b|since\b|ever\b|on record)[\w’'-]+){{0,8}}?(?: in an? [a-z]+)? {_EVER}\b"
    ),
    pattern(rf"\b(?P<most>{_MOST})[- ]ever\b"),
    pattern(r"\ball[- ]time (?P<most>high|low|best|worst)\b"),
    pattern(rf"{_NO_VERB}\b(?:new )?record (?P<most>{_THING})\b(?: of\b)?"),
    pattern(r"\brecord[- ](?P<most>breaking)\b"),
    pattern(
        r"\b(?:new|historic|at its|at their) (?P<most>high|low|peak)\b(?!-| levels?)",
        r"|\bunprecedented (?P<rare>levels?|numbers?|highs?)\b",
    ),
    pattern(rf"\b{_MANY}[- ](?P<span>year) (?P<most>high|low)\b"),
    pattern(rf"\b(?P<most>{_MORE}) (?:[a-z-]+ ){{0,5}}?than (?:ever\b|at any (?:other )?(?:point|time)\b)"),
    pattern(rf"\bnever (?:before )?(?:been|had|seen|recorded)(?: (?:an?|so))? (?P<most>{_NEVER})\b"),
]
_NOT_CLAIMED = pattern(
    r"\b",
    any_of(
        "not no never nor will would should could may might aim\\w* hop\\w+ expect\\w* plan\\w* near(?:ly|ing)? almost"
    ),
    r"\b|n[’']t\b|\bafter (?:a|the)\b",
)
_THEN = pattern(
    r"^(?:was|were)(?: \w+){0,2} in (?:\d|last|the previous)|^(?:in|of|from) (?:19|20)\d\d\b|\b(?:in|during) last\b"
)
_LOWS = ("low", "lowest", "fewest", "lows", "lower", "few", "fewer")
_BESTS, _WORSTS = ("best", "strongest", "better", "stronger"), ("worst", "worse")


@dataclass(frozen=True)
class RecordClaim:
    """A claim that the current figure is the most or the least there was, since a day if it names one."""

    is_least: bool
    since: date | None
    clause: Clause


def find_records(sentence: str, record: Record, previous: str = "") -> Iterator[RecordClaim]:
    """Find the claims of a sentence that the indicator's current figure is a record; at most one."""
    for words in _RECORD:
        for match in words.finditer(sentence):
            clause = clause_around(sentence, *match.span(), previous)
            is_least = _is_least(match["most"] or "high", record)
            if is_least is None or not _is_made(clause, record):
                continue
            yield RecordClaim(is_least, _since(match, record), clause)
            return


def what_figures_hold(claim: RecordClaim, record: Record) -> str | None:
    """Return what the figures that are held say, where they do not bear a claim of a record out; None where they do."""
    held = record.series
    if not held or record.current is None:
        return None
    asked = [figure for figure in held if claim.since is None or figure.period_end >= claim.since]
    top = (min if claim.is_least else max)(asked or held, key=lambda figure: figure.value)
    word = "lowest" if claim.is_least else "highest"
    if top.value != record.current.value:
        return f"{_named(top, record)} was {'lower' if claim.is_least else 'higher'}"
    begins = formatting.month(held[0].period_end)
    if claim.since is not None:
        return (
            None
            if _first_day(held) <= claim.since
            else f"the {word} of {len(held)} figures held, the first of {begins}"
        )
    return None if len(held) >= FEWEST else f"the {word} of only {len(held)} figures held, the first of {begins}"


def _named(figure: Figure, record: Record) -> str:
    return f"{formatting.figure(figure, record.indicator)} in {formatting.month(figure.period_end)}"


def _is_least(word: str, record: Record) -> bool | None:
    """Tell whether a record is the least; None of the best of what is not judged."""
    lower = word.lower()
    if lower in (*_BESTS, *_WORSTS):
        is_lower = record.indicator.direction is Direction.LOWER
        is_judged = record.indicator.direction in (Direction.LOWER, Direction.HIGHER)
        return is_lower == (lower in _BESTS) if is_judged else None
    return lower in _LOWS


def _is_made(clause: Clause, record: Record) -> bool:
    around = f"{clause.before} {clause.after}"
    return (
        clause.is_asserted
        and is_own(clause.words, record)
        and refers_to_own(clause.before, clause.said_before, record)
        and not _NOT_CLAIMED.search(clause.before)
        and not _THEN.search(clause.after)
        and "last year" not in around
    )


def _since(match: re.Match[str], record: Record) -> date | None:
    """Return the first day of the time that words name, a month, a year or so many years; None where they name none."""
    names = match.groupdict()
    if names.get("year"):
        month = MONTHS.index(names["month"].lower()) + 1 if names["month"] else 1
        return date(int(names["year"]), month, 1)
    if not names.get("many") or record.current is None:
        return None
    many = names["many"].lower()
    years = int(many) if many.isdigit() else _YEARS[many]
    years *= 10 if names["span"].startswith("decade") else 1
    last = record.current.period_end
    return date(last.year - years + last.month // 12, last.month % 12 + 1, 1)


def _first_day(held: Sequence[Figure]) -> date:
    """Return about the day on which the first of the figures that are held begins."""
    return held[0].period_end - (held[1].period_end - held[0].period_end if len(held) > 1 else timedelta())
