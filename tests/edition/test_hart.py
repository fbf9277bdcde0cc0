"""The example in examples/hart: another council's published quarter, held against the file it was taken from."""

import csv
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from cosmic import editions
from cosmic.periods import Quarter
from cosmic.record import Record, load_inputs
from cosmic.rules import RAG
from projectfiles import paths
from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft
from tests.factories import LOOKS, ROOT, contents, notebook_of

EXAMPLE = ROOT / "examples" / "hart"
QUARTER = Quarter(2014, 2)
COLOURS = {"lg": RAG.GREEN, "la": RAG.AMBER, "lr": RAG.RED}
TOLD = {"ETS01", "HR11", "HS16", "IT06", "PS05"}  # whose cell is not the figure of the quarter; the README says why
CELLS = {"last_quarter": "2014-06-30", "this_quarter": "2014-09-30"}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the example as it is committed, for what only reads."""
    made = shutil.ignore_patterns("_report", "build", ".*", "__pycache__")
    return shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("hart") / "hart", ignore=made)


@pytest.fixture
def in_project(project, monkeypatch) -> Path:
    """Have it for the working folder."""
    monkeypatch.chdir(project)
    return project


@pytest.fixture(scope="module")
def records(project) -> dict[str, Record]:
    """The records of the quarter by their published codes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        found = load_inputs(paths.stems()).records(editions.load_edition(QUARTER))
    return {record.indicator.code: record for record in found}


@pytest.fixture(scope="module")
def published(project) -> dict[str, dict[str, str]]:
    """The rows of the published file by their codes."""
    with open(project / "published" / "kpis-2014-15-Q2.csv", encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_published_indicator_is_there_in_its_order(records, published):
    assert len(published) == 45 and list(records) == list(published)
    for code, row in published.items():
        assert (records[code].indicator.name, records[code].indicator.service) == (row["description"], row["service"])


def test_all_ratings_but_one_come_out_as_published(records, published):
    rated = {code: COLOURS[row["status"]] for code, row in published.items() if row["status"] in COLOURS}
    assert len(rated) == 41
    assert {code: records[code].rag for code in rated if records[code].rag is not rated[code]} == {"FI06": RAG.GREEN}
    shares = [code for code in rated if Decimal(published[code]["target"])]  # of a target of zero there is none
    assert len(shares) == 40 and sum(records[code].rag is rated[code] for code in shares) == 39


def test_the_odd_one_is_told_on_its_page_and_in_the_readme(records, published, project):
    odd = records["FI06"]
    assert odd.current.value == odd.target.value == 97 and published["FI06"]["status"] == "la"
    words = "".join("".join(cell["source"]) for cell in notebook_of(project, odd.indicator.stem)["cells"])
    assert "The council published Amber." in words
    assert "**FI06**" in (project / "README.md").read_text(encoding="utf-8")


def test_what_is_unrated_has_no_colour(records, published):
    unrated = {code: records[code].rag for code, row in published.items() if row["status"] not in COLOURS}
    assert unrated == {"RB09": RAG.BASELINE} | dict.fromkeys(["SNH03", "SNH04", "SNH06"], RAG.CONTEXTUAL)


def test_figures_are_those_of_the_file_and_those_that_cannot_be_are_told(published, project):
    changed = set()
    for number, (code, row) in enumerate(published.items(), 1):
        with open(project / "data" / "figures" / f"hart-{number:03}.csv", encoding="utf-8", newline="") as file:
            known = {figure["period_end"]: figure["value"] for figure in csv.DictReader(file)}
        changed |= {code for column, end in CELLS.items() if known[end] != row[column]}
        assert known.get("2014-03-31", row["last_year"]) == row["last_year"]
    assert changed == TOLD
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert all(f"| {code} |" in readme for code in TOLD)


def test_targets_are_the_published_ones_and_say_that_no_reason_is_given(records, published):
    for code, row in published.items():
        target = records[code].indicator.target_on(QUARTER.end)
        assert Decimal(row["target"]) == (target.value if target else 0)
        assert target is None or "the file gives no reason" in target.reason


def test_notes_are_the_commentary_and_last_year_is_told(published, project):
    for number, row in enumerate(published.values(), 1):
        cells = notebook_of(project, f"hart-{number:03}")["cells"]
        (commentary,) = ("".join(cell["source"]) for cell in cells if "commentary" in cell["metadata"].get("tags", []))
        assert f"2013/14, it was {Decimal(row['last_year']):,}" in commentary
        assert row["note"] == "No notes" or f"“{row['note']}”" in commentary


def test_every_finding_is_acknowledged(in_project):
    read = draft.read_draft(QUARTER)
    assert [str(one) for one in checks.run_checks(read) if one.acknowledged is None] == []


def test_the_example_has_the_looks_of_the_repository():
    own, copied = ({path.relative_to(top): path.read_bytes() for path in _files(top)} for top in (LOOKS, _looks()))
    assert copied == own, "the looks have changed: make examples copies them again"


def _looks() -> Path:
    return EXAMPLE / "_extensions" / LOOKS.name


def _files(top: Path) -> list[Path]:
    return [path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@pytest.mark.slow
def test_it_builds_and_names_no_other_committee(project, tmp_path, monkeypatch):
    folder = shutil.copytree(project, tmp_path / "hart")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    assert main(["build", "--publisher", "embedded"]) == 0
    edition = folder / "_report" / str(QUARTER)
    names = {f"hart-{QUARTER}.{form}" for form in ("html", "pdf", "docx")}
    assert set(contents(edition)) == names | {"scorecard.csv", "figures.csv", "record.json"}
    for path in edition.iterdir():
        text = _text(path)
        assert "FI06" in text
        assert not [word for word in ("CoSMIC", "Cambridgeshire") if word in text], path.name


def _text(path: Path) -> str:
    """What an edition's file says, metadata included."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return "".join(page.get_textpage().get_text_bounded() for page in document) + str(document.get_metadata_dict())
    return path.read_text(encoding="utf-8")
