"""Files that look as if they counted are told once each; what systems and open programs leave is passed over."""

import pytest

from projectfiles.errors import Faults
from reportbuilder.drafts import draft
from tests.factories import FIRST

TOLD = {
    "data/figures/cosmic-003 (1).csv": "is not read, as only cosmic-003.csv is",
    "data/figures/cosmic-003 - Copy.csv": "is not read, as only cosmic-003.csv is",
    "data/figures/Copy of cosmic-003.csv": "is not read, as only cosmic-003.csv is",
    "data/figures/COSMIC-003.CSV": "is not read, as only cosmic-003.csv is",
    "data/figures/cosmic-003.csv.txt": "is not read, as only cosmic-003.csv is",
    "data/figures/cosmic-003.xlsx": "is a workbook, which is not read; save it as",
    "data/figures/users.csv": "is not read, as its name is no indicator's; give it a name like cosmic-011.csv",
    "data/figures/Book1.csv": "is not read, as its name is no indicator's; give it a name like cosmic-011.csv",
    "data/indicators/cosmic-003 (2).yml": "is not read, as only cosmic-003.yml is",
    "data/indicators/cosmic-003.yaml": "is not read, as only cosmic-003.yml is",
    "data/figures/cosmic-003.gsheet": "is a workbook, which is not read; save it as",
    "data/figures/cosmic-003.csv (1)": "is not read, as only cosmic-003.csv is",
    "data/figures/cosmic-003.csv - Shortcut.lnk": "is not read, as only cosmic-003.csv is",
    "data/figures/cosmic_3.csv": "is not read, as only cosmic-003.csv is",
    "data/figures/cosmic-0003.csv": "is not read, as only cosmic-003.csv is",
    "data/cosmic-003.csv": "is not read in this folder; figures belong in data/figures/",
    "data/benchmarks (1).csv": "is not read, as only benchmarks.csv is",
    "data/benchmarks.xlsx": "is a workbook, which is not read; save it as",
    "data/returns (1).csv": "is not read, as only returns.csv is; rename it to returns.csv",
    "data/returns.xlsx": "is a workbook, which is not read; save it as",
    "data/records/2025-26-Q1 (1).json": "is not read, as only 2025-26-Q1.json is; rename it to 2025-26-Q1.json",
    "params/2025-26-Q1.yml.bak": "is not read, as only 2025-26-Q1.yml is",
    "params/2025-26-Q1.yaml": "is not read, as only 2025-26-Q1.yml is",
    "params/2025-26-Q2.yaml": "is not read, as only 2025-26-Q2.yml is; rename it to 2025-26-Q2.yml",
    "params/2025-26-Q1 (1).yml": "is not ",
}
PASSED_OVER = (
    "data/figures/~$cosmic-003.xlsx", "data/figures/.~lock.cosmic-003.csv#", "data/figures/._cosmic-003.csv",
    "data/figures/#cosmic-003.csv#", "data/figures/cosmic-003.csv~", "data/figures/cosmic-003.csv:Zone.Identifier",
    "data/figures/.DS_Store", "data/indicators/._cosmic-003.yml", "data/indicators/Thumbs.db",
    "data/indicators/README.md", "params/._2025-26-Q1.yml", "notebooks/._cosmic-003.ipynb",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", TOLD)
def test_a_file_that_looks_as_if_it_counted_is_told_once(project_copy, name):
    (project_copy / name).parent.mkdir(exist_ok=True)
    (project_copy / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(Faults) as error:
        draft.read_draft(FIRST)
    (fault,) = error.value.faults
    assert fault.place == name and fault.message.startswith(TOLD[name])


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("data/indicators/cosmic-006.yml", "cosmic-006.yaml"),
        ("data/indicators/cosmic-006.yml", "cosmic-006.yml.txt"),
        ("data/figures/cosmic-006.csv", "cosmic-006.CSV"),
        ("data/figures/cosmic-006.csv", "cosmic_006.csv"),
        ("data/benchmarks.csv", "Benchmarks.csv"),
        ("params/2025-26-Q1.yml", "2025-26-Q1.yaml"),
    ],
)
def test_a_file_under_a_wrong_name_is_told_once_whatever_is_missing_for_want_of_it(project_copy, name, other):
    path = project_copy / name
    path.rename(path.with_name(other))
    with pytest.raises(Faults) as error:
        draft.read_draft(FIRST)
    (fault,) = error.value.faults
    assert fault.place == f"{path.parent.relative_to(project_copy).as_posix()}/{other}"
    assert fault.message == f"is not read, as only {path.name} is; rename it to {path.name}"


def test_what_systems_and_open_programs_leave_is_passed_over(project_copy):
    for name in PASSED_OVER:
        (project_copy / name).write_bytes(b"\x00\x05\x16\x07")
    assert len(draft.read_draft(FIRST).records) == 10
