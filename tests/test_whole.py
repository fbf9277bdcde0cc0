"""An edition is whole or not there: whatever becomes of a build, the last one stays, and the next build is not hindered."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from conftest import FIRST, notebook_of, save

from cosmic.editions import TABLES
from cosmic.exchange import exchange

KILLS = 20
NAMES = {f"cosmic-{FIRST}.{form}" for form in ("html", "pdf", "docx")} | set(TABLES)
BEFORE = {name: b"the last edition" for name in NAMES}


def start(project: Path, *arguments: str, **options) -> subprocess.Popen:
    """`cosmic build` of a project's first quarter, as a person starts it, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "cosmic", "build", str(FIRST), "--publisher", "embedded", *arguments],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def build(project: Path, *arguments: str, **options) -> subprocess.CompletedProcess:
    """The same, to its end."""
    building = start(project, *arguments, **options)
    said, told = building.communicate(timeout=120)
    return subprocess.CompletedProcess(building.args, building.returncode, said, told)


def place(project: Path) -> Path:
    return project / "_report" / str(FIRST)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def published(small_project) -> Path:
    """A project with an edition that was published before."""
    leave_edition(small_project)
    return small_project


def leave_edition(project: Path):
    place(project).mkdir(parents=True)
    for name, content in BEFORE.items():
        (place(project) / name).write_bytes(content)


def change_code(project: Path, source: str):
    """Put code into cell 3 of the indicator's notebook."""
    notebook = notebook_of(project, "cosmic-003")
    notebook["cells"][2]["source"] = f"{source}\npage.heading()"
    save(project, "cosmic-003", notebook)


def left_over(project: Path) -> list[str]:
    """What a build leaves beside the edition."""
    return sorted(path.name for path in (project / "_report").iterdir() if path != place(project))


def running(project: Path) -> list[psutil.Process]:
    """Processes that still work in a project, or for it."""
    found = []
    for process in psutil.process_iter():
        try:
            if Path(process.cwd()).is_relative_to(project) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def soon_none_running(project: Path, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while held := running(project):
        if time.monotonic() > until:
            print(held)
            return False
        time.sleep(0.05)
    return True


def test_a_build_that_is_killed_at_any_moment_leaves_the_last_edition_or_the_new_one(published, tmp_path):
    """Killed at twenty random moments between its first word and its end; then built once more, undisturbed."""
    whole = build(published)
    assert whole.returncode == 0, whole.stderr
    new = contents(place(published))
    projects = [published, tmp_path / "other"]
    shutil.copytree(published, projects[1])
    chance = random.Random()  # other moments each time; what a moment shows holds of every one
    with ThreadPoolExecutor(len(projects)) as workers:
        seen = list(workers.map(lambda n: _killed(projects[n % 2], n, chance.random()), range(KILLS)))
    assert all(edition in (BEFORE, new) for edition in seen)
    assert BEFORE in seen
    for project in projects:
        again = build(project)
        assert again.returncode == 0, again.stderr
        assert contents(place(project)) == new
        assert left_over(project) == []


def _killed(project: Path, number: int, share: float) -> dict[str, bytes]:
    raise NotImplementedError


def test_a_full_disk_leaves_the_last_edition(published, tmp_path):
    for megabytes in (3, 4, 5):
        with _small_disk(tmp_path / str(megabytes), megabytes) as disk:
            project = shutil.copytree(published, disk / "project")
            done = build(project, "--fresh")
            assert done.returncode == 2, done.stdout
            assert "No space left on device" in done.stderr and "Traceback" not in done.stderr
            assert contents(place(project)) == BEFORE
            assert left_over(project) == []
