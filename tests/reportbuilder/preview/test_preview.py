"""A preview shows what is saved, in a real browser, and goes on whatever is wrong."""

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest
from playwright.sync_api import expect, sync_playwright

from reportbuilder.cli.main import main
from reportbuilder.endings import asked_to_stop
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.preview import preview
from reportbuilder.preview.page import make_page
from tests.browser import CHROMIUM, SWITCHES
from tests.factories import FIRST, copy_of_the_first, leave_only, notebook_of, save

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

ONE, OTHER = "cosmic-003", "cosmic-010"
SOON = 10_000  # milliseconds, for a machine that has other things to do; how fast it is, `make bench` says


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project of two indicators, to write in."""
    folder = tmp_path_factory.mktemp("preview") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(folder, patch)
        leave_only(folder, ONE, OTHER)
    return folder


@pytest.fixture(scope="module")
def address(project) -> str:
    """Where `cosmic preview` serves it, as a person starts it; Ctrl-C ends it."""
    command = [sys.executable, "-m", "reportbuilder", "preview", str(FIRST)]
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        pipes, environment = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE), os.environ | {"TMPDIR": folder}
        serving = subprocess.Popen(command, cwd=project, text=True, env=environment, **pipes)
        yield re.search(r"http://127\.0\.0\.1:\d+/", serving.stdout.readline())[0]
        serving.send_signal(signal.SIGINT)
        _, told = serving.communicate(timeout=20)
        assert "Traceback" not in told and serving.returncode == 130
        assert os.listdir(folder) == []


@pytest.fixture
def page(address):
    """The page in a browser."""
    if CHROMIUM is None:
        pytest.skip("no chromium on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        shown = browser.new_page()
        shown.complaints = []
        shown.on("console", lambda message: shown.complaints.append(message.text))
        shown.goto(address)
        expect(shown.locator(f"#{ONE}")).to_be_attached(timeout=SOON)
        yield shown
        browser.close()


def write(project: Path, sentence: str, stem: str = ONE):
    """Save a sentence as the last of an indicator's commentary, as JupyterLab would."""
    notebook = notebook_of(project, stem)
    (cell,) = (cell for cell in notebook["cells"] if "commentary" in cell["metadata"].get("tags", []))
    cell["source"] = re.sub(r"\n\nSynthetic: .*", "", "".join(cell["source"])) + f"\n\nSynthetic: {sentence}"
    save(project, stem, notebook)


def test_a_saved_sentence_is_shown_where_the_reader_is(project, page):
    """In the same page, which is not loaded again."""
    page.locator(f"#{OTHER}").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 40)")
    page.wait_for_timeout(200)
    place = page.evaluate("sameAsBefore = scrollY")
    assert place > 500
    for sentence in ("the first.", "the second."):
        write(project, sentence)
        expect(page.get_by_text(f"Synthetic: {sentence}")).to_be_attached(timeout=SOON)
        assert abs(page.evaluate("scrollY") - place) < 100
    assert page.evaluate("sameAsBefore")
    assert page.complaints == []  # its policy allows what it does


def test_other_looks_are_shown_where_the_reader_is(project, page):
    page.locator(f"#{OTHER}").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    place = page.evaluate("scrollY")
    style = project / "_extensions" / "cosmic-report" / "style.css"
    text = style.read_text(encoding="utf-8")
    style.write_text(f"{text}\nh2 {{ letter-spacing: 3px }}\n", encoding="utf-8")
    expect(page.locator(f"#{OTHER} h2").first).to_have_css("letter-spacing", "3px", timeout=SOON)
    page.wait_for_function("place => Math.abs(scrollY - place) < 100", arg=place, timeout=SOON)
    style.write_text(text, encoding="utf-8")
    expect(page.locator(f"#{OTHER} h2").first).not_to_have_css("letter-spacing", "3px", timeout=SOON)
    assert page.complaints == []


def test_a_saved_figure_is_shown(project, page):
    path = project / "data" / "figures" / f"{ONE}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2025-06-30,100196,", "2025-06-30,100234,"), encoding="utf-8")
    expect(page.locator(f"#{ONE} table").first).to_contain_text("100,234", timeout=SOON)
    expect(page.locator("#scorecard")).to_contain_text("100,234")
    path.write_text(text, encoding="utf-8")
    expect(page.locator(f"#{ONE} table").first).to_contain_text("100,196", timeout=SOON)


