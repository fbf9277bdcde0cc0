"""What commentary claims of a trend and of the year's end is held against the chart and the range, and no more."""

import time
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from cosmic.forecast import Range
from cosmic.outlooks import Outlook, outlook_for
from cosmic.record import Record
from cosmic.targets import Interval
from cosmic.xmr import Chart, PointType
from prosecheck.passages import passages
from reportbuilder import checks
from reportbuilder.checks import signal_and_outlook
from reportbuilder.checks.claims.outlooks import find_outlooks
from reportbuilder.checks.claims.records import find_records
from reportbuilder.checks.claims.trends import find_trends
from reportbuilder.drafts import commentary, draft
from reportbuilder.findings import Finding, Rule, Severity
from tests.factories import FIRST, chart_record, notebook_of, save

FOLDER = Path(__file__).parent / "claims"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['words']} ({case.get('against', 'anything')})")
    for path in sorted(FOLDER.glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
MESSAGES = yaml.safe_load((FOLDER.parent / "claims_messages.yml").read_text(encoding="utf-8"))
TARGETS = [{"from": "2020-04-01", "value": 60, "reason": "synthetic"}]
INDICATORS = yaml.safe_load((FOLDER.parent / "claims_indicators.yml").read_text(encoding="utf-8"))
COMMON, GOOD, BAD = PointType.COMMON_CAUSE, PointType.IMPROVEMENT, PointType.CONCERN
# What is left alone is so in every situation, unless its case names one.
EVERYTHING = [
    "common cause",
    "worsening",
    "improving",
    "4 figures",
    "range misses target",
    "range meets target",
    "no range",
]
# Of each situation the figures, as so many above 80, and what the chart says of the last of them.
SITUATIONS = {
    "common cause": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5, 1, 4, 0, 3], []),
    "improving": ([0, 2, 1, 0, 2, 1, 0, 2, 1, 5, 6, 7, 8, 9, 8, 9], [GOOD] * 7),
    "worsening": ([9, 8, 9, 8, 7, 9, 8, 9, 8, 4, 3, 3, 2, 1, 2, 0], [BAD] * 7),
    "rising": ([0, 2, 1, 0, 2, 1, 0, 2, 1, 5, 6, 7, 8, 9, 8, 9], [PointType.NEUTRAL_HIGH] * 7),
    "back to usual": ([6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 0, 0, 1, 4, 5, 6], [BAD, BAD, BAD, COMMON, COMMON, COMMON]),
    "highest": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5, 1, 4, 0, 8], []),
    "long ago": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 9, 1, 4, 0, 3], [GOOD, COMMON, COMMON, COMMON, COMMON]),
    "3 ago": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5, 9, 4, 0, 3], [GOOD, COMMON, COMMON, COMMON]),
    "2 ago": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5, 1, 9, 0, 3], [GOOD, COMMON, COMMON]),
    "just now": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5, 1, 4, 0, 9], [GOOD]),
    "11 figures": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2], None),
    "12 figures": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5], []),
    "4 equal figures": ([1, 1, 1, 1], None),
    "two rises of 4": ([3, 1, 2, 4], None),
    "4 figures": ([1, 3, 2, 0], None),
    "2 figures": ([1, 3], None),
    "highest of 4": ([1, 3, 2, 5], None),
}
TARGET = Interval(Decimal(400), None)
RANGES = {
    "range meets target": (Range(410, 420, 430), TARGET),
    "target within range": (Range(390, 405, 420), TARGET),
    "range misses target": (Range(370, 380, 390), TARGET),
    "no target": (Range(370, 380, 390), None),
    "no range": (None, TARGET),
}


@cache
def _held(of: str, against: str) -> tuple[Record, Chart | None, Outlook | None]:
    """The record of an indicator in a situation, with its chart and its outlook."""
    figures, special = SITUATIONS.get(against, SITUATIONS["4 figures" if against == "no range" else "common cause"])
    values = [80 - more if INDICATORS[of].get("direction") == "lower" else 80 + more for more in figures]
    targets = {"targets": TARGETS} if INDICATORS[of].get("unit") == "percent" else {}
    record = chart_record(len(values), value=values.__getitem__, **targets, **INDICATORS[of])
    return record, _chart(values, special), _outlook(of, against)


def _chart(values: list[int], special: list[str] | None) -> Chart | None:
    if special is None:
        return None
    types = [COMMON] * (len(values) - len(special)) + special
    even = (None,) * len(values)
    return Chart(tuple(map(float, values)), (80.0,) * len(values), even, even, ("",) * len(values), tuple(types), None)


