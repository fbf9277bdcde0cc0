"""What changed between editions: two sets of records compared, how it is worded, and what the checks make of it."""

import copy
import json

import pytest

from cosmic import editions
from cosmic.periods import Quarter
from cosmic.record import load_inputs
from projectfiles import paths
from reportbuilder import checks
from reportbuilder.drafts import draft
from reportbuilder.findings import Rule, Severity
from reportpages import changes, saved_records, scorecard
from reportpages.changes import Kind
from tests.factories import FIRST

SECOND = Quarter(2025, 2)


@pytest.fixture
def saved(project_copy) -> list[dict]:
    """The records of the first edition, as plain values."""
    return saved_records.to_plain(load_inputs(paths.stems()).records(editions.load_edition(FIRST)))


def _of(records: list[dict], stem: str) -> dict:
    return next(record for record in records if record["indicator"]["stem"] == stem)


def _summaries(differences) -> list[tuple]:
    return [(change.kind, change.stem, change.what, change.then, change.now) for change in differences]


def test_nothing_changed_between_an_edition_and_itself(saved):
    assert changes.find_changes(saved, copy.deepcopy(saved)) == []


def test_a_record_is_the_same_after_it_was_written_and_read(saved, project_copy):
    path = paths.kept_records(FIRST)
    path.parent.mkdir()
    path.write_text(json.dumps(saved), encoding="utf-8")
    assert editions.load_saved_records(FIRST) == saved


def test_a_rag_move_and_a_crossed_target_are_told_with_their_figures(saved):
    later = copy.deepcopy(saved)
    current = {**_of(saved, "cosmic-006")["current"], "value": 69}
    _of(later, "cosmic-006").update({"rag": "Amber", "shortfall": 1 / 70, "current": current})
    assert _summaries(changes.find_changes(saved, later)) == [
        (Kind.RAG, "cosmic-006", "", "Green", "Amber"),
        (Kind.CROSSED, "cosmic-006", "now off target", "71%, target 70%", "69%, target 70%"),
    ]


def test_from_amber_to_red_is_a_move_that_crosses_no_target(saved):
    later = copy.deepcopy(saved)
    _of(later, "cosmic-004")["rag"] = "Red"
    assert [difference.kind for difference in changes.find_changes(saved, later)] == [Kind.RAG]


def test_from_no_data_to_green_crosses_no_target(saved):
    earlier = copy.deepcopy(saved)
    _of(earlier, "cosmic-004").update({"rag": "No data", "current": None})
    assert [difference.kind for difference in changes.find_changes(earlier, saved)] == [Kind.RAG]


def test_a_revised_figure_is_told_with_its_month(saved):
    later = copy.deepcopy(saved)
    _of(later, "cosmic-003")["series"][-1]["value"] = 100200
    assert _summaries(changes.find_changes(saved, later)) == [
        (Kind.FIGURE, "cosmic-003", "Jun-25", "100,196", "100,200")
    ]


def test_a_figure_of_a_new_period_is_no_revision(saved):
    later = copy.deepcopy(saved)
    series = _of(later, "cosmic-003")["series"]
    series.append({**series[-1], "period_end": "2025-09-30", "value": 5})
    assert changes.find_changes(saved, later) == []


def test_a_target_set_anew_is_told_and_one_that_follows_the_same_rule_is_not(saved):
    later = copy.deepcopy(saved)
    _of(later, "cosmic-006")["target"].update(
        {"value": 75, "start": "2025-07-01", "reason": "Agreed with the service."}
    )
    _of(later, "cosmic-003")["target"] |= {"value": 101_000}
    assert _summaries(changes.find_changes(saved, later)) == [
        (Kind.TARGET, "cosmic-006", "Agreed with the service.", "70%", "75%")
    ]


def test_a_reason_that_ends_with_a_full_stop_has_none_within_the_line():
    change = changes.Difference(Kind.TARGET, "cosmic-006", "CoSMIC 006", "Agreed with the service.", "70%", "75%")
    assert change.sentence == "Target changed: Agreed with the service: 70%, now 75%."


