"""The example in examples/trafford: 16 quarters of published figures, held against the rows they were taken from."""

import csv
import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pymupdf
import pytest
from docx import Document
from playwright.sync_api import sync_playwright

from cosmic import editions
from cosmic.periods import Quarter, months_before
from cosmic.record import Inputs, load_inputs
from cosmic.rules import RAG
from projectfiles import paths
from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft
from reportbuilder.readback.agreement import find_disagreements
from reportpages import signal_text
from tests.browser import CHROMIUM, NARROW, SWITCHES, WIDE, Seen, faults
from tests.factories import LOOKS, ROOT, contents, notebook_of

EXAMPLE = ROOT / "examples" / "trafford"
QUARTER = Quarter(2025, 3)
STEMS = [f"trafford-{number:03}" for number in range(1, 11)]
CERTIFICATES = "climate/energy_performance_certificates.csv"
FILES = dict.fromkeys(STEMS[:4], CERTIFICATES) | {
    "trafford-005": "economy/planning_applications_major.csv",
    "trafford-006": "economy/planning_applications_non-major.csv",
    "trafford-007": "health/nhs_health_checks.csv",
    "trafford-008": "children/neet.csv",
    "trafford-009": "climate/licensed_vehicles.csv",
    "trafford-010": "climate/household_waste_recycling.csv",
}
MONTHS_AFTER = dict.fromkeys(STEMS[:4], 1) | {
    "trafford-005": 3, "trafford-006": 3, "trafford-007": 3, "trafford-008": 5, "trafford-009": 4, "trafford-010": 11
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the example as it is committed, for what only reads."""
    made = shutil.ignore_patterns("_report", "build", ".*", "__pycache__")
    return shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("trafford") / "trafford", ignore=made)


@pytest.fixture
def in_project(project, monkeypatch) -> Path:
    """Have it for the working folder."""
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def inputs(in_project) -> Inputs:
    return load_inputs(paths.stems())


@pytest.fixture(scope="module")
def published(project) -> list[dict[str, str]]:
    return _rows(project / "published" / "trafford_themes.csv")


def _rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _end(period: str) -> date:
    """Return the last day of a period as the published rows name it."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", period):
        return date.fromisoformat(period)
    if match := re.search(r"(\d{4})/\d\d Q(\d)$", period):
        return Quarter(int(match[1]), int(match[2])).end
    return months_before(date(int(period), 2, 1), 0)


def _of_area(published: list[dict[str, str]], file: str, area: str) -> dict[date, dict[str, str]]:
    """Return the rows of an area by the ends of their periods."""
    return {_end(_named(row)): row for row in published if row["file"] == file and row["area_name"] == area}


def _named(row: dict[str, str]) -> str:
    """Return a row's period: of a year such as 2016/17 its last day, or for NEET the year in which its winter ended."""
    if not re.fullmatch(r"\d{4}/\d\d", row["period"]):
        return row["period"]
    year = int(row["period"][:4]) + 1
    return str(year) if row["file"] == "children/neet.csv" else f"{year}-03-31"


def _expected(stem: str, rows: dict[date, dict[str, str]]) -> Iterator[tuple[date, Decimal]]:
    """Yield what the published rows give for each period, as the README says."""
    for end, row in rows.items():
        first, *others = (Decimal(row[name] or 0) for name in ("value", "value_2", "value_3", "value_4"))
        match stem:
            case "trafford-002":
                yield end, 100 * sum(others) / first
            case "trafford-003":
                yield end, others[0] + others[1]
            case "trafford-004":
                yield end, others[2]
            case "trafford-007":
                before = rows.get(date(end.year - (end.month < 4), 3, 31))
                yield end, first - Decimal(before["value"] if before else 0)
            case "trafford-009":
                yield end, 100 * first / round(others[0])
            case _:
                yield end, first


@pytest.mark.parametrize("stem", STEMS)
def test_every_figure_is_what_the_published_rows_give(inputs, published, stem):
    table = inputs.figures[STEMS.index(stem)]
    held = dict(zip(table["period_end"], table["value"], strict=True))
    assert held == dict(_expected(stem, _of_area(published, FILES[stem], "Trafford")))
    assert all(not note or "Commit " in note for note in table["note"])


@pytest.mark.parametrize(
    "stem", [stem for stem in STEMS if stem not in ("trafford-001", "trafford-003", "trafford-004")]
)
def test_every_mean_of_england_is_what_the_published_rows_give(inputs, published, stem):
    known = inputs.benchmarks[inputs.benchmarks["indicator"] == stem]
    known = known[known["benchmark"] == "England Mean"]
    held = {row.period_end: row.value for row in known.itertuples()}
    expected = dict(_expected(stem, _of_area(published, FILES[stem], "England")))
    assert held == {end: pytest.approx(value, abs=Decimal("0.005")) for end, value in expected.items()}


@pytest.mark.parametrize("stem", ["trafford-005", "trafford-006"])
def test_the_mean_of_the_neighbours_counts_each_alike(inputs, published, stem):
    known = inputs.benchmarks[inputs.benchmarks["indicator"] == stem]
    for row in known[known["benchmark"] == "Statistical Neighbours Mean"].itertuples():
        areas = {one["area_name"] for one in published if one["file"] == FILES[stem]} - {"Trafford", "England"}
        assert areas == set(row.authorities)
        values = [Decimal(_of_area(published, FILES[stem], area)[row.period_end]["value"]) for area in areas]
        assert abs(sum(values) / len(values) - row.value) <= Decimal("0.05")
        assert row.coverage == f"{len(values)} of {len(areas)}"


