"""What no cell alone shows is told at the cell to mend: figures against their parts, periods, reasons, signatures."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from reportbuilder.returns.entries import CellFault
from reportbuilder.returns.layout import ACTIONS, CORRECTIONS, HISTORY, MONTHS, PARTS
from reportbuilder.returns.take_in import read_returns
from tests.reportbuilder.returns.filling import FIELDS, GOOD, cell_of, fill, fill_row, fill_well, rows_of

pytestmark = pytest.mark.slow  # a workbook for each rule

TODAY = date(2026, 1, 5)
PLAIN, WHOLE = "cosmic-008", "cosmic-009"  # a percentage by quarter; one by month, split by place
SHARE = {"value": None, "numerator": 30, "denominator": 60}
OPEN = {"owner": "Libraries", "what": "Open", "due": datetime(2026, 3, 31)}
NORTH = {"numerator": 10, "denominator": 20}
SOUTH = {"numerator": 20, "denominator": 40}


@pytest.fixture
def read(form, monkeypatch, tmp_path) -> Callable[..., list[CellFault]]:
    """Edit a copy of the return, and return what is wrong with it."""
    monkeypatch.chdir(form)

    def edited(*edits: Callable[[Workbook], object]) -> list[CellFault]:
        book = load_workbook(form / "return.xlsx")
        for one in edits:
            one(book)
        path = tmp_path / "return.xlsx"
        book.save(path)
        (found,) = read_returns([path], TODAY).returns
        assert not found.refused
        return found.faults

    return edited


def _whole(book: Workbook, **others: object) -> None:
    """Fill in the indicator that has months and parts so that nothing is wrong."""
    fill_well(book, WHOLE, **{**SHARE, "path_to_green": "More appointments.", **others})
    for row in range(2):
        answers = {"numerator": 50, "denominator": 80, "status": "final", "source": "Registration system"}
        fill_row(book, WHOLE, MONTHS, row, **answers)
    fill_row(book, WHOLE, PARTS, 0, **NORTH)
    fill_row(book, WHOLE, PARTS, 1, **SOUTH)


CASES = [  # the answers, the cell that is told, and what the message has
    ({"value": None}, "value", "Type the figure. If there is none, choose “not available” in {status}"),
    ({"value": None, "status": "not available"}, "status_reason", "“not available” is chosen. Say why"),
    (
        {"status": "not available", "status_reason": "Late"},
        "value",
        "you entered “80”, and “not available” in {status}",
    ),
    ({"status": None}, "status", "a figure is given. Choose “final” or “provisional”."),
    ({"source": None}, "source", "Say where the figure comes from"),
    ({"commentary": "n/a"}, "commentary", "you entered “n/a”, which says nothing. Type here what changed and why"),
    ({"source": "TBC"}, "source", "you entered “TBC”, which says nothing. Type here where the figure comes from"),
    ({"signed_off_by": "-"}, "signed_off_by", "you entered “-”, which says nothing. Type here name and post"),
    ({"source": 80}, "source", "“80” where words are due. Type here where the figure comes from"),
    ({"filled_in_by": datetime(2025, 10, 10)}, "filled_in_by", "“10/10/2025” where words are due. Type here name and"),
    ({"links": "GRO http://example.org/gro"}, "links", "has a link to “http://example.org/gro”. Links must begin"),
    ({"numerator": "-", "denominator": 80}, "numerator", "you entered “-” where a number is due"),
    ({"commentary": None}, "commentary", "Say here what changed and why"),
    ({"value": 100.1}, "value", "you entered “100.1”, and a percentage is 100 at most"),
    ({"value": -1}, "value", "you entered “-1”, and a percentage is 0 at least"),
    ({"value": None, "numerator": 7}, "denominator", "{numerator} has a numerator (“7”). Fill in both, or neither."),
    (
        {"value": None, "denominator": 7},
        "numerator",
        "{denominator} has a denominator (“7”). Fill in both, or neither.",
    ),
    ({"value": None, "numerator": 7, "denominator": 0}, "denominator", "a number of more than 0 is due"),
    (
        {"value": None, "numerator": 0, "denominator": -5},
        "denominator",
        "you entered “-5” where a number of more than 0",
    ),
    (
        {"value": None, "numerator": 9, "denominator": 8},
        "numerator",
        "which is more than the denominator (8, {denominator})",
    ),
    ({"value": 50, "numerator": 7, "denominator": 9}, "value", "you entered “50”, but 7 of 9 is 77.78"),
    ({"value": 1}, "value", "which may be 1% or 100%. If it is 100%, type 100"),
    ({"filled_in_by": None}, "filled_in_by", "Type the name and post"),
    ({"filled_in_on": None, "signed_off_on": datetime(2025, 10, 14)}, "filled_in_on", "Type the day"),
    (
        {"filled_in_on": datetime(2026, 1, 6), "signed_off_by": None, "signed_off_on": None},
        "filled_in_on",
        "today is 05/01/2026",
    ),
    ({"signed_off_on": datetime(2026, 1, 6)}, "signed_off_on", "you entered “06/01/2026”, and today is"),
    ({"filled_in_on": datetime(2025, 9, 29)}, "filled_in_on", "before the period’s end (30/09/2025)"),
    ({"filled_in_on": "09/29/2025"}, "filled_in_on", "you entered “09/29/2025”, before the period’s end"),
    ({"signed_off_on": datetime(2025, 10, 9)}, "signed_off_on", "before it was filled in (10/10/2025"),
    ({"signed_off_by": None}, "signed_off_by", "is filled in. Fill in both, or neither until it is signed off."),
    ({"signed_off_on": None}, "signed_off_on", "is filled in. Fill in both, or neither until it is signed off."),
]


@pytest.mark.parametrize(("answers", "field", "said"), CASES)
def test_what_does_not_go_together_is_told_once_at_the_cell_to_mend(read, answers, field, said):
    cells = {}

    def edits(book):
        fill_well(book, PLAIN, **answers)
        cells.update({name: cell_of(book, PLAIN, name).coordinate for name in FIELDS})

    (fault,) = read(edits)
    assert (fault.sheet, fault.cell) == ("CoSMIC 008", cells[field])
    assert said.format_map(cells) in fault.message


def test_a_message_quotes_a_figure_as_its_cell_shows_it(read):
    def edits(book):
        fill_well(book, PLAIN)
        cell_of(book, PLAIN, "value").number_format = "0%"

    (fault,) = read(edits)
    assert "you entered “8000%”, and a percentage is 100 at most" in fault.message


def test_no_numerator_and_no_denominator_beside_a_figure_are_taken_for_empty(read):
    assert read(lambda book: fill_well(book, PLAIN, numerator="-", denominator="n/a")) == []
    assert len(read(lambda book: fill_well(book, PLAIN, numerator="TBC", denominator="TBC"))) == 2


def test_boundaries_are_right_at_them(read):
    assert read(lambda book: fill_well(book, PLAIN, value=100)) == []
    assert read(lambda book: fill_well(book, PLAIN, value=0, path_to_green="More appointments.")) == []
    days = {"filled_in_on": datetime(2025, 9, 30), "signed_off_on": datetime(2026, 1, 5)}
    assert read(lambda book: fill_well(book, PLAIN, **days)) == []


def test_the_whole_form_filled_in_well_is_right(read):
    assert read(_whole) == []


ROWS = [  # the table, its row, what is entered there, the field that is told, and what the message has
    (MONTHS, 0, {"numerator": None, "denominator": None}, "value", "Type the figure."),
    (MONTHS, 0, {"source": None}, "source", "Say where the figure comes from"),
    (MONTHS, 1, {"status": None}, "status", "Choose “final” or “provisional”"),
    (MONTHS, 1, {"numerator": 90}, "numerator", "more than the denominator (80"),
    (MONTHS, 0, {"period_end": datetime(2025, 5, 31)}, "period_end", "the months due are 31/07/2025, 31/08/2025"),
    (MONTHS, 0, {"period_end": datetime(2025, 7, 31)}, None, "again, after"),
    (MONTHS, 0, {"period_end": None}, "period_end", "nothing says which period"),
    (PARTS, 1, {"numerator": None, "denominator": None}, None, "“South” is empty"),
    (
        PARTS,
        1,
        {"part": "West"},
        "part",
        "says “West”, which is no part of the figure. The parts are “North” or “South”",
    ),
    (PARTS, 1, {"part": "North"}, "part", "names “North” again, after"),
    (PARTS, 1, {"denominator": 0}, "denominator", "more than 0"),
    (CORRECTIONS, 0, {"reason": "Late cases"}, "value", "Type the revised figure, or clear the row"),
    (
        CORRECTIONS,
        0,
        {"value": 61, "numerator": 61, "denominator": 100},
        "reason",
        "was published as 60%, and is revised here",
    ),
    (
        CORRECTIONS,
        0,
        {"value": 60, "numerator": 60, "denominator": 100, "reason": "Late cases"},
        "value",
        "you entered “60”, and Jun-25 was published as that. Type the revised figure, or clear the row",
    ),
    (CORRECTIONS, 0, {"numerator": 30, "denominator": 50}, "reason", "was published as 60%, and is revised here"),
    (CORRECTIONS, 0, {"value": 61, "numerator": 62, "denominator": 100, "reason": "Late"}, "value", "62 of 100 is 62"),
    (
        CORRECTIONS,
        0,
        {"period_end": datetime(2020, 6, 30), "numerator": 1, "denominator": 2, "reason": "x y"},
        "period_end",
        "no figure was published",
    ),
    (HISTORY, 0, {"source": "Old report"}, "value", "Type the figure, or clear the row"),
    (HISTORY, 0, {"numerator": 7, "denominator": 9}, "source", "Say where the figure was published"),
    (HISTORY, 0, {"value": 70, "source": "Old report"}, "numerator", "are put together"),
    (
        HISTORY,
        0,
        {"period_end": datetime(2024, 6, 29), "numerator": 7, "denominator": 9, "source": "Old"},
        "period_end",
        "ends no period of the basis “month”",
    ),
    (
        HISTORY,
        0,
        {"period_end": datetime(2025, 9, 30), "numerator": 7, "denominator": 9, "source": "Old"},
        "period_end",
        "not before the period that is due",
    ),
    (
        HISTORY,
        0,
        {"period_end": None, "numerator": 7, "denominator": 9, "source": "Old"},
        "period_end",
        "nothing says which period",
    ),
    (
        HISTORY,
        0,
        {"period_end": datetime(2025, 6, 30), "numerator": 7, "denominator": 9, "source": "Old"},
        "numerator",
        "was published as 60%. Clear the row",
    ),
    (ACTIONS, 0, {"owner": "Libraries"}, "what", "Say what will be done"),
    (ACTIONS, 0, {"owner": "Libraries", "what": "Open"}, "due", "Type the day by which it is done"),
    (ACTIONS, 0, {"what": "Open", "due": datetime(2026, 3, 31)}, "owner", "Say who sees to it"),
    (ACTIONS, 0, {"owner": "A", "what": "Open", "due": datetime(2026, 3, 31), "state": "dropped"}, "reason", "Say why"),
    (ACTIONS, 0, {**OPEN, "what": "See {{< env HOME >}}"}, "what", "which marks a shortcode"),
    (ACTIONS, 0, {**OPEN, "owner": "::: warning"}, "owner", "which marks a division"),
    (ACTIONS, 0, {**OPEN, "what": "See http://example.org"}, "what", "has a link to “http://example.org”"),
    (ACTIONS, 0, {**OPEN, "owner": "North: libraries"}, "owner", "cannot be told from the rest of the action"),
    (ACTIONS, 0, {**OPEN, "owner": "Libraries and " * 12}, "owner", "Give a name in at most 120 characters"),
    (ACTIONS, 0, {**OPEN, "what": "Open (done)"}, "what", "whose end says how it stands. Choose that in"),
    (ACTIONS, 0, {**OPEN, "reason": "No builder"}, "state", "says why. Choose how it stands"),
    (ACTIONS, 0, {**OPEN, "state": "late", "reason": "Ill (flu"}, "reason", "type no brackets here"),
]


@pytest.mark.parametrize(("table", "row", "answers", "field", "said"), ROWS)
def test_what_is_wrong_with_a_row_is_told_in_it(read, table, row, answers, field, said):
    places = []

    def edits(book):
        _whole(book)
        cells = fill_row(book, WHOLE, table, row, **answers)
        places.append(cells[field] if field else None)

    faults = read(edits)
    assert any(said in fault.message for fault in faults)
    if field:
        assert (places[0].parent.title, places[0].coordinate) in {
            (fault.sheet, fault.cell) for fault in faults if said in fault.message
        }


def test_parts_that_do_not_add_up_are_told_at_the_figure(read):
    def edits(book):
        _whole(book)
        fill_row(book, WHOLE, PARTS, 1, numerator=19)

    (fault,) = read(edits)
    assert "add up to 29" in fault.message and "you entered “30”" in fault.message


def test_an_action_that_is_given_twice_is_told(read):
    def edits(book):
        fill_well(book, PLAIN)
        for row in range(2):
            fill_row(book, PLAIN, ACTIONS, row, **OPEN)

    (fault,) = read(edits)
    assert "is the same action as in C" in fault.message


@pytest.mark.parametrize("action", [
    {**OPEN, "owner": "Libraries; Estates – North"}, {**OPEN, "what": "Open: at 9 (Sundays)", "state": "late"},
    {**OPEN, "what": "Open [x] * <b> & _y_", "state": "dropped", "reason": "No money, no staff"},
])  # fmt: skip
def test_an_action_that_can_be_read_again_is_right(read, action):
    assert read(lambda book: fill_well(book, PLAIN), lambda book: fill_row(book, PLAIN, ACTIONS, 0, **action)) == []


@pytest.mark.parametrize("table", [MONTHS, PARTS, CORRECTIONS, ACTIONS])
def test_what_stands_below_a_table_is_told(read, table):
    def edits(book):
        _whole(book)
        last = next(iter(rows_of(book, WHOLE, table)[-1].values()))
        last.parent.cell(last.row + 1, last.column).value = "Libraries"

    (fault,) = read(edits)
    assert fault.message.startswith("stands below the last row of the table, and is not read (“Libraries”)")


def test_two_rows_of_one_period_are_told(read):
    def edits(book):
        fill_well(book, PLAIN)
        for row in range(2):
            fill_row(book, PLAIN, HISTORY, row, period_end=datetime(2024, 6, 30), value=80, source="Old")

    (fault,) = read(edits)
    assert "you entered “30/06/2024” again, after A6" in fault.message


def test_a_wrong_cell_hides_what_follows_from_it(read):
    (fault,) = read(lambda book: fill_well(book, PLAIN, value="n/a", status=None))
    assert fault.message == (
        "you entered “n/a” where a number is due. If there is no figure, leave this cell empty, choose “not available” "
        f"in {_address(read, 'status')} and say why in {_address(read, 'status_reason')}."
    )


def _address(read, field: str) -> str:
    found = []
    read(lambda book: found.append(cell_of(book, PLAIN, field).coordinate))
    return found[0]


@pytest.mark.parametrize(("value", "is_due"), [(73.99, True), (74, False), (66.61, True)])
def test_a_path_to_green_is_asked_where_the_record_will_be_off_its_target(read, value, is_due):
    faults = read(lambda book: fill_well(book, PLAIN, value=value))
    assert [("is rated Amber against its target (74%)" in fault.message) for fault in faults] == [True] * is_due
    assert read(lambda book: fill_well(book, PLAIN, value=value, path_to_green="More appointments.")) == []


def test_an_action_is_a_path_to_green(read):
    def edits(book):
        fill_well(book, PLAIN, value=70)
        fill_row(book, PLAIN, ACTIONS, 0, owner="Registrars", what="More appointments", due=datetime(2026, 3, 31))

    assert read(edits) == []


def test_what_is_not_filled_in_at_all_is_no_fault(read):
    assert read() == []


def test_a_figure_that_was_published_needs_a_reason_to_change(read, form):
    table = form / "data/figures/cosmic-008.csv"
    held = table.read_text(encoding="utf-8")
    table.write_text(f"{held}2025-09-30,81,,,2025-11-01,published,Registration system,\n", encoding="utf-8")
    try:
        (fault,) = read(lambda book: fill_well(book, PLAIN))
        assert "Sep-25 was published as 81%, and is 80% here" in fault.message
        assert read(lambda book: fill_well(book, PLAIN, note="Late cases")) == []
        assert read(lambda book: fill_well(book, PLAIN, value=81)) == []
    finally:
        table.write_text(held, encoding="utf-8")


def test_words_alone_are_enough_where_the_figure_is_held(read, form):
    table = form / "data/figures/cosmic-008.csv"
    held = table.read_text(encoding="utf-8")
    table.write_text(f"{held}2025-09-30,81,,,2025-11-01,published,Registration system,\n", encoding="utf-8")
    try:
        words = {name: GOOD[name] for name in ("commentary", "filled_in_by", "filled_in_on")}
        assert read(lambda book: fill(book, PLAIN, **words)) == []
    finally:
        table.write_text(held, encoding="utf-8")
