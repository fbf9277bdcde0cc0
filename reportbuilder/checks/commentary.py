"""Check what commentary and path to green claim: against their own numbers, and against the indicator's record."""

from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.record import Record
from projectfiles import paths
from prosecheck import Claim, Known, Verdict, check_text
from prosecheck.passages import Passage, passages
from reportbuilder import places
from reportbuilder.checks import readable, stated_figures, stated_tables, stated_words
from reportbuilder.checks.statement import Statement, in_prose, kind_of, unit_of
from reportbuilder.drafts import commentary
from reportbuilder.drafts.commentary import Prose
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

_MOST_KNOWN = 4  # of the newest figures
_TOLD = {
    Verdict.WRONG: (Rule.ARITHMETIC, Severity.ERROR),
    Verdict.UNEXPLAINED: (Rule.UNEXPLAINED, Severity.NOTE),
}


@dataclass(frozen=True)
class Placed:
    """A claim of an indicator's page, with its place: notebook and cell."""

    record: Record
    place: str
    claim: Claim


def check_commentary(draft: Draft) -> Iterator[Finding]:
    """Find wrong and unexplained claims, statements that the record contradicts, and what is too long to be checked.

    A claim that is right gives no finding.
    """
    for record, prose in _read_prose(draft):
        yield from _doubtful_claims(record, prose)
        yield from _unread_paragraphs(record, prose)
        yield from _contradicted_statements(record, prose)
        yield from _wrong_cells(record, prose)


def list_right(draft: Draft) -> Iterator[Placed]:
    """Yield the claims that are right, so that whoever wrote them sees what was checked."""
    for record, prose in _read_prose(draft):
        for claim in _claims(record, prose):
            if claim.verdict is Verdict.RIGHT:
                yield Placed(record, _place(record, prose), claim)


def _read_prose(draft: Draft) -> Iterator[tuple[Record, Prose]]:
    for record in draft.records:
        for prose in commentary.read_prose(draft.notebooks[record.indicator.stem].cells, draft.edition.quarter):
            yield record, prose


def _claims(record: Record, prose: Prose) -> tuple[Claim, ...]:
    """Return the claims of a cell, in which a number can also come from what stands on the indicator's page."""
    return tuple(dict.fromkeys(check_text(prose.text, _known_figures(record))))


def _known_figures(record: Record) -> tuple[Known, ...]:
    """Return the figures that the page shows beside the words: the newest ones, previous, target and means.

    Of many figures, some would give a number by chance.
    """
    figures = (*record.series[-_MOST_KNOWN:], record.current, record.previous, *record.benchmarks.values())
    values = [figure.value for figure in figures if figure] + [*(record.target.ends if record.target else ())]
    kind, unit, name = kind_of(record), unit_of(record), record.indicator.name
    return tuple(Known(in_prose(value, record), kind, unit, name) for value in dict.fromkeys(values))


def _doubtful_claims(record: Record, prose: Prose) -> Iterator[Finding]:
    """Find the claims that their own numbers contradict, and those that no number explains."""
    for claim in _claims(record, prose):
        if claim.verdict in _TOLD:
            yield Finding(
                *_TOLD[claim.verdict],
                indicator=record.indicator.stem,
                place=_place(record, prose),
                message=claim.message,
                quote=claim.quote,
                expected=claim.expected,
                sentence=claim.sentence,
                start=claim.start,
            )


def _unread_paragraphs(record: Record, prose: Prose) -> Iterator[Finding]:
    for unread in dict.fromkeys(readable.find_unread(prose)):
        yield Finding(
            Rule.ARITHMETIC,
            Severity.WARNING,
            indicator=record.indicator.stem,
            place=_place(record, prose),
            message=unread.message,
            quote=unread.quote,
            expected=readable.EXPECTED,
        )


def _contradicted_statements(record: Record, prose: Prose) -> Iterator[Finding]:
    """Find what is said of the indicator's own figures, target, rating and change, and differs from the record."""
    for passage in passages(prose.text):
        for message, expected in dict.fromkeys(find_contradictions(record, passage)):
            yield Finding(
                Rule.RECORD,
                Severity.ERROR,
                indicator=record.indicator.stem,
                place=_place(record, prose),
                message=message,
                quote=passage.own.text,
                expected=expected,
                sentence=passage.own.text,
            )


def _wrong_cells(record: Record, prose: Prose) -> Iterator[Finding]:
    """Find numbers in tables that look like a slip of the record's figure for their period."""
    for table in prose.tables:
        for message, quote, expected in stated_tables.find_wrong_cells(record, table):
            yield Finding(
                Rule.RECORD,
                Severity.WARNING,
                indicator=record.indicator.stem,
                place=_place(record, prose),
                message=message,
                quote=quote,
                expected=expected,
            )


def find_contradictions(record: Record, passage: Passage) -> Iterator[tuple[str, str]]:
    """Find what a sentence says that the record contradicts: yield each message with what would be right.

    Sentences about the future are not judged, nor is anything where the indicator has no current figure.
    """
    if record.current is None:
        return
    statement = Statement(record, record.current, passage)
    if statement.is_about_future:
        return
    yield from stated_figures.find_wrong_targets(statement)
    if statement.is_of_another:
        return
    if statement.is_own:
        yield from stated_figures.find_wrong_figures(statement)
        yield from stated_figures.find_wrong_changes(statement)
    if statement.is_of_now:
        yield from stated_words.find_wrong_standing(statement)
    yield from stated_words.find_wrong_comparison(statement)
    yield from stated_figures.find_wrong_gaps(statement)
    if not statement.pairs:
        yield from stated_words.find_wrong_movement(statement)


def _place(record: Record, prose: Prose) -> str:
    return f"{paths.shown(places.notebook(record.indicator.stem))}, cell {prose.cell}"
