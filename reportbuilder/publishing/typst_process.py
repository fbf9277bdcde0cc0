"""Run Typst in a process of its own, within a limit of memory: a program that typst.py calls.

It imports nothing of the project, so that it starts in no time.
"""

import json
import sys
from datetime import datetime

import typst


def _limit_memory(most: int) -> None:
    """Limit the memory of this process, in bytes, where the system can; Windows cannot."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (least, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass


def _typeset(asked: dict) -> None:
    """Make a PDF/UA-1 of a source; packages are looked for in an empty folder only."""
    typst.compile(
        asked["source"],
        output=asked["target"],
        root=asked["root"],
        font_paths=asked["fonts"],
        ignore_system_fonts=asked["own_fonts"],
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(asked["time"]),
        package_path=asked["packages"],
        package_cache_path=asked["packages"],
    )


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    _limit_memory(asked["memory"])
    try:
        _typeset(asked)
    except (typst.TypstError, OSError, RuntimeError) as error:
        sys.exit(str(error))
