"""Revision: what the edition before used, and what its inputs give or a later publication says today."""

from collections.abc import Iterator

from cosmic import changes, paths, saved_records
from cosmic.changes import Difference, Kind
from cosmic.periods import Quarter
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

_REMEDY = {
    Kind.FIGURE: "the old value in its row, and a new row with its own day of publication",
    Kind.TARGET: "the old target where it was, and a new one with the day from which it is in force",
    Kind.DEFINITION: "the change told under redefined, with the day from which it holds",
}
_NAMES = ("name", "service")


def revision(draft: Draft) -> Iterator[Finding]:
    """Figures published anew since the edition before, and what was altered in place under it."""
    if draft.before is None:
        return
    before, kept = draft.before.quarter, draft.kept
    again = saved_records.to_plain(draft.inputs.records(draft.before))
    for difference in changes.find_changes(again, saved_records.to_plain(draft.records)):
        if difference.kind is Kind.FIGURE:
            yield _published_anew(difference, before)
    declared = {
        record.indicator.stem
        for record in draft.records
        if any(redefinition.start > before.end for redefinition in record.indicator.redefined)
    }
    for difference in changes.find_changes(kept, again) if kept else ():
        if difference.kind in _REMEDY:
            yield _altered(difference, before, difference.stem in declared)


def _published_anew(difference: Difference, before: Quarter) -> Finding:
    return Finding(
        rule=Rule.REVISION,
        severity=Severity.NOTE,
        indicator=difference.stem,
        place=_place(difference),
        message=f"the figure of {difference.what} was {difference.then} in the edition of {before.label}, "
        f"and is revised to {difference.now}",
        quote=f"{difference.what}: {difference.then}, now {difference.now}",
        expected="commentary that says so, where it matters",
    )


def _altered(difference: Difference, before: Quarter, is_declared: bool) -> Finding:
    """Something that the edition before says otherwise than its inputs do today."""
    is_told = difference.kind is Kind.DEFINITION and (is_declared or difference.what in _NAMES)
    return Finding(
        rule=Rule.REVISION,
        severity=Severity.NOTE if is_told else Severity.WARNING,
        indicator=difference.stem,
        place=_place(difference),
        message=f"{difference.told} was {difference.then} in the edition of {before.label}, and was altered in place "
        f"to {difference.now}",
        quote=f"{difference.told}: {difference.then}, now {difference.now}",
        expected=_REMEDY[difference.kind],
    )


def _place(difference: Difference) -> str:
    path = paths.figures if difference.kind is Kind.FIGURE else paths.definition
    return paths.shown(path(difference.stem))
