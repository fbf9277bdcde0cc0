"""At a glance: counts, and which indicators need attention first (all synthetic but the last test)."""

from datetime import date

import pytest

from cosmic.record import Inputs
from cosmic.rules import RAG, Change
from projectfiles import paths
from reportpages import chart_text, priorities, scorecard
from tests.factories import a_record, an_indicator

JUN_25, MAR_25, OUT = date(2025, 6, 30), date(2025, 3, 31), date(2025, 9, 17)


def _of(current, previous=None, **keys):
    """A record against a target of 100, higher is better."""
    rows = [(MAR_25, previous, OUT)] * (previous is not None) + [(JUN_25, current, OUT)] * (current is not None)
    return a_record(an_indicator(**keys), rows)


def _whys(records) -> list[str]:
    return [item.why for item in priorities.find_priorities(records)]


def test_every_record_is_counted_once_by_rating_and_once_by_change():
    records = [_of(100), _of(95, 90), _of(95, 99), _of(50, 50), _of(None), _of(5, direction="contextual", targets=[])]
    assert (
        sum(count for _, count in priorities.count_ratings(records))
        == sum(n for _, n in priorities.count_changes(records))
        == 6
    )
    assert dict(priorities.count_ratings(records)) == {
        RAG.GREEN: 1, RAG.AMBER: 2, RAG.RED: 1, RAG.CONTEXTUAL: 1, RAG.NO_DATA: 1,
    }  # fmt: skip
    assert dict(priorities.count_changes(records))[Change.NO_CHANGE] == 1


def test_the_colours_and_both_ways_are_told_even_where_there_are_none():
    assert priorities.count_ratings([]) == [(RAG.GREEN, 0), (RAG.AMBER, 0), (RAG.RED, 0)]
    assert priorities.count_changes([]) == [(Change.IMPROVING, 0), (Change.DECLINING, 0)]


def test_the_furthest_from_target_comes_first_and_then_the_fastest_falling_on_target():
    records = [_of(110, 111), _of(95), _of(80), _of(120, 180), _of(90), _of(130, 120)]
    assert [item.record.current.value for item in priorities.find_priorities(records)] == [80, 90, 95, 120, 110]


def test_a_missed_target_of_zero_comes_first_as_no_share_of_it_can_be_told():
    keys = {"direction": "lower", "targets": [{"from": "2025-04-01", "value": 0, "reason": "synthetic"}]}
    assert _whys([_of(50), _of(3, **keys)])[0] == "3 against a target of 0; change: no data"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (_of(80, 90), "80 against a target of 100, off by 20.0% of it; declining from 90"),
        (_of(80, 70), "80 against a target of 100, off by 20.0% of it; improving from 70"),
        (_of(80, 80), "80 against a target of 100, off by 20.0% of it; as before"),
        (_of(80), "80 against a target of 100, off by 20.0% of it; change: no data"),
        (_of(110, 120), "on target at 110, but declining from 120"),
    ],
)
def test_why_is_told_in_one_line(record, why):
    assert _whys([record]) == [why]


@pytest.mark.parametrize(
    "record", [_of(100, 100), _of(110, 100), _of(None), _of(5, 9, direction="contextual", targets=[])]
)
def test_on_target_and_not_declining_or_not_judged_needs_no_attention(record):
    assert _whys([record]) == []


def test_none_is_said_to_be_none(project_copy, monkeypatch):
    monkeypatch.setattr(Inputs, "records", lambda *_: [_of(110, 100)])
    assert "None: no indicator is off target or declining." in scorecard.ScorecardPage("2025-26-Q1").glance().plain


def test_the_first_edition_names_its_three(project_copy):
    shown = scorecard.ScorecardPage("2025-26-Q1").glance()
    _, quarter, *lines = shown.plain.splitlines()
    assert quarter == "Quarter 1, 2025/26 Financial Year" and quarter not in shown.markdown
    assert lines[0] == "10 indicators: 6 Green 2 Amber 0 Red 2 Contextual"
    assert lines[1] == "Change in performance: 5 ↑ Improving, 3 ↓ Declining, 2 Contextual."
    assert [line[:13] for line in lines[3:]] == ["1. CoSMIC 009", "2. CoSMIC 004", "3. CoSMIC 008"]
    assert len(paths.stems()) == 10 and "(#cosmic-009)" in shown.markdown


BANDS = {"bands": [{"rating": "Green", "from": "95"}, {"rating": "Amber", "from": "85", "to": "94"}]}


def test_what_bands_call_green_though_it_misses_its_target_is_not_said_to_be_on_target():
    record = _of(96, 99, rating=BANDS)
    assert record.rag is RAG.GREEN
    assert _whys([record]) == ["Green at 96 against a target of 100, but declining from 99"]
    assert chart_text.headline(record).startswith("Green: 96 in Jun-25 against a target of 100")
    assert chart_text.headline(_of(100, rating=BANDS)).startswith("On target: 100 ")
    assert chart_text.headline(_of(94, rating=BANDS)).startswith("Off target: 94 ")
