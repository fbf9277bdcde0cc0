"""Find means that do not say how they were made, as tables from before they could hold them."""

from collections.abc import Iterator

from cosmic.means import Kind
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity


def check_kinds_of_means(draft: Draft) -> Iterator[Finding]:
    """Find each mean of the edition whose row has no kind."""
    for record in draft.records:
        for mean in record.means:
            if mean.kind is None:
                yield Finding(
                    Rule.COMPARABILITY,
                    Severity.WARNING,
                    indicator=record.indicator.stem,
                    place=f"{mean.file}, row {mean.row}",
                    message="is a mean without kind",
                    quote=f"{mean.benchmark} {mean.value}",
                    expected=f"the column kind, with one of: {', '.join(Kind)}",
                )
