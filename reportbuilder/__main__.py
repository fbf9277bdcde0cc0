"""`python -m reportbuilder`: the same as the console script `cosmic`."""

import os
import sys

sys.path[:] = [entry for entry in sys.path if entry not in ("", os.getcwd())]  # a random.py there is not Python's own
from reportbuilder.cli.main import command  # noqa: E402

if __name__ == "__main__":
    sys.exit(command())