def _outlook(of: str, against: str) -> Outlook | None:
    if against not in RANGES:
        return None
    year, target = RANGES[against]
    if INDICATORS[of].get("direction") == "lower" and year and target:
        year, target = Range(800 - year.upper, 800 - year.middle, 800 - year.lower), Interval(None, target.low)
    return _an_outlook(year, target)


def _an_outlook(year: Range | None, target: Interval | None, left: int = 3) -> Outlook:
    why_not = None if year else "4 quarters of figures are held in a row; a range needs 8."
    return Outlook(date(2026, 3, 31), left, year, target, why_not, until=date(2025, 6, 30))


def _told(case: dict) -> list[signal_and_outlook.Told]:
    record, chart, outlook = _held(case.get("of", "visits"), case["against"])
    return [
        told
        for passage in passages(case["words"])
        for told in signal_and_outlook.find_unsupported(passage, record, chart, outlook)
    ]


def _situations(case: dict) -> list[str]:
    return [case["against"]] if "against" in case else EVERYTHING


def _claims(case: dict) -> list:
    record, _, _ = _held(case.get("of", "visits"), case["against"])
    words = case["words"].rstrip(".") + "."
    return [*find_trends(words, record), *find_records(words, record), *find_outlooks(words, record, date(2026, 3, 31))]


def _cases(verdict: str, is_missed: bool = False) -> list:
    return [
        one for one in CASES if one.values[0]["verdict"] == verdict and one.values[0].get("missed", False) is is_missed
    ]


@pytest.mark.parametrize("case", _cases("told"))
def test_what_the_figures_do_not_bear_out_is_told(case):
    assert all(told.clause.phrase in case["words"] and told.supported for told in _told(case)) and _told(case)


@pytest.mark.parametrize("case", _cases("told", is_missed=True))
def test_what_the_reader_misses_is_not_told_yet(case):
    assert _told(case) == []


