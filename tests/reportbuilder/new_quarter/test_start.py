"""Starting a quarter: what it makes, what it refuses, that it is all or nothing, and a whole second quarter."""

import csv
import json
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat import NotebookNode

from cosmic import editions
from cosmic.periods import Quarter
from reportbuilder.cli.main import main
from reportbuilder.drafts import commentary, draft, saved
from reportbuilder.drafts.commentary import Section
from reportbuilder.new_quarter import start
from tests.factories import FIRST, STEMS, notebook_of, save

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

SECOND = Quarter(2025, 2)
PARAMS = "params/2025-26-Q2.yml"
KEPT = "data/records/2025-26-Q1.json"
NOTEBOOK = "notebooks/cosmic-003.ipynb"
SCORECARD = "notebooks/scorecard.ipynb"


def _not_run(notebooks: dict[str, str], *_) -> tuple[dict[str, str], dict[Path, str]]:
    return notebooks, {}


@pytest.fixture
def new(project_copy, capsys, monkeypatch):
    """Run cosmic new, but not the notebooks; returns its exit status, what it prints, and its errors."""
    monkeypatch.setattr(start, "run_all", _not_run)

    def run(quarter="2025-26-Q2", *options):
        capsys.readouterr()
        status = main(["new", quarter, *options])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return run


