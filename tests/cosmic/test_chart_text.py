"""A chart's words say what its figures say: headline, subtitle, source, text alternative (all figures synthetic)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cosmic.periods import Quarter
from reportbuilder.drafts import draft
from reportpages import chart_text, formatting
from tests.factories import FIRST, a_gapped_record, a_record, a_year_to_date_record, an_indicator, chart_record

JUN_25, JUN_24, MAR_25, DAY = date(2025, 6, 30), date(2024, 6, 30), date(2025, 3, 31), date(2025, 9, 17)
IN_2024 = {"targets": [], "compared_with": "previous year", "basis": "year to date"}


def two(previous, current, **keys):
    return a_record(an_indicator(**keys), [(MAR_25, previous, DAY), (JUN_25, current, DAY)])


@pytest.mark.parametrize(
    "record, expected",
    [
        (two(90, 100), "On target: 100 in Jun-25 against a target of 100, up from 90 in Mar-25"),
        (two(120, 99), "Off target: 99 in Jun-25 against a target of 100, down from 120 in Mar-25"),
        (two(99, 89), "Off target: 89 in Jun-25 against a target of 100, down from 99 in Mar-25"),
        (two(99, 101, direction="lower"), "Off target: 101 in Jun-25 against a target of 100, up from 99 in Mar-25"),
        (two(99, 98, direction="lower"), "On target: 98 in Jun-25 against a target of 100, down from 99 in Mar-25"),
        (two(99, 99), "Off target: 99 in Jun-25 against a target of 100, the same as in Mar-25"),
        (two(90, 95, targets=[]), "95 in Jun-25, up from 90 in Mar-25"),
        (two(90, 95, direction="contextual", targets=[]), "95 in Jun-25, up from 90 in Mar-25"),
        (two(90, 95, in_development=True), "95 in Jun-25, up from 90 in Mar-25"),
        (a_record(an_indicator(), [(JUN_25, 95, DAY)]), "Off target: 95 in Jun-25 against a target of 100"),
        (a_record(an_indicator(), [(MAR_25, 95, DAY)]), "No data for this quarter"),
        (a_record(an_indicator(), []), "No data for this quarter"),
        (
            a_record(an_indicator(**IN_2024), [(MAR_25, 90, DAY), (JUN_25, 15, DAY)]),
            "15 in Jun-25 (3 months), not comparable with 90 in Mar-25 (12 months)",
        ),
    ],
)
def test_a_headline_says_the_standing_and_the_way_the_number_went(record, expected):
    assert chart_text.headline(record) == expected


@pytest.mark.parametrize(
    "record, expected",
    [
        (two(90, 95), "Synthetic, by quarter, Mar-25 and Jun-25"),
        (two(90, 95, unit="percent"), "Synthetic (%), by quarter, Mar-25 and Jun-25"),
        (chart_record(40, basis="rolling 12 months"), "Synthetic, rolling 12 months, Sep-15 to Jun-25"),
        (a_record(an_indicator(), [(JUN_25, 95, DAY)]), "Synthetic, by quarter, Jun-25"),
        (a_record(an_indicator(), []), "Synthetic, by quarter"),
    ],
)
def test_a_subtitle_says_what_the_figures_are(record, expected):
    assert chart_text.subtitle(record) == expected


def test_a_source_names_the_service_and_the_newest_publications():
    record = chart_record(5)
    series = [replace(figure, source=f"Report {number}") for number, figure in enumerate(record.series)]
    assert chart_text.source(record) == "Source: Tests; synthetic"
    assert chart_text.source(replace(record, series=tuple(series[:3]))) == "Source: Tests; Report 2; Report 1; Report 0"
    source = chart_text.source(replace(record, series=tuple(series)))
    assert source == "Source: Tests; Report 4; Report 3; Report 2; and 2 earlier"


def test_a_provisional_figure_is_said_to_be_one():
    record = chart_record(2)
    series = (record.series[0], replace(record.series[1], status="provisional"))
    assert chart_text.source(replace(record, series=series)) == "Source: Tests; synthetic. Provisional [p]: Jun-25"


def test_the_text_alternative_says_the_figures_and_the_standing():
    alternative = chart_text.alternative(chart_record(2, value=lambda place: Decimal(90 + place)))
    assert alternative == "Synthetic: 90 in Mar-25 and 91 in Jun-25. Target 100. RAG rating: Amber."
    longer = chart_text.alternative(chart_record(12))
    assert "from 80 in Sep-22 to 84 in Jun-25 over 12 figures" in longer and "highest 86" in longer
    assert "No data" in chart_text.alternative(a_record(an_indicator(), []))


def test_the_figures_behind_a_chart_are_all_of_them_and_its_levels():
    rows = chart_text.rows(chart_record(3))
    assert rows == [["Dec-24", "80"], ["Mar-25", "81"], ["Jun-25", "82"], ["Target", "100"]]


def test_the_first_editions_headlines_agree_with_its_ratings():
    headlines = {
        record.indicator.stem: (chart_text.headline(record), record.rag) for record in draft.read_draft(FIRST).records
    }
    assert {rag for headline, rag in headlines.values() if headline.startswith("On target")} == {"Green"}
    assert {rag for headline, rag in headlines.values() if headline.startswith("Off target")} == {"Amber"}
    assert headlines["cosmic-007"][0] == "15 in Jun-25 (3 months), not comparable with 90 in Mar-25 (12 months)"


def test_a_gap_is_said_in_words_and_in_the_table():
    record = a_gapped_record()
    assert "No data for Jun-24, Mar-25." in chart_text.alternative(record)
    assert chart_text.source(record) == "Source: Tests; synthetic. No data for Jun-24, Mar-25."
    assert ["Jun-24", "No data"] in chart_text.rows(record) and len(chart_text.rows(record)) == 7


def test_targets_that_changed_stand_beside_each_figure_and_are_said_in_words():
    steps = [{"from": "2020-04-01", "value": 80, "reason": "x"}, {"from": "2025-04-01", "value": 85, "reason": "x"}]
    record = chart_record(3, targets=steps)
    assert chart_text.heads(record) == ("Period", "Figure", "Target")
    assert chart_text.rows(record) == [["Dec-24", "80", "80"], ["Mar-25", "81", "80"], ["Jun-25", "82", "85"]]
    assert "Target 85. Target before: 80 in Dec-24 to Mar-25." in chart_text.alternative(record)
    assert chart_text.heads(chart_record(3)) == ("Period", "Figure")


def test_a_year_to_date_is_told_beside_the_same_months_only():
    words = chart_text.alternative(a_year_to_date_record([20, 45, 70, 90, 25, 50, 76, 96, 15]))
    assert words == (
        "Synthetic: 15 in Jun-25 (3 months); the same months of earlier years: 25 in 2024/25, 20 in 2023/24; "
        "full years: 96 in 2024/25, 90 in 2023/24."
    )


@pytest.mark.parametrize(
    "basis, day, expected",
    [
        ("quarter", date(2025, 6, 30), "Apr to Jun 2025"),
        ("quarter", date(2025, 3, 31), "Jan to Mar 2025"),
        ("rolling 12 months", date(2025, 6, 30), "12 months to Jun 2025"),
        ("year to date", date(2025, 6, 30), "Year to date, Apr to Jun 2025"),
        ("year to date", date(2025, 3, 31), "Year to date, Apr 2024 to Mar 2025"),
        ("academic year", date(2024, 9, 30), "Academic year to Sep 2024"),
        ("financial year", date(2025, 3, 31), "Financial year to Mar 2025"),
        ("calendar year", date(2024, 12, 31), "Calendar year to Dec 2024"),
        ("half-year", date(2025, 3, 31), "Oct 2024 to Mar 2025"),
        ("month", date(2025, 5, 31), "May 2025"),
        ("snapshot", date(2025, 6, 30), "30 June 2025"),
    ],
)
def test_a_figures_period_is_said_in_words(basis, day, expected):
    indicator = an_indicator(basis=basis, compared_with="previous year")
    quarter = Quarter(2025, 1) if day <= date(2025, 6, 30) else Quarter(2025, 4)
    (figure,) = a_record(indicator, [(day, 1, day)], produced_on=date(2026, 4, 30), quarter=quarter).series
    assert formatting.period_covered(figure) == expected


def test_the_target_beside_the_figures_is_the_one_that_is_drawn_though_the_quarter_has_another_and_no_figure():
    steps = [{"from": "2020-04-01", "value": 80, "reason": "x"}, {"from": "2025-04-01", "value": 85, "reason": "x"}]
    record = a_record(an_indicator(targets=steps), [(date(2024, 12, 31), 90, DAY), (MAR_25, 95, DAY)])
    assert chart_text.rows(record)[-1] == ["Target", "80"]
    assert "Target 80." in chart_text.alternative(record)
