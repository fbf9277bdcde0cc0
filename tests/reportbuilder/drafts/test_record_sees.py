"""The record vouches for what was seen: each input is read once, and one that does not stay stops the build."""

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from cosmic import editions
from cosmic.periods import Quarter
from projectfiles.paths import kept_records, root
from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts import draft, provenance
from reportbuilder.drafts.snapshot import Changed
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.publishing import build_folder, publish, quarto, quarto_call
from tests.factories import BUILD, FIRST, NAMES, contents, notebook_of, save

ONE = "cosmic-003"
CSV, NOTEBOOK, PARAMS = f"data/figures/{ONE}.csv", f"notebooks/{ONE}.ipynb", f"params/{FIRST}.yml"
SECOND = Quarter(2025, 2)
WHILE = "while the edition was being made; nothing was published: build again"

_opened: list[str] = []


def _listen(event: str, arguments: tuple) -> None:
    if event == "open" and isinstance(arguments[0], str | Path):
        _opened.append(str(arguments[0]))


sys.addaudithook(_listen)


def _seen(read) -> Counter:
    """How often each file of the project is opened while something is read."""
    _opened.clear()
    read()
    top = root()
    paths = [Path(path) for path in _opened]
    return Counter(path.relative_to(top).as_posix() for path in paths if path.is_relative_to(top))


def _start_the_second(is_kept: bool):
    """Start a second quarter, with or without what the first one said."""
    assert main(["new", str(SECOND)]) == 0
    if not is_kept:
        kept_records(FIRST).unlink()


@pytest.mark.parametrize("quarter, is_kept", [(FIRST, False), (SECOND, True), (SECOND, False)], ids=str)
def test_each_input_is_opened_once_and_nothing_is_that_is_no_input(small_project, capsys, quarter, is_kept):
    if quarter is SECOND:
        _start_the_second(is_kept)
    seen = _seen(lambda: checks.run_checks(draft.read_draft(quarter)))
    assert seen == dict.fromkeys(provenance.digest_inputs(quarter), 1)
    assert (f"data/records/{FIRST}.json" in seen) is is_kept


def test_what_is_parsed_is_what_is_hashed(small_project, monkeypatch):
    """Though every file is changed as soon as it was read."""
    read_bytes = Path.read_bytes

    def read_and_change(path: Path) -> bytes:
        content = read_bytes(path)
        path.write_bytes(b"synthetic")
        return content

    before = provenance.digest_inputs(FIRST)
    monkeypatch.setattr(Path, "read_bytes", read_and_change)
    read = draft.read_draft(FIRST)
    assert read.files == before
    assert [record.indicator.stem for record in read.records] == [ONE]


def test_an_input_that_is_a_link_goes_by_its_own_name(small_project, tmp_path):
    """Not by a path of this machine."""
    for name in (CSV, NOTEBOOK):
        place = (small_project / name).rename(tmp_path / Path(name).name)
        (small_project / name).symlink_to(place)
    assert {CSV, NOTEBOOK} <= set(draft.read_draft(FIRST).files)
    Path("made").mkdir()
    build_folder.furnish(draft.read_draft(FIRST), [], Path("made"), RunOptions(), lambda *_: None)
    said = json.loads(Path("made/record.json").read_text(encoding="utf-8"))
    assert set(said["inputs"]) == set(provenance.digest_inputs(FIRST))
    assert said["records"][0]["current"]["file"] == CSV


# Saved while an edition is made.


def _append(path: str, text: str = "\n"):
    return lambda: Path(path).write_bytes(Path(path).read_bytes() + text.encode())


def _copy(path: str, name: str):
    return lambda: shutil.copyfile(path, name)


SAVED = {
    NOTEBOOK: (_append(NOTEBOOK), "was changed"),
    "notebooks/scorecard.ipynb": (_append("notebooks/scorecard.ipynb"), "was changed"),
    CSV: (_append(CSV), "was changed"),
    f"data/indicators/{ONE}.yml": (_append(f"data/indicators/{ONE}.yml"), "was changed"),
    "data/benchmarks.csv": (_append("data/benchmarks.csv"), "was changed"),
    PARAMS: (_append(PARAMS), "was changed"),
    "index.qmd": (_append("index.qmd"), "was changed"),
    "_quarto.yml": (_append("_quarto.yml"), "was changed"),
    "_extensions/cosmic-report/style.css": (_append("_extensions/cosmic-report/style.css"), "was changed"),
    "_extensions/cosmic-report/fonts/LICENSE.txt": (
        Path("_extensions/cosmic-report/fonts/LICENSE.txt").unlink,
        "was taken away",
    ),
    "_extensions/cosmic-report/synthetic.css": (
        _copy("_extensions/cosmic-report/style.css", "_extensions/cosmic-report/synthetic.css"),
        "was added",
    ),
    "data/indicators/cosmic-099.yml": (
        _copy(f"data/indicators/{ONE}.yml", "data/indicators/cosmic-099.yml"),
        "was added",
    ),
    "params/2024-25-Q4.yml": (_copy(PARAMS, "params/2024-25-Q4.yml"), "was added"),
}


