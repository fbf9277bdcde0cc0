"""Charts are honest, and look right from two figures to forty (all synthetic)."""

from pathlib import Path

import matplotlib
import pytest
from matplotlib import font_manager
from matplotlib.font_manager import FontEntry

from projectfiles import paths
from reportpages import charts
from showing import canvas as canvas_module
from tests.factories import a_gapped_record, a_record, a_year_to_date_record, an_indicator, chart_record, contents


def _drawn(record, width=charts.WIDTH):
    with charts.style():
        return charts.draw(record, width)


def _overlaps(canvas) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes overlap, or that run out of the picture."""
    canvas.draw_without_rendering()
    axes = canvas.axes[0]
    ticks = [(axes.get_xticklabels(), 0, axes.get_xlim()), (axes.get_yticklabels(), 1, axes.get_ylim())]
    shown = [
        label for labels, way, ends in ticks for label in labels if min(ends) <= label.get_position()[way] <= max(ends)
    ]
    texts = [*axes.texts, *shown]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text() and text.get_visible()]
    overlaps = [(a, b) for i, (a, box) in enumerate(boxes) for b, other in boxes[i + 1 :] if box.overlaps(other)]
    whole = canvas.bbox
    return overlaps + [
        (name, "edge") for name, box in boxes if box.x0 < -1 or box.x1 > whole.x1 + 1 or box.y1 > whole.y1 + 1
    ]


@pytest.mark.parametrize("unit", ["count", "percent"])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 12, 40])
@pytest.mark.parametrize("width", [charts.WIDTH, charts.NARROW_WIDTH])
def test_no_label_overlaps_another_or_is_cut_off(width, count, unit):
    assert _overlaps(_drawn(chart_record(count, unit=unit), width)) == []


def test_labels_keep_apart_where_target_and_figure_are_nearly_the_same():
    targets = [{"from": "2020-04-01", "value": 85, "reason": "synthetic"}]
    assert _overlaps(_drawn(chart_record(12, value=lambda _: 85, targets=targets))) == []


def test_bars_start_at_zero():
    axes = _drawn(chart_record(2, value=lambda place: 100000 + place)).axes[0]
    assert axes.get_xlim()[0] == 0


def test_periods_are_as_far_apart_as_they_are_and_a_gap_stays_open():
    axes = _drawn(a_gapped_record()).axes[0]
    lines = [list(line.get_xdata()) for line in axes.lines]
    assert [[place - lines[0][0] for place in line] for line in lines[:3]] == [[0, 3], [9, 12], [18]]


def test_a_count_of_none_and_one_has_no_other_number():
    axes = _drawn(chart_record(6, value=lambda place: place % 2, targets=[])).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["0", "1"]


def test_a_year_to_date_is_drawn_year_by_year_along_one_year():
    axes = _drawn(a_year_to_date_record([20, 45, 70, 90, 25])).axes[0]
    assert [list(line.get_xdata()) for line in axes.lines[:2]] == [[3, 6, 9, 12], [3]]
    assert {text.get_text() for text in axes.texts} >= {"2024/25: 90", "2025/26: 25"}


@pytest.mark.parametrize("count", [6, 12, 24, 40])
@pytest.mark.parametrize("width", [charts.WIDTH, charts.NARROW_WIDTH])
@pytest.mark.parametrize("kind", ["gaps", "years to date", "rule", "steps"])
def test_labels_keep_apart_whatever_is_drawn(kind, width, count):
    rule = [{"from": "2010-04-01", "percent_above_previous_year": 2, "reason": "x"}]
    steps = [{"from": f"{year}-04-01", "value": year - 1940, "reason": "x"} for year in (2014, 2019, 2023, 2025)]
    record = {
        "gaps": lambda: a_gapped_record(),
        "years to date": lambda: a_year_to_date_record([place % 4 * 1000 + 1234 * place for place in range(count)]),
        "rule": lambda: chart_record(count, value=lambda place: 100000 + 3000 * (place % 4), targets=rule),
        "steps": lambda: chart_record(count, unit="percent", targets=steps),
    }[kind]()
    assert _overlaps(_drawn(record, width)) == []


def test_no_label_reaches_the_marks_of_the_upright_axis_which_would_be_a_minus_before_it():
    for width in (charts.WIDTH, charts.NARROW_WIDTH):
        canvas = _drawn(chart_record(24, value=lambda place: 320000 + 9000 * (place % 5), targets=[]), width)
        canvas.draw_without_rendering()
        axes = canvas.axes[0]
        assert min(text.get_window_extent().x0 for text in axes.texts) > axes.get_window_extent().x0 + 2


def test_the_name_of_a_former_target_stands_beside_the_line_not_on_it():
    steps = [{"from": f"{year}-04-01", "value": value, "reason": "x"} for year, value in ((2014, 84), (2024, 90))]
    canvas = _drawn(chart_record(24, value=lambda place: 80 + place % 4 * 3 + place // 3, targets=steps))
    canvas.draw_without_rendering()
    axes = canvas.axes[0]
    (name,) = (text.get_window_extent() for text in axes.texts if text.get_text() == "Target 84")
    path = axes.lines[0].get_path().interpolated(50)
    assert not any(name.contains(*at) for at in axes.transData.transform(path.vertices))


def test_the_points_of_years_in_the_background_have_no_labels():
    texts = [
        text.get_text() for text in _drawn(a_year_to_date_record([21, 45, 71, 91, 25, 50, 76, 96, 22])).axes[0].texts
    ]
    assert {"25", "50", "76"} <= set(texts) and not {"21", "45", "71"} & set(texts)


def test_the_first_last_highest_and_lowest_figure_are_labelled():
    values = [80, 82, 85, 81, 60, 83, 95, 84, 86, 82, 85, 84, 83, 81]
    texts = [text.get_text() for text in _drawn(chart_record(14, value=values.__getitem__)).axes[0].texts]
    assert {"80", "81", "95", "60"} <= set(texts)


def test_each_bar_has_the_target_that_its_period_had():
    steps = [{"from": "2020-04-01", "value": 70, "reason": "x"}, {"from": "2025-04-01", "value": 85, "reason": "x"}]
    assert _targets_of(chart_record(2, targets=steps)) == [70, 85]
    assert _targets_of(chart_record(2, targets=steps[1:])) == [85]


def _targets_of(record) -> list[float]:
    return [line.get_xdata()[0] for line in _drawn(record).axes[0].lines]


STYLE = {
    "figure.facecolor": "yellow",
    "savefig.facecolor": "yellow",
    "axes.facecolor": "#f5d0d0",
    "axes.grid": True,
    "xtick.labelsize": 4,
    "savefig.bbox": "tight",
    "svg.fonttype": "none",
    "lines.antialiased": False,
}


def test_charts_are_the_same_whatever_style_a_person_has(project_copy, monkeypatch):
    """To the byte, in all that is drawn."""

    def drawn(name: str) -> dict[str, bytes]:
        monkeypatch.setenv(paths.BUILD_VARIABLE, str(project_copy / name))
        charts.save(chart_record(2))
        charts.save_small(chart_record(2))
        return contents(project_copy / name / "figures")

    before = drawn("one")
    with matplotlib.rc_context(STYLE):
        assert drawn("other") == before
        assert {name: value for name, value in matplotlib.rcParams.items() if name in STYLE}["axes.grid"]
    assert len(before) == 5


def test_charts_are_in_the_reports_own_typeface_though_the_machine_has_one_of_that_name(project_copy, monkeypatch):
    fonts, other = font_manager.fontManager.ttflist, font_manager.findfont("DejaVu Serif")
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [FontEntry(other, name="Source Sans Pro"), *fonts])
    canvas_module._add_fonts.cache_clear()
    canvas = _drawn(chart_record(2))
    font = Path(font_manager.findfont(canvas.axes[0].texts[0].get_fontproperties()))
    assert font.parent == project_copy / "_extensions" / "cosmic-report" / "fonts"
    canvas_module._add_fonts.cache_clear()


def test_no_figures_are_said_to_be_none():
    assert _drawn(a_record(an_indicator(), [])).axes[0].texts[0].get_text() == "No data"


@pytest.mark.parametrize("current", [0, 50, 100, 250])
def test_a_standing_is_a_bar_from_zero_to_the_figure_with_a_line_at_the_target(current):
    axes = charts.draw_standing(chart_record(1, value=lambda _: current)).axes[0]
    track, bar = axes.patches
    assert (bar.get_x(), bar.get_width()) == (0, current)
    assert all(list(line.get_xdata()) == [100, 100] for line in axes.lines)
    assert axes.get_xlim()[0] <= 0 and axes.get_xlim()[1] >= track.get_width() >= max(current, 100)


def test_a_standing_needs_a_figure_and_a_target(project_copy):
    assert charts.save_small(a_record(an_indicator(), [])) is None
    assert charts.save_small(chart_record(1, targets=[])) is None
