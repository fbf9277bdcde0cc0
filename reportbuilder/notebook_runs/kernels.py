"""The kernels of an edition: each ends with all that it started, and none starts once all were stopped.

A Jupyter kernel provisioner. A kernel is a copy of a warm process, where there is one and the notebook asks for this
Python's own kernel; else it is an ordinary one.
"""

import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
from traitlets import Dict

from cosmic import paths
from reportbuilder.notebook_runs import strays
from reportbuilder.notebook_runs.fast_start import warm_processes

NAME = "cosmic"  # the entry point's
_ENDING = 1.0  # seconds
_LAUNCHER = ["-m", "ipykernel_launcher"]
_running: "weakref.WeakSet[Provisioner]" = weakref.WeakSet()
_stopped = threading.Event()
_stepping = threading.Lock()


class Stopped(Exception):
    """A run was to begin, or its kernel, when all were being stopped."""


class Provisioner(LocalProvisioner):
    """Starts a kernel as a copy of a warm process, or as an ordinary one; `environment` is added to its own."""

    environment = Dict(config=True)

    async def pre_launch(self, **kwargs: object) -> dict:
        """Add the environment to what the kernel is started with; one of ours raises Stopped after `stop`."""
        kwargs["env"] = {**kwargs.get("env", os.environ), **self.environment}
        with self._unstopped():
            return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: object) -> KernelConnectionInfo:
        """Start the kernel; one of ours raises Stopped after `stop`."""
        with self._unstopped():
            process = _forked(cmd, kwargs) if cmd[:3] == [sys.executable, *_LAUNCHER] else None
            if process is None:
                return await super().launch_kernel(cmd, **kwargs)
            self.process, self.pid, self.pgid, self.cwd = process, process.pid, process.pid, kwargs.get("cwd")
            return self.connection_info

    @contextmanager
    def _unstopped(self) -> Iterator[None]:
        """A step that `stop` waits for, and that is not begun after it. Raises Stopped."""
        with _stepping:
            if self.environment:
                raise_if_stopped()
                _running.add(self)
            yield

    async def send_signal(self, signum: int) -> None:
        """Pass a signal on, but for an interrupt: Jupyter sends one before it kills, and the kernel complains of it."""
        if signum != signal.SIGINT:
            await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel with what it started, and see it end: LocalProvisioner would look again 0.1 s later."""
        started = strays.started_by(self.pid)
        await super().kill(restart)
        if isinstance(self.process, _Forked):
            self.process.wait(_ENDING)
        strays.kill(started)


class _Forked:
    """A forked kernel with the face of a Popen, which is what LocalProvisioner goes by."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess):
        self._process, self.pid = process, process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        self._process.join(timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def use_by_default() -> None:
    """Start the kernels of this process by this provisioner, where their own specification names no other."""
    KernelProvisionerFactory.instance().default_provisioner_name = NAME


def transport() -> dict[str, str]:
    """How to talk to a kernel: by files where that can be, not ports, of which two builds could pick the same."""
    return {"transport": "ipc"} if warm_processes() else {}


def allow_starts() -> None:
    """Let kernels start, after `stop`, and soon."""
    _stopped.clear()
    processes = warm_processes()
    if processes:
        processes.warm_up()


def raise_if_stopped() -> None:
    """Raise Stopped after `stop`."""
    if _stopped.is_set():
        raise Stopped


def stop_all() -> None:
    """Kill every kernel of this process, and let none start until `begin` is called again."""
    with _stepping:
        _stopped.set()
    started = [provisioner.process for provisioner in list(_running) if provisioner.process is not None]
    for process in started:
        if process.poll() is None:
            theirs = strays.started_by(process.pid)
            _end_group(process.pid)
            strays.kill(theirs)
    for process in started:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_ENDING)  # until then it may write


def _end_group(pid: int) -> None:
    """Kill a process and all that it started."""
    with suppress(OSError):  # it has ended by itself
        if hasattr(os, "killpg"):
            try:
                os.killpg(pid, signal.SIGKILL)
            except ProcessLookupError:  # it has no group of its own yet
                os.kill(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)


def _forked(cmd: list[str], kwargs: dict) -> _Forked | None:
    """This Python's own kernel, forked from the warm process; None where that is not to be had."""
    processes = warm_processes()
    if processes is None:
        return None
    folder = str(kwargs.get("cwd") or os.getcwd())
    process = processes.start(_become_kernel, cmd[3:], folder, dict(kwargs["env"]))
    return process and _Forked(process)


def _become_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """What a copy does: take on an ordinary kernel's surroundings, and be one until it is told to stop."""
    from ipykernel.kernelapp import launch_new_instance

    from reportbuilder.notebook_runs.warm import preload

    if paths.BUILD_VARIABLE in environment:
        strays.mark_as_of_run(environment[paths.BUILD_VARIABLE])
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(os.getppid()))
    time.tzset()
    sys.path[:] = preload.PATH
    sys.argv = ["ipykernel_launcher", *arguments]
    launch_new_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
