"""What gives back a suppressed figure stops the build, and no message holds it."""

import json
import re

import pytest

from reportbuilder import checks
from reportbuilder.drafts import draft
from reportbuilder.drafts.saved import to_save
from reportbuilder.findings import Rule, Severity
from tests.factories import FIRST, notebook_of, save

HEAD = "period_end,value,numerator,denominator,published,status,source,note"
PART_HEAD = f"part,{HEAD}"
DAY = "2025-09-17"


def _define(root, stem, *lines, **keys):
    """Set keys of a definition, and write its figures."""
    path = root / "data" / "indicators" / f"{stem}.yml"
    text = path.read_text(encoding="utf-8")
    for key, value in keys.items():
        text = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", text, flags=re.MULTILINE) + f"{key}: {value}\n"
    path.write_text(text, encoding="utf-8")
    if lines:
        _write(root / "data" / "figures" / f"{stem}.csv", HEAD, lines)


def _write(path, head, lines):
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def _count(end, value, status="published", note=""):
    return f"{end},{value},,,{DAY},{status},Synthetic,{note}"


def _share(end, value, numerator, denominator):
    return f"{end},{value},{numerator},{denominator},{DAY},published,Synthetic,"


def _found():
    found = [one for one in checks.run_checks(draft.read_draft(FIRST)) if one.rule is Rule.DISCLOSURE]
    assert all(one.severity is Severity.ERROR for one in found)
    return [(one.place, one.message) for one in found]


CASES = dict(service="Tests", unit="count", name="Cases open", direction="contextual", targets="[]", redefined="[]")
QUARTERLY = CASES | dict(basis="quarter", compared_with="previous quarter")
SPLIT = "\n  by: type\n  names:\n    - Adults\n    - Children\n    - Others"


def test_a_small_count_alone_is_suppressed_and_nothing_gives_it_back(small_project):
    _define(
        small_project, "cosmic-003", _count("2025-03-31", 12), _count("2025-06-30", 3), **QUARTERLY, smallest_count=5
    )
    assert _found() == []
    (record,) = draft.read_draft(FIRST).records
    assert record.current is None and [one.status for one in record.unavailable] == ["suppressed"]


