"""The checks of a quarter before it is published: each is a function of the draft that yields findings."""

from reportbuilder import findings
from reportbuilder.checks import arithmetic, commentary, figures_and_targets, plausibility, revisions, stale_commentary
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule

CHECKS = (
    arithmetic.commentary_arithmetic,
    commentary.commentary_against_record,
    figures_and_targets.comparability,
    figures_and_targets.target_arithmetic,
    figures_and_targets.rounding,
    stale_commentary.stale_commentary,
    figures_and_targets.currency,
    plausibility.plausibility,
    revisions.revision,
)


def run_checks(draft: Draft) -> list[Finding]:
    """All that the checks find, indicator by indicator in the order of the report, with what is acknowledged."""
    found = [finding for check in CHECKS for finding in check(draft)]
    told = findings.acknowledge(found, draft.edition)
    stems = [record.indicator.stem for record in draft.records]
    rules = list(Rule)
    return sorted(told, key=lambda held: (_place(stems, held.indicator), rules.index(held.rule)))


def _place(stems: list[str], stem: str | None) -> int:
    """Where an indicator stands in the report; what concerns the whole quarter, or none of it, comes last."""
    return stems.index(stem) if stem in stems else len(stems)
