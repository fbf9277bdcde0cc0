"""Old editions come out as they were, or it is said what differs: names, definitions, descriptions, indicators."""

import json
import re
import shutil
from pathlib import Path

import pytest

from cosmic.definitions import Indicator
from cosmic.periods import Quarter
from cosmic.units import Unit
from projectfiles.errors import Faults
from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import commentary, provenance
from reportbuilder.drafts.draft import read_draft
from reportbuilder.findings import Severity
from reportpages.indicator import IndicatorPage
from tests.factories import BUILD, FIRST, an_indicator, notebook_of, save

pytestmark = pytest.mark.slow  # quarters are started for each case

ONE, NEW = "cosmic-003", "cosmic-011"
DEFINITION = Path("data", "indicators", f"{ONE}.yml")
SAVED = Path("data", "records", f"{FIRST}.json")
SECOND, THIRD = Quarter(2025, 2), Quarter(2025, 3)
NAME = "Number of active library users"


@pytest.fixture
def started(small_project) -> Path:
    """A project with one indicator in which the second quarter is started."""
    assert main(["new", str(SECOND)]) == 0
    return small_project


HEAD = "### Indicator Description\n\n"


def _add(stem: str = NEW, reported: str = ""):
    """Add an indicator by copying another's files; its notebook has no cells of the first quarter."""
    for path in (f"data/indicators/{ONE}.yml", f"data/figures/{ONE}.csv"):
        shutil.copyfile(path, path.replace(ONE, stem))
    with Path("data", "indicators", f"{stem}.yml").open("a", encoding="utf-8") as file:
        file.write(reported)
    notebook = notebook_of(Path(), ONE)
    notebook["cells"] = [cell for cell in notebook["cells"] if str(FIRST) not in cell["metadata"].get("tags", [])]
    text = json.dumps(notebook).replace(ONE, stem)
    Path("notebooks", f"{stem}.ipynb").write_text(text, encoding="utf-8")
    page = f'::: {{.notebook src="build/{ONE}.ipynb"}}\n:::\n\n'
    index = Path("index.qmd").read_text(encoding="utf-8")
    Path("index.qmd").write_text(index.replace(page, page + page.replace(ONE, stem)), encoding="utf-8")


def _define(old: str, new: str):
    text = DEFINITION.read_text(encoding="utf-8")
    assert old in text
    DEFINITION.write_text(text.replace(old, new, 1), encoding="utf-8")


def _stems(quarter: Quarter) -> list[str]:
    return [record.indicator.stem for record in read_draft(quarter).records]


def _differences(quarter: Quarter = FIRST) -> list[str]:
    findings = checks.run_checks(read_draft(quarter))
    return [f"{finding.severity}: {finding.message}" for finding in findings if "data/records/" in finding.message]


# The list of indicators.


@pytest.mark.parametrize("reported", ["", f"reported_from: {SECOND}\n"])
def test_a_new_indicator_is_in_no_edition_before_it(started, reported):
    _add(reported=reported)
    assert _stems(FIRST) == [ONE] and _stems(SECOND) == [ONE, NEW]
    note = f"note: is left out of this edition, since {SAVED.as_posix()} does not have it"
    assert _differences() == ([] if reported else [note])


def test_of_an_indicator_that_is_not_reported_nothing_but_its_definition_is_asked_for(started):
    shutil.copyfile(DEFINITION, DEFINITION.with_name(f"{NEW}.yml"))
    assert _stems(FIRST) == [ONE]
    assert f"data/indicators/{NEW}.yml" in provenance.digest_inputs(FIRST)
    with pytest.raises(Faults, match=f"data/figures/{NEW}.csv: the file is missing"):
        read_draft(SECOND)


@pytest.mark.parametrize("last, quarters", [(FIRST, [FIRST]), (SECOND, [FIRST, SECOND]), (THIRD, [FIRST, SECOND])])
def test_a_retired_indicator_is_in_the_editions_up_to_its_last(started, last, quarters):
    _add(reported=f"reported_from: {FIRST}\nreported_until: {last}\n")
    assert [quarter for quarter in (FIRST, SECOND) if NEW in _stems(quarter)] == quarters


