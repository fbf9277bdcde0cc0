"""Commentary against the record: figures, shares and words about the indicator itself that the record contradicts."""

from collections.abc import Iterator

from cosmic import paths
from cosmic.record import Record
from prosecheck.passages import Passage, passages
from reportbuilder.checks import readable, stated_figures, stated_words
from reportbuilder.checks.statement import Statement
from reportbuilder.drafts import commentary
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity


def commentary_against_record(draft: Draft) -> Iterator[Finding]:
    """What commentary says of the indicator's own figures, standing and change, and the record does not bear out."""
    for record in draft.records:
        if record.current is None:
            continue
        stem = record.indicator.stem
        for prose in commentary.read_prose(draft.notebooks[stem].cells, draft.edition.quarter):
            place = f"{paths.shown(paths.notebook(stem))}, cell {prose.cell}"
            for passage in (passage for text in readable.texts(prose) for passage in passages(text)):
                for message, due in dict.fromkeys(contradictions(record, passage)):
                    yield Finding(Rule.RECORD, Severity.ERROR, stem, place, message, passage.sentence, due)


def contradictions(record: Record, passage: Passage) -> Iterator[tuple[str, str]]:
    """What a sentence says that the record contradicts, and what would be right; nothing of what is still to come."""
    said = Statement(record, passage)
    if said.is_still_to_come:
        return
    yield from stated_figures.targets(said)
    if said.is_of_another:
        return
    if said.is_own:
        yield from stated_figures.figures(said)
        yield from stated_figures.changes(said)
    if not said.pairs:
        yield from stated_words.standing(said)
        yield from stated_words.movement(said)
