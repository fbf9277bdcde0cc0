"""Say what returns change, for people to read before they agree, and what is written once they have."""

import difflib
from collections.abc import Iterator

from cosmic.figures import FigureRow
from cosmic.record import Record
from projectfiles import files, paths
from reportbuilder import checks
from reportbuilder.findings import list_findings
from reportbuilder.new_quarter.row_text import describe_figure
from reportbuilder.printable import as_printable
from reportbuilder.returns.changes import Change
from reportbuilder.returns.intake import Intake, Return
from reportbuilder.returns.word_changes import WordChange
from reportpages import formatting

_MARGIN = 12  # characters
_MOST_UNREAD = 20


def describe(intake: Intake) -> str:
    """Return what each return changes, and what the checks say of it."""
    lines: list[str] = []
    for one in intake.returns:
        lines += [as_printable(one.path.name), *(f"  {line}" for line in _of_return(one, intake)), ""]
    if not intake.changes and not any(one.taken_in for one in intake.returns):
        return "\n".join([*lines, "Nothing is filled in, so there is nothing to take in."])
    if not any(intake.changes.values()):
        return "\n".join([*lines, "Figures and words: nothing to do, the project has all of it."])
    return "\n".join([*lines, *_checked(intake)])


def describe_written(intake: Intake) -> str:
    """Return which files were written, and how that is undone."""
    names = [paths.shown(path) for path in intake.contents]
    undone = "git restore (and delete those that are new), or git revert once they are committed"
    return "\n".join(["Written:", *(f"  {name}" for name in names), f"To undo it: {undone}."])


def _of_return(one: Return, intake: Intake) -> Iterator[str]:
    if one.taken_in:
        yield f"Nothing to do: this very file was taken in on {formatting.day_in_full(one.taken_in)}."
        return
    if one.sender and one.sender.is_outdated:
        yield "A definition has changed since this return was sent out: look at units and targets."
    if one.sender:
        yield f"{as_printable(one.sender.service)}, {one.sender.edition.quarter.label}"
    for stem, answers in one.answers.items():
        yield answers.indicator.title
        if stem in intake.changes:
            changed = intake.changes[stem]
            yield from (f"  {line}" for line in _of_indicator(changed, intake))
        else:
            yield "  nothing is filled in"
    if one.unread:
        yield "Not read, as it stands beside the cells to fill; look whether an answer is among it:"
        yield from (f"  {found}" for found in one.unread[:_MOST_UNREAD])
        if more := len(one.unread[_MOST_UNREAD:]):
            yield f"  and {more} more, which the workbook shows"


def _of_indicator(changed: Change, intake: Intake) -> Iterator[str]:
    if not changed:
        yield "nothing changes: the project has all of it"
    for row in changed.figures.rows:
        yield from _of_row(row, changed)
    for row in changed.figures.repeated:
        if row.note:
            said = f"{formatting.month(row.period_end)} stands as it was published, so its note is left out: {row.note}"
            yield _line("figure", as_printable(said))
    for part in changed.parts.rows:
        yield _line("part", f"{getattr(part, 'part', '')}: {describe_figure(changed.expected.indicator, part)}")
    before, after = intake.before.get(changed.stem), intake.after.get(changed.stem)
    if before and after and changed.figures:
        yield _line("rating", f"{_rating(before)}, now {_rating(after)}")
        yield _line("change", f"{before.change}, now {after.change}")
    for words in changed.words.changes:
        yield from _of_words(words)
    yield from _of_signing(changed)


def _of_row(row: FigureRow, changed: Change) -> Iterator[str]:
    """Yield a figure then and now; a revision with its reason."""
    indicator, month = changed.expected.indicator, formatting.month(row.period_end)
    held = changed.expected.newest(row.period_end)
    is_published = changed.expected.published(row.period_end) is not None
    then = "none" if held is None else describe_figure(indicator, held)
    label = "revision" if is_published else "figure"
    now = describe_figure(indicator, row)
    why = f", as {row.note}" if is_published and row.note else ""
    yield _line(label, f"{month}: {then}, now {now} ({row.source}){why}")


def _rating(record: Record) -> str:
    return record.edition.committee.ratings.name(record.rag)


def _of_words(words: WordChange) -> Iterator[str]:
    then, now = words.then.splitlines(), words.now.splitlines()
    lines = [line for line in difflib.ndiff(then, now) if line[:1] != "?" and line[2:].strip()]
    yield f"{words.label}:"
    yield from (f"    {line}" for line in lines)


def _of_signing(changed: Change) -> Iterator[str]:
    main = changed.answers.main
    yield _line("filled in", f"by {main.words('filled_in_by')} on {_day(changed, 'filled_in_on')}")
    if main.has("signed_off_by"):
        yield _line("signed off", f"by {main.words('signed_off_by')} on {_day(changed, 'signed_off_on')}")
    else:
        yield _line("signed off", "not yet")


def _day(changed: Change, name: str) -> str:
    day = changed.answers.main.day(name)
    return formatting.day_in_full(day) if day else ""


def _line(label: str, said: str) -> str:
    return f"{label:<{_MARGIN}}{said}"


def _checked(intake: Intake) -> Iterator[str]:
    """Yield what the checks of the quarter say of the indicators that change, as if all were written."""
    draft = intake.draft
    if draft is None:
        yield "cosmic check cannot be run until this is put right:"
        yield from (f"  {fault}" for fault in intake.unchecked)
        return
    stems = {stem for stem, one in intake.changes.items() if one}
    with files.as_if_written(intake.contents):
        findings = [one for one in checks.run_checks(draft) if one.indicator in stems and one.is_open]
    titles = {record.indicator.stem: record.indicator.title for record in draft.records}
    yield f"What cosmic check {draft.edition.quarter} will say of this:"
    yield list_findings(findings, titles)
