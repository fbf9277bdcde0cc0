"""What a notebook's code starts ends with it, wherever it went; so does what a kill left among the temporary files."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from projectfiles.errors import Faults
from reportbuilder.notebook_runs import papermill_task, strays
from reportbuilder.notebook_runs.warm import processes
from tests.processes import change_code, gone, soon, start, task

pytestmark = pytest.mark.slow

WAYS = {
    "in a session of its own": """
import subprocess
left = subprocess.Popen(["sleep", "1000"], start_new_session=True).pid""",
    "by a shell that has ended": """
import subprocess
command = "nohup sleep 1000 >/dev/null 2>&1 & echo $!"
left = int(subprocess.check_output(command, shell=True, start_new_session=True))""",
    "in the kernel's own group": """
import subprocess
left = subprocess.Popen(["sleep", "1000"]).pid""",
    "that knows nothing of its run": """
import subprocess
left = subprocess.Popen(["/bin/sleep", "1000"], start_new_session=True, env={}).pid""",
    "that takes no end": """
import subprocess
deaf = "trap '' TERM HUP INT; while :; do sleep 0.1; done"
left = subprocess.Popen(["sh", "-c", deaf], start_new_session=True).pid""",
}
COPY = """
import os, time
reader, writer = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(writer, str(os.getpid()).encode())
        time.sleep(1000)
    os._exit(0)
left = int(os.read(reader, 20))
"""


def _told(source: str, file: Path) -> str:
    """The same, and which process it left."""
    return f"{source}\nopen({str(file)!r}, 'w').write(str(left))"


@pytest.mark.parametrize("way", WAYS)
def test_what_a_cell_started_has_ended_when_its_notebook_has_run(kind, tmp_path, way):
    papermill_task.execute(task(tmp_path, _told(WAYS[way], tmp_path / "pid")))
    assert _ended(tmp_path / "pid")


def test_a_copy_of_the_kernel_has_ended_when_its_notebook_has_run(tmp_path):
    papermill_task.execute(task(tmp_path, _told(COPY, tmp_path / "pid")))
    assert _ended(tmp_path / "pid")


@pytest.mark.parametrize("end", ["1 / 0", "os._exit(1)", "time.sleep(60)"])
def test_what_a_failing_cell_started_has_ended(tmp_path, end):
    source = _told(WAYS["in a session of its own"], tmp_path / "pid")
    with pytest.raises(Faults):
        papermill_task.execute(task(tmp_path, f"import os, time\n{source}\n{end}", time_limit=2))
    assert _ended(tmp_path / "pid")


def test_what_others_started_goes_on(tmp_path):
    """One that another run started, and one that has no part in any."""
    mine = subprocess.Popen(["sleep", "1000"])
    other = tmp_path / "other"
    theirs = subprocess.Popen(["sleep", "1000"], env=os.environ | {"COSMIC_BUILD": str(other)})
    try:
        strays.end_strays(tmp_path, set())
        assert mine.poll() is theirs.poll() is None
        strays.end_strays(other, {theirs.pid})  # it ran before that run began
        assert theirs.poll() is None
        strays.end_strays(other, set())
        assert theirs.poll() is not None
    finally:
        mine.kill()
        theirs.kill()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_what_a_cell_started_ends_with_a_build_that_is_stopped(small_project, tmp_path, ending):
    source = _told(WAYS["in a session of its own"], tmp_path / "pid")
    change_code(small_project, f"{source}\nimport time; time.sleep(60)")
    building = start(small_project)
    assert soon(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    building.send_signal(ending)
    building.communicate(timeout=30)  # half of what the cell would have taken
    assert building.returncode == 130
    assert _ended(tmp_path / "pid")


def _ended(file: Path) -> bool:
    """Whether the process that a cell left has ended; if not, it is ended now."""
    number = int(file.read_text())
    if gone(number, 1):
        return True
    os.kill(number, signal.SIGKILL)
    return False


DAY = 24 * 60 * 60


@pytest.mark.parametrize("age, stays", [(DAY + 60, False), (DAY - 60, True)], ids=["older than a day", "younger"])
@pytest.mark.parametrize("name", ["cosmic-run-synthetic", "cosmic-verify-synthetic", "pymp-synthetic"])
def test_what_a_kill_left_is_swept_when_it_is_a_day_old(short_folder, monkeypatch, name, age, stays):
    monkeypatch.setattr(tempfile, "tempdir", str(short_folder))
    left = short_folder / name
    left.mkdir()
    (left / "cosmic").touch()
    (left / "listener-synthetic").touch()
    os.utime(left, (time.time() - age,) * 2)
    papermill_task.sweep_old_folders()
    assert left.exists() is stays


def test_other_programs_folders_are_not_swept(short_folder, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(short_folder))
    for name in ("pymp-synthetic", "synthetic"):
        (short_folder / name).mkdir()
        os.utime(short_folder / name, (time.time() - 2 * DAY,) * 2)
    papermill_task.sweep_old_folders()
    assert sorted(os.listdir(short_folder)) == ["pymp-synthetic", "synthetic"]


def test_the_fork_servers_folder_is_known_for_ours(short_folder, monkeypatch):
    """That of a process that is killed."""
    command = [
        sys.executable,
        "-c",
        "import time; from reportbuilder.notebook_runs.warm import processes as warm; "
        "warm.warm_up(); print(flush=True); time.sleep(60)",
    ]
    killed = subprocess.Popen(command, env=os.environ | {"TMPDIR": str(short_folder)}, stdout=subprocess.PIPE)
    killed.stdout.readline()
    killed.kill()
    killed.wait()
    monkeypatch.setattr(tempfile, "tempdir", str(short_folder))
    (left,) = processes.list_left_folders()
    assert [left] == list(short_folder.iterdir()) and any(path.is_socket() for path in left.iterdir())
    shutil.rmtree(left)