def test_a_changed_definition_is_told_by_the_name_of_what_changed(saved):
    later = copy.deepcopy(saved)
    _of(later, "cosmic-010")["indicator"].update({"tolerance": 5})
    _of(later, "cosmic-008")["indicator"] |= {"redefined": [{"start": "2025-07-01", "what": "stillbirths left out"}]}
    assert _summaries(changes.find_changes(saved, later)) == [
        (Kind.DEFINITION, "cosmic-008", "stillbirths left out", "before 1 July 2025", "from 1 July 2025"),
        (Kind.DEFINITION, "cosmic-010", "tolerance of Amber, in per cent of the target", "10", "5"),
    ]


def test_indicators_that_came_and_went_are_told_with_how_they_stand(saved):
    assert _summaries(changes.find_changes(saved[:-1], saved[1:])) == [
        (Kind.CAME, "cosmic-010", "", "not reported", "237, Green"),
        (Kind.WENT, "cosmic-001", "", "94%, Green", "not reported"),
    ]


def test_one_that_went_names_the_one_that_replaces_it(saved):
    (told,) = changes.find_changes(saved, saved[1:], {"cosmic-001": "cosmic-002"})
    assert told.now == f"not reported, replaced by CoSMIC 002: {_of(saved, 'cosmic-002')['indicator']['name']}"


def test_what_changed_one_way_changed_back_the_other_way(saved):
    later = copy.deepcopy(saved)[1:]
    _of(later, "cosmic-004").update({"rag": "Red"})
    _of(later, "cosmic-006")["series"][0]["value"] = 1
    there = {summary[1:] for summary in _summaries(changes.find_changes(saved, later))}
    back = {(stem, what, now, then) for _, stem, what, then, now in _summaries(changes.find_changes(later, saved))}
    assert there == back and len(there) == 3


# The scorecard's page and the rule "revision", in a second quarter made of synthetic figures.


@pytest.fixture
def second(project_copy):
    """A second quarter, begun a quarter after the first; returns a function that reads it."""
    text = (project_copy / "params" / "2025-26-Q1.yml").read_text(encoding="utf-8")
    text = text.partition("acknowledged:")[0].replace("2025-26-Q1", "2025-26-Q2").replace("2025-09-17", "2025-12-17")
    (project_copy / "params" / "2025-26-Q2.yml").write_text(text, encoding="utf-8")
    for path in (project_copy / "notebooks").glob("cosmic-*.ipynb"):
        path.write_text(path.read_text(encoding="utf-8").replace("2025-26-Q1", "2025-26-Q2"), encoding="utf-8")
    return lambda: draft.read_draft(SECOND)


def _keep(saved: list[dict]):
    path = paths.kept_records(FIRST)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(saved), encoding="utf-8")


def _append(root, stem: str, row: str):
    with open(root / "data" / "figures" / f"{stem}.csv", "a", encoding="utf-8") as file:
        file.write(f"{row}\n")


def _edit(root, path: str, old: str, new: str):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def _revisions(read) -> list[tuple]:
    return [(f.severity, f.indicator, f.quote) for f in checks.run_checks(read) if f.rule is Rule.REVISION]


def test_the_first_edition_says_that_it_is_the_first(project_copy):
    assert "This is the first edition." in scorecard.ScorecardPage(str(FIRST)).changes().plain


def test_the_second_edition_tells_what_changed_with_links_to_the_pages(project_copy, second):
    _append(project_copy, "cosmic-006", "2025-09-30,60,,,2025-12-01,published,synthetic,")
    shown = scorecard.ScorecardPage(str(SECOND)).changes()
    assert "Percentage" not in shown.plain.splitlines()[0]
    assert "| [CoSMIC 006" in shown.markdown and "(#cosmic-006)" in shown.markdown
    (row,) = (line for line in shown.plain.splitlines() if line.startswith("CoSMIC 006"))  # one for each indicator
    assert (
        "RAG rating: Green, now Red. Crossed its target: now off target: 71%, target 70%, now 60%, target 70%." in row
    )


