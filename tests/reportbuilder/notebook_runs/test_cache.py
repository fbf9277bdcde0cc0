"""Only what changed is run again: each kind of input changed in turn, and exactly the right notebooks run."""

import json
import shutil
from pathlib import Path

import pytest

from projectfiles.errors import Faults
from reportbuilder.drafts import commits, draft, provenance
from reportbuilder.notebook_runs import cache, run
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.publishing import build_folder
from tests.factories import FIRST, copy_of_the_first, leave_only, notebook_of, save

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

ONE, OTHER, SCORECARD = STEMS = ("cosmic-003", "cosmic-010", "scorecard")
BENCHMARKS = "data/benchmarks.csv"
MEANS = "".join(f"{stem},England Mean,2025-06-30,5,2025-09-17,synthetic,\n" for stem in (ONE, OTHER))


@pytest.fixture(scope="module")
def held(tmp_path_factory) -> Path:
    """A project of two indicators, run once."""
    folder = tmp_path_factory.mktemp("kept") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(folder, patch)
        leave_only(folder, ONE, OTHER)
        _append(folder / BENCHMARKS, MEANS)
        assert _ran(patch) == set(STEMS)
    return folder


@pytest.fixture
def folder(held, tmp_path, monkeypatch) -> Path:
    """A copy of it, with what it kept, as the working folder."""
    shutil.copytree(held, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def _ran(monkeypatch, **means) -> set[str]:
    """Which notebooks run when the quarter is run."""
    seen, ran = [], run._run_side_by_side
    monkeypatch.setattr(
        run,
        "_run_side_by_side",
        lambda way, tasks, *rest: seen.extend(task.stem for task in tasks) or ran(way, tasks, *rest),
    )
    build = Path("made")
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir()
    build_folder.furnish(draft.read_draft(FIRST), [], build, RunOptions(**means), lambda *_: None)
    monkeypatch.setattr(run, "_run_side_by_side", ran)
    return set(seen)


def _append(path: Path, text: str):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _replace(path: str, old: str, new: str):
    def change(folder):
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _add(path: str, text: str):
    return lambda folder: _append(folder / path, text)


def _code(folder: Path, stem: str, source: str):
    notebook = notebook_of(folder, stem)
    notebook["cells"][2]["source"] = source
    save(folder, stem, notebook)


def _prose(section: str):
    def change(folder):
        notebook = notebook_of(folder, ONE)
        cell = next(cell for cell in notebook["cells"] if section in "".join(cell["source"]))
        cell["source"] = "".join(cell["source"]) + "\n\nA synthetic sentence."
        save(folder, ONE, notebook)

    return change


def _font(folder):
    path = folder / "_extensions" / "cosmic-report" / "fonts" / "SourceSansPro-Bold.ttf"
    path.write_bytes(path.read_bytes() + b"\0")


def _earlier_edition(folder):
    params = (folder / "params" / f"{FIRST}.yml").read_text(encoding="utf-8")
    earlier = params.replace(str(FIRST), "2024-25-Q4").replace("2025-09-17", "2025-06-17")
    (folder / "params" / "2024-25-Q4.yml").write_text(earlier, encoding="utf-8")


FIGURE = "2025-06-30,100196,"
CHANGES = {
    "nothing": (lambda folder: None, set()),
    "a sentence of the commentary": (_prose("### Commentary"), set()),
    "a sentence of the description": (_prose("### Indicator Description"), set()),
    "the order of the report": (_replace("index.qmd", "scorecard.ipynb\"}\n:::", "scorecard.ipynb\"}\n:::\n"), set()),
    "the looks of a page": (_add("_extensions/cosmic-report/style.css", "/* synthetic */"), set()),
    "an acknowledgement": (_add(f"params/{FIRST}.yml", "acknowledged:\n"), set()),
    "code of a notebook": (lambda folder: _code(folder, OTHER, "page.heading()  # synthetic"), {OTHER}),
    "code of the scorecard": (lambda folder: _code(folder, SCORECARD, "page.glance()  # synthetic"), {SCORECARD}),
    "a figure": (_replace(f"data/figures/{ONE}.csv", FIGURE, "2025-06-30,100197,"), set(STEMS)),
    "a definition": (_replace(f"data/indicators/{ONE}.yml", "direction:", "decimals: 0\ndirection:"), set(STEMS)),
    "a benchmark": (_replace(BENCHMARKS, f"{OTHER},England Mean,2025-06-30,5", f"{OTHER},England Mean,2025-06-30,6"),
                    set(STEMS)),
    "the day of the edition": (_replace(f"params/{FIRST}.yml", "2025-09-17", "2025-09-18"), set(STEMS)),
    "an earlier edition": (_earlier_edition, set(STEMS)),
    "a font": (_font, set(STEMS)),
    "a colour": (_replace("_brand.yml", "#12436d", "#12436e"), set(STEMS)),
    "the committee": (_replace("_quarto.yml", "committee: Communities", "committee: Communes"), set(STEMS)),
    "the names of ratings": (_add("_quarto.yml", "ratings: {names: {Green: On track}}"), set(STEMS)),
    "the key": (_replace("_quarto.yml", "item: Commentary", "item: Words"), set()),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_exactly_the_notebooks_run_that_depend_on_what_changed(what, folder, monkeypatch):
    change, due = CHANGES[what]
    change(folder)
    assert _ran(monkeypatch) == due
    assert _ran(monkeypatch) == set()  # and what they gave is kept in its turn


@pytest.mark.parametrize(
    "module, name", [(provenance, "digest_code_of_pages"), (cache, "_installed")], ids=["cosmic", "a library"]
)
def test_other_code_runs_every_notebook(module, name, folder, monkeypatch):
    monkeypatch.setattr(module, name, lambda: "synthetic")
    assert _ran(monkeypatch) == set(STEMS)


def test_fresh_runs_every_notebook(folder, monkeypatch):
    assert _ran(monkeypatch, fresh=True) == set(STEMS)


def test_what_is_kept_is_what_a_run_gives(folder, monkeypatch):
    _ran(monkeypatch)
    kept_ones = {path.name: path.read_bytes() for path in Path("made").rglob("*") if path.is_file()}
    _ran(monkeypatch, fresh=True)
    assert {path.name: path.read_bytes() for path in Path("made").rglob("*") if path.is_file()} == kept_ones
    assert len([name for name in kept_ones if name.endswith(".svg")]) > 3


@pytest.mark.parametrize("content", ["", "{", "[]", '{"shown": []}', "\0\0"])
def test_a_damaged_entry_is_none(folder, content, monkeypatch):
    entries = sorted((folder / ".cosmic" / "kept").iterdir())
    entries[0].write_text(content)
    assert len(_ran(monkeypatch)) == 1


@pytest.mark.parametrize("part", ["shown", "figures"])
def test_an_entry_that_was_altered_is_none(folder, part, monkeypatch):
    changed = {
        "shown": lambda shown: [[*shown[0], "synthetic"], *shown[1:]],
        "figures": lambda figures: figures | dict.fromkeys(figures, "AAAA"),
    }
    for path in (folder / ".cosmic" / "kept").iterdir():
        held = json.loads(path.read_text())
        path.write_text(json.dumps(held | {part: changed[part](held[part])}))
    assert _ran(monkeypatch) == set(STEMS)


def test_another_package_than_cosmic_runs_no_notebook(folder, monkeypatch):
    """A change to the publisher, say."""
    monkeypatch.setattr(provenance, "digest_code", lambda: "synthetic")
    assert _ran(monkeypatch) == set()


def test_what_is_no_output_of_its_page_is_not_kept(folder, monkeypatch):
    _code(folder, OTHER, "from IPython.display import Markdown\ndisplay(Markdown('synthetic'))\npage.heading()")
    kept = sorted((folder / ".cosmic" / "kept").iterdir())
    with pytest.raises(Faults, match="shows what no call of its page makes"):
        _ran(monkeypatch)
    assert sorted((folder / ".cosmic" / "kept").iterdir()) == kept


def test_the_store_lets_go_of_what_was_not_used_for_longest(folder, monkeypatch):
    entries = sorted((folder / ".cosmic" / "kept").iterdir(), key=lambda path: path.stat().st_mtime)
    monkeypatch.setattr(cache, "ROOM", sum(path.stat().st_size for path in entries))
    _code(folder, OTHER, "page.heading()  # synthetic")
    assert _ran(monkeypatch) == {OTHER}
    assert sum(path.stat().st_size for path in (folder / ".cosmic" / "kept").iterdir()) <= cache.ROOM
    assert _ran(monkeypatch) == set()


def test_an_entry_holds_no_path_of_the_machine(folder):
    for path in (folder / ".cosmic" / "kept").iterdir():
        held = json.loads(path.read_text())
        assert str(folder.parent) not in json.dumps(held["shown"])


@pytest.mark.parametrize("module", ["cosmic/record.py", "savedfiles/days.py"])
def test_what_pages_stand_on_is_part_of_the_digest_of_their_code(tmp_path, monkeypatch, module):
    for package in ("cosmic", "projectfiles", "savedfiles"):
        shutil.copytree(commits.HOME / package, tmp_path / package)
    monkeypatch.setattr(commits, "HOME", tmp_path)
    before = provenance.digest_code_of_pages.__wrapped__()
    _append(tmp_path / module, "# synthetic\n")
    assert provenance.digest_code_of_pages.__wrapped__() != before
