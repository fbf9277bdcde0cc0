"""Figures and targets as people save them: read where they have one meaning, else told once with row and remedy."""

from datetime import date
from decimal import Decimal

import pytest

from cosmic import definitions, figures
from projectfiles.errors import Faults

HEADS = "period_end,value,numerator,denominator,published,status,source,note\n"
FIRST_ROW = "2024-06-30,97976,,,2025-09-17,published,Synthetic,\n"
ROW = "2025-06-30,100196,,,2025-09-17,published,Synthetic,\n"


@pytest.fixture
def read(project_copy):
    """Return the rows of a file of figures with this text: of a count, or else of a percentage."""

    def run(text: str, stem: str = "cosmic-003", encoding: str = "utf-8"):
        (project_copy / "data" / "figures" / f"{stem}.csv").write_bytes(text.encode(encoding))
        return figures.load_figures(definitions.load_definition(stem))

    return run


READ = {
    "a British day": ("2025-06-30", "30/06/2025"),
    "a month": ("2025-06-30", "Jun-25"),
    "a serial": ("2025-06-30", "45838"),
    "a day with its time": ("2025-09-17", "2025-09-17 00:00:00"),
    "thousands": ("100196", '"100,196"'),
    "thousands apart": ("100196", "100\u00a0196"),
    "an apostrophe": ("100196", "'100196"),
    "a status in capitals": ("published,", "PUBLISHED,"),
    "a status in quotation marks": ("published,", "“Published”,"),
}


@pytest.mark.parametrize("way", READ)
def test_a_row_that_has_one_meaning_is_read(read, way):
    table = read(HEADS + FIRST_ROW + ROW.replace(*READ[way]))
    last = table.iloc[-1]
    assert (last["period_end"], last["value"], last["row"]) == (date(2025, 6, 30), Decimal(100196), 3)
    assert (last["published"], last["status"]) == (date(2025, 9, 17), "published")


def test_what_british_excel_makes_of_a_file_is_read(read):
    """Its CSV has days in British order, even where another order would do, and the letters of Windows."""
    text = (
        HEADS
        + "30/06/2024,97976,,,03/10/2024,published,Cost £2m – see note,\r\n"
        + "30/06/2025,100196,,,17/09/2025,published,x\r\n"
    )
    table = read(text.replace("\n", ",,\n"), encoding="cp1252")
    assert list(table["published"]) == [date(2024, 10, 3), date(2025, 9, 17)]
    assert table["source"][0] == "Cost £2m – see note" and table["note"][1] is None


def test_a_percentage_may_have_its_sign(read):
    row = ROW.replace("100196", "71 %")
    assert read(HEADS + row, "cosmic-006")["value"][0] == 71


def test_line_breaks_within_words_become_one_space(read):
    table = read(HEADS + ROW.replace("Synthetic", '"report\r\n(Libraries"'))
    assert table["source"][0] == "report (Libraries"


@pytest.mark.parametrize("sign", ["", "[c]", "n/a", "-", "<5"])
def test_a_figure_that_is_not_available_may_have_the_sign_of_that(read, sign):
    row = ROW.replace("100196", sign).replace("published,S", "Not_Available,S")
    assert read(HEADS + row)["value"][0] is None


