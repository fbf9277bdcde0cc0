"""Checks of the figures and targets that a record rests on: comparability, target arithmetic, rounding, currency."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cosmic import formatting, paths
from cosmic.definitions import MOST_DECIMALS
from cosmic.figures import Benchmark
from cosmic.periods import months_before
from cosmic.record import Record
from cosmic.rules import RAG, rounded
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

_RULE_IN_WORDS = re.compile(
    r"(?P<percent>\d+(?:\.\d+)?) ?(?:%|per ?cent) "
    r"(?P<way>increase|above|more|higher|decrease|reduction|below|fewer|lower)"
    r".{0,40}?\b(?:previous|last|prior) year",
    re.IGNORECASE,
)
_NATIONAL_AVERAGE = re.compile(r"\b(?:national|england) (?:average|mean)", re.IGNORECASE)
_LESS = ("decrease", "reduction", "below", "fewer", "lower")


def comparability(draft: Draft) -> Iterator[Finding]:
    """Current and previous that cover unlike periods, or were measured under different definitions."""
    for record in draft.records:
        if record.comparable is False:
            current, previous = (formatting.in_words(record, held) for held in (record.current, record.previous))
            redefined = record.indicator.redefined_between(record.previous.period_end, record.current.period_end)
            why = f"the definition changed in between: {redefined.what}" if redefined else "they cover unlike periods"
            yield Finding(
                rule=Rule.COMPARABILITY,
                severity=Severity.WARNING,
                indicator=record.indicator.stem,
                place=f"{record.current.file}, row {record.current.row}",
                message=f"{current} stands beside {previous}, and {why}",
                quote=f"{current} beside {previous}",
                expected="a previous figure for the same months, measured in the same way",
            )


def target_arithmetic(draft: Draft) -> Iterator[Finding]:
    """Targets that do not follow from the rule that they state, as a rule or in the words of their reason."""
    for record in draft.records:
        held, indicator = record.target, record.indicator
        for due, rule in _due(record) if held else ():
            if rounded(held.value, indicator.decimals) != rounded(due, indicator.decimals):
                value, expected = (formatting.number(number, indicator) for number in (held.value, due))
                yield Finding(
                    rule=Rule.TARGET,
                    severity=Severity.ERROR,
                    indicator=indicator.stem,
                    place=f"{paths.shown(paths.definition(indicator.stem))}, target from {held.start}",
                    message=f"the target is {value}, and by its own rule ({rule}) it would be {expected}",
                    quote=f"{value}: {held.reason}",
                    expected=expected,
                )


def rounding(draft: Draft) -> Iterator[Finding]:
    """Current figures printed like what they are judged against, though unrounded they lie off it.

    A reader would see `Off target: 92% against a target of 92%`, or `up from 92%` beside 92%.
    """
    for record in draft.records:
        current, indicator = record.current, record.indicator
        for name, value, told in _held_against(record):
            alike, unlike = formatting.number(value, indicator), f"{current.value} and {value}"
            if current.value != value and formatting.number(current.value, indicator) == alike:
                yield Finding(
                    rule=Rule.ROUNDING,
                    severity=Severity.WARNING,
                    indicator=indicator.stem,
                    place=paths.shown(paths.definition(indicator.stem)),
                    message=f"figure and {name} are both printed {alike}, but it is {told}: unrounded, {unlike}",
                    quote=f"{name} {alike}: {unlike}",
                    expected=_decimals_that_tell(current.value, value),
                )


def currency(draft: Draft) -> Iterator[Finding]:
    """Figures that are older than frequency and lag allow on the day of production, or fall due in its month."""
    produced_on = draft.edition.produced_on
    for record in draft.records:
        stem, basis = record.indicator.stem, record.indicator.basis
        latest = max((figure.period_end for figure in record.series), default=None)
        if latest is None:
            continue
        expected = record.indicator.latest_due(produced_on, draft.edition.quarter.end)
        following = months_before(latest, -basis.months_between)
        place = paths.shown(paths.figures(stem))
        quote = f"{formatting.month(latest)}, produced on {produced_on}"
        if latest < expected:
            held, missing = formatting.month(latest), formatting.month(expected)
            message = f"the latest figure is of {held}, and one of {missing} should be held"
            yield _currency(Severity.WARNING, stem, place, message, quote, f"a figure of {formatting.month(expected)}")
        elif basis.months_between == 12 and following == months_before(produced_on, 0):
            message = (
                f"the yearly figure is of {formatting.month(latest)}; a new one falls due in the month of production"
            )
            yield _currency(
                Severity.NOTE, stem, place, message, quote, f"look for the figure of {formatting.month(following)}"
            )


def _currency(severity: Severity, stem: str, place: str, message: str, quote: str, expected: str) -> Finding:
    return Finding(Rule.CURRENCY, severity, stem, place, message, quote, expected)


def _held_against(record: Record) -> Iterator[tuple[str, Decimal, str]]:
    """What the current figure is held against: its name, its value, and what a reader is told of the figure."""
    if record.rag in (RAG.AMBER, RAG.RED):
        yield "target", record.target.value, f"rated {record.rag}"
    if record.previous and record.comparable:
        way = "up" if record.current.value > record.previous.value else "down"
        yield "previous figure", record.previous.value, f"said to have gone {way}"


def _decimals_that_tell(value: Decimal, other: Decimal) -> str:
    """The setting of a definition with which two values are printed apart."""
    telling = next((n for n in range(MOST_DECIMALS + 1) if rounded(value, n) != rounded(other, n)), None)
    return "figures as exact as they are printed" if telling is None else f"decimals: {telling}"


def _due(record: Record) -> Iterator[tuple[Decimal, str]]:
    """What a target would be by each rule that it states, and the rule in words."""
    day = record.current.period_end if record.current else record.edition.quarter.end
    base = next((held.value for held in record.series if held.period_end == months_before(day, 12)), None)
    for percent in {record.target.percent_above_previous_year, _percent_in(record.target.reason)} - {None}:
        if base is not None:
            yield base * (100 + percent) / 100, f"{percent:+}% on {formatting.number(base, record.indicator)}"
    mean = record.benchmarks.get(Benchmark.ENGLAND)
    if mean and _NATIONAL_AVERAGE.search(record.target.reason):
        yield mean.value, f"the national average, {mean.file}, row {mean.row}"


def _percent_in(reason: str) -> Decimal | None:
    """The rule that a reason states: `2% increase on the previous year` is 2, a reduction is below zero."""
    match = _RULE_IN_WORDS.search(reason)
    if not match:
        return None
    percent = Decimal(match["percent"])
    return -percent if match["way"].lower() in _LESS else percent
