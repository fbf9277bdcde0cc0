"""The commands of Quarto as its users type them, by a real Quarto; where there is none, these tests say so."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM, SWITCHES
from tests.factories import FIRST, NAMES, contents, copy_of_the_first, git, leave_only, notebook_of, save
from tests.processes import running, soon

pytestmark = [pytest.mark.quarto, pytest.mark.slow]

HTML, PDF, WORD, *TABLES = NAMES
EDITION, PARTIAL = Path("_report") / str(FIRST), Path("_report") / f"{FIRST}.partial"
LONG = 120  # seconds


def _environment(**others: str) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "NO_COLOR": "1"} | others


def _quarto(*arguments: str, **options) -> subprocess.CompletedProcess:
    options = {"env": _environment()} | options
    return subprocess.run(
        ["quarto", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options
    )


@pytest.fixture
def project(small_project) -> Path:
    """A project of one indicator under version control, so that what a command leaves can be seen."""
    shutil.copyfile(Path(__file__).parents[3] / ".gitignore", ".gitignore")
    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")
    return small_project


def _changed() -> str:
    return git("status", "--porcelain")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


# quarto render.


@pytest.mark.parametrize("asked", [(), ("index.qmd", "--profile", str(FIRST))], ids=" ".join)
def test_quarto_render_makes_the_edition_and_says_where(project, asked):
    done = _quarto("render", *asked)
    assert done.returncode == 0 and f"cosmic: the edition is in {EDITION}\n" in done.stdout
    assert set(_names(EDITION)) == set(NAMES) and _changed() == ""


FORMATS = {"html": HTML, "pdf": PDF, "typst": PDF, "docx": WORD}


@pytest.mark.parametrize("asked", FORMATS)
def test_a_format_alone_is_the_reports_own_and_stands_apart_from_the_edition(project, asked):
    done = _quarto("render", "--to", asked)
    name = FORMATS[asked]
    told = f"cosmic: only {name.rpartition('.')[2]}, no whole edition, is in {PARTIAL}\n"
    assert done.returncode == 0 and told in done.stdout
    assert _names(PARTIAL) == sorted([name, *TABLES]) and not EDITION.exists() and _changed() == ""


def test_an_old_document_is_never_handed_out_beside_a_new_one(project):
    _quarto("render")
    before = contents(EDITION)
    template = Path("_extensions/cosmic-report/template.typ")
    text = template.read_text(encoding="utf-8")
    template.write_text(f'{text}\n#panic("synthetic")\n', encoding="utf-8")
    done = _quarto("render")
    assert done.returncode != 0 and "synthetic" in done.stdout
    template.write_text(text, encoding="utf-8")
    assert soon(lambda: _changed() == "") and soon(lambda: not Path(".cosmic/quarto").exists())
    assert _quarto("render", "--to", "html").returncode == 0
    assert _names(PARTIAL) == sorted([HTML, *TABLES]) and contents(EDITION) == before


def test_what_does_not_agree_stands_nowhere(project):
    _quarto("render")
    before = contents(EDITION)
    template = Path("_extensions/cosmic-report/template.html")
    template.write_text(template.read_text(encoding="utf-8").replace("<html lang=", "<html data-x="), encoding="utf-8")
    done = _quarto("render")
    assert done.returncode != 0 and "has no language set" in done.stdout
    assert contents(EDITION) == before and _names(Path(".cosmic/quarto")) == []


def test_a_folder_that_a_person_chose_holds_the_edition(project, tmp_path):
    folder = tmp_path / "chosen"
    done = _quarto("render", "--output-dir", str(folder))
    assert done.returncode == 0 and f"cosmic: the edition is in {folder}\n" in done.stdout
    assert set(_names(folder)) == set(NAMES) and not EDITION.exists()
    again = _quarto("render", "--output-dir", str(folder))
    assert again.returncode != 0 and "holds files" in again.stdout and set(_names(folder)) == set(NAMES)


REFUSED = {
    ("-P", "quarter:2025-26-Q2"): "-P quarter:2025-26-Q2: ",
    ("--to", "epub"): "--to epub: ",
    ("--profile", "2025-26-Q9"): "a quarter must be written like 2025-26-Q1",
    ("--profile", "2030-31-Q1"): "params/2030-31-Q1.yml: the file is missing",
}


@pytest.mark.parametrize("asked", REFUSED, ids=" ".join)
def test_what_the_report_cannot_do_is_told_in_a_line(project, asked):
    done = _quarto("render", *asked)
    assert done.returncode != 0 and "Stack trace" not in done.stdout
    assert [line for line in done.stdout.splitlines() if REFUSED[asked] in line]


def test_a_folder_below_the_projects_is_told_in_a_line(project):
    done = _quarto("render", cwd=project / "notebooks")
    (line,) = [line for line in done.stdout.splitlines() if line.strip()]
    assert done.returncode != 0 and f"go to the project's folder, or call: quarto render {project}" in line


def test_without_the_environment_that_is_told_in_a_line(project):
    folders = [str(Path(shutil.which("quarto")).parent), "/usr/bin", "/bin"]
    if shutil.which("cosmic", path=os.pathsep.join(folders)) or not shutil.which("python3", path=folders[1]):
        pytest.skip("needs a python3 of the system that has no cosmic")
    held = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    done = _quarto("render", env=held | {"PATH": os.pathsep.join(folders), "NO_COLOR": "1"})
    (line,) = [line for line in done.stdout.splitlines() if line.strip()]
    assert done.returncode != 0 and line.startswith("cosmic: cosmic is installed neither")


def test_a_quarto_that_is_too_old_says_so(project):
    settings = Path("_quarto.yml").read_text(encoding="utf-8")
    Path("_quarto.yml").write_text(settings.replace('">=1.10.0"', '">=99.1.0"'), encoding="utf-8")
    done = _quarto("render")
    assert done.returncode != 0 and "does not satisfy version constraint >=99.1.0" in done.stdout


@pytest.mark.parametrize("after", [2, 4, 6, 9])
def test_a_render_that_is_stopped_leaves_nothing(project, tmp_path, after):
    """As a terminal stops it, and as Quarto then stops what it has called."""
    (tmp_path / "temporary").mkdir()
    before = set(os.listdir())
    environment = _environment(TMPDIR=str(tmp_path / "temporary"))
    with subprocess.Popen(["quarto", "render"], env=environment, start_new_session=True) as process:
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
    assert soon(lambda: running(project) == [])
    assert soon(lambda: set(os.listdir()) - before <= {".quarto", ".cosmic", "build", "_report"})
    assert soon(lambda: os.listdir(tmp_path / "temporary") == [])
    assert not list(Path().rglob(".*.cosmic-*")) and _changed() == ""


# quarto preview.


@contextmanager
def _preview(*arguments: str) -> Iterator[str]:
    """The address at which `quarto preview` shows the page."""
    log = Path("../preview.log")
    with log.open("w") as file:
        process = subprocess.Popen(
            ["quarto", "preview", *arguments, "--no-browser"],
            stdout=file, stderr=file, env=_environment(), start_new_session=True,
        )  # fmt: skip
    try:
        assert soon(lambda: "Browse at" in log.read_text(), LONG), log.read_text()
        yield re.search(r"Browse at (\S+)", re.sub(r"\x1b\[\d+m", "", log.read_text()))[1]
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(20)


@pytest.mark.browser
@pytest.mark.parametrize(
    "arguments", [(), ("index.qmd",), ("index.qmd", "--to", "html", "--no-watch-inputs")], ids=" ".join
)
def test_a_preview_shows_the_page_and_again_when_a_notebook_is_saved(project, arguments):
    words = "These are the synthetic words of a test, 305 of them."
    with _preview(*arguments) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = browser.new_page()
        page.goto(address, timeout=LONG * 1000)
        assert "Quarterly Performance Report" in page.title()
        page.wait_for_timeout(1000)
        notebook = notebook_of(project, "cosmic-003")
        (cell,) = (cell for cell in notebook["cells"] if "commentary" in cell["metadata"].get("tags", []))
        cell["source"] = f"### Commentary\n\n{words}"
        save(project, "cosmic-003", notebook)
        page.get_by_text(words).wait_for(timeout=LONG * 1000)
        browser.close()
    assert not Path("_report").exists()
    assert soon(lambda: running(project) == [])


# quarto publish.


@pytest.fixture
def remote(project, tmp_path) -> Path:
    """A bare repository that the project knows as its origin, with an empty branch for the page."""
    folder = tmp_path / "remote.git"
    git("init", "--quiet", "--bare", str(folder))
    git("config", "user.name", "Synthetic")
    git("config", "user.email", "synthetic@example.org")
    git("remote", "add", "origin", str(folder))
    empty = git("commit-tree", git("hash-object", "-t", "tree", "-w", "/dev/null"), "-m", "empty")
    git("push", "--quiet", "origin", "main", f"{empty}:refs/heads/gh-pages")
    return folder


def test_quarto_publish_puts_the_page_on_a_remote(remote, monkeypatch):
    done = _quarto("publish", "gh-pages", "--no-prompt", "--no-browser")
    assert done.returncode == 0, done.stdout
    published = git("-C", str(remote), "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", "index.pdf", "index.docx", *(f"build/{name}" for name in TABLES)} <= set(published)
    assert all(name.startswith(("index.", "build/", ".nojekyll")) for name in published)
    page = git("-C", str(remote), "show", "gh-pages:index.html")
    assert page.startswith("<!DOCTYPE html>") and "Content-Security-Policy" in page
    assert set(_names(EDITION)) == set(NAMES)
    said = json.loads((EDITION / "record.json").read_text(encoding="utf-8"))
    assert json.loads(git("-C", str(remote), "show", "gh-pages:build/record.json")) == said


# A whole year of it: another quarter's edition is left alone.


def test_another_quarters_edition_is_left_alone(tmp_path, monkeypatch):
    copy_of_the_first(tmp_path / "project", monkeypatch)
    leave_only(tmp_path / "project", "cosmic-003")
    assert _quarto("render", "--profile", str(FIRST)).returncode == 0
    before = contents(EDITION)
    subprocess.run([sys.executable, "-m", "reportbuilder", "new", "2025-26-Q2"], check=True, capture_output=True)
    done = _quarto("render", "--to", "html")
    assert done.returncode != 0 and "notebooks/cosmic-003.ipynb, cell" in done.stdout  # whose words are not written yet
    assert _names(Path("_report")) == [str(FIRST)] and contents(EDITION) == before
