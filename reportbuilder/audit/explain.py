"""Explain one line of the scorecard: where each number comes from, and how the rules were applied to it."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from textwrap import indent, wrap

from cosmic import rules
from cosmic.combining import Figure
from cosmic.dated_targets import DatedTarget
from cosmic.definitions import Direction, load_definitions
from cosmic.means import Mean
from cosmic.outlooks import Outlook, outlook_for
from cosmic.record import Record
from cosmic.rules import RAG, Change, rounded
from cosmic.schemes import Measured
from cosmic.signals import RecordChart, chart_for
from cosmic.units import Unit
from projectfiles import paths
from projectfiles.errors import CosmicError
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.received import Received
from reportbuilder.findings import Finding, describe
from reportbuilder.returned.stages import is_as_signed, newest_lines
from reportbuilder.returned.words import signature, supplier
from reportpages import formatting, outlook_text, signal_text
from reportpages.diary import diary_for
from savedfiles.names import as_name

_WIDTH = 110  # characters
_WITHOUT_COLOUR = {
    RAG.BASELINE: "no target is in force",
    RAG.CONTEXTUAL: "the indicator is not judged",
    RAG.IN_DEVELOPMENT: "by its definition",
    RAG.SUSPENDED: "it is not measured now",
    RAG.NOT_DUE: "no figure falls due in this quarter",
    RAG.NO_DATA: "there is no current figure",
}


def numbered(months: int) -> str:
    """Return a number of months in words."""
    return {1: "one month", 3: "three months", 6: "six months", 12: "twelve months"}.get(months, f"{months} months")


def find_stem(text: str) -> str:
    """Return the stem of the indicator that a person typed as `ht-003`, `HT 003`, `003`, `3` or a code of its own.

    Raises CosmicError where it is not exactly one.
    """
    stems = paths.stems()
    own, _ = load_definitions(stems)
    matching = [one.stem for one in own if as_name(one.code) == as_name(text)]
    numbered = re.fullmatch(rf"(?:{_any_prefix(stems)})?[\W_]*0*(\d{{1,3}})", text.strip(), re.ASCII | re.IGNORECASE)
    if not matching and numbered:
        matching = [stem for stem in stems if int(stem[-3:]) == int(numbered[1])]
    if len(matching) != 1:
        example, choices = stems[0] if stems else "ht-001", ", ".join(stems)
        raise CosmicError(f"INDICATOR must be like {example} or {int(example[-3:])}, one of {choices}; got: {text!r}")
    return matching[0]


def _any_prefix(stems: list[str]) -> str:
    return "|".join({stem.partition("-")[0] for stem in stems}) or "ht"


def check_reported(draft: Draft, stem: str) -> None:
    """Raise CosmicError where a quarter's edition does not have an indicator."""
    if stem not in {record.indicator.stem for record in draft.records}:
        place = paths.shown(paths.definition(stem))
        raise CosmicError(
            f"{stem} is not in the edition of {draft.edition.quarter}; name another quarter, or see reported_from and "
            f"reported_until in {place}"
        )


def explain_indicator(draft: Draft, findings: list[Finding], stem: str) -> str:
    """Return the trail of an indicator's record in a quarter as text; `findings` are those of the whole quarter."""
    (record,) = (record for record in draft.records if record.indicator.stem == stem)
    edition = record.edition
    own = [finding for finding in findings if finding.indicator == stem]
    parts = [
        f"{record.indicator.title}\n{edition.quarter.label}, as known on {formatting.day_in_full(edition.produced_on)}",
        _part("Definition", _definition(record)),
        _part("Current", _figure(record, record.current)),
        _part("Previous", _figure(record, record.previous)),
        *([_part("Not available", _unavailable(record))] if record.unavailable else []),
        _part("Comparison", _comparison(record)),
        _part("Change", _change(record)),
        _part("Target", _target(record)),
        _part("RAG rating", _rag(record)),
        *(_part(mean.benchmark, _mean(record, mean)) for mean in record.means),
        *([_part("Signals", _signals(record, chart))] if (chart := chart_for(record)) else []),
        *([_part(outlook_text.HEADING, _outlook(record, outlook))] if (outlook := outlook_for(record)) else []),
        *([_part("Return", _return(draft, line))] if (line := newest_lines(draft).get(stem)) else []),
        _part("Findings", _findings(own)),
        _part("Files read, with SHA-256", _files(stem, draft)),
    ]
    return "\n\n".join(parts)


def _part(head: str, lines: Iterable[str]) -> str:
    wrapped: list[str] = []
    for line in lines:
        wrapped += wrap(line, _WIDTH, subsequent_indent="  ", break_long_words=False)
    return head + "\n" + indent("\n".join(wrapped), "  ")


def _decimals(count: int) -> str:
    return "without decimals" if count == 0 else f"to {count} decimal{'s' * (count > 1)}"


