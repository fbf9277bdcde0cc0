"""The checks, through the command line: what they find, what they leave alone, and how a finding is acknowledged."""

import json

import pytest
import yaml

from reportbuilder.cli.main import main

PARAMS = "params/2025-26-Q1.yml"


@pytest.fixture
def check(project_copy, capsys):
    """Run cosmic check; returns its exit status and findings."""

    def run():
        capsys.readouterr()
        status = main(["check", "2025-26-Q1", "--json"])
        return status, json.loads(capsys.readouterr().out)

    return run


def _write(root, stem: str, words: str, section: str = "commentary"):
    """Put words in the place of an indicator's commentary or path to green."""
    path = root / "notebooks" / f"{stem}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if section in cell["metadata"].get("tags", []):
            cell["source"] = cell["source"][:2] + [words]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _edit(root, path: str, old: str, new: str):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def _open(found):
    return [
        (f["rule"], f["indicator"], f["message"]) for f in found if not f["acknowledged"] and f["severity"] != "note"
    ]


def test_the_first_edition_has_its_known_findings_all_acknowledged_and_no_other(check):
    status, found = check()
    assert status == 0
    assert {(f["rule"], f["indicator"]) for f in found} == {
        ("currency", "cosmic-001"),
        ("currency", "cosmic-002"),
        ("signal", "cosmic-003"),
        ("outlook", "cosmic-003"),
        ("outlook", "cosmic-004"),
        ("comparability", "cosmic-007"),
        ("commentary arithmetic", "cosmic-008"),
        ("commentary against the record", "cosmic-008"),
        ("commentary arithmetic", "cosmic-009"),
    }
    assert all(f["acknowledged"] for f in found)


def test_the_known_errors_are_named_with_the_likely_slip(check):
    told = {f["indicator"]: f for f in check()[1] if f["rule"] == "commentary arithmetic"}
    assert told["cosmic-009"]["expected"] == "9.45%"
    assert "149 fewer, at 1,428, makes it 9.45%: it was worked out on the later figure" in told["cosmic-009"]["message"]
    assert told["cosmic-008"]["expected"] == "5.77%"
    assert "cut off, not rounded" in told["cosmic-008"]["message"]


# Words for an indicator's commentary, the rule that finds them, and what is said of them.
# 001: 94%, 93% before, target 92%, Green. 003: 100,196 of 97,976, target 99,936, Green.
# 004: 380,995 of 396,428, target 404,357, Amber. 006: 71% of 55%, target 70%. 009: 56% of 85%, target 60%.
# 010: 237 of 254, lower is better, target 273.
WORDS = {
    "a wrong share": ("cosmic-003", "Of 1,000 users, 250 (26%) were new.", "commentary arithmetic", "is 25%"),
    "a wrong way": ("cosmic-003", "Events rose from 455 to 412 this year.", "commentary arithmetic", "to 412 it fell"),
    "a current figure": ("cosmic-009", "Performance was 65% this quarter.", "commentary against the record", "is 56%"),
    "a target": ("cosmic-006", "The target of 75% was reached.", "commentary against the record", "is 70%"),
    "a previous figure": (
        "cosmic-009", "Performance fell to 56% compared with 82% last quarter.",
        "commentary against the record", "is 85%",
    ),
    "a change": (
        "cosmic-009", "Performance fell by 20 percentage points since last quarter to 56%.",
        "commentary against the record", "29 percentage points",
    ),
    "above target": ("cosmic-009", "We are pleased to be above target.", "commentary against the record", "is Amber"),
    "improved": ("cosmic-009", "Performance has improved this quarter.", "commentary against the record", "Declining"),
    "declined": ("cosmic-006", "Performance declined this quarter.", "commentary against the record", "Improving"),
    "fell": ("cosmic-003", "Performance fell this year.", "commentary against the record", "Improving"),
    "a share's rest": (
        "cosmic-008", "Some 5.8% of births were registered outside 42 days.", "commentary against the record", "94.2%",
    ),
    "a placeholder": ("cosmic-003", "Commentary to follow.", "stale commentary", "still to be written"),
    "one word": ("cosmic-003", "Good.", "stale commentary", "still to be written"),
    "an older quarter": ("cosmic-003", "In Q4 we opened two libraries.", "stale commentary", "Q4 as if it were the"),
    "an older year": ("cosmic-003", "So far in 2024/25 we opened two libraries.", "stale commentary", "2024/25"),
}  # fmt: skip


