"""A Jupyter kernel that is a copy of the warm process."""

import os
import signal
import sys
import time
from contextlib import suppress
from multiprocessing.process import BaseProcess

from projectfiles import paths
from reportbuilder.notebook_runs.warm import processes

OPEN_FILE = "kernel"  # of a run's folder, which its kernel and the copies of that have open


class ForkedKernel:
    """A kernel's process with the methods of a Popen, which is what Jupyter expects."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess, pid: int):
        self._process, self.pid = process, pid

    def poll(self) -> int | None:
        """Return the exit status; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end, for so many seconds at the most; return the exit status."""
        self._process.join(timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def start_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> ForkedKernel | None:
    """Start this Python's own kernel in a folder; None where no copy can be had."""
    process = processes.start(_become_kernel, arguments, folder, environment)
    if process is None or process.pid is None:
        return None
    return ForkedKernel(process, process.pid)


def _become_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Take on an ordinary kernel's surroundings, and be one until told to stop."""
    from ipykernel.kernelapp import launch_new_instance

    from reportbuilder.notebook_runs.warm import preload

    if paths.BUILD_VARIABLE in environment:
        _mark_as_of_run(environment[paths.BUILD_VARIABLE])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what keeps it from starting is told by whoever waits for it
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(os.getppid()))
    time.tzset()
    sys.path[:] = preload.PATH
    sys.argv = ["ipykernel_launcher", *arguments]
    launch_new_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


def _mark_as_of_run(folder: str) -> None:
    """Keep a file of a run's folder open in this process and in its copies, but in no program that they start."""
    with suppress(OSError):
        os.open(os.path.join(folder, OPEN_FILE), os.O_CREAT | os.O_RDONLY)
