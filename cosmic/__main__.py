"""`python -m cosmic`: the same as the console script `cosmic`."""

import sys

from cosmic.cli import main

if __name__ == "__main__":
    sys.exit(main())
