"""The kernels of an edition: each ends with all that it started, and none starts once all have been stopped.

A Jupyter kernel provisioner. A kernel is a copy of a warm process, where there is one and the notebook asks for this
Python's own kernel; else it is an ordinary one.
"""

import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
from traitlets import Dict

from reportbuilder.notebook_runs import strays
from reportbuilder.notebook_runs.fast_start import warm_processes

NAME = "cosmic"  # the entry point's
_ENDING = 1.0  # seconds
_LAUNCHER = ["-m", "ipykernel_launcher"]
_provisioners: "weakref.WeakSet[Provisioner]" = weakref.WeakSet()
_stopped = threading.Event()
_starting = threading.Lock()


class Stopped(Exception):
    """A run, or its kernel, was about to begin while all were being stopped."""


class Provisioner(LocalProvisioner):
    """Starts a kernel as a copy of a warm process, or as an ordinary one; `environment` is added to its own."""

    environment = Dict(config=True)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Add the environment to what the kernel is started with. Raises Stopped after `stop_all`."""
        kwargs["env"] = {**kwargs.get("env", os.environ), **self.environment}
        with self._unless_stopped():
            return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel. Raises Stopped after `stop_all`."""
        with self._unless_stopped():
            process = _start_warm(cmd, kwargs)
            if process is None:
                return await super().launch_kernel(cmd, **kwargs, stderr=subprocess.DEVNULL)
            self.process, self.pid, self.pgid, self.cwd = process, process.pid, process.pid, kwargs.get("cwd")
            return self.connection_info

    @contextmanager
    def _unless_stopped(self) -> Iterator[None]:
        """Take a step that `stop_all` waits for, and that is not begun after it. Raises Stopped."""
        with _starting:
            if self.environment:
                raise_if_stopped()
                _provisioners.add(self)
            yield

    async def send_signal(self, signum: int) -> None:
        """Pass a signal on, but no interrupt: Jupyter sends one before it kills, and the kernel complains of it."""
        if signum != signal.SIGINT:
            await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel with all that it started, and wait for its end."""
        started = strays.started_by(self.pid) if self.pid else []
        await super().kill(restart)
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_ENDING)
        strays.kill(started)


def use_by_default() -> None:
    """Start the kernels of this process by this provisioner, where their own specification names no other."""
    KernelProvisionerFactory.instance().default_provisioner_name = NAME


def transport() -> dict[str, str]:
    """Return how to talk to a kernel: by files where possible, since two builds could pick the same port."""
    return {"transport": "ipc"} if warm_processes() else {}


def allow_starts() -> None:
    """Let kernels start, after `stop_all` too, and have a warm process made ready."""
    _stopped.clear()
    processes = warm_processes()
    if processes:
        processes.warm_up()


def raise_if_stopped() -> None:
    """Raise Stopped after `stop_all`."""
    if _stopped.is_set():
        raise Stopped


def stop_all() -> None:
    """Kill every kernel of this process, and let none start until `allow_starts` is called again."""
    with _starting:
        _stopped.set()
    processes = [provisioner.process for provisioner in list(_provisioners)]
    running = [process for process in processes if process is not None]
    for process in running:
        if process.poll() is None:
            started = strays.started_by(process.pid)
            _kill_group(process.pid)
            strays.kill(started)
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_ENDING)  # until then it may write


def _kill_group(pid: int) -> None:
    """Kill a process and all that is in its group."""
    with suppress(OSError):  # it has ended by itself
        if not hasattr(os, "killpg"):
            os.kill(pid, signal.SIGTERM)
            return
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:  # it has no group of its own yet
            os.kill(pid, signal.SIGKILL)


def _start_warm(command: list[str], options: dict[str, Any]) -> Any:
    """Start this Python's own kernel as a copy of the warm process; None where it is another kernel, or there is none.

    Any, since it stands in for a Popen without being one.
    """
    processes = warm_processes()
    if processes is None or command[:3] != [sys.executable, *_LAUNCHER]:
        return None
    folder = str(options.get("cwd") or os.getcwd())
    return processes.start_kernel(command[3:], folder, dict(options["env"]))
