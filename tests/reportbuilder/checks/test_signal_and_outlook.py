"""What commentary claims of a trend and of the year's end is held against the chart and the range, and no more."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from cosmic.outlooks import Outlook, Range
from cosmic.record import Record
from cosmic.targets import Interval
from cosmic.xmr import Chart, PointType
from prosecheck.passages import passages
from reportbuilder.checks import signal_and_outlook
from reportbuilder.checks.claims.outlooks import find_outlooks
from reportbuilder.checks.claims.records import find_records
from reportbuilder.checks.claims.trends import find_trends
from tests.factories import chart_record

FOLDER = Path(__file__).parent / "claims"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['words']} ({case['against']})")
    for path in sorted(FOLDER.glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
PERCENT = {"unit": "percent", "targets": [{"from": "2020-04-01", "value": 60, "reason": "synthetic"}]}
INDICATORS = {
    "visits": {"name": "Number of visitors to libraries"},
    "deaths": {"name": "Registrations - All deaths registered within 5 days", **PERCENT},
    "inquests": {"name": "Total number of live investigations that are over 12 months old", "direction": "lower"},
    "support": {
        "name": "Total number of people supported through the safe accommodation strategy",
        "direction": "contextual",
        "targets": [],
    },
}
INDICATORS |= {
    "recycling": {"name": "Percentage of household waste sent for reuse, recycling and composting", **PERCENT},
    "calls": {"name": "Percentage of telephone calls answered within 20 seconds", **PERCENT},
    "council tax": {"name": "Percentage of council tax collected in the year", **PERCENT},
    "sickness": {"name": "Working days lost to sickness absence per employee", "direction": "lower"},
    "temporary": {"name": "Number of households in temporary accommodation", "direction": "lower"},
    "fly-tips": {"name": "Average number of days taken to remove fly-tips", "direction": "lower"},
    "homes": {"name": "Number of affordable homes delivered"},
}
COMMON, GOOD, BAD = PointType.COMMON_CAUSE, PointType.IMPROVEMENT, PointType.CONCERN
# Of each situation the figures, as so many above 80, and what the chart says of the last of them.
SITUATIONS = {
    "common cause": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5, 1, 4, 0, 3], []),
    "improving": ([0, 2, 1, 0, 2, 1, 0, 2, 1, 5, 6, 7, 8, 9, 8, 9], [GOOD] * 7),
    "worsening": ([9, 8, 9, 8, 7, 9, 8, 9, 8, 4, 3, 3, 2, 1, 2, 0], [BAD] * 7),
    "rising": ([0, 2, 1, 0, 2, 1, 0, 2, 1, 5, 6, 7, 8, 9, 8, 9], [PointType.NEUTRAL_HIGH] * 7),
    "back to usual": ([6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 0, 0, 1, 4, 5, 6], [BAD, BAD, BAD, COMMON, COMMON, COMMON]),
    "highest": ([0, 6, 1, 5, 2, 7, 0, 4, 1, 6, 2, 5, 1, 4, 0, 8], []),
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
    record = chart_record(len(values), value=values.__getitem__, **INDICATORS[of])
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
    return Outlook(date(2026, 3, 31), 3, year, target, None if year else "4 figures are held; a range needs 8")


def _told(case: dict) -> list[signal_and_outlook.Told]:
    record, chart, outlook = _held(case.get("of", "visits"), case["against"])
    return [
        told
        for passage in passages(case["words"])
        for told in signal_and_outlook.find_unsupported(passage, record, chart, outlook)
    ]


def _claims(case: dict) -> list:
    record, _, _ = _held(case.get("of", "visits"), case["against"])
    words = case["words"].rstrip(".") + "."
    return [*find_trends(words, record), *find_records(words, record), *find_outlooks(words, record, date(2026, 3, 31))]


@pytest.mark.parametrize("case", [one for one in CASES if one.values[0]["verdict"] == "told"])
def test_what_the_figures_do_not_bear_out_is_told(case):
    assert _told(case)


@pytest.mark.parametrize("case", [one for one in CASES if one.values[0]["verdict"] == "borne out"])
def test_what_the_figures_bear_out_is_not_told(case):
    assert _told(case) == [] and _claims(case)


@pytest.mark.parametrize("case", [one for one in CASES if one.values[0]["verdict"] == "left alone"])
def test_what_cannot_be_placed_is_left_alone(case):
    assert _told(case) == []
