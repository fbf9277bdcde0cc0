"""An indicator that is retired: its file keeps every byte, and editions that had it come out as they were."""

import pytest

from cosmic.definitions import load_definition
from tests.reportbuilder.new_project.conftest import contents_below, edit

DEFINITION = "data/indicators/cosmic-005.yml"
RETIRE = ["retire", "cosmic-005", "--from", "2025-26-Q2", "--reason", "Reported by the partnership itself"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n", b"# a comment at the end\n"])
def test_the_file_gets_the_last_quarter_and_the_reason_and_keeps_every_byte(project_copy, cosmic, end, last):
    path = project_copy / DEFINITION
    held = (b"# A comment of ours.\n" + path.read_bytes().rstrip(b"\n") + last).replace(b"\n", end)
    path.write_bytes(held)
    assert cosmic(*RETIRE)[0] == 0
    after = path.read_bytes()
    assert after.startswith(held)
    assert after.removeprefix(held).strip().split(end) == [
        b"# No longer reported from 2025-26-Q2: Reported by the partnership itself",
        b"reported_until: 2025-26-Q1",
    ]
    assert str(load_definition("cosmic-005").reported_until) == "2025-26-Q1"


def test_editions_that_had_it_still_have_it(project_copy, cosmic):
    before = cosmic("explain", "cosmic-005")
    cosmic(*RETIRE)
    assert before[0] == 0 and cosmic("explain", "cosmic-005")[1].splitlines()[:5] == before[1].splitlines()[:5]
    assert cosmic("check")[0] == 0


def test_all_that_cannot_be_meant_is_told_at_once_and_nothing_is_changed(project_copy, cosmic):
    before = contents_below(project_copy)
    status, _, said = cosmic("retire", "cosmic-05", "--from", "2025-Q2", "--reason", " ", "--replaced-by", "cosmic-99")
    assert status == 2
    assert [line.partition(":")[0] for line in said.splitlines()[1:]] == ["STEM", "--replaced-by", "--reason", "--from"]
    assert contents_below(project_copy) == before


def test_an_edition_that_has_it_keeps_it(project_copy, cosmic):
    status, _, said = cosmic(*RETIRE[:3], "2025-26-Q1", *RETIRE[4:])
    assert status == 2 and "--from: must be after the last edition, 2025-26-Q1, got: 2025-26-Q1" in said


def test_it_is_retired_from_a_quarter_that_was_started_too(project_copy, cosmic):
    first = (project_copy / "params" / "2025-26-Q1.yml").read_text(encoding="utf-8")
    second = first.replace("2025-26-Q1", "2025-26-Q2").replace("2025-09-17", "2025-12-17").partition("acknowledged")[0]
    (project_copy / "params" / "2025-26-Q2.yml").write_text(second, encoding="utf-8")
    assert cosmic(*RETIRE)[0] == 0


def test_what_is_retired_is_not_retired_again(project_copy, cosmic):
    assert cosmic(*RETIRE)[0] == 0
    status, _, said = cosmic(*RETIRE)
    assert status == 2 and f"{DEFINITION}, reported_until: says already that it is retired, got: 2025-26-Q1" in said


def test_one_that_no_edition_has_is_deleted_rather_than_retired(project_copy, cosmic):
    edit(project_copy / DEFINITION, "unit:", "reported_from: 2025-26-Q2\nunit:")
    status, _, said = cosmic(*RETIRE)
    assert status == 2 and "--from: must be after reported_from, 2025-26-Q2, got: 2025-26-Q2" in said


def test_figures_after_its_end_are_told_by_their_rows_when_it_is_retired_and_ever_after(project_copy, cosmic):
    path = project_copy / "data" / "figures" / "cosmic-005.csv"
    held = path.read_text(encoding="utf-8")
    path.write_text(held + "2025-09-30,300,,,2025-09-30,published,Early,\n", encoding="utf-8")
    row = held.count("\n") + 1
    status, _, said = cosmic(*RETIRE)
    told = f"data/figures/cosmic-005.csv, row {row}: period_end must not be after 2025-26-Q1, the last quarter that"
    assert status == 2 and told in said
    path.write_text(held, encoding="utf-8")
    assert cosmic(*RETIRE)[0] == 0
    path.write_text(held + "2025-09-30,300,,,2025-09-30,published,Early,\n", encoding="utf-8")
    status, _, said = cosmic("check")
    assert status == 2 and told in said


def test_a_file_that_nothing_can_be_added_to_is_left_alone(project_copy, cosmic):
    path = project_copy / DEFINITION
    path.write_text(path.read_text(encoding="utf-8") + "reported_until:\n", encoding="utf-8")
    held = path.read_bytes()
    status, _, said = cosmic(*RETIRE)
    assert status == 2 and "write into it by hand: reported_until: 2025-26-Q1" in said
    assert path.read_bytes() == held