TOLD = {
    "two meanings": (ROW.replace("2025-06-30", "03/04/2025"), ", period_end: may be 3 April or 4 March 2025"),
    "two days of publication": (ROW.replace("2025-09-17", "05/10/2025"), ", published: may be 5 October or"),
    "a count with a percent sign": (ROW.replace("100196", "71%"), ", value: must be a number .* which is a percentage"),
    "a withheld figure": (ROW.replace("100196", "[c]"), ", value: .* a confidential figure; leave the cell empty, set"),
    "a small figure": (ROW.replace("100196", "<5"), ", value: .* too small to be shown; leave the cell empty"),
    "nil": (ROW.replace("100196", "nil"), ", value: .*; type 0 if none was counted; else leave"),
    "a formula's error": (ROW.replace("100196", "#REF!"), ", value: .* error of a spreadsheet's formula"),
    "a short number": (ROW.replace("100196", "1.00E+05"), ", value: .*which Excel has shortened"),
    "another status": (ROW.replace("published,", "withheld,"), ", status: .* which probably means 'suppressed'"),
    "a mark as status": (ROW.replace("published,", "p,"), ", status: .* which probably means 'provisional'"),
    "no value": (ROW.replace("100196", ""), ": must have either a value or the status .*; give the value, or"),
    "cells that are missing": ("2025-06-30,100196\n", ": is without published, source, status; fill in"),
    "a total": ("Total,198172,,,,,,\n", ": is a total"),
    "a note": ("Source: Library system,,,,,,,\n", ": holds nothing but 'Source: Library system'"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_has_two_meanings_or_none_is_told_in_one_message(read, name):
    row, told = TOLD[name]
    with pytest.raises(Faults, match=f"^data/figures/cosmic-003.csv, row 3{told}") as error:
        read(HEADS + FIRST_ROW + row)
    assert len(error.value.faults) == 1


def test_title_rows_are_told_once(read):
    with pytest.raises(Faults, match="row 1: stands above the heads, which are in row 3") as error:
        read("Active library users,,\n\n" + HEADS + FIRST_ROW + ROW)
    assert len(error.value.faults) == 1


def _definition(root, stem: str, old: str, new: str):
    path = root / "data" / "indicators" / f"{stem}.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return definitions.load_definition(stem)


@pytest.mark.parametrize("value", ["0273", "273.0", "'273'"])
def test_a_target_is_the_number_that_is_typed(project_copy, value):
    assert _definition(project_copy, "cosmic-010", "value: 273", f"value: {value}").targets[0].value == 273


@pytest.mark.parametrize("value", ["4:30", "yes", "1_000", "0o17", "0x1f", ".inf", "1e3", "273%", "2025-04-01"])
def test_a_target_that_is_no_plain_number_is_told(project_copy, value):
    with pytest.raises(Faults, match=r"cosmic-010.yml, targets, entry 1, value: must be a number"):
        _definition(project_copy, "cosmic-010", "value: 273", f"value: {value}")


def test_a_target_may_have_its_thousands_apart_and_a_percentage_its_sign(project_copy):
    assert _definition(project_copy, "cosmic-010", "value: 273", "value: 100,196").targets[0].value == 100196
    assert _definition(project_copy, "cosmic-006", "value: 70", "value: 70%").targets[0].value == 70
    rule = _definition(project_copy, "cosmic-003", "previous_year: 2", "previous_year: 2%").targets[0]
    assert rule.percent_above_previous_year == 2


def test_a_name_has_single_plain_spaces_however_it_was_typed(project_copy):
    name = _definition(project_copy, "cosmic-003", "Number of active", " Number\u00a0of \u2009 active").name
    assert name == "Number of active library users"


@pytest.mark.parametrize(("word", "unit"), [("percentage", "percent"), ("%", "percent"), ("number", "count")])
def test_another_word_for_a_unit_is_told_with_the_likely_one(project_copy, word, unit):
    with pytest.raises(Faults, match=f"unit: must be 'percent', .*got: '{word}', which probably means '{unit}'"):
        _definition(project_copy, "cosmic-003", "unit: count", f"unit: '{word}'")


def test_no_list_of_targets_is_told_with_how_to_write_none(project_copy):
    with pytest.raises(Faults, match=r"targets: must be a list, .* or \[\] for none"):
        _definition(project_copy, "cosmic-005", "targets: []", "targets:")


@pytest.mark.parametrize("unit", ["Count", "COUNT", "' count '"])
def test_words_that_are_chosen_from_a_list_may_be_in_any_case(project_copy, unit):
    assert _definition(project_copy, "cosmic-003", "unit: count", f"unit: {unit}").unit == "count"
