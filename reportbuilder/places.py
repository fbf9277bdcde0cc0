"""Where the files are that only making an edition needs, in the project's folder."""

from pathlib import Path

from projectfiles.paths import root

KEY, QUALITY = "key", "quality"  # the stems of the pages that are made with each edition


def notebook(stem: str) -> Path:
    """Return the notebook of an indicator, or of the scorecard."""
    return root() / "notebooks" / f"{stem}.ipynb"


def looks() -> Path:
    """Return the folder of the report's looks, which is a Quarto extension."""
    return root() / "_extensions" / "cosmic-report"


def scratch_folder(name: str) -> Path:
    """Return a folder, or a file, for what saves time, keeps builds apart, or is of this computer alone.

    It can be deleted, and need not exist yet.
    """
    return root() / ".cosmic" / name
