"""The engines are within bounds: what they can reach, and how long and with how much memory they may work."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import psutil
import pypandoc
import pytest

from cosmic import editions
from projectfiles.errors import CosmicError, Faults
from reportbuilder.cli.main import main
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.publishing import engines, export, pandoc, quarto, typst
from tests.factories import BUILD, FIRST, ROOT, contents
from tests.processes import gone, place, running, soon

pytestmark = pytest.mark.slow

DAY = date(2025, 9, 17)
WORDS = '#set document(title: "Synthetic")\n#set text(lang: "en")\n'


# Typst.


@pytest.fixture
def work(tmp_path, monkeypatch) -> Path:
    """A folder in which a document is made, with a record and two pictures."""
    (tmp_path / "build" / "figures").mkdir(parents=True)
    (tmp_path / "build" / "record.json").write_text("{}")
    for name in ("named", "other"):
        (tmp_path / "build" / "figures" / f"{name}.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
        )
    return tmp_path


def typeset(work: Path, body: str) -> Path:
    """A PDF of a body of markup."""
    (work / "build" / "edition.typ").write_text(f"{WORDS}{body}\n")
    typst.typeset(work / "build" / "edition.typ", work / "x.pdf", DAY)
    return work / "x.pdf"


def test_typst_sees_the_pictures_that_its_source_names(work):
    assert typeset(work, '#image("/build/figures/named.svg", alt: "x")').stat().st_size > 1000


@pytest.mark.parametrize(
    "reading",
    [
        '#read("/build/record.json")',
        '#read("/build/" + "figures/other.svg")',
        '#read("/../../build/record.json")',
        '#read("{root}/cosmic/cli.py")',
        '#include "/etc/passwd"',
    ],
)
def test_typst_sees_no_other_file(work, reading):
    with pytest.raises(CosmicError, match=r"Typst could not make x.pdf: (file not found|.*escape|.*outside)"):
        typeset(work, reading.format(root=ROOT))


def test_typst_asks_no_network(work, monkeypatch):
    """Not even by way of the proxies that the machine has."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, address)
        with pytest.raises(CosmicError, match="@preview|package"):
            typeset(work, '#import "@preview/synthetic:1.0.0"')
        proxy.settimeout(0.1)
        with pytest.raises(TimeoutError):
            proxy.accept()


def test_typst_takes_no_package_of_the_machine(work, monkeypatch):
    """Nor one that was asked for some time ago, from the network."""
    for name in ("cache", "data"):
        package = work / name / "typst" / "packages" / "preview" / "synthetic" / "1.0.0"
        package.mkdir(parents=True)
        (package / "typst.toml").write_text('[package]\nname = "synthetic"\nversion = "1.0.0"\nentrypoint = "x.typ"\n')
        (package / "x.typ").write_text("")
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(work / name))
    with pytest.raises(CosmicError, match="@preview|package"):
        typeset(work, '#import "@preview/synthetic:1.0.0"')


def test_typst_that_does_not_end_is_ended_and_told(work, monkeypatch):
    monkeypatch.setattr(typst, "_SECONDS", 1)
    with pytest.raises(CosmicError, match="Typst could not make x.pdf: it took longer than 1 seconds, many"):
        typeset(work, "#let f(n, k) = if n == 0 { 0 } else { f(n - 1, 2 * k) + f(n - 1, 2 * k + 1) }\n#f(50, 0)")
    assert not _running("compiling.py")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a system that holds a process to its memory")
def test_typst_that_takes_too_much_memory_is_ended_and_told(work):
    begun = time.monotonic()
    with pytest.raises(CosmicError, match=r"Typst could not make x.pdf: it needed more than 1.0 GB of memory, many"):
        typeset(work, "#range(10000000000)")
    assert time.monotonic() - begun < 20


def test_a_longer_source_may_take_more(work, monkeypatch):
    """An edition of two hundred indicators needs 2 GB; its source has 0.7 MB."""
    asked = []
    done = subprocess.CompletedProcess([], 0, "", "")
    monkeypatch.setattr(engines, "run_program", lambda command, limit, **_: asked.append((command, limit)) or done)
    typeset(work, "x" * 700_000)
    ((command, limit),) = asked
    assert json.loads(command[-1])["memory"] > 3 * 2**30 and limit > 90


def _running(name: str) -> bool:
    """Whether a child of this process runs a program of that name."""
    return any(name in " ".join(child.cmdline()) for child in psutil.Process().children(recursive=True))


# Pandoc.