@pytest.fixture
def at_once(monkeypatch):
    """Have documents made of nothing: for what is told of the inputs."""

    def embed(draft, made, work, progress):
        for name in NAMES:
            (made / name).write_bytes(b"synthetic")
        shutil.copyfile(work / "build" / "record.json", made / "record.json")

    monkeypatch.setattr(publish, "embed", embed)


def _publish(made: Path, progress=lambda *_: None, **means):
    read = draft.read_draft(FIRST)
    publish.publish_edition(read, checks.run_checks(read), made, "embedded", progress, RunOptions(**means))


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("name", SAVED)
def test_an_input_that_is_saved_while_an_edition_is_made_stops_it_and_the_last_one_stays(made, name):
    change, what = SAVED[name]
    before, changes = contents(made), [change]
    with pytest.raises(Changed) as told:
        _publish(made, lambda *_: changes and changes.pop()())
    assert str(told.value) == f"{name}: {what} {WHILE}"
    assert contents(made) == before


@pytest.mark.usefixtures("at_once")
def test_what_is_no_input_may_be_saved_while_an_edition_is_made(made):
    Path("notes.txt").write_text("synthetic")
    changes = [_append("notes.txt"), _copy("notes.txt", "notebooks/notes.txt")]
    _publish(made, lambda *_: [change() for change in changes])
    assert Path("notebooks/notes.txt").is_file()


def test_every_input_that_changed_is_named_at_the_prompt(made, capsys, monkeypatch):
    """The figure was changed in the file that the notebook read: its page is not set against the old record."""
    before, started = contents(made), []

    def save_both(*_):
        if not started:
            started.append(_append("index.qmd")())
            text = Path(CSV).read_text(encoding="utf-8")
            Path(CSV).write_text(text.replace(",100196,", ",100197,"), encoding="utf-8")

    monkeypatch.setattr("reportbuilder.cli.commands._print_progress", save_both)
    assert main([*BUILD, "--fresh"]) == 2
    assert capsys.readouterr().err.splitlines()[-2:] == [f"{name}: was changed {WHILE}" for name in (CSV, "index.qmd")]
    assert contents(made) == before


def _code(source: str, behind: str = ""):
    """Put code before and behind what makes the page of the indicator, in the same cell."""
    notebook = notebook_of(Path(), ONE)
    cell = notebook["cells"][1]
    cell["source"] = f"{source}\n{''.join(cell['source'])}\n{behind}"
    save(Path(), ONE, notebook)


@pytest.mark.usefixtures("at_once")
def test_a_cell_that_writes_to_an_input_stops_the_build(made):
    _code(f"open('../{CSV}', 'a').write('\\n')")
    with pytest.raises(Changed, match=f"^{CSV}: was changed {WHILE}$"):
        _publish(made)


# From `cosmic run` to `cosmic collect`.


@pytest.fixture
def rendering(made, monkeypatch) -> Path:
    """A project whose notebooks were run for Quarto, and whose page Quarto has rendered; gives its edition."""
    folder = quarto_call.output_folder()
    monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_DIR", str(folder))
    monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_FILES", ".cosmic/quarto/index.html")
    read = draft.read_draft(FIRST)
    quarto.run_for_render(read, checks.run_checks(read), RunOptions(), lambda *_: None)
    folder.mkdir()
    shutil.copyfile(made / NAMES[0], folder / "index.html")
    return made


def test_what_quarto_rendered_is_put_in_place_where_every_input_stayed(rendering):
    assert main(["collect", str(FIRST)]) == 0
    assert set(contents(rendering.with_name(f"{FIRST}.partial"))) == {NAMES[0], *NAMES[3:]}


@pytest.mark.parametrize(
    "name", [NOTEBOOK, CSV, "_extensions/cosmic-report/style.css", "_extensions/cosmic-report/synthetic.css"]
)
def test_an_input_that_is_saved_while_quarto_renders_stops_it_and_the_last_edition_stays(rendering, name, capsys):
    before = contents(rendering)
    SAVED[name][0]()
    assert main(["collect", str(FIRST)]) == 2
    assert capsys.readouterr().err == f"cosmic: {name}: {SAVED[name][1]} {WHILE}\n"
    assert contents(rendering) == before
    assert sorted(path.name for path in rendering.parent.iterdir()) == [str(FIRST)]


def test_a_change_is_told_rather_than_what_comes_of_it(rendering, capsys):
    """The figure in the record is another one now than in the page that Quarto rendered."""
    text = Path(CSV).read_text(encoding="utf-8")
    Path(CSV).write_text(text.replace(",100196,", ",100197,"), encoding="utf-8")
    assert main(["collect", str(FIRST)]) == 2
    assert capsys.readouterr().err == f"cosmic: {CSV}: was changed {WHILE}\n"


def test_a_record_of_an_edition_before_is_an_input_as_soon_as_it_is_kept(small_project):
    _start_the_second(True)
    names = provenance.digest_inputs(SECOND)
    assert {PARAMS, f"params/{SECOND}.yml", f"data/records/{FIRST}.json"} <= set(names)
    assert draft.read_draft(SECOND).kept == editions.load_saved_records(FIRST)
