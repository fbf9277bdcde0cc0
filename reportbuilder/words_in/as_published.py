"""Hold words to the list of what an edition may hold, by the very filter that publishes them."""

import json
import tempfile
from pathlib import Path

import pypandoc

from projectfiles.errors import Fault, Faults
from reportbuilder import places
from reportbuilder.drafts import dialect
from reportbuilder.publishing import engines, pandoc

_LIMIT = 60  # seconds


def check_allowed(stem: str, source: str, place: str) -> None:
    """Raise Faults, at a place, with all in the source of a cell that would stop a build."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cell = {"cell_type": "markdown", "metadata": {"number": 1}, "source": dialect.as_published(source)}
        (folder / "build").mkdir()
        page = folder / "build" / f"{stem}.ipynb"
        page.write_text(json.dumps({"cells": [cell]}, ensure_ascii=False), encoding="utf-8")
        (folder / "index.md").write_text(f'::: {{.notebook src="build/{stem}.ipynb"}}\n:::\n', encoding="utf-8")
        command = [
            pypandoc.get_pandoc_path(), "index.md", "--from", "markdown-smart", "--to", "native",
            "--output", "words", f"--lua-filter={places.looks() / 'notebook.lua'}", f"--data-dir={folder}", "--sandbox",
        ]  # fmt: skip
        try:
            done = engines.run_program(command, _LIMIT, cwd=folder)
        except engines.TookTooLong as error:
            raise error.as_error("pandoc", "the words") from None
    if done.returncode == pandoc.REFUSED:
        raise Faults(Fault(place, fault.message) for fault in pandoc.told_faults(done.stderr))
    if done.returncode:
        raise Faults.at(
            place, f"cannot be published ({' '.join(done.stderr.split())}); type its words into the notebook"
        )