def stand_in_for_pandoc(folder: Path, monkeypatch, script: str):
    """Have a script stand in for pandoc; `$real` is the real one."""
    program = folder / "pandoc"
    program.write_text(f"#!/bin/sh\nreal={pypandoc.get_pandoc_path()}\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(program))
    monkeypatch.setenv("PYPANDOC_PANDOC", str(program))  # for other processes


@pytest.fixture
def built(small_project) -> Path:
    """A folder whose build folder a document can be made from, of one page with one cell."""
    work = small_project.with_name("work")
    (work / "build").mkdir(parents=True)
    (work / "build" / "edition.yml").write_text("subtitle: Synthetic\nproduced: Synthetic\nproduced-on: 2025-09-17\n")
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {"number": 8}, "source": "### Commentary\n\nSynthetic words."}
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (work / "build" / "cosmic-003.ipynb").write_text(json.dumps(notebook))
    (small_project / "index.qmd").write_text('## Page {#page}\n\n::: {.notebook src="build/cosmic-003.ipynb"}\n:::\n')
    return work


def make(work: Path, form: str = "html", limit: float = 30) -> Path:
    target = work / f"x.{form}"
    pandoc.make_document(form, target, editions.load_edition(FIRST), work, limit)
    return target


HANG = 'printf "notebooks/cosmic-003.ipynb, cell 8" > "$COSMIC_READING"; sleep 100'


def test_words_that_are_read_for_too_long_are_told_with_their_cell(built, monkeypatch, tmp_path):
    stand_in_for_pandoc(tmp_path, monkeypatch, HANG)
    expected = r"^notebooks/cosmic-003.ipynb, cell 8: pandoc did not finish reading these words within 1 seconds; write"
    with pytest.raises(Faults, match=expected):
        make(built, limit=1)
    assert not _running("sleep")


def test_the_filter_says_whose_words_it_reads(built, small_project):
    """By the real pandoc, with a filter that never ends behind that."""
    lua = small_project / "_extensions" / "cosmic-report" / "notebook.lua"
    text = lua.read_text(encoding="utf-8")
    assert text.count("    local held = pandoc.read(") == 1
    lua.write_text(
        text.replace("    local held = pandoc.read(", "    while true do end\n    local held = pandoc.read("),
        encoding="utf-8",
    )
    with pytest.raises(Faults, match="^notebooks/cosmic-003.ipynb, cell 8: pandoc did not finish"):
        make(built, limit=1)


def test_each_cell_has_the_time_anew(built, monkeypatch, tmp_path):
    """Four cells, of which each takes less than the limit, and all of them more."""
    steps = "; ".join(f'printf "cell {number}" > "$COSMIC_READING"; sleep 0.8' for number in range(4))
    stand_in_for_pandoc(tmp_path, monkeypatch, f'{steps}; printf "" > "$COSMIC_READING"; exec "$real" "$@"')
    assert "Synthetic words." in make(built, limit=2).read_text(encoding="utf-8")


def test_what_takes_too_long_between_the_cells_is_told_without_one(built, monkeypatch, tmp_path):
    stand_in_for_pandoc(
        tmp_path, monkeypatch, f'{HANG.replace("sleep 100", "")} printf "" > "$COSMIC_READING"; sleep 100'
    )
    monkeypatch.setattr(pandoc, "_LIMIT", 1)
    with pytest.raises(CosmicError, match="^pandoc did not make x.html within 1 seconds$"):
        make(built)


def test_pandoc_that_takes_too_much_memory_is_ended_and_told(built, monkeypatch):
    monkeypatch.setattr(pandoc, "_MEMORY", 66)
    notebook = json.loads((built / "build" / "cosmic-003.ipynb").read_text())
    notebook["cells"][0]["source"] = "synthetic words, " * 30_000
    (built / "build" / "cosmic-003.ipynb").write_text(json.dumps(notebook))
    with pytest.raises(CosmicError, match="^pandoc takes more than 66 MB of memory to make x.html$"):
        make(built)


def test_words_that_take_too_much_memory_are_told_with_their_cell(built, monkeypatch, tmp_path):
    stand_in_for_pandoc(tmp_path, monkeypatch, f"{HANG.partition(';')[0]}; exit 251")  # pandoc's status for that
    expected = (
        "^notebooks/cosmic-003.ipynb, cell 8: pandoc takes more than 2048 MB of memory for these words; shorten them$"
    )
    with pytest.raises(Faults, match=expected):
        make(built)


