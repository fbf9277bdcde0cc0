"""Warm kernels behave as ordinary ones do, run side by side, and end with whoever started them."""

import asyncio
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from jupyter_client.provisioning import LocalProvisioner

from projectfiles.errors import Faults
from reportbuilder.notebook_runs import kernels, papermill_task
from reportbuilder.notebook_runs.papermill_task import Task
from tests.factories import BUILD, FIRST, NAMES, ROOT
from tests.processes import gone, soon, task

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

# What a notebook can see of where it runs, as Markdown.
SEEN = {
    "its folder": "os.getcwd()",
    "its environment": "os.environ['SYNTHETIC'], 'COSMIC_BUILD' in os.environ",
    "what else is in it": "sorted(name for name in os.environ if not name.startswith('PYDEVD'))",
    "where it imports from": "[entry for entry in sys.path if entry], Path(sys.argv[0]).stem",
    "the time zone": "os.environ.get('TZ'), time.tzname",
    "that it may start processes": "multiprocessing.current_process().daemon",
    "that it leads its group": "os.getpgid(0) == os.getpid()",
    "its main module": "sys.modules['__main__'].__name__, '__file__' in vars(sys.modules['__main__'])",
    "how it takes an interrupt": "signal.getsignal(signal.SIGINT)",
    "how it takes an end": "signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)",
}
PICTURE = "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])\nplt.gcf().canvas.manager is None, plt.get_backend()"


def _said(folder: Path, *expressions: str) -> list[str]:
    """What expressions are in a kernel, each in a cell of its own."""
    lead = "from pathlib import Path\nimport multiprocessing, os, signal, sys, time"
    cells = [f"{lead}\ndisplay(Markdown(repr(({expression}))))" for expression in expressions]
    return [texts[0] for texts in papermill_task.execute(task(folder, *cells)).shown[2:]]


@pytest.fixture
def _surroundings(monkeypatch):
    monkeypatch.setenv("SYNTHETIC", "here")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    for name in ("PYTEST_CURRENT_TEST", "KERNEL_ID"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("_surroundings")
def test_a_warm_kernel_sees_the_surroundings_of_an_ordinary_one(tmp_path, monkeypatch):
    warm = _said(tmp_path, *SEEN.values(), "os.getppid()")
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    ordinary = _said(tmp_path, *SEEN.values(), "os.getppid()")
    assert dict(zip(SEEN, warm, strict=False)) == dict(zip(SEEN, ordinary, strict=False))
    assert int(ordinary[-1]) == os.getpid() != int(warm[-1])  # so that two kinds were compared


@pytest.mark.parametrize(("length", "has_parent"), [(70, False), (71, True)], ids=["in reach", "too deep"])
def test_where_sockets_cannot_lie_among_the_temporary_files_a_kernel_does_without(
    short_folder, tmp_path, monkeypatch, length, has_parent
):
    deep = short_folder / ("x" * (length - len(str(short_folder)) - 1))
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    assert (_said(tmp_path, "os.getppid()") == [str(os.getpid())]) is has_parent  # an ordinary one is its child
    assert os.listdir(deep) == []


def test_a_notebook_that_draws_by_itself_shows_its_picture(kind, tmp_path):
    source = f"{PICTURE}\ndisplay(Markdown(plt.get_backend()))"
    assert "inline" in papermill_task.execute(task(tmp_path, source)).shown[2][0]


def test_a_persons_own_ipython_has_no_part_in_a_run(kind, tmp_path, monkeypatch):
    """Neither what it runs as it starts, nor its settings; nor does the run become part of its history."""
    own = tmp_path / "own" / "profile_default"
    (own / "startup").mkdir(parents=True)
    (own / "startup" / "00-synthetic.py").write_text("reached = 'by the profile'")
    (own / "ipython_config.py").write_text("c.InteractiveShellApp.exec_lines = ['reached = 1']")
    (tmp_path / "synthetic.py").write_text("reached = 'by Python'")
    monkeypatch.setenv("IPYTHONDIR", str(own.parent))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "synthetic.py"))
    assert _said(tmp_path, "'reached' in globals()") == ["False"]
    assert sorted(path.name for path in own.iterdir()) == ["ipython_config.py", "startup"]


