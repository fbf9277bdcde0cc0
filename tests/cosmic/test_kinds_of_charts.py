"""Every kind of figure and target is drawn and told as what it is (all figures synthetic)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from cosmic.periods import Quarter, months_before
from cosmic.units import Unit
from reportpages import chart_parts, chart_text, charts, formatting, tables
from tests.cosmic.test_charts import _drawn as drawn
from tests.cosmic.test_charts import _overlaps as overlaps
from tests.factories import a_record, an_indicator, chart_record

START = {"from": "2010-04-01", "reason": "synthetic"}
RANGE = [START | {"at_least": 20, "at_most": 30}]
BETWEEN = {"unit": "days", "direction": "maintain", "targets": RANGE}
JUN_25, OUT = date(2025, 6, 30), date(2025, 9, 17)


def monthly(count, value, quarter=Quarter(2025, 1), **keys):  # noqa: B008
    """A record with so many months, the last one that of the quarter's end."""
    ends = [months_before(quarter.end, count - 1 - place) for place in range(count)]
    rows = [(end, value(place), months_before(end, -1)) for place, end in enumerate(ends)]
    given = {"basis": "month", "compared_with": "previous month"} | keys
    return a_record(an_indicator(**given), rows, produced_on=months_before(quarter.end, -2), quarter=quarter)


def with_status(record, **statuses):
    """A record whose last figures have other statuses, by how many places from the end: `_1="provisional"`."""
    series = list(record.series)
    for place, status in statuses.items():
        series[-int(place[1:])] = replace(series[-int(place[1:])], status=status)
    return replace(record, series=tuple(series), current=series[-1])


def texts(record, width=charts.WIDTH) -> set[str]:
    return {text.get_text() for text in drawn(record, width).axes[0].texts}


@pytest.mark.parametrize(
    "keys, expected",
    [
        (BETWEEN, "20 to 30 days"),
        (BETWEEN | {"unit": "percent"}, "20% to 30%"),
        (BETWEEN | {"unit": "£000s"}, "£20k to £30k"),
        (BETWEEN | {"unit": "measure", "measured_in": "tonnes", "decimals": 1}, "20.0 to 30.0 tonnes"),
        (BETWEEN | {"unit": "per 1,000"}, "20 to 30 per 1,000"),
        (BETWEEN | {"unit": "score", "targets": [START | {"at_least": -5, "at_most": 5}]}, "−5 to 5"),
        (BETWEEN | {"targets": [START | {"at_most": 30}]}, "at most 30 days"),
        (BETWEEN | {"targets": [START | {"at_least": 20}]}, "at least 20 days"),
    ],
)
def test_a_headline_says_the_words_of_a_unit_once(keys, expected):
    record = chart_record(2, value=lambda _: 25, **keys)
    assert f"against a target of {expected}, the same" in chart_text.headline(record)


def test_a_range_is_a_band_with_both_its_ends_named():
    record = chart_record(5, value=lambda _: 25, **BETWEEN)
    low, high = chart_parts.levels(record)
    assert (low.label, high.label) == ("At least 20 days", "At most 30 days")
    assert (low.value, low.filled_to, high.filled_to) == (20, 30, None)
    assert {"At least 20 days", "At most 30 days"} <= texts(record)
    assert drawn(record).axes[0].collections[0].get_facecolor()[0][3] < 0.2


def test_a_range_across_bars_has_both_its_ends_named_and_drawn():
    record = chart_record(2, value=lambda _: 25, **BETWEEN)
    axes = drawn(record).axes[0]
    assert {"At least 20", "At most 30"} <= texts(record)
    assert {line.get_xdata()[0] for line in axes.lines} == {20, 30}


def test_the_small_picture_shows_both_ends_of_a_range_and_a_value_below_zero():
    with charts.style():
        canvas = charts.draw_standing(chart_record(2, value=lambda _: 25, **BETWEEN))
        below = charts.draw_standing(chart_record(2, value=lambda _: -25, unit="score"))
    assert {tuple(line.get_xdata()) for line in canvas.axes[0].lines} == {(20, 20), (30, 30), (20, 30)}
    assert below.axes[0].get_xlim()[0] < -25


