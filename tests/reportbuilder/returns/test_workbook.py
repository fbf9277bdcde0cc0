"""The workbook that a service fills in: its cells are found by name, it says what it is, and it is safe to open."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from reportbuilder.returns import layout, out
from reportbuilder.returns.layout import FIELDS, Item, Kind
from tests.reportbuilder.returns.conftest import PRODUCED_ON, REGISTRATION, SECOND, cell, edit, named, opened

STEMS = ("cosmic-008", "cosmic-009")


def _unlocked(book) -> set[str]:
    return {
        f"{sheet.title}!{one.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for one in row
        if not one.protection.locked
    }


def _to_fill(book) -> set[str]:
    """The cells that the layout says are to fill."""
    cells = [cell(book, layout.cell_name(stem, field)) for stem in STEMS for field in FIELDS]
    for stem in STEMS:
        for table in (layout.CORRECTIONS, layout.ACTIONS, layout.HISTORY):
            rows = named(book, layout.table_name(stem, table))
            for row in rows:
                cells += [one for one, field in zip(row, table.columns, strict=True) if not field.given]
    return {f"{one.parent.title}!{one.coordinate}" for one in cells}


def test_the_cells_to_fill_are_found_by_name_and_all_others_are_locked(book):
    assert _unlocked(book) == _to_fill(book)
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)


def test_each_cell_to_fill_is_marked_and_labelled_to_its_left(book):
    for stem in STEMS:
        for field in FIELDS:
            one = cell(book, layout.cell_name(stem, field))
            mark, label = (one.parent.cell(one.row, column).value for column in (1, 2))
            assert mark == (layout.IF_NEEDED if field.optional else layout.FILL_IN)
            assert label == field.label
            assert one.border.left.style == "medium"


def test_each_cell_to_fill_accepts_what_its_field_takes_and_says_so(book):
    rules = {
        Kind.NUMBER: "decimal", Kind.LINE: "textLength", Kind.TEXT: "textLength", Kind.CHOICE: "list", Kind.DAY: "date",
    }  # fmt: skip
    for field in FIELDS:
        one = cell(book, layout.cell_name("cosmic-009", field))
        (rule,) = [rule for rule in one.parent.data_validations.dataValidation if one.coordinate in rule.sqref]
        assert rule.type == rules[field.kind]
        assert rule.prompt and rule.error and rule.errorStyle in (None, "stop")


def test_a_percentage_is_taken_from_0_to_100(book):
    one = cell(book, layout.cell_name("cosmic-009", layout.VALUE))
    (rule,) = [rule for rule in one.parent.data_validations.dataValidation if one.coordinate in rule.sqref]
    assert (rule.formula1, rule.formula2) == ("0", "100")
    assert "From 0 to 100" in rule.prompt


def test_a_count_is_not_asked_for_a_numerator(sent):
    libraries = opened((sent / f"cosmic-{SECOND}-libraries.xlsx").read_bytes())
    assert layout.cell_name("cosmic-003", layout.VALUE) in libraries.defined_names
    assert layout.cell_name("cosmic-003", layout.NUMERATOR) not in libraries.defined_names
    assert len(named(libraries, layout.table_name("cosmic-003", layout.HISTORY))[0]) == 3


def test_the_hidden_sheet_says_for_whom_and_by_what_the_workbook_was_made(book):
    said = {item: cell(book, layout.item_name(item)).value for item in Item}
    assert said[Item.QUARTER] == str(SECOND)
    assert said[Item.SERVICE] == "Registration Service"
    assert said[Item.INDICATORS] == "cosmic-008 cosmic-009"
    assert said[Item.TEMPLATE] == str(layout.TEMPLATE)
    assert said[Item.COMMITTEE] == "Communities, Social Mobility and Inclusion Committee (CoSMIC)"
    assert re.fullmatch("[0-9a-f]{64}", said[Item.DIGEST])
    assert book[layout.HIDDEN_SHEET].sheet_state == "hidden"


def test_the_digest_changes_with_a_definition(second, sent, book):
    edit(second / "data/indicators/cosmic-009.yml", "value: 60", "value: 61")
    for path in sent.iterdir():
        path.unlink()
    out.send_out(SECOND, "Registration Service", None, None, date(2025, 10, 1))
    other = opened((second / REGISTRATION).read_bytes())
    digests = [cell(one, layout.item_name(Item.DIGEST)).value for one in (book, other)]
    assert digests[0] != digests[1]


def test_nothing_of_the_minute_is_in_it(sent):
    with zipfile.ZipFile(sent / f"cosmic-{SECOND}-libraries.xlsx") as held:
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = held.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {f"{PRODUCED_ON}T00:00:00Z"}


def test_it_has_no_macro_and_refers_to_nothing_outside(sent):
    for path in sent.iterdir():
        with zipfile.ZipFile(path) as held:
            names = held.namelist()
            related = "".join(held.read(name).decode() for name in names if name.endswith(".rels"))
        assert not [name for name in names if "vba" in name or "external" in name.lower() or name.endswith(".bin")]
        assert 'TargetMode="External"' not in related


def test_no_cells_are_merged_and_every_table_has_heads(book):
    assert not [sheet.title for sheet in book if sheet.merged_cells.ranges]
    for sheet in book:
        for table in sheet.tables.values():
            heads = sheet[table.ref][0]
            assert all(one.value for one in heads)


def test_each_sheet_begins_with_its_title_which_stays_in_view(book):
    visible = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in visible] == [
        "Read me", "CoSMIC 008", "History CoSMIC 008", "CoSMIC 009", "History CoSMIC 009",
    ]  # fmt: skip
    assert all(sheet["A1"].value and sheet.freeze_panes in ("A2", "A6") for sheet in visible)
    assert all(sheet.page_setup.fitToHeight == 0 and sheet.page_setup.orientation == "landscape" for sheet in visible)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on the PATH to save it again")
def test_saved_by_libreoffice_it_is_filled_in_at_the_same_names_and_still_locked(second, sent, tmp_path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, second / REGISTRATION], check=True, capture_output=True, timeout=120)
    saved, own = opened((tmp_path / Path(REGISTRATION).name).read_bytes()), opened((second / REGISTRATION).read_bytes())
    assert set(saved.defined_names) == set(own.defined_names)
    assert _to_fill(saved) == _to_fill(own) == _unlocked(saved)
    assert saved[layout.HIDDEN_SHEET].sheet_state == "hidden"
    rules = [sum(len(sheet.data_validations.dataValidation) for sheet in book) for book in (saved, own)]
    assert rules[0] == rules[1]


def test_ratings_have_the_names_of_the_committee(second):
    names = "ratings:\n  names:\n    Green: On track\n    Amber: Nearly\n"
    edit(second / "_quarto.yml", "lang: en-GB", f"lang: en-GB\n{names}")
    out.send_out(SECOND, "Registration Service", None, None, date(2025, 10, 1))
    book = opened((second / REGISTRATION).read_bytes())
    assert '"On track"' in cell(book, layout.cell_name("cosmic-009", layout.RATING)).value
    told = {row[1]: row[2] for row in book["CoSMIC 009"].iter_rows(values_only=True)}
    assert told["How it is rated"] == "On track: on target or better. Nearly within 10% of the target."


def test_the_first_sheet_says_what_is_asked_by_when_and_of_whom_to_ask(second):
    edit(second / "_quarto.yml", "lang: en-GB", "lang: en-GB\ncontact: performance@example.org")
    out.send_out(SECOND, "registration service", "2025-11-03", None, date(2025, 10, 1))
    cover = opened((second / REGISTRATION).read_bytes())[layout.COVER]
    said = {row[1]: row[2] for row in cover.iter_rows(values_only=True)}
    assert said["Please send it back by"] == "3 November 2025"
    assert said["Questions"] == "performance@example.org"
    assert said["CoSMIC 009"] == "Registrations - All deaths registered within 5 days"


def test_what_was_said_last_time_is_there_to_read(book):
    told = [row[2] for row in book["CoSMIC 009"].iter_rows(values_only=True) if row[2]]
    assert any(text.startswith("A total of 1,428 deaths") for text in told)
    assert any(text.startswith("Cambridgeshire Registration Service continues to work closely") for text in told)
    assert "Apr to Jun 2025: 56%; Jan to Mar 2025: 85%" in told


@pytest.mark.parametrize("sign", list("=+-@"))
def test_words_that_begin_like_a_formula_are_words(second, sign):
    words = f"{sign}HYPERLINK(1)"
    edit(second / "data/indicators/cosmic-009.yml", "The target is the national average.", f'"{words}"')
    out.send_out(SECOND, "Registration Service", None, None, date(2025, 10, 1))
    with zipfile.ZipFile(io.BytesIO((second / REGISTRATION).read_bytes())) as held:
        formulas = "".join(
            re.findall("<f>.*?</f>", "".join(held.read(n).decode() for n in held.namelist() if "sheet" in n))
        )
        assert words in held.read("xl/sharedStrings.xml").decode()
    assert "HYPERLINK" not in formulas