def test_a_failing_cell_is_named_by_its_number(kind, tmp_path):
    with pytest.raises(Faults, match=r"synthetic.ipynb, cell 4: `1 / 0` failed with ZeroDivisionError"):
        papermill_task.execute(task(tmp_path, "1 + 1", "1 / 0"))


def test_a_dying_kernel_is_told_with_the_cell_it_died_in(kind, tmp_path):
    with pytest.raises(Faults, match=r"synthetic.ipynb, cell 3: the kernel died"):
        papermill_task.execute(task(tmp_path, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"))


def test_a_hung_cell_is_told_and_its_kernel_does_not_stay(kind, tmp_path):
    pid = tmp_path / "pid"
    source = f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\nwhile True: time.sleep(0.1)"
    with pytest.raises(Faults, match=r"synthetic.ipynb, cell 3: took longer than 2 seconds"):
        papermill_task.execute(task(tmp_path, source, time_limit=2))
    assert gone(int(pid.read_text()))


def test_a_kernel_ends_with_a_builder_that_is_killed(kind, tmp_path):
    pid = tmp_path / "pid"
    source = f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    builder = multiprocessing.get_context("spawn").Process(target=_execute, args=(task(tmp_path, source), kind))
    builder.start()
    assert soon(lambda: pid.exists() and pid.read_text())
    os.kill(builder.pid, signal.SIGKILL)
    builder.join()
    assert gone(int(pid.read_text()))


def _execute(task: Task, kind: str):
    if kind == "ordinary":
        multiprocessing.get_all_start_methods = lambda: ["spawn"]
    papermill_task.execute(task)


def test_stopping_ends_every_kernel_and_lets_none_start(kind, tmp_path):
    pid = tmp_path / "pid"
    source = f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    stopping = subprocess.Popen(
        [sys.executable, "-c", _STOPPING.format(root=str(ROOT), folder=str(tmp_path), kind=kind)],
        env=os.environ | {"SOURCE": source, "PID": str(pid)},
        stdout=subprocess.PIPE,
        text=True,
    )
    said, _ = stopping.communicate(timeout=60)
    assert said.split() == ["died", "refused"]
    assert gone(int(pid.read_text()))


_STOPPING = """
import os, sys, threading, time
sys.path.insert(0, {root!r})
import multiprocessing
if {kind!r} == "ordinary": multiprocessing.get_all_start_methods = lambda: ["spawn"]
from pathlib import Path
from reportbuilder.notebook_runs import kernels, papermill_task
from tests.processes import task
def run():
    try: papermill_task.execute(task(Path({folder!r}), os.environ["SOURCE"]))
    except Exception as error: print("died" if "the kernel died" in str(error) else repr(error))
one = threading.Thread(target=run)
one.start()
while not Path(os.environ["PID"]).exists() or not Path(os.environ["PID"]).read_text(): time.sleep(0.05)
kernels.stop_all()
one.join()
try: papermill_task.execute(task(Path({folder!r}), "1"))
except kernels.Stopped: print("refused")
"""


@pytest.mark.slow
def test_without_the_folder_of_warm_processes_a_build_has_ordinary_kernels(small_project, tmp_path):
    for package in ("cosmic", "projectfiles", "prosecheck", "reportbuilder", "reportpages", "savedfiles", "showing"):
        left_out = shutil.ignore_patterns("warm", "__pycache__")
        shutil.copytree(ROOT / package, tmp_path / "code" / package, ignore=left_out)
    command = [sys.executable, "-m", "reportbuilder", *BUILD]
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "code")}
    done = subprocess.run(command, cwd=small_project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(NAMES) == {path.name for path in (small_project / "_report" / str(FIRST)).iterdir()}


@pytest.mark.parametrize("number, is_passed_on", [(signal.SIGINT, False), (signal.SIGTERM, True)])
def test_a_kernel_gets_no_interrupt_of_which_it_would_complain(monkeypatch, number, is_passed_on):
    """Jupyter sends one before it kills a kernel."""
    sent = []

    async def send(_, number):
        sent.append(number)

    monkeypatch.setattr(LocalProvisioner, "send_signal", send)
    asyncio.run(kernels.Provisioner().send_signal(number))
    assert sent == ([number] if is_passed_on else [])
