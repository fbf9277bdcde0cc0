"""The one way to warm processes: whether kernels can be copies of a process that has imported what they need.

The folder `warm` can be deleted: kernels are ordinary ones then, which take twice the time.
"""

from types import ModuleType


def warm_processes() -> ModuleType | None:
    """Return the module that starts warm processes; None where this machine has none."""
    try:
        from reportbuilder.notebook_runs.warm import processes
    except ImportError:
        return None
    return processes if processes.can_fork() else None
