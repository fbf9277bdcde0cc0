"""Taking in: shown before it is written, all of it or nothing, and nothing twice."""

import os
import re
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cosmic import editions, record
from projectfiles import files
from reportbuilder.cli.main import main
from reportbuilder.drafts.received import read_received
from reportbuilder.new_project import questions
from reportbuilder.new_quarter import all_or_nothing
from reportbuilder.returns import mend_sheet, reply
from reportbuilder.returns.layout import ACTIONS, CORRECTIONS, HISTORY, Item, item_name
from tests.factories import notebook_of, save
from tests.reportbuilder.new_project.conftest import contents_below
from tests.reportbuilder.returns.conftest import SECOND
from tests.reportbuilder.returns.filling import cell_of, edit, fill_row, fill_well

pytestmark = pytest.mark.slow  # returns are taken in and written for each case

BIRTHS, DEATHS, LIBRARIES = "cosmic-008", "cosmic-009", "cosmic-003"
TABLE = "data/figures/cosmic-009.csv"


@pytest.fixture
def take_in(sent, capsys, monkeypatch):
    """Run the command on returns by the names of their services; `answer` is what a person says."""

    def run(*services: str, options=(), answer: str | None = None):
        monkeypatch.setattr(questions, "is_at_terminal", lambda: answer is not None)
        monkeypatch.setattr("builtins.input", lambda _: answer)
        capsys.readouterr()
        status = main(["returns", "in", *(str(_file(sent, one)) for one in services), *options])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return run


def _file(sent: Path, service: str) -> Path:
    return sent / f"cosmic-{SECOND}-{service}.xlsx"


def _fill_deaths(sent: Path, **others: object) -> None:
    edit(_file(sent, "registration-service"), lambda book: fill_well(book, DEATHS, **others))


def _cell_of_the_quarter(root: Path, section: str) -> str:
    cells = notebook_of(root, DEATHS)["cells"]
    (found,) = [cell for cell in cells if {section, str(SECOND)} <= set(cell["metadata"].get("tags", []))]
    return "".join(found["source"])


def test_an_untouched_form_changes_nothing(take_in, second, sent):
    before = contents_below(second)
    status, printed, _ = take_in("registration-service", "libraries", options=["--yes"])
    assert status == 0
    assert printed.count("nothing is filled in") == 4 and "nothing to take in" in printed
    assert contents_below(second) == before


def test_what_is_filled_in_is_in_the_record_and_the_notebook(take_in, second, sent):
    _fill_deaths(
        sent, value=55, path_to_green="More appointments.\n• on Saturdays", links="Our page https://example.org/a"
    )
    action = {"owner": "Registrars", "what": "Open [x]", "due": datetime(2026, 3, 31), "state": "late", "reason": "Ill"}
    edit(_file(sent, "registration-service"), lambda book: fill_row(book, DEATHS, ACTIONS, 0, **action))
    status, printed, _ = take_in("registration-service", options=["--yes"])
    assert status == 0
    assert "figure      Sep-25: none, now 55% (Registration system)" in printed
    assert "rating      No data, now Amber" in printed and "change      No data, now Declining" in printed
    assert "+ The service registered more deaths in time." in printed
    (found,) = record.load_inputs([DEATHS]).records(editions.load_edition(SECOND))
    assert found.current and found.current.value == 55
    assert _cell_of_the_quarter(second, "commentary").endswith("\n\nThe service registered more deaths in time.")
    assert _cell_of_the_quarter(second, "path-to-green").endswith(
        "\n\nMore appointments.\n\n- on Saturdays\n\n- by 31 March 2026, Registrars: Open \\[x\\] (late: Ill)"
    )
    assert _cell_of_the_quarter(second, "links") == "### Useful Links\n\n- [Our page](https://example.org/a)"
    (line,) = read_received()
    assert (line.indicator, line.service, line.filled_in_by) == (DEATHS, "Registration Service", "Performance Lead")
    assert (line.quarter, line.signed_off_by, line.signed_off_on) == (
        str(SECOND),
        "Head of Service",
        datetime(2025, 10, 14).date(),
    )
    assert main(["check", str(SECOND)]) in (0, 1)


def test_the_same_file_again_is_nothing_to_do(take_in, second, sent):
    _fill_deaths(sent)
    take_in("registration-service", options=["--yes"])
    before = contents_below(second)
    status, printed, _ = take_in("registration-service", options=["--yes"])
    assert status == 0 and "Nothing to do: this very file was taken in on" in printed
    assert contents_below(second) == before


def test_a_second_return_replaces_what_no_edition_has_used(take_in, second, sent):
    _fill_deaths(sent)
    take_in("registration-service", options=["--yes"])
    rows = (second / TABLE).read_text(encoding="utf-8").splitlines()
    _fill_deaths(sent, value=82, commentary="Better still.")
    _, printed, _ = take_in("registration-service", options=["--yes"])
    assert "Sep-25: 80%, now 82%" in printed
    assert "- The service registered" in printed and "+ Better still." in printed
    changed = (second / TABLE).read_text(encoding="utf-8").splitlines()
    assert changed == [*rows[:-1], rows[-1].replace("2025-09-30,80,", "2025-09-30,82,")]


