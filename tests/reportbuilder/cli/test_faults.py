"""Wrong inputs: one clear message each, all at once, exit status 2, and the last edition left alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from projectfiles import files
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft, nesting
from tests.factories import FIRST

pytestmark = pytest.mark.slow  # a command for each fault of a file

FIGURES = "data/figures/cosmic-003.csv"
SHARES = "data/figures/cosmic-006.csv"
DEFINITION = "data/indicators/cosmic-003.yml"
NOTEBOOK = "notebooks/cosmic-003.ipynb"
PARAMS = "params/2025-26-Q1.yml"
ROW = "2025-06-30,100196,,,2025-09-17,published"
SHARE = "2025-06-30,71,,,2025-09-17,published"


def _edit(path: str, old: str, new: str):
    """A mending in reverse: what a slip of the hand does to a file."""

    def break_it(root):
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return break_it


def _write(path: str, content: bytes):
    return lambda root: (root / path).write_bytes(content)


def _remove(path: str):
    return lambda root: (root / path).unlink()


def _cell(number: int, **change):
    def break_it(root):
        notebook = json.loads((root / NOTEBOOK).read_text(encoding="utf-8"))
        notebook["cells"][number - 1].update(change)
        (root / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")

    return break_it


def _encoded(path: str, encoding: str):
    return lambda root: (root / path).write_bytes(("é" + (root / path).read_text("utf-8")).encode(encoding))


def _mixed(path: str):
    """A pound sign of an older program in a file that is UTF-8 elsewhere."""

    def break_it(root):
        content = (root / path).read_bytes()
        (root / path).write_bytes(content.replace(b"Period read", "é".encode() + b" \xa3 Period read"))

    return break_it


def _nested(path: str, start: bytes, depth: int, end: bytes):
    return _write(path, start + b"[" * depth + b"]" * depth + end)


def _nested_metadata(depth: int):
    """In a cell that is read whole, and no deeper than that its parts can still be copied."""
    nested: dict = {}
    for _ in range(depth):
        nested = {"x": nested}
    return _cell(2, metadata=nested)


BOMB = b"a: &a [x]\n" + b"".join(b"%c: &%c [%s]\n" % (n, n, b", ".join([b"*%c" % (n - 1)] * 9)) for n in range(98, 123))
RECORDS = "data/records/2024-25-Q4.json"
LAST_PARAMS = "params/2024-25-Q4.yml"


def _kept_records(content: bytes):
    """What was kept of an edition before."""

    def break_it(root):
        params = (root / PARAMS).read_text(encoding="utf-8").partition("acknowledged:")[0]
        params = params.replace("2025-26-Q1", "2024-25-Q4").replace("2025-09-17", "2025-06-17")
        (root / LAST_PARAMS).write_text(params, encoding="utf-8")
        (root / RECORDS).parent.mkdir(exist_ok=True)
        (root / RECORDS).write_bytes(content)

    return break_it


FAULTS = {
    "missing file": (_remove(FIGURES), f"{FIGURES}: the file is missing"),
    "empty file": (_write(FIGURES, b""), f"{FIGURES}: the file is empty"),
    "part UTF-8": (_mixed(FIGURES), f"{FIGURES}, line 2: must be UTF-8 text, got: byte 0xa3"),
    "byte order mark": (
        _encoded("index.qmd", "utf-8-sig"),
        "index.qmd: starts with a byte order mark; save it as UTF-8 without one",
    ),
    "Excel workbook": (_write(FIGURES, b"PK\x03\x04..."), f"{FIGURES}: is an Excel workbook"),
    "no heads": (_write(FIGURES, b"when;how many\n1;2\n"), f"{FIGURES}, row 1: must hold the heads of the columns"),
    "column missing": (_edit(FIGURES, "value,", ""), "row 1: column 'value' is missing"),
    "column unknown": (_edit(FIGURES, "value,", "valeu,"), "row 1: column 'valeu' is unknown"),
    "column doubled": (_edit(FIGURES, "value,", "value,value,"), "row 1: column 'value' is repeated"),
    "short row": (
        _edit(FIGURES, ROW, "2025-06-30,100196"),
        f"{FIGURES}, row 3: is without published, source, status; fill in",
    ),
    "no date": (_edit(FIGURES, "2025-06-30", "midsummer"), "row 3, period_end: must be a day written like"),
    "two days": (_edit(FIGURES, "2025-06-30", "03/04/2025"), "row 3, period_end: may be 3 April or 4 March 2025, got"),
    "no such day": (_edit(FIGURES, "2025-06-30", "2025-06-31"), "got: '2025-06-31'"),
    "no period end": (_edit(FIGURES, "2025-06-30", "2025-05-31"), "row 3: period_end must end a period"),
    "text value": (_edit(FIGURES, "100196", "many"), "row 3, value: must be a number in plain digits"),
    "separator": (_edit(FIGURES, "100196", '"100,19"'), "got: '100,19', which has a comma that parts no thousands"),
    "NaN": (_edit(FIGURES, "100196", "NaN"), "got: 'NaN'"),
    "infinite": (_edit(FIGURES, "100196", "inf"), "got: 'inf'"),
    "negative": (_edit(FIGURES, "100196", "-5"), "at least 0, got: -5"),
    "over 100%": (
        _edit(SHARES, SHARE, SHARE.replace("71", "101")),
        "value of a percentage must be at most 100, got: 101",
    ),
    "numerator over": (_edit(SHARES, SHARE, SHARE.replace(",,", ",8,7")), "numerator must be at most the denominator"),
    "contradiction": (_edit(SHARES, SHARE, SHARE.replace(",,", ",70,100")), "got: 71 where 70 of 100 is 70.00"),
    "zero denominator": (_edit(SHARES, SHARE, SHARE.replace(",,", ",0,0")), "denominator must be more than zero"),
    "published twice": (_edit(FIGURES, "2024-06-30", "2025-06-30"), "row 3: repeats row 2"),
    "published early": (_edit(FIGURES, "2025-09-17", "2020-01-01"), "must be published after its period ends"),
    "unknown status": (_edit(FIGURES, 'published,"', 'guessed,"'), "status: must be 'published', 'provisional', "),
    "no figures": (
        _write(FIGURES, b"period_end,value,numerator,denominator,published,status,source,note\n"),
        "no figures",
    ),
    "no reason": (_edit(DEFINITION, "    reason: A 2", "    # A 2"), "targets, entry 1, reason: is missing"),
    "unknown key": (_edit(DEFINITION, "unit:", "unti:"), "unti: is not a known key"),
    "key twice": (_edit(DEFINITION, "unit: count", "unit: count\nunit: percent"), "the key 'unit' is repeated"),
    "no YAML": (_edit(DEFINITION, "targets:", "targets: ]["), f"{DEFINITION}, line 7: does not go on as it began"),
    "overlapping targets": (
        _edit(DEFINITION, "targets:", "targets:\n  - {from: 2025-04-01, value: 1, reason: again}"),
        "targets must not overlap",
    ),
    "no definition": (_remove(DEFINITION), "notebooks/cosmic-003.ipynb: has no definition"),
    "no notebook": (_remove(NOTEBOOK), f"{NOTEBOOK}: the notebook is missing"),
    "no JSON": (_write(NOTEBOOK, b"{"), f"{NOTEBOOK}, line 1: is not a notebook"),
    "no parameters cell": (_cell(1, metadata={}), f"{NOTEBOOK}: must have exactly one cell tagged parameters, got: 0"),
    "parameter unknown": (_cell(1, source="quater = ''"), "cell 1: does not set the parameter 'quarter'"),
    "bad quarter tag": (
        _cell(8, metadata={"tags": ["commentary", "Q1"]}),
        "cell 8: is tagged Q1, which is not a quarter; tag it commentary and 2025-26-Q1",
    ),
    "YAML alias bomb": (
        _write(DEFINITION, BOMB),
        f"{DEFINITION}, line 1: anchors (&) and aliases (*)",
    ),
    "YAML anchor": (
        _edit(DEFINITION, "unit: count", "unit: &u count"),
        "anchors (&) and aliases (*)",
    ),
    "YAML nested": (
        _nested(DEFINITION, b"name: ", 51, b""),
        f"{DEFINITION}, line 1: lists and keys",
    ),
    "YAML nested far": (_nested(DEFINITION, b"name: ", 200_000, b""), "lists and keys are nested more than 50 deep"),
    "YAML list as key": (
        _edit(DEFINITION, "unit: count", "? [unit]\n: count"),
        "a key must be a word",
    ),
    "YAML NUL": (_edit(DEFINITION, "unit: count", "unit: co\0unt"), "contains a control character (U+0000)"),
    "YAML control": (_edit(PARAMS, "produced_on", "\x9bproduced_on"), "contains a control character (U+009B)"),
    "CSV NUL": (_edit(FIGURES, "100196", "100196\0"), f"{FIGURES}, line 3: contains a control character (U+0000)"),
    "CSV form feed": (
        _edit(FIGURES, "100196", "\f100196"),
        f"{FIGURES}, line 3: contains a control character (U+000C)",
    ),
    "CSV too large": (_write(FIGURES, b"x" * (10 * 10**6 + 1)), f"{FIGURES}: is larger than 10 MB, got: 10.0 MB"),
    "YAML too large": (_write(DEFINITION, b"#" * 11 * 10**6), f"{DEFINITION}: is larger than 10 MB, got: 11.0 MB"),
    "long value": (
        _edit(DEFINITION, "unit: count", f"unit: {'x' * 10**6}"),
        f"or 'measure', got: '{'x' * 60}…'",
    ),
    "notebook too large": (_write(NOTEBOOK, b" " * 11 * 10**6), f"{NOTEBOOK}: is larger than 10 MB"),
    "notebook nested": (_nested(NOTEBOOK, b"", 51, b""), f"{NOTEBOOK}: nests lists and keys more than 50 deep"),
    "notebook nested far": (_nested(NOTEBOOK, b"", 10**6, b""), f"{NOTEBOOK}: nests lists and keys more than 50 deep"),
    "notebook null": (_write(NOTEBOOK, b"null"), f"{NOTEBOOK}: is not a notebook"),
    "metadata nested": (_nested_metadata(47), f"{NOTEBOOK}: nests lists and keys more than 50 deep"),
    "records nested": (
        _kept_records(b"[" * 10**5 + b"]" * 10**5),
        f"{RECORDS}: nests lists and keys more than 50 deep",
    ),
    "params missing": (_remove(PARAMS), f"{PARAMS}: the file is missing"),
    "params for another": (_edit(PARAMS, "quarter: 2025-26-Q1", "quarter: 2025-26-Q2"), "must be 2025-26-Q1"),
    "params unknown key": (_edit(PARAMS, "produced_on", "made_on"), "made_on: is not a known key"),
    "unknown parameter": (_edit(PARAMS, "parameters:", "parameters:\n  area: x"), "does not set the parameter 'area'"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_input_is_told_and_the_last_edition_stays(name, project_copy, capsys):
    break_it, told = FAULTS[name]
    last = project_copy / "_report" / "2025-26-Q1" / "cosmic-2025-26-Q1.html"
    last.parent.mkdir(parents=True)
    last.write_text("the last edition")
    break_it(project_copy)
    assert main(["build", "2025-26-Q1", "--publisher", "embedded"]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said
    assert last.read_text() == "the last edition"


def test_what_is_nested_and_as_large_as_may_be_is_read(project_copy):
    """Just below the bounds that the faults above are told at."""
    _nested_metadata(46)(project_copy)
    pad = 10 * 10**6 - (project_copy / PARAMS).stat().st_size - 1
    with (project_copy / PARAMS).open("a", encoding="utf-8") as file:
        file.write("#" * pad + "\n")
    assert files.DEEPEST == 50
    nested = "[" * 50 + "]" * 50
    (project_copy / "synthetic.yml").write_text(nested, encoding="utf-8")
    assert str(files.read_yaml(project_copy / "synthetic.yml")) == nested
    nesting.check_nesting(json.loads(nested), "synthetic.yml")
    draft.read_draft(FIRST)


def test_all_faults_of_a_run_are_told_at_once(project_copy, capsys):
    names = ("text value", "params unknown key", "bad quarter tag", "over 100%")
    for name in names:
        FAULTS[name][0](project_copy)
    assert main(["run", "2025-26-Q1"]) == 2
    said = capsys.readouterr().err
    assert all(FAULTS[name][1] in said for name in names)


def test_a_malformed_quarter_is_told(project_copy, capsys):
    assert main(["build", "2025-26"]) == 2
    assert "got: '2025-26'" in capsys.readouterr().err


def test_a_failing_cell_is_told_with_its_number(project_copy, capsys):
    _cell(3, source="page.haeding()")(project_copy)
    assert main(["build", "2025-26-Q1", "--publisher", "embedded"]) == 2
    said = capsys.readouterr().err
    assert f"{NOTEBOOK}, cell 3: `page.haeding()` failed with AttributeError" in said


def test_a_notebook_that_shows_another_indicator_is_told(project_copy, capsys):
    source = 'from cosmic import IndicatorPage; page = IndicatorPage("cosmic-001", quarter)'
    _cell(2, source=source)(project_copy)
    assert main(["build", "2025-26-Q1", "--publisher", "embedded"]) == 2
    assert f"{NOTEBOOK}: shows no heading of cosmic-003" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full, as Linux has")
def test_words_that_cannot_be_written_are_told(project_copy):
    command = [sys.executable, "-m", "reportbuilder", "explain", "3"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2 and done.stderr == "cosmic: No space left on device\n"


def test_a_reader_that_has_gone_is_told_nothing(project_copy):
    gone, end = os.pipe()
    os.close(gone)
    done = subprocess.run([sys.executable, "-m", "reportbuilder", "explain", "3"], stdout=end, stderr=subprocess.PIPE)
    os.close(end)
    assert done.returncode == 2 and done.stderr == b""
