"""The project's folder for what only saves time or keeps builds apart; all of it can be deleted."""

from pathlib import Path

from cosmic import paths


def scratch_folder(name: str) -> Path:
    """Return a folder of that kind by its name; it need not exist yet."""
    return paths.root() / ".cosmic" / name
