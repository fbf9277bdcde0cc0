"""Descriptions are held to the target and its rule, and no page has another indicator's."""

import pytest

from reportbuilder.checks import figures_and_targets
from reportbuilder.checks.descriptions import check_descriptions
from reportbuilder.drafts import draft
from reportbuilder.findings import Severity
from tests.factories import FIRST, notebook_of, save

RULE = "percent_above_previous_year: 2"


def _found():
    return list(check_descriptions(draft.read_draft(FIRST)))


def _describe(root, stem: str, words: str):
    """Put words in the place of an indicator's description."""
    held = notebook_of(root, stem)
    (cell,) = (cell for cell in held["cells"] if "".join(cell["source"]).startswith("### Indicator Description"))
    cell["source"] = f"### Indicator Description\n\n{words}"
    save(root, stem, held)


def _edit(root, path: str, old: str, new: str):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_the_descriptions_of_the_first_edition_are_left_alone(project_copy):
    assert _found() == []


@pytest.mark.parametrize("stem", ["cosmic-003", "cosmic-004"])
def test_a_description_with_the_rule_of_last_year_is_found(project_copy, stem):
    _edit(project_copy, f"data/indicators/{stem}.yml", RULE, "percent_above_previous_year: 1")
    (found,) = _found()
    assert (found.indicator, found.severity) == (stem, Severity.WARNING)
    assert "gives +2% on the previous year as the target's rule, but it is +1%" in found.message
    assert "2% increase on" in found.quote and found.place.startswith(f"notebooks/{stem}.ipynb, cell ")


@pytest.mark.parametrize(
    ("value", "is_found"), [(99_935, True), (99_936, False), (99_937, True)], ids=["below", "as described", "above"]
)
def test_a_described_rule_is_worked_out_where_the_target_is_a_value(project_copy, value, is_found):
    _edit(project_copy, "data/indicators/cosmic-003.yml", RULE, f"value: {value}")
    assert bool(_found()) is is_found


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("The target is 75%.", True),
        ("The target is 70%.", False),
        ("The target of 65% was agreed with the police.", True),
        ("The national target is 75%.", False),
        ("The target will be 75% from April 2026.", False),
        ("Last year's target was 65%.", False),
        ("Clients who engage are at 40% less risk.", False),
    ],
)
def test_a_target_in_a_description_is_held_to_the_record(project_copy, words, is_found):
    _describe(project_copy, "cosmic-006", words)
    assert bool(_found()) is is_found


def test_a_description_left_from_a_copied_page_is_found_on_that_page(project_copy):
    held = notebook_of(project_copy, "cosmic-001")
    (source,) = ("".join(c["source"]) for c in held["cells"] if "Indicator Description" in "".join(c["source"]))
    _describe(project_copy, "cosmic-008", source.partition("\n\n")[2])
    (found,) = _found()
    assert found.indicator == "cosmic-008" and "the description is that of CoSMIC 001" in found.message


def test_a_page_with_the_description_of_several_others_is_told_once(project_copy):
    stems = ["cosmic-003", "cosmic-004", "cosmic-008", "cosmic-009"]
    for stem in stems:
        _describe(
            project_copy, stem, "The same words stand on each of these pages, whatever it is that they are about."
        )
    told = [finding.indicator for finding in _found()]
    assert len(told) == len(set(told)) == len(stems) - 1


def test_two_descriptions_that_share_sentences_are_left_alone(project_copy):
    shared = "Data is collected by the service each quarter. "
    _describe(project_copy, "cosmic-008", f"{shared}This is the share of births registered within 42 days.")
    _describe(project_copy, "cosmic-009", f"{shared}This is the share of deaths registered within 5 days of papers.")
    assert _found() == []


@pytest.mark.parametrize(
    ("reason", "is_found"),
    [
        ("The target is the national average.", True),
        ("National average.", True),
        ("Set at the latest national average.", True),
        ("Agreed with members; the national average was 78% when it was set.", False),
        ("Above the national average, as last year.", False),
        ("Our own, since the national average is not comparable.", False),
    ],
)
def test_a_reason_that_mentions_the_national_average_in_passing_is_no_rule(project_copy, reason, is_found):
    _edit(project_copy, "data/indicators/cosmic-008.yml", "The target is the national average.", reason)
    means = project_copy / "data" / "benchmarks.csv"
    row = "cosmic-008,England Mean,2025-06-30,78,2025-09-01,Synthetic,\n"
    means.write_text(f"{means.read_text(encoding='utf-8').rstrip()}\n{row}", encoding="utf-8")
    assert bool(list(figures_and_targets.check_target_arithmetic(draft.read_draft(FIRST)))) is is_found