@pytest.mark.parametrize(("stem", "words", "rule", "said"), WORDS.values(), ids=WORDS)
def test_words_that_contradict_are_found(project_copy, check, stem, words, rule, said):
    _write(project_copy, stem, words)
    status, found = check()
    told = [f for f in found if f["rule"] == rule and f["indicator"] == stem and not f["acknowledged"]]
    assert status == 1 and len(told) == 1
    assert said in told[0]["message"]
    assert told[0]["quote"] in words and told[0]["place"].startswith(f"notebooks/{stem}.ipynb, cell ")


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("cosmic-009", "Performance was 56% this quarter, below the target of 60%, and fell from 85% last quarter."),
        ("cosmic-009", "Performance may be above target by March. The national target of 65% was missed."),
        ("cosmic-009", "Sickness was 5% and 12% of posts were vacant."),
        ("cosmic-009", "In Q4 last year performance was 85%. Compared with Q4, fewer appointments were free."),
        ("cosmic-009", "Performance fell by 29 percentage points since last quarter to 56%."),
        ("cosmic-006", "Engagement has improved to 71%, above the target of 70%."),
        ("cosmic-010", "Performance improved: the number of cases fell from 254 to 237."),
        ("cosmic-003", "We are heading into the Summer Reading Challenge in Quarter 2."),
    ],
)
def test_words_that_agree_or_speak_of_something_else_are_left_alone(project_copy, check, stem, words):
    _write(project_copy, stem, words)
    assert [told for told in _open(check()[1]) if told[0] != "acknowledgement"] == []


SEEN = {
    "an entity": "99 (5&#46;70%) of 1,717 registrations were late.",
    "a space that does not break": "99 (5.70&nbsp;%) of 1,717 registrations were late.",
    "emphasis": "99 (**5.70%**) of 1,717 registrations were late.",
    "a heading": "#### 99 (5.70%) of 1,717 registrations were late\n\nThey were late by a day.",
    "a hashtag": "#InTime: 99 (5.70%) of 1,717 registrations were late.",
    "a bar": "| 99 (5.70%) of 1,717 registrations were late.",
    "a cell": "| Office | Late |\n|---|---|\n| Huntingdon | 99 of 1,717 (5.70%) |",
    "two cells": "| Office | Late | Share |\n|---|---|---|\n| Huntingdon | 99 of 1,717 | 5.70% |",
    "a quotation": "> 99 (5.70%) of 1,717 registrations were late.",
    "an item": "- 99 (5.70%) of 1,717 registrations were late.",
    "a link": "[99 (5.70%) of 1,717](https://example.org) registrations were late.",
}


@pytest.mark.parametrize("place", SEEN)
def test_a_wrong_share_is_found_wherever_a_reader_sees_it(project_copy, check, place):
    _write(project_copy, "cosmic-003", SEEN[place])
    told = [message for rule, stem, message in _open(check()[1]) if rule == "commentary arithmetic"]
    assert any("% is printed, but 99 of 1,717 is 5.77%" in message for message in told), told


def test_a_row_of_a_table_is_no_sum_of_its_own(project_copy, check):
    table = "| Office | 2022 | 2023 | 2024 | 2025 |\n|---|---|---|---|---|\n| Total | 310 | 100 | 150 | 61 |"
    _write(project_copy, "cosmic-005", f"Referrals by year are these.\n\n{table}")
    assert not [rule for rule, _, _ in _open(check()[1]) if rule == "commentary arithmetic"]


SIGNS = {
    ">90% of members renewed their card within the month.": "“>” before a number",
    "Members renewed.\n\n+ 5 points on the year before.": "“+” before a number",
    "The actions:\n•\topen on Sundays\n•\ttrain volunteers": "“•” at the start of a line makes no list",
    "Library\tVisits\nMill Road\t5,000": "columns that are parted by tabs",
    "It is kept on \\\\server\\share.": "two backslashes are printed as one",
}


