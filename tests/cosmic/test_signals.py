"""The chart of a record: what is charted, by its basis, and what limits rest on."""

from dataclasses import replace
from datetime import date

import pytest

from cosmic.bases import Basis
from cosmic.periods import months_before
from cosmic.signals import chart_for, tell, too_few
from cosmic.xmr import Assurance, PointType, SignalRules, SpecialCause, xmr
from tests.factories import a_record, an_edition, an_indicator

END, OUT = date(2025, 6, 30), date(2025, 9, 17)
NOISE = [1, -2, 0, 2, -1, 1, 3, -2, 0, -1, 2, -3, 1, 0, -1, 2, -2, 1, 0, 3, -1, 0, 2, -2]
QUARTERS = [200, 100, 150, 250]
NONE = SpecialCause.NONE


def record_of(values, months=3, **keys):
    """A record of figures up to June 2025; where a value is None, there is none."""
    ends = [months_before(END, months * ago) for ago in range(len(values) - 1, -1, -1)]
    rows = [(end, str(value), OUT) for end, value in zip(ends, values, strict=True) if value is not None]
    return a_record(an_indicator(**keys), rows)


def flat(many, middle=80):
    return [middle + NOISE[place] for place in range(many)]


def seasonal(many):
    """Quarters up to June, each near its own level, that are moved by four in the last year."""
    return [QUARTERS[(place - many) % 4] + NOISE[place] for place in range(many)]


@pytest.mark.parametrize(
    "many, why",
    [(1, "1 figure; signals need 12"), (8, "8 figures; signals need 12"), (11, "11 figures; signals need 12")],
)
def test_fewer_than_twelve_figures_have_no_limits_and_say_so(many, why):
    record = record_of(flat(many))
    assert chart_for(record) is None
    assert too_few(record) == why


def test_no_figure_is_told_as_too_few():
    record = record_of([None])
    assert (chart_for(record), too_few(record)) == (None, "0 figures; signals need 12")


def test_twelve_figures_have_limits():
    record = record_of(flat(12))
    chart = chart_for(record)
    assert chart and too_few(record) is None
    assert len(chart.ends) == 12 and chart.ends[-1] == END
    assert None not in chart.lower


def test_days_are_charted_as_they_are_though_they_have_a_season():
    chart = chart_for(record_of(seasonal(16), basis="snapshot"))
    assert not chart.is_seasonal and len(set(chart.mean)) == 1


@pytest.mark.parametrize("basis, months", [("snapshot", 3), ("quarter", 3), ("month", 1), ("financial year", 12)])
def test_figures_without_a_season_or_an_overlap_are_charted_as_they_are(basis, months):
    values = flat(18)
    end = date(2025, 3, 31) if months == 12 else END
    ends = [months_before(end, months * ago) for ago in range(17, -1, -1)]
    indicator = an_indicator(basis=basis, compared_with="previous year", direction="lower")
    chart = chart_for(a_record(indicator, [(day, value, OUT) for day, value in zip(ends, values, strict=True)]))
    plain = xmr(values, "lower")
    assert (chart.values, chart.mean, chart.lower, chart.special_cause) == (
        plain.values,
        plain.mean,
        plain.lower,
        plain.special_cause,
    )
    assert chart.of == basis and not chart.is_seasonal


def test_a_season_is_taken_out_and_the_limits_go_with_it():
    chart = chart_for(record_of(seasonal(20)))
    assert chart.is_seasonal and chart.of is Basis.QUARTER
    assert chart.values == tuple(float(value) for value in seasonal(20))
    assert set(chart.special_cause) == {NONE}
    assert chart.mean[0] == chart.mean[4] == pytest.approx(200, abs=3)
    assert chart.mean[1] == pytest.approx(100, abs=3)
    assert chart.upper[1] - chart.mean[1] == pytest.approx(chart.upper[0] - chart.mean[0])


def test_a_change_that_a_season_hides_is_found():
    values = seasonal(20)
    values[-4:] = [value + 12 for value in values[-4:]]
    assert set(xmr(values, "higher").special_cause[-4:]) == {NONE}
    assert PointType.IMPROVEMENT in chart_for(record_of(values)).point_type[-4:]


def test_a_season_that_never_varies_gives_no_signal():
    chart = chart_for(record_of([(151, 94, 372 / 7, 209)[place % 4] for place in range(21)], decimals=2))
    assert chart.is_seasonal
    assert set(chart.special_cause) == {NONE}
    assert set(chart.lower) == {None}


