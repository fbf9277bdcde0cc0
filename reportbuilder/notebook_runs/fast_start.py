"""The one way to warm processes, which kernels and drawings start from where there are any.

The folder `warm` can be deleted: kernels are ordinary ones then, and a build takes twice the time.
"""

from types import ModuleType


def warm_processes() -> ModuleType | None:
    """Return the package that starts warm processes; None where this machine has none, or where it was deleted."""
    try:
        from reportbuilder.notebook_runs import warm
    except ImportError:
        return None
    return warm if warm.can_fork() else None
