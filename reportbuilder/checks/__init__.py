"""The checks of a quarter before it is published: each is a function of the draft that yields findings."""

from reportbuilder.checks import (
    actions,
    as_printed,
    commentary,
    descriptions,
    disclosure,
    disclosure_words,
    figures_and_targets,
    own_parts,
    plausibility,
    revisions,
    saved_edition,
    signal_and_outlook,
    stale_commentary,
    unstated_means,
)
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, acknowledge

CHECKS = (
    commentary.check_commentary,
    signal_and_outlook.check_signal_and_outlook,
    descriptions.check_descriptions,
    figures_and_targets.check_comparability,
    unstated_means.check_kinds_of_means,
    figures_and_targets.check_target_arithmetic,
    figures_and_targets.check_rounding,
    stale_commentary.check_stale_commentary,
    actions.check_actions,
    as_printed.check_as_printed,
    own_parts.check_own_parts,
    figures_and_targets.check_currency,
    figures_and_targets.check_development,
    plausibility.check_plausibility,
    revisions.check_revisions,
    saved_edition.check_saved_edition,
    disclosure.check_disclosure,
    disclosure_words.check_words,
)


def run_checks(draft: Draft) -> list[Finding]:
    """Return all findings with their acknowledgements, by indicator in the order of the report, then by rule."""
    findings = [finding for check in CHECKS for finding in check(draft)]
    stems = [record.indicator.stem for record in draft.records]
    rules = list(Rule)

    def position(finding: Finding) -> tuple[int, int]:
        return _position(stems, finding.indicator), rules.index(finding.rule)

    return sorted(acknowledge(findings, draft.edition), key=position)


def _position(stems: list[str], stem: str | None) -> int:
    """Return where an indicator is in the report; what is about none of its indicators comes last."""
    return stems.index(stem) if stem in stems else len(stems)