def test_limits_of_what_is_left_of_a_season_rest_on_all_but_the_last_year_and_are_put_back_to_their_width():
    left = [1, -1] * 8  # in each quarter, two years of one and two of minus one
    left = [sign * (-1) ** (place // 4) for place, sign in enumerate(left)]
    left[12:] = [3, -3, 3, -3]  # so that the quarters' means are 1, -1, 1 and -1
    values = [QUARTERS[place % 4] + one for place, one in enumerate(left)]
    quarters = [sum(values[place::4]) / 4 for place in range(4)]
    alone = [value - quarters[place % 4] for place, value in enumerate(values)]
    moves = [abs(later - earlier) for earlier, later in zip(alone, alone[1:], strict=False)]
    kept = [one for one in moves if one < 3.267 * sum(moves) / 15]
    chart = chart_for(record_of(values))
    width = 2.66 * sum(kept) / len(kept) * (16 / 12) ** 0.5
    assert chart.upper[-1] - chart.mean[-1] == pytest.approx(width)
    assert chart.mean[0] == pytest.approx(quarters[0] + sum(alone[:12]) / 12)


def test_a_last_year_that_is_moved_leaves_the_mean_of_a_season_where_it_was():
    values = seasonal(20)
    moved = [*values[:16], *(value + 40 for value in values[16:])]
    before, after = (sum(chart_for(record_of(one)).mean[:4]) / 4 for one in (values, moved))
    assert after - before == pytest.approx(0, abs=0.5)


def test_a_season_is_told_beside_a_steady_rise():
    chart = chart_for(record_of([10 * place + (0, 20, 20, 0)[place % 4] + NOISE[place] for place in range(16)]))
    assert chart.is_seasonal


def test_a_season_needs_three_years():
    values = [QUARTERS[place % 4] + NOISE[place] for place in range(12)]
    assert chart_for(record_of(values)).is_seasonal
    values[0] = None
    assert tell([one for one in values if one], range(1, 12), 4, 1, SignalRules.AT_FIRST).is_seasonal is False


def test_a_steady_rise_is_no_season():
    chart = chart_for(record_of([place * 5 + NOISE[place] for place in range(20)]))
    assert not chart.is_seasonal
    assert SpecialCause.RISING in chart.special_cause


def test_rolling_years_are_held_to_limits_from_years_without_an_overlap():
    values = [400 + 2 * NOISE[place] for place in range(16)]
    chart = chart_for(record_of(values, basis="rolling 12 months", compared_with="previous year"))
    apart = [abs(values[place] - values[place - 4]) for place in range(4, 12)]
    next_to = [abs(values[place] - values[place - 1]) for place in range(1, 12)]
    assert sum(apart) / 8 < 2 * sum(next_to) / 11
    middle, reach = sum(values[:12]) / 12, 2.66 * 2 * sum(next_to) / 11
    assert chart.of is Basis.ROLLING_YEAR
    assert chart.mean[-1] == pytest.approx(middle)
    assert (chart.lower[0], chart.upper[-1]) == (pytest.approx(middle - reach), pytest.approx(middle + reach))


def test_a_run_tells_nothing_of_rolling_years():
    values = [*flat(8, 400), *[402] * 8]
    assert set(tell(values, range(16), 1, 4, SignalRules.AT_FIRST).causes) == {NONE}
    assert SpecialCause.RUN_HIGH in xmr(values, "higher").special_cause


def test_a_rolling_year_outside_the_limits_is_told():
    values = [*flat(15, 400), 480]
    chart = chart_for(record_of(values, basis="rolling 12 months", compared_with="previous year"))
    assert chart.special_cause[-1] is SpecialCause.ABOVE_LIMIT
    assert chart.point_type[-1] is PointType.IMPROVEMENT


def test_rolling_years_made_of_quarters_are_charted_as_quarters():
    keys = {"basis": "quarter", "reported_as": "rolling 12 months", "compared_with": "previous year"}
    record = record_of(flat(16), **keys)
    chart = chart_for(record)
    assert record.series[-1].value == sum(flat(16)[-4:])
    assert chart.of is Basis.QUARTER and chart.values == tuple(map(float, flat(16)))
    assert chart.assurance is None


def test_a_year_to_date_is_charted_by_what_each_quarter_added():
    quarters, totals = flat(17), []
    for place, value in enumerate(quarters):
        totals.append(value if place % 4 == 0 else totals[-1] + value)
    chart = chart_for(record_of(totals, basis="year to date", compared_with="same period last year"))
    assert chart.of is Basis.QUARTER
    assert chart.values == tuple(map(float, quarters))
    assert set(chart.special_cause) == {NONE}


def test_a_year_to_date_that_cannot_be_taken_apart_has_no_chart():
    keys = {"unit": "percent", "basis": "year to date", "compared_with": "same period last year"}
    record = record_of(flat(16), **keys)
    assert chart_for(record) is None
    assert "cannot be taken apart" in too_few(record)


def test_a_gap_ends_runs_and_has_no_moving_range():
    values = [*flat(12, 50), *[53] * 4, None, *[53] * 4]
    chart = chart_for(record_of(values, basis="snapshot"))
    whole = chart_for(record_of([one for one in values if one], basis="snapshot"))
    assert SpecialCause.RUN_HIGH in whole.special_cause
    assert SpecialCause.RUN_HIGH not in chart.special_cause
    assert len(chart.ends) == len(chart.values) == 20
    jump = [*flat(6, 50), None, *flat(6, 90)]
    assert chart_for(record_of(jump, basis="snapshot")).upper[0] < 90 + 3


@pytest.mark.parametrize(
    "key",
    [
        {"rebased": [{"from": "2022-05-01", "reason": "The service was reorganised."}]},
        {"redefined": [{"from": "2022-05-01", "what": "Closed cases are left out."}]},
    ],
)
def test_a_redefinition_and_an_owners_decision_begin_a_level(key):
    values = [*flat(12, 50), *flat(13, 90)]
    chart = chart_for(record_of(values, basis="snapshot", **key))
    assert chart.ends[12] == date(2022, 6, 30)
    assert chart.mean[11] == pytest.approx(sum(values[:12]) / 12)
    assert chart.mean[12] == pytest.approx(sum(values[12:]) / 13)
    assert set(chart.special_cause) == {NONE}


def test_no_level_begins_by_itself_nor_at_a_redefinition_that_compares():
    values = [*flat(12, 50), *flat(13, 90)]
    same = {"redefined": [{"from": "2022-05-01", "what": "Renamed.", "comparable": True}]}
    for keys in ({}, same):
        assert len(set(chart_for(record_of(values, basis="snapshot", **keys)).mean)) == 1


def test_too_few_figures_since_a_level_began_have_a_mean_and_no_limits():
    key = {"rebased": [{"from": "2025-01-01", "reason": "A new contract."}]}
    record = record_of([*flat(16, 50), 90, 92], basis="snapshot", **key)
    chart = chart_for(record)
    assert too_few(record) == "2 figures since March 2025; signals need 12"
    assert (chart.lower[15] is None, chart.lower[16:], chart.mean[-1]) == (False, (None, None), 91)
    assert set(chart.special_cause[16:]) == {NONE}
    assert chart.assurance is None


def test_a_decision_to_come_is_not_in_an_old_edition():
    rebased = [{"from": "2024-04-01", "reason": "Agreed by the committee."}]
    indicator = an_indicator(rebased=rebased)
    assert indicator.on(date(2024, 3, 31)).rebased == ()
    assert indicator.on(date(2024, 4, 1)).is_rebased_between(date(2024, 3, 31), date(2024, 6, 30))
    assert not indicator.is_rebased_between(date(2024, 4, 1), date(2024, 6, 30))


@pytest.mark.parametrize(
    "direction, target, verdict",
    [
        ("higher", {"value": 60}, Assurance.PASS),
        ("higher", {"value": 80}, Assurance.INCONSISTENT),
        ("higher", {"value": 100}, Assurance.FAIL),
        ("lower", {"value": 100}, Assurance.PASS),
        ("lower", {"at_most": 60}, Assurance.FAIL),
        ("higher", {"at_most": 60}, None),
        ("maintain", {"at_least": 50, "at_most": 60}, None),
        ("contextual", {"value": 60}, None),
    ],
)
def test_assurance_is_by_the_target_of_the_period(direction, target, verdict):
    targets = [{"from": "2025-04-01", "reason": "synthetic"} | target]
    assert chart_for(record_of(flat(16), direction=direction, targets=targets)).assurance is verdict


def test_a_seasonal_target_is_passed_consistently_only_where_each_period_does():
    def told(value):
        targets = [{"from": "2020-04-01", "reason": "synthetic", "value": value}]
        return chart_for(record_of(seasonal(20), targets=targets)).assurance

    assert (told(50), told(180), told(400)) == (Assurance.PASS, Assurance.INCONSISTENT, Assurance.FAIL)


def test_the_committee_chooses_the_rules():
    values = [*[4, 6] * 6, *[4, 6] * 4, 11.5, 9.4, 6, 4]
    ends = [months_before(END, 3 * ago) for ago in range(len(values) - 1, -1, -1)]
    record = a_record(
        an_indicator(basis="snapshot", decimals=1), [(end, str(v), OUT) for end, v in zip(ends, values, strict=True)]
    )
    told = chart_for(record).special_cause
    changed = replace(record, edition=an_edition(**{"signal-rules": "making-data-count-2023"}))
    assert told[-3] is NONE
    assert chart_for(changed).special_cause[-3] is SpecialCause.TWO_HIGH