@pytest.mark.parametrize("stem", STEMS)
def test_days_of_publication_are_those_that_the_readme_says_are_assumed(inputs, stem):
    table = inputs.figures[STEMS.index(stem)]
    for end, day in zip(table["period_end"], table["published"], strict=True):
        assert day == months_before(end, -MONTHS_AFTER[stem])


def test_there_are_sixteen_editions_each_three_months_after_its_quarter(in_project):
    quarters = editions.list_quarters()
    assert len(quarters) == 16 and quarters[-1] == QUARTER
    for quarter in quarters:
        assert editions.load_edition(quarter).produced_on == months_before(quarter.end, -3)


def test_each_edition_has_one_quarter_more_than_the_one_before(inputs):
    counts = [len(inputs.records(editions.load_edition(quarter))[0].series) for quarter in editions.list_quarters()]
    assert counts == list(range(20, 36))


def test_there_is_history_for_signals_and_too_little_of_it(inputs):
    records = {record.indicator.stem: len(record.series) for record in inputs.records(editions.load_edition(QUARTER))}
    assert records == dict(zip(STEMS, [35, 35, 35, 32, 19, 8, 19, 9, 20, 12], strict=True))


def test_a_target_of_a_year_is_the_total_of_the_year_before(inputs):
    figures = dict(zip(inputs.figures[0]["period_end"], inputs.figures[0]["value"], strict=True))
    for target in inputs.indicators[0].targets:
        before = [months_before(target.start, ago) for ago in (1, 4, 7, 10)]
        assert target.annual == sum(figures[end] for end in before)


def test_the_redefinition_parts_the_two_measures(inputs, published):
    (change,) = inputs.indicators[7].redefined
    for end, row in _of_area(published, "children/neet.csv", "Trafford").items():
        assert ("not know" in row["indicator"]) == (end < change.start)


def test_it_says_everywhere_that_it_is_an_example(in_project):
    assert "an example" in editions.load_edition(QUARTER).committee.title
    assert "this report is an example" in Path("_quarto.yml").read_text(encoding="utf-8")
    for stem in STEMS:
        words = ["".join(cell["source"]) for cell in notebook_of(in_project, stem)["cells"]]
        assert any("This is an example made of published figures" in one for one in words)
        assert any("These words are the example's own" in one for one in words)


@pytest.mark.parametrize("quarter", [Quarter(2025, 2), QUARTER])
def test_every_finding_is_acknowledged(in_project, quarter):
    read = draft.read_draft(quarter)
    assert [str(one) for one in checks.run_checks(read) if one.acknowledged is None] == []
    assert {record.rag for record in read.records} == {RAG.GREEN, RAG.AMBER, RAG.RED, RAG.CONTEXTUAL}


def test_the_example_has_the_looks_of_the_repository():
    own, copied = ({path.relative_to(top): path.read_bytes() for path in _files(top)} for top in (LOOKS, _looks()))
    assert copied == own, "the looks have changed: make examples copies them again"


def _looks() -> Path:
    return EXAMPLE / "_extensions" / LOOKS.name


def _files(top: Path) -> list[Path]:
    return [path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@pytest.fixture(scope="module")
def edition(project, tmp_path_factory) -> Path:
    """The newest edition of the example, built."""
    folder = shutil.copytree(project, tmp_path_factory.mktemp("built") / "trafford")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("QUARTO_PROFILE", raising=False)
        assert main(["build", "--publisher", "embedded"]) == 0
    return folder / "_report" / str(QUARTER)


@pytest.mark.slow
def test_it_builds(edition):
    names = {f"trafford-{QUARTER}.{form}" for form in ("html", "pdf", "docx")}
    assert set(contents(edition)) == names | {"scorecard.csv", "figures.csv", "record.json"}
    page = (edition / f"trafford-{QUARTER}.html").read_text(encoding="utf-8")
    assert "Trafford example" in page and not [word for word in ("CoSMIC", "Cambridgeshire") if word in page]


@pytest.mark.slow
def test_a_label_of_signals_that_is_swapped_for_any_other_is_found(edition, in_project, tmp_path):
    page, read = (edition / f"trafford-{QUARTER}.html").read_text(encoding="utf-8"), draft.read_draft(QUARTER)
    rows = re.search(r'<section id="scorecard" .*?<tbody[^>]*>(.*?)</tbody>', page, re.DOTALL)[1]
    labels = [*signal_text.VARIATION.values(), *signal_text.ASSURANCE.values()]
    printed = [label for label in labels if label in rows]
    assert len(printed) >= 5
    for label in printed:
        for other in labels:
            swapped = tmp_path / "swapped.html"
            swapped.write_text(page.replace(rows, rows.replace(label, other, 1)), encoding="utf-8")
            assert any(find_disagreements(read, [swapped])) is (label != other), (label, other)


@pytest.mark.slow
def test_the_scorecard_lies_on_its_side_on_paper(edition):
    with pymupdf.open(edition / f"trafford-{QUARTER}.pdf") as pdf:
        sideways = {number for number, page in enumerate(pdf, 1) if page.rect.width > page.rect.height}
        held = {number for number, page in enumerate(pdf, 1) if "Assurance" in page.get_text() and number > 2}
    assert sideways == held and len(sideways) < 4
    sections = Document(str(edition / f"trafford-{QUARTER}.docx")).sections
    assert [one.page_width > one.page_height for one in sections] == [False, True, False]


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_example_has_no_fault_that_a_browser_shows(edition, width):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        assert faults(Seen(browser, edition / f"trafford-{QUARTER}.html", width)) == []
        browser.close()
