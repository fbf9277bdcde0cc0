"""Any folder, any machine: an edition is the same, or a line says what to do; so for what no one foresaw."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from projectfiles import files
from projectfiles.errors import CosmicError, Faults
from reportbuilder.cli import commands, process
from reportbuilder.cli.main import main
from reportbuilder.drafts.draft import read_draft
from reportbuilder.notebook_runs import system_limits
from savedfiles.numbers import MOST_DECIMALS, MOST_DIGITS, read_number
from tests.factories import BUILD, FIRST, contents

pytestmark = pytest.mark.slow  # whole editions

DEFINITION, FIGURES = "data/indicators/cosmic-003.yml", "data/figures/cosmic-003.csv"
NOTEBOOK, SCORECARD, PARAMS = "notebooks/cosmic-003.ipynb", "notebooks/scorecard.ipynb", f"params/{FIRST}.yml"
EXTENSION = "_extensions/cosmic-report/_extension.yml"
SAVED = f"data/records/{FIRST}.json"
FILES = (FIGURES, NOTEBOOK, SCORECARD, PARAMS, "data/benchmarks.csv", "index.qmd", "_brand.yml", EXTENSION)

# What no one foresaw.


class Panic(BaseException):
    """What a library written in Rust raises."""


def _failing(error: BaseException):
    def fail(*_arguments, **_options):
        raise error

    return fail


UNFORESEEN = [KeyError("x"), RecursionError("too deep"), AssertionError(), Panic("p"), ValueError("a\nb\udcff")]


@pytest.mark.parametrize("error", UNFORESEEN, ids=lambda error: type(error).__name__)
def test_whatever_fails_is_one_line_and_a_file_to_report(project_copy, capsys, monkeypatch, error):
    monkeypatch.setitem(commands.COMMANDS, "check", _failing(error))
    assert main(["check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"cosmic: check failed ({type(error).__name__}")
    assert "this is a fault of the program: report it, with .cosmic/faults/cosmic-fault-" in line
    report = (project_copy / line.rpartition(" ")[2]).read_text(encoding="utf-8")
    assert "Traceback" in report and "version: cosmic-report" in report and "in fail\n" in report


@pytest.mark.parametrize(
    "place",
    [
        "cosmic.record.compute_record",
        "reportbuilder.checks.run_checks",
        "reportbuilder.drafts.provenance.list_inputs",
        "reportbuilder.drafts.cell_tags.find_faults",
        "reportbuilder.drafts.markdown.read_blocks",
        "cosmic.figures.known_on",
        "reportbuilder.publishing.export.record",
        "reportbuilder.notebook_runs.papermill_task.make_task",
    ],
)
def test_a_fault_put_in_anywhere_leaves_the_last_edition_and_no_trace(made, capsys, monkeypatch, place):
    before = contents(made)
    monkeypatch.setattr(place, _failing(ZeroDivisionError("synthetic")))
    assert main(BUILD) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("cosmic: ")]
    assert said[-1].startswith("cosmic: build failed") and "ZeroDivisionError: synthetic" in said[-1]
    assert contents(made) == before and [path.name for path in made.parent.iterdir()] == [str(FIRST)]


def test_the_file_that_was_in_hand_is_named(project_copy, capsys, monkeypatch):
    def fail(path):
        raise ZeroDivisionError("synthetic")

    monkeypatch.setattr(files, "read_yaml", fail)
    assert main(["check", str(FIRST)]) == 2
    assert "check failed at _quarto.yml (ZeroDivisionError" in capsys.readouterr().err


def test_where_the_project_cannot_be_written_the_report_is_among_the_temporary_files(project_copy, capsys, monkeypatch):
    (project_copy / ".cosmic").write_text("in the way")
    monkeypatch.setitem(commands.COMMANDS, "check", _failing(KeyError("x")))
    main(["check"])
    path = Path(capsys.readouterr().err.split()[-1])
    assert path.is_absolute() and "KeyError" in path.read_text(encoding="utf-8")
    path.unlink()


@pytest.mark.parametrize(
    "error, told",
    [
        (RuntimeError("can't start new thread"), "check failed: this account may start no more processes"),
        (MemoryError(), "check failed: there is not enough memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", FIGURES), f"{FIGURES}: Permission denied"),
        (CosmicError("x"), "x"),
    ],
)
def test_what_the_machine_refuses_is_no_fault_of_the_program(project_copy, capsys, monkeypatch, error, told):
    monkeypatch.setitem(commands.COMMANDS, "check", _failing(error))
    assert main(["check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"cosmic: {told}") and "fault of the program" not in line


def test_ctrl_c_still_stops(project_copy, capsys, monkeypatch):
    monkeypatch.setitem(commands.COMMANDS, "check", _failing(KeyboardInterrupt()))
    assert main(["check"]) == 130 and capsys.readouterr().err == "cosmic: stopped\n"


# Files that are none.


def _put(kind: str, path: Path):
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    match kind:
        case "folder":
            path.mkdir()
        case "link to nothing":
            path.symlink_to("nowhere")
        case "circle":
            path.symlink_to(path.name)
        case "pipe":
            os.mkfifo(path)


TOLD = {
    "folder": "is a folder",
    "link to nothing": "is a link to",
    "circle": "is a link",
    "pipe": "is no ordinary",
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have a name")
@pytest.mark.parametrize("kind", TOLD)
def test_what_is_no_file_is_told_for_every_file_at_once(small_project, kind):
    for names in (FILES, [DEFINITION], [SAVED]):
        for name in names:
            _put(kind, small_project / name)
        with pytest.raises(Faults) as told:
            read_draft(FIRST)
        said = {fault.place for fault in told.value.faults if fault.message.startswith(TOLD[kind])}
        assert said >= set(names)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the system's owner may read everything")
def test_a_file_that_may_not_be_read_is_told(small_project):
    (small_project / FIGURES).chmod(0)
    with pytest.raises(Faults, match=f"{FIGURES}: cannot be read: Permission denied"):
        read_draft(FIRST)


@pytest.mark.parametrize("name", ["data", "data/indicators", "data/figures", "notebooks", "params"])
def test_a_file_in_the_place_of_a_folder_is_told(small_project, capsys, name):
    shutil.rmtree(small_project / name)
    (small_project / name).write_text("in the way")
    for command in (["check"], ["new", "2025-26-Q2"]):
        assert main(command) == 2
        assert f"{name}/: is not a folder" in capsys.readouterr().err


BROKEN = {
    "index not UTF-8": ("index.qmd", lambda text: b"caf\xe9", "index.qmd, line 1: must be UTF-8 text"),
    "index empty": ("index.qmd", lambda text: b"", "index.qmd: the file is empty"),
    "no title": ("_quarto.yml", lambda text: text.replace(b"title:", b"titel:"), "_quarto.yml, title: is missing"),
    "title": (
        "_quarto.yml",
        lambda text: text.replace(b"title: ", b"title: [a]\nx: "),
        "_quarto.yml, title: must",
    ),
    "lang": ("_quarto.yml", lambda text: text.replace(b"lang: en-GB", b"lang: English"), "_quarto.yml, lang: "),
    "not settings": ("_quarto.yml", lambda text: b"- 1", "_quarto.yml: must be keys and values"),
    "looks": (
        EXTENSION,
        lambda text: text.replace(b"common:", b"comon:"),
        f"{EXTENSION}, contributes, formats, common",
    ),
    "looks not YAML": (EXTENSION, lambda text: b"a: ][", f"{EXTENSION}, line 1: does not go on as it began"),
    "template": (
        EXTENSION,
        lambda text: text.replace(b"template.html", b"nowhere.html"),
        "_extensions/cosmic-report/nowhere.html: is not there",
    ),
    "half a notebook": (NOTEBOOK, lambda text: text[: len(text) // 2], f"{NOTEBOOK}, line 145: is not a notebook"),
    "digits": (
        FIGURES,
        lambda text: text.replace(b"100196", b"9" * 4000),
        f"{FIGURES}, row 3, value: must be a number with at most {MOST_DIGITS} digits",
    ),
    "year": (FIGURES, lambda text: text.replace(b"2025-06-30", b"9999-12-31"), f"{FIGURES}, row 3, period_end: must"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_by_its_own_name(small_project, name):
    path, broken, told = BROKEN[name]
    content = (small_project / path).read_bytes()
    (small_project / path).write_bytes(broken(content))
    with pytest.raises(Faults) as said:
        read_draft(FIRST)
    assert told in str(said.value)


def test_numbers_up_to_a_length_are_read():
    longest = "9" * MOST_DIGITS + "." + "3" * MOST_DECIMALS
    assert str(read_number(longest)) == longest
    for too_long in ("9" + longest, longest + "3"):
        with pytest.raises(ValueError, match=f"at most {MOST_DIGITS} digits before the point and {MOST_DECIMALS} b"):
            read_number(too_long)


# Folders, limits and a person's own settings.


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are not UTF-8")
def test_a_folder_that_is_not_utf_8_is_told(small_project, tmp_path, monkeypatch):
    folder = os.fsencode(tmp_path) + b"/b\xff"
    shutil.copytree(os.fsencode(small_project), folder)
    monkeypatch.chdir(os.fsdecode(folder))
    with pytest.raises(CosmicError, match="the path of this folder is not UTF-8, got: .*; rename the folder"):
        process.check_folder()


def test_a_folder_that_was_deleted_is_told(tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["check"]) == 2
    assert capsys.readouterr().err == "cosmic: the folder that you are in was deleted; go to the project's folder\n"


@pytest.mark.parametrize("limit, most", [(88, 1), (111, 1), (112, 2), (1024, 40)])
def test_as_many_kernels_run_as_files_may_be_open(monkeypatch, limit, most):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    assert system_limits.most_kernels() == most


def test_where_too_few_files_may_be_open_it_is_told(monkeypatch):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (87, 87))
    with pytest.raises(CosmicError, match="only 87 files may be open at once here, and running a notebook takes 88"):
        system_limits.most_kernels()


@pytest.mark.skipif(os.name != "posix", reason="needs a limit of processes")
@pytest.mark.parametrize("running, most", [(56, 1), (43, 1), (42, 2)])
def test_as_many_kernels_run_as_processes_may(monkeypatch, running, most):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_limits, "_running", lambda _: running)
    resource = pytest.importorskip("resource")
    limits = {resource.RLIMIT_NPROC: (100, 100), resource.RLIMIT_NOFILE: (4096, 4096)}
    monkeypatch.setattr(resource, "getrlimit", limits.get)
    assert system_limits.most_kernels() == most
    monkeypatch.setattr(system_limits, "_running", lambda _: 57)
    with pytest.raises(CosmicError, match="may start only 43 more processes, and running a notebook takes 44"):
        system_limits.most_kernels()


def test_the_limit_of_open_files_is_raised_as_far_as_it_may_be(monkeypatch):
    resource = pytest.importorskip("resource")
    asked = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 136))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    assert system_limits.most_kernels() == 3 and asked == [(136, 136)]


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that closes streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_opened_and_what_is_made_is_whole(small_project, closed):
    call = "from reportbuilder.cli import process; process.make_sound(); import os, sys; print(1, file=sys.stderr); "
    call += "print(1, flush=True); assert os.open('made', os.O_CREAT) > 2 and sys.stdin.read() is not None"
    done = subprocess.run(["sh", "-c", f'"$0" -c "$1" {closed} </dev/null', sys.executable, call], check=False)
    assert done.returncode == 0


def test_files_can_be_used_by_whoever_makes_them(tmp_path):
    before = os.umask(0o777)
    try:
        process.make_sound()
        (tmp_path / "made").touch()
        assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def _surround(project: Path) -> dict[str, str]:
    """Put into a project, and return for the environment, what a person's own machine may have."""
    for name in ("random.py", "json.py", "pandas.py", "typing.py", "yaml.py", "cosmic.py", "sitecustomize.py"):
        (project / name).write_text("raise SystemExit('synthetic')\n")
    (project / "matplotlibrc").write_bytes(b"figure.facecolor: \xff yellow\n")
    home = project / "home"
    startup = home / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("import pandas\npandas.set_option('display.precision', 0)\nraise SystemExit\n")
    config = home / ".config" / "matplotlib"
    config.mkdir(parents=True)
    (config / "matplotlibrc").write_text("axes.facecolor: f5d0d0\nfigure.facecolor: yellow\ntext.usetex: True\n")
    return {
        "HOME": str(home), "MPLCONFIGDIR": str(config), "MATPLOTLIBRC": str(config), "MPLBACKEND": "nowhere",
        "IPYTHONDIR": "/proc/nowhere", "JUPYTER_CONFIG_DIR": "/proc/nowhere", "JUPYTER_RUNTIME_DIR": "/proc/nowhere",
        "PYTHONSTARTUP": "nowhere.py", "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's names of files")
@pytest.mark.parametrize("kind", ["warm", pytest.param("ordinary", marks=pytest.mark.slow)])
def test_a_persons_own_surroundings_have_no_part_in_an_edition(made, short_folder, kind):
    project = short_folder / "it's 100%20 {x} #1; &$HOME Ŵyl"
    shutil.copytree(made.parents[1], project, ignore=shutil.ignore_patterns("_report", ".cosmic"))
    environment = os.environ | _surround(project)
    if kind == "ordinary":  # as where temporary files lie too deep for a warm process's socket
        deep = short_folder / ("d" * 80)
        deep.mkdir()
        environment["TMPDIR"] = str(deep)
    command = [sys.executable, "-m", "reportbuilder", *BUILD]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "_report" / str(FIRST)) == contents(made)
