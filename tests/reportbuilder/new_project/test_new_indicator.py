"""An indicator that is added: all of its files or none, read as its definition will be read, under a free number."""

import json
from pathlib import Path

import pytest

from cosmic.definitions import load_definition
from tests.reportbuilder.new_project.conftest import contents_below, edit

ANSWERS = ["Housing", "percent", "higher", "quarter", "previous quarter"]
OPTIONS = ["--service", "Housing", "--unit", "percent", "--direction", "higher", "--basis", "quarter"]
OPTIONS += ["--compared-with", "previous quarter"]
STEM = "hc-002"


def _write_words(housing, stem=STEM):
    path = housing / "notebooks" / f"{stem}.ipynb"
    notebook = json.loads(path.read_bytes())
    for cell in notebook["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"].append("\n\nThe measure is being agreed.")
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_an_indicator_asks_for_its_figures_and_words_and_the_report_can_be_built_before_it_has_figures(housing, cosmic):
    status, said, _ = cosmic("add", "Homes let", *OPTIONS)
    assert status == 0
    for name in ("data/figures/hc-002.csv", "notebooks/hc-002.ipynb", "In Development", "data/indicators/hc-002.yml"):
        assert name in said
    assert "commentary for 2025-26-Q1 is missing" in cosmic("check")[1]
    _write_words(housing)
    assert cosmic("check")[0] == 0
    assert cosmic("build", "--publisher", "embedded")[0] == 0
    (_, record) = json.loads((housing / "_report" / "2025-26-Q1" / "record.json").read_bytes())["records"]
    assert (record["indicator"]["name"], record["rag"]) == ("Homes let", "In Development")


def test_with_figures_and_without_the_line_in_development_it_is_rated(housing, cosmic):
    assert cosmic("add", "Homes let", *OPTIONS, "--target", "90%", "--reason", "Agreed in May")[0] == 0
    _write_words(housing)
    with (housing / "data" / "figures" / f"{STEM}.csv").open("a") as file:
        file.write("2025-03-31,80,,,2025-05-01,published,Returns,\n2025-06-30,91,,,2025-08-01,published,Returns,\n")
    status, said, _ = cosmic("check")
    assert status == 0 and "has a figure for Jun-25, and is not rated, as it is in development" in said
    edit(housing / "data" / "indicators" / f"{STEM}.yml", "in_development", "# in_development")
    status, said, errors = cosmic("explain", STEM)
    assert (status, errors) == (0, "") and "Green" in said and "Agreed in May" in said


def test_the_definition_holds_what_was_said_and_its_page_stands_above_the_quality_page(housing, cosmic):
    name = "Homes: the “let” ones, 'old' \"or\" new # 1"
    options = ["--target", "1,000", "--from", "1 April 2024", "--reason", "Why: agreed", "--set", "decimals=1"]
    options += ["--set", "rating={amber_within: 2 points}"]
    assert cosmic("add", name, "--unit", "Count", *OPTIONS[:2], *OPTIONS[4:], *options)[0] == 0
    said = load_definition(STEM)
    assert (said.name, said.unit, said.decimals, str(said.reported_from)) == (name, "count", 1, "2025-26-Q1")
    assert (said.targets[0].value, str(said.targets[0].start), said.targets[0].reason) == (
        1000,
        "2024-04-01",
        "Why: agreed",
    )
    index = (housing / "index.qmd").read_text(encoding="utf-8")
    assert index.index("hc-001") < index.index(STEM) < index.index("build/quality.ipynb")


def test_what_is_not_given_is_asked_for_until_it_can_be_read(housing, cosmic):
    answers = ["", "Housing", "%", *ANSWERS[1:], "90", "Agreed"]
    status, said, _ = cosmic("add", "Homes let", answers=answers)
    assert status == 0 and "which probably means 'percent'" in said
    assert load_definition(STEM).targets[0].value == 90


