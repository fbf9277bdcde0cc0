"""Who runs the notebooks: threads that each look after a kernel, or the workers of a Dask cluster."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from cosmic.errors import CosmicError

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


def open_pool(options: RunOptions) -> AbstractContextManager[Executor]:
    """Return an executor on this machine or on a cluster. Raises CosmicError where the cluster does not answer."""
    return _cluster(options.scheduler) if options.scheduler else _threads(options.jobs)


@contextmanager
def _threads(jobs: int) -> Iterator[Executor]:
    """Have threads; when they are left for an error, the kernels that they look after are ended."""
    # Only now: the command line asks for RunOptions before anything is imported.
    from reportbuilder.notebook_runs import kernels, papermill_task

    kernels.allow_starts()
    workers = ThreadPoolExecutor(jobs, "kernel")
    try:
        yield workers
    except BaseException:
        workers.shutdown(wait=False, cancel_futures=True)
        kernels.stop_all()
        papermill_task.clear_runs()
        raise
    workers.shutdown()


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
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
