"""The trail of one line of the scorecard: where each number comes from, and how the rules were applied to it."""

from collections.abc import Iterator
from textwrap import indent, wrap

from cosmic import formatting, paths
from cosmic.definitions import Comparison, Direction
from cosmic.errors import CosmicError
from cosmic.record import Figure, Record
from cosmic.rules import RAG, Change
from reportbuilder import findings
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding

_WIDTH = 110


def stem(text: str) -> str:
    """The stem of the indicator that a person means: `cosmic-003`, `CoSMIC 003`, `003` or `3`. Raises CosmicError."""
    stems = paths.stems()
    digits = "".join(sign for sign in text if sign.isdigit())
    found = [held for held in stems if text == held or (digits and int(held[-3:]) == int(digits))]
    if len(found) != 1:
        raise CosmicError(f"an indicator is named like cosmic-003 or 3, one of {', '.join(stems)}; got: {text!r}")
    return found[0]


def explain_indicator(draft: Draft, found: list[Finding], stem: str) -> str:
    """The trail of an indicator's record in a quarter, as text; `found` are the findings of the quarter."""
    (record,) = (record for record in draft.records if record.indicator.stem == stem)
    edition = record.edition
    parts = [
        f"{record.indicator.title}\n{edition.quarter.label}, as known on {formatting.day_in_full(edition.produced_on)}",
        _part("Definition", _definition(record)),
        _part("Current", _figure(record, record.current)),
        _part("Previous", _figure(record, record.previous)),
        _part("Comparison", _comparison(record)),
        _part("Change", _change(record)),
        _part("Target", _target(record)),
        _part("RAG rating", _rag(record)),
        *(_part(str(kind), _figure(record, mean)) for kind, mean in record.benchmarks.items()),
        _part("Findings", _findings([held for held in found if held.indicator == stem])),
        _part("Files read, with SHA-256", _files(stem, draft)),
    ]
    return "\n\n".join(parts)


def _part(head: str, lines: Iterator[str]) -> str:
    wrapped = [part for line in lines for part in wrap(line, _WIDTH, subsequent_indent="  ", break_long_words=False)]
    return head + "\n" + indent("\n".join(wrapped), "  ")


def _definition(record: Record) -> Iterator[str]:
    indicator = record.indicator
    yield f"{paths.shown(paths.definition(indicator.stem))}; service: {indicator.service}"
    yield (
        f"unit: {indicator.unit}, printed to {indicator.decimals} decimals; "
        f"{formatting.DIRECTIONS[indicator.direction]}; "
        f"a figure covers: {indicator.basis}; compared with: {indicator.compared_with}"
    )
    for change in indicator.redefined:
        yield f"measured in another way from {formatting.day_in_full(change.start)}: {change.what}"


def _figure(record: Record, held: Figure | None) -> Iterator[str]:
    if held is None:
        yield "No data: no figure of the period was published by the day of the edition"
        return
    yield formatting.in_words(record, held) + (f" (unrounded {held.value})" if _is_rounded(record, held) else "")
    yield f"{held.file}, row {held.row}; {held.status} on {formatting.day_in_full(held.published)}"
    yield f"source: {held.source}"
    if held.note:
        yield f"note: {held.note}"


def _is_rounded(record: Record, held: Figure) -> bool:
    return held.value.as_tuple().exponent < -record.indicator.decimals


def _comparison(record: Record) -> Iterator[str]:
    indicator = record.indicator
    back = "three months" if indicator.compared_with is Comparison.PREVIOUS_QUARTER else "twelve months"
    yield f"by its definition with the {indicator.compared_with}: the figure {back} before the current one"
    if record.comparable is None:
        yield "Nothing to compare: a figure is missing"
        return
    ends = [held.period_end for held in (record.current, record.previous)]
    months = [indicator.basis.months_covered(end) for end in ends]
    if months[0] != months[1]:
        yield f"the figure of {formatting.month(ends[1])} stands in, as none is held of the same months of last year"
    redefined = indicator.redefined_between(ends[1], ends[0])
    alike = f"redefined in between: {redefined.what}" if redefined else "measured in the same way"
    yield f"current covers {months[0]} months, previous {months[1]}; {alike}"
    yield "comparable" if record.comparable else "not comparable"


def _change(record: Record) -> Iterator[str]:
    if record.change in (Change.CONTEXTUAL, Change.NO_DATA, Change.NOT_COMPARABLE):
        yield f"{formatting.change(record)}: no judgement"
        return
    current, previous = record.current.value, record.previous.value
    side = "equal to" if current == previous else "above" if current > previous else "below"
    better = formatting.DIRECTIONS[record.indicator.direction].lower()
    yield f"{current} is {side} {previous}, and {better}: {formatting.change(record)}"


def _target(record: Record) -> Iterator[str]:
    target = record.target
    if target is None:
        yield f"{formatting.target(record)}: no target is in force"
        return
    yield f"{formatting.target(record)}, in force from {formatting.day_in_full(target.start)}"
    yield f"{paths.shown(paths.definition(record.indicator.stem))}, target from {target.start}"
    yield f"reason: {target.reason}"
    if target.arithmetic:
        yield f"arithmetic: {target.arithmetic}"


def _rag(record: Record) -> Iterator[str]:
    if record.rag not in (RAG.RED, RAG.AMBER, RAG.GREEN):
        yield f"{record.rag}: {_WITHOUT_COLOUR[record.rag]}"
        return
    current, target = record.current.value, record.target.value
    terms = f"{target} - {current}" if record.indicator.direction is Direction.HIGHER else f"{current} - {target}"
    if record.shortfall is None:
        yield f"{terms} is above zero, and 10% of a zero target is zero: {record.rag}"
    elif record.shortfall == 0:
        yield f"shortfall: none, as {terms} is not above zero: {record.rag}"
    else:
        tolerance = record.indicator.tolerance
        side = "is within" if record.rag is RAG.AMBER else "is beyond"
        yield f"shortfall: ({terms}) / {target} = {100 * record.shortfall:.4f}% of the target"
        yield f"{100 * record.shortfall:.4f}% {side} the tolerance of {tolerance}%: {record.rag}"


_WITHOUT_COLOUR = {
    RAG.BASELINE: "no target is in force",
    RAG.CONTEXTUAL: "the indicator is not judged",
    RAG.IN_DEVELOPMENT: "by its definition",
    RAG.NO_DATA: "there is no current figure",
}


def _findings(found: list[Finding]) -> Iterator[str]:
    for finding in found:
        yield findings.describe(finding)
        yield f"acknowledged: {finding.acknowledged}" if finding.acknowledged else "not acknowledged"
    if not found:
        yield "none"


def _files(stem: str, draft: Draft) -> Iterator[str]:
    names = provenance.list_inputs_of(stem, draft.edition.quarter)
    for name, digest in ((name, draft.files[name]) for name in names if name in draft.files):
        yield f"{digest}  {name}"
