"""`python -m reportbuilder`: the same as the console script `cosmic`."""

import sys

from reportbuilder.cli.main import command

if __name__ == "__main__":
    sys.exit(command())