@pytest.mark.parametrize("words", SIGNS)
def test_a_line_that_is_not_printed_as_it_looks_is_a_warning_with_its_cell_and_line(project_copy, check, words):
    _write(project_copy, "cosmic-003", words)
    (told,) = (finding for finding in check()[1] if finding["rule"] == "signs as printed")
    assert told["severity"] == "warning" and told["place"] == "notebooks/cosmic-003.ipynb, cell 8"
    assert told["message"].startswith(SIGNS[words]) and told["quote"] in " ".join(words.split()) + words


def test_a_claim_in_path_to_green_is_judged_too(project_copy, check):
    _write(project_copy, "cosmic-009", "We added 12 slots, up from 10, a rise of 30%.", "path-to-green")
    assert [message for rule, _, message in _open(check()[1])] == ["30% is printed, but from 10 to 12 is 20%"]


@pytest.mark.parametrize("source", [["### Commentary\n"], None], ids=["an empty cell", "no cell"])
def test_an_indicator_without_commentary_stops_a_build_until_someone_says_why(project_copy, check, source, capsys):
    path = project_copy / "notebooks" / "cosmic-005.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = (cell for cell in notebook["cells"] if "commentary" in cell["metadata"].get("tags", []))
    cell.update({"source": source} if source else {"metadata": {"tags": ["note"]}})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert _open(check()[1]) == [("stale commentary", "cosmic-005", "commentary for 2025-26-Q1 is missing")]
    assert main(["build", "2025-26-Q1", "--publisher", "embedded"]) == 1
    assert "notebooks/cosmic-005.ipynb" in capsys.readouterr().err
    held = {"rule": "stale commentary", "indicator": "cosmic-005", "quote": "commentary for 2025-26-Q1"}
    params = yaml.safe_load((project_copy / PARAMS).read_text(encoding="utf-8"))
    params["acknowledged"].append(held | {"reason": "The service has none this quarter."})
    (project_copy / PARAMS).write_text(yaml.safe_dump(params), encoding="utf-8")
    assert check()[0] == 0


def test_red_or_amber_without_a_path_to_green_is_found(project_copy, check):
    _write(project_copy, "cosmic-009", "", "path-to-green")
    assert _open(check()[1]) == [
        ("stale commentary", "cosmic-009", "path to green for 2025-26-Q1 is missing, and the indicator is Amber")
    ]


FIGURES = {
    "a digit too many": ("003", "2025-06-30,100196,", "2025-06-30,1001960,", "plausibility", "10 times"),
    "a digit too few": ("003", "2025-06-30,100196,", "2025-06-30,10019,", "plausibility", "1/10 of"),
    "a fraction": ("006", "2025-06-30,71,", "2025-06-30,0.71,", "plausibility", "a fraction where a percentage"),
    "the last figure again": ("003", "2025-06-30,100196,", "2025-06-30,97976,", "plausibility", "copied"),
    "an earlier fraction": ("006", "2025-03-31,55,", "2025-03-31,0.55,", "plausibility", "0.55 in row 2, where"),
    "a figure a day late": (
        "003",
        "100196,,,2025-09-17",
        "100196,,,2025-09-18",
        "currency",
        "row 3 holds Jun-25, published on 2025-09-18, after the edition's day 2025-09-17",
    ),
    "a figure that is not there, without a reason": (
        "005",
        '320,,,2025-09-17,published,"Quarterly Performance Report, Quarter 1, 2025/26, scorecard",'
        "Month printed as Last Updated",
        ",,,2025-09-17,not available,x,",
        "currency",
        "row 3 says that the figure for Jun-25 is not available, but not why",
    ),
    "a figure too old": ("009", "2025-06-30,56,", "2024-12-31,56,", "currency", "one for Jun-25 is due"),
}


@pytest.mark.parametrize(("stem", "old", "new", "rule", "said"), FIGURES.values(), ids=FIGURES)
def test_figures_that_look_like_a_slip_are_found(project_copy, check, stem, old, new, rule, said):
    _edit(project_copy, f"data/figures/cosmic-{stem}.csv", old, new)
    told = [message for found, indicator, message in _open(check()[1]) if found == rule]
    assert any(said in message for message in told)


HEADS = "period_end,value,numerator,denominator,published,status,source,note\n"
SEVEN = {"2023-09-30": 480, "2023-12-31": 510, "2024-03-31": 495, "2024-06-30": 470, "2024-09-30": 505,
         "2024-12-31": 490, "2025-03-31": 498}  # fmt: skip


