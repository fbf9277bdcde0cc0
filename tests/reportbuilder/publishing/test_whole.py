"""An edition is whole or not there: whatever becomes of a build, the last one stays, and the next is not hindered."""

import multiprocessing
import os
import pty
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil
import pytest

from projectfiles.errors import CosmicError
from reportbuilder.cli.main import main
from reportbuilder.drafts.edition_files import TABLES
from reportbuilder.notebook_runs import kernels
from reportbuilder.publishing import staging
from reportbuilder.publishing.exchange import exchange_folders
from reportbuilder.publishing.staging import staged
from tests.factories import BUILD, FIRST, contents
from tests.processes import change_code, place, running, start

pytestmark = pytest.mark.slow

KILLS = 20
NAMES = {f"cosmic-{FIRST}.{form}" for form in ("html", "pdf", "docx")} | set(TABLES)
BEFORE = {name: b"the last edition" for name in NAMES}


def start_copy(project: Path, told: Path) -> BaseProcess:
    """The same by a copy of this process, which has imported everything already and tells into a file."""
    copy = multiprocessing.get_context("fork").Process(target=_be_builder, args=(project, told))
    copy.start()
    return copy


def _be_builder(project: Path, told: Path):
    os.chdir(project)
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    sys.stderr = os.fdopen(2, "w", buffering=1)
    forkserver._forkserver.ensure_running = lambda: None  # the one of this process's parent is running
    os._exit(main(BUILD))


@pytest.fixture(scope="module", autouse=True)
def _warm():
    """A warm process that works in no project, for the copies of this process."""
    kernels.allow_starts()


@pytest.fixture
def published(small_project) -> Path:
    """A project with an edition that was published before."""
    leave_edition(small_project)
    return small_project


def leave_edition(project: Path):
    place(project).mkdir(parents=True)
    for name, content in BEFORE.items():
        (place(project) / name).write_bytes(content)


def left_over(project: Path) -> list[str]:
    """What a build leaves beside the edition."""
    return sorted(path.name for path in (project / "_report").iterdir() if path != place(project))


