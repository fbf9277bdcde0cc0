"""What a notebook shows comes from the record, and shows text as text."""

import pypandoc
import pytest

from projectfiles.errors import Faults
from reportpages import indicator, scorecard, tables

QUARTER = "2025-26-Q1"


@pytest.fixture
def benchmark(project_copy):
    """A synthetic England mean for one indicator, and a later one that the edition cannot know."""
    with (project_copy / "data" / "benchmarks.csv").open("a", encoding="utf-8") as file:
        file.write("cosmic-006,England Mean,2025-03-31,65,2025-08-01,synthetic,\n")
        file.write("cosmic-006,England Mean,2025-06-30,99,2025-12-01,synthetic,\n")


def test_means_stand_on_the_page_where_they_are_held(benchmark):
    summary = indicator.IndicatorPage("cosmic-006", QUARTER).summary()
    heads, cells, told = summary.plain.splitlines()
    assert heads.endswith("Current Quarter | Previous Quarter | Change in Performance | England Mean")
    assert cells == (
        "CoSMIC 006 | 70% | Higher is better | 71% Apr to Jun 2025 | 55% Jan to Mar 2025 | ↑ Improving "
        "| 65% Jan to Mar 2025, not comparable"
    )
    assert told == (
        "England Mean 65%: mean of unstated kind, of authorities, Jan to Mar 2025, synthetic. Not comparable with the "
        "figure, as it is of another period: Jan to Mar 2025, not Apr to Jun 2025."
    )
    assert "England Mean, not comparable 65%" in indicator.IndicatorPage("cosmic-006", QUARTER).chart().plain
    assert "Mean" not in indicator.IndicatorPage("cosmic-009", QUARTER).summary().plain


def test_an_arrow_up_means_improving_whichever_way_the_number_moved(project_copy):
    assert (
        "237 30 June 2025 | 254 30 June 2024 | ↑ Improving"
        in indicator.IndicatorPage("cosmic-010", QUARTER).summary().plain
    )


def test_a_missing_figure_is_said_to_be_missing(project_copy):
    path = project_copy / "data" / "figures" / "cosmic-006.csv"
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:2]) + "\n", encoding="utf-8")
    (row,) = tables.scorecard_rows([indicator.IndicatorPage("cosmic-006", QUARTER).record])
    cells = ["No data", "55% Jan to Mar 2025", "No data", "No data", "No data"]
    assert [str(cell) for cell in row.values()][3:] == cells


def test_the_quarter_is_said_in_jupyterlab_and_not_published():
    shown = indicator.IndicatorPage("cosmic-003", QUARTER).heading()
    assert "Quarter 1, 2025/26 Financial Year, report of September 2025" in shown.html and "Quarter" in shown.plain
    assert "Quarter" not in shown.markdown and shown.markdown.endswith("\n\nSeptember 2025")


def test_signs_in_a_name_are_shown_as_they_are(project_copy):
    path = project_copy / "data" / "indicators" / "cosmic-003.yml"
    name = "A | <b>*x*</b> [y](z){.w} 'q' \\"
    quoted = "'" + name.replace("'", "''") + "'"
    path.write_text(path.read_text("utf-8").replace('"Number of active library users"', quoted), encoding="utf-8")
    shown = indicator.IndicatorPage("cosmic-003", QUARTER)
    assert name in pypandoc.convert_text(
        shown.heading().markdown, "plain", "markdown-smart", extra_args=["--wrap=none"]
    )
    assert "<b>" not in shown.heading().html


def test_the_scorecard_is_headed_by_the_committee_of_the_project(project_copy):
    path = project_copy / "_quarto.yml"
    text = path.read_text(encoding="utf-8")
    name = "Communities, Social Mobility and Inclusion Committee"
    assert scorecard.ScorecardPage(QUARTER).heading().plain == f"{name} Scorecard"
    path.write_text(text.replace(name, "Synthetic Committee"), encoding="utf-8")
    assert scorecard.ScorecardPage(QUARTER).heading().plain == "Synthetic Committee Scorecard"


@pytest.mark.parametrize("metadata", ["title: x", "committee:", "- a list"])
def test_a_project_without_a_committee_is_told(project_copy, metadata):
    (project_copy / "_quarto.yml").write_text(metadata, encoding="utf-8")
    with pytest.raises(Faults, match="_quarto.yml(, committee: (is missing|must)|: must be keys and values)"):
        scorecard.ScorecardPage(QUARTER)