def _series(root, stem: str, values: dict):
    rows = [f"{end},{value},,,2025-09-17,published,Synthetic,\n" for end, value in values.items()]
    (root / "data" / "figures" / f"{stem}.csv").write_text(HEADS + "".join(rows), encoding="utf-8")


def _implausible(found) -> list[str]:
    return [message for rule, _, message in _open(found) if rule == "plausibility"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0", "far smaller than all 7 earlier figures (470 to 510)"),
        ("93", "far smaller"),
        ("94", ""),
        ("2550", ""),
        ("2551", "far larger than all 7"),
        ("3200", "far larger than all 7"),
        ("320320", "far larger than all 7"),
    ],
)
def test_a_figure_of_another_order_of_magnitude_is_found_0_included(project_copy, check, value, said):
    _series(project_copy, "cosmic-005", SEVEN | {"2025-06-30": value})
    told = _implausible(check()[1])
    assert (said and len(told) == 1 and said in told[0]) or (not said and told == [])


@pytest.mark.parametrize(("earlier", "is_found"), [(2, False), (3, True)])
def test_magnitudes_are_looked_at_from_three_earlier_figures_on(project_copy, check, earlier, is_found):
    _series(project_copy, "cosmic-005", dict(list(SEVEN.items())[-earlier:]) | {"2025-06-30": 0})
    assert bool(_implausible(check()[1])) is is_found


def test_a_year_to_date_that_starts_again_and_small_counts_are_left_alone(project_copy, check):
    _series(
        project_copy,
        "cosmic-007",
        {"2024-06-30": 20, "2024-09-30": 45, "2024-12-31": 88, "2025-03-31": 120, "2025-06-30": 15},
    )
    _series(project_copy, "cosmic-005", dict.fromkeys(SEVEN, 3) | {"2025-06-30": 0})
    assert _implausible(check()[1]) == []


@pytest.mark.parametrize(
    ("values", "is_found"), [((0.55, 0.71), True), ((0.55, 1), True), ((1, 1.01), False), ((0, 0), False)]
)
def test_percentages_none_of_which_is_above_1_are_found(project_copy, check, values, is_found):
    _series(project_copy, "cosmic-006", dict(zip(["2025-03-31", "2025-06-30"], values, strict=True)))
    assert any("fractions, where" in message for message in _implausible(check()[1])) is is_found


def test_percentages_below_zero_are_no_fractions(project_copy, check):
    definition = project_copy / "data" / "indicators" / "cosmic-006.yml"
    definition.write_text(definition.read_text(encoding="utf-8") + "lowest: -100\n", encoding="utf-8")
    _series(project_copy, "cosmic-006", {"2025-03-31": -16, "2025-06-30": -9})
    assert not any("fractions, where" in message for message in _implausible(check()[1]))


def test_a_percentage_that_is_worked_out_is_no_fraction(project_copy, check):
    _series(project_copy, "cosmic-006", {"2025-03-31": "0.5,5,1000", "2025-06-30": "0.7,7,1000"})
    path = project_copy / "data" / "figures" / "cosmic-006.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1000,,,", "1000,"), encoding="utf-8")
    assert _implausible(check()[1]) == []


def test_an_indicator_whose_only_figure_comes_late_is_found(project_copy, check):
    row = "2025-06-30,320,,,2025-10-01,published,Synthetic,\n"
    (project_copy / "data" / "figures" / "cosmic-005.csv").write_text(HEADS + row, encoding="utf-8")
    (found,) = (f for f in check()[1] if (f["rule"], f["indicator"]) == ("currency", "cosmic-005"))
    assert found["message"].startswith("row 2 holds Jun-25, published on 2025-10-01, after")
    assert found["quote"] == "no figure, produced on 2025-09-17"


@pytest.mark.parametrize(("value", "is_found"), [("0.7", True), ("1", True), ("1.1", False), ("70", False)])
def test_a_target_that_is_a_fraction_beside_a_percentage_is_found(project_copy, check, value, is_found):
    _edit(project_copy, "data/indicators/cosmic-006.yml", "value: 70", f"value: {value}")
    assert any(message.startswith(f"the target is {value}%") for message in _implausible(check()[1])) is is_found