@pytest.mark.parametrize(
    "path, was, becomes, told",
    [
        (f"data/figures/{ONE}.csv", "100196", "many", f"data/figures/{ONE}.csv, row 3, value: must be a number"),
        (f"notebooks/{ONE}.ipynb", "page.heading()", "page.haeding()", "cell 3: `page.haeding()` failed"),
        (f"notebooks/{ONE}.ipynb", "### Commentary", "### <b>Commentary</b>", "contains HTML"),
        ("_extensions/cosmic-report/notebook.lua", "local", "lokal", "pandoc could not make"),
        (f"params/{FIRST}.yml", "produced_on", "made_on", "made_on: is not a known key"),
    ],
    ids=["figure", "code", "words", "looks", "params"],
)
def test_a_fault_is_shown_above_the_last_page_until_it_is_mended(project, page, path, was, becomes, told):
    text = (project / path).read_text(encoding="utf-8")
    (project / path).write_text(text.replace(was, becomes, 1), encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text(told, timeout=SOON)
    expect(page.locator(f"#{ONE}")).to_be_attached()
    (project / path).write_text(text, encoding="utf-8")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=SOON)
    assert page.complaints == []


def test_what_would_stop_a_build_is_shown_above_the_page(project, page):
    write(project, "of 200 visits 50 (30%) were by children.")
    expect(page.get_by_role("alert")).to_contain_text("cosmic build would stop", timeout=SOON)
    expect(page.get_by_role("alert")).to_contain_text("25%")
    expect(page.locator(f"#{ONE} mark.error")).to_contain_text("50 (30%)")
    assert page.complaints == []  # the page's policy allows the line under the words
    expect(page.get_by_text("Synthetic: of 200 visits")).to_have_count(1)
    write(project, "no more.")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=SOON)


def _ask(address: str, path: str, host: str | None = None) -> int:
    name = address.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(name, timeout=20)
    connection.request("GET", path, headers={"Host": host or name})
    return connection.getresponse().status


def test_nothing_else_is_served_and_to_nobody_else(address):
    assert _ask(address, "/") == 200
    assert _ask(address, "/../params/2025-26-Q1.yml") == _ask(address, "/index.qmd") == 404
    assert _ask(address, "/", "synthetic.example.org") == 403


def test_a_port_that_is_taken_is_told(project, address):
    command = [
        sys.executable,
        "-m",
        "reportbuilder",
        "preview",
        str(FIRST),
        "--port",
        address.rpartition(":")[2].rstrip("/"),
    ]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert done.returncode == 2 and "choose another with --port" in done.stderr and "Traceback" not in done.stderr


def test_a_quarter_that_is_not_there_is_told_at_the_prompt(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    monkeypatch.setattr(preview, "serve_preview", lambda *_: None)
    assert main(["preview", "2030-31-Q1"]) == 2
    assert capsys.readouterr().err == "cosmic: params/2030-31-Q1.yml: the file is missing\n"


# How a page is made again.


def _make(folder) -> str:
    return make_page(FIRST, RunOptions(), folder, date(2025, 9, 10)).page


def test_a_page_made_again_after_a_sentence_shows_it_and_runs_no_notebook(project, tmp_path, monkeypatch):
    monkeypatch.chdir(project)
    _make(tmp_path / "page")
    write(project, "one [link](#scorecard) and *more*.")
    monkeypatch.setattr("reportbuilder.notebook_runs.run.pool", None)
    assert "one <a href=" in _make(tmp_path / "page")


def test_the_words_of_an_error_are_underlined_in_the_page(project, tmp_path, monkeypatch):
    monkeypatch.chdir(project)
    write(project, "of 200 visits 50 (*30%*) were by children.")
    marked = re.findall(r'<mark class="error" title="[^"]+">([^<]*)</mark>', _make(tmp_path / "page"))
    write(project, "no more.")
    assert "30%" in marked
    assert "<mark" not in _make(tmp_path / "page")


def test_other_looks_make_another_page(project, tmp_path, monkeypatch):
    monkeypatch.chdir(project)
    before = _make(tmp_path / "page")
    style = project / "_extensions" / "cosmic-report" / "style.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n.synthetic { color: red }", encoding="utf-8")
    assert ".synthetic" in _make(tmp_path / "page") and ".synthetic" not in before


def test_a_preview_that_was_asked_to_stop_ends_though_the_clean_up_failed(project, monkeypatch, capsys):
    """What interrupted the making of a page was lost in another error, which the page shows."""

    def interrupted(*_):
        asked_to_stop.set()
        raise OSError("synthetic")

    monkeypatch.chdir(project)
    monkeypatch.setattr(preview, "make_page", interrupted)
    monkeypatch.setattr(preview, "_watch", lambda: Mock(wait=Mock(side_effect=[True, False])))
    try:
        with pytest.raises(KeyboardInterrupt):
            preview.serve_preview(FIRST, 0, RunOptions())
    finally:
        asked_to_stop.clear()
