"""The list of returns gets lines at its end, in whatever way it was saved last."""

from datetime import date
from pathlib import Path

import pytest

from projectfiles import paths
from projectfiles.errors import Faults
from reportbuilder.drafts.received import COLUMNS, Received, read_received, with_lines

DAY = date(2025, 10, 14)


def _line(indicator: str) -> Received:
    whole = {"received": DAY, "signed_off_on": DAY, "digest": "a" * 64, "file": "b" * 64, "indicator": indicator}
    return Received.model_construct(**{**dict.fromkeys(COLUMNS), "quarter": "2025-26-Q2", "service": "A, B", **whole})


def _write(content: bytes) -> None:
    Path(paths.returns()).write_bytes(content)


def test_the_first_line_comes_below_the_heads(small_project):
    assert with_lines([_line("cosmic-003")]).startswith(f'{",".join(COLUMNS)}\n2025-26-Q2,cosmic-003,"A, B",'.encode())


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text,
        lambda text: text.rstrip("\n"),
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace('"A, B"', "A+ B").replace(",", ";").replace("+", ","),
        lambda text: text.replace("2025-10-14", "14/10/2025"),
    ],
    ids=[
        "as it was written",
        "without its last line end",
        "by Excel",
        "with semicolons",
        "with days as people type them",
    ],
)
def test_more_lines_come_at_its_end_in_the_way_that_it_is_saved(small_project, saved):
    _write(saved(with_lines([_line("cosmic-003")]).decode()).encode())
    held = Path(paths.returns()).read_bytes()
    _write(with_lines([_line("cosmic-004"), _line("cosmic-005")]))
    assert Path(paths.returns()).read_bytes().startswith(held)
    assert read_received() == [_line(f"cosmic-00{number}") for number in (3, 4, 5)]


def test_a_list_that_no_line_can_be_added_to_is_told_with_what_to_do(small_project):
    _write(with_lines([_line("cosmic-003")]).decode().encode("utf-16"))
    with pytest.raises(Faults, match="data/returns.csv: is saved in a way that cannot be added to; open it in Excel"):
        with_lines([_line("cosmic-004")])
