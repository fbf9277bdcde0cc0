"""Wait for a Quarto to end, then sweep up after it: a program that leftovers.py starts."""

import os
import sys
from contextlib import suppress

import psutil

if __name__ == "__main__":
    process = int(sys.argv[1])
    with suppress(psutil.Error):
        psutil.Process(process).wait()
    os.chdir(sys.argv[2])
    from reportbuilder.publishing import leftovers  # only now: until then this process is small

    leftovers.sweep(process)