def test_a_percentage_in_a_definition_may_have_its_sign_with_keys_in_any_case(project_copy, check):
    _edit(project_copy, "data/indicators/cosmic-006.yml", "targets:", "Targets:")
    _edit(project_copy, "data/indicators/cosmic-006.yml", "value: 70", "Value: 70%")
    assert _open(check()[1]) == []


def test_commentary_that_is_a_table_alone_is_written(project_copy, check):
    _write(project_copy, "cosmic-003", "| Group | Users |\n|---|---|\n| Adults | 70,196 |\n| Children | 30,000 |")
    assert not any("still to be written" in message for _, _, message in _open(check()[1]))


def test_a_mean_that_is_a_fraction_beside_a_percentage_is_found(project_copy, check):
    with (project_copy / "data" / "benchmarks.csv").open("a", encoding="utf-8") as means:
        means.write("cosmic-006,England Mean,2025-06-30,0.65,2025-09-01,Synthetic,\n")
    assert any(message.startswith("the England Mean is 0.65%") for message in _implausible(check()[1]))


def test_two_figures_that_change_places_are_found(project_copy, check):
    _edit(project_copy, "data/figures/cosmic-003.csv", "2025-06-30,100196,", "2025-06-30,380995,")
    _edit(project_copy, "data/figures/cosmic-004.csv", "2025-06-30,380995,", "2025-06-30,100196,")
    assert {i for rule, i, message in _open(check()[1]) if "swapped" in message} == {"cosmic-003", "cosmic-004"}


@pytest.mark.parametrize(
    ("value", "is_found"), [("99936", False), ("99935", True), ("99937", True)], ids=["as ruled", "below", "above"]
)
def test_a_target_is_held_to_its_own_rule(project_copy, check, value, is_found):
    definition = "data/indicators/cosmic-003.yml"
    _edit(
        project_copy,
        definition,
        "percent_above_previous_year: 2",
        f"percent_above_previous_year: 2\n    value: {value}",
    )
    told = [message for rule, _, message in _open(check()[1]) if rule == "target arithmetic"]
    assert bool(told) is is_found


def test_a_target_is_held_to_the_rule_in_the_words_of_its_reason(project_copy, check):
    _edit(project_copy, "data/indicators/cosmic-003.yml", "percent_above_previous_year: 2", "value: 100500")
    assert ("target arithmetic", "cosmic-003") in [told[:2] for told in _open(check()[1])]


def test_figures_on_both_sides_of_a_new_definition_are_not_comparable(project_copy, check):
    definition = "data/indicators/cosmic-009.yml"
    _edit(project_copy, definition, "targets:", 'redefined: [{from: 2025-04-01, what: "Weekends count."}]\ntargets:')
    told = [message for rule, stem, message in _open(check()[1]) if (rule, stem) == ("comparability", "cosmic-009")]
    assert len(told) == 1 and "Weekends count." in told[0]


# 005: 320 of 498 before, contextual. 006: 71% of 55% before, target 70%, higher is better.
# 010: 237 of 254 before, target 273, lower is better.
ROUNDED = {
    "just off target": (
        "006",
        ",71,",
        ",69.6,",
        [("target 70%", "the figure is rated Amber: unrounded they are 69.6 and 70", "decimals: 1")],
    ),
    "hardly off target": ("006", ",71,", ",69.9951,", [("target 70%", "69.9951 and 70", "decimals: 3")]),
    "off by less than can be printed": (
        "006",
        ",71,",
        ",69.99999,",
        [("target 70%", "Amber", "figures with at most 4 decimals")],
    ),
    "off and printed so": ("006", ",71,", ",69.4,", []),
    "just on target": ("006", ",71,", ",70.4,", []),
    "hardly moved": (
        "010",
        ",237,",
        ",253.6,",
        [("previous figure 254", "the figure is shown as going down", "decimals: 1")],
    ),
    "hardly moved, without a judgement": (
        "005",
        ",320,",
        ",498.4,",
        [("previous figure 498", "the figure is shown as going up", "decimals: 1")],
    ),
    "moved and printed so": ("010", ",237,", ",253.4,", []),
}


