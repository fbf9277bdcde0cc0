"""Find what the edition before used, and its inputs or a later publication now give differently."""

from collections.abc import Iterator

from cosmic.periods import Quarter
from projectfiles import paths
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity
from reportpages import changes, saved_records
from reportpages.changes import Difference, Kind

_REMEDY = {
    Kind.FIGURE: "the old value in its row, and a new row with its own day of publication",
    Kind.TARGET: "the old target where it was, and a new one with the day from which it is in force",
    Kind.DEFINITION: (
        "what it said before under earlier, with the last quarter that it held for; and, where figures are measured in "
        "another way, the change under redefined"
    ),
}
_NAMES = ("name", "service")


def check_revisions(draft: Draft) -> Iterator[Finding]:
    """Find figures that were published again since the edition before, and what was altered in its old place."""
    if draft.before is None:
        return
    before = draft.before.quarter
    recomputed = saved_records.to_plain(draft.recomputed)
    for difference in changes.find_changes(recomputed, saved_records.to_plain(draft.records)):
        if difference.kind is Kind.FIGURE:
            yield _published_again(difference, before)
    if not draft.kept:
        return
    declared = _redefined_since(before, draft)
    for difference in changes.find_changes(draft.kept, recomputed):
        if difference.kind in _REMEDY:
            yield _altered(difference, before, difference.stem in declared)


def _redefined_since(before: Quarter, draft: Draft) -> set[str]:
    """Return the stems of the indicators whose definition says that it changed after a quarter."""
    return {
        record.indicator.stem
        for record in draft.records
        if any(redefinition.start > before.end for redefinition in record.indicator.redefined)
    }


def _published_again(difference: Difference, before: Quarter) -> Finding:
    return Finding(
        Rule.REVISION,
        Severity.NOTE,
        indicator=difference.stem,
        place=_place(difference),
        message=f"the figure for {difference.what} was {difference.then} in the edition of {before.label}, "
        f"and has been revised to {difference.now}",
        quote=f"{difference.what}: {difference.then}, now {difference.now}",
        expected="commentary that mentions the revision, where it matters",
    )


def _altered(difference: Difference, before: Quarter, is_declared: bool) -> Finding:
    """Return the finding of what the edition before says and its inputs now give differently."""
    is_explained = difference.kind is Kind.DEFINITION and (is_declared or difference.what in _NAMES)
    return Finding(
        Rule.REVISION,
        Severity.NOTE if is_explained else Severity.WARNING,
        indicator=difference.stem,
        place=_place(difference),
        message=f"{difference.summary} was {difference.then} in the edition of {before.label}, and has been altered "
        f"in its old place to {difference.now}",
        quote=f"{difference.summary}: {difference.then}, now {difference.now}",
        expected=_REMEDY[difference.kind],
    )


def _place(difference: Difference) -> str:
    path = paths.figures if difference.kind is Kind.FIGURE else paths.definition
    return paths.shown(path(difference.stem))