def test_an_indicator_that_says_it_was_reported_is_and_differs_from_the_saved_list(started):
    _add(reported=f"reported_from: {FIRST}\n")
    assert _stems(FIRST) == [ONE, NEW]
    assert _differences()[0].startswith(
        f"warning: differs from {SAVED.as_posix()}: New in this edition was not reported"
    )


def test_an_indicator_whose_files_are_gone_is_missed(started):
    _add()
    saved = json.loads(SAVED.read_text(encoding="utf-8"))
    gone = json.loads(json.dumps(saved[0]).replace(ONE, "cosmic-005").replace("CoSMIC 003", "CoSMIC 005"))
    SAVED.write_text(json.dumps([*saved, gone]), encoding="utf-8")
    assert any("No longer reported was 100,196, Green, and is not reported now" in said for said in _differences())


def test_the_new_quarter_has_cells_for_those_only_that_it_reports(small_project, capsys):
    _add(reported=f"reported_until: {FIRST}\n")
    assert main(["new", str(SECOND)]) == 0
    said = capsys.readouterr().out
    assert "new cells in 1 notebooks" in said and "CoSMIC 011" not in said
    assert str(SECOND) not in Path("notebooks", f"{NEW}.ipynb").read_text(encoding="utf-8")
    assert [record["indicator"]["stem"] for record in json.loads(SAVED.read_bytes())] == [ONE, NEW]


def test_a_quarter_after_an_indicator_is_retired_is_checked(started, capsys):
    _add(reported=f"reported_from: {FIRST}\nreported_until: {FIRST}\n")
    assert _stems(SECOND) == [ONE]
    assert main(["check", str(SECOND)]) == 1, capsys.readouterr().err
    draft = read_draft(SECOND)
    assert len(draft.inputs.figures) == 2 and [len(table) for table in draft.figures] == [2]


def test_a_page_that_an_edition_lacks_is_left_out_of_its_documents(started):
    _add()
    assert main(BUILD) == 0
    page = Path("_report", str(FIRST), f"cosmic-{FIRST}.html").read_text(encoding="utf-8")
    assert "CoSMIC 003" in page and "CoSMIC 011" not in page


def test_what_is_asked_of_an_indicator_that_is_not_reported_is_told(started, capsys):
    _add(reported=f"reported_from: {SECOND}\n")
    assert main(["explain", "11", str(FIRST)]) == 2
    assert f"cosmic: {NEW} is not in the edition of {FIRST}" in capsys.readouterr().err
    assert "CoSMIC 011" in IndicatorPage(NEW, str(FIRST)).heading().plain  # whoever opens its notebook sees it


# What a definition says.


def test_a_new_name_is_in_no_edition_before_it_where_the_earlier_one_is_kept(started):
    _define(NAME, "People who use libraries")
    with DEFINITION.open("a", encoding="utf-8") as file:
        file.write(f"earlier:\n  - until: {FIRST}\n    name: {NAME}\n")
    names = [read_draft(quarter).records[0].indicator.name for quarter in (FIRST, SECOND)]
    assert names == [NAME, "People who use libraries"]
    assert _differences() == []
    assert IndicatorPage(ONE, str(FIRST)).heading().markdown.startswith(f"## Indicator CoSMIC 003: {NAME} ")


def test_a_new_name_that_takes_the_place_of_the_old_is_told_in_the_old_edition(started, capsys):
    _define(NAME, "People who use libraries")
    differs = (
        f"differs from {SAVED.as_posix()}: Definition changed: name was {NAME}, and is People who use libraries now"
    )
    assert _differences() == [f"warning: {differs}"]
    main(["check", str(FIRST)])
    assert "expected  what it said then under earlier" in capsys.readouterr().out


def test_of_several_earlier_wordings_the_first_that_had_not_ended_holds():
    entries = [
        {"until": "2025-26-Q3", "name": "B", "service": "S"},
        {"until": "2024-25-Q4", "name": "A", "tolerance": 5},
    ]
    for earlier in (entries, entries[::-1]):
        indicator = an_indicator(name="C", service="T", earlier=earlier)
        said = [indicator.on(Quarter(2024, 4).end), indicator.on(FIRST.end), indicator.on(Quarter(2025, 4).end)]
        assert [(one.name, one.service, one.tolerance) for one in said] == [
            ("A", "S", 5),
            ("B", "S", None),
            ("C", "T", None),
        ]


