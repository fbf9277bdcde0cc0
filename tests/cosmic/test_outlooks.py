"""Where an indicator's year will end: for which there is a range, of what it is, and what the report says of it."""

import json
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from cosmic.forecast import Range, year_end
from cosmic.outlooks import Outlook, Verdict, outlook_for
from cosmic.periods import Quarter, months_before
from cosmic.record import compute_record
from cosmic.targets import Interval
from reportpages import outlook_text, saved_records
from reportpages.diary import Diary, read_diary
from tests.factories import NO_BENCHMARKS, an_edition, an_indicator

JUN_25, MAR_26 = date(2025, 6, 30), date(2026, 3, 31)
COLUMNS = "period_end value numerator denominator published status source note row".split()
SEASONS = [100, 200, 300, 400]
ANNUAL = [{"from": "2020-04-01", "annual": 1000, "reason": "synthetic"}]


def record(values, end=JUN_25, step=3, **keys):
    """A record of values in the order of their periods, the last of which ends on a day; pairs are shares."""
    quarter = Quarter(end.year - (end.month < 4), (end.month - 4) % 12 // 3 + 1)
    indicator = an_indicator(**{"compared_with": "previous year", "targets": ANNUAL} | keys)
    cells = []
    for row, value in enumerate(values, 2):
        day = months_before(end, step * (len(values) + 1 - row))
        if value is None:
            continue
        top, bottom = (Decimal(value[0]), Decimal(value[1])) if isinstance(value, tuple) else (None, None)
        exact = (indicator.unit.traits.times or 1) * top / bottom if bottom else Decimal(value)
        cells.append((day, exact, top, bottom, day, "published", "synthetic", None, row))
    table = pd.DataFrame(cells, columns=COLUMNS, dtype=object)
    return compute_record(indicator, an_edition(months_before(quarter.end, -1), quarter), table, NO_BENCHMARKS)


def noisy(count, size=40):
    """Quarters about 1,000, which go up and down without a rule."""
    return [1000 + size * ((place * 7919) % 13 - 6) // 6 for place in range(count)]


def test_a_quarterly_count_ends_its_year_at_the_sum_of_four_quarters():
    values = noisy(17)
    outlook = outlook_for(record(values))
    exact = year_end(values, 3)
    assert (outlook.year_end, outlook.quarters_left, outlook.so_far) == (MAR_26, 3, values[-1])
    assert outlook.range.lower <= exact.lower < exact.middle < exact.upper <= outlook.range.upper
    assert outlook.range.upper - outlook.range.lower <= 1.1 * (exact.upper - exact.lower)


def test_a_running_total_months_and_quarters_have_one_outlook():
    quarters = noisy(17)
    months = [part for value in quarters for part in (1, 2, value - 3)]
    running = [sum(quarters[place - place % 4 : place + 1]) for place in range(len(quarters))]
    by_quarter = outlook_for(record(quarters))
    assert by_quarter.range == outlook_for(record(running, basis="year to date")).range
    assert by_quarter.range == outlook_for(record(months, basis="month", step=1)).range
    assert by_quarter == outlook_for(record(quarters, reported_as="rolling 12 months"))


def test_rolling_years_end_at_march_as_their_quarters_do_whatever_the_season_of_the_first_year():
    noise = noisy(24)
    quarters = [value + 300 * (place % 4) for place, value in enumerate(noise)]
    rolling = [sum(quarters[place - 3 : place + 1]) for place in range(3, len(quarters))]
    years = outlook_for(record(rolling, basis="rolling 12 months"))
    own = outlook_for(record(quarters))
    assert years.quarters_left == own.quarters_left == 3
    assert years.range.middle == pytest.approx(own.range.middle, rel=0.02)
    assert years.so_far is None and years.due is None


def test_a_year_that_has_ended_is_its_exact_total():
    values = noisy(16)
    outlook = outlook_for(record(values, date(2025, 3, 31)))
    assert outlook.quarters_left == 0 and outlook.range == Range(*[sum(values[-4:])] * 3)


def test_a_month_after_the_years_end_is_of_the_next_year():
    outlook = outlook_for(record([10] * 37, date(2025, 4, 30), basis="month", step=1))
    assert (outlook.year_end, outlook.quarters_left, outlook.so_far) == (MAR_26, 4, None)


def test_a_year_ends_when_its_indicator_says():
    outlook = outlook_for(record(noisy(16), year_ends="December"))
    assert (outlook.year_end, outlook.quarters_left) == (date(2025, 12, 31), 2)


def test_a_share_of_a_year_is_all_numerators_over_all_denominators():
    quarters = [(40 + place % 3, 80) for place in range(16)] + [(5, 10)]
    keys = {"unit": "percent", "targets": [{"from": "2020-04-01", "value": 50, "reason": "synthetic"}]}
    outlook = outlook_for(record(quarters, **keys))
    assert 49 <= outlook.range.lower < 51 < outlook.range.upper <= 54
    ended = outlook_for(record([(1, 2), (1, 4), (1, 8), (1, 16)] * 2, date(2025, 3, 31), **keys))
    assert ended.range.middle == pytest.approx(100 * 4 / 30)


def test_quarters_of_few_cases_count_for_little_in_the_share_of_a_year():
    keys = {"unit": "percent", "decimals": 2, "targets": []}
    shares = [60 + place * 5 % 7 for place in range(17)]
    widths = []
    for cases in ([90, 1, 1, 1], [1, 30, 30, 30]):  # most cases are counted already, or are still to come
        quarters = [(share * cases[place % 4], 100 * cases[place % 4]) for place, share in enumerate(shares)]
        got = outlook_for(record(quarters, **keys)).range
        widths.append(got.upper - got.lower)
    assert widths[0] < widths[1] / 10


def test_rolling_percentages_need_no_numerators():
    rolling = [70 + place * 5 % 7 for place in range(17)]
    outlook = outlook_for(record(rolling, basis="rolling 12 months", unit="percent", targets=[]))
    assert 60 < outlook.range.lower < 73 < outlook.range.upper < 85


def test_a_percentage_never_ends_above_100():
    quarters = [(95 + place * 7 % 6, 100) for place in range(17)]
    assert outlook_for(record(quarters, unit="percent", targets=[])).range.upper == 100


def test_percentages_alone_have_no_range_and_it_says_why():
    outlook = outlook_for(record([70] * 17, unit="percent", targets=[]))
    assert outlook.range is None
    assert (
        outlook.why_not == "The year's share needs the numerators and denominators of its quarters, which are not held."
    )


@pytest.mark.parametrize(
    ("count", "why"),
    [
        (1, "1 quarter of figures is held in a row; a range needs 8."),
        (7, "7 quarters of figures are held in a row; a range needs 8."),
        (8, None),
        (9, None),
    ],
)
def test_a_range_needs_8_quarters(count, why):
    outlook = outlook_for(record(noisy(count)))
    assert outlook.why_not == why and (outlook.range is None) == (why is not None)


def test_only_quarters_since_the_last_gap_and_redefinition_count():
    gapped = outlook_for(record([*noisy(8), None, *noisy(7)]))
    change = {"from": "2023-10-01", "what": "Another count."}
    redefined = outlook_for(record(noisy(17), redefined=[change]))
    alike = outlook_for(record(noisy(17), redefined=[change | {"comparable": True}]))
    assert gapped.why_not == redefined.why_not == "7 quarters of figures are held in a row; a range needs 8."
    assert alike.range


@pytest.mark.parametrize(
    "keys",
    [
        {"basis": "snapshot"},
        {"basis": "academic year", "end": date(2024, 9, 30), "step": 12},
        {"basis": "half-year", "step": 6, "end": date(2025, 3, 31)},
        {"unit": "percentage points", "targets": []},
        {"in_development": True},
        {"suspended": [{"from": "2025-04-01", "reason": "synthetic"}]},
    ],
)
def test_what_has_no_year_to_end_or_is_not_measured_has_no_outlook(keys):
    assert outlook_for(record(noisy(16), **keys)) is None


def test_without_a_current_figure_there_is_no_outlook():
    assert outlook_for(record([*noisy(16), None, None, None])) is None


@pytest.mark.parametrize(
    ("target", "keys", "of_year"),
    [
        ({"annual": 900}, {}, Interval(Decimal(900), None)),
        ({"annual": 900, "profile": [10, 20, 30, 40]}, {}, Interval(Decimal(900), None)),
        ({"annual": 900}, {"direction": "lower"}, Interval(None, Decimal(900))),
        ({"annual": 900}, {"direction": "maintain"}, Interval(Decimal(900), Decimal(900))),
        ({"annual": 900}, {"direction": "contextual"}, None),
        ({"value": 90}, {}, None),
        ({"at_least": 80, "at_most": 90}, {}, None),
        ({"percent_above_previous_year": 2}, {}, Interval(Decimal(1020), None)),
        ({"value": 90, "percent_above_previous_year": 2}, {}, Interval(Decimal(1020), None)),
        ({"percent_below_previous_year": 10}, {"direction": "lower"}, Interval(None, Decimal(900))),
        ({"no_worse_than": "previous year"}, {}, Interval(Decimal(1000), None)),
    ],
)
def test_the_target_of_a_year_is_its_own_and_not_that_of_a_quarter(target, keys, of_year):
    values = SEASONS * 4 + [100]
    own = [{"from": "2020-04-01", "reason": "synthetic"} | target]
    assert outlook_for(record(values, targets=own, **keys)).target == of_year


def test_the_target_of_a_running_total_or_of_rolling_years_is_that_of_their_march():
    own = {"targets": [{"from": "2020-04-01", "at_least": 80, "at_most": 90, "reason": "synthetic"}]}
    for basis in ("year to date", "rolling 12 months"):
        assert outlook_for(record([80] * 17, basis=basis, **own)).target == Interval(Decimal(80), Decimal(90))


def test_what_is_due_so_far_follows_the_profile():
    targets = [ANNUAL[0] | {"profile": [40, 30, 20, 10]}]
    outlook = outlook_for(record([100, 300], date(2025, 9, 30), targets=targets))
    assert (outlook.so_far, outlook.due) == (400, Interval(Decimal(700), None))
    flat = outlook_for(record([100, 300], date(2025, 9, 30)))
    assert flat.due == Interval(Decimal(500), None)


def judged(lower, upper, low=None, high=None):
    interval = Interval(*(None if end is None else Decimal(end) for end in (low, high)))
    return Outlook(MAR_26, 3, Range(lower, lower, upper), interval, None, JUN_25).verdict


@pytest.mark.parametrize(
    ("lower", "upper", "target", "verdict"),
    [
        (99, 110, {"low": 100}, Verdict.OPEN),
        (100, 110, {"low": 100}, Verdict.MEETS),
        (101, 110, {"low": 100}, Verdict.MEETS),
        (90, 99, {"low": 100}, Verdict.MISSES),
        (90, 100, {"low": 100}, Verdict.OPEN),
        (90, 100, {"high": 100}, Verdict.MEETS),
        (90, 101, {"high": 100}, Verdict.OPEN),
        (100, 101, {"high": 100}, Verdict.OPEN),
        (101, 110, {"high": 100}, Verdict.MISSES),
        (95, 105, {"low": 95, "high": 105}, Verdict.MEETS),
        (94, 105, {"low": 95, "high": 105}, Verdict.OPEN),
        (90, 110, {"low": 95, "high": 105}, Verdict.OPEN),
        (90, 94, {"low": 95, "high": 105}, Verdict.MISSES),
        (106, 110, {"low": 95, "high": 105}, Verdict.MISSES),
    ],
)
def test_a_range_meets_its_target_only_as_a_whole_and_misses_it_only_as_a_whole(lower, upper, target, verdict):
    assert judged(lower, upper, **target) is verdict


@pytest.mark.parametrize(("times", "step"), [(100, 1000), (200, 2000), (397, 2000), (800, 5000)])
def test_a_range_is_rounded_outwards_to_a_round_number_of_which_its_width_has_20_at_least(times, step):
    values = [value * times for value in noisy(17)]
    exact, got = year_end(values, 3), outlook_for(record(values)).range
    assert 20 <= (exact.upper - exact.lower) / step < 50
    assert exact.lower - step < got.lower <= exact.lower and exact.upper <= got.upper < exact.upper + step
    assert got.lower % step == got.upper % step == 0


def test_a_range_of_few_is_rounded_to_whole_ones():
    assert all(end == int(end) for end in vars(outlook_for(record([3, 1, 2, 4] * 4 + [2])).range).values())


def test_a_year_whose_last_quarters_are_missing_has_no_range():
    months = [10 + place % 3 for place in range(37)]
    months[-3] = None  # February: the last whole quarter ends five quarters before the year does
    assert outlook_for(record(months, date(2025, 4, 30), basis="month", step=1)).range is None


def words(values, *args, diary=None, **keys):
    made = record(values, *args, **keys)
    return outlook_text.sentences(made, outlook_for(made), diary)


def with_target(annual, **keys):
    targets = [{"from": "2020-04-01", "annual": annual, "reason": "synthetic"}]
    return words(noisy(17, 60), targets=targets, **keys)


def test_a_councillor_reads_the_range_and_where_the_target_lies():
    said, judged = with_target(4000)
    lower, upper = said.removeprefix("The year to March 2026 is likely to end between ").split(" (")[0].split(" and ")
    assert said.endswith(" (8 in 10).") and lower < "4,000" < upper
    assert judged == "The target, 4,000, lies within that range: it may be met or missed."


def test_a_target_that_all_or_none_of_the_range_meets_is_likely_to_be_met_or_missed():
    met, missed = (
        "All of that range meets the target, {}: it is likely to be met.",
        ("None of that range meets the target, {}: it is likely to be missed."),
    )
    assert with_target(3000)[1] == met.format("3,000") and with_target(5000)[1] == missed.format("5,000")
    assert with_target(5000, direction="lower")[1] == met.format("5,000")
    assert with_target(3000, direction="lower")[1] == missed.format("3,000")


def test_a_target_with_two_ends_is_met_by_a_part_of_the_range():
    own = [{"from": "2020-04-01", "at_least": 3900, "at_most": 4000, "reason": "synthetic"}]
    rolling = [4 * value for value in noisy(17)]
    said = words(rolling, basis="rolling 12 months", targets=own)[1]
    assert said == "Only a part of that range meets the target, 3,900 to 4,000: it may be met or missed."


def test_a_year_that_ended_on_its_target_to_the_penny_met_it():
    own = [{"from": "2020-04-01", "annual": "0.8", "reason": "synthetic"}]
    said = words(["0.1", "0.2", "0.3", "0.2"] * 4, date(2025, 3, 31), unit="£m", decimals=1, targets=own)
    assert said == ["The year to March 2025 ended at £0.8m.", "It met the target, £0.8m."]


def test_a_contextual_indicator_has_a_range_without_judgement():
    assert len(with_target(4000, direction="contextual")) == 1


def test_a_year_without_a_target_says_so():
    assert words(noisy(17), targets=[])[1] == "No target is set for the year."


def test_a_year_that_has_ended_says_how_it_ended():
    said = words(SEASONS * 4, date(2025, 3, 31))
    assert said == ["The year to March 2025 ended at 1,000.", "It met the target, 1,000."]


def test_without_a_range_it_says_what_was_due_and_why_there_is_none():
    said = words([100, 300], date(2025, 9, 30))
    assert said == [
        "The year has 400 so far; 500 was due by the end of September 2025.",
        "2 quarters of figures are held in a row; a range needs 8.",
    ]


@pytest.mark.parametrize(
    ("held", "given", "said"), [(3, 4, "3 of 4 earlier ranges held."), (0, 1, "0 of 1 earlier range held.")]
)
def test_the_forecast_diary_is_told_in_one_sentence(held, given, said):
    assert words(noisy(17), diary=Diary(held, given))[-1] == said


def test_ranges_of_years_that_have_ended_are_held_to_what_became_of_them():
    values = noisy(24)
    earlier = []
    for back in range(1, 6):  # March 2025 and the quarters before it
        earlier += saved_records.to_plain([record(values[: 24 - back], months_before(JUN_25, 3 * back))])
    now = record(values)
    given = [one["outlook"] for one in earlier if one["outlook"]["quarters_left"]]
    assert {one["year_end"] for one in given} == {"2025-03-31"} and len(given) == 3
    diary = read_diary(earlier, now)
    total = sum(values[-5:-1])
    assert diary == Diary(sum(one["range"]["lower"] <= total <= one["range"]["upper"] for one in given), 3)


def saved(lower, upper, year="2025-03-31", left=2, **indicator):
    own = {"stem": "cosmic-999", "unit": "count"} | indicator
    outlook = {"year_end": year, "quarters_left": left, "range": {"lower": lower, "upper": upper}}
    return {"indicator": own, "outlook": outlook}


def test_the_diary_leaves_out_what_can_not_be_told():
    now = record(SEASONS * 4 + [100])
    others = [
        saved(1, 2, year="2026-03-31"),
        saved(1, 2, left=0),
        saved(1, 2, stem="cosmic-998"),
        saved(1, 2, unit="percent"),
        {"indicator": {"stem": "cosmic-999", "unit": "count"}},
        saved(1, 2) | {"outlook": None},
    ]
    assert read_diary(others, now) is None
    assert read_diary([*others, saved(1000, 1000), saved(1001, 1100), saved(900, 999)], now) == Diary(1, 3)


def test_an_outlook_is_kept_with_its_record():
    plain = saved_records.to_plain([record(noisy(17))])[0]["outlook"]
    assert plain["year_end"] == "2026-03-31" and set(plain["range"]) == {"lower", "middle", "upper"}
    assert json.loads(json.dumps(plain)) == plain and plain["target"] == [1000, None]