def test_of_several_cells_for_the_same_words_none_is_left_to_contradict_the_return(take_in, second, sent):
    notebook = notebook_of(second, DEATHS)
    for text in ("First.", "Second."):
        added = {"cell_type": "markdown", "metadata": {"tags": ["commentary", str(SECOND)]}, "source": text}
        notebook["cells"].append({"id": text.strip("."), **added})
    save(second, DEATHS, notebook)
    _fill_deaths(sent)
    before = contents_below(second)
    status, _, errors = take_in("registration-service", options=["--yes"])
    assert status == 2 and "notebooks/cosmic-009.ipynb: has 2 cells tagged commentary and 2025-26-Q2" in errors
    assert contents_below(second) == before


def test_a_return_for_an_indicator_that_was_retired_since_is_refused(take_in, second, sent):
    _fill_deaths(sent)
    assert main(["retire", DEATHS, "--from", str(SECOND), "--reason", "Measured by another."]) == 0
    before = contents_below(second)
    status, _, errors = take_in("registration-service", options=["--yes"])
    assert status == 2 and f"is for indicators that {SECOND} does not report (cosmic-009); ask for a fresh" in errors
    assert contents_below(second) == before


def test_a_revision_leaves_the_published_row_and_says_why(take_in, second, sent):
    _fill_deaths(sent)
    edit(
        _file(sent, "registration-service"),
        lambda book: fill_row(book, DEATHS, CORRECTIONS, 0, value=57, reason="Late"),
    )
    held = (second / TABLE).read_bytes()
    _, printed, _ = take_in("registration-service", options=["--yes"])
    assert "revision    Jun-25: 56%, now 57% [r] (Registration system), as Late" in printed
    changed = (second / TABLE).read_bytes()
    assert changed.startswith(held)
    assert b"2025-06-30,57,,,2025-12-17,revised,Registration system,Late" in changed


def test_a_revision_of_the_two_numbers_alone_is_taken_in_though_their_share_is_the_same(take_in, second, sent):
    held = (second / TABLE).read_text(encoding="utf-8")
    (second / TABLE).write_text(held.replace("2025-06-30,56,,,", "2025-06-30,56,28,50,"), encoding="utf-8")
    _fill_deaths(sent)
    numbers = {"numerator": 56, "denominator": 100, "reason": "Late forms"}
    edit(_file(sent, "registration-service"), lambda book: fill_row(book, DEATHS, CORRECTIONS, 0, **numbers))
    assert take_in("registration-service", options=["--yes"])[0] == 0
    assert "2025-06-30,56,56,100,2025-12-17,revised" in (second / TABLE).read_text(encoding="utf-8")


def test_a_history_sheet_gives_signals_with_no_other_step(take_in, second, sent):
    _fill_deaths(sent)

    def history(book):
        for row in range(14):
            fill_row(book, DEATHS, HISTORY, row, value=80 + row % 3, source="Old report")

    edit(_file(sent, "registration-service"), history)
    assert take_in("registration-service", options=["--yes"])[0] == 0
    (found,) = record.load_inputs([DEATHS]).records(editions.load_edition(SECOND))
    assert len(found.series) >= 15


def test_nothing_is_written_without_a_yes(take_in, second, sent):
    _fill_deaths(sent)
    before = contents_below(second)
    assert re.search(r"Nothing is written\. To write these \d files, add --yes\.", take_in("registration-service")[1])
    assert "Nothing is written" in take_in("registration-service", answer="n")[1]
    assert contents_below(second) == before
    assert "Written:" in take_in("registration-service", answer="y")[1]


def test_anything_wrong_in_any_file_writes_nothing_and_tells_all(take_in, second, sent):
    _fill_deaths(sent, value="n/a", filled_in_on="soon")
    edit(_file(sent, "libraries"), lambda book: fill_well(book, LIBRARIES, status="maybe", value=100_000))
    edit(_file(sent, "coroners-service"), lambda book: fill_well(book, "cosmic-010", value=200))
    before = contents_below(second)
    status, printed, errors = take_in("registration-service", "libraries", "coroners-service", options=["--yes"])
    assert status == 2 and not printed
    assert errors.count("Sheet CoSMIC 009, cell ") == 2 and errors.count("Sheet CoSMIC 003, cell ") == 1
    assert "Nothing is wrong with it; it waits for the others." in errors and "Nothing is written." in errors
    assert contents_below(second) == before