def _definition(record: Record) -> Iterator[str]:
    indicator = record.indicator
    yield f"{paths.shown(paths.definition(indicator.stem))}; service: {indicator.service}"
    yield (
        f"unit: {indicator.unit}, printed {_decimals(indicator.decimals)}; "
        f"{formatting.DIRECTIONS[indicator.direction]}; "
        f"a figure covers: {indicator.reported.basis}; compared with: {indicator.compared_with}"
    )
    for change in indicator.redefined:
        yield f"measured in another way from {formatting.day_in_full(change.start)}: {change.what}"
    for rebase in indicator.rebased:
        yield f"usual variation worked out anew from {formatting.day_in_full(rebase.start)}: {rebase.reason}"


def _figure(record: Record, figure: Figure | None) -> Iterator[str]:
    if figure is None:
        yield "No data: no figure for the period was published by the day of the edition"
        return
    is_rounded = rounded(figure.value, record.indicator.decimals) != figure.value
    yield formatting.in_words(record, figure) + (f" (unrounded {figure.value})" if is_rounded else "")
    yield f"{figure.file}, row {figure.row}; {figure.status} on {formatting.day_in_full(figure.published)}"
    yield f"source: {figure.source}"
    if figure.arithmetic:
        yield f"put together ({record.indicator.combining}) of figures of the basis {record.indicator.basis}: " + (
            figure.arithmetic
        )
    if figure.note:
        yield f"note: {figure.note}"


def _mean(record: Record, mean: Mean) -> Iterator[str]:
    is_rounded = rounded(mean.value, record.indicator.decimals) != mean.value
    printed = formatting.number(mean.value, record.indicator)
    yield f"{printed} in {formatting.month(mean.period_end)}" + (f" (unrounded {mean.value})" if is_rounded else "")
    yield f"{mean.file}, row {mean.row}; published on {formatting.day_in_full(mean.published)}"
    yield f"source: {mean.source}"
    if mean.note:
        yield f"note: {mean.note}"
    yield f"kind: {mean.kind or 'not stated'}; coverage: {mean.coverage or 'not stated'}"
    if mean.neighbours and mean.as_at:
        day = formatting.day_in_full(mean.as_at)
        yield f"neighbours: {mean.neighbours}, as at {day}: {'; '.join(mean.authorities)}"
    yield f"definition: {mean.definition or 'as of the indicator'}"
    if mean.denominator is not None:
        yield f"numerator {mean.numerator}, denominator {mean.denominator}"
    if mean.obstacle:
        yield f"not comparable: of {mean.obstacle}"
    elif mean.verdict and mean.interval:
        method = "Wilson's method" if record.indicator.unit is Unit.PERCENT else "Byar's method"
        yield f"{mean.verdict}: the figure's 95% interval by {method} is {mean.interval.low} to {mean.interval.high}"
    elif mean.verdict:
        yield f"{mean.verdict}: there is no interval without a numerator and a denominator"


def _unavailable(record: Record) -> Iterator[str]:
    for missing in record.unavailable:
        yield formatting.reason(missing)
        yield f"{missing.file}, row {missing.row}; as of {formatting.day_in_full(missing.published)}"
        yield f"source: {missing.source}"


def _comparison(record: Record) -> Iterator[str]:
    indicator = record.indicator
    back = f"{numbered(indicator.months_back())} before the current one"
    yield f"compared with the {indicator.compared_with}: the figure {back}"
    if record.comparable is None or not record.current or not record.previous:
        yield record.incomparable or "Nothing to compare: a figure is missing"
        return
    end, previous_end = record.current.period_end, record.previous.period_end
    months, previous_months = record.current.months, record.previous.months
    if months != previous_months:
        month = formatting.month(previous_end)
        yield f"the figure for {month} is used instead, as there is none for the same months of last year"
    redefined = indicator.redefined_between(previous_end, end)
    method = f"redefined in between: {redefined.what}" if redefined else "measured in the same way"
    yield f"current covers {months} months, previous {previous_months}; {method}"
    yield "comparable" if record.comparable else "not comparable"


def _change(record: Record) -> Iterator[str]:
    is_judged = record.change not in (Change.CONTEXTUAL, Change.NO_DATA, Change.NOT_COMPARABLE)
    if not is_judged or not record.current or not record.previous:
        yield f"{formatting.with_arrow(record.change)}: no judgement"
        return
    current, previous = record.current.value, record.previous.value
    side = "equal to" if current == previous else "above" if current > previous else "below"
    better = formatting.DIRECTIONS[record.indicator.direction].lower()
    if record.indicator.direction is Direction.MAINTAIN and record.target:
        now, then = (rules.gap(value, record.target.interval) for value in (current, previous))
        yield f"{current} is {now} off its target, {previous} is {then} off it"
    yield f"{current} is {side} {previous}, and {better}: {formatting.with_arrow(record.change)}"