@pytest.mark.parametrize("form", ["html", "docx"])
@pytest.mark.parametrize("source", ["{root}/docs/scorecard.png", "secret.png", "http://127.0.0.1:{port}/x.png"])
def test_pandoc_reads_no_picture_but_the_reports_own(built, small_project, form, source):
    """Even where the filter lets one through: here it stands in the order of the pages, which nobody looks at."""
    shutil.copyfile(ROOT / "docs" / "scorecard.png", built / "secret.png")
    with socket.create_server(("127.0.0.1", 0)) as server:
        with (small_project / "index.qmd").open("a", encoding="utf-8") as file:
            file.write(f"\n![x]({source.format(root=ROOT, port=server.getsockname()[1])})\n")
        with pytest.raises(CosmicError, match=f"pandoc could not make x.{form}: .*Could not fetch resource"):
            make(built, form)
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("address", ['url("logo.svg")', "url(logo.svg)", "url('logo.svg')", "url( logo.svg )"])
def test_what_the_style_names_is_in_the_page(built, small_project, address):
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (small_project / "_extensions" / "cosmic-report" / "logo.svg").write_text(logo)
    with (small_project / "_extensions" / "cosmic-report" / "style.css").open("a", encoding="utf-8") as file:
        file.write(f"\nh1 {{ background: {address}; }}\n")
    export.metadata(editions.load_edition(FIRST), built / "build")
    page = make(built).read_text(encoding="utf-8")
    assert "logo.svg" not in page and page.count("data:image/svg+xml") == 1


def test_a_persons_own_pandoc_has_no_part_in_a_document(built, monkeypatch, tmp_path):
    before = make(built).read_bytes()
    own = tmp_path / "own" / "pandoc"
    own.mkdir(parents=True)
    (own / "init.lua").write_text("error('a person has that run before every filter')", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(own.parent))
    assert make(built).read_bytes() == before


def test_stopping_ends_what_runs(built, monkeypatch, tmp_path):
    """From another thread, whose caller sees it fail."""
    from concurrent.futures import ThreadPoolExecutor

    stand_in_for_pandoc(tmp_path, monkeypatch, HANG)
    with ThreadPoolExecutor(1) as workers:
        making = workers.submit(make, built)
        assert soon(lambda: _running("sleep"))
        engines.stop_all()
        with pytest.raises(CosmicError, match="pandoc could not make x.html"):
            making.result(10)
    assert not _running("sleep")


def test_a_build_whose_words_do_not_end_leaves_the_last_edition(small_project, monkeypatch, tmp_path, capsys):
    stand_in_for_pandoc(tmp_path, monkeypatch, HANG)
    monkeypatch.setattr(pandoc.make_document, "__defaults__", (1,))
    monkeypatch.setattr(
        "reportbuilder.notebook_runs.warm.processes.can_fork", lambda: False
    )  # so that this process makes the documents
    place(small_project).mkdir(parents=True)
    (place(small_project) / "record.json").write_text("the last edition")
    assert main(BUILD) == 2
    assert "notebooks/cosmic-003.ipynb, cell 8: pandoc did not finish reading" in capsys.readouterr().err
    assert contents(place(small_project)) == {"record.json": b"the last edition"}


# Quarto.


@pytest.fixture
def stand_in(tmp_path, monkeypatch) -> Path:
    """A folder on the PATH whose `quarto` writes down the words that it reads, and starts what does not end."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "quarto"
    lines = [
        "#!/bin/sh",
        "trap '' TERM",
        f'sleep 1000 & echo $! > "{tmp_path}/pid"',
        "$WORDS",
        "while :; do sleep 0.1; done",
    ]
    program.write_text("\n".join(lines))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("WORDS", "true")
    return tmp_path


def _render(folder: Path):
    for name in ("made", "work"):
        (folder / name).mkdir()
    quarto.render(editions.load_edition(FIRST), folder / "made", folder / "work", RunOptions())


def test_quarto_that_does_not_end_is_ended_with_all_it_started(small_project, stand_in, monkeypatch):
    monkeypatch.setattr(quarto, "_LIMIT", 1)
    with pytest.raises(CosmicError, match="^quarto render did not make the edition within 1 seconds$"):
        _render(stand_in)
    assert gone(int((stand_in / "pid").read_text()), 1)


def test_words_that_quarto_reads_for_too_long_are_told_with_their_cell(small_project, stand_in, monkeypatch):
    words = stand_in / "words"
    words.write_text("#!/bin/sh\n" + HANG.partition(";")[0])
    words.chmod(0o755)
    monkeypatch.setenv("WORDS", str(words))
    monkeypatch.setattr(engines.Reading.__init__, "__defaults__", (1,))
    with pytest.raises(Faults, match="^notebooks/cosmic-003.ipynb, cell 8: quarto render did not finish reading"):
        _render(stand_in)
    assert gone(int((stand_in / "pid").read_text()), 1)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_build_by_quarto_that_is_stopped_leaves_nothing_running(small_project, stand_in, ending):
    command = [sys.executable, "-m", "reportbuilder", "build", str(FIRST), "--publisher", "quarto"]
    building = subprocess.Popen(command, cwd=small_project, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert soon(lambda: (stand_in / "pid").exists() and (stand_in / "pid").read_text())
    building.send_signal(ending)
    _, told = building.communicate(timeout=30)  # half of what Quarto may take over the words of one cell
    assert building.returncode == 130 and "Traceback" not in told
    assert gone(int((stand_in / "pid").read_text()), 1)
    assert soon(lambda: not running(small_project))
