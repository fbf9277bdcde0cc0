"""A reply: what is to be mended is told at each cell and in a list, and all else is as it was sent out."""

import shutil
import subprocess
from pathlib import Path

import pytest

from reportbuilder.returns import layout, text_sizes
from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.layout import FILL_IN, IF_NEEDED, TO_MEND
from reportbuilder.returns.mend_sheet import SHEET
from reportbuilder.returns.reply import make_reply
from tests.reportbuilder.returns.conftest import REGISTRATION, cell, opened

STEM, ON = "cosmic-009", "CoSMIC 009"
LONG = "is empty. " + "Say here what changed and why, for councillors and the public. " * 5


@pytest.fixture
def sent_out(sent) -> bytes:
    return (sent / Path(REGISTRATION).name).read_bytes()


@pytest.fixture
def faults(sent_out) -> list[CellFault]:
    """A fault in a cell that is needed, one in a cell that is not, and one of the sheet."""
    places = [cell(opened(sent_out), layout.cell_name(STEM, one)).coordinate for one in (layout.VALUE, layout.NOTE)]
    return [CellFault(ON, place, LONG) for place in places] + [CellFault(ON, "A1", "the row of “Source” was deleted.")]


def _marks(book) -> dict[int, str]:
    return {row[0].row: row[0].value for row in book[ON].iter_rows() if row[0].value in {*TO_MEND, *TO_MEND.values()}}


def test_each_row_with_a_fault_says_so_in_words_at_its_left(sent_out, faults):
    before, after = _marks(opened(sent_out)), _marks(opened(make_reply(sent_out, faults)))
    changed = {row: (before[row], after[row]) for row in before if before[row] != after[row]}
    assert list(changed.values()) == [(FILL_IN, TO_MEND[FILL_IN]), (IF_NEEDED, TO_MEND[IF_NEEDED])]
    assert list(changed) == [opened(sent_out)[ON][fault.cell].row for fault in faults[:2]]


def test_the_next_reply_takes_out_the_marks_of_what_is_mended(sent_out, faults):
    again = make_reply(make_reply(sent_out, faults), faults[1:])
    assert list(_marks(opened(again)).values()).count(TO_MEND[FILL_IN]) == 0
    assert _marks(opened(make_reply(again, []))) == _marks(opened(sent_out))


def test_the_list_is_read_whole_and_goes_to_each_cell(sent_out, faults):
    sheet = opened(make_reply(sent_out, faults))[SHEET]
    (table,) = sheet.tables.values()
    heads, *rows = sheet[table.ref]
    assert [one.value for one in heads] == ["Sheet", "Cell", "What is wrong, and what to do"]
    for row, fault in zip(rows, faults, strict=True):
        assert row[1].hyperlink.location == f"'{ON}'!{fault.cell}" or row[1].hyperlink.target == f"#'{ON}'!{fault.cell}"
        assert row[2].value[0].isupper()
        assert sheet.row_dimensions[row[2].row].height >= text_sizes.find_height(row[2].value, 110)
    assert {one.font.name for row in sheet.iter_rows() for one in row if one.value} == {"Arial"}
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == f"$1:${heads[0].row}"


def test_all_else_is_as_it_was_sent_out(sent_out, faults):
    before, after = opened(sent_out), opened(make_reply(sent_out, faults))
    assert set(before.defined_names) == set(after.defined_names)
    assert before.properties.title == after.properties.title
    for sheet in before:
        other = after[sheet.title]
        assert _rules(sheet) == _rules(other)
        assert len(sheet.conditional_formatting) == len(other.conditional_formatting)
        assert sheet.protection == other.protection and sheet.sheet_state == other.sheet_state
        assert (sheet.freeze_panes, sheet.print_title_rows) == (other.freeze_panes, other.print_title_rows)
        assert sheet.page_setup.paperSize == other.page_setup.paperSize
        assert list(sheet.tables) == list(other.tables)
        for row in sheet.iter_rows():
            for one in row:
                same = other[one.coordinate]
                assert one.value == same.value or same.value in TO_MEND.values()
                assert _style(one) == _style(same)


def _rules(sheet) -> list[tuple]:
    return [
        (str(one.sqref), one.type, one.formula1, one.formula2, one.prompt, one.error)
        for one in sheet.data_validations.dataValidation
    ]


def _style(one) -> list[str]:
    return [repr(part) for part in (one.font, one.border, one.fill, one.alignment, one.number_format, one.protection)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on the PATH to save it again")
def test_the_next_reply_takes_out_its_comments_though_libreoffice_has_lost_their_author(sent_out, faults, tmp_path):
    (tmp_path / "reply.xlsx").write_bytes(make_reply(sent_out, faults))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "reply.xlsx")], check=True, capture_output=True, timeout=120)
    saved = (tmp_path / "saved" / "reply.xlsx").read_bytes()
    authors = [opened(saved)[fault.sheet][fault.cell].comment.author for fault in faults]
    assert layout.AUTHOR not in authors
    again = opened(make_reply(saved, faults[1:]))
    assert again[ON][faults[0].cell].comment is None
    assert (
        again[ON][faults[1].cell].comment.text.count(LONG.strip()[:40].replace("is empty", "This cell is empty")) == 1
    )