@pytest.mark.parametrize(("value", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_zero_and_the_smallest_count_itself_are_shown(small_project, value, is_hidden):
    _define(small_project, "cosmic-003", _count("2025-06-30", value), **QUARTERLY, smallest_count=5)
    (record,) = draft.read_draft(FIRST).records
    assert (record.current is None) is is_hidden


def test_a_share_is_suppressed_for_its_numerator_its_rest_or_its_denominator(small_project):
    rows = [
        _share("2024-09-30", "0.35", 3, 847),
        _share("2024-12-31", "99.65", 844, 847),
        _share("2025-03-31", "50", 2, 4),
        _share("2025-06-30", "50", 20, 40),
    ]
    _define(small_project, "cosmic-003", *rows, **QUARTERLY | dict(unit="percent"), smallest_count=5)
    (record,) = draft.read_draft(FIRST).records
    assert [str(figure.period_end) for figure in record.series] == ["2025-06-30"]


def test_a_total_less_its_other_parts_gives_a_part_back_until_a_second_is_suppressed(small_project):
    _define(small_project, "cosmic-003", _count("2025-06-30", 30), **QUARTERLY, smallest_count=5, parts=SPLIT)
    path = small_project / "data" / "parts" / "cosmic-003.csv"
    values = {"Adults": 17, "Children": 3, "Others": 10}
    _write(path, PART_HEAD, [f"{part},{_count('2025-06-30', value)}" for part, value in values.items()])
    ((place, message),) = _found()
    assert place == "data/parts/cosmic-003.csv, row 3"
    assert "the suppressed figure of Children in Jun-25 can be worked out from figures that are shown" in message
    assert not re.search(r"\b(3|three)\b", message)
    path.write_text(path.read_text(encoding="utf-8").replace("10,,,2025-09-17,published", "10,,,2025-09-17,suppressed"))
    assert _found() == []


def test_parts_that_can_only_be_shared_out_in_one_way_are_given_back(small_project):
    _define(small_project, "cosmic-003", _count("2025-06-30", 19), **QUARTERLY, smallest_count=5, parts=SPLIT)
    path = small_project / "data" / "parts" / "cosmic-003.csv"
    for adults, children, is_found in ((1, 1, True), (4, 4, True), (2, 3, False)):
        others = 19 - adults - children
        values = {"Adults": adults, "Children": children, "Others": others}
        _write(path, PART_HEAD, [f"{part},{_count('2025-06-30', value)}" for part, value in values.items()])
        assert bool(_found()) is is_found, values


def test_a_running_total_gives_back_the_quarter_that_is_made_of_it(small_project):
    rows = [_count(end, value) for end, value in (("2024-12-31", 20), ("2025-03-31", 23), ("2025-06-30", 40))]
    keys = CASES | dict(basis="year to date", reported_as="quarter", compared_with="previous quarter")
    _define(small_project, "cosmic-003", *rows, **keys, smallest_count=5)
    assert _found() == [
        (
            "data/figures/cosmic-003.csv, row 3",
            "the quarter to Mar-25 is too small to be shown, and follows from what is shown",
        )
    ]
    (record,) = draft.read_draft(FIRST).records
    assert record.previous is None and all(figure.value != 3 for figure in record.series)


def test_a_year_to_date_of_quarters_has_no_figure_where_a_quarter_is_suppressed(small_project):
    rows = [_count(end, value) for end, value in (("2024-06-30", 3), ("2024-09-30", 20), ("2025-06-30", 40))]
    keys = CASES | dict(basis="quarter", reported_as="year to date", compared_with="previous year")
    _define(small_project, "cosmic-003", *rows, **keys, smallest_count=5)
    (record,) = draft.read_draft(FIRST).records
    assert [str(figure.period_end) for figure in record.series] == ["2025-06-30"] and _found() == []


def test_another_indicators_share_gives_a_count_back(project_copy):
    _define(project_copy, "cosmic-005", _count("2025-06-30", 3), **QUARTERLY, smallest_count=5)
    _define(project_copy, "cosmic-006", _share("2025-06-30", "0.35", 3, 847), decimals=2)
    places = [(place, message) for place, message in _found() if "cosmic-006.csv" in place]
    assert [place for place, _ in places] == ["data/figures/cosmic-006.csv, row 2"]
    assert places[0][1] == "CoSMIC 006 shows for Jun-25 a count that CoSMIC 005 suppresses"


def _keep(root):
    """Save the records of the edition as it is now."""
    read = draft.read_draft(FIRST)
    path = root / "data" / "records" / f"{FIRST}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(to_save(read.records, read.notebooks), default=str), encoding="utf-8")


def test_an_earlier_edition_that_shows_what_is_suppressed_now_is_found(small_project):
    _define(small_project, "cosmic-003", _count("2025-06-30", 3), **QUARTERLY)
    _keep(small_project)
    assert _found() == []
    _define(small_project, "cosmic-003", smallest_count=5)
    (found,) = _found()
    assert found == (
        "data/records/2025-26-Q1.json",
        "the figure of Jun-25 is suppressed now, and is in these records of an edition",
    )
    _keep(small_project)
    assert _found() == []


def test_a_year_to_date_of_an_earlier_edition_gives_a_quarter_back(small_project):
    rows = [_count(end, value) for end, value in (("2024-06-30", 3), ("2024-09-30", 20), ("2025-06-30", 40))]
    keys = CASES | dict(basis="quarter", reported_as="year to date", compared_with="previous year")
    _define(small_project, "cosmic-003", *rows, **keys)
    _keep(small_project)
    path = small_project / "data" / "records" / f"{FIRST}.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    records[0]["previous"] = None
    records[0]["series"] = [one for one in records[0]["series"] if one["value"] != 3]
    path.write_text(json.dumps(records), encoding="utf-8")
    _define(small_project, "cosmic-003", smallest_count=5)
    assert [message for _, message in _found()] == [
        "the suppressed figure of Jun-24 can be worked out from figures that are shown: "
        "Sep-24, Sep-24 in data/records/2025-26-Q1.json"
    ]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("There were 3 cases open.", True),
        ("Open cases fell to three.", True),
        ("Of 847 visits, 0.35% were cases.", True),
        ("We opened 3 libraries in Quarter 3.", False),
        ("There were 12 cases open.", False),
        ("Open cases (3) are few.", True),
        ("We wrote to those whose cases are open (three letters each).", False),
    ],
)
def test_words_that_print_the_number_beside_its_noun_are_found(small_project, words, is_found):
    _define(small_project, "cosmic-003", _count("2025-06-30", 3), **QUARTERLY, smallest_count=5)
    notebook = notebook_of(small_project, "cosmic-003")
    cell = next(one for one in notebook["cells"] if "commentary" in one["metadata"].get("tags", []))
    cell["source"] = f"### Commentary\n\n{words}"
    save(small_project, "cosmic-003", notebook)
    found = [message for place, message in _found() if "ipynb" in place]
    assert found == ["these words may give back the suppressed figure of Jun-25"] * is_found


def test_a_note_and_a_target_can_give_it_back_too(small_project):
    targets = "\n  - from: 2025-04-01\n    value: 4\n    percent_above_previous_year: 2\n    reason: agreed"
    rows = [_count("2024-06-30", 3), _count("2025-06-30", 40, note="3 cases less than planned")]
    keys = QUARTERLY | dict(targets=targets, direction="higher", compared_with="previous year")
    _define(small_project, "cosmic-003", *rows, **keys, smallest_count=5)
    assert [place for place, _ in _found()] == [
        "data/indicators/cosmic-003.yml, target from 2025-04-01",
        "data/figures/cosmic-003.csv, row 3, note",
    ]
