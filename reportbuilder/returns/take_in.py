"""Take in returns: read and check them all, tell all that is wrong, and write all that they change, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from cosmic import record
from cosmic.ratings import RAG
from cosmic.record import Record, compute_record
from projectfiles import paths
from projectfiles.errors import CosmicError, Fault, Faults, attempt
from reportbuilder import places
from reportbuilder.drafts import snapshot
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.draft import Draft, read_draft
from reportbuilder.new_quarter.all_or_nothing import write_all
from reportbuilder.returns.answers import Answers, Reader
from reportbuilder.returns.book import Book, open_book
from reportbuilder.returns.changes import Change, as_if_written, change, contents_of
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected, expect
from reportbuilder.returns.layout import sheet_name
from reportbuilder.returns.received import Received, digest_of_answers, digest_of_file, read_received, with_lines
from reportbuilder.returns.rules import find_faults
from reportbuilder.returns.sender import Sender, read_sender
from reportpages import formatting

_OFF_TARGET = (RAG.RED, RAG.AMBER)


@dataclass
class Return:
    """One file: what it says, by indicator, and what is wrong with it; `refused` is why nothing of it was read.

    `taken_in` is the day on which the very same file was taken in before.
    """

    path: Path
    book: Book | None = None
    sender: Sender | None = None
    answers: dict[str, Answers] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    taken_in: date | None = None

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything is wrong with it."""
        return bool(self.faults or self.refused)


