"""Check what commentary and path to green claim: against their own numbers, and against the indicator's record."""

from collections.abc import Iterator

from cosmic import paths
from cosmic.record import Record
from prosecheck import check_text
from prosecheck.passages import Passage, passages
from reportbuilder import places
from reportbuilder.checks import readable, stated_figures, stated_tables, stated_words
from reportbuilder.checks.statement import Statement
from reportbuilder.drafts import commentary
from reportbuilder.drafts.commentary import Prose
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity


def check_commentary(draft: Draft) -> Iterator[Finding]:
    """Find wrong claims, statements that the record contradicts, and paragraphs that are too long to be checked.

    A claim that is right, or that cannot be judged, gives no finding.
    """
    for record in draft.records:
        for prose in commentary.read_prose(draft.notebooks[record.indicator.stem].cells, draft.edition.quarter):
            yield from _wrong_claims(record, prose)
            yield from _unread_paragraphs(record, prose)
            yield from _contradicted_statements(record, prose)
            yield from _wrong_cells(record, prose)


def _wrong_claims(record: Record, prose: Prose) -> Iterator[Finding]:
    """Find the claims that their own numbers contradict."""
    claims = [claim for text in readable.read_texts(prose) for claim in check_text(text)]
    for claim in dict.fromkeys(claims):
        if not claim.is_right:
            yield Finding(
                Rule.ARITHMETIC,
                Severity.ERROR,
                indicator=record.indicator.stem,
                place=_place(record, prose),
                message=claim.message,
                quote=claim.quote,
                expected=claim.expected,
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
    for text in readable.read_texts(prose):
        for passage in passages(text):
            for message, expected in dict.fromkeys(find_contradictions(record, passage)):
                yield Finding(
                    Rule.RECORD,
                    Severity.ERROR,
                    indicator=record.indicator.stem,
                    place=_place(record, prose),
                    message=message,
                    quote=passage.sentence,
                    expected=expected,
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
