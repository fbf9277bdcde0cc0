"""What a kernel has imported before it starts: the fork server imports this module, and kernels are copies of it.

Nothing here may start a thread, open a socket or leave a file open: every copy would share it with the others.
"""

import gc
import importlib
import io
import os
import signal
import sys
import tempfile
from types import TracebackType

from reportbuilder.endings import ENDINGS
from reportbuilder.notebook_runs.surroundings import own_matplotlib

# What notebooks call, and what an ordinary kernel imports only once it runs.
_MODULES = """
    reportpages.indicator reportpages.scorecard reportpages.charts ipykernel.kernelapp ipykernel.zmqshell
    ipykernel.debugger sqlite3 tornado.queues tornado.platform.asyncio IPython.core.completerlib IPython.core.debugger
    IPython.core.logger IPython.core.oinspect IPython.extensions.storemagic
""".split()
PATH = [entry for entry in sys.path if entry]  # an ordinary kernel's, before it adds its own folder


def _import() -> None:
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # or the debugger prints a warning when imported
    for name in _MODULES:
        importlib.import_module(name)


def _draw() -> None:
    """Draw once, so that matplotlib has loaded its fonts, and what it writes pictures with."""
    from matplotlib.figure import Figure

    canvas = Figure(figsize=(1, 1), layout="constrained")
    canvas.add_subplot().set_title("warm")
    for form in ("svg", "png"):
        canvas.savefig(io.BytesIO(), format=form)


def _report_unless_parent_left(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Report an error, unless it only says that the process which asked for a copy has ended meanwhile."""
    if not issubclass(kind, (EOFError, FileNotFoundError)):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _report_unless_parent_left
# Ctrl-C and the like are for the process that asks for copies, with which this one ends. They have been blocked since
# the fork server was started.
for _ending in ENDINGS:
    signal.signal(_ending, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
with own_matplotlib():
    _import()
    _draw()
tempfile.gettempdir()  # which tries the folder out: once, and not in every copy
gc.freeze()  # what is imported stays: collecting garbage would only copy its memory into every kernel
