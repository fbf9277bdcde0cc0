"""How many kernels may run at once, by how many files and processes the system lets this account have.

Where not even one can run it is told before: the library that talks to kernels would end this process without a word.
"""

import os

import psutil

from projectfiles.errors import CosmicError

_FILES, _FILES_EACH = 64, 24  # what a build has open besides its kernels, and what talking to a kernel takes
_PROCESSES, _PROCESSES_EACH = 30, 14  # likewise, threads included
_WANTED = 4096  # more than any build needs


def most_kernels() -> int:
    """Return the most kernels that may run at once; the limit of files is first raised as far as it may be.

    Raises CosmicError where not even one can run.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return _WANTED
    return min(_by_files(resource), _by_processes(resource))


def _by_files(resource) -> int:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return _WANTED
    allowed = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    if allowed > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        soft = allowed
    most = (soft - _FILES) // _FILES_EACH
    if most < 1:
        raise CosmicError(
            f"only {soft} files may be open at once here, and running a notebook takes {_FILES + _FILES_EACH}; "
            "allow more, such as by: ulimit -n 1024"
        )
    return most


def _by_processes(resource) -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NPROC)
    if soft == resource.RLIM_INFINITY or soft >= _WANTED or os.geteuid() == 0:  # the system's owner has no limit
        return _WANTED
    left = soft - _running(os.getuid())
    most = (left - _PROCESSES) // _PROCESSES_EACH
    if most < 1:
        raise CosmicError(
            f"this account may start only {max(left, 0)} more processes, and running a notebook takes "
            f"{_PROCESSES + _PROCESSES_EACH}; end others, or allow more, such as by: ulimit -u 1024"
        )
    return most


def _running(user: int) -> int:
    """Return how many processes and threads of an account run."""
    found = psutil.process_iter(["uids", "num_threads"])
    mine = [process.info for process in found if process.info["uids"] and process.info["uids"].real == user]
    return sum(process["num_threads"] or 1 for process in mine)
