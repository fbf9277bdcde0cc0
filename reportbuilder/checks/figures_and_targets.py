"""Check the figures and targets that a record is made from: comparability, target arithmetic, rounding, currency."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd

from cosmic import figures
from cosmic.bases import terms
from cosmic.combining import Figure, Unavailable
from cosmic.dated_targets import DatedTarget
from cosmic.definitions import MOST_DECIMALS
from cosmic.figures import Benchmark, Status
from cosmic.periods import months_before
from cosmic.record import Record
from cosmic.rules import RAG, rounded
from projectfiles import paths
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.due_periods import latest_due
from reportbuilder.findings import Finding, Rule, Severity
from reportpages import formatting

_RULE_IN_WORDS = re.compile(
    r"(?P<percent>\d+(?:\.\d+)?) ?(?:%|per ?cent) "
    r"(?P<way>increase|above|more|higher|decrease|reduction|below|fewer|lower)"
    r".{0,40}?\b(?:previous|last|prior) year",
    re.IGNORECASE,
)
# “The target is the national average”; not “Agreed with members; the national average was 72%”.
_NATIONAL_AVERAGE = re.compile(
    r"(?:^|\btargets? (?:is|was|equals|matches|follows|tracks) |\b(?:set|fixed) (?:at|to|by|as|to match|in line with) )"
    r"(?:set at )?(?:the )?(?:(?:latest|current|published|most recent) )?(?:national|england) (?:average|mean)\b",
    re.IGNORECASE,
)
_LESS = ("decrease", "reduction", "below", "fewer", "lower")


def check_comparability(draft: Draft) -> Iterator[Finding]:
    """Find current and previous figures that cover different periods, or were measured under different definitions."""
    for record in draft.records:
        if record.comparable is not False or not record.current or not record.previous:
            continue
        current = formatting.in_words(record, record.current)
        previous = formatting.in_words(record, record.previous)
        redefined = record.indicator.redefined_between(record.previous.period_end, record.current.period_end)
        reason = f"the definition changed in between: {redefined.what}" if redefined else "they cover different periods"
        yield Finding(
            Rule.COMPARABILITY,
            Severity.WARNING,
            indicator=record.indicator.stem,
            place=f"{record.current.file}, row {record.current.row}",
            message=f"{current} is compared with {previous}, but {reason}",
            quote=f"{current} beside {previous}",
            expected="a previous figure for the same months, measured in the same way",
        )


def check_target_arithmetic(draft: Draft) -> Iterator[Finding]:
    """Find targets that differ from their own rule, whether it is given as a rule or in the words of the reason."""
    for record in draft.records:
        target, decimals = record.target, record.indicator.decimals
        if target is None or target.value is None:
            continue
        for value, rule in _values_by_rule(record, target):
            if rounded(target.value, decimals) != rounded(value, decimals):
                yield _wrong_target(record, target, value, rule)


def check_rounding(draft: Draft) -> Iterator[Finding]:
    """Find current figures that are printed the same as their target or previous figure, but are judged as different.

    A reader would see `Off target: 92% against a target of 92%`, or `up from 92%` beside 92%.
    """
    for record in draft.records:
        if record.current is None:
            continue
        printed = formatting.number(record.current.value, record.indicator)
        for name, value, judgement in _compared_values(record, record.current):
            if record.current.value == value or formatting.number(value, record.indicator) != printed:
                continue
            unrounded = f"{record.current.value} and {value}"
            yield Finding(
                Rule.ROUNDING,
                Severity.WARNING,
                indicator=record.indicator.stem,
                place=paths.shown(paths.definition(record.indicator.stem)),
                message=f"the figure and the {name} are both printed as {printed}, but the figure is {judgement}: "
                f"unrounded they are {unrounded}",
                quote=f"{name} {printed}: {unrounded}",
                expected=_decimals_to_set(record.current.value, value),
            )


def check_currency(draft: Draft) -> Iterator[Finding]:
    """Find figures that are due, with what became of them, and those that fall due in the month of production."""
    produced_on = draft.edition.produced_on
    for record, table in zip(draft.records, draft.figures, strict=True):
        if table.empty or record.rag is RAG.SUSPENDED:
            continue
        if gap := _gap_in_made(record, table):
            yield gap
        between = record.indicator.recorded.months_between
        latest = max((figure.period_end for figure in record.series), default=None)
        expected = latest_due(record.indicator, produced_on, draft.edition.quarter.end)
        if latest is None or latest < expected:
            yield _overdue(record, table, expected, latest)
            continue
        following = months_before(latest, -between)
        if between == 12 and following == months_before(produced_on, 0):
            message = f"the yearly figure is for {formatting.month(latest)}; the next is due in the month of production"
            advice = f"look for the figure for {formatting.month(following)}"
            yield replace(_currency(record, latest, message=message, expected=advice), severity=Severity.NOTE)


def check_development(draft: Draft) -> Iterator[Finding]:
    """Find indicators that have figures and are not rated, as their definitions still say that they are agreed on."""
    for record in draft.records:
        if record.indicator.in_development and record.series:
            latest = max(figure.period_end for figure in record.series)
            message = f"has a figure for {formatting.month(latest)}, and is not rated, as it is in development"
            advice = "as it is; or its definition without in_development, if the measure is agreed"
            yield replace(_currency(record, latest, message=message, expected=advice), severity=Severity.NOTE)


def _gap_in_made(record: Record, table: pd.DataFrame) -> Finding | None:
    """Return that a figure cannot be made of others, as one of them is missing."""
    periods, edition = record.indicator.reported, record.edition
    end = periods.find_last_end(months_before(edition.quarter.end, record.indicator.lag_months))
    if record.indicator.reported_as is None or (record.current and record.current.period_end >= end):
        return None
    known = figures.known_on(table, edition.produced_on)
    ends = set(known[known["value"].notna()]["period_end"])
    needed = [day for _, day in terms(record.indicator.recorded, end, periods.months_covered(end))]
    missing = sorted(day for day in needed if day not in ends)
    if not missing or len(missing) == len(needed):
        return None
    months = ", ".join(formatting.month(day) for day in missing)
    message = f"the {periods.basis} to {formatting.month(end)} cannot be put together: {months} is missing"
    return _currency(record, max(ends), message=message, expected=f"a figure for {months}")


def _overdue(record: Record, table: pd.DataFrame, end: date, latest: date | None) -> Finding:
    """Return what became of a figure that is due: it is not available, it came late, or its row is missing."""
    due, produced_on = formatting.month(end), record.edition.produced_on
    for missing in record.unavailable:
        if missing.period_end == end:
            return _not_available(record, missing, latest)
    late = table[(table["period_end"] == end) & (table["published"] > produced_on) & table["value"].notna()]
    if not late.empty:
        row, published = late.iloc[0]["row"], late.iloc[0]["published"]
        message = f"row {row} holds {due}, published on {published}, after the edition's day {produced_on}"
        advice = "the day on which the figure was published, or a later day of the edition; else an edition without it"
        return _currency(record, latest, message=message, expected=advice)
    has = f"the latest figure is for {formatting.month(latest)}" if latest else "there is no figure yet"
    return _currency(record, latest, message=f"{has}, but one for {due} is due", expected=f"a figure for {due}")


def _not_available(record: Record, missing: Unavailable, latest: date | None) -> Finding:
    due = formatting.month(missing.period_end)
    message = f"row {missing.row} says that the figure for {due} is {missing.status}"
    is_explained = missing.note or missing.status != Status.NOT_AVAILABLE  # other statuses are reasons by themselves
    if is_explained:
        told = f"{message}: {missing.note}" if missing.note else message
        finding = _currency(record, latest, message=told, expected="as it is: the page says so")
        return replace(finding, severity=Severity.NOTE)
    return _currency(record, latest, message=f"{message}, but not why", expected="the reason under note, for the page")


def _currency(record: Record, latest: date | None, *, message: str, expected: str) -> Finding:
    stem = record.indicator.stem
    return Finding(
        Rule.CURRENCY,
        Severity.WARNING,
        indicator=stem,
        place=paths.shown(paths.figures(stem)),
        message=message,
        quote=f"{formatting.month(latest) if latest else 'no figure'}, produced on {record.edition.produced_on}",
        expected=expected,
    )


def _wrong_target(record: Record, target: DatedTarget, value: Decimal, rule: str) -> Finding:
    stem = record.indicator.stem
    printed = formatting.interval(target, record.indicator)
    expected = formatting.number(value, record.indicator)
    return Finding(
        Rule.TARGET,
        Severity.ERROR,
        indicator=stem,
        place=f"{paths.shown(paths.definition(stem))}, target from {target.start}",
        message=f"the target is {printed}, but its own rule ({rule}) gives {expected}",
        quote=f"{printed}: {target.reason}",
        expected=expected,
    )


def _compared_values(record: Record, current: Figure) -> Iterator[tuple[str, Decimal, str]]:
    """Yield what the current figure is compared with: its name, its value, and how the report judges the figure."""
    if record.target and record.rag in (RAG.AMBER, RAG.RED):
        yield from (("target", end, f"rated {formatting.rating(record)}") for end in record.target.ends)
    if record.previous and record.comparable:
        way = "up" if current.value > record.previous.value else "down"
        yield "previous figure", record.previous.value, f"shown as going {way}"


def _decimals_to_set(value: Decimal, other: Decimal) -> str:
    """Return the setting of a definition with which two values are printed apart."""
    for decimals in range(MOST_DECIMALS + 1):
        if rounded(value, decimals) != rounded(other, decimals):
            return f"decimals: {decimals}"
    return f"figures with at most {MOST_DECIMALS} decimals"


def _values_by_rule(record: Record, target: DatedTarget) -> Iterator[tuple[Decimal, str]]:
    """Yield the value of a target by each rule that it states, with the rule in words."""
    base = _year_before(record)
    for percent in dict.fromkeys([target.percent_above_previous_year, percent_in(target.reason)]):
        if base is not None and percent is not None:
            yield base * (100 + percent) / 100, f"{percent:+}% on {formatting.number(base, record.indicator)}"
    mean = record.benchmarks.get(Benchmark.ENGLAND)
    if mean and _NATIONAL_AVERAGE.search(target.reason):
        yield mean.value, f"the national average, {mean.file}, row {mean.row}"


def is_target_by(record: Record, target: DatedTarget, percent: Decimal) -> bool:
    """Tell whether a target is so many per cent above the figure of a year before, as far as that is known."""
    base, decimals = _year_before(record), record.indicator.decimals
    if base is None or target.value is None:
        return True
    return rounded(target.value, decimals) == rounded(base * (100 + percent) / 100, decimals)


def _year_before(record: Record) -> Decimal | None:
    """Return the figure of a year before the current one; None without it."""
    day = record.current.period_end if record.current else record.edition.quarter.end
    year_before = months_before(day, 12)
    return next((figure.value for figure in record.series if figure.period_end == year_before), None)


def percent_in(reason: str) -> Decimal | None:
    """Return the percentage that a reason names: 2 for `2% increase on the previous year`, -2 for a reduction."""
    match = _RULE_IN_WORDS.search(reason)
    if not match:
        return None
    percent = Decimal(match["percent"])
    return -percent if match["way"].lower() in _LESS else percent
