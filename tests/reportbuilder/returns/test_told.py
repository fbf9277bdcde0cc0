"""What is wrong with a return is told so that it can be sent on: a fault once, with all the cells that have it."""

from pathlib import Path

import pytest

from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.intake import Return
from reportbuilder.returns.told import tell_faults


def _told(*faults: tuple[str, str, str]) -> list[str]:
    one = Return(Path("return.xlsx"), faults=[CellFault(*fault) for fault in faults])
    return [line.strip() for line in str(tell_faults([one], {})).splitlines() if "Sheet" in line]


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ("C8", "cell C8"),
        ("C8 C9", "each of cells C8 to C9"),
        ("C8 C9 C10 C12", "each of cells C8 to C10 and C12"),
        ("C8 D8 C12", "each of cells C8, D8 and C12"),
        ("Z9 AA9 AA10", "each of cells Z9 and AA9 to AA10"),
    ],
)
def test_cells_with_the_same_fault_are_told_together(cells, named):
    assert _told(*(("History", cell, "is empty.") for cell in cells.split())) == [f"Sheet History, {named}: is empty."]


def test_other_faults_and_other_sheets_are_told_apart():
    faults = [("A", "C8", "is empty."), ("A", "D8", "is wrong."), ("A", "C9", "is empty."), ("B", "C10", "is empty.")]
    assert _told(*faults) == [
        "Sheet A, each of cells C8 to C9: is empty.",
        "Sheet A, cell D8: is wrong.",
        "Sheet B, cell C10: is empty.",
    ]
