"""What a page says of means: kind, coverage, neighbours, and how the figure compares."""

import re

import pytest

from cosmic.record import load_inputs
from projectfiles.errors import Faults
from reportbuilder.checks import run_checks
from reportbuilder.drafts.draft import read_draft
from reportpages.indicator import IndicatorPage
from tests.factories import FIRST

OLD_HEAD = "indicator,benchmark,period_end,value,published,source,note"
HEAD = f"{OLD_HEAD},kind,coverage,neighbours,definition,numerator,denominator"
LISTS = """
CIPFA 2024:
  as_at: 2024-04-01
  authorities:
    - Alpha
    - Beta
    - Gamma
"""


def _hold(root, *rows: str, stem="cosmic-006", fractions=True):
    """Let an indicator have means, and numerators to its figures."""
    lines = [HEAD, *(f"{stem},{row}" for row in rows)]
    (root / "data" / "benchmarks.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / "data" / "neighbours.yml").write_text(LISTS, encoding="utf-8")
    path = root / "data" / "figures" / "cosmic-006.csv"
    if fractions:
        path.write_text(path.read_text(encoding="utf-8").replace("06-30,71,,,", "06-30,71,355,500,"), encoding="utf-8")


def _page(stem="cosmic-006"):
    return IndicatorPage(stem, str(FIRST))


def _told(stem="cosmic-006"):
    return _page(stem).summary().plain.splitlines()[2:]


def test_a_mean_says_its_kind_coverage_period_and_source_and_how_the_figure_compares(project_copy):
    _hold(project_copy, "England Mean,2025-06-30,70,2025-08-01,ONS,,mean of authorities,152 of 152,,,,")
    assert _told() == [
        "England Mean 70%: mean of 152 of 152 authorities, Apr to Jun 2025, ONS. "
        "The figure is similar to it: its 95% interval is 66.9% to 74.8%."
    ]


@pytest.mark.parametrize(("mean", "verdict"), [("66", "better than"), ("75", "worse than"), ("67", "similar to")])
def test_a_figure_is_better_or_worse_by_its_interval(project_copy, mean, verdict):
    _hold(project_copy, f"England Mean,2025-06-30,{mean},2025-08-01,ONS,,median,,,,,")
    assert f"The figure is {verdict} it: its 95% interval is 66.9% to 74.8%." in _told()[0]


def test_a_mean_of_neighbours_names_their_list_its_day_and_its_authorities(project_copy):
    row = "Statistical Neighbours Mean,2025-06-30,60,2025-08-01,ONS,,pooled,2 of 3,CIPFA 2024,,,"
    _hold(project_copy, row)
    assert _told()[0].startswith(
        "Statistical Neighbours Mean 60%: pooled mean of 2 of 3 authorities, "
        "neighbours CIPFA 2024 as at 1 April 2024 (Alpha; Beta; Gamma), Apr to Jun 2025, ONS. The figure is better"
    )


def test_a_mean_of_another_definition_or_period_is_marked_everywhere_with_the_reason(project_copy):
    other = "England Mean,2025-06-30,70,2025-08-01,ONS,,pooled,,,Ceremonies of two registrars only,,"
    older = "Statistical Neighbours Mean,2024-06-30,60,2025-08-01,ONS,,pooled,,CIPFA 2024,,,"
    _hold(project_copy, other, older)
    summary, chart = _page().summary().plain.splitlines(), _page().chart().plain
    assert summary[1].endswith("70% to Jun 2025, not comparable | 60% Apr to Jun 2024, not comparable")
    assert summary[2].endswith(
        "Not comparable with the figure, as it is defined otherwise: Ceremonies of two registrars only."
    )
    assert summary[3].endswith("as it is of another period: Apr to Jun 2024, not Apr to Jun 2025.")
    assert "England Mean, not comparable 70%." in chart and "England Mean, not comparable | 70%" in chart
    assert all(mean.verdict is None and mean.obstacle for mean in _page().record.means)


def test_where_the_verdict_depends_on_the_kind_of_mean_the_page_says_so(project_copy):
    rows = [f"England Mean,2025-06-30,{value},2025-08-01,ONS,,{kind},,,,," for value, kind in _KINDS]
    _hold(project_copy, *rows)
    assert _told()[-1] == (
        "How the figure compares with the England Mean depends on the kind of mean: "
        "it is similar to the mean of authorities, better than the pooled mean."
    )
    assert _page().summary().plain.splitlines()[1].endswith("| 70% Apr to Jun 2025")
    assert "England Mean, pooled mean | 60%" in _page().chart().plain
    _hold(project_copy, rows[0].replace(",60,", ",69,"), rows[1])
    assert not any("depends" in line for line in _told())


def test_where_the_rating_depends_on_the_kind_of_mean_the_page_says_so(project_copy):
    path = project_copy / "data" / "indicators" / "cosmic-006.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"    value: 70\n", "    no_worse_than: England Mean\n", text), encoding="utf-8")
    rows = [f"England Mean,2025-06-30,{value},2025-08-01,ONS,,{kind},,,,," for value, kind in _KINDS[:1]]
    _hold(project_copy, *rows, "England Mean,2025-06-30,75,2025-08-01,ONS,,mean of authorities,,,,,")
    assert _page().record.rag == "Amber"
    assert _told()[-1] == (
        "The RAG rating depends on the kind of mean: Amber by the mean of authorities, Green by the pooled mean."
    )


def test_a_rate_is_compared_by_byars_interval_of_its_numerator(project_copy):
    path = project_copy / "data" / "indicators" / "cosmic-006.yml"
    text = (
        path.read_text(encoding="utf-8").replace("unit: percent", "unit: per 1,000").replace("value: 70", "value: 10")
    )
    path.write_text(text, encoding="utf-8")
    rows = "2025-03-31,10,100,10000", "2025-06-30,10,100,10000"
    lines = ["period_end,value,numerator,denominator,published,status,source,note"]
    lines += [f"{row},2025-09-17,published,Synthetic," for row in rows]
    (project_copy / "data" / "figures" / "cosmic-006.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _hold(project_copy, "England Mean,2025-06-30,12.2,2025-08-01,ONS,,pooled,,,,,", fractions=False)
    assert _told()[0].endswith("The figure is worse than it: its 95% interval is 8.1 per 1,000 to 12.2 per 1,000.")


_KINDS = [(60, "pooled"), (70, "mean of authorities")]


def test_without_a_denominator_a_percentage_is_not_judged_and_a_count_is_by_byars_method(project_copy):
    _hold(project_copy, "England Mean,2025-06-30,70,2025-08-01,ONS,,pooled,,,,,", fractions=False)
    assert _told()[0].endswith(
        "is higher than it; whether by more than chance cannot be said without a numerator and a denominator."
    )
    _hold(project_copy, "England Mean,2025-06-30,280,2025-08-01,ONS,,pooled,,,,,", stem="cosmic-005", fractions=False)
    assert _told("cosmic-005")[0].endswith("The figure is higher than it: its 95% interval is 285.9 to 357.1.")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "England Mean,2025-06-30,70,2025-08-01,ONS,,,,,,,",
            "is a mean without kind; fill in kind: mean of authorities",
        ),
        (
            "England Mean,2025-06-30,70,2025-08-01,ONS,,average,,,,,",
            "must be 'mean of authorities', 'pooled' or 'median'",
        ),
        ("England Mean,2025-06-30,70,2025-08-01,ONS,,pooled,15 of 12,,,,", "such as 12 of 15, got: '15 of 12'"),
        ("England Mean,2025-06-30,70,2025-08-01,ONS,,pooled,,CIPFA 2024,,,", "must be empty for the England Mean"),
        ("Statistical Neighbours Mean,2025-06-30,70,2025-08-01,ONS,,pooled,,,,,", "is without neighbours"),
        ("Statistical Neighbours Mean,2025-06-30,70,2025-08-01,ONS,,pooled,,CIPFA,,,", "must be a list of data/neigh"),
        (
            "Statistical Neighbours Mean,2025-06-30,70,2025-08-01,ONS,,pooled,12 of 15,CIPFA 2024,,,",
            "must be of the 3 authorities",
        ),
        ("England Mean,2025-06-30,70,2025-08-01,ONS,,pooled,,,,70,", "both a numerator and a denominator, or neither"),
    ],
)
def test_what_a_mean_lacks_is_told_by_its_row(project_copy, row, message):
    _hold(project_copy, row)
    with pytest.raises(Faults) as error:
        load_inputs(["cosmic-006"])
    (fault,) = error.value.faults
    assert fault.place.startswith("data/benchmarks.csv, row 2") and message in fault.message, str(fault)