def test_a_measure_is_asked_what_it_counts(housing, cosmic):
    assert cosmic("add", "Waste", answers=["Waste", "measure", *ANSWERS[2:], "tonnes", ""])[0] == 0
    assert load_definition(STEM).measured_in == "tonnes"
    status, _, errors = cosmic("add", "Litter", *OPTIONS[:2], "--unit", "measure", *OPTIONS[4:])
    assert status == 2 and "--measured-in: is missing" in errors
    assert cosmic("add", "Litter", *OPTIONS[:2], "--unit", "measure", *OPTIONS[4:], "--measured-in", "bags")[0] == 0
    assert load_definition("hc-003").measured_in == "bags"


@pytest.mark.parametrize("answers", [[*ANSWERS, ""], [*ANSWERS[:2], "contextual", *ANSWERS[3:]]])
def test_no_target_is_asked_of_a_contextual_indicator_and_none_need_be_given(housing, cosmic, answers):
    assert cosmic("add", "Homes let", answers=answers)[0] == 0
    assert load_definition(STEM).targets == ()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], ["--service: is missing", "--unit: is missing", "--basis: is missing", "--compared-with: is missing"]),
        (["--unit", "%", "--direction", "up"], ["--unit: must be", "--direction: must be", "--service: is missing"]),
        ([*OPTIONS, "--reason", "x"], ["--reason: is of a target, and none is given"]),
        ([*OPTIONS, "--target", "90"], ["--reason: is missing"]),
        ([*OPTIONS, "--target", "ninety", "--reason", "x"], ["--target: must be a number"]),
        ([*OPTIONS, "--target", "90", "--from", "soon", "--reason", "x"], ["--from: must be a day"]),
        ([*OPTIONS, "--target", "190", "--reason", "x"], ["a target of a percentage must be at most 100, got: 190"]),
        ([*OPTIONS, "--direction", "contextual", "--target", "9", "--reason", "x"], ["must have no target"]),
        ([*OPTIONS, "--set", "colour=red", "--set", "decimals=x"], ["--set colour: is not", "--set decimals: must be"]),
        (
            [*OPTIONS, "--set", "decimals", "--set", "unit=count"],
            ["--set: must be a key and", "--set: has another way"],
        ),
        ([*OPTIONS, "--set", "rating={amber_within: 2 points"], ["--set: has a brace “{” that is not closed"]),
        ([*OPTIONS, "--reported-from", "2025-27-Q1"], ["--reported-from: a quarter must be written like"]),
    ],
)
def test_all_that_is_wrong_is_told_by_its_option_and_nothing_is_changed(housing, cosmic, options, said):
    before = contents_below(housing)
    status, _, errors = cosmic("add", "Homes let", *options)
    assert status == 2 and all(message in errors for message in said), errors
    assert contents_below(housing) == before


@pytest.mark.parametrize("name", [" ", "EXAMPLE with made-up figures: calls answered within five minutes"])
def test_a_name_is_given_and_is_no_other_indicators(housing, cosmic, name):
    status, _, errors = cosmic("add", name, *OPTIONS)
    assert status == 2 and "NAME: " in errors


def test_a_number_that_any_file_bears_is_not_given_again(housing, cosmic):
    (housing / "data" / "figures" / "hc-007.csv").write_text("left from an indicator that was taken away")
    cosmic("add", "Homes let", *OPTIONS)
    assert (housing / "data" / "indicators" / "hc-008.yml").is_file()


def test_where_a_file_cannot_be_written_none_is(housing, cosmic, monkeypatch):
    before = contents_below(housing)
    replace = Path.replace

    def fail_at_the_last(path, target):
        if path.name == ".index.qmd.new":
            raise OSError("disk full")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_the_last)
    status, _, errors = cosmic("add", "Homes let", *OPTIONS)
    assert status == 2 and "nothing is changed" in errors
    assert contents_below(housing) == before


def test_line_ends_of_the_index_stay_as_they_are(housing, cosmic):
    index = housing / "index.qmd"
    index.write_bytes(index.read_bytes().replace(b"\n", b"\r\n"))
    cosmic("add", "Homes let", *OPTIONS)
    assert b"\n" not in index.read_bytes().replace(b"\r\n", b"") and b"hc-002" in index.read_bytes()