def test_bars_below_zero_go_to_the_left_of_it_and_a_line_says_where_it_is():
    axes = drawn(chart_record(2, value=lambda place: (-40, 30)[place], unit="£000s", targets=[])).axes[0]
    assert [patch.get_width() for patch in axes.patches] == [-40, 30]
    assert axes.get_xlim()[0] <= -40 and [line.get_xdata() for line in axes.lines] == [[0, 0]]
    assert "−£40k" in {text.get_text() for text in axes.texts}


@pytest.mark.parametrize("values, has_zero", [((-5, 3, 4), True), ((-25, -22, -20), False), ((5, 3, 4), False)])
def test_a_line_chart_shows_zero_where_its_values_are_on_both_sides(values, has_zero):
    low, high = drawn(chart_record(3, value=values.__getitem__, unit="score", targets=[])).axes[0].get_ylim()
    assert bool(low < 0 < high) is has_zero and low <= min(values) and max(values) <= high


@pytest.mark.slow
@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("width", [charts.WIDTH, charts.NARROW_WIDTH])
@pytest.mark.parametrize("count", [2, 5, 40])
def test_no_label_overlaps_another_in_any_unit(unit, width, count):
    measured = {"measured_in": "tonnes"} if unit is Unit.MEASURE else {}
    value = (lambda place: 60 + place % 7) if unit.traits.lowest == 0 else (lambda place: place % 7 * 20 - 55)
    keys = {"unit": unit, "decimals": 1, "direction": "maintain", "targets": [START | {"at_least": 62, "at_most": 66}]}
    assert overlaps(drawn(chart_record(count, value=value, **keys, **measured), width)) == []


@pytest.mark.parametrize("count", [3, 12, 36, 48])
@pytest.mark.parametrize("width", [charts.WIDTH, charts.NARROW_WIDTH])
def test_months_are_named_as_quarters_or_years_where_they_are_many(count, width):
    canvas = drawn(monthly(count, lambda place: 80 + place % 5), width)
    assert overlaps(canvas) == []
    places = canvas.axes[0].get_xticks()
    assert {abs(one - other) for one, other in pairwise(places)} <= {1, 3, 6, 12, 24}


@pytest.mark.parametrize(
    "year_ends, quarter, names, year",
    [
        ("March", Quarter(2025, 1), ("to Apr", "to Mar"), "2025/26"),
        ("December", Quarter(2025, 1), ("to Jan", "to Dec"), "2025"),
        ("August", Quarter(2025, 1), ("to Sep", "to Aug"), "2024/25"),
    ],
)
def test_a_year_to_date_by_month_is_a_line_a_year_whenever_the_year_ends(year_ends, quarter, names, year):
    keys = {"basis": "year to date", "frequency": "month", "year_ends": year_ends, "targets": []}
    record = monthly(20, lambda place: 10 * place, quarter, **keys)
    held = list(chart_parts.names(record).values())
    assert (held[-1], held[0], len(held)) == (*names, 12)
    assert chart_parts.lines(record)[-1].name.startswith(f"{year}: ")
    assert overlaps(drawn(record)) == []


def test_the_target_of_a_year_to_date_rises_in_steps_and_the_last_one_is_named():
    keys = {"basis": "year to date", "frequency": "month", "targets": [START | {"annual": 1200}]}
    record = monthly(15, lambda place: 95 * (place % 12 + 1), **keys)
    assert [int(level.value) for level in chart_parts.levels(record)] == [100, 200, 300]
    assert "Target 300" in texts(record)