def _files(root: Path) -> dict[str, bytes]:
    """Every file of a project, hidden ones too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _edit(root: Path, path: str, old: str, new: str):
    text = (root / path).read_bytes().decode("utf-8")
    assert old in text
    (root / path).write_bytes(text.replace(old, new).encode("utf-8"))


def _tagged(notebook: dict, quarter: Quarter) -> list[dict]:
    return [cell for cell in notebook["cells"] if str(quarter) in cell["metadata"].get("tags", [])]


# How a notebook's JSON may be laid out, each as a function of what the notebook says.
LAYOUTS = {
    "as nbformat saves": lambda held: json.dumps(held, indent=1, ensure_ascii=False) + "\n",
    "Windows line ends": lambda held: json.dumps(held, indent=1, ensure_ascii=False).replace("\n", "\r\n") + "\r\n",
    "two spaces": lambda held: json.dumps(held, indent=2, ensure_ascii=False) + "\n",
    "tabs": lambda held: json.dumps(held, indent="\t", ensure_ascii=False) + "\n",
    "escapes": lambda held: json.dumps(held, indent=1) + "\n",
    "no last line end": lambda held: json.dumps(held, indent=1, ensure_ascii=False),
    "one line": lambda held: json.dumps(held, ensure_ascii=False),
    "no white space": lambda held: json.dumps(held, separators=(",", ":")),
    "cells last": lambda held: json.dumps(
        {key: held[key] for key in sorted(held, reverse=True)}, indent=1, ensure_ascii=False
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_started_quarter_is_undone_by_deleting_what_it_made(project_copy, new, layout):
    for stem in STEMS:
        held = notebook_of(project_copy, stem)
        held["cells"][5]["source"].append("Überblick: £500 “é” \U0001f4da")
        held["cells"][7]["source"][0] = "#### Commentary – Überblick\n"
        (project_copy / "notebooks" / f"{stem}.ipynb").write_bytes(layout(held).encode("utf-8"))
    before = _files(project_copy)
    assert new()[0] == 0
    after = _files(project_copy)
    assert after.pop(PARAMS) and after.pop(KEPT)
    for stem in STEMS:
        name = f"notebooks/{stem}.ipynb"
        text, held = after.pop(name).decode("utf-8"), notebook_of(project_copy, stem)
        assert text == layout(held), "a fresh cell is laid out otherwise than the file"
        assert [cell["source"][0] for cell in _tagged(held, SECOND)][0].startswith("#### Commentary – Überblick (")
        _undo(held)
        assert layout(held).encode("utf-8") == before.pop(name)
    assert _undone(after.pop(SCORECARD)) == before.pop(SCORECARD)
    assert after == before


def _undo(held: dict):
    """Take out of a notebook all that cosmic new puts in."""
    held["cells"] = [cell for cell in held["cells"] if cell not in _tagged(held, SECOND)]
    held["cells"][0]["source"] = ['quarter = "2025-26-Q1"']
    for cell in _tagged(held, FIRST):
        assert cell["metadata"].pop("jupyter") == {"source_hidden": True}
        cell["source"][0] = cell["source"][0].replace(" (Quarter 1, 2025/26)", "")


def _undone(content: bytes) -> bytes:
    return content.replace(b"2025-26-Q2", b"2025-26-Q1")


def test_a_notebook_laid_out_by_hand_keeps_every_byte(project_copy, new):
    first = '{"cell_type":"code", "id" : "parameters","execution_count":null,"metadata":{"tags":["parameters"]},\n'
    first += '      "outputs":[],"source":"quarter = \\"2025-26-Q1\\""}'
    last = '{ "id":"c","cell_type":"markdown","metadata":{"tags":["commentary","2025-26-Q1"]}\t,'
    last += '"source":"## Caf\\u00e9 é"}'
    above = f'\n{{"nbformat": 4,"metadata":{{"cells":[1]}},\n\n  "cells"  : [ {first} ,\n\n    '
    below = f'{last}\n ],  "nbformat_minor":5 }}  \n\n'
    (project_copy / NOTEBOOK).write_bytes((above + below).encode("utf-8"))
    assert new()[0] == 0
    made = (project_copy / NOTEBOOK).read_bytes().decode("utf-8")
    above = above.replace("2025-26-Q1", "2025-26-Q2")
    assert made.startswith(above)
    made = made.removeprefix(above)
    last = last.replace('{"tags":["commentary","2025-26-Q1"]}', _between(made, '"metadata":', "\t,"))
    last = last.replace('"## Caf\\u00e9 é"', '"## Café é (Quarter 1, 2025/26)"')
    assert last in made and made.endswith('],  "nbformat_minor":5 }  \n\n')
    fresh, rest = made[: made.index(last)], made[made.index(last) :]
    assert json.loads(fresh.rstrip(" \n,"))["source"] == ["## Café é (Quarter 2, 2025/26)"]
    path_to_green = rest.removeprefix(last).removesuffix('\n ],  "nbformat_minor":5 }  \n\n')
    assert json.loads(path_to_green.lstrip(" \n,"))["metadata"]["tags"] == ["path-to-green", "2025-26-Q2"]


def _between(text: str, before: str, after: str) -> str:
    """The part of a text between the last of some words before and the first after it."""
    return text.rpartition(after)[0].rpartition(before)[2]


def test_cells_that_start_on_the_line_of_the_one_before_stay_json(project_copy, new):
    text = (project_copy / NOTEBOOK).read_text(encoding="utf-8").replace("\n  },\n  {", "\n  }, {")
    (project_copy / NOTEBOOK).write_bytes(text.encode("utf-8"))
    assert new()[0] == 0
    held = notebook_of(project_copy, "cosmic-003")
    fresh = _tagged(held, SECOND)
    assert len(fresh) == 2
    _undo(held)
    assert held["cells"] == json.loads(text)["cells"]


def test_each_notebook_gets_empty_cells_above_the_last_quarters(project_copy, new):
    new()
    for stem in STEMS:
        held = notebook_of(project_copy, stem)
        nbformat.validate(nbformat.from_dict(held))
        assert [(cell["id"], cell["source"]) for cell in _tagged(held, SECOND)] == [
            ("commentary-2025-26-q2", ["### Commentary (Quarter 2, 2025/26)"]),
            ("path-to-green-2025-26-q2", ["### Path to Green (Quarter 2, 2025/26)"]),
        ]
        for section in Section:
            quarters = [c["metadata"]["tags"][1] for c in held["cells"] if section in c["metadata"].get("tags", [])]
            assert quarters in (["2025-26-Q2", "2025-26-Q1"], ["2025-26-Q2"])


def test_a_section_without_cells_comes_last_and_commentary_above_path_to_green(project_copy, new):
    held = notebook_of(project_copy, "cosmic-003")
    held["cells"] = [cell for cell in held["cells"] if "commentary" not in cell["metadata"].get("tags", [])]
    save(project_copy, "cosmic-003", held)
    new()
    assert [c["id"] for c in notebook_of(project_copy, "cosmic-003")["cells"]][-4:] == [
        "links", "commentary-2025-26-q2", "path-to-green-2025-26-q2", "path-to-green-2025-26-q1",
    ]  # fmt: skip
    assert notebook_of(project_copy, "cosmic-005")["cells"][-1]["id"] == "path-to-green-2025-26-q2"


def test_headings_are_the_last_quarters_own_else_those_of_most_others(project_copy, new):
    for stem, heading in (("cosmic-003", "#### What we do"), ("cosmic-004", "no heading")):
        held = notebook_of(project_copy, stem)
        held["cells"][-1]["source"][0] = f"{heading}\n"
        save(project_copy, stem, held)
    new()
    headings = [_tagged(notebook_of(project_copy, stem), SECOND)[1]["source"] for stem in STEMS]
    assert headings[2] == ["#### What we do (Quarter 2, 2025/26)"]
    assert {line for at, (line,) in enumerate(headings) if at != 2} == {"### Path to Green (Quarter 2, 2025/26)"}


def test_a_cell_id_that_is_taken_is_not_given_twice(project_copy, new):
    _edit(project_copy, NOTEBOOK, '"id": "links"', '"id": "commentary-2025-26-q2"')
    new()
    ids = [cell["id"] for cell in notebook_of(project_copy, "cosmic-003")["cells"]]
    assert len(ids) == len(set(ids)) and "commentary-2025-26-q2-2" in ids


def test_a_notebook_of_a_format_without_cell_ids_gets_none(project_copy, new):
    held = notebook_of(project_copy, "cosmic-003") | {"nbformat_minor": 4}
    for cell in held["cells"]:
        del cell["id"]
    save(project_copy, "cosmic-003", held)
    assert new()[0] == 0
    nbformat.validate(nbformat.from_dict(notebook_of(project_copy, "cosmic-003")))


def test_the_same_start_makes_the_same_bytes(project_copy, new):
    before = _files(project_copy)
    said, made = new(), _files(project_copy)
    (project_copy / PARAMS).unlink()
    (project_copy / KEPT).unlink()
    for name, content in before.items():
        (project_copy / name).write_bytes(content)
    assert new() == said and _files(project_copy) == made


def test_the_params_file_is_the_last_one_with_new_values_and_nothing_acknowledged(project_copy, new):
    new()
    assert (project_copy / PARAMS).read_text(encoding="utf-8").splitlines() == [
        "# Quarter 2, 2025/26: July to September 2025.",
        "# produced_on is proposed: as many days after the quarter's end as for 2025-26-Q1; correct it if need be",
        "produced_on: 2025-12-18   # the day of the edition: figures published later are not in it",
        "parameters:               # what papermill hands to every notebook",
        "  quarter: 2025-26-Q2",
        "acknowledged:             # findings of cosmic check that were looked at and stay: "
        "rule, indicator, quote, and why",
    ]
    assert editions.load_edition(SECOND).acknowledged == ()


def test_what_the_last_edition_said_is_kept(project_copy, new):
    read = draft.read_draft(FIRST)
    said = saved.to_save(read.records, read.notebooks)
    assert "### Indicator Description" in said[0]["words"][0]
    new()
    assert editions.load_saved_records(FIRST) == said
    _edit(project_copy, "data/figures/cosmic-003.csv", ",100196,", ",100197,")
    assert editions.load_saved_records(FIRST) == said


def test_a_third_quarter_starts_from_the_second(project_copy, new):
    new()
    held = notebook_of(project_copy, "cosmic-003")
    _tagged(held, SECOND)[0]["source"] = ["#### Commentary"]
    save(project_copy, "cosmic-003", held)
    assert new("2025-26-Q4", "--produced-on", "2026-06-01")[0] == 0
    first, second, *rest = (project_copy / "params/2025-26-Q4.yml").read_text(encoding="utf-8").splitlines()
    assert first == "# Quarter 4, 2025/26: January to March 2026."
    assert second.startswith("produced_on: 2026-06-01   # the day")
    assert rest[1:] == ["  quarter: 2025-26-Q4", (project_copy / PARAMS).read_text(encoding="utf-8").splitlines()[-1]]
    tags = [cell["metadata"].get("tags") for cell in notebook_of(project_copy, "cosmic-003")["cells"]]
    assert tags[7:10] == [["commentary", f"2025-26-Q{number}"] for number in (4, 2, 1)]
    assert _tagged(notebook_of(project_copy, "cosmic-003"), Quarter(2025, 4))[0]["source"] == [
        "#### Commentary (Quarter 4, 2025/26)"
    ]


SHAPES = {
    "Windows line ends": "# Hand-made\r\nproduced_on: '2025-09-17'\r\nparameters:\r\n  quarter: '2025-26-Q1'\r\n",
    "one line each": "acknowledged: [{rule: a, quote: 'b # c', reason: d}]  # why\n\n"
    "parameters: {quarter: 2025-26-Q1}\nproduced_on: 2025-09-17",
    "as JSON": '{"produced_on": "2025-09-17", "parameters": {"quarter": "2025-26-Q1"}}\n',
    "four spaces": "parameters:  # why\n    quarter: 2025-26-Q1\nproduced_on: 2025-09-17\nacknowledged: []\n",
    "a document's start": "# Hand-made\n---\nproduced_on: 2025-09-17\nparameters: {quarter: 2025-26-Q1}\n",
    "an entry a line": "produced_on: 2025-09-17\nacknowledged:\n- {rule: a, quote: b, reason: c}  # to do\n\n"
    "# what papermill takes\nparameters:\n  quarter: 2025-26-Q1\n",
    "by another hand": "produced_on: 2025-09-17\nacknowledged:\n- rule: a\n  quote: b\n\n# to do\n  reason: c\n\n"
    "# what papermill takes\nparameters:\n  quarter: 2025-26-Q1\n",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_params_file_of_another_shape_keeps_it(project_copy, new, text):
    (project_copy / "params/2025-26-Q1.yml").write_bytes(text.encode())
    assert new()[0] == 0
    made = (project_copy / PARAMS).read_bytes().decode()
    assert yaml.safe_load(made)["parameters"] == {"quarter": "2025-26-Q2"}
    assert made.count("\r\n") == (made.count("\n") if "\r\n" in text else 0)
    for comment in ("# Hand-made", "# why", "# what papermill takes"):
        assert (comment in made) is (comment in text)
    assert "rule" not in made and "to do" not in made
    assert ("\n    quarter: " in made) is ("\n    quarter: " in text)


def _remove_params(root):
    (root / "params/2025-26-Q1.yml").unlink()


def _tag_early(root):
    _edit(root, NOTEBOOK, '"path-to-green",\n     "2025-26-Q1"', '"path-to-green",\n     "2025-26-Q2"')


def _keep_early(root):
    (root / KEPT).parent.mkdir(exist_ok=True)
    (root / KEPT).write_bytes(b"[]")


def _write(path: str, content: bytes):
    return lambda root: (root / path).write_bytes(content)


REFUSED = {
    "params there": (_write(PARAMS, b"x"), [], f"{PARAMS}: exists already: the quarter is started"),
    "cells there": (_tag_early, [], f"{NOTEBOOK}, cell 10: is tagged 2025-26-Q2 already"),
    "records there": (_keep_early, [], f"{KEPT}: exists already"),
    "an older quarter": (None, ["2024-25-Q4"], "must be after the last one in params/, 2025-26-Q1, got: 2024-25-Q4"),
    "the last quarter": (None, ["2025-26-Q1"], "params/2025-26-Q1.yml: exists already"),
    "no quarter": (None, ["2025-26"], "a quarter must be written like 2025-26-Q1"),
    "none to start from": (_remove_params, [], "params/: has no quarter to start from"),
    "last params wrong": (
        _write("params/2025-26-Q1.yml", b"a: 1"),
        [],
        "params/2025-26-Q1.yml, produced_on: is missing",
    ),
    "no day": (None, ["2025-26-Q2", "--produced-on", "soon"], "--produced-on: must be a day written like"),
    "day too early": (
        None,
        ["2025-26-Q2", "--produced-on", "2025-09-30"],
        "must be after the quarter's end (2025-09-30)",
    ),
    "no notebook": (_write(NOTEBOOK, b"{}"), [], f"{NOTEBOOK}: is not a notebook"),
    "no cells": (_write(NOTEBOOK, b'{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}'), [], "has no cells"),
    "notebook missing": (lambda root: (root / NOTEBOOK).unlink(), [], f"{NOTEBOOK}: the file is missing"),
    "tags misspelt": (
        lambda root: _edit(root, NOTEBOOK, '"path-to-green",', '"path_to_green",'),
        [],
        f"{NOTEBOOK}, cell 10: must be tagged with a section and a quarter, got: path_to_green and 2025-26-Q1; tag it",
    ),
    "no quarter to change": (
        lambda root: _edit(root, NOTEBOOK, '"quarter = \\"2025-26-Q1\\""', '"quarter = this()"'),
        [],
        f"{NOTEBOOK}: has no cell tagged parameters with a line such as quarter =",
    ),
    "figures wrong": (_write("data/figures/cosmic-003.csv", b""), [], "data/figures/cosmic-003.csv: the file is empty"),
}


@pytest.mark.parametrize(("break_it", "arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_what_stands_in_the_way_is_told_and_nothing_is_changed(project_copy, new, break_it, arguments, told):
    if break_it:
        break_it(project_copy)
    before = _files(project_copy)
    status, out, error = new(*arguments or ["2025-26-Q2"])
    assert (status, out) == (2, "") and told in error
    assert _files(project_copy) == before


def test_of_a_quarter_that_is_started_nothing_else_is_told_that_someone_might_delete(project_copy, new):
    _, _, error = new("2025-26-Q1")
    assert error == "cosmic: params/2025-26-Q1.yml: exists already: the quarter is started\n"


def test_all_that_stands_in_the_way_is_told_at_once(project_copy, new):
    _tag_early(project_copy)
    for name in ("figures wrong",):
        REFUSED[name][0](project_copy)
    (project_copy / "notebooks/cosmic-004.ipynb").unlink()
    _, _, error = new("2025-26-Q2", "--produced-on", "soon")
    for part in (
        "cell 10: is tagged",
        "the file is empty",
        "cosmic-004.ipynb",
        "--produced-on",
    ):
        assert part in error


def _failing(monkeypatch, name: str, on: str, error: BaseException, times: int = 1):
    """Let a method of Path fail where it is called for a file of a name, the first time or first few."""
    method, left = getattr(Path, name), [times]

    def fail(path, *arguments, **options):
        if path.name == on and left[0]:
            left[0] -= 1
            raise error
        return method(path, *arguments, **options)

    monkeypatch.setattr(Path, name, fail)


FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("write_bytes", ".2025-26-Q2.yml.new"),
        ("write_bytes", ".cosmic-010.ipynb.new"),
        ("replace", ".2025-26-Q2.yml.new"),
        ("write_bytes", ".2025-26-Q1.json.new"),
        ("replace", ".cosmic-001.ipynb.new"),
        ("replace", ".cosmic-010.ipynb.new"),
    ],
)
def test_a_write_that_fails_leaves_all_as_it_was(project_copy, new, monkeypatch, name, on):
    before = _files(project_copy)
    _failing(monkeypatch, name, on, FULL)
    status, out, error = new()
    assert (status, out) == (2, "")
    assert "No space left on device" in error and "nothing is changed" in error
    assert _files(project_copy) == before
    assert new()[0] == 0


def test_a_stop_in_the_middle_leaves_all_as_it_was(project_copy, new, monkeypatch):
    before = _files(project_copy)
    _failing(monkeypatch, "replace", ".cosmic-005.ipynb.new", KeyboardInterrupt())
    assert new()[0] == 130
    assert _files(project_copy) == before


def test_what_could_not_be_put_back_is_told_and_kept_beside(project_copy, new, monkeypatch):
    before = _files(project_copy)
    _failing(monkeypatch, "replace", ".cosmic-005.ipynb.new", FULL)
    _failing(monkeypatch, "replace", ".cosmic-003.ipynb.old", FULL)
    status, _, error = new()
    assert status == 2 and "nothing is changed" not in error
    assert f"{NOTEBOOK} could not be restored: its old text is in .cosmic-003.ipynb.old" in error
    after = _files(project_copy)
    assert after.pop("notebooks/.cosmic-003.ipynb.old") == before[NOTEBOOK]
    assert {name for name in before if after[name] != before[name]} == {NOTEBOOK} and set(after) == set(before)


def _lines_on(said: str, code: str) -> list[str]:
    """What is told of an indicator, without the spaces before it."""
    lines = said.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"  CoSMIC {code}: "))
    end = next(at for at in range(start + 1, len(lines)) if not lines[at].startswith("    "))
    return [line.strip() for line in lines[start + 1 : end]]


def test_what_is_due_is_told_by_service(new):
    _, said, _ = new()
    lines = said.splitlines()
    assert lines[:2] == [
        f"Quarter 2, 2025/26 Financial Year is started: {PARAMS}, {KEPT} (the records of 2025-26-Q1), "
        "new cells in 10 notebooks.",
        f"Due by 18 December 2025 (proposed in {PARAMS}); figures published later are not in the edition:",
    ]
    services = [line for line in lines[2:-3] if line and not line.startswith(" ")]
    assert services == [
        "Cambridgeshire Skills", "Libraries", "Domestic Abuse and Sexual Violence Partnership", "Communities Service",
        "Registration Service", "Coroner's Service",
    ]  # fmt: skip
    assert said.count("Red or Amber") == 1
    assert lines[-2] == "To ask each service for what is due, with a workbook to fill in: cosmic returns out 2025-26-Q2"


def test_a_figure_is_due_with_what_it_is_compared_with(new):
    _, said, _ = new()
    assert _lines_on(said, "003") == [
        "figure      Sep-25 (rolling 12 months), in data/figures/cosmic-003.csv",
        "to compare  Sep-24 (rolling 12 months), in the same file: it is missing",
        f"commentary  {NOTEBOOK}, cell 8",
    ]
    assert _lines_on(said, "006") == [
        "figure      Sep-25 (quarter), in data/figures/cosmic-006.csv",
        "commentary  notebooks/cosmic-006.ipynb, cell 8",
    ]


def test_the_base_of_a_target_is_due_too(project_copy, new):
    _edit(
        project_copy,
        "data/indicators/cosmic-004.yml",
        "compared_with: previous year",
        "compared_with: previous quarter",
    )
    assert _lines_on(new()[1], "004")[1] == "to compare  Sep-24 (quarter), in the same file: it is missing"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-02-28", "figure      none: Sep-24 is in the file already, and Sep-25 is not due until March 2026"),
        ("2026-03-01", "figure      Sep-25 (academic year), in data/figures/cosmic-001.csv"),
    ],
)
def test_a_yearly_figure_is_due_from_the_month_that_its_lag_says(new, day, told):
    assert _lines_on(new("2025-26-Q3", "--produced-on", day)[1], "001")[0] == told


def test_a_figure_of_the_next_quarter_is_not_due_however_late_the_edition(new):
    assert _lines_on(new("2025-26-Q2", "--produced-on", "2026-01-15")[1], "006")[0].startswith("figure      Sep-25 ")


def test_a_figure_that_is_held_already_is_not_asked_for(project_copy, new):
    with (project_copy / "data/figures/cosmic-006.csv").open("a", encoding="utf-8") as file:
        file.write("2025-09-30,70,,,2025-10-20,published,SYNTHETIC,\n")
    told = "figure      none: Sep-25 is in the file already, and Dec-25 is not due until January 2026"
    assert _lines_on(new()[1], "006")[0] == told


def test_a_figure_that_is_not_available_is_not_asked_for(project_copy, new):
    with (project_copy / "data/figures/cosmic-006.csv").open("a", encoding="utf-8") as file:
        file.write("2025-09-30,,,,2025-10-20,not available,SYNTHETIC,Withheld\n")
    told = "figure      none: row 4 of its file says that Sep-25 is not available"
    assert _lines_on(new()[1], "006")[0] == told


def test_an_indicator_in_development_has_no_figure_due(project_copy, new):
    _edit(project_copy, "data/indicators/cosmic-005.yml", "targets: []", "in_development: true\ntargets: []")
    assert _lines_on(new()[1], "005")[0] == "figure      none: the indicator is in development"


def test_quarters_that_are_left_out_are_told(new):
    assert "It follows 2025-26-Q1: the quarters between have no edition." in new("2026-27-Q1")[1]


def test_before_anything_is_typed_that_is_told_and_the_last_edition_is_the_same(project_copy, new, capsys):
    before = draft.read_draft(FIRST)
    new()
    for arguments in (["check", "2025-26-Q2"], ["check"], ["build", "--publisher", "embedded"]):
        assert main(arguments) == 1
        said = "".join(capsys.readouterr())
        assert "Traceback" not in said
        assert said.count("commentary for 2025-26-Q2 is missing") == len(STEMS)
        assert not (project_copy / "_report").exists()
    assert main(["check", "2025-26-Q1"]) == 0
    after = draft.read_draft(FIRST)
    assert (after.edition, list(map(vars, after.records))) == (before.edition, list(map(vars, before.records)))
    for stem in STEMS:
        assert _words(after.notebooks[stem].cells) == _words(before.notebooks[stem].cells)


def _words(cells: list[NotebookNode]) -> list[str]:
    return [cell.source for cell in commentary.select_cells(cells, FIRST) if cell.cell_type == "markdown"]


# What a made-up second quarter brings: the figures of Sep-25 and Sep-24, and how Sep-25 is shown. All synthetic.
FIGURES = {
    "cosmic-003": ("101234", "98765", "101,234", "Green"),
    "cosmic-004": ("390123", "389012", "390,123", "Amber"),
    "cosmic-005": ("337", None, "337", "Contextual"),
    "cosmic-006": ("67", None, "67%", "Amber"),
    "cosmic-007": ("38", "41", "38", "Contextual"),
    "cosmic-008": ("83", None, "83%", "Green"),
    "cosmic-009": ("48", None, "48%", "Red"),
    "cosmic-010": ("229", "251", "229", "Green"),
}
WORDS = "Synthetic words for the tests about indicator {}, which nobody has said."
PLAN = "Synthetic plan for the tests to mend indicator {}."


def _type_figures(root: Path):
    for stem, (current, a_year_before, _, _) in FIGURES.items():
        with (root / "data/figures" / f"{stem}.csv").open("a", encoding="utf-8", newline="") as file:
            for end, value in (("2024-09-30", a_year_before), ("2025-09-30", current)):
                if value:
                    row = [
                        end,
                        value,
                        "",
                        "",
                        "2025-12-18",
                        "published",
                        "SYNTHETIC: made up by tests/test_start.py",
                        "",
                    ]
                    csv.writer(file, lineterminator="\n").writerow(row)


def _write_words(root: Path):
    for stem in STEMS:
        held = notebook_of(root, stem)
        said, plan = _tagged(held, SECOND)
        said["source"] += ["\n", "\n", WORDS.format(stem)]
        if FIGURES.get(stem, [""])[-1] in ("Red", "Amber"):
            plan["source"] += ["\n", "\n", PLAN.format(stem)]
        save(root, stem, held)


def test_a_whole_second_quarter_from_its_start_to_its_edition(project_copy, new, capsys):
    assert new()[0] == 0
    _type_figures(project_copy)
    _write_words(project_copy)
    assert main(["check", "2025-26-Q2"]) == 0, capsys.readouterr().out
    assert main(["build", "--publisher", "embedded"]) == 0
    edition = project_copy / "_report" / "2025-26-Q2"
    names = [f"cosmic-2025-26-Q2.{form}" for form in ("html", "pdf", "docx")]
    assert all((edition / name).stat().st_size > 10_000 for name in names)
    with (edition / "scorecard.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = dict(zip(STEMS, list(csv.DictReader(file)), strict=True))
    shown = {stem: (" ".join(rows[stem].values()), rows[stem]["RAG Rating"]) for stem in FIGURES}
    for stem, (_, _, value, rating) in FIGURES.items():
        assert f" {value} " in shown[stem][0] and "End of Sep 2025" in shown[stem][0] and shown[stem][1] == rating
    html = (edition / names[0]).read_text(encoding="utf-8")
    words = " ".join(html.split())
    assert "Quarter 2, 2025/26 Financial Year" in words and "18 December 2025" in words
    for stem in STEMS:
        assert WORDS.format(stem) in words
        assert (PLAN.format(stem) in words) is (FIGURES.get(stem, [""])[-1] in ("Red", "Amber"))
    assert "This quarter has seen continued strong progress" not in words
    assert all(value in words for _, _, value, _ in FIGURES.values())
    assert json.loads((edition / "record.json").read_text(encoding="utf-8"))["records"][2]["previous"]["value"] == 98765