def none_running(project: Path, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while held := running(project):
        if time.monotonic() > until:
            print(held)
            return False
        time.sleep(0.05)
    return True


def test_a_build_that_is_killed_at_any_moment_leaves_the_last_edition_or_the_new_one(published, tmp_path):
    """Killed at twenty random moments between its first word and its end; then built once more, undisturbed."""
    building = start_copy(published, tmp_path / "told")
    begun = _first_word(tmp_path / "told")
    building.join()
    lasts, new = time.monotonic() - begun, contents(place(published))
    assert building.exitcode == 0 and new != BEFORE
    seen = [_killed(published, tmp_path / "told", random.uniform(0, lasts)) for _ in range(KILLS)]
    assert all(edition in (BEFORE, new) for edition in seen)
    assert BEFORE in seen
    assert main(BUILD) == 0
    assert contents(place(published)) == new
    assert left_over(published) == []


def _killed(project: Path, told: Path, moment: float) -> dict[str, bytes]:
    """What stands in the edition's place after a build that was killed so many seconds after its first word."""
    shutil.rmtree(place(project))
    leave_edition(project)
    building = start_copy(project, told)
    _first_word(told)
    time.sleep(moment)
    building.kill()
    building.join()
    told.unlink()
    assert none_running(project, 10)
    return contents(place(project))


def _first_word(told: Path) -> float:
    """When a build first says something."""
    while not told.exists() or not told.read_text():
        time.sleep(0.01)
    return time.monotonic()


@contextmanager
def _disk_of_its_own(folder: Path):
    """A file system of its own; skipped where there may be none."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no file system of its own to be had: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _leave_room(disk: Path, kilobytes: int):
    held = os.statvfs(disk)
    size = (held.f_blocks - held.f_bfree) * held.f_bsize // 1024 + kilobytes
    subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)


@pytest.mark.parametrize("room", [60, 700, 1100], ids="{} kB to spare".format)
def test_a_full_disk_leaves_the_last_edition(published, tmp_path, monkeypatch, capsys, room):
    with _disk_of_its_own(tmp_path / "disk") as disk:
        project = Path(shutil.copytree(published, disk / "project"))
        _leave_room(disk, room)
        monkeypatch.chdir(project)
        assert main(BUILD) == 2
        told = capsys.readouterr().err
        assert "No space left on device" in told and "Traceback" not in told
        assert contents(place(project)) == BEFORE
        assert left_over(project) == []


def test_a_file_that_may_not_grow_leaves_the_last_edition(published):
    """The same on any POSIX system: no file may become larger than 100 kB."""
    limit = 100_000, 100_000
    building = start(published, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    _, told = building.communicate()
    assert building.returncode == 2 and "Traceback" not in told
    assert f"could not make cosmic-{FIRST}" in told or "File too large" in told
    assert contents(place(published)) == BEFORE and left_over(published) == []


@pytest.mark.parametrize(
    "source, told",
    [
        ("import os; os._exit(1)", "cell 3: the kernel died"),
        ("import time; time.sleep(60)", "cell 3: took longer than 2 seconds"),
        ("page.haeding()", "cell 3: `page.haeding()"),
    ],
    ids=["dies", "hangs", "fails"],
)
def test_a_cell_that_fails_in_any_way_is_named_and_the_last_edition_stays(published, capsys, source, told):
    change_code(published, source)
    assert main([*BUILD, "--time-limit", "2"]) == 2
    assert f"notebooks/cosmic-003.ipynb, {told}" in capsys.readouterr().err
    assert contents(place(published)) == BEFORE and left_over(published) == []
    assert none_running(published, 2)


@pytest.mark.parametrize(
    "file, was, becomes, told",
    [
        ("_extensions/cosmic-report/template.html", "$body$", "$body", "pandoc could not make cosmic-2025-26-Q1.html"),
        (
            "_extensions/cosmic-report/template.typ",
            "#let standing",
            "#let #standing",
            "Typst could not make cosmic-2025-26-Q1.pdf",
        ),
    ],
    ids=["pandoc", "Typst"],
)
def test_a_failing_publisher_leaves_the_last_edition(published, capsys, file, was, becomes, told):
    text = (published / file).read_text(encoding="utf-8")
    assert was in text
    (published / file).write_text(text.replace(was, becomes, 1), encoding="utf-8")
    assert main(BUILD) == 2
    said = capsys.readouterr().err
    assert told in said and "Traceback" not in said
    assert contents(place(published)) == BEFORE and left_over(published) == []


STOPS = {  # a signal, and whether it reaches all processes of the group
    "Ctrl-C, as a terminal sends it": (signal.SIGINT, True),
    "Ctrl-C, sent to it alone": (signal.SIGINT, False),
    "a service that ends": (signal.SIGTERM, False),
    "a session that ends": (signal.SIGTERM, True),
}


@pytest.mark.parametrize(("ending", "whole_group"), STOPS.values(), ids=STOPS)
def test_a_build_stops_within_two_seconds_and_leaves_nothing(published, monkeypatch, short_folder, ending, whole_group):
    """The quickest of three tries at the most: the machine may have other things to do."""
    monkeypatch.setenv("TMPDIR", str(short_folder))
    change_code(published, "import time; time.sleep(60)")
    took = _until_stopped(published, ending, whole_group)
    for _ in range(2):
        took = took if took < 2 else _until_stopped(published, ending, whole_group)
    assert took < 2
    assert contents(place(published)) == BEFORE and left_over(published) == []
    assert os.listdir(short_folder) == []


def test_a_build_leaves_nothing_among_the_temporary_files(small_project, monkeypatch, short_folder):
    monkeypatch.setenv("TMPDIR", str(short_folder))
    building = start(small_project)
    _, told = building.communicate(timeout=60)
    assert building.returncode == 0
    others = [line for line in told.splitlines() if not line.startswith("[")]  # besides its progress
    assert all("notebooks/cosmic-003.ipynb, cell 8: warning: " in line for line in others), told  # none of a kernel
    assert os.listdir(short_folder) == []


def _until_stopped(published, ending: signal.Signals, whole_group: bool) -> float:
    """Start a build, stop it at some moment, and see it end as it should; returns the seconds that it took."""
    building = start(published)
    assert building.stderr.readline()
    return _stopped(building, published, ending, whole_group, random.uniform(0, 2))


def test_ctrl_c_is_quiet_while_all_is_still_imported(published):
    """At moments from that on at which there is a second process, which a terminal's Ctrl-C reaches as well."""
    for moment in (0, 0.05, 0.2, 0.6):
        building = start(published)
        _await(psutil.Process(building.pid).children)
        _stopped(building, published, signal.SIGINT, True, moment)


def test_a_terminal_that_closes_stops_a_build(published):
    change_code(published, "import time; time.sleep(60)")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(published)
        os.execv(sys.executable, [sys.executable, "-m", "reportbuilder", *BUILD])
    told = b""
    while b"scorecard" not in told:
        told += os.read(terminal, 1000)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 130
    assert none_running(published, 1)
    assert contents(place(published)) == BEFORE and left_over(published) == []


def _stopped(building: subprocess.Popen, published, ending: signal.Signals, whole_group: bool, moment: float) -> float:
    """Stop a build after so many seconds, and see it end as it should; returns the seconds that it took."""
    time.sleep(moment)
    pressed = time.monotonic()
    for _ in range(1 if ending is signal.SIGINT else 2):  # the system and a shell may both end it
        os.killpg(building.pid, ending) if whole_group else building.send_signal(ending)
        time.sleep(0.02)
    _, told = building.communicate(timeout=30)
    took = time.monotonic() - pressed
    # Python ends by the signal itself where it interrupted code that a library runs from C; a shell says 130 of both.
    assert building.returncode in (130, -signal.SIGINT)
    assert told.splitlines()[-1] == "cosmic: stopped" and "Traceback" not in told
    assert none_running(published, 1)
    return took


def test_of_two_builds_at_once_the_second_waits_and_says_so(published, tmp_path, capsys):
    change_code(published, "import time; time.sleep(3)")
    first = start_copy(published, tmp_path / "told")
    _first_word(tmp_path / "told")
    assert main(BUILD) == 0
    first.join()
    assert first.exitcode == 0
    assert f"another build of _report/{FIRST} is under way; waiting for it" in capsys.readouterr().err
    assert set(contents(place(published))) == NAMES and left_over(published) == []


def _await(true: Callable[[], bool]) -> None:
    """Wait until something is true, for a minute at the most."""
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


# How a folder takes its place.


def leave(folder: Path, content: str = "new"):
    (folder / "record.json").write_text(content)


@pytest.fixture
def out(project_copy) -> Path:
    """A folder with an edition, to be replaced."""
    folder = project_copy / "out"
    folder.mkdir()
    leave(folder, "old")
    return folder


@pytest.fixture(params=["exchanged", "renamed twice"])
def way(request, monkeypatch):
    """Both ways in which a folder takes another's place; not every file system can exchange two."""
    if request.param == "renamed twice":
        monkeypatch.setattr(staging, "exchange_folders", lambda *_: False)


@pytest.mark.usefixtures("way")
def test_a_folder_takes_its_place_whole(out):
    (out / "scorecard.csv").write_text("old")
    with staged(out, TABLES) as (made, _):
        leave(made)
        assert contents(out) == {"record.json": b"old", "scorecard.csv": b"old"}
    assert contents(out) == {"record.json": b"new"}
    assert [path.name for path in out.parent.glob(".out*")] == []


@pytest.mark.usefixtures("way")
def test_what_stood_there_stays_where_the_block_raises(out):
    with pytest.raises(ZeroDivisionError), staged(out, TABLES) as (made, _):
        leave(made)
        raise ZeroDivisionError
    assert contents(out) == {"record.json": b"old"}
    assert list(out.parent.glob(".out*")) == []


def test_what_was_set_aside_by_a_build_that_was_killed_is_put_back(out):
    """Where folders cannot be exchanged: killed between its two renames."""
    stage = out.with_name(".out.cosmic-dead")
    stage.mkdir()
    out.rename(stage / staging.OLD)
    with pytest.raises(ZeroDivisionError), staged(out, TABLES):
        raise ZeroDivisionError
    assert contents(out) == {"record.json": b"old"}
    assert not stage.exists()


@pytest.mark.parametrize("name", ["*", "o*", "?ut", "[o]ut"])
def test_a_folder_whose_name_is_a_pattern_leaves_anothers_stage_alone(out, name):
    with staged(out, TABLES) as (made, _):
        leave(made)
        with staged(out.with_name(name), TABLES) as (other, _):
            leave(other, "other")
    assert contents(out) == {"record.json": b"new"}
    assert contents(out.with_name(name)) == {"record.json": b"other"}


def test_what_a_build_that_was_killed_left_of_a_folder_whose_name_is_a_pattern_is_swept(out):
    stage = out.with_name(".o*.cosmic-dead")
    stage.mkdir()
    with staged(out.with_name("o*"), TABLES):
        assert not stage.exists()


def test_two_folders_change_places_in_one_step(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        leave(folder, folder.name)
    assert exchange_folders(one, other) == (sys.platform in ("linux", "darwin"))
    assert contents(one) == {"record.json": b"other"}


@pytest.mark.parametrize("name", ["notes.txt", "cosmic-2024-25-Q4.pdf"])
def test_a_folder_that_holds_other_things_is_refused(out, name):
    (out / name).write_text("mine")
    message = f"out holds {name}, which is not a file of this edition"
    with pytest.raises(CosmicError, match=message), staged(out, TABLES):
        pass
    assert (out / name).read_text() == "mine"


def test_other_folders_are_made_meanwhile(out, capsys):
    with staged(out, TABLES), staged(out.with_name("other"), TABLES) as (made, _):
        leave(made)
    assert "waiting" not in capsys.readouterr().err