@pytest.mark.parametrize("case", _cases("borne out"))
def test_what_the_figures_bear_out_is_not_told(case):
    assert _told(case) == [] and _claims(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", _cases("left alone"))
def test_what_cannot_be_placed_is_left_alone(case):
    assert not any(_told(case | {"against": one}) for one in _situations(case))


@pytest.mark.parametrize("case", _cases("left alone", is_missed=True))
def test_what_is_taken_for_the_indicators_own_is_told_yet(case):
    assert any(_told(case | {"against": one}) for one in _situations(case))


@pytest.mark.parametrize("case", MESSAGES, ids=lambda case: f"{case['words']} ({case['against']})")
def test_a_message_says_what_the_figures_support(case):
    (told,) = _told(case)
    assert told.message == f"“{told.clause.phrase}”, but {case['said']}"


@pytest.mark.parametrize(("against", "is_told"), [("2 ago", False), ("3 ago", True)])
def test_a_signal_bears_a_trend_out_while_it_is_among_the_last_three_figures(against, is_told):
    assert bool(_told({"words": "Visits continue to rise.", "against": against})) is is_told


@pytest.mark.parametrize(("against", "is_told"), [("11 figures", True), ("12 figures", False)])
def test_a_standstill_needs_twelve_figures(against, is_told):
    assert bool(_told({"words": "Visits remain stable.", "against": against})) is is_told


def test_figures_that_are_all_the_same_are_steady_however_few():
    assert _told({"words": "Visits remain stable.", "against": "4 equal figures"}) == []


@pytest.mark.parametrize(("run", "is_told"), [("second", False), ("third", True)])
def test_a_run_that_is_counted_is_held_against_the_figures_themselves(run, is_told):
    words = f"Visits have increased for the {run} consecutive quarter."
    assert bool(_told({"words": words, "against": "two rises of 4"})) is is_told


@pytest.mark.parametrize(("end", "is_told"), [(399, True), (400, False), (401, False)])
def test_a_range_from_the_target_on_bears_out_that_it_is_reached(end, is_told):
    record, chart, _ = _held("visits", "common cause")
    outlook = _an_outlook(Range(end, 410, 420), TARGET)
    (passage,) = passages("The target will be met.")
    assert bool(list(signal_and_outlook.find_unsupported(passage, record, chart, outlook))) is is_told


@pytest.mark.parametrize(("end", "is_told"), [(399, False), (400, True), (401, True)])
def test_a_range_up_to_below_the_target_bears_out_that_it_is_missed(end, is_told):
    record, chart, _ = _held("visits", "common cause")
    outlook = _an_outlook(Range(380, 390, end), TARGET)
    (passage,) = passages("The target will be missed.")
    assert bool(list(signal_and_outlook.find_unsupported(passage, record, chart, outlook))) is is_told


@pytest.mark.parametrize(
    ("before", "is_told"),
    [("71% of calls were answered in time. ", True), ("Two advisers have joined the team. ", False), ("", True)],
)
def test_what_it_refers_to_is_the_indicator_only_if_the_sentence_before_names_it(before, is_told):
    words = f"{before}This continues to improve."
    assert bool(_told({"words": words, "against": "common cause", "of": "calls"})) is is_told


@pytest.mark.parametrize("words", ["## Visits continue to rise", "| Visits continue to rise | 12 |"])
def test_headings_and_tables_are_left_alone(words):
    assert _told({"words": words, "against": "common cause"}) == []


def test_a_record_of_another_number_than_the_indicators_is_left_alone():
    assert _told({"words": "At 46, this was the lowest figure on record.", "against": "common cause"}) == []
    assert _told({"words": "At 83, this was the lowest figure on record.", "against": "common cause"})


@pytest.mark.parametrize(("quarters_ago", "is_told"), [(11, True), (12, False), (13, False)])
def test_a_record_in_three_years_is_held_against_the_last_twelve_quarters(quarters_ago, is_told):
    record = chart_record(16, value=lambda number: {15: 85, 15 - quarters_ago: 89}.get(number, 80))
    (passage,) = passages("This is the highest figure in three years.")
    assert bool(list(signal_and_outlook.find_unsupported(passage, record, None, None))) is is_told


@pytest.mark.parametrize(("held", "is_told"), [(11, True), (12, False), (13, False)])
def test_a_record_in_three_years_needs_figures_of_three_years(held, is_told):
    record = chart_record(held, value=range(held).__getitem__)
    (passage,) = passages("This is the highest figure in three years.")
    assert bool(list(signal_and_outlook.find_unsupported(passage, record, None, None))) is is_told


def test_a_claim_that_is_not_borne_out_is_a_warning_that_can_be_acknowledged(project_copy):
    held = notebook_of(project_copy, "cosmic-006")
    for cell in held["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"] = "### Commentary\n\nEngagement rates continue to improve."
    save(project_copy, "cosmic-006", held)
    (found,) = _signals("cosmic-006")
    assert found.severity is Severity.WARNING and found.is_open and found.quote == "continue to improve"
    assert found.sentence[found.start :].startswith(found.quote) and found.place.endswith("cosmic-006.ipynb, cell 8")
    params = project_copy / "params" / f"{FIRST}.yml"
    entry = "  - {rule: signal, indicator: cosmic-006, quote: continue to improve, reason: The service says so.}\n"
    params.write_text(params.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert [one.acknowledged for one in _signals("cosmic-006")] == ["The service says so."]


def _signals(stem: str) -> list[Finding]:
    found = checks.run_checks(draft.read_draft(FIRST))
    return [one for one in found if one.rule is Rule.SIGNAL and one.indicator == stem]


def test_what_the_first_edition_claims_of_trend_and_year_end_is_told(first_edition, monkeypatch):
    monkeypatch.chdir(first_edition)
    read = draft.read_draft(FIRST)
    told = []
    for record in read.records:
        stem = record.indicator.stem
        outlook = outlook_for(record)
        for prose in commentary.read_prose(read.notebooks[stem].cells, FIRST):
            for passage in passages(prose.text):
                found = signal_and_outlook.find_unsupported(passage, record, None, outlook)
                told += [(stem[-3:], str(one.rule), one.clause.phrase) for one in found]
    assert told == [
        ("003", "signal", "continued strong progress"),
        ("003", "outlook", "confident the end of year position will remain on track"),
        ("004", "outlook", "likely that the annual target for growth will be missed"),
    ]


def test_a_thousand_words_take_a_fraction_of_a_second():
    words = " ".join(case.values[0]["words"] for case in CASES)
    record, chart, _ = _held("visits", "common cause")
    outlook = _outlook("visits", "range misses target")
    read = list(passages(words))
    begun = time.process_time()
    for passage in read:
        list(signal_and_outlook.find_unsupported(passage, record, chart, outlook))
    assert time.process_time() - begun < 0.1 * len(words.split()) / 1_000


def test_of_a_year_that_has_ended_its_end_is_told():
    record, chart, _ = _held("visits", "common cause")
    (passage,) = passages("We are on track to meet the target.")
    outlook = _an_outlook(Range(390, 390, 390), TARGET, left=0)
    (told,) = signal_and_outlook.find_unsupported(passage, record, chart, outlook)
    assert told.supported == "the year ended at 390 and the target, 400, is missed"
