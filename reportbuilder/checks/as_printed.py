"""Find lines of notebooks that are not printed as they look there: lost signs, bullets that make no list."""

from collections.abc import Iterator

from projectfiles import paths
from reportbuilder import places
from reportbuilder.drafts import commentary
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.line_starts import find_misread
from reportbuilder.findings import Finding, Rule, Severity


def check_as_printed(draft: Draft) -> Iterator[Finding]:
    """Warn of each such line in the cells that are published."""
    stems = {record.indicator.stem for record in draft.records}
    for stem, notebook in draft.notebooks.items():
        place = paths.shown(places.notebook(stem))
        for number, cell in commentary.published_prose(notebook.cells, draft.edition.quarter).items():
            for misread in dict.fromkeys(find_misread(cell.source)):
                yield Finding(
                    Rule.PRINTED,
                    Severity.WARNING,
                    indicator=stem if stem in stems else None,
                    place=f"{place}, cell {number}",
                    message=misread.message,
                    quote=misread.quote,
                    expected=misread.expected,
                )