def test_what_is_provisional_or_estimated_is_hollow_and_each_status_has_its_shorthand():
    record = with_status(chart_record(5), _1="provisional", _2="provisional", _3="estimated", _4="revised")
    points = [point for line in chart_parts.lines(record) for point in line.points]
    assert [point.is_hollow for point in points] == [False, False, True, True, True]
    assert chart_text.source(record).endswith(
        "Provisional [p]: Mar-25 to Jun-25. Estimated [e]: Dec-24. Revised [r]: Sep-24"
    )
    assert [row[1][-3:] for row in chart_text.rows(record)[1:5]] == ["[r]", "[e]", "[p]", "[p]"]
    assert "Provisional [p]: Mar-25 to Jun-25." in chart_text.alternative(record)
    faces = [line.get_markerfacecolor() for line in drawn(record).axes[0].lines]
    assert faces.count("white") == 3
    bar = chart_parts.bars(with_status(chart_record(2), _1="estimated"))[-1]
    assert bar.is_hollow and bar.label.endswith("[e]")


def test_many_spans_of_a_status_are_told_by_the_newest():
    record = chart_record(12)
    series = [replace(one, status="revised") if place % 2 else one for place, one in enumerate(record.series)]
    assert chart_text.source(replace(record, series=tuple(series))).endswith(
        "Revised [r]: Jun-25, Dec-24, Jun-24, and earlier"
    )


def test_the_words_of_a_unit_stand_in_the_head_of_the_figures_behind_the_chart():
    record = chart_record(3, value=lambda _: 25, **BETWEEN)
    assert chart_text.heads(record) == ("Period", "Figure (days)")
    assert chart_text.rows(record)[-2:] == [["Jun-25", "25"], ["Target", "20 to 30"]]
    assert chart_text.subtitle(record).startswith("Synthetic (days), by quarter")
    assert "Target 20 to 30 days." in chart_text.alternative(record)


def test_a_quarter_of_months_is_charted_by_month_and_told_by_its_quarter():
    keys = {"reported_as": "quarter", "compared_with": "previous quarter", "targets": [START | {"annual": 1200}]}
    record = monthly(12, lambda _: 110, **keys)
    assert chart_text.headline(record) == (
        "On target: 330 in Apr to Jun 2025 against a target of 300, the same as in Jan to Mar 2025; "
        "within usual variation"
    )
    assert ", by month, Jul-24 to Jun-25" in chart_text.subtitle(record)
    assert chart_text.rows(record)[-1] == ["Target", "100"]


def test_what_is_not_due_or_suspended_says_so_with_its_last_figure():
    yearly = {"basis": "calendar year", "compared_with": "previous year", "targets": []}
    not_due = a_record(an_indicator(**yearly), [(date(2024, 12, 31), 49, OUT)])
    assert chart_text.headline(not_due) == "Not due this quarter: the last figure is 49 in Dec-24"
    assert str(tables.current(not_due)) == "49 Calendar year to Dec 2024"
    held = [{"from": "2025-04-01", "until": "2025-12-31", "reason": "Synthetic."}]
    suspended = a_record(an_indicator(suspended=held), [(date(2025, 3, 31), 90, OUT)])
    assert chart_text.headline(suspended) == "Suspended: the last figure is 90 in Mar-25"
    assert formatting.notes(suspended) == ["Suspended from 1 April 2025 until 31 December 2025. Synthetic."]
    assert str(tables.current(suspended)) == "Suspended [z]" and not tables.has_standing(suspended)


def test_why_figures_are_not_compared_is_said():
    moved = chart_record(2, redefined=[{"from": "2025-04-01", "what": "Synthetic"}])
    assert formatting.notes(moved) == [
        "Not comparable with Mar-25: measured in another way from 1 April 2025. Synthetic."
    ]
    first = {"basis": "year to date", "compared_with": "same period last year", "targets": []}
    alone = a_record(an_indicator(**first), [(JUN_25, 5, OUT)])
    assert formatting.notes(alone) == ["Not comparable. There is no figure for the same period of last year."]


def test_a_value_below_zero_is_read_back_as_it_is_printed():
    assert formatting.in_unit(Decimal("-1234.5"), Unit.POUNDS, 2) == "−£1,234.50"
