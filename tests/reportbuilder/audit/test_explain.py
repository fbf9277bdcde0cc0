"""The trail of an indicator, and the quality page: both through what a person reads."""

import hashlib
import json
import re

import pytest

from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft, provenance
from reportbuilder.findings import Rule
from reportbuilder.publishing.quality_page import make_notebook
from tests.factories import FIRST

QUARTER = str(FIRST)


@pytest.fixture
def explained(project_copy, capsys):
    """Run cosmic explain; returns its exit status and what it printed, lines joined."""

    def run(*arguments: str) -> tuple[int, str]:
        status = main(["explain", *arguments])
        said = capsys.readouterr()
        return status, " ".join((said.out + said.err).split())

    return run


@pytest.mark.parametrize("name", ["cosmic-003", "CoSMIC 003", "003", "3"])
def test_an_indicator_is_found_by_each_of_its_names(explained, name):
    status, told = explained(name)
    assert status == 0 and told.startswith("CoSMIC 003: Number of active library users")


@pytest.mark.parametrize("name", ["cosmic-030", "0", "libraries", ""])
def test_a_name_of_no_indicator_is_told_with_those_that_are(explained, name):
    status, told = explained(name)
    assert status == 2 and "cosmic-010" in told and repr(name) in told


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("cosmic-003", "100,196 in Jun-25 data/figures/cosmic-003.csv, row 3; published on 17 September 2025"),
        ("cosmic-003", "2% above 97976 (data/figures/cosmic-003.csv, row 2) is 99935.52, rounded 99936"),
        ("cosmic-003", "shortfall: none, as 99936 - 100196 is not above zero: Green"),
        ("cosmic-003", "100196 is above 97976, and higher is better: ↑ Improving"),
        ("cosmic-010", "237 is below 254, and lower is better: ↑ Improving"),
        (
            "cosmic-009",
            "shortfall: (60 - 56) / 60 = 6.6667% of the target 6.6667% is within the tolerance of 10%: Amber",
        ),
        ("cosmic-009", "149 fewer, at 1,428, makes it 9.45%"),
        ("cosmic-009", "acknowledged: As published on 17 September 2025."),
        ("cosmic-007", "current covers 3 months, previous 12; measured in the same way not comparable"),
        ("cosmic-007", "the figure for Mar-25 is used instead"),
        ("cosmic-005", "Contextual: no target is in force"),
        ("cosmic-001", "note: "),
    ],
)
def test_the_trail_says_where_a_number_comes_from(explained, stem, words):
    assert words in explained(stem, QUARTER)[1]


def test_the_trail_follows_the_data(explained, project_copy):
    path = project_copy / "data" / "figures" / "cosmic-009.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",56,", ",53,"), encoding="utf-8")
    assert "(60 - 53) / 60 = 11.6667% of the target 11.6667% is beyond the tolerance of 10%: Red" in explained("9")[1]


def test_the_trail_of_an_indicator_without_figures_says_so(explained, project_copy):
    path = project_copy / "data" / "figures" / "cosmic-009.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(rows[:2]).replace("2025-03-31", "2024-12-31"), encoding="utf-8")
    told = explained("9")[1]
    assert "No data: there is no current figure" in told and "Nothing to compare" in told


def test_each_file_is_named_with_its_own_sha_256(explained, project_copy):
    told = re.findall(r"([0-9a-f]{64}) (\S+)", explained("cosmic-004")[1])
    assert [name for _, name in told] == [
        "params/2025-26-Q1.yml", "data/indicators/cosmic-004.yml", "data/figures/cosmic-004.csv",
        "data/benchmarks.csv", "notebooks/cosmic-004.ipynb",
    ]  # fmt: skip
    for digest, name in told:
        assert hashlib.sha256((project_copy / name).read_bytes()).hexdigest() == digest


def test_the_parameters_of_the_edition_before_are_named_and_what_is_kept_of_it_where_it_is(explained, project_copy):
    assert main(["new", "2025-26-Q2"]) == 0
    kept = project_copy / "data" / "records" / "2025-26-Q1.json"
    assert re.findall(r"[0-9a-f]{64} (\S+)", explained("3")[1])[-3:-1] == [
        "params/2025-26-Q1.yml",
        kept.relative_to(project_copy).as_posix(),
    ]
    kept.unlink()
    assert re.findall(r"[0-9a-f]{64} (\S+)", explained("3")[1])[-2] == "params/2025-26-Q1.yml"


@pytest.fixture
def quality_page(project_copy):
    """The quality page of the first edition, as plain text."""

    def made() -> str:
        read = draft.read_draft(FIRST)
        cells = make_notebook(read, checks.run_checks(read)).cells
        return "\n".join(output.data["text/plain"] for cell in cells for output in cell.outputs)

    return made


def test_the_quality_page_names_every_rule_every_input_and_every_tool(quality_page):
    told = quality_page()
    assert [rule for rule in Rule if rule.capitalize() not in told] == [Rule.UNEXPLAINED]
    assert all(f"{name} | {digest}" in told for name, digest in provenance.digest_inputs(FIRST).items())
    assert all(f"{name} | {version}" in told for name, version in provenance.list_tools().items())
    assert {"pandas", "papermill", "typst", "pandoc", "Python"} <= set(provenance.list_tools())


def test_every_file_of_the_project_is_an_input(project_copy):
    held = {path.relative_to(project_copy).as_posix() for path in project_copy.rglob("*") if path.is_file()}
    assert held == set(provenance.digest_inputs(FIRST))


def test_the_quality_page_gives_each_finding_with_its_reason(quality_page, project_copy):
    reasons = re.findall(r"reason: (.*)", (project_copy / "params" / f"{QUARTER}.yml").read_text(encoding="utf-8"))
    told = quality_page()
    assert len(reasons) == 9 and all(reason in told for reason in reasons)
    assert "Commentary arithmetic | Numbers in commentary that do not follow from one another | 2 acknowledged" in told


def test_a_finding_without_reason_is_shown_as_not_acknowledged(quality_page, project_copy):
    path = project_copy / "params" / f"{QUARTER}.yml"
    path.write_text(path.read_text(encoding="utf-8").partition("acknowledged:")[0], encoding="utf-8")
    told = quality_page()
    assert told.count("Not acknowledged (warning)") == 4 and told.count("Not acknowledged (error)") == 3


def test_the_edition_ends_with_its_quality_page(edition):
    html = (edition / "cosmic-2025-26-Q1.html").read_text(encoding="utf-8")
    last = " ".join(html.rpartition("<h2")[2].split())
    assert "Quality of this edition" in last and "149 fewer, at 1,428, makes it 9.45%" in last
    digests = set(re.findall(r"<code>([0-9a-f]{64})</code>", last))
    assert digests == set(provenance.digest_inputs(FIRST).values())
    assert json.loads((edition / "record.json").read_text(encoding="utf-8"))["inputs"] == provenance.digest_inputs(
        FIRST
    )