def test_a_redefinition_to_come_is_not_in_an_old_record(started):
    with DEFINITION.open("a", encoding="utf-8") as file:
        file.write("redefined:\n  - {from: 2025-07-01, what: Counted by card}\n")
    assert [len(read_draft(quarter).records[0].indicator.redefined) for quarter in (FIRST, SECOND)] == [0, 1]
    assert _differences() == []


def test_figures_in_another_unit_are_in_no_edition_of_the_new_one(started):
    with Path("data", "figures", f"{ONE}.csv").open("a", encoding="utf-8") as file:
        file.write("2025-09-30,71,,,2025-12-01,published,synthetic,\n")
    _define("unit: count", "unit: percent")
    _define("    percent_above_previous_year: 2\n", "    value: 70\n")
    with DEFINITION.open("a", encoding="utf-8") as file:
        file.write(f"earlier:\n  - until: {FIRST}\n    unit: count\n")
    old, new = (read_draft(quarter).records[0] for quarter in (FIRST, SECOND))
    assert old.indicator.unit is Unit.COUNT and old.current.value == 100196 and len(old.series) == 2
    assert [figure.value for figure in new.series] == [71] and new.previous is None


WRONG = {
    "quarter": (f"reported_from: {FIRST.year}", "reported_from: a quarter must be written like 2025-26-Q1"),
    "end first": (
        "reported_from: 2025-26-Q2\nreported_until: 2025-26-Q1",
        "reported_until must not be before reported_from, got: from 2025-26-Q2 until 2025-26-Q1",
    ),
    "no end": ("earlier:\n  - name: x", "earlier, entry 1, until: is missing"),
    "unknown": ("earlier:\n  - {until: 2025-26-Q1, nmae: x}", "earlier, entry 1, nmae: is not a known key"),
    "target": ("earlier:\n  - {until: 2025-26-Q1, targets: []}", "earlier, entry 1, targets: is not a known key"),
    "nothing": ("earlier:\n  - until: 2025-26-Q1", "earlier must say what was otherwise until 2025-26-Q1"),
    "twice": (
        "earlier:\n  - {until: 2025-26-Q1, name: x}\n  - {until: 2025-26-Q1, service: y}",
        "earlier must name each quarter once, got: two entries until 2025-26-Q1",
    ),
    "contextual": (
        "earlier:\n  - {until: 2025-26-Q1, direction: contextual}",
        "a contextual indicator must have no target, got: 1",
    ),
    "comparison": (
        "earlier:\n  - {until: 2023-24-Q4, basis: academic year, compared_with: previous quarter}",
        "compared_with must not be previous quarter where the basis is academic year",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_dated_definition_is_told(small_project, name):
    text, told = WRONG[name]
    with DEFINITION.open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")
    with pytest.raises(Faults, match=re.escape(told)):
        read_draft(FIRST)


def test_an_indicator_that_was_contextual_before_it_had_a_target_is_right(small_project):
    with DEFINITION.open("a", encoding="utf-8") as file:
        file.write("earlier:\n  - {until: 2024-25-Q4, direction: contextual}\n")
    assert isinstance(read_draft(FIRST).records[0].indicator, Indicator)  # its target starts on 1 April 2025


# The words of a page.


def _describe(*tags_and_words: tuple[list[str], str]):
    """Put cells in the place of the description."""
    notebook = notebook_of(Path(), ONE)
    place = next(number for number, cell in enumerate(notebook["cells"]) if cell["id"] == "description")
    cells = [
        {"cell_type": "markdown", "id": f"d{number}", "metadata": {"tags": tags}, "source": words}
        for number, (tags, words) in enumerate(tags_and_words)
    ]
    notebook["cells"][place : place + 1] = cells
    save(Path(), ONE, notebook)


def _words(quarter: Quarter) -> list[str]:
    cells = commentary.select_cells(read_draft(quarter).notebooks[ONE].cells, quarter)
    return [cell.source for cell in cells if cell.id.startswith("d")]


def test_a_description_holds_from_its_quarter_until_the_next(started):
    old, new, later = (
        "### Indicator Description\n\nOld.",
        "### Indicator Description\n\nNew.",
        "### Indicator Description\n\nLater.",
    )
    tag = "description"
    _describe(([tag, str(THIRD)], later), ([tag, str(SECOND)], new), ([tag], old))
    assert [_words(quarter) for quarter in (FIRST, SECOND)] == [[old], [new]]
    _describe_third = commentary.select_cells(read_draft(SECOND).notebooks[ONE].cells, Quarter(2026, 1))
    assert [cell.source for cell in _describe_third if cell.id.startswith("d") and tag in cell.metadata.tags] == [later]


def test_a_description_without_a_tag_is_in_every_edition(started):
    _describe(([], "### Indicator Description\n\nAlways."))
    assert _words(FIRST) == _words(SECOND) == ["### Indicator Description\n\nAlways."]


@pytest.mark.parametrize(
    "cells, told",
    [
        (
            [(["description", "2025-26-Q2"], f"{HEAD}New."), ([], f"{HEAD}Old.")],
            "cell 7: has the heading of a cell",
        ),
        (
            [(["description"], f"{HEAD}New."), (["description"], f"{HEAD}Old.")],
            "cell 7: is another cell tagged description",
        ),
        ([(["description", "Q2"], f"{HEAD}New.")], "cell 6: must be tagged with a section and a quarter, got: d"),
    ],
)
def test_descriptions_of_which_two_would_be_published_are_told(small_project, cells, told):
    _describe(*cells)
    with pytest.raises(Faults, match=told):
        read_draft(FIRST)


def test_words_that_differ_from_what_was_published_are_told(started):
    _describe(([], "### Indicator Description\n\nSynthetic new words."))
    no_longer, now = _differences()
    assert "the page no longer says “### Indicator Description This indicator shows the total" in no_longer
    assert "the page now says “### Indicator Description Synthetic new words.”" in now


def test_nothing_differs_where_nothing_was_changed(started):
    assert _differences() == []


def test_saved_records_of_an_older_kind_say_nothing_of_words(started):
    saved = json.loads(SAVED.read_bytes())
    SAVED.write_text(json.dumps([{key: part for key, part in saved[0].items() if key != "words"}]), encoding="utf-8")
    _describe(([], "### Indicator Description\n\nSynthetic new words."))
    assert _differences() == []


@pytest.mark.parametrize(
    "change", [{"target": 3}, {"rag": None}, {"indicator": {"stem": ONE}}, {"words": "x"}, {"series": [[]]}]
)
def test_saved_records_that_are_not_such_are_told(started, change):
    saved = json.loads(SAVED.read_bytes())
    SAVED.write_text(json.dumps([saved[0] | change]), encoding="utf-8")
    for quarter in (FIRST, SECOND):
        with pytest.raises(Faults, match=f"{SAVED.as_posix()}, 0.* is not what cosmic new saves"):
            read_draft(quarter)


def test_no_difference_is_an_error_so_that_a_correction_can_be_published(started):
    _define(NAME, "People who use libraries")
    severities = {finding.severity for finding in checks.run_checks(read_draft(FIRST))}
    assert Severity.ERROR not in severities and Severity.WARNING in severities


# What is saved of the last edition, against the edition itself.


def _new(capsys) -> str:
    capsys.readouterr()
    assert main(["new", str(SECOND)]) == 0
    return capsys.readouterr().out


def test_a_name_that_was_changed_before_the_next_quarter_is_started_is_told(made, capsys):
    _define(NAME, "People who use libraries")
    said = _new(capsys)
    assert f"{SAVED.as_posix()} differs from the edition in _report/{FIRST}; undo the start" in said
    assert f"Definition changed: name was {NAME}, and is People who use libraries now" in said


@pytest.mark.parametrize("record", [None, b"{", b"[]", b'{"records": 3}', b'{"records": [{}]}'])
def test_nothing_is_told_of_an_edition_that_is_as_it_was_or_none(made, capsys, record):
    if record is not None:
        (made / "record.json").write_bytes(record)
    assert "differs" not in _new(capsys)
