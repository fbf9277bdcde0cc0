"""Find where an edition that is built again is not what it was, by what was saved of it."""

from collections.abc import Iterator

from cosmic.record import Record
from projectfiles import paths
from reportbuilder.drafts import saved
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity, shorten
from reportpages import changes, saved_records
from reportpages.changes import Difference, Kind

_QUOTED = 80  # characters
_AS_IT_WAS = {
    Kind.RAG: "the rating that was published: see what else differs",
    Kind.FIGURE: "the old value in its row, and a new row with its own day of publication",
    Kind.TARGET: "the old target where it was, and a new one with the day from which it is in force",
    Kind.DEFINITION: "what it said then under earlier, with the last quarter that it held for",
    Kind.CAME: "reported_from in its definition, with the first quarter that reports it",
    Kind.WENT: "its files, and reported_until in its definition, with the last quarter that reports it",
}


def check_saved_edition(draft: Draft) -> Iterator[Finding]:
    """Find what was saved of this very edition and differs now: definitions, figures, targets, indicators and words.

    An indicator that is left out since the saved records lack it is a note.
    """
    if draft.saved is None:
        return
    place = paths.shown(paths.kept_records(draft.edition.quarter))
    for difference in changes.find_changes(draft.saved, saved_records.to_plain(draft.records)):
        if difference.kind in _AS_IT_WAS:
            yield _differs(difference, place)
    words = {record["indicator"]["stem"]: record[saved.WORDS] for record in draft.saved if saved.WORDS in record}
    for record in draft.records:
        if record.indicator.stem in words:
            yield from _other_words(draft, record, words[record.indicator.stem], place)
    yield from _left_out(draft, place)


def _differs(difference: Difference, place: str) -> Finding:
    return Finding(
        Rule.REVISION,
        Severity.WARNING,
        indicator=difference.stem,
        place=paths.shown(paths.definition(difference.stem)),
        message=f"differs from {place}: {difference.summary} was {difference.then}, and is {difference.now} now",
        quote=f"{difference.summary}: {difference.then}, now {difference.now}",
        expected=_AS_IT_WAS[difference.kind],
    )


def _other_words(draft: Draft, record: Record, then: list[str], place: str) -> Iterator[Finding]:
    stem = record.indicator.stem
    now = saved.words_of(draft.notebooks[stem], draft.edition.quarter)
    was, has = [_squeezed(text) for text in then], [_squeezed(text) for text in now]
    changed = [("no longer says", text) for text in was if text not in has]
    changed += [("now says", text) for text in has if text not in was]
    for what, text in changed:
        yield Finding(
            Rule.REVISION,
            Severity.WARNING,
            indicator=stem,
            place=f"notebooks/{stem}.ipynb",
            message=f"differs from {place}: the page {what} “{shorten(text, _QUOTED)}”",
            quote=f"{what}: {shorten(text, _QUOTED)}",
            expected="the words of that edition, and new ones in a cell of their own, tagged with the quarter from "
            "which they hold (as description and 2025-26-Q2)",
        )


def _left_out(draft: Draft, place: str) -> Iterator[Finding]:
    for stem in draft.left_out:
        yield Finding(
            Rule.REVISION,
            Severity.NOTE,
            indicator=stem,
            place=paths.shown(paths.definition(stem)),
            message=f"is left out of this edition, since {place} does not have it",
            quote=f"{stem} in {draft.edition.quarter}",
            expected="reported_from in its definition, with the first quarter that reports it",
        )


def _squeezed(text: str) -> str:
    return " ".join(text.split())
