"""What a page says of signals: beside arrows, in headlines, sentences, tables and pictures."""

from datetime import date
from decimal import Decimal

import pytest

from cosmic.periods import months_before
from cosmic.rules import Change
from cosmic.signals import chart_for
from cosmic.xmr import Assurance, PointType
from reportpages import chart_parts, chart_text, charts, signal_parts, signal_text, tables
from showing.parts import Shape
from tests.factories import a_record, an_indicator

END, OUT = date(2025, 6, 30), date(2025, 9, 17)
NOISE = [1, -2, 0, 2, -1, 1, 3, -2, 0, -1, 2, -3, 1, 0, -1, 2]
USUAL = [80 + one for one in NOISE]


def record_of(values, months=3, **keys):
    ends = [months_before(END, months * ago) for ago in range(len(values) - 1, -1, -1)]
    rows = [(end, str(value), OUT) for end, value in zip(ends, values, strict=True)]
    return a_record(an_indicator(**({"unit": "percent"} | keys)), rows)


def test_within_usual_variation_stands_beside_an_arrow():
    record = record_of(USUAL)
    assert record.change is Change.IMPROVING
    assert tables.summary(record)[tables.CHANGE] == ("↑ Improving", "within usual variation")
    (row,) = tables.scorecard_rows([record])
    assert row[tables.CHANGE] == ("↑ Improving", "within usual variation")


def test_an_arrow_stands_alone_where_there_are_too_few_figures():
    assert tables.summary(record_of(USUAL[:11]))[tables.CHANGE].period == ""


def test_what_is_no_arrow_has_no_words_of_variation_beside_it():
    record = record_of(USUAL, direction="contextual", targets=[])
    assert tables.summary(record)[tables.CHANGE] == ("Contextual", "")


@pytest.mark.parametrize(
    "direction, last, label, short",
    [
        ("higher", 81, "≈ Usual variation", "within usual variation"),
        ("higher", 95, "▲ Improvement", "above the upper limit: improving"),
        ("higher", 65, "▼ Concern", "below the lower limit: of concern"),
        ("lower", 95, "▼ Concern", "above the upper limit: of concern"),
        ("contextual", 95, "△ Unusually high", "above the upper limit: unusually high"),
        ("contextual", 65, "▽ Unusually low", "below the lower limit: unusually low"),
    ],
)
def test_the_newest_figure_has_its_label_and_its_reason(direction, last, label, short):
    record = record_of([*USUAL, last], direction=direction, targets=[])
    assert signal_text.variation(record) == label
    assert chart_text.headline(record).endswith(f"; {short}")
    assert chart_text.alternative(record).count(f"{short[0].upper()}{short[1:]}.") == 1


@pytest.mark.parametrize(
    "target, label",
    [(60, "✓ Consistently meets target"), (80, "? Hit and miss"), (99, "× Consistently misses target")],
)
def test_assurance_has_its_label_and_its_sentence(target, label):
    record = record_of(USUAL, targets=[{"from": "2015-04-01", "value": target, "reason": "Agreed."}])
    assert signal_text.assurance(record) == label
    (sentence,) = signal_text.sentences(record)
    assert f"target, {target}%" in sentence


def test_a_run_is_told_by_its_length():
    record = record_of([*USUAL[:9], *[84, 85, 84, 86, 85, 84, 85, 86]])
    assert signal_text.in_short(record) == "the last 8 figures above the mean: improving"


def test_every_kind_of_point_and_every_assurance_has_a_label_of_its_own_and_a_meaning():
    labels = [*signal_text.VARIATION.values(), *signal_text.ASSURANCE.values()]
    assert (set(signal_text.VARIATION), set(signal_text.ASSURANCE)) == (set(PointType), set(Assurance))
    assert len({*labels}) == len({label[0] for label in labels}) == 8
    assert [*signal_text.MEANINGS, *signal_text.MEANINGS_OF_TARGET] == labels


def test_columns_of_signals_are_there_where_any_indicator_has_twelve_figures():
    few, enough = record_of(USUAL[:11]), record_of(USUAL[:12], stem="cosmic-002")
    assert not {tables.VARIATION, tables.ASSURANCE} & set(tables.scorecard_rows([few])[0])
    first, second = tables.scorecard_rows([few, enough])
    assert [first[tables.VARIATION].text, first[tables.ASSURANCE].text] == ["Too few figures", "Not assessed"]
    assert second[tables.VARIATION].text == "≈ Usual variation"
    assert list(first) == list(second)


