"""A new project: it builds at once, says that its figures are made up, and is made whole or not at all."""

import csv
import json
import re
import zipfile
from datetime import date

import pytest
import yaml

from cosmic.periods import Quarter
from projectfiles.errors import CosmicError
from reportbuilder.cli.main import main
from reportbuilder.new_project import project
from reportbuilder.readback import parse_document
from reportpages.brand import Brand
from tests.factories import LOOKS
from tests.reportbuilder.new_project.conftest import COUNCIL, contents_below

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them


def test_a_new_project_has_nothing_open_and_builds_at_once(housing, cosmic):
    assert cosmic("check")[:2] == (0, "0 open, 0 acknowledged, 0 to note\n")
    status, said, _ = cosmic("build", "--publisher", "embedded")
    assert status == 0
    assert {path.rpartition(".")[2] for path in said.split()} == {"html", "pdf", "docx", "csv", "json"}


def test_the_example_says_on_every_surface_that_its_figures_are_made_up(housing):
    assert main(["build", "--publisher", "embedded"]) == 0
    folder = housing / "_report" / "2025-26-Q1"
    for path in folder.iterdir():
        if path.suffix in (".html", ".pdf", ".docx"):
            document = str(parse_document(path))
            assert len(re.findall("made-up", document)) >= 2, path.name  # on the scorecard and on its page
    assert all("made-up" in row["KPI"] for row in csv.DictReader((folder / "scorecard.csv").open(encoding="utf-8-sig")))
    (record,) = json.loads((folder / "record.json").read_bytes())["records"]
    assert "made-up" in record["indicator"]["name"]
    assert "made-up" in zipfile.ZipFile(next(folder.glob("*.docx"))).read("word/document.xml").decode()


def test_a_new_project_has_the_looks_and_no_code_of_ours(housing):
    files = contents_below(housing)
    assert [name for name in files if name.endswith(".py")] == ["_extensions/cosmic-report/cosmic.py"]
    for path in LOOKS.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert files[f"_extensions/cosmic-report/{path.relative_to(LOOKS).as_posix()}"] == path.read_bytes()


def test_nothing_of_a_new_project_is_left_to_be_filled_in_or_names_another_council(housing):
    for name, content in contents_below(housing).items():
        if not name.startswith("_extensions"):
            assert b"{{" not in content.replace(b"${{", b""), name
            assert b"Cambridgeshire" not in content and b"cosmic-0" not in content, name


def test_names_are_kept_whatever_their_quotes_and_colons(cosmic, tmp_path):
    names = {"council": 'The "Old" Town: Council #1', "committee": "Children's Committee \\ Schools"}
    folder = tmp_path / "new"
    assert cosmic("init", str(folder), *(part for key, name in names.items() for part in (f"--{key}", name)),
                  "--prefix", "CS")[0] == 0  # fmt: skip
    settings = yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))
    assert {key: settings[key] for key in names} == names
    assert settings["prefix"] == "CS" and settings["title"] == "Quarterly Performance Report"


def test_what_is_not_given_is_asked_for_until_the_answer_can_be_read(cosmic, tmp_path):
    answers = ["Example Council", "", "Housing Committee", "H C", "HC"]
    status, said, _ = cosmic("init", str(tmp_path / "new"), answers=answers)
    assert status == 0
    assert "must not be empty" in said and "letters and digits that begin with a letter" in said
    assert (tmp_path / "new" / "data" / "indicators" / "hc-001.yml").is_file()


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_changed(cosmic, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    wrong = ["--council", " ", "--prefix", "H C", "--quarter", "2025-27-Q1"]
    status, _, said = cosmic("init", str(tmp_path), *wrong)
    assert status == 2
    assert said.splitlines() == [
        "cosmic: faults found",
        f"{tmp_path}: must be an empty folder, got: notes.txt; name another, or empty this one",
        "--council: must not be empty; fill it in",
        "--committee: is missing; give the committee's name, such as Housing Committee",
        "--prefix: must be letters and digits that begin with a letter, such as HT, got: 'H C'; change it",
        "--quarter: a quarter must be written like 2025-26-Q1 (two following years, Q1 to Q4), got: '2025-27-Q1'",
    ]
    assert contents_below(tmp_path) == {"notes.txt": b"mine"}


def test_a_file_is_no_folder_for_a_project(cosmic, tmp_path):
    (tmp_path / "new").write_text("mine")
    status, _, said = cosmic("init", str(tmp_path / "new"), *COUNCIL)
    assert status == 2 and "must be a folder, and is none; name another" in said


def test_a_folder_with_nothing_but_a_repository_and_an_environment_is_empty(cosmic, tmp_path):
    for name in (".git", ".venv"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "held").write_text("mine")
    assert cosmic("init", str(tmp_path), *COUNCIL)[0] == 0
    assert (tmp_path / ".git" / "held").read_text() == (tmp_path / ".venv" / "held").read_text() == "mine"


@pytest.mark.parametrize("is_there", [True, False])
def test_where_a_file_cannot_be_written_nothing_is_left(cosmic, tmp_path, monkeypatch, is_there):
    folder = tmp_path / "new"
    if is_there:
        folder.mkdir()

    def fail(texts):
        for path in list(texts)[:5]:
            path.parent.mkdir(parents=True, exist_ok=True)
        raise CosmicError("could not write: disk full; nothing is changed")

    monkeypatch.setattr(project, "write_all", fail)
    assert cosmic("init", str(folder), *COUNCIL)[0] == 2
    assert folder.is_dir() == is_there and not list(tmp_path.rglob("*"))[is_there:]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2025, 3, 31), Quarter(2024, 3)),
        (date(2025, 4, 1), Quarter(2024, 4)),
        (date(2025, 6, 30), Quarter(2024, 4)),
        (date(2025, 7, 1), Quarter(2025, 1)),
        (date(2026, 1, 1), Quarter(2025, 3)),
    ],
)
def test_the_first_quarter_is_the_last_one_that_has_ended(day, last):
    assert project.last_quarter(day) == last


def test_the_workflow_may_read_only_and_checks_before_it_builds(housing):
    workflow = yaml.safe_load((housing / ".github" / "workflows" / "report.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["report"]["steps"]
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    runs = [step["run"] for step in steps if "run" in step]
    assert runs == ["pip install --requirement requirements.txt", "cosmic check", "cosmic build"]


def test_its_colours_are_those_of_the_looks_own_brand(housing, first_edition):
    brands = [yaml.safe_load((root / "_brand.yml").read_text(encoding="utf-8")) for root in (housing, first_edition)]
    ours, theirs = (Brand.model_validate(brand) for brand in brands)
    assert ours == theirs  # which tests/cosmic/test_palette.py holds to what colours must do
