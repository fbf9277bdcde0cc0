"""What the processes of an edition are started with, so that a person's own settings have no part in it.

Matplotlib takes a `matplotlibrc` of the folder it is imported in before any other, so that folder is ours meanwhile.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path

OWN = {
    "MATPLOTLIBRC": os.devnull,
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONSAFEPATH": "1",  # a random.py in the project's folder is not Python's own
    "PYTHONSTARTUP": "",
    "PYTHONWARNINGS": "",
}


@contextmanager
def added_to_environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Have variables in the environment of this process, and of those that it starts meanwhile."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def own_matplotlib() -> Iterator[None]:
    """Import Matplotlib within: it reads no settings of a person's, and says nothing of a folder it cannot write."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    with added_to_environment(OWN), chdir(Path(__file__).parent):
        yield
