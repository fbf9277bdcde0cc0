"""What was asked and what came back with faults is remembered on this computer, and shown until it is taken in."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from reportbuilder import checks, places
from reportbuilder.cli.main import main
from reportbuilder.drafts.draft import read_draft
from reportbuilder.returned.under_way import UnderWay, read_under_way, with_asked, with_faults
from reportbuilder.status import quarter_status, shown
from tests.factories import FIRST
from tests.reportbuilder.new_project.conftest import contents_below
from tests.reportbuilder.returns.conftest import SECOND
from tests.reportbuilder.returns.filling import edit, fill, fill_well

DEATHS, BIRTHS = "cosmic-009", "cosmic-008"
MONDAY, TUESDAY = date(2025, 10, 6), date(2025, 10, 7)


def _write(contents: dict[Path, bytes]) -> None:
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _told(code: str) -> str:
    draft = read_draft(SECOND)
    status = shown.as_text(quarter_status.find_status(draft, checks.run_checks(draft), TUESDAY))
    (line,) = (line for line in status.splitlines() if line.startswith(f"  {code} "))
    return line


@pytest.fixture
def form(sent) -> Path:
    """The return of the service of two indicators."""
    return sent / f"cosmic-{SECOND}-registration-service.xlsx"


def test_the_first_day_of_asking_stays_and_the_last_day_to_answer_holds(second):
    _write(with_asked(SECOND, [DEATHS], MONDAY, date(2025, 11, 3)))
    _write(with_asked(SECOND, [DEATHS, BIRTHS], TUESDAY, date(2025, 11, 10)))
    asked = {DEATHS: MONDAY, BIRTHS: TUESDAY}
    assert read_under_way(SECOND) == {stem: UnderWay(day, date(2025, 11, 10)) for stem, day in asked.items()}


def test_quarters_are_told_apart(second):
    _write(with_faults(SECOND, {DEATHS: 2}, {}, MONDAY))
    assert read_under_way(FIRST) == {}


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"2025-26-Q2": 3}', '{"2025-26-Q2": {"a": {"asked": "x"}}}', "\x00"]
)
def test_what_cannot_be_read_is_forgotten(second, content):
    _write({places.scratch_folder("returns.json"): content.encode()})
    assert read_under_way(SECOND) == {}
    _write(with_asked(SECOND, [DEATHS], MONDAY, TUESDAY))
    assert set(read_under_way(SECOND)) == {DEATHS}


def test_an_indicator_that_is_asked_for_says_by_when(form):
    assert "asked, due 17 December 2025" in _told("CoSMIC 009")


def test_what_comes_back_with_faults_is_shown_with_their_number_and_nothing_of_the_project_changes(form, second):
    edit(form, lambda book: fill_well(book, DEATHS, value="n/a", signed_off_on="soon"))
    before = contents_below(second)
    assert main(["returns", "in", str(form), "--yes"]) == 2
    assert contents_below(second) == before
    assert "with faults (2)" in _told("CoSMIC 009")
    assert "asked, due" in _told("CoSMIC 008"), "which was not answered"


def test_what_has_no_fault_itself_waits_for_the_others(form):
    edit(form, lambda book: fill_well(book, DEATHS, value="n/a"), lambda book: fill_well(book, BIRTHS))
    assert main(["returns", "in", str(form), "--yes"]) == 2
    assert "came back, not taken in" in _told("CoSMIC 008")


def test_what_is_mended_and_taken_in_is_received_and_signed_off(form):
    edit(form, lambda book: fill_well(book, DEATHS, value="n/a", path_to_green="More appointments."))
    assert main(["returns", "in", str(form), "--yes"]) == 2
    edit(form, lambda book: fill(book, DEATHS, value=55))
    assert main(["returns", "in", str(form), "--yes"]) == 0
    assert "signed off by Head of Service, 14 October 2025" in _told("CoSMIC 009")


def test_a_second_return_with_faults_is_shown_though_the_first_was_taken_in_on_the_same_day(form):
    edit(form, lambda book: fill_well(book, DEATHS, value=55, path_to_green="More appointments."))
    assert main(["returns", "in", str(form), "--yes"]) == 0
    edit(form, lambda book: fill(book, DEATHS, value="n/a"))
    assert main(["returns", "in", str(form), "--yes"]) == 2
    assert "with faults (1)" in _told("CoSMIC 009")


def test_the_faults_are_told_even_where_nothing_can_be_remembered_and_no_reply_be_written(form, second, capsys):
    edit(form, lambda book: fill_well(book, DEATHS, value="n/a"))
    shutil.rmtree(second / ".cosmic")
    (second / ".cosmic").write_text("no folder\n", encoding="utf-8")
    assert main(["returns", "in", str(form), "--reply"]) == 2
    told = capsys.readouterr().err
    assert "Sheet CoSMIC 009, cell" in told and "“n/a”" in told
    assert "There is no workbook to send back: could not write" in told
    assert "cosmic status will not know of this: could not write" in told
    assert not list(form.parent.glob("*to mend*"))