@pytest.mark.parametrize("keys", [{"suspended": [{"from": "2025-04-01", "reason": "No staff."}]}, {}])
def test_a_figure_that_is_suspended_or_too_old_to_be_current_is_not_told_as_a_signal(keys):
    ends = [months_before(END, 3 * ago + (0 if keys else 24)) for ago in range(len(USUAL) - 1, -1, -1)]
    rows = [(end, str(value), OUT) for end, value in zip(ends, [*USUAL[:-1], 95], strict=True)]
    record = a_record(an_indicator(unit="percent", **keys), rows)
    assert chart_for(record).point_type[-1] is PointType.IMPROVEMENT
    assert (signal_text.variation(record), signal_text.assurance(record)) == ("Not assessed", "Not assessed")
    assert ";" not in chart_text.headline(record) and charts.draw_spark(record) is None


def test_too_few_figures_are_told_under_a_line_and_not_under_two_bars():
    assert signal_text.sentences(record_of(USUAL[:8])) == ["8 figures; signals need 12."]
    assert signal_text.sentences(record_of(USUAL[:2])) == []


def test_limits_go_no_further_than_a_figure_can_for_the_eye_and_as_far_as_they_go_for_signals():
    record = record_of([99, 97, 100, 95, 99, 100, 96, 99, 98, 100, 97, 99, 100, 96])
    chart = chart_for(record)
    assert chart.upper[-1] > 100
    assert max(level.value for level in chart_parts.levels(record)) == 100
    assert "to 100%" in signal_text.sentences(record)[0]


def test_special_causes_have_marks_that_differ_by_shape_from_those_of_the_other_side():
    marks = {
        (direction, last): signal_parts.marks(chart_for(record_of([*USUAL, last], direction=direction, targets=[])))[
            END
        ]
        for direction in ("higher", "contextual")
        for last in (95, 65)
    }
    looks = [(mark.shape, mark.is_hollow) for mark in marks.values()]
    assert looks == [(Shape.UP, False), (Shape.DOWN, False), (Shape.UP, True), (Shape.DOWN, True)]
    assert signal_parts.marks(chart_for(record_of(USUAL))) == {}


def test_a_redefinition_is_a_break_with_its_name_and_no_line_goes_over_it():
    key = {"redefined": [{"from": "2023-04-01", "what": "Counted anew."}]}
    record = record_of(USUAL, **key)
    (found,) = chart_parts.breaks(record)
    assert found.label == "New definition"
    assert len(chart_parts.lines(record)) == 2
    decided = record_of(USUAL, rebased=[{"from": "2023-04-01", "reason": "A new contract."}])
    assert [one.label for one in chart_parts.breaks(decided)] == ["New baseline"]


def test_the_table_behind_the_chart_marks_each_figure_that_is_more_than_usual_variation():
    record = record_of([*USUAL, 95])
    heads, rows = chart_text.heads(record), chart_text.rows(record)
    marked = [row[1] for row in rows if row[1].startswith(("▲", "▼", "△", "▽"))]
    assert marked == ["▲ 95%"]
    assert {row[0] for row in rows} >= {"Mean", "Lower limit", "Upper limit"}
    assert all(len(row) == len(heads) for row in rows)


def test_a_running_total_has_a_second_chart_of_single_quarters():
    singles = [100 + one for one in NOISE[:13]]  # the last of them begins a year
    values = [sum(singles[place - place % 4 : place + 1]) for place in range(13)]
    record = record_of(values, unit="count", basis="year to date", targets=[])
    chart = chart_for(record)
    assert signal_parts.of_page(record) is None and signal_parts.beside_page(record) is chart
    assert chart_text.variation_headline(chart) == "Variation by single quarter"
    assert [row[1] for row in chart_text.variation_rows(record, chart)][:13] == [str(one) for one in singles]
    high = record_of([*values[:-1], 190], unit="count", basis="year to date", targets=[])
    assert chart_text.variation_rows(high, chart_for(high))[12] == ["Jun-25", "▲ 190"]
    assert charts.draw_variation(record, chart).axes


def test_the_small_line_of_the_scorecard_has_the_last_twelve_figures():
    record = record_of(USUAL)
    (line, _) = charts.draw_spark(record).axes[0].lines
    assert list(line.get_ydata()) == [float(Decimal(one)) for one in USUAL[-12:]]
    assert charts.draw_spark(record_of(USUAL[:11])) is None


def test_at_a_glance_counts_the_arrows_within_usual_variation():
    records = [record_of(USUAL), record_of([*USUAL, 95]), record_of(USUAL[:11])]
    assert signal_text.summary(records) == " Of 2 with enough history, 1 is within usual variation."
    assert signal_text.summary(records[2:]) == ""
