"""Who runs the notebooks: threads that each look after a kernel, or the workers of a Dask cluster."""

import os
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from projectfiles.errors import CosmicError
from reportbuilder.notebook_runs import system_limits
from reportbuilder.notebook_runs.surroundings import added_to_environment

TIME_LIMIT = 300  # seconds; a cell of a report takes less than one

_CONNECTING = 10  # seconds


@dataclass(frozen=True)
class RunOptions:
    """How the notebooks are run: how many at once, and where.

    `time_limit` is in seconds, for one cell. Where `fresh`, what was kept of earlier runs is not used; where `keep`,
    what these runs give is kept.
    """

    jobs: int = 3 * (os.cpu_count() or 1)  # a notebook spends most of its time waiting for its kernel
    scheduler: str | None = None
    time_limit: int = TIME_LIMIT
    fresh: bool = False
    keep: bool = True


class Workers(Protocol):
    """Whoever takes on calls, and gives a future for each."""

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Take on a call."""


class _Threads:
    """Threads that Python does not wait for when it ends: those of a build that is stopped wait for dead kernels."""

    def __init__(self, jobs: int):
        self._calls: queue.SimpleQueue[tuple[Future, Callable[..., Any], tuple] | None] = queue.SimpleQueue()
        self._futures: list[Future] = []
        self._jobs = jobs
        for _ in range(jobs):
            threading.Thread(target=self._work, daemon=True).start()

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        """Take on a call."""
        future: Future = Future()
        self._futures.append(future)
        self._calls.put((future, function, arguments))
        return future

    def close(self) -> None:
        """Begin no call that is still waiting, and let the threads end after those that have begun."""
        for future in self._futures:
            future.cancel()
        for _ in range(self._jobs):
            self._calls.put(None)

    def _work(self) -> None:
        while call := self._calls.get():
            future, function, arguments = call
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function(*arguments))
                except BaseException as error:
                    future.set_exception(error)


def open_pool(options: RunOptions) -> AbstractContextManager[Workers]:
    """Return workers of this machine or of a cluster. Raises CosmicError where the cluster does not answer."""
    return _cluster(options.scheduler) if options.scheduler else _threads(options.jobs)


@contextmanager
def _threads(jobs: int) -> Iterator[Workers]:
    """Have threads; when they are left for an error, the kernels that they look after are ended."""
    # Only now: the command line asks for RunOptions before anything is imported.
    from reportbuilder.notebook_runs import kernels, papermill_task

    jobs = min(jobs, system_limits.most_kernels())
    kernels.allow_starts()
    with papermill_task.temporary_folder() as folder, added_to_environment({"IPYTHONDIR": folder}):
        threads = _Threads(jobs)
        try:
            yield threads
        except BaseException:
            threads.close()
            kernels.stop_all()
            papermill_task.clear_runs()
            raise
        threads.close()


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    """Have the workers of a Dask cluster, each of which must see the project's folder under the same path."""
    try:
        from distributed import Client
    except ImportError:
        raise CosmicError("--scheduler needs distributed; install it with: pip install -e '.[cluster]'") from None
    try:
        client = Client(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"--scheduler: no Dask scheduler answers at {address} ({error}); start one, or leave the option out"
        raise CosmicError(message) from None
    with client:
        yield client.get_executor()
