"""Take in returns: read and check them all, tell all that is wrong, and write all that they change, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from projectfiles import paths
from projectfiles.errors import CosmicError, Faults
from reportbuilder import places
from reportbuilder.drafts import snapshot
from reportbuilder.drafts.received import Received, digest_of_file, read_received, with_lines
from reportbuilder.new_quarter.all_or_nothing import write_all
from reportbuilder.returned.under_way import with_faults
from reportbuilder.returns.answers import Answers
from reportbuilder.returns.book import Book, open_book
from reportbuilder.returns.changes import change, contents_of
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.expected import Expected, expect
from reportbuilder.returns.intake import Intake, Return
from reportbuilder.returns.layout import sheet_name
from reportbuilder.returns.look_ahead import look_ahead
from reportbuilder.returns.reading import Reader
from reportbuilder.returns.rules import find_faults
from reportbuilder.returns.sender import Sender, read_sender
from reportbuilder.returns.unread import find_copies, list_unread, with_hints


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


def remember_faults(intake: Intake, today: date) -> None:
    """Remember what came back and cannot be taken in, and how many faults each indicator has, for `cosmic status`."""
    received = read_received()
    for one in intake.returns:
        if one.sender:
            quarter = one.sender.edition.quarter
            counts = {stem: _count_faults(one, one.answers.get(stem)) for stem in one.sender.stems}
            came = {stem: count for stem, count in counts.items() if count is not None}
            taken_in = {line.indicator: line.file for line in received if line.quarter == str(quarter)}
            write_all(with_faults(quarter, came, taken_in, today))


def _count_faults(one: Return, answers: Answers | None) -> int | None:
    """Return how many faults an indicator's answers have; None where it is not answered."""
    if answers is None:
        return len(one.refused)
    if answers.is_untouched:
        return None
    return sum(fault.sheet in _sheets(answers) for fault in one.faults)


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
        found.taken_in = _day_taken_in(digest, received)
        if found.taken_in is None:
            found.book, found.sender = book, read_sender(book)
    except Faults as error:
        found.refused = [fault.message for fault in error.faults]
    return found


def _day_taken_in(digest: str, received: list[Received]) -> date | None:
    """Return the day on which a file was taken in, unless another one has taken its place for an indicator since."""
    newest = {(line.quarter, line.indicator): line for line in received}
    own = [line for line in received if line.file == digest]
    is_in_force = all(newest[line.quarter, line.indicator].file == digest for line in own)
    return own[-1].received if own and is_in_force else None


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
    look_ahead(intake)


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
    one.unread = list_unread(book, one.answers.values(), sender.texts)
    faults = [*with_hints(reader.faults, one.unread), *find_copies(book, one.answers.values())]
    one.faults = _in_order(faults, book)


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


def _lines(intake: Intake, today: date) -> Iterator[Received]:
    """Yield the lines of the list of returns: one for each indicator that was answered."""
    for one in intake.returns:
        if one.book is None or one.sender is None:
            continue
        digest = digest_of_file(one.book.content)
        for stem, answers in one.answers.items():
            if not answers.is_untouched:
                yield _line(answers, intake.now[stem], digest, today)


def _line(answers: Answers, now: Expected, digest: str, today: date) -> Received:
    main = answers.main
    return Received.model_construct(
        quarter=str(now.edition.quarter),
        indicator=now.stem,
        service=now.indicator.service,
        received=today,
        filled_in_by=main.words("filled_in_by") or None,
        filled_in_on=main.day("filled_in_on"),
        signed_off_by=main.words("signed_off_by") or None,
        signed_off_on=main.day("signed_off_on"),
        digest=now.digest,
        file=digest,
    )