def test_a_reply_has_each_fault_at_its_cell_and_is_never_written_over_the_return(take_in, sent):
    _fill_deaths(sent, value="n/a", commentary="=HYPERLINK(1)")
    path = _file(sent, "registration-service")
    before = path.read_bytes()
    status, _, errors = take_in("registration-service", options=["--reply"])
    assert status == 2 and path.read_bytes() == before
    written = path.with_name(f"{path.stem} - to mend.xlsx")
    assert written.name in errors
    book = load_workbook(written)
    assert book.sheetnames[0] == mend_sheet.SHEET
    value = cell_of(book, DEATHS, "value")
    assert value.value == "n/a" and "You entered “n/a” where a number is due." in value.comment.text
    listed = [[cell.value for cell in row] for row in book[mend_sheet.SHEET].iter_rows(min_row=5)]
    assert ["CoSMIC 009", value.coordinate] in [row[:2] for row in listed] and len(listed) == 2
    assert not any(cell.data_type == "f" for row in book[mend_sheet.SHEET].iter_rows() for cell in row)
    take_in("registration-service", options=["--reply"])
    assert path.with_name(f"{path.stem} - to mend 2.xlsx").exists()


def test_a_fault_of_a_cell_that_is_merged_with_another_is_at_that_one(take_in, sent):
    def merge(book):
        cell = cell_of(book, DEATHS, "commentary")
        cell.parent.merge_cells(start_row=cell.row, end_row=cell.row, start_column=2, end_column=cell.column)

    _fill_deaths(sent)
    edit(_file(sent, "registration-service"), merge)
    assert "is merged with B" in take_in("registration-service", options=["--reply"])[2]
    path = _file(sent, "registration-service")
    book = load_workbook(path.with_name(f"{path.stem} - to mend.xlsx"))
    cell = cell_of(book, DEATHS, "commentary")
    assert "Unmerge the cells" in cell.parent.cell(cell.row, 2).comment.text


def test_a_mended_reply_is_read_without_what_the_reply_has_put_in(take_in, sent, second):
    _fill_deaths(sent, value="n/a")
    path = _file(sent, "registration-service")
    take_in("registration-service", options=["--reply"])
    edit(path.with_name(f"{path.stem} - to mend.xlsx"), lambda book: fill_well(book, DEATHS)).replace(path)
    assert take_in("registration-service", options=["--yes"])[0] == 0
    again = reply.make_reply(path.read_bytes(), [])
    path.write_bytes(again)
    assert all(cell.comment is None for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row)


def test_a_file_that_was_changed_meanwhile_is_left(take_in, second, sent, monkeypatch):
    _fill_deaths(sent)
    own = (second / TABLE).read_bytes() + b"2024-12-31,70,,,2025-09-17,published,Synthetic,\n"
    monkeypatch.setattr(questions, "is_confirmed", lambda _: (second / TABLE).write_bytes(own))
    status, _, errors = take_in("registration-service")
    assert status == 2 and "was changed while the returns were being read" in errors
    assert (second / TABLE).read_bytes() == own


def _killed_after(step: int, project: Path, path: Path) -> None:
    """Run the command in a process that kills itself at a step of its writing: a write, a copy or a rename."""
    program = f"""
import os, pathlib, shutil, signal, sys
from reportbuilder.new_quarter import all_or_nothing as module
left = [{step}]
def counted(act):
    def acting(*arguments, **keys):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return act(*arguments, **keys)
    return acting
module._write = counted(module._write)
shutil.copy2 = counted(shutil.copy2)
pathlib.Path.replace = counted(pathlib.Path.replace)
pathlib.Path.unlink = counted(pathlib.Path.unlink)
from reportbuilder.cli.main import main
sys.exit(main(["returns", "in", {str(path)!r}, "--yes"]))
"""
    root = Path(all_or_nothing.__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, timeout=120)
    assert done.returncode in (-signal.SIGKILL, 0), done.stderr


@pytest.mark.parametrize("step", range(22))
def test_a_command_that_is_killed_has_written_all_or_nothing(step, second, sent):
    _fill_deaths(sent)
    before = contents_below(second)
    _killed_after(step, second, _file(sent, "registration-service"))
    all_or_nothing.finish_interrupted()
    after = contents_below(second)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed in (set(), {TABLE, "notebooks/cosmic-009.ipynb", "data/returns.csv"})


def test_what_was_cut_off_and_then_changed_by_a_person_stays(second, monkeypatch):
    path = second / TABLE
    monkeypatch.setattr(all_or_nothing, "_is_running", lambda *_: False)
    files.read_content(path)
    note = all_or_nothing._note_of([path])
    all_or_nothing._take_note(note, "complete", [path])
    path.with_name(f".{path.name}.new").write_bytes(b"new")
    path.write_bytes(b"changed by hand")
    with pytest.raises(Exception, match="this was changed: data/figures/cosmic-009.csv"):
        all_or_nothing.finish_interrupted()
    assert path.read_bytes() == b"changed by hand"
    all_or_nothing.finish_interrupted()


def test_the_service_is_the_one_of_the_definition_whatever_the_hidden_sheet_says(take_in, sent):
    def rename(book):
        ((sheet, place),) = book.defined_names[item_name(Item.SERVICE)].destinations
        book[sheet][place.replace("$", "")].value = "=cmd|A1\x9b31m"

    _fill_deaths(sent)
    edit(_file(sent, "registration-service"), rename)
    status, printed, _ = take_in("registration-service", options=["--yes"])
    assert status == 0 and "[U+009B]" in printed and "\x9b" not in printed
    assert [line.service for line in read_received()] == ["Registration Service"]