def _signals(record: Record, chart: RecordChart) -> Iterator[str]:
    """Return what the chart of signals is worked out from, unrounded, and what it gives."""
    season = ", the season taken out" if chart.is_seasonal else ""
    yield f"an XmR chart of {len(chart.values)} figures by {chart.of}{season}; how: docs/explanation/signals.md"
    lower, upper = chart.lower[-1], chart.upper[-1]
    if lower is not None and upper is not None:
        yield f"mean {chart.mean[-1]:g}, limits {lower:g} and {upper:g} for {formatting.month(chart.ends[-1])}"
    yield f"that figure: {chart.special_cause[-1]}"
    yield from signal_text.in_full(record)


def _outlook(record: Record, outlook: Outlook) -> Iterator[str]:
    """Return what the range rests on, and what is said of it."""
    quarters = f"{outlook.quarters_left} quarter{'s' * (outlook.quarters_left != 1)}"
    year = formatting.day_in_full(outlook.year_end)
    yield f"{quarters} to come up to {year}; how a range is worked out: docs/explanation/forecasts.md"
    yield from outlook_text.sentences(record, outlook, diary_for(record))


def _target(record: Record) -> Iterator[str]:
    target = record.target
    if target is None:
        yield f"{formatting.target(record)}: no target is in force"
        return
    yield f"{formatting.target(record)}, in force from {formatting.day_in_full(target.start)}"
    yield f"{paths.shown(paths.definition(record.indicator.stem))}, target from {target.start}"
    yield f"reason: {target.reason}"
    if rule := formatting.rule(target, record.indicator):
        yield f"rule: {rule}"
    if target.arithmetic:
        yield f"arithmetic: {target.arithmetic}"


def _rag(record: Record) -> Iterator[str]:
    if record.rag in _WITHOUT_COLOUR:
        reason = f" ({record.set_aside})" if record.set_aside else ""
        yield f"{formatting.rating(record)}: {_WITHOUT_COLOUR[record.rag]}{reason}"
    elif record.current and record.target:
        yield from _shortfall(record, record.current, record.target)


def _shortfall(record: Record, current: Figure, target: DatedTarget) -> Iterator[str]:
    """Yield the arithmetic of a Red, Amber or Green rating."""
    distance = rules.gap(current.value, target.interval)
    missed = rules.missed_end(current.value, target.interval)
    if missed is None:
        yield f"shortfall: none, as {_within(current, target)}: {formatting.rating(record)}"
        return
    terms = f"{missed} - {current.value}" if current.value < missed else f"{current.value} - {missed}"
    if record.shortfall is None:
        yield f"shortfall: {terms} = {distance}, and any per cent of a zero target is zero"
    else:
        yield f"shortfall: ({terms}) / {abs(missed)} = {100 * record.shortfall:.4f}% of the target"
    yield f"{_by_scheme(record, distance)}: {formatting.rating(record)}"


def _by_scheme(record: Record, distance: Decimal) -> str:
    """Return how a rating follows from how far a figure is off its target."""
    scheme, name = record.indicator.rating or record.edition.scheme, record.edition.committee.ratings.name
    tolerance, amber, share = scheme.amber_within, name(RAG.AMBER), record.shortfall
    condition = f", and {amber} is only for what is {scheme.amber_only_if}" if scheme.amber_only_if else ""
    if scheme.bands:
        reached = Decimal(0) if share is None else 100 - 100 * share
        bands = ", ".join(f"{name(str(band.rating))} from {band.start}%" for band in reversed(scheme.ascending))
        return f"{reached:.4f}% of the target is reached, {rounded(reached, 0)}% in whole per cent; {bands}{condition}"
    if tolerance.measured is Measured.ANY:
        return f"{tolerance} off target is {amber}{condition}"
    off, told, allowed = distance, str(distance), str(tolerance)
    if tolerance.measured is Measured.PERCENT:
        if share is None:
            return f"{distance} is beyond the tolerance of {tolerance.amount}% of zero{condition}"
        off, told, allowed = 100 * share, f"{100 * share:.4f}%", f"{tolerance.amount}%"
    side = "is within" if off <= tolerance.amount else "is beyond"
    return f"{told} {side} the tolerance of {allowed}{condition}"


def _within(current: Figure, target: DatedTarget) -> str:
    if target.value is None:
        return f"{current.value} is from {target.low} to {target.high}"
    terms = f"{target.low} - {current.value}" if target.low is not None else f"{current.value} - {target.high}"
    return f"{terms} is not above zero"


def _return(draft: Draft, line: Received) -> Iterator[str]:
    yield f"supplied by {supplier(line)}; taken in on {formatting.day_in_full(line.received)}"
    yield f"signed off by {signature(line, is_as_signed(draft, line))}" if line.signed_off_by else "not signed off"
    yield f"SHA-256 of its workbook: {line.file}"


def _findings(findings: list[Finding]) -> Iterator[str]:
    if not findings:
        yield "none"
    for finding in findings:
        yield describe(finding)
        if finding.is_question:
            continue
        yield f"acknowledged: {finding.acknowledged}" if finding.acknowledged else "not acknowledged"


def _files(stem: str, draft: Draft) -> Iterator[str]:
    for name in provenance.list_inputs_of(stem, draft.edition.quarter):
        if name in draft.files:
            yield f"{draft.files[name]}  {name}"
