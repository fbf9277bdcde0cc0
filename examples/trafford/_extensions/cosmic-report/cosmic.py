"""Call `cosmic` for Quarto, wherever it is installed: `quarto render` need not be started in the report's environment.

Whichever Python Quarto finds runs this, so it imports nothing but what every Python brings.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


def find_cosmic():
    """Return the program: of the environment that is active, of this Python's, or of one in or above the project."""
    conda = os.environ.get("CONDA_PREFIX")
    own = [folder / ".venv" / PROGRAMS for folder in (ROOT, *ROOT.parents)]
    folders = [Path(sys.executable).parent, *own, *([Path(conda) / PROGRAMS] if conda else [])]
    return shutil.which("cosmic") or shutil.which("cosmic", path=os.pathsep.join(map(str, folders)))


def call(arguments):
    """Become `cosmic`, so that what Quarto tells this process reaches it; Windows cannot do so, and waits for it."""
    program = find_cosmic()
    if program is None:
        reason = f"cosmic is installed neither for this Python ({sys.executable}) nor in {ROOT / '.venv'}"
        sys.exit(f"cosmic: {reason}; activate the environment that has it, or `pip install cosmic-report`")
    if os.name == "nt":
        sys.exit(subprocess.call([program, *arguments]))
    os.execv(program, [program, *arguments])


if __name__ == "__main__":
    call(sys.argv[1:])