@pytest.mark.parametrize(("stem", "old", "new", "told"), ROUNDED.values(), ids=ROUNDED)
def test_a_figure_printed_like_what_it_is_judged_against_is_found(project_copy, check, stem, old, new, told):
    _edit(project_copy, f"data/figures/cosmic-{stem}.csv", f"2025-06-30{old}", f"2025-06-30{new}")
    found = [f for f in check()[1] if f["rule"] == "rounding"]
    assert [f["severity"] for f in found] == ["warning"] * len(told)
    for held, (quote, message, expected) in zip(found, told, strict=True):
        assert held["quote"].startswith(quote) and message in held["message"]
        assert held["expected"].startswith(expected)


def test_decimals_that_tell_two_figures_apart_settle_the_finding(project_copy, check):
    _edit(project_copy, "data/figures/cosmic-006.csv", "2025-06-30,71,", "2025-06-30,69.6,")
    definition = project_copy / "data/indicators/cosmic-006.yml"
    definition.write_text(definition.read_text(encoding="utf-8") + "decimals: 1\n", encoding="utf-8")
    assert not [f for f in check()[1] if f["rule"] == "rounding"]


def _params(root, change):
    held = yaml.safe_load((root / PARAMS).read_text(encoding="utf-8"))
    change(held["acknowledged"])
    (root / PARAMS).write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")


def test_a_finding_that_is_no_longer_acknowledged_is_open_again_and_stops_the_build(project_copy, check, capsys):
    _params(project_copy, lambda held: held.pop())
    status, found = check()
    assert status == 1 and _open(found)[0][:2] == ("commentary arithmetic", "cosmic-009")
    assert main(["build", "2025-26-Q1", "--output", "out", "--publisher", "embedded"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said and "notebooks/cosmic-009.ipynb, cell 8: error:" in said
    assert not (project_copy / "out").exists()


def test_an_acknowledgement_of_nothing_is_an_error(project_copy, check):
    _write(project_copy, "cosmic-009", "Deaths registered by declaration take longer.")
    status, found = check()
    assert status == 1
    assert [(f["rule"], f["severity"], f["place"]) for f in found if not f["acknowledged"]] == [
        ("acknowledgement", "error", PARAMS)
    ]


def test_an_acknowledgement_holds_for_its_own_words_only(project_copy, check):
    _edit(project_copy, "notebooks/cosmic-009.ipynb", "10.43%", "10.44%")
    assert {told[0] for told in _open(check()[1])} == {"commentary arithmetic", "acknowledgement"}


def test_a_warning_lets_the_check_fail(project_copy, check):
    _params(project_copy, lambda held: held.pop(2))
    status, found = check()
    assert status == 1 and [f["severity"] for f in found if not f["acknowledged"]] == ["warning"]


def test_what_cannot_be_read_is_status_2(project_copy, capsys):
    (project_copy / "data/figures/cosmic-003.csv").unlink()
    assert main(["check"]) == 2
    assert "the file is missing" in capsys.readouterr().err


def test_people_read_the_findings_by_indicator(project_copy, capsys):
    main(["check"])
    said = capsys.readouterr().out
    assert said.index("CoSMIC 001") < said.index("CoSMIC 009: Registrations")
    assert said.rstrip().endswith("0 open, 9 acknowledged, 0 to note")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Well.\n\n### RAG Rating\n\nRed", "this heading"),
        ("| Period | Figure |\n|---|---|\n| June | 5 |", "a table with these heads"),
    ],
)
def test_words_that_look_like_a_part_of_the_page_are_told_with_their_cell(check, project_copy, words, part):
    _write(project_copy, "cosmic-003", words)
    status, found = check()
    (told,) = [f for f in found if f["rule"] == "surfaces agree"]
    assert status == 1 and told["place"] == "notebooks/cosmic-003.ipynb, cell 8"
    assert told["message"] == f"the page itself has {part}"


@pytest.mark.parametrize(
    "words",
    ["Our RAG rating is Green.\n\n#### Our RAG Rating", "| Period | Figure | Note |\n|---|---|---|\n| a | b | c |"],
)
def test_words_that_are_only_alike_are_not(check, project_copy, words):
    _write(project_copy, "cosmic-003", words)
    assert not [f for f in check()[1] if f["rule"] == "surfaces agree"]
