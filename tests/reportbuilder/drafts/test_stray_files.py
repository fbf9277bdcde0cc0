"""Files that look as if they counted are told once each; what systems and open programs leave is passed over."""

import pytest

from cosmic.errors import Faults
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
    "data/indicators/cosmic-003 (2).yml": "is not read, as only cosmic-003.yml is",
    "data/indicators/cosmic-003.yaml": "is not read, as only cosmic-003.yml is",
    "params/2025-26-Q1 (1).yml": "is not named for a quarter",
}
PASSED_OVER = (
    "data/figures/~$cosmic-003.xlsx", "data/figures/.~lock.cosmic-003.csv#", "data/figures/._cosmic-003.csv",
    "data/figures/.DS_Store", "data/indicators/._cosmic-003.yml", "data/indicators/Thumbs.db",
    "data/indicators/README.md", "params/._2025-26-Q1.yml", "notebooks/._cosmic-003.ipynb",
)  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_a_file_that_looks_as_if_it_counted_is_told_once(project_copy, name):
    (project_copy / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(Faults) as error:
        draft.read_draft(FIRST)
    (fault,) = error.value.faults
    assert fault.place == name and fault.message.startswith(TOLD[name])


def test_what_systems_and_open_programs_leave_is_passed_over(project_copy):
    for name in PASSED_OVER:
        (project_copy / name).write_bytes(b"\x00\x05\x16\x07")
    assert len(draft.read_draft(FIRST).records) == 10