def test_what_is_wrong_with_the_lists_of_neighbours_is_told_all_at_once(project_copy):
    _hold(project_copy)
    path = project_copy / "data" / "neighbours.yml"
    wrong = "A:\n  as_at: 2024-04-01\n  authorities: []\nB:\n  authorities:\n    - X\n    - X\n"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(Faults) as error:
        load_inputs(["cosmic-006"])
    places = sorted(fault.place for fault in error.value.faults)
    assert places == [f"data/neighbours.yml, {key}" for key in ("A, authorities", "B, as_at", "B, authorities")]


def test_a_table_of_means_from_before_they_had_kinds_is_read_and_the_check_asks_for_them(project_copy):
    rows = f"{OLD_HEAD}\ncosmic-006,England Mean,2025-06-30,70,2025-08-01,ONS,\n"
    (project_copy / "data" / "benchmarks.csv").write_text(rows, encoding="utf-8")
    assert _told()[0].startswith(
        "England Mean 70%: mean of unstated kind, of authorities, Apr to Jun 2025, ONS. The fig"
    )
    findings = [found for found in run_checks(read_draft(FIRST)) if "benchmarks" in found.place]
    assert [(found.severity, found.place, found.message) for found in findings] == [
        ("warning", "data/benchmarks.csv, row 2", "is a mean without kind")
    ]