@dataclass
class Intake:
    """All returns of one call: their changes, the records before and after these, and what is to be written.

    `draft` is the quarter's, as if all was written; None where its files have faults of their own, `unchecked`.
    """

    returns: list[Return]
    expected: dict[str, Expected] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    before: dict[str, Record] = field(default_factory=dict)
    after: dict[str, Record] = field(default_factory=dict)
    draft: Draft | None = None
    unchecked: list[Fault] = field(default_factory=list)
    contents: dict[Path, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything is wrong with any return, so that nothing is to be written."""
        return any(one.is_wrong for one in self.returns)


def read_returns(files: Sequence[Path], today: date) -> Intake:
    """Return what files say, and all that is wrong with any of them, before anything is written.

    Raises Faults where the project's own files cannot be read.
    """
    with snapshot.take([paths.settings(), paths.returns()]):
        received = read_received()
        intake = Intake([_open(path, received) for path in files])
        _refuse_twice(intake.returns)
        stems = list(dict.fromkeys(stem for one in intake.returns if one.sender for stem in one.sender.stems))
        with snapshot.take(_files_of(stems)) as digests:
            intake.digests = digests
            _read_all(intake, stems, today)
            if intake.changes and not intake.is_wrong:
                intake.contents |= contents_of(intake.changes.values())
                intake.contents[paths.returns()] = with_lines(list(_lines(intake, today)))
    return intake


def write_returns(intake: Intake) -> None:
    """Write all that the returns change, or nothing. Raises CosmicError where a file was changed since it was read."""
    now = snapshot.digest_files(intake.contents)
    then = {name: digest for name, digest in intake.digests.items() if paths.root() / name in intake.contents}
    if now != then:
        raise CosmicError("a file was changed while the returns were being read; nothing is written: try again")
    write_all(intake.contents)


def _open(path: Path, received: list[Received]) -> Return:
    """Return a file with what it says of itself, or with why it is refused."""
    found = Return(path)
    try:
        book = open_book(path)
        digest = digest_of_file(book.content)
        found.taken_in = next((line.received for line in received if line.file == digest), None)
        if found.taken_in is None:
            found.book, found.sender = book, read_sender(book)
    except Faults as error:
        found.refused = [fault.message for fault in error.faults]
    return found


def _refuse_twice(returns: list[Return]) -> None:
    """Refuse a file that is given twice, under whatever name."""
    seen: dict[str, Return] = {}
    for one in returns:
        if one.book:
            first = seen.setdefault(digest_of_file(one.book.content), one)
            if first is not one:
                one.refused.append(f"is the same file as {first.path.name}; give it once")
                one.sender = None


def _files_of(stems: Iterable[str]) -> list[Path]:
    return [
        *(path(stem) for stem in stems for path in (paths.definition, paths.figures, paths.parts, places.notebook)),
        paths.returns(),
    ]


def _read_all(intake: Intake, stems: list[str], today: date) -> None:
    editions = [one.sender.edition for one in intake.returns if one.sender]
    if not editions:
        return
    intake.expected = {stem: expect(stem, editions[0]) for stem in stems}
    for one in intake.returns:
        if one.book and one.sender:
            _read(one, one.book, one.sender, intake.expected, today)
    _tell_doubles(intake.returns)
    for one in intake.returns:
        wrong = {fault.sheet for fault in one.faults}
        for stem, answers in one.answers.items():
            if not answers.is_untouched and not wrong & _sheets(answers):
                intake.changes[stem] = change(answers, intake.expected[stem])
    _look_ahead(intake)


def _read(one: Return, book: Book, sender: Sender, expected: dict[str, Expected], today: date) -> None:
    reader = Reader(book, {stem: own.values_held() for stem, own in expected.items()})
    for stem in sender.stems:
        own = expected[stem]
        answers = reader.read(own.indicator, own.due, own.actions)
        if answers is None:
            sheet = sheet_name(own.indicator.code)
            advice = "put it back, or copy the answers into a fresh copy of the return"
            one.refused.append(f"has no sheet “{sheet}” any more, or one without its cells to fill in; {advice}")
        else:
            one.answers[stem] = answers
            reader.faults += find_faults(answers, own, today)
    one.faults = _in_order(reader.faults, book)


def _in_order(faults: Iterable[CellFault], book: Book) -> list[CellFault]:
    """Return faults from the first sheet to the last, down each, every one once."""
    order = {name: number for number, name in enumerate(book.formulas.sheetnames)}

    def place(fault: CellFault) -> tuple[int, int, int]:
        cell = book.formulas[fault.sheet][fault.cell]
        return order[fault.sheet], cell.row, cell.column

    return sorted(dict.fromkeys(faults), key=place)


def _tell_doubles(returns: list[Return]) -> None:
    """Tell each indicator that two returns answer."""
    by_stem = defaultdict(list)
    for one in returns:
        for stem, answers in one.answers.items():
            if not answers.is_untouched:
                by_stem[stem].append((one, answers))
    for given in by_stem.values():
        for one, answers in given[1:]:
            code, first = answers.indicator.code, given[0][0].path.name
            message = f"{code} is answered here, and in {first} too. Keep the answers of one of the two workbooks."
            one.faults.append(answers.main.first.fault(message))


def _sheets(answers: Answers) -> set[str]:
    groups = [answers.main, *(row for rows in answers.tables.values() for row in rows)]
    return {entry.sheet for group in groups for entry in group.entries.values()}


def _look_ahead(intake: Intake) -> None:
    """Work out the records as they will be, and tell what follows from them: a path to green that is due."""
    if not intake.changes:
        return
    edition = next(iter(intake.changes.values())).expected.edition
    contents = contents_of(intake.changes.values())
    with as_if_written(contents):
        _drop_unreadable(intake, contents)
        drafts, intake.unchecked = attempt([lambda: read_draft(edition.quarter)])
        if drafts:
            intake.draft = drafts[0]
        inputs = drafts[0].inputs if drafts else record.load_inputs(list(intake.changes))
        records = drafts[0].records if drafts else inputs.records(edition)
    tables = {one.stem: table for one, table in zip(inputs.indicators, inputs.figures, strict=True)}
    for after in records:
        stem = after.indicator.stem
        if one := intake.changes.get(stem):
            intake.after[stem] = after
            before = _as_before(tables[stem], one)
            parts = inputs.parts.get(stem)
            intake.before[stem] = compute_record(one.on_the_day, edition, before, inputs.benchmarks, parts)
            if fault := _missing_path(one, after):
                _return_of(intake, stem).faults.append(fault)


def _drop_unreadable(intake: Intake, contents: dict[Path, bytes]) -> None:
    """Tell of each indicator whose tables, as they are to be, break a rule that no cell of the return shows."""
    for stem, one in list(intake.changes.items()):
        try:
            one.check(contents)
        except Faults as error:
            main, own = one.answers.main, _return_of(intake, stem)
            place = main.entries.get("value", main.first)
            own.faults += [place.fault(f"cannot be taken in: {fault.message}.") for fault in error.faults]
            del intake.changes[stem]


def _as_before(table: pd.DataFrame, one: Change) -> pd.DataFrame:
    """Return a table of figures as it was without what a return changes in it."""
    rows = one.expected.rows
    kept = table[table["row"].isin(rows.keys() - one.figures.replaced.keys())]
    old = [dict(rows[number]) | {"row": number} for number in one.figures.replaced]
    return pd.DataFrame([*kept.to_dict("records"), *old], columns=table.columns, dtype=object)


def _return_of(intake: Intake, stem: str) -> Return:
    """Return the file that answers an indicator."""
    answered = intake.changes[stem].answers
    return next(one for one in intake.returns if one.answers.get(stem) is answered)


def _missing_path(one: Change, after: Record) -> CellFault | None:
    """Return that a figure is off its target, and nothing is said of the way back."""
    main = one.answers.main
    is_said = "path_to_green" in main.filled or one.answers.actions or Section.PATH_TO_GREEN in one.expected.words
    if after.rag not in _OFF_TARGET or is_said or "path_to_green" not in main.entries or after.current is None:
        return None
    rating = after.edition.committee.ratings.name(after.rag)
    figure, target = formatting.figure(after.current, after.indicator), formatting.target(after)
    said = f"is empty, and the figure ({figure}) is rated {rating} against its target ({target})"
    return main.entries["path_to_green"].fault(f"{said}. Say here what is being done to reach the target.")


def _lines(intake: Intake, today: date) -> Iterator[Received]:
    """Yield the lines of the list of returns: one for each indicator that was answered."""
    with as_if_written(contents_of(intake.changes.values())):
        for one in intake.returns:
            if one.book is None or one.sender is None:
                continue
            digest = digest_of_file(one.book.content)
            for stem, answers in one.answers.items():
                if not answers.is_untouched:
                    yield _line(one.sender, answers, expect(stem, one.sender.edition), digest, today)


def _line(sender: Sender, answers: Answers, now: Expected, digest: str, today: date) -> Received:
    main = answers.main
    return Received.model_construct(
        quarter=str(sender.edition.quarter),
        indicator=now.stem,
        service=sender.service,
        received=today,
        filled_in_by=main.words("filled_in_by") or None,
        filled_in_on=main.day("filled_in_on"),
        signed_off_by=main.words("signed_off_by") or None,
        signed_off_on=main.day("signed_off_on"),
        digest=digest_of_answers(now),
        file=digest,
    )
