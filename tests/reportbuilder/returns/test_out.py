"""Sending out: a workbook for each service, all or none, and none that was filled in is written over."""

from pathlib import Path

import pytest

from reportbuilder.cli.main import main
from reportbuilder.returns import out
from tests import kinds
from tests.factories import FIRST, contents
from tests.reportbuilder.returns.conftest import REGISTRATION, SECOND, edit, opened


@pytest.fixture
def send(second, capsys):
    """Run the command; returns its exit status, what it prints, and its errors."""

    def run(*options: str):
        capsys.readouterr()
        status = main(["returns", "out", str(SECOND), *options])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return run


def test_each_service_gets_one_workbook_and_each_indicator_is_in_one(send):
    status, printed, _ = send()
    files = sorted(path.name for path in Path("_returns", str(SECOND)).iterdir())
    assert status == 0
    assert len(files) == 6 and f"cosmic-{SECOND}-coroners-service.xlsx" in files
    assert all(printed.count(f"CoSMIC {number:03}") == 1 for number in range(3, 11))
    assert "to come back by 17 December 2025" in printed


def test_the_same_inputs_give_the_same_bytes(send, second):
    send()
    send("--output", "again")
    assert contents(second / "_returns" / str(SECOND)) == contents(second / "again")


def test_what_is_sent_out_already_as_it_is_may_be_sent_again_though_somebody_has_it_open(send, monkeypatch):
    assert send()[0] == 0
    replace = Path.replace

    def on_windows(path: Path, target: Path) -> Path:
        if target.suffix == ".xlsx":
            raise PermissionError(13, "it is used by another process")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", on_windows)
    assert send()[0] == 0


def test_a_quarter_after_which_another_was_started_is_not_asked_for(send, capsys):
    assert main(["returns", "out", str(FIRST)]) == 2
    assert f"returns of {FIRST} cannot be taken in any more; ask for {SECOND}" in capsys.readouterr().err
    assert not Path(out.FOLDER).exists()


def test_a_workbook_that_may_be_filled_in_is_left_and_so_are_the_others(send, second):
    filled = second / REGISTRATION
    filled.parent.mkdir(parents=True)
    filled.write_bytes(b"filled in")
    status, _, errors = send()
    assert status == 2
    assert f"{REGISTRATION}: exists already" in errors and "move it away" in errors
    assert contents(filled.parent) == {filled.name: b"filled in"}


def test_one_service_is_named_as_people_type_it(send):
    assert send("--service", "registration  SERVICE")[0] == 0
    assert [path.name for path in Path("_returns", str(SECOND)).iterdir()] == [Path(REGISTRATION).name]


def test_an_unknown_service_is_told_with_the_one_that_is_meant(send):
    status, _, errors = send("--service", "Registrations Service")
    assert status == 2
    assert "--service: must be" in errors and "probably means 'Registration Service'" in errors


@pytest.mark.parametrize(
    ("day", "status"), [("2025-09-30", 2), ("2025-10-01", 0), ("2025-12-17", 0), ("2025-12-18", 2)]
)
def test_the_day_to_send_it_back_is_after_the_quarter_and_by_the_edition(send, day, status):
    ended, _, errors = send("--due", day)
    assert ended == status
    assert ("by the day of the edition (2025-12-17, in params/2025-26-Q2.yml)" in errors) is (status == 2)


def test_a_quarter_that_is_not_started_is_told(capsys, project_copy):
    assert main(["returns", "out", str(SECOND)]) == 2
    assert "params/2025-26-Q2.yml" in capsys.readouterr().err


def test_services_whose_names_look_alike_get_files_of_their_own(send, second):
    edit(second / "data/indicators/cosmic-009.yml", "service: Registration Service", "service: Registration, Service")
    assert send()[0] == 0
    names = {path.name for path in Path("_returns", str(SECOND)).iterdir()}
    assert {Path(REGISTRATION).name, Path(REGISTRATION).name.replace(".xlsx", "-2.xlsx")} <= names


@pytest.mark.parametrize("code", ["Read me", "history", "COSMIC 008"])
def test_a_code_whose_sheet_would_have_the_name_of_another_is_told(send, second, code):
    edit(second / "data/indicators/cosmic-009.yml", "unit: percent", f"code: {code}\nunit: percent")
    status, _, errors = send()
    assert status == 2
    assert "data/indicators/cosmic-009.yml, code: makes a sheet" in errors and "give it another code" in errors


def test_every_kind_of_indicator_can_be_asked_for(project_copy):
    kinds.write(project_copy)
    assert main(["returns", "out", str(FIRST)]) == 0
    (path,) = Path("_returns", str(FIRST)).iterdir()
    assert len(opened(path.read_bytes()).sheetnames) > 20


def test_faults_of_the_inputs_are_told_and_nothing_is_written(send, second):
    edit(second / "data/indicators/cosmic-009.yml", "direction: higher", "direction: upwards")
    (second / "notebooks/cosmic-003.ipynb").write_text("{", encoding="utf-8")
    status, _, errors = send()
    assert status == 2 and "data/indicators/cosmic-009.yml" in errors
    assert not Path(out.FOLDER).exists()
