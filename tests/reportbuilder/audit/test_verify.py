"""`cosmic verify` tells all that an edition says or holds and its inputs do not give; it trusts nothing kept."""

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from reportbuilder.audit import verify
from reportbuilder.cli.main import main
from reportbuilder.drafts import commits, provenance
from reportbuilder.notebook_runs import cache
from tests.factories import BUILD, FIRST, NAMES, contents, git, notebook_of, save

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

HTML, PDF, WORD, *_, RECORD = NAMES
CSV = "data/figures/cosmic-003.csv"
STANDING = "cosmic-003-standing.svg"


@pytest.fixture
def verified(made, capsys):
    """Run cosmic verify; returns its exit status and what it printed."""

    def run(folder: Path = made) -> tuple[int, list[str]]:
        capsys.readouterr()
        status = main(["verify", str(folder)])
        return status, capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def already_made(made, tmp_path, monkeypatch):
    """Have the edition made again by copying it as it is now: for what is told without making it."""
    copy = shutil.copytree(made, tmp_path / "again")
    monkeypatch.setattr(verify, "_make_again", lambda *_: copy)


def a_record(made: Path, **changed: object):
    """Put other values into the record of an edition, or take out those that are None."""
    said = json.loads((made / RECORD).read_text(encoding="utf-8")) | changed
    kept_ones = {key: value for key, value in said.items() if value is not None or key == "commit"}
    (made / RECORD).write_text(json.dumps(kept_ones, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _replace(path: str, old: str, new: str):
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def _not_what_is_given(*names: str) -> list[str]:
    return [f"{name}: differs from what the inputs give now" for name in names]


def _of_trail(made: Path, *names: str) -> list[str]:
    lines = [f"{name}: differs only in numbers of cells and digests of inputs" for name in names]
    return [
        *lines,
        f"{made}: no word or figure differs; what differs is from what it says it was made, as listed above",
    ]


def test_an_edition_whose_inputs_are_as_they_were_is_verified(made, verified):
    assert verified() == (0, [f"{made}: is exactly what its inputs give"])
    assert set(contents(made)) == set(NAMES)


# Inputs and tools.


def test_a_changed_input_is_named_with_the_files_that_it_changes(verified):
    _replace(CSV, ",100196,", ",100197,")
    assert verified() == (1, [f"{CSV}: has changed since the edition was made", *_not_what_is_given(*NAMES)])


def test_inputs_that_came_or_went_are_named(verified):
    Path("_extensions/cosmic-report/synthetic.css").write_text("")
    Path("_extensions/cosmic-report/fonts/LICENSE.txt").unlink()
    _, told = verified()
    assert "_extensions/cosmic-report/synthetic.css: is an input now, and was not one" in told
    assert "_extensions/cosmic-report/fonts/LICENSE.txt: was an input, and is missing now" in told


@pytest.mark.usefixtures("already_made")
def test_a_file_that_is_no_longer_read_is_told_as_no_input(made, verified):
    said = json.loads((made / RECORD).read_text(encoding="utf-8"))
    Path("notes.txt").write_text("synthetic")
    a_record(made, inputs=said["inputs"] | {"notes.txt": "0" * 64})
    assert verified() == (3, ["notes.txt: was an input, and no longer is one", *_of_trail(made, RECORD)])


def test_other_tools_are_named(verified, monkeypatch):
    tools = dict(provenance.list_tools()) | {"pandoc": "9.9"}
    monkeypatch.setattr(provenance, "list_tools", lambda: tools)
    status, told = verified()
    assert status == 1 and any(
        line.startswith("pandoc: ") and line.endswith(", and 9.9 is installed now") for line in told
    )


# What only says from what an edition was made.

NOTEBOOK = "notebooks/cosmic-003.ipynb"
CHANGED = f"{NOTEBOOK}: has changed since the edition was made"
STARTED = "notebooks/scorecard.ipynb: has changed since the edition was made"  # by its parameter


def test_after_a_new_quarters_cells_were_put_in_no_word_or_figure_differs(made, verified):
    assert main(["new", "2025-26-Q2"]) == 0
    assert verified() == (3, [CHANGED, STARTED, *_of_trail(made, HTML, PDF, WORD, RECORD)])


def test_a_changed_word_is_told_apart_from_new_cells(made, verified):
    assert main(["new", "2025-26-Q2"]) == 0
    _replace(NOTEBOOK, "(Quarter 1, 2025/26)\\n", "(Quarter 1, 2025/26)\\n\\nSynthetic.\\n")
    status, told = verified()
    assert status == 1 and told == [
        CHANGED,
        STARTED,
        *_not_what_is_given(HTML, PDF, WORD),
        *_of_trail(made, RECORD)[:1],
    ]


@pytest.mark.usefixtures("new_cells")
@pytest.mark.parametrize("name", [HTML, PDF, WORD, RECORD])
def test_a_file_that_says_something_else_is_told_apart_from_new_cells(made, verified, name):
    _meddle(made / name)
    status, told = verified()
    assert status == 1 and f"{name}: differs from what the inputs give now" in told


@pytest.fixture(scope="module")
def renewed(built, tmp_path_factory) -> Path:
    """The edition of that project as it is once a new quarter's cells were put in."""
    folder = shutil.copytree(built, tmp_path_factory.mktemp("renewed") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["new", "2025-26-Q2"]) == 0 and main([*BUILD, "--output", "again"]) == 0
    return folder / "again"


@pytest.fixture
def new_cells(renewed, made, tmp_path, monkeypatch):
    """Have the edition made again, with new cells, by copying what that gave."""
    copy = shutil.copytree(renewed, tmp_path / "again")
    monkeypatch.setattr(verify, "_make_again", lambda *_: copy)


def _meddle(path: Path):
    """Change a figure, in a chart where there is one, or something that is not seen at all."""
    if path.suffix == ".pdf":
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[3].contents_add(b"1 0 0 rg 200 200 9 9 re f")
            pdf.save(path)
    elif path.suffix == ".docx":
        with ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        picture = next(name for name in parts if name.endswith(".png"))
        with ZipFile(path, "w") as file:
            for name, content in (parts | {picture: parts[picture] + b"x"}).items():
                file.writestr(name, content)
    else:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("100196", "100169").replace("<main", "<main data-x"), encoding="utf-8")


# The record.


@pytest.mark.parametrize(
    "content", [None, "{", "[]", '{"edition": {"quarter": "x"}}', "[" * 100_000], ids=lambda content: str(content)[:20]
)
def test_a_folder_without_an_edition_is_told(made, tmp_path, capsys, content):
    if content is not None:
        (tmp_path / RECORD).write_text(content)
    assert main(["verify", str(tmp_path)]) == 2
    assert RECORD in capsys.readouterr().err


OUTSIDE = [
    "../outside.txt",
    "/outside.txt",
    "data/../../outside.txt",
    "./index.qmd",
    "data\\figures",
    "a\nb",
    "a\u202eb",
]


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize("name", OUTSIDE, ids=ascii)
def test_a_name_that_is_of_no_file_of_the_project_is_told_and_not_followed(made, verified, monkeypatch, name):
    said = json.loads((made / RECORD).read_text(encoding="utf-8"))
    a_record(made, inputs=said["inputs"] | {name: "0" * 64})
    seen = []
    monkeypatch.setattr(Path, "exists", lambda path, **_: seen.append(path) or True)
    status, told = verified()
    printed = name if name.isprintable() else repr(name)
    assert status == 1 and f"record.json: names an input outside the project: {printed}" in told
    assert seen == []


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize(
    "changed",
    [
        {"tools": {"pandoc": "3.9"}},
        {"publisher": "quarta"},
        {"publisher": ["embedded"]},
        {"edition": {"quarter": str(FIRST), "produced_on": "2025-09-18"}},
        {"edition": {"quarter": str(FIRST), "produced_on": "2025-09-17", "place": "synthetic"}},
        {"synthetic": 1},
        {"records": []},
        {"records": None},
        {"commit": None, "tools": dict(reversed(provenance.list_tools().items()))},
    ],
    ids=str,
)
def test_whatever_else_a_record_says_is_set_against_what_is_given(made, verified, changed):
    a_record(made, **changed)
    status, told = verified()
    assert status == 1 and told[-1:] == _not_what_is_given(RECORD)


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize("name", ["quarta", "auto", "", 1], ids=str)
def test_a_publisher_that_is_none_is_told(made, verified, name):
    a_record(made, publisher=name)
    line = f"record.json: publisher must be embedded or quarto, got: {name!r}"
    assert verified() == (1, [line, *_not_what_is_given(RECORD)])


def test_an_edition_that_is_said_to_be_by_quarto_is_not_verified_without_it(made, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    a_record(made, publisher="quarto")
    assert main(["verify", str(made)]) == 2
    assert "quarto is not on the PATH; install it" in capsys.readouterr().err


# Files and folder.


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize("name", NAMES)
def test_an_edited_file_is_found(made, verified, name):
    (made / name).write_bytes((made / name).read_bytes() + b"\n")
    assert verified() == (1, _not_what_is_given(name))


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize("name", [PDF, "scorecard.csv"])
def test_a_missing_file_is_found(made, verified, name):
    (made / name).unlink()
    assert verified() == (1, [f"{name}: is missing"])


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize("name", ["notes.txt", ".hidden", f"{HTML}.bak", "a folder", "cosmic-2025-26-Q2.pdf"])
def test_a_file_that_is_none_of_the_edition_is_told(made, verified, name):
    (made / name).mkdir() if name == "a folder" else (made / name).write_text("synthetic")
    assert verified() == (1, [f"{name}: is not a file of the edition"])


@pytest.mark.usefixtures("already_made")
def test_what_the_system_leaves_in_a_folder_is_nothing(made, verified):
    (made / ".DS_Store").write_text("synthetic")
    assert verified()[0] == 0


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize("name", [PDF, RECORD])
def test_a_link_in_place_of_a_file_is_told_whatever_it_points_to(made, verified, name):
    (made / name).rename(made.parent / name)
    (made / name).symlink_to(made.parent / name)
    assert verified() == (1, [f"{name}: is a link, not a file"])


@pytest.mark.usefixtures("already_made")
@pytest.mark.parametrize("ending", ["", "/"])
def test_a_link_in_place_of_the_folder_is_told_whatever_it_points_to(made, verified, ending):
    other = made.rename(made.parent / "other")
    made.symlink_to(other)
    assert verified(f"{made}{ending}") == (1, [f"{FIRST}: is a link, not a folder"])


# What is kept, and what chance gives.


def _alter(change) -> None:
    """Change what is kept of the indicator's run, and give it the digest of what it holds then."""
    for path in Path(".cosmic/kept").iterdir():
        held = json.loads(path.read_text(encoding="utf-8"))
        if STANDING not in held["figures"]:
            held.pop("sha256")
            change(held)
            path.write_text(cache._sealed(held), encoding="utf-8")


def _paint(held: dict) -> None:
    for name, content in held["figures"].items():
        if name.endswith(".svg"):
            drawn = base64.b64decode(content).replace(b"#12436d", b"#ff0000")
            held["figures"][name] = base64.b64encode(drawn).decode()


def test_no_edition_is_made_from_an_altered_run_though_its_seal_is_right(made, capsys):
    before = contents(made)
    _alter(_paint)
    assert main(BUILD) == 2 and contents(made) == before
    assert "cosmic-003.svg is not what its page draws" in capsys.readouterr().err
    assert main([*BUILD, "--fresh"]) == 0 and contents(made) == before


def test_nothing_is_kept_of_what_verify_runs(made, verified):
    shutil.rmtree(".cosmic/kept")
    assert verified()[0] == 0
    assert not Path(".cosmic/kept").exists()


def test_a_figure_that_is_drawn_by_chance_is_no_part_of_an_edition(made, verified, capsys):
    notebook = notebook_of(Path(), "cosmic-003")
    (cell,) = (cell for cell in notebook["cells"] if "page.chart()" in "".join(cell["source"]))
    chance = "import os\nfrom projectfiles import paths\nshown = page.chart()\n"
    path = "paths.build() / 'figures' / 'cosmic-003.svg'"
    comment = "f'<!-- {os.urandom(8).hex()} --></svg>'"
    cell["source"] = f"{chance}path = {path}\npath.write_text(path.read_text().replace('</svg>', {comment}))\nshown"
    save(Path(), "cosmic-003", notebook)
    assert main(BUILD) == 2
    assert "cosmic-003.svg is not what its page draws" in capsys.readouterr().err


# The commit.


@pytest.fixture
def committed(made) -> str:
    """The commit of the edition's inputs, which its record names."""
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")
    commit = git("rev-parse", "HEAD")
    a_record(made, commit=commit)
    return commit


def _wrong_with(commit: object, made: Path) -> list[str]:
    said = json.loads((made / RECORD).read_text(encoding="utf-8"))
    return list(map(str, verify._check_commit(said | {"commit": commit})))


@pytest.mark.usefixtures("already_made")
def test_a_commit_that_holds_the_inputs_is_verified_and_another_is_told(made, committed, verified):
    assert verified()[0] == 0
    a_record(made, commit="0" * 40)
    status, told = verified()
    assert status == 1 and told[0].startswith(f"record.json: the commit {'0' * 40} cannot be checked")


@pytest.mark.parametrize("commit", ["main", "HEAD", "672215e", "", 7, ["a"], "0" * 41, "A" * 40, "-" * 40], ids=str)
def test_what_is_no_commit_is_told(made, committed, commit):
    (told,) = _wrong_with(commit, made)
    assert told.startswith("record.json: commit must be the full id of a Git commit, got: ")


def test_a_record_that_names_no_commit_leaves_nothing_to_look_at(made, committed):
    assert _wrong_with(None, made) == []


def test_what_is_a_tree_and_no_commit_is_told(made, committed):
    (told,) = _wrong_with(git("rev-parse", "HEAD^{tree}"), made)
    assert "cannot be checked" in told


def test_a_commit_that_holds_another_input_is_told_with_the_input(made, committed):
    _replace(CSV, ",100196,", ",100197,")
    Path("index.qmd").unlink()
    git("commit", "--quiet", "--all", "--message", "two")
    assert _wrong_with(git("rev-parse", "HEAD"), made) == [
        f"record.json: the commit {git('rev-parse', 'HEAD')} does not contain {CSV}, index.qmd as the edition used it"
    ]
    assert _wrong_with(committed, made) == []


def test_a_later_commit_that_changed_no_input_is_told(made, committed):
    Path("notes.txt").write_text("synthetic")
    git("add", "--all")
    git("commit", "--quiet", "--all", "--message", "two")
    (told,) = _wrong_with(git("rev-parse", "HEAD"), made)
    assert told.endswith("is not the one that last changed an input or the code")


def test_a_commit_with_other_code_than_made_the_edition_is_told(made, committed, monkeypatch):
    home = Path("synthetic").resolve()
    (home / "package").mkdir(parents=True)
    (home / "package" / "module.py").write_text("one = 1\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "two")
    monkeypatch.setattr(commits, "HOME", home)
    monkeypatch.setattr(commits, "PACKAGES", ("package",))
    digest = commits.short(commits.digest_of_code({"package/module.py": b"one = 1\n"}))
    said = json.loads((made / RECORD).read_text(encoding="utf-8"))
    head = git("rev-parse", "HEAD")
    assert list(commits.find_faults(head, said["inputs"], f"0.1.0, code {digest}")) == []
    (told,) = commits.find_faults(head, said["inputs"], "0.1.0, code 0123456789abcdef")
    assert told.endswith("does not contain the code that made the edition")


def test_a_commit_cannot_be_looked_at_where_its_history_is_cut_off_or_there_is_no_repository(
    made, committed, tmp_path, monkeypatch
):
    _replace(CSV, ",100196,", ",100197,")
    git("commit", "--quiet", "--all", "--message", "two")
    git("clone", "--quiet", "--depth=1", f"file://{Path.cwd()}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    assert "cannot be checked" in _wrong_with(committed, made)[0]
    shutil.rmtree(".git")
    assert "cannot be checked" in _wrong_with(committed, made)[0]


def test_a_project_within_a_repository_names_its_files_as_ever(built, tmp_path, monkeypatch):
    project = shutil.copytree(built, tmp_path / "repository" / "a project")
    monkeypatch.chdir(project.parent)
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")
    monkeypatch.chdir(project)
    inputs = provenance.digest_inputs(FIRST)
    assert commits.find_commit(inputs) == git("rev-parse", "HEAD")
    assert list(commits.find_faults(commits.find_commit(inputs), inputs, None)) == []


def test_an_input_that_git_does_not_hold_leaves_an_edition_without_commit(made, committed):
    assert commits.find_commit(provenance.digest_inputs(FIRST)) == committed
    Path(".git/info/exclude").write_text("left-out.css\n")
    Path("_extensions/cosmic-report/left-out.css").write_text("synthetic")
    assert git("status", "--porcelain", "report") == ""
    assert commits.find_commit(provenance.digest_inputs(FIRST)) is None


# What a person's own settings are to charts.


def test_an_edition_is_the_same_under_a_persons_own_matplotlibrc(made, tmp_path):
    style = "axes.facecolor: f5d0d0\nfigure.facecolor: yellow\nxtick.labelsize: 4\naxes.grid: True\n"
    (tmp_path / "own").mkdir()
    for folder in (tmp_path / "own", Path(), Path("notebooks")):
        (folder / "matplotlibrc").write_text(f"{style}savefig.facecolor: yellow\n")
    environment = os.environ | dict.fromkeys(("MPLCONFIGDIR", "MATPLOTLIBRC"), str(tmp_path / "own"))
    before = contents(made)
    shutil.rmtree(made)
    subprocess.run([sys.executable, "-m", "reportbuilder", *BUILD, "--fresh"], env=environment, check=True)
    assert contents(made) == before
