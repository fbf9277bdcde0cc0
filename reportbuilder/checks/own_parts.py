"""Find words that look like a part that the page itself has: no reader could tell which of the two is the record's."""

from collections.abc import Iterator

from cosmic.record import Record
from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.markdown import Block, Kind
from reportbuilder.findings import Finding, Rule, Severity, shorten
from reportpages import chart_text, formatting, tables

_QUOTED = 80  # characters


def check_own_parts(draft: Draft) -> Iterator[Finding]:
    """Find headings and heads of tables in the words of an indicator that are those of its page."""
    for record in draft.records:
        place = paths.shown(places.notebook(record.indicator.stem))
        cells = draft.notebooks[record.indicator.stem].cells
        for number, cell in commentary.published_prose(cells, draft.edition.quarter).items():
            for block in markdown.read_blocks(cell.source):
                if kind := _like_the_pages(record, block):
                    yield Finding(
                        Rule.SURFACES,
                        Severity.ERROR,
                        indicator=record.indicator.stem,
                        place=f"{place}, cell {number}",
                        message=f"the page itself has {kind}",
                        quote=shorten(block.text, _QUOTED),
                        expected="other words, or none: the page shows this by itself",
                    )


def _like_the_pages(record: Record, block: Block) -> str | None:
    """Return what a block is like that the page has; None where it is like nothing."""
    headings = (tables.RATING, chart_text.headline(record), formatting.page_title(record))
    heads = (tuple(tables.summary(record)), chart_text.heads(record), *filter(None, [tables.parts(record)[0]]))
    if block.kind is Kind.HEADING and block.text in headings:
        return "this heading"
    return "a table with these heads" if block.kind is Kind.ROW and block.cells in heads else None