def test_a_figure_published_anew_is_told_in_the_edition_and_noted_by_the_checks(project_copy, second):
    _append(project_copy, "cosmic-003", "2025-06-30,100300,,,2025-12-01,published,synthetic,")
    assert "Figure revised: Jun-25: 100,196, now 100,300." in scorecard.ScorecardPage(str(SECOND)).changes().plain
    assert _revisions(second()) == [(Severity.NOTE, "cosmic-003", "Jun-25: 100,196, now 100,300")]


_STEADY = {
    "cosmic-001": 94, "cosmic-002": 92, "cosmic-003": 100_196, "cosmic-004": 380_995, "cosmic-005": 320,
    "cosmic-006": 71, "cosmic-007": 15, "cosmic-008": 81, "cosmic-009": 56, "cosmic-010": 237,
}  # fmt: skip


def test_without_a_change_the_edition_says_so(project_copy, second):
    for stem, row in _STEADY.items():
        _append(project_copy, stem, f"2025-09-30,{row},,,2025-12-01,published,synthetic,")
    for stem, row in {"cosmic-003": 97_976, "cosmic-004": 396_428, "cosmic-007": 15}.items():
        _append(project_copy, stem, f"2024-09-30,{row},,,2025-12-01,published,synthetic,")
    words = scorecard.ScorecardPage(str(SECOND)).changes().plain
    assert "changed since Quarter 1, 2025/26" in words and words.startswith("What changed")
    assert _revisions(second()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "old", "new", "severity", "quote"),
    [
        (
            "data/figures/cosmic-003.csv", "2025-06-30,100196", "2025-06-30,100197",
            Severity.WARNING, "Figure revised: Jun-25: 100,196, now 100,197",
        ),
        (
            "data/indicators/cosmic-006.yml", "value: 70", "value: 71",
            Severity.WARNING, "Target changed: The target was set by the service.: 70%, now 71%",
        ),
        (
            "data/indicators/cosmic-010.yml", "direction: lower", "direction: higher",
            Severity.WARNING, "Definition changed: direction for improvement: lower, now higher",
        ),
        (
            "data/indicators/cosmic-010.yml", "unit: count", "unit: count\ndecimals: 1",
            Severity.WARNING, "Definition changed: decimals printed: 0, now 1",
        ),
        (
            "data/indicators/cosmic-003.yml", "Number of active library users", "Active library users",
            Severity.NOTE, "Definition changed: name: Number of active library users, now Active library users",
        ),
    ],
)  # fmt: skip
def test_what_was_altered_in_place_is_told(saved, project_copy, second, path, old, new, severity, quote):
    _keep(saved)
    assert _revisions(second()) == []
    _edit(project_copy, path, old, new)
    ((found_severity, _, found_quote),) = _revisions(second())
    assert found_severity == severity
    assert found_quote.split(":")[0] == quote.split(":")[0] and found_quote.endswith(quote.rpartition(": ")[2])


def test_a_declared_redefinition_is_noted_not_warned_of(saved, project_copy, second):
    _keep(saved)
    _edit(project_copy, "data/indicators/cosmic-010.yml", "direction: lower", "direction: higher")
    _edit(
        project_copy, "data/indicators/cosmic-010.yml", "targets:",
        "  - from: 2025-07-01\n    what: counted the other way\ntargets:",
    )  # fmt: skip
    assert {severity for severity, _, _ in _revisions(second())} == {Severity.NOTE}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', "[1]", '[{"indicator": {}}]'])
def test_kept_records_that_are_none_are_a_fault_with_their_file(project_copy, second, capsys, text):
    from reportbuilder.cli.main import main

    path = paths.kept_records(FIRST)
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(SECOND)]) == 2
    assert "data/records/2025-26-Q1.json" in capsys.readouterr().err


def test_a_target_is_crossed_by_the_figure_and_not_by_the_rating(saved):
    """Bands may call one Green that misses its target."""
    now = copy.deepcopy(saved)
    record = next(record for record in now if record["rag"] == "Amber")
    record["rag"] = "Green"
    assert [change.kind for change in changes.find_changes(saved, now)] == [Kind.RAG]
    record["shortfall"] = 0
    assert Kind.CROSSED in [change.kind for change in changes.find_changes(saved, now)]
