"""What a definition of any kind may not say: each told by its file, with what to do, and all at once."""

import shutil

import pytest

from cosmic import figures, parts
from cosmic.definitions import load_definition
from projectfiles import paths
from projectfiles.errors import Faults
from reportbuilder.drafts import draft
from reportbuilder.drafts.definition_faults import find_definition_faults
from tests.factories import FIRST, FIRST_EDITION

DEFINITION = "data/indicators/cosmic-003.yml"
PLAIN = {
    "name": "Synthetic",
    "service": "Tests",
    "unit": "count",
    "direction": "higher",
    "basis": "quarter",
    "compared_with": "previous year",
}
TARGET = "from: 2025-04-01, reason: synthetic"
TOLD = {
    "shares short of 100": (
        {"targets": f"[{{{TARGET}, annual: 1000, profile: [10, 20, 30, 39]}}]"},
        "targets, entry 1: the shares of profile must total 100, or as amounts the annual target, got: 99",
    ),
    "shares of no year": (
        {"targets": f"[{{{TARGET}, annual: 1000, profile: [50, 30, 20]}}]"},
        "profile must have 4 shares, of quarters, or 12, of months, got: 3",
    ),
    "a share below zero": (
        {"targets": f"[{{{TARGET}, annual: 1000, profile: [-10, 40, 40, 30]}}]"},
        "targets, entry 1, profile: must be a number of zero or more in plain digits, like 100196 or 71.5, got: '-10'",
    ),
    "a tolerance below zero": (
        {"targets": "[]", "rating": "{amber_within: -5 points}"},
        "rating, amber_within: must be like 10% (of the target), 2 points (in the figure's unit), or any distance",
    ),
    "two bands of one rating": (
        {"targets": "[]", "rating": "{bands: [{rating: Green, from: 95}, {rating: Green, from: 85, to: 94}]}"},
        "bands must name each rating once, got: Green twice; change one of them",
    ),
    "a single part": (
        {"targets": "[]", "parts": "{by: age, names: [Adults]}"},
        "parts, names: must have at least 2 entries, got: ['Adults']; add what is missing",
    ),
    "a profile without a year's target": (
        {"targets": f"[{{{TARGET}, value: 10, profile: flat}}]"},
        "a profile spreads the target of a year, and there is none; give it as annual, or delete profile",
    ),
    "a range upside down": (
        {"targets": f"[{{{TARGET}, at_least: 30, at_most: 20}}]", "direction": "maintain"},
        "at_least must not be above at_most, got: 30 and 20; swap them",
    ),
    "milestones out of order": (
        {"targets": f"[{{{TARGET}, milestones: [{{by: 2026-03-31, value: 2}}, {{by: 2025-09-30, value: 1}}]}}]"},
        "milestones must be in the order of their days, got: 2026-03-31, then 2025-09-30",
    ),
    "two ways to say a target": (
        {"targets": f"[{{{TARGET}, value: 10, annual: 40}}]"},
        "must say in one way what is to be reached, got: value, annual; keep the one that is meant",
    ),
    "no target in a target": ({"targets": f"[{{{TARGET}}}]"}, "targets, entry 1: must have one of value"),
    "a floor where lower is better": (
        {"targets": f"[{{{TARGET}, at_least: 5}}]", "direction": "lower"},
        "is at_least, but lower is better; give at_most, or change the direction",
    ),
    "a ceiling where higher is better": (
        {"targets": f"[{{{TARGET}, at_most: 5}}]"},
        "is at_most, but higher is better; give at_least, or change the direction",
    ),
    "a year's target of percentages": (
        {"targets": f"[{{{TARGET}, annual: 90}}]", "unit": "percent"},
        "is for a year, but percent does not add up over it; give it as value",
    ),
    "a year's target of a day": (
        {"targets": f"[{{{TARGET}, annual: 90}}]", "basis": "snapshot"},
        "is for a year, but a snapshot is of one day; give it as value",
    ),
    "quarters' shares of months": (
        {
            "targets": f"[{{{TARGET}, annual: 90, profile: [25, 25, 25, 25]}}]",
            "basis": "month",
            "compared_with": "previous month",
        },
        "has shares of quarters, but there are figures of months; give 12 shares",
    ),
    "a target that is impossible": (
        {"targets": f"[{{{TARGET}, value: -1}}]"},
        "a target of this indicator (count) must be at least 0, got: -1",
    ),
    "to maintain last year": (
        {"targets": f"[{{{TARGET}, no_worse_than: previous year}}]", "direction": "maintain"},
        "follows other figures, which needs a direction of higher or lower, got: maintain",
    ),
    "last quarter of yearly figures": (
        {"basis": "financial year", "compared_with": "previous quarter"},
        "compared_with must not be previous quarter where the basis is financial year, whose figures are 12 months",
    ),
    "last month of quarters": ({"compared_with": "previous month"}, "compared_with must not be previous month"),
    "a quarter of a rolling year": (
        {"basis": "rolling 12 months", "reported_as": "quarter"},
        "reported_as needs figures that can be put together, of the basis month, quarter, half-year, year to date",
    ),
    "the same twice": ({"reported_as": "quarter"}, "reported_as must differ from the basis, got: quarter twice"),
    "months of quarters": ({"reported_as": "month"}, "reported_as month cannot be made of figures of the"),
    "weighted counts": (
        {"basis": "month", "reported_as": "quarter", "combined_by": "weighted mean"},
        "combined_by weighted mean needs numerators and denominators, which a count has not",
    ),
    "tonnes that are counted": ({"measured_in": "tonnes"}, "measured_in is for unit: measure, got: unit count"),
    "a measure of nothing": ({"unit": "measure"}, "unit measure needs measured_in"),
    "bounds upside down": ({"lowest": "5", "highest": "5"}, "lowest must be below highest, got: 5 and 5"),
    "two tolerances": (
        {"tolerance": "5", "rating": "{amber_within: 2 points}"},
        "tolerance and rating both say when a figure is Amber; keep one of them",
    ),
    "a tolerance without a unit": (
        {"rating": "{amber_within: 5}"},
        "amber_within: must be like 10% (of the target), 2 points (in the figure's unit), or any distance, got: '5'",
    ),
    "bands with a gap": (
        {"rating": "{bands: [{rating: Green, from: 95}, {rating: Amber, from: 85, to: 93}]}"},
        "bands must follow one another in whole per cent, got: Amber to 93, then Green from 95",
    ),
    "bands and a tolerance": (
        {"rating": "{amber_within: 5%, bands: [{rating: Green, from: 95}]}"},
        "must have either amber_within or bands, got both; delete one of them",
    ),
    "two names on one day": (
        {"earlier": "[{until: 2024-25-Q4, name: A}, {until: 2024-25-Q4, name: B}]"},
        "earlier must name each quarter once, got: two entries until 2024-25-Q4; write their keys into one",
    ),
    "a suspension that ends before it starts": (
        {"suspended": "[{from: 2025-04-01, until: 2025-03-31, reason: x}]"},
        "suspended must not end before it starts, got: from 2025-04-01 until 2025-03-31",
    ),
    "replaced by itself": (
        {"reported_until": "2025-26-Q1", "replaced_by": "cosmic-003"},
        "replaced_by must be the stem of another indicator, got: 'cosmic-003'",
    ),
    "replaced at no time": ({"replaced_by": "cosmic-004"}, "replaced_by needs reported_until, the last quarter before"),
    "a part twice": ({"parts": "{by: grant, names: [A, A]}"}, "parts must name each part once, got: 'A' twice"),
    "no month": ({"year_ends": "Marsh"}, "which probably means 'March'"),
    "another word for money": ({"unit": "pounds"}, "which probably means '£'"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project that has nothing but its settings and two definitions."""
    for folder in ("indicators", "figures", "parts"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    shutil.copy(FIRST_EDITION / "_quarto.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    write({}, "cosmic-004")
    return tmp_path


def write(keys: dict, stem: str = "cosmic-003") -> None:
    keys = PLAIN | {"targets": "[]"} | keys
    text = "".join(f"{key}: {value}\n" for key, value in keys.items())
    paths.definition(stem).write_text(text, encoding="utf-8")


def told_of() -> list[str]:
    """What is wrong with the definition, with its place."""
    try:
        load_definition("cosmic-003")
    except Faults as error:
        return [str(fault) for fault in error.faults]
    return [str(fault) for fault in find_definition_faults()]


@pytest.mark.parametrize("name", TOLD)
def test_what_a_definition_may_not_say_is_told_with_its_file(project, name):
    keys, told = TOLD[name]
    write(keys)
    assert any(message.startswith(DEFINITION) and told in message for message in told_of()), told_of()


def test_all_that_is_wrong_between_keys_is_told_at_once(project):
    write({"measured_in": "tonnes", "compared_with": "previous month", "reported_as": "quarter"})
    assert all(any(key in message for message in told_of()) for key in ("measured_in", "compared_with", "reported_as"))


def test_what_is_wrong_between_keys_is_told_together_with_wrong_figures(project_copy):
    paths.definition("cosmic-003").write_text(
        paths.definition("cosmic-003").read_text(encoding="utf-8") + "measured_in: tonnes\n", encoding="utf-8"
    )
    paths.figures("cosmic-004").write_text("nothing\n", encoding="utf-8")
    with pytest.raises(Faults) as error:
        draft.read_draft(FIRST)
    assert {fault.place.partition(",")[0] for fault in error.value.faults} == {
        DEFINITION, "data/figures/cosmic-004.csv",
    }  # fmt: skip


FIGURES = {
    "a month in a quarterly table": ({}, "2025-05-31,5,,", "period_end must end a period of the basis quarter"),
    "below zero": ({}, "2025-06-30,-5,,", "value of this indicator (count) must be at least 0, got: -5; correct it"),
    "a score beyond its scale": (
        {"unit": "score", "lowest": "1", "highest": "10"}, "2025-06-30,11,,", "must be at most 10, got: 11",
    ),
    "a share of a count": ({}, "2025-06-30,5,5,10", "a count must have no numerator, got: 5"),
    "a rate that does not follow": (
        {"unit": "per 1,000"}, "2025-06-30,5,50,1000", "value must agree with numerator and denominator, got: 5 where",
    ),
    "a mean without its numbers": (
        {"unit": "percent", "basis": "month", "reported_as": "quarter"}, "2025-06-30,5,,",
        "must have a numerator and a denominator, as the figures are put together as a weighted mean",
    ),
}  # fmt: skip


HEAD = "period_end,value,numerator,denominator,published,status,source,note"
KNOWN = "2025-09-17,published,synthetic,"


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_that_does_not_fit_its_definition_is_told_with_its_row(project, name):
    keys, row, told = FIGURES[name]
    write(keys)
    paths.figures("cosmic-003").write_text(f"{HEAD}\n{row},{KNOWN}\n", encoding="utf-8")
    with pytest.raises(Faults) as error:
        figures.load_figures(load_definition("cosmic-003"))
    assert any(fault.place.endswith("cosmic-003.csv, row 2") and told in fault.message for fault in error.value.faults)


PARTS = {
    "a wrong total": ("A,60\nB,41", "the parts of 2025-06-30 must add up to the figure, got: 101, where row 2"),
    "a total that falls short": (
        "A,60\nB,39",
        "the parts of 2025-06-30 must add up to the figure, got: 99, where row 2",
    ),
    "a part that is missing": ("A,100", "the parts of 2025-06-30 are without B; give 0 where there was none"),
    "another part": ("A,60\nC,40", "part must be one of A, B, as the definition names them, got: 'C'"),
}


def read_parts(rows: str) -> None:
    """Read parts of a figure of 100, each written as name and value."""
    write({"parts": "{by: type of grant, names: [A, B]}"})
    paths.figures("cosmic-003").write_text(f"{HEAD}\n2025-06-30,100,,,{KNOWN}\n", encoding="utf-8")
    lines = [f"{name},2025-06-30,{value},,,{KNOWN}" for name, value in (row.split(",") for row in rows.split())]
    paths.parts("cosmic-003").write_text("\n".join([f"part,{HEAD}", *lines]), encoding="utf-8")
    indicator = load_definition("cosmic-003")
    parts.check_totals(indicator, figures.load_figures(indicator), figures.load_parts(indicator))


@pytest.mark.parametrize("name", PARTS)
def test_parts_that_do_not_add_up_are_told_with_their_row(project, name):
    rows, told = PARTS[name]
    with pytest.raises(Faults, match="data/parts/cosmic-003.csv, row .*") as error:
        read_parts(rows)
    assert told in str(error.value)


def test_parts_that_add_up_are_read(project):
    read_parts("A,60\nB,40")
