"""Run the programs that make documents: each to its end or to a limit of time, and no longer than this process."""

import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from projectfiles.errors import CosmicError, Fault, Faults

READING = "COSMIC_READING"  # names the file in which notebook.lua notes whose words it is reading
LIMIT = 60  # seconds for the words of a cell
_LOOK = 0.5  # seconds
_ENDING = 1.0  # seconds
_running: set[subprocess.Popen] = set()
_changing = threading.Lock()


@dataclass(frozen=True)
class Reading:
    """The file in which a program notes whose words it is reading, and how many seconds it may take over them."""

    file: Path
    limit: float = LIMIT

    def place(self) -> str:
        """Return the cell whose words are being read, as messages print it; nothing between two cells."""
        try:
            return self.file.read_text(encoding="utf-8")
        except OSError:
            return ""  # nothing is read yet


class TookTooLong(Exception):
    """A program was ended at a limit, of so many seconds; `place` is the cell whose words it was reading, if any."""

    def __init__(self, place: str, limit: float):
        self.place, self.limit = place, limit
        super().__init__(place, limit)

    def as_error(self, program: str, made: str) -> CosmicError:
        """Return the error as people see it: the words at fault, or else what was not made."""
        if self.place:
            reason = (
                f"{program} did not finish reading these words within {self.limit:g} seconds; write them more simply"
            )
            return Faults([Fault(self.place, f"{reason}, with fewer brackets, lists and quotations in one another")])
        return CosmicError(f"{program} did not make {made} within {self.limit:g} seconds")


def run_program(
    command: list[str],
    limit: float,
    reading: Reading | None = None,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    is_heard: bool = True,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return what it printed. Raises TookTooLong, and ends it with all that it started.

    The limit, in seconds, begins again with each cell that it reads. Where it is not `is_heard`, it prints for the
    person who waits.
    """
    stream = subprocess.PIPE if is_heard else None
    with _changing:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream,
            text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
        _running.add(process)
    with process:
        try:
            output, errors = _output(process, limit, reading)
        except BaseException:
            _end(process)
            raise
        finally:
            _running.discard(process)
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def stop_all() -> None:
    """End every program that runs for this process; what waits for one sees it fail."""
    with _changing:
        for process in list(_running):
            _end(process)


def _output(process: subprocess.Popen, limit: float, reading: Reading | None) -> tuple[str, str]:
    """Return what a program prints until its end. Raises TookTooLong."""
    place, since = "", time.monotonic()
    while True:
        try:
            return process.communicate(timeout=_LOOK)
        except subprocess.TimeoutExpired:
            now, before = reading.place() if reading else "", place
            if now != before:
                place, since = now, time.monotonic()
            allowed = reading.limit if reading and place else limit
            if time.monotonic() - since > allowed:
                raise TookTooLong(place, allowed) from None


def _end(process: subprocess.Popen) -> None:
    """End a program and what it started; each is first asked to end, so that it can clear up."""
    started: list[psutil.Process] = []
    program = None
    with suppress(psutil.Error):
        program = psutil.Process(process.pid)
        program.suspend()  # so that it starts nothing more while what it started is looked for
        started = program.children(recursive=True)
    process.terminate()
    if program:
        with suppress(psutil.Error):
            program.resume()
    for child in started:
        with suppress(psutil.NoSuchProcess):
            child.terminate()
    _, alive = psutil.wait_procs(started, _ENDING)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_ENDING)
    process.kill()
    for child in alive:
        with suppress(psutil.NoSuchProcess):
            child.kill()
