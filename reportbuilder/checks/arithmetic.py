"""Claims in commentary and path to green that their own numbers do not bear out."""

from collections.abc import Iterator

from cosmic import paths
from prosecheck import check_text
from reportbuilder.checks import readable
from reportbuilder.drafts import commentary
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity


def commentary_arithmetic(draft: Draft) -> Iterator[Finding]:
    """Find each claim that is wrong; what is right or cannot be judged is left alone, and what is unread is told."""
    for record in draft.records:
        stem = record.indicator.stem
        for prose in commentary.read_prose(draft.notebooks[stem].cells, draft.edition.quarter):
            place = f"{paths.shown(paths.notebook(stem))}, cell {prose.cell}"
            found = [claim for text in readable.texts(prose) for claim in check_text(text) if not claim.is_right]
            for claim in dict.fromkeys(found):
                yield Finding(Rule.ARITHMETIC, Severity.ERROR, stem, place, claim.message, claim.quote, claim.expected)
            for message, quote, expected in dict.fromkeys(readable.unread(prose)):
                yield Finding(Rule.ARITHMETIC, Severity.WARNING, stem, place, message, quote, expected)
